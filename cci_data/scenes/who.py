"""Who covers what: the matrix of sectors and countries."""

from cci_data.charts.chart import Fetch, collected_on, origins
from cci_data.charts.grids import RULE, SIGNS
from cci_data.language import count, listed, quoted
from cci_data.queries import coverage as queries
from cci_data.scenes.scene import Cell, Choice, Matrix, Scene

NAMED = 2
MARKS = {"none": "–", "unstated": "?"}


def who(fetch: Fetch, choice: Choice) -> Scene:
    """Return the scene of the matrix, with the two rows that stand apart below."""
    cells, beside = fetch(queries.coverage, chosen=choice.chosen), fetch(queries.apart, chosen=choice.chosen)
    columns = dict(zip(beside["country_code"], beside["country"], strict=True))
    rows: dict[str, dict[str, Cell]] = {}
    for row in cells.itertuples():
        text = str(row.partner_count) if row.partner_count else MARKS[row.state]
        rows.setdefault(row.sector, {})[row.country_code] = Cell(text, row.state)
    for row in beside.itertuples():
        rows.setdefault(row.sector, {})[row.country_code] = Cell(str(row.partner_count), "apart")
    return Scene(
        name="who",
        kicker="Who covers what",
        headline=_finding(fetch, choice),
        blocks=(
            Matrix(
                rows=tuple(rows),
                columns=tuple(columns),
                column_names=tuple(columns.values()),
                cells=tuple(tuple(row[code] for code in columns) for row in rows.values()),
                legend=SIGNS,
            ),
        ),
        source=origins(fetch),
        as_of=collected_on(fetch),
        note=RULE,
    )


def _finding(fetch: Fetch, choice: Choice) -> str:
    found = fetch(queries.standout, chosen=choice.chosen)
    halves = fetch(queries.split, chosen=choice.chosen)
    if not found.has_sectors or not halves.total:
        return "No partner on record fits this choice" if found.has_sectors else "No sector is on record yet"
    if choice.chosen.sector:
        # What the filter leaves out is not lacking, and what it asks for is named: nothing stands out.
        number = int((fetch(queries.sectors, chosen=choice.chosen)["partner_count"] > 0).sum())
        verb = "names" if halves.total == 1 else "name"
        return f"{count(halves.total, 'partner')} of this choice {verb} {count(number, 'sector')}"
    if found.uncovered:
        return f"Nobody names {listed(map(quoted, found.uncovered), NAMED)}"
    if found.single:
        verb = "hangs" if len(found.single) == 1 else "each hang"
        return f"Every sector is named; {listed(map(quoted, found.single), NAMED)} {verb} on a single partner"
    return "Every sector is named by at least two partners"
