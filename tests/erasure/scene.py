"""A partner with a past that is to be erased, and the search for its traces."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from cci_data.history import Occasion, SourceFile, Step, store
from cci_data.models import (
    Base,
    Event,
    EventHost,
    FormerPartner,
    Partner,
    PartnerName,
    Spotlight,
    Statement,
)

AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
LATER = AT + timedelta(days=1)
WHO = "creative-estonia"
# Everything that the partner goes by, or once went by.
TRACES = (WHO, "creative estonia", "loov eesti", "looveesti", "estonian creative bureau", "bureau.example", "ce-office")
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
