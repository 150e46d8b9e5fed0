"""A CSV file → rows of text, whatever encoding and delimiter the spreadsheet chose that wrote it."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

import chardet

from cci_data.imports.grid_cells import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Findings,
    Row,
    cell_name,
    too_many_cells,
    trimmed,
)
from cci_data.imports.rows import ImportProblem
from cci_data.language import count, grouped

# Where several fit as well, it is the one that stands in prose least often.
DELIMITERS = "\t;,"
SAMPLE = 200
LONGEST_RECORD = 2_000_000
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

# The letters that the languages around the Baltic Sea have beside A to Z, by the code page of their spreadsheets. Where
# two code pages explain as many, the first is taken; but the Icelandic ð and þ are bytes that a Baltic spreadsheet
# writes for š and ž, and then chardet is asked whether the text is Icelandic. Asked about all texts, it misreads a
# third of the Baltic lists drawn from the public record, and charset-normalizer two thirds: lists of names are short.
LETTERS = {
    "cp1252": frozenset("åäöæøüßéõšžáíóúýðþ"),
    "cp1257": frozenset("āčēģīķļņšūžąęėįųõäöüåæøßé"),
    "cp1250": frozenset("ąćęłńóśźżäöüßé"),
}
ICELANDIC = frozenset("ðþ")
ASCII = bytes(range(128))


def read_csv(file: str, content: bytes) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Return the rows of a CSV file that are not blank, cells stripped and None where blank, and notes about it.

    file: its name, for the sentences; content: what it holds. Rows are counted by records, so that a line break in
    quotation marks begins no new row; Excel's line `sep=;` is none. Raises ImportProblem.
    """
    encoding, notes = _encoding(file, content)
    first = SEPARATOR_LINE.fullmatch(_Lines(file, content, encoding).readline())
    if first and first[1] not in f"{DELIMITERS}|":
        raise ImportProblem([f"{file}: cells set apart by {first[1]!r} cannot be read; save it with semicolons"])
    delimiter = first[1] if first else max(DELIMITERS, key=lambda each: _fit(_Lines(file, content, encoding), each))
    lines = _Lines(file, content, encoding)
    if first:
        lines.readline()
    rows = tuple(_rows(file, lines, delimiter))
    if not rows:
        raise ImportProblem([f"{file}: the file is empty; its first row names the columns"])
    return rows, notes


class _Lines:
    """The lines of a text, as long as no record grows beyond all measure."""

    def __init__(self, file: str, content: bytes, encoding: str) -> None:
        self.file, self.record, self.length = file, 1, 0
        self.text = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self.text)
        self.length += len(line)
        if self.length > LONGEST_RECORD:
            raise ImportProblem(
                [
                    f"{self.file}, row {self.record}: the row is longer than {grouped(LONGEST_RECORD)} characters; "
                    "a quotation mark may not be closed"
                ]
            )
        return line

    def readline(self) -> str:
        return self.text.readline(LONGEST_RECORD)

    def records(self, delimiter: str) -> Iterator[list[str]]:
        for record in csv.reader(self, delimiter=delimiter, strict=True, skipinitialspace=True):
            yield record
            self.record, self.length = self.record + 1, 0


def _encoding(file: str, content: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the encoding of a text, and a note where a person should look at the accents."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding, notes = "utf-16", (f"{file} was read as UTF-16 text.",)
    else:
        encoding, notes = "utf-8-sig", ()
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        page = _code_page(content) if encoding == "utf-8-sig" and b"\0" not in content else None
        if page is None:
            raise _no_text(file) from error
        name = page.replace("cp", "Windows-")
        return page, (f"{file} was read as {name} text; check the accents, or save it as CSV UTF-8.",)
    if encoding == "utf-8-sig" and b"\0" in content:
        raise _no_text(file)
    return encoding, notes


def _no_text(file: str) -> ImportProblem:
    return ImportProblem([f"{file}: the file holds bytes that are no text; save it as CSV UTF-8"])


def _code_page(content: bytes) -> str | None:
    """Return the code page under which most of the letters beyond A to Z are ones that people here write."""
    accented, explained = content.translate(None, ASCII), {}
    for page, letters in LETTERS.items():
        with suppress(UnicodeDecodeError):
            explained[page] = sum(letter in letters for letter in accented.decode(page).lower())
    best = [page for page, number in explained.items() if number == max(explained.values())]
    if best[:2] != ["cp1252", "cp1257"] or ICELANDIC.isdisjoint(accented.decode("cp1252").lower()):
        return next(iter(best), None)
    found = chardet.detect(content, compat_names=False, include_encodings=best[:2])
    return best[found["language"] != "is"]


def _fit(lines: _Lines, delimiter: str) -> tuple[float, int]:
    """Return which share of the first records is as wide as the header under `delimiter`, and how wide that is."""
    widths = []
    # What is wrong with the file is told when the whole of it is read.
    with suppress(csv.Error, ImportProblem):
        for record in islice(lines.records(delimiter), SAMPLE):
            if any(map(str.strip, record)):
                widths.append(len(record))
    if not widths or widths[0] == 1:
        return 0.0, len(widths) == 0
    return widths.count(widths[0]) / len(widths), widths[0]


def _rows(file: str, lines: _Lines, delimiter: str) -> list[Row]:
    rows, problems, width, cells = [], Findings(), 0, 0
    try:
        for number, record in enumerate(lines.records(delimiter), start=1):
            row = trimmed([text.strip() or None for text in record])
            if not row:
                continue
            width = width or _width(file, number, record, row)
            cells += len(row)
            if number > MOST_ROWS:
                raise ImportProblem([f"{file}: more than {grouped(MOST_ROWS)} rows; split the file"])
            if cells > MOST_CELLS:
                raise ImportProblem([too_many_cells(file)])
            problems.add(*_row_problems(file, number, row, width))
            rows.append((number, row))
    except csv.Error as error:
        problems.add(_quotation_problem(file, lines.record, error))
    if problems.count:
        raise ImportProblem(problems.told(f"{file}: {{}} or rows like these"))
    return rows


def _width(file: str, number: int, header: list[str], row: tuple[str | None, ...]) -> int:
    if len(row) > MOST_COLUMNS:
        raise ImportProblem([f"{file}, row {number}: the header has more than {MOST_COLUMNS} cells"])
    return len(header)


def _row_problems(file: str, number: int, row: tuple[str | None, ...], width: int) -> list[str]:
    problems = [
        f"{file}!{cell_name(number, column)} holds a character that is no text (U+{ord(found[0]):04X}); delete it"
        for column, text in enumerate(row)
        if text and (found := CONTROL.search(text))
    ]
    if len(row) > width:
        problems.append(
            f"{file}, row {number}: {count(len(row), 'cell')} where the header has {width}; put text that holds the "
            "delimiter in quotation marks"
        )
    return problems


def _quotation_problem(file: str, number: int, error: csv.Error) -> str:
    if "field limit" in str(error):
        most = grouped(csv.field_size_limit())
        return f"{file}, row {number}: a cell has more than {most} characters; a quotation mark may not be closed"
    return (
        f"{file}, row {number}: the quotation marks do not pair: one is not closed, or one inside of a cell is not "
        f"doubled ({error})"
    )
