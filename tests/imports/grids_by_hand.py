"""Sheets of the Desk as a test writes them down, what an import would do with them, and what it leaves."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.history import Occasion, SourceFile, Step, store
from cci_data.imports.desk import Bundle, judge
from cci_data.imports.draft import Draft
from cci_data.imports.grids import Grid, Value
from cci_data.imports.plan import Outcome, Plan
from cci_data.imports.work import Work, start
from cci_data.imports.written import WrittenRow, read_rows
from cci_data.models import Base
from cci_data.sheets.sheet import Sheet
from tests.queries import record

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
WORDS = {
    "sectors": {row["sector_id"]: row["label"] for row in record.lines("sectors")},
    "services": {row["service_id"]: row["label"] for row in record.lines("services")},
}


def sheet_of(title: str | None, *rows: Sequence[Value], file: str = "network.xlsx") -> Grid:
    """Return a sheet with these rows, the first in row 1; blank rows are left out, as a reader does."""
    cells = ((number, tuple(None if cell == "" else cell for cell in row)) for number, row in enumerate(rows, start=1))
    return Grid(file, title, tuple((number, row) for number, row in cells if row.count(None) < len(row)))


def plan_of(session: Session, *grids: Grid, **options: bool) -> Plan:
    """Return what bringing these sheets in would do."""
    return judge(session, Bundle((), grids, ()), today=TODAY, **options)


def bring_in(session: Session, *grids: Grid, **options: bool) -> Plan:
    """Bring these sheets in, which nothing may stand against; return what was planned."""
    plan = plan_of(session, *grids, **options)
    assert (plan.problems, plan.questions) == ([], [])
    apply(session, plan.steps)
    return plan


def apply(session: Session, steps: Sequence[Step]) -> int:
    """Apply steps to the database and remember them; return the number of the import."""
    files = (SourceFile("network.xlsx", "0" * 64),)
    number = store(session, steps, Occasion("workbook", NOW, "the Desk", files)).import_id
    session.expire_all()
    return number


def states(plan: Plan) -> list[tuple[str, str]]:
    """Return for each outcome the id of its record and what becomes of it."""
    return [(outcome.record, outcome.state) for outcome in plan.outcomes]


def changes(outcome: Outcome) -> dict[str, tuple[str, str]]:
    """Return heading → (before, after) of an outcome."""
    return {change.title: (change.before, change.after) for change in outcome.alterations}


def rows_of(session: Session, model: type[Base], **values: object) -> list[dict[str, object]]:
    """Return the rows of a table that have these values, as they are stored."""
    table = model.__table__
    found = session.execute(select(table).where(*(table.c[name] == value for name, value in values.items())))
    return [dict(row) for row in found.mappings()]


def items(session: Session, model: type[Base], column: str, **values: object) -> list[str]:
    """Return a column of the rows of a table that have these values, in order."""
    return sorted(row[column] for row in rows_of(session, model, **values))


def work_on(session: Session) -> Work:
    """Return the work on an import before its first row."""
    return start(Draft(session), TODAY, Plan())


def written_row(sheet: Sheet, **cells: Value) -> WrittenRow:
    """Return one row of a sheet, in row 2, with the cells of these fields in their order, then what tells it apart."""
    names = dict.fromkeys([*cells, *sheet.identity[:1], *sheet.key])
    headings = [sheet.fields[name].title for name in names]
    written = read_rows([sheet_of(sheet.title, headings, [cells.get(name) for name in names])], WORDS)
    assert written.problems == []
    (row,) = written.of(sheet)
    return row


HUB = {"name": "Radošais centrs", "country_code": "LV", "website": "https://centrs.example"}
SAME_AS = ("Name", "Country", "Same as", "Website", "Partner id", "Other names", "Sectors", "Services")


def partners(*rows: tuple, headings: tuple[str, ...] = SAME_AS) -> Grid:
    return sheet_of("Partners", headings, *rows)
