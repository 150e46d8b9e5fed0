"""A partner with a past that is to be erased, and the search for its traces."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from cci_data.history import Occasion, SourceFile, Step, key_of, store
from cci_data.models import (
    Base,
    Event,
    EventCountry,
    EventHost,
    EventSector,
    FormerPartner,
    GoodPractice,
    GoodPracticeSector,
    Participation,
    Partner,
    PartnerName,
    Project,
    ProjectSector,
    Spotlight,
    Statement,
)

AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
LATER = AT + timedelta(days=1)
WHO = "creative-estonia"
# Everything that the partner goes by, or once went by.
TRACES = (
    *(WHO, "creative estonia", "loov eesti", "loov-eesti", "looveesti", "bureau.example", "ce-office"),
    *("estonian creative bureau", "estonian-creative-bureau"),
)
FILE = SourceFile("Creative Estonia 2026.xlsx", "0" * 64)
KIEL = "https://www.kielerleben.de/news/stadt-foerdert-kieler-kreativzentren-10023874.html"
SOURCED = {"origin": "desk", "source": "a test"}


def rows_of(session: Session, table: Table) -> list[dict]:
    return [dict(row) for row in session.execute(select(table)).mappings()]


def traces(content: str | bytes) -> list[str]:
    found = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
    return [trace for trace in TRACES if trace in found.casefold()]


def traces_in_tables(session: Session) -> dict[str, list[str]]:
    found = {name: traces(repr(rows_of(session, table))) for name, table in Base.metadata.tables.items()}
    return {name: words for name, words in found.items() if words}


def add_a_past(session: Session) -> int:
    """Give the partner a past: a former name and site, a merger, statements, a turn, an event; return the import."""
    partner, statement, name = Partner.__table__, Statement.__table__, PartnerName.__table__
    wish = {"statement_id": "wish", "country_code": "EE", "kind": "need", "text": "Desks.", "partner_id": WHO} | SOURCED
    event = {"event_id": "open-day", "title": "Open day of Creative Estonia", "kind": "other"} | SOURCED
    event |= {"starts_on": date(2027, 1, 2), "link": "https://www.looveesti.ee/open", "source": "https://looveesti.ee"}
    office = {"partner_id": "ce-office", "name": "Estonian Creative Bureau", "country_code": "EE"} | SOURCED
    turn = {"country_code": "EE", "starts_on": date(2027, 1, 1), "ends_on": date(2027, 2, 1)} | SOURCED
    steps = [
        Step(partner, (WHO,), {"website": "https://bureau.example"}, {"website": "https://www.looveesti.ee"}),
        Step(partner, ("ce-office",), office, None),
        Step(FormerPartner.__table__, ("ce-office",), None, {"former_id": "ce-office", "partner_id": WHO}),
        Step(statement, ("wish",), None, wish),
        Step(statement, ("wish",), {"text": "Desks."}, {"text": "Desks and chairs."}),
        Step(name, (WHO, "Bureau"), {"partner_id": WHO, "name": "Bureau"}, None),
        Step(Event.__table__, ("open-day",), None, event),
        Step(EventHost.__table__, ("open-day", WHO), None, {"event_id": "open-day", "partner_id": WHO}),
        Step(partner, ("alte-mu",), {"source": KIEL}, {"source": "https://alte.example/creative-estonia"}),
        Step(Spotlight.__table__, None, None, turn | {"steward_partner_id": WHO, "note": "with loov eesti"}),
    ]
    return store(session, steps, Occasion("workbook", AT, "anna of Creative Estonia", (FILE,))).import_id


OPEN_DAY = f"{WHO}-open-day-2026"
# Records whose id is made of the partner's names, and what the ids become.
RENAMED = {
    ("event", OPEN_DAY): "erased-open-day-2026",
    ("event", "visit-estonian-creative-bureau"): "visit-erased",
    ("good_practice", WHO): "good-practice-1",
    ("project", "loov-eesti-lab"): "erased-lab",
    ("statement", "ee-need-desks-at-creative-estonia"): "ee-need-desks-at-erased",
}


def add_records_named_after_it(session: Session) -> tuple[int, int]:
    """Bring records of others that are named after the partner; then change one and take one away: both imports."""
    day = {"title": "Open day", "kind": "other", "starts_on": date(2026, 12, 1)} | SOURCED
    visit = {"event_id": "visit-estonian-creative-bureau", "title": "Visit", "kind": "other"} | SOURCED
    visit |= {"starts_on": date(2026, 12, 2)}
    lab = {"project_id": "loov-eesti-lab", "title": "A lab", "note": f"began at the open day: {OPEN_DAY}"} | SOURCED
    practice = {"good_practice_id": WHO, "title": "Practice", "format": "x", "summary": "x"} | SOURCED
    wish = {"statement_id": "ee-need-desks-at-creative-estonia", "country_code": "EE", "kind": "need"} | SOURCED
    came = [
        (Event, {"event_id": OPEN_DAY} | day),
        (Event, visit),
        (Project, lab),
        (GoodPractice, practice),
        (Statement, wish | {"text": "Desks.", "partner_id": "alte-mu"}),
        (EventHost, {"event_id": OPEN_DAY, "partner_id": WHO}),
        (EventHost, {"event_id": OPEN_DAY, "partner_id": "alte-mu"}),
        (EventHost, {"event_id": visit["event_id"], "partner_id": "alte-mu"}),
        (EventSector, {"event_id": OPEN_DAY, "sector_id": "design"}),
        (EventCountry, {"event_id": OPEN_DAY, "country_code": "EE"}),
        (ProjectSector, {"project_id": "loov-eesti-lab", "sector_id": "design"}),
        (Participation, {"project_id": "loov-eesti-lab", "partner_id": "alte-mu", "role": "lead", "source": "a test"}),
        (GoodPracticeSector, {"good_practice_id": WHO, "sector_id": "design"}),
    ]
    steps = [Step(model.__table__, key_of(model.__table__, values), None, values) for model, values in came]
    brought = store(session, steps, Occasion("workbook", AT, "anna"))
    later = [
        Step(Event.__table__, (OPEN_DAY,), {"city": None}, {"city": "Tartu"}),
        steps[7].undone(),
        Step(Event.__table__, (visit["event_id"],), visit, None),
    ]
    return brought.import_id, store(session, later, Occasion("workbook", AT, "bob")).import_id
