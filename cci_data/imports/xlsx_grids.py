"""The visible worksheets of a workbook → rows of values: merged cells filled, nothing quietly left out."""

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from math import isfinite
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.defined_name import DefinedNameList
from openpyxl.xml.constants import ARC_WORKBOOK, SHEET_MAIN_NS

from cci_data.imports.grid_cells import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Findings,
    Row,
    Value,
    cell_name,
    too_many_cells,
    trimmed,
)
from cci_data.imports.rows import ImportProblem
from cci_data.imports.xlsx_parts import Parts, StrictWorkbook, Survey
from cci_data.language import grouped

MOST_SHEETS = 200
MOST_FILLED = 200_000
LARGEST_EXACT = 2**53
DAY = timedelta(days=1)

# What openpyxl, zipfile and the XML parsers are known to raise on a file that is broken or made to break them.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, InvalidFileException),
    *(expat.ExpatError, SyntaxError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError),
    *(RuntimeError, AssertionError),
)


def read_worksheets(file: str, content: bytes) -> list[tuple[str, tuple[Row, ...]]]:
    """Return title and rows of each visible worksheet of a workbook, in their order.

    file: its name, for the sentences; content: what it holds. A merged range shows its value in each of its cells, in
    the rows that hold a value of their own besides: a record in tall cells stays one record. Reading ends with the last
    value, so rows and columns that have nothing but a format cost nothing. Raises ImportProblem with the findings of
    all sheets together.
    """
    sheets, problems, cells = [], [], 0
    with warnings.catch_warnings():
        # openpyxl warns of what it will not write back (drop-down lists, styles); nothing is written back here.
        warnings.filterwarnings("ignore", module=r"openpyxl\.")
        for title, worksheet, survey in _worksheets(file, content):
            cells += survey.cells
            _check_extent(file, title, survey, cells)
            problems += _formula_problems(title, survey)
            rows, found = _read(title, _raw_rows(file, title, worksheet, survey), survey)
            problems += found
            sheets.append((title, _with_merged_cells(file, title, rows, survey)))
    if problems:
        raise ImportProblem(problems)
    return sheets


def hidden_sheets(content: bytes) -> list[str]:
    """Return the titles of the sheets of a workbook that nobody sees; one that `read_worksheets` has read."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if ARC_WORKBOOK not in archive.namelist():
            return []
        sheets = ElementTree.fromstring(archive.read(ARC_WORKBOOK)).iter(f"{{{SHEET_MAIN_NS}}}sheet")
    return [sheet.get("name", "") for sheet in sheets if sheet.get("state", "visible") != "visible"]


class _CellReader(ExcelReader):
    """openpyxl's reader for the cells alone.

    What a workbook says of itself, its looks, charts and hidden sheets are not read: they hold no rows, but often
    enough a mistake for which openpyxl gives up the workbook.
    """

    def __init__(self, file: str, content: bytes) -> None:
        self.archive = Parts(file, content)
        self.valid_files = self.archive.namelist()
        self.read_only = self.data_only = True
        self.keep_vba = self.keep_links = self.rich_text = False
        self.shared_strings: list[str] = []

    def read_properties(self) -> None:
        pass

    read_custom = read_theme = read_properties

    def read_worksheets(self) -> None:
        self.parser.defined_names = DefinedNameList()
        if len(self.parser.sheets) > MOST_SHEETS:
            raise ValueError("there are too many sheets")
        parts = [(sheet, part) for sheet, part in self.parser.find_sheets() if sheet.state == "visible"]
        chosen = [(sheet, part.target) for sheet, part in parts if part.Type.endswith("/worksheet")]
        self.parser.sheets = [sheet for sheet, _ in chosen]
        self.surveys = [self.archive.survey(part) for _, part in chosen]
        super().read_worksheets()


def _worksheets(file: str, content: bytes) -> Iterator[tuple[str, Any, Survey]]:
    with _told(file, "the workbook"):
        reader = _CellReader(file, content)
        reader.read()
        worksheets = list(zip(reader.wb.worksheets, reader.surveys, strict=True))
    if not worksheets:
        raise ImportProblem([f"{file}: the workbook has no visible worksheet; show one, or save it again as .xlsx"])
    for worksheet, survey in worksheets:
        yield worksheet.title, worksheet, survey


@contextmanager
def _told(file: str, what: str) -> Iterator[None]:
    """Turn what broken files make openpyxl raise, and a survey, into a sentence; nothing else may run inside."""
    try:
        yield
    except StrictWorkbook as error:
        raise ImportProblem(
            [f"{file}: the workbook is saved as Strict Open XML; save it as Excel Workbook (.xlsx)"]
        ) from error
    except BROKEN as error:
        raise ImportProblem(
            [
                f"{file}: {what} is damaged or not as a spreadsheet writes it; open it in a spreadsheet and save it "
                "again as .xlsx"
            ]
        ) from error


def _check_extent(file: str, title: str, survey: Survey, cells: int) -> None:
    """Refuse a value so far out that it is a slip: openpyxl would need memory for all rows before it."""
    for last, most, what, name in (
        (survey.last_row, MOST_ROWS, "rows", survey.deepest),
        (survey.last_column, MOST_COLUMNS, "columns", survey.widest),
    ):
        if last > most:
            limit = f"beyond the {grouped(most)} {what} that are read"
            raise ImportProblem([f"{file}: {title}!{name} holds a value {limit}; clear it, or split the sheet"])
    if cells > MOST_CELLS:
        raise ImportProblem([too_many_cells(file)])


def _formula_problems(title: str, survey: Survey) -> list[str]:
    remedy = "open the file in a spreadsheet, save it, or write the value"
    return [
        *survey.unsolved.told(
            f"{title}: {{}} with a formula without a result",
            lambda name: f"{title}!{name} holds a formula without a result; {remedy}",
        ),
        *survey.errors.told(
            f"{title}: {{}} with an error",
            lambda found: f"{title}!{found[0]} shows the error {found[1]}; mend its formula, or write the value",
        ),
    ]


def _raw_rows(file: str, title: str, worksheet: Any, survey: Survey) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of each row down to the last with a value; what follows the rows in the part stays unread."""
    if not survey.cells:
        return
    with _told(file, f"the sheet {title}"):
        rows = worksheet.iter_rows(1, survey.last_row, 1, survey.last_column, values_only=True)
        yield from islice(rows, survey.last_row)


def _read(title: str, raw_rows: Iterator[tuple[Any, ...]], survey: Survey) -> tuple[list[Row], list[str]]:
    rows, problems = [], Findings()
    for number, raw in enumerate(raw_rows, start=1):
        if raw.count(None) == len(raw):
            continue
        try:
            cells = trimmed([None if value is None else VALUES[type(value)](value) for value in raw])
        except ValueError:
            problems.add(*_cell_problems(title, number, raw, survey))
            continue
        if cells:
            rows.append((number, cells))
    return rows, problems.told(f"{title}: {{}} like these")


def _cell_problems(title: str, number: int, raw: tuple[Any, ...], survey: Survey) -> Iterator[str]:
    for column, value in enumerate(raw):
        if value is None:
            continue
        try:
            VALUES[type(value)](value)
        except ValueError as error:
            # Cells that show an error are told already; openpyxl calls dates without a day #VALUE!, too.
            if value != NO_DATE or not survey.errors.count:
                yield f"{title}!{cell_name(number, column)} {error}"


NO_DATE = "#VALUE!"
# How Excel writes a character by its number, and an underscore before what would read as one.
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
HALVES_OF_CHARACTERS = range(0xD800, 0xE000)


def _text(value: str) -> Value:
    if value == NO_DATE:
        raise ValueError("is formatted as a date, but its number is none of a day; write the date, or clear the cell")
    return ESCAPED.sub(_unescaped, value).strip() or None


def _unescaped(found: re.Match[str]) -> str:
    """Return the character that Excel wrote down by its number; of a line break from elsewhere the first half goes."""
    number = int(found[1], 16)
    if number in HALVES_OF_CHARACTERS:
        return found[0]
    return "" if chr(number) == "\r" else chr(number)


def _number(value: float) -> Value:
    if not isfinite(value):
        raise ValueError("holds a number that is too large")
    return int(value) if value.is_integer() and abs(value) <= LARGEST_EXACT else value


def _whole(value: int) -> Value:
    if abs(value) > LARGEST_EXACT:
        raise ValueError(f"holds a number beyond {grouped(LARGEST_EXACT)}, which a spreadsheet cannot keep")
    return value


def _span(value: timedelta) -> Value:
    """Return a length of time as the time of day that it was meant as, or as text where it is longer than a day."""
    if timedelta() <= value < DAY:
        return (datetime.min + value).time()
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def _same(value: Value) -> Value:
    return value


VALUES = {str: _text, float: _number, int: _whole, timedelta: _span} | dict.fromkeys(
    (bool, date, datetime, time), _same
)


def _with_merged_cells(file: str, title: str, rows: list[Row], survey: Survey) -> tuple[Row, ...]:
    """Return `rows` with the value of the first cell of each merged range in all of its cells."""
    if not survey.merged:
        return tuple(rows)
    filled = {number: list(cells) for number, cells in rows}
    left = MOST_FILLED
    for left_column, first, right_column, last in survey.merged:
        right, bottom = min(right_column, MOST_COLUMNS), min(last, survey.last_row)
        left -= max(0, bottom - first + 1) * max(0, right - left_column + 1)
        if left < 0:
            raise ImportProblem(
                [f"{file}: more than {grouped(MOST_FILLED)} cells of {title} are merged; take the merging back"]
            )
        value = next(iter(filled.get(first, [])[left_column - 1 : left_column]), None)
        for number in range(first, bottom + 1):
            if number in filled:
                cells = filled[number]
                cells += [None] * (right - len(cells))
                cells[left_column - 1 : right] = [value] * (right - left_column + 1)
    trimmed_rows = ((number, trimmed(cells)) for number, cells in filled.items())
    return tuple((number, cells) for number, cells in trimmed_rows if cells)
