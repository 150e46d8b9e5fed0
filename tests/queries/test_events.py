from datetime import UTC, date, datetime, time, timedelta

import pandas as pd
import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from cci_data.database import migrate, writing_engine
from cci_data.models import Country, Event, EventCountry, EventHost, EventSector, Partner, Sector
from cci_data.queries.events import COLUMNS, events, past, upcoming
from cci_data.vocabulary import EVENT_KINDS

RECORDED_AT = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)


def add(session: Session, event_id: str, starts_on: date, **values) -> None:
    """Put an event of the Desk into the database."""
    known = {"title": event_id, "kind": "workshop", "origin": "desk", "source": "test", "recorded_at": RECORDED_AT}
    session.add(Event(event_id=event_id, starts_on=starts_on, **(known | values)))
    session.flush()


def row_of(session: Session, event_id: str) -> dict:
    (row,) = (row for row in events(session).to_dict("records") if row["event_id"] == event_id)
    return row


def ids(found: pd.DataFrame) -> list[str]:
    return found["event_id"].tolist()


def slow_events(session: Session, country: str, kind: str, sector: str) -> set[str]:
    """The same choice, one event and one question at a time."""
    fitting = set()
    for row in session.scalars(select(Event)):
        concerns = set(session.scalars(select(EventCountry.country_code).filter_by(event_id=row.event_id)))
        about = set(session.scalars(select(EventSector.sector_id).filter_by(event_id=row.event_id)))
        if country and country not in concerns | {row.country_code}:
            continue
        if kind and row.kind != kind:
            continue
        if sector and sector not in about:
            continue
        fitting.add(row.event_id)
    return fitting


def test_every_filter_finds_what_a_slow_search_finds(session: Session) -> None:
    sectors = session.scalars(select(Sector.sector_id)).all()
    filters = [("", "", "")]
    filters += [(code, "", "") for code in session.scalars(select(Country.country_code))]
    filters += [("", kind, "") for kind in EVENT_KINDS]
    filters += [("", "", sector) for sector in sectors]
    filters += [("FI", "study_visit", sectors[0]), ("DE", "network_meeting", "")]
    found = {each: ids(events(session, country=each[0], kind=each[1], sector=each[2])) for each in filters}
    for each, event_ids in found.items():
        assert len(event_ids) == len(set(event_ids))
        assert set(event_ids) == slow_events(session, *each)
    assert any(found["", "", sector] for sector in sectors)
    assert found["", "network_meeting", ""]


@pytest.mark.parametrize("column", ["country", "kind", "sector"])
@pytest.mark.parametrize("value", ["XX", "study-visit", "' OR 1=1 --", "é" * 10_000])
def test_an_unknown_value_finds_nothing(session: Session, column: str, value: str) -> None:
    found = events(session, **{column: value})
    assert found.empty
    assert found.columns.tolist() == COLUMNS


def test_events_come_by_start_all_day_ones_first(session: Session) -> None:
    day = date(2031, 5, 5)
    riga = {"time_zone": "Europe/Riga"}
    add(session, "noon", day, starts_time=time(12), **riga)
    add(session, "nine-b", day, starts_time=time(9), title="B", **riga)
    add(session, "nine-a", day, starts_time=time(9), title="A", **riga)
    add(session, "whole-day", day, title="Z")
    add(session, "eve", day - timedelta(days=1), starts_time=time(20), **riga)
    assert ids(events(session))[-5:] == ["eve", "whole-day", "nine-a", "nine-b", "noon"]


FULL = {
    "title": 'Salon "Zeitgeist"; Łódź, pārnese',
    "kind": "study_visit",
    "starts_on": date(2031, 5, 5),
    "starts_time": time(9, 30),
    "ends_on": date(2031, 5, 6),
    "ends_time": time(17),
    "time_zone": "Europe/Warsaw",
    "city": "Łódź",
    "country_code": "PL",
    "latitude": 51.75,
    "longitude": 19.47,
    "is_online": True,
    "link": "https://example.org/x",
    "note": "bring boots",
    "origin": "desk",
    "source": "test",
    "recorded_at": RECORDED_AT,
}


def test_a_row_holds_all_that_is_known(session: Session) -> None:
    add(session, "full", **FULL)
    hosts = session.execute(
        select(Partner.partner_id, Partner.name).order_by(Partner.name.desc(), Partner.partner_id).limit(3)
    ).all()
    last, second_last = session.scalars(select(Sector).order_by(Sector.position.desc()).limit(2))
    session.add_all(EventHost(event_id="full", partner_id=partner_id) for partner_id, _name in hosts)
    session.add_all(EventSector(event_id="full", sector_id=sector.sector_id) for sector in (last, second_last))
    session.add_all(EventCountry(event_id="full", country_code=code) for code in ("SE", "PL", "DK"))
    session.flush()
    row = row_of(session, "full")
    assert dict(zip(row.pop("host_ids"), row.pop("hosts"), strict=True)) == dict(tuple(host) for host in hosts)
    assert row == FULL | {
        "event_id": "full",
        "kind_label": "Study visit",
        "country": "Poland",
        "sector_ids": (second_last.sector_id, last.sector_id),
        "sectors": (second_last.label, last.label),
        "countries": ("PL", "DK", "SE"),
    }


def test_a_bare_event_has_a_last_day_and_nothing_made_up(session: Session) -> None:
    add(session, "bare", date(2031, 5, 5))
    row = row_of(session, "bare")
    assert row["ends_on"] == date(2031, 5, 5)
    empty = ["starts_time", "ends_time", "time_zone", "city", "country_code", "country", "latitude", "longitude"]
    assert [row[column] for column in empty] == [None] * len(empty)
    assert row["hosts"] == row["host_ids"] == row["sectors"] == row["sector_ids"] == row["countries"] == ()


def test_an_event_without_a_place_is_found_in_the_countries_it_concerns(session: Session) -> None:
    add(session, "anywhere", date(2031, 5, 5), is_online=True)
    session.add(EventCountry(event_id="anywhere", country_code="IS"))
    session.flush()
    assert "anywhere" in ids(events(session, country="IS"))
    assert "anywhere" not in ids(events(session, country="LV"))


def test_no_query_for_each_row(session: Session) -> None:
    statements = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        statements.append(statement)

    engine: Engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        found = events(session)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    selects = [statement for statement in statements if statement.startswith("SELECT")]
    assert len(found) > len(selects) == 6


def test_an_empty_database_has_no_events(database_url: str, today: date) -> None:
    engine = writing_engine(database_url)
    migrate(engine)
    with Session(engine) as session:
        found = events(session, country="LV", kind="workshop", sector="music")
    engine.dispose()
    for frame in (found, upcoming(found, today=today), past(found, today=today)):
        assert frame.empty
        assert frame.columns.tolist() == COLUMNS


def test_the_public_record_parts_at_today(session: Session, today: date) -> None:
    found = events(session)
    found = found[found["origin"] == "published"]
    ahead, before = upcoming(found, today=today), past(found, today=today)
    assert ids(ahead) == ["liepaja-2027", "kiruna-2029", "lublin-2029"]
    assert len(before) == 17
    assert ids(before)[0] == "mi-rap-transmission-event-at-viva-sounds-2025"
    assert ids(before)[-1] == "creative-business-cup-baltic-sea-region-2018"


@pytest.mark.parametrize(
    ("first", "last", "is_ahead"),
    [
        (date(2026, 11, 24), None, True),
        (date(2026, 11, 23), None, True),
        (date(2026, 11, 20), date(2026, 11, 23), True),
        (date(2026, 11, 20), date(2026, 11, 22), False),
        (date(2026, 11, 22), None, False),
        (date(2026, 11, 23), date(2026, 1, 1), True),
    ],
    ids=["tomorrow", "today", "last day", "ended yesterday", "yesterday", "ends before it starts"],
)
def test_what_is_under_way_lies_ahead(session: Session, first: date, last: date | None, is_ahead: bool) -> None:
    add(session, "this", first, ends_on=last)
    found = events(session)
    today = date(2026, 11, 23)
    assert ("this" in ids(upcoming(found, today=today))) is is_ahead
    assert ("this" in ids(past(found, today=today))) is not is_ahead
