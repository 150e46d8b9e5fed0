"""Grids → rows as they were written: each cell under its heading, checked, with its address."""

from collections import Counter
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


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row of a sheet: what was written and fits, by field; what was emptied on purpose; and where it stands.

    A field that is in neither was blank, or has no column: what is stored of it stays. is_one_of_several: whether
    other files hold rows of the sheet too, so that an address must name the file.
    """

    sheet: Sheet
    file: str
    number: int
    columns: Mapping[str, int]
    values: Mapping[str, Any]
    emptied: frozenset[str] = frozenset()
    is_one_of_several: bool = False

    def where(self, name: str = "") -> str:
        """Return the address of a cell, or of the row where the field has no column."""
        file = f"{self.file}, " if self.is_one_of_several else ""
        cell = cell_name(self.number, self.columns[name]) if name in self.columns else self.number
        return f"{file}{self.sheet.title}!{cell}"

    def get(self, name: str) -> Any:
        """Return what was written, None where it was blank or emptied."""
        return self.values.get(name)


@dataclass
class Written:
    """All rows of all sheets, with the problems and notes about them.

    halves: rows of which a cell does not fit, without it; examples: how many rows only show how it is done; unfit:
    names and ids of the records whose rows do not fit.
    """

    rows: dict[str, list[WrittenRow]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    examples: int = 0
    halves: list[WrittenRow] = field(default_factory=list)
    unfit: set[str] = field(default_factory=set)

    def of(self, sheet: Sheet) -> list[WrittenRow]:
        """Return the rows of a sheet."""
        return self.rows.get(sheet.title, [])


def read_rows(grids: Iterable[Grid], words: Mapping[str, Mapping[str, str]], tell: Tell = silent) -> Written:
    """Return what is written in `grids`, all problems together.

    words: the vocabularies that the database keeps: {"sectors": {id: label}, "services": {id: label}}.
    """
    written = Written()
    found = [(grid, *find_sheet(grid)) for grid in grids]
    titles = Counter(sheet.title for _, sheet, _, _ in found if sheet)
    for grid, sheet, problems, notes in found:
        written.notes += [*grid.notes, *notes]
        written.problems += problems
        if sheet is not None:
            _read_sheet(grid, sheet, titles[sheet.title] > 1, words, written, tell)
    if written.examples:
        written.notes.append(f"{count(written.examples, 'example row is', 'example rows are')} left out.")
    return written


@dataclass(frozen=True)
class _Source:
    """Where rows come from: a grid, as which sheet, under which headings."""

    grid: Grid
    sheet: Sheet
    heads: Heads
    is_one_of_several: bool

    def row(self, number: int, values: Mapping[str, Any], emptied: frozenset[str]) -> WrittenRow:
        return WrittenRow(
            self.sheet, self.grid.file, number, self.heads.columns, values, emptied, self.is_one_of_several
        )


def _read_sheet(
    grid: Grid, sheet: Sheet, is_one_of_several: bool, words: Mapping, written: Written, tell: Tell
) -> None:
    heads, problems, notes = find_heads(grid, sheet)
    written.problems += problems
    written.notes += notes
    if not heads.columns:
        return
    source = _Source(grid, sheet, heads, is_one_of_several)
    rows = written.rows.setdefault(sheet.title, [])
    for done, (number, cells) in enumerate(data_rows(grid, heads), start=1):
        if _is_example(sheet, heads, cells):
            written.examples += 1
            continue
        row, found = _row(source, number, cells, words)
        written.problems += found
        if row is not None:
            (written.halves if found else rows).append(row)
        if found and sheet.identity:
            written.unfit |= _names(sheet, heads, cells)
        if done % ROWS_BETWEEN_NEWS == 0:
            tell(f"checking {sheet.title}", done, len(grid.rows))


def _is_example(sheet: Sheet, heads: Heads, cells: tuple[Value, ...]) -> bool:
    """Tell whether a row only shows how it is done: by its first cell, or where the template has that, now moved."""
    first = next((cell for cell in cells if cell is not None), None)
    column = heads.columns.get(next(iter(sheet.fields)), len(cells))
    told = (first, cells[column] if column < len(cells) else None)
    return any(isinstance(cell, str) and cell.casefold().startswith(EXAMPLE.casefold()) for cell in told)


def _row(source: _Source, number: int, cells: tuple[Value, ...], words: Mapping) -> tuple[WrittenRow | None, list[str]]:
    given = {
        name: cells[column]
        for name, column in source.heads.columns.items()
        if column < len(cells) and cells[column] is not None
    }
    if not given:
        return None, []
    emptied = frozenset(name for name, value in given.items() if value == EMPTIED)
    told = {name: _unprotected(source.grid, value) for name, value in given.items() if name not in emptied}
    blank = source.row(number, {}, emptied)
    try:
        row = source.sheet.row.model_validate(told, context=words)
    except ValidationError as error:
        found = {str(item["loc"][0]): item["ctx"]["error"] for item in error.errors()}
        rest = {name: value for name, value in told.items() if name not in found}
        row = source.sheet.row.model_validate(rest, context=words)
        problems = [_sentence(unfit, blank.where(name)) for name, unfit in found.items()]
        return source.row(number, {name: getattr(row, name) for name in row.model_fields_set}, emptied), problems
    values = {name: getattr(row, name) for name in row.model_fields_set}
    return source.row(number, values, emptied), []


def _names(sheet: Sheet, heads: Heads, cells: tuple[Value, ...]) -> set[str]:
    columns = (heads.columns.get(name, len(cells)) for name in (*sheet.identity[:1], *sheet.key))
    return {cells[column] for column in columns if column < len(cells) and isinstance(cells[column], str)}


def _unprotected(grid: Grid, value: Value) -> Value:
    return unprotected(value) if grid.sheet is None and isinstance(value, str) else value


def _sentence(error: ValueError, where: str) -> str:
    return error.sentence(where) if isinstance(error, Unfit) else f"{where}: {error}"
