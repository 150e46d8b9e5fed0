"""Grids → rows as they were written: each cell under its heading, checked, with its address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from cci_data.exports.page import unprotected
from cci_data.imports.grids import Grid, Value, cell_name
from cci_data.imports.headings import Heads, data_rows, find_heads, find_sheet
from cci_data.language import count
from cci_data.progress import Tell, silent
from cci_data.sheets.book import EMPTIED, EXAMPLE
from cci_data.sheets.cells import Unfit
from cci_data.sheets.sheet import Sheet

ROWS_BETWEEN_NEWS = 500


@dataclass(frozen=True)
class WrittenRow:
    """A row of a sheet: what was written and fits, by field; what was emptied on purpose; and where it stands.

    A field that is in neither was blank, or has no column: what is stored of it stays.
    """

    sheet: Sheet
    file: str
    number: int
    columns: Mapping[str, int]
    values: Mapping[str, Any]
    emptied: frozenset[str] = frozenset()

    def where(self, name: str = "") -> str:
        """Return the address of a cell, or of the row where the field has no column."""
        if name in self.columns:
            return f"{self.sheet.title}!{cell_name(self.number, self.columns[name])}"
        return f"{self.sheet.title}!{self.number}"

    def get(self, name: str) -> Any:
        """Return what was written, None where it was blank or emptied."""
        return self.values.get(name)


@dataclass
class Written:
    """All rows of all sheets, with the problems and notes about them.

    examples: how many rows only show how it is done; unfit: names and ids of the records whose rows do not fit.
    """

    rows: dict[str, list[WrittenRow]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    examples: int = 0
    unfit: set[str] = field(default_factory=set)

    def of(self, sheet: Sheet) -> list[WrittenRow]:
        """Return the rows of a sheet."""
        return self.rows.get(sheet.title, [])


def read_rows(grids: Iterable[Grid], words: Mapping[str, Mapping[str, str]], tell: Tell = silent) -> Written:
    """Return what is written in `grids`, all problems together.

    words: the vocabularies that the database keeps: {"sectors": {id: label}, "services": {id: label}}.
    """
    written = Written()
    for grid in grids:
        written.notes += grid.notes
        sheet, problems, notes = find_sheet(grid)
        written.problems += problems
        written.notes += notes
        if sheet is not None:
            _read_sheet(grid, sheet, words, written, tell)
    if written.examples:
        written.notes.append(f"{count(written.examples, 'example row is', 'example rows are')} left out.")
    return written


def _read_sheet(grid: Grid, sheet: Sheet, words: Mapping, written: Written, tell: Tell) -> None:
    heads, problems, notes = find_heads(grid, sheet)
    written.problems += problems
    written.notes += notes
    if not heads.columns:
        return
    rows = written.rows.setdefault(sheet.title, [])
    examples = 0
    for done, (number, cells) in enumerate(data_rows(grid, heads), start=1):
        if _is_example(sheet, heads, cells):
            examples += 1
            continue
        row, found = _row(grid, sheet, heads, number, cells, words)
        written.problems += found
        if row is not None:
            rows.append(row)
        elif found and sheet.identity:
            written.unfit |= _names(sheet, heads, cells)
        if done % ROWS_BETWEEN_NEWS == 0:
            tell(f"checking {sheet.title}", done, len(grid.rows))
    written.examples += examples


def _is_example(sheet: Sheet, heads: Heads, cells: tuple[Value, ...]) -> bool:
    """Tell whether a row only shows how it is done: by its first cell, or where the template has that, now moved."""
    first = next((cell for cell in cells if cell is not None), None)
    column = heads.columns.get(next(iter(sheet.fields)), len(cells))
    told = (first, cells[column] if column < len(cells) else None)
    return any(isinstance(cell, str) and cell.casefold().startswith(EXAMPLE.casefold()) for cell in told)


def _row(
    grid: Grid, sheet: Sheet, heads: Heads, number: int, cells: tuple[Value, ...], words: Mapping
) -> tuple[WrittenRow | None, list[str]]:
    given = {
        name: cells[column]
        for name, column in heads.columns.items()
        if column < len(cells) and cells[column] is not None
    }
    if not given:
        return None, []
    emptied = frozenset(name for name, value in given.items() if value == EMPTIED)
    told = {name: _unprotected(grid, value) for name, value in given.items() if name not in emptied}
    blank = WrittenRow(sheet, grid.file, number, heads.columns, {}, emptied)
    try:
        row = sheet.row.model_validate(told, context=words)
    except ValidationError as error:
        found = {str(item["loc"][0]): item["ctx"]["error"] for item in error.errors()}
        return None, [_sentence(unfit, blank.where(name)) for name, unfit in found.items()]
    values = {name: getattr(row, name) for name in row.model_fields_set}
    return WrittenRow(sheet, grid.file, number, heads.columns, values, emptied), []


def _names(sheet: Sheet, heads: Heads, cells: tuple[Value, ...]) -> set[str]:
    columns = (heads.columns.get(name, len(cells)) for name in (*sheet.identity[:1], *sheet.key))
    return {cells[column] for column in columns if column < len(cells) and isinstance(cells[column], str)}


def _unprotected(grid: Grid, value: Value) -> Value:
    return unprotected(value) if grid.sheet is None and isinstance(value, str) else value


def _sentence(error: ValueError, where: str) -> str:
    return error.sentence(where) if isinstance(error, Unfit) else f"{where}: {error}"
