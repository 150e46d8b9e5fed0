"""What a cell of a grid can be, what a row of cells is, how a cell is called, and how much of either is read."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, TypeVar

from openpyxl.utils import get_column_letter

from cci_data.language import count, grouped

Value = str | int | float | bool | date | datetime | time | None
Row = tuple[int, tuple[Value, ...]]
AnyValue = TypeVar("AnyValue")

# 10,000 partners and 20,000 events with 20 columns are 600,000 cells; reading the most stays under 500 MB.
MOST_ROWS = 200_000
MOST_COLUMNS = 500
MOST_CELLS = 1_500_000
MOST_SENTENCES = 20


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell as a spreadsheet shows it: (14, 3) → `D14`; rows count from 1, columns from 0."""
    return f"{get_column_letter(column + 1)}{row}"


def trimmed(cells: list[AnyValue]) -> tuple[AnyValue, ...]:
    """Return the cells of a row without the blank ones (None) at its end."""
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return tuple(cells[:end])


class Findings:
    """What was found in cells: the first items, and how many there are; a file can hold a million."""

    def __init__(self) -> None:
        """Begin with none."""
        self.count = 0
        self.first: list[Any] = []

    def add(self, *items: Any) -> None:
        """Count each of `items`, and keep it if it is among the first."""
        self.count += len(items)
        self.first += items[: max(0, MOST_SENTENCES - len(self.first))]

    def told(self, rest: str, tell: Callable[[Any], str] = str) -> list[str]:
        """Return a sentence for each of the first, and one for those that are left.

        rest: where and what these are, e.g. `Partners: {} with an error`; the braces become `480 more cells`. tell: an
        item → its sentence.
        """
        left = self.count - len(self.first)
        return [tell(item) for item in self.first] + ([rest.format(count(left, "more cell"))] if left else [])


def too_many_cells(file: str) -> str:
    """Return the sentence about a file that has more than MOST_CELLS cells with a value."""
    return f"{file}: more than {grouped(MOST_CELLS)} cells hold a value; take out what is not needed, or split the file"
