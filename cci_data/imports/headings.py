"""Which sheet of the Desk's workbook a grid is, and which of its columns is which: by heading, in any order."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from cci_data.imports.grids import Grid, Value, cell_name
from cci_data.language import count, fold, listed
from cci_data.sheets.book import SHEETS
from cci_data.sheets.cells import shown
from cci_data.sheets.sheet import Sheet

LIKE = 85
ROWS_ABOVE = 20
# Sheets of ours that hold no records.
EXPLAINING = {"read me", "lists"}


@dataclass(frozen=True)
class Heads:
    """The heading row of a grid: its number, and the column of each field that was found."""

    row: int
    columns: Mapping[str, int]


def plain(text: Value) -> str:
    """Return a heading as it is compared: folded, without punctuation and the asterisk of required columns."""
    return " ".join(re.findall(r"[\w]+", fold(str(text or "")).replace("_", " ")))


def _meanings(sheet: Sheet) -> dict[str, str]:
    """Heading → field; where two fields share a heading, its own beats an alias, and the first column the next."""
    ranked = [
        (rank > 1, plain(name), field) for field in sheet.fields for rank, name in enumerate(sheet.headings(field))
    ]
    found: dict[str, str] = {}
    for _, heading, field in sorted(ranked, key=lambda item: item[0]):
        found.setdefault(heading, field)
    return found


def find_sheet(grid: Grid) -> tuple[Sheet | None, list[str], list[str]]:
    """Return the sheet that a grid is, problems and notes; neither sheet nor problem where it holds no records.

    The title tells, or for a CSV file the end of its name (of several the one whose headings fit best:
    `project-partners.csv` may be either); failing that the headings.
    """
    if not grid.rows:
        return None, [], []
    title = grid.sheet or re.sub(r"\.\w+$", "", grid.file)
    named = {plain(name): sheet for sheet in SHEETS for name in (sheet.title, *sheet.names)}
    ends = [name for name in named if plain(title) == name or (not grid.sheet and plain(title).endswith(f" {name}"))]
    if ends:
        best = max(ends, key=lambda name: (len(_best_row(grid, named[name]).columns), len(name)))
        return named[best], [], []
    if plain(title) in EXPLAINING:
        return None, [], []
    return _by_headings(grid, title, list(named))


def _by_headings(grid: Grid, title: str, names: list[str]) -> tuple[Sheet | None, list[str], list[str]]:
    known = {sheet.title: len(_best_row(grid, sheet).columns) for sheet in SHEETS}
    most = max(known.values())
    fitting = [sheet for sheet in SHEETS if known[sheet.title] == most]
    if most >= 3 and len(fitting) == 1:
        return (
            fitting[0],
            [],
            [f"{grid.file}: the sheet {shown(title)} is read as {fitting[0].title}, by its headings."],
        )
    titles = listed(sheet.title for sheet in SHEETS)
    near = process.extractOne(plain(title), names, scorer=fuzz.ratio, score_cutoff=LIKE)
    if near or most >= 3 or not grid.sheet:
        hint = f"; did you mean {near[0].capitalize()}?" if near else ""
        if not grid.sheet:
            expected = f"a name that ends in one of {titles}, such as network-partners.csv, or the headings of one,"
            return (
                None,
                [f"{grid.file} is known neither by its name nor by its headings; {expected} is expected{hint}"],
                [],
            )
        return None, [f"{grid.file} holds the sheet {shown(title)}; one of {titles} is expected{hint}"], []
    return None, [], [f"{grid.file}: the sheet {shown(title)} is none of {titles}, and is left out."]


def _best_row(grid: Grid, sheet: Sheet) -> Heads:
    meanings = _meanings(sheet)
    best = Heads(0, {})
    for number, cells in grid.rows[:ROWS_ABOVE]:
        columns: dict[str, int] = {}
        for column, cell in enumerate(cells):
            field = meanings.get(plain(cell)) if isinstance(cell, str) else None
            if field is not None:
                columns.setdefault(field, column)
        if len(columns) > len(best.columns):
            best = Heads(number, columns)
    return best


def find_heads(grid: Grid, sheet: Sheet) -> tuple[Heads, list[str], list[str]]:
    """Return the heading row with problems and notes: unknown and repeated headings, rows above.

    Where no row tells the records apart there are no columns, but a problem.
    """
    heads = _best_row(grid, sheet)
    # A record is known by a name or an id; one that joins others by all that it joins.
    needed = (*sheet.identity[:1], *sheet.key)
    is_enough = any if sheet.identity else all
    if not is_enough(field in heads.columns for field in needed):
        titles = [sheet.fields[field].title for field in needed]
        expected = " or ".join(titles) if sheet.identity else listed(titles)
        return (
            Heads(0, {}),
            [f"{sheet.title} in {grid.file} has no row with the headings that it needs: {expected}"],
            [],
        )
    cells = dict(grid.rows)[heads.row]
    above = sum(number < heads.row for number, _ in grid.rows)
    said = count(above, "row above the headings is", "rows above the headings are")
    notes = [f"{sheet.title}: {said} left out."] if above else []
    problems = []
    for column, cell in enumerate(cells):
        if cell is not None and column not in heads.columns.values():
            where = f"{sheet.title}!{cell_name(heads.row, column)}"
            problem, note = _unknown(sheet, heads, where, cell)
            problems += problem
            notes += note
    return heads, problems, notes


def _unknown(sheet: Sheet, heads: Heads, where: str, cell: Value) -> tuple[list[str], list[str]]:
    """Say what a heading is that means no column, or means one that another column has already."""
    meanings = _meanings(sheet)
    field = meanings.get(plain(cell))
    if field is not None:
        other = cell_name(heads.row, heads.columns[field])
        return [f"{where} says {shown(cell)}, which means the same as {other}; one column of the two is expected"], []
    free = {heading: field for heading, field in meanings.items() if field not in heads.columns}
    near = process.extractOne(plain(cell), free.keys(), scorer=fuzz.ratio, score_cutoff=LIKE)
    if near:
        title = sheet.fields[free[near[0]]].title
        return [f"{where} says {shown(cell)}; a heading of this sheet is expected; did you mean {title}?"], []
    return [], [f"{where}: the column {shown(cell)} is none of this sheet's, and is left out."]


def data_rows(grid: Grid, heads: Heads) -> Iterator[tuple[int, tuple[Value, ...]]]:
    """Go through the rows under the headings."""
    return ((number, cells) for number, cells in grid.rows if number > heads.row)
