"""Text with delimiters (CSV, with commas, semicolons or tabs) → its lines as cells."""

import csv
import io
from collections.abc import Iterator

from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics.cells import printable

DELIMITERS = ",;\t"


def first_cells(head: str) -> list[str]:
    """Return the cells of the first line that is not blank, to recognise a file by; none where there are none."""
    line = _first_line(head)
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=_delimiter(line)), [])]
    except csv.Error:
        return []


def read_lines(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each line that is not blank: its number from 1, and its cells without spaces around them.

    The first line tells the delimiter. Raises ImportProblem where the text is not CSV.
    """
    text = text.removeprefix("\ufeff")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(_first_line(text)), strict=True)
    try:
        for line in lines:
            cells = [cell.strip() for cell in line]
            if any(cells):
                yield lines.line_num, cells
    except csv.Error as error:
        place = f"{name}, line {lines.line_num}"
        raise ImportProblem(
            [f"{place}: the file is not whole CSV ({printable(str(error))}); download it again"]
        ) from error


def _first_line(text: str) -> str:
    return text.removeprefix("\ufeff").lstrip("\r\n").partition("\n")[0].rstrip("\r")


def _delimiter(line: str) -> str:
    return max(DELIMITERS, key=line.count)
