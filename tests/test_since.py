"""What is new since a moment, against a slow count by hand."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from cci_data.frozen.content import unpacked
from cci_data.frozen.states import freeze
from cci_data.models import Event, FormerPartner, Partner, PartnerSector, Place, Project
from cci_data.since import Since, since
from tests.queries.build import a_partner, a_project, add, an_event, an_illustration

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
DAYS = (date(2026, 11, 24), date(2027, 6, 1))


def asking(session: Session) -> Callable:
    return lambda query, **arguments: query(session, **arguments)


@contextmanager
def then(session: Session) -> Iterator[Session]:
    with unpacked(freeze(session, "Then", AT).content) as engine, Session(engine) as before:
        yield before


def of_partners(session: Session) -> dict[str, Partner]:
    found = session.scalars(select(Partner)).all()
    return {one.partner_id: one for one in found if one.origin != "illustrative"}


def by_hand(session: Session) -> dict[str, set[str]]:
    """Return the ids of each kind of record, told slowly from the tables alone."""
    who = of_partners(session)
    countries = {one.country_code for one in who.values()}
    countries |= {place.country_code for place in session.scalars(select(Place)) if place.partner_id in who}
    named = session.scalars(select(PartnerSector)).all()
    return {
        "partners": set(who),
        "countries": countries - {None},
        "sectors": {
            one.sector_id for one in named if one.partner_id in who and not who[one.partner_id].is_cross_sectoral
        },
        "projects": {one.project_id for one in session.scalars(select(Project)) if one.origin != "illustrative"},
        "events": {one.event_id for one in session.scalars(select(Event)) if one.origin != "illustrative"},
    }


def keys(found: Since) -> dict[str, set[str]]:
    columns = ("partner_id", "country_code", "sector_id", "project_id", "event_id")
    return {kind: set(getattr(found, kind)[column]) for kind, column in zip(found.counts, columns, strict=True)}


def keys_gone(found: Since) -> dict[str, set[str]]:
    columns = ("partner_id", "country_code", "sector_id", "project_id", "event_id")
    return {kind: set(found.gone[kind][column]) for kind, column in zip(found.counts, columns, strict=True)}


def test_what_came_and_went_is_what_a_slow_count_says(session):
    session.execute(text("DELETE FROM place WHERE country_code = 'IS'"))
    session.execute(text("UPDATE partner SET country_code = NULL WHERE country_code = 'IS'"))
    with then(session) as before:
        add(
            session,
            *an_illustration(),
            a_partner("reykjavik-lab", country_code="IS"),
            a_partner("book-house", country_code="LV"),
            PartnerSector(partner_id="book-house", sector_id="books"),
            *a_project("new-project", "book-house", "media-evolution"),
            an_event("gathering", starts_on=date(2027, 3, 1), ends_on=date(2027, 3, 2)),
        )
        session.execute(text("DELETE FROM partner WHERE partner_id = 'alte-mu'"))
        session.execute(text("DELETE FROM project WHERE project_id = 'creative-ports'"))
        session.execute(text("DELETE FROM partner_sector WHERE sector_id = 'music'"))
        session.execute(text("UPDATE partner SET name = 'Renamed' WHERE partner_id = 'media-evolution'"))
        old, new = by_hand(before), by_hand(session)
        found = since(asking(before), asking(session), days=DAYS)
        nothing_new = since(asking(session), asking(session))
    came = keys(found)
    came["events"] |= set(found.held["event_id"]) | set(found.late["event_id"])
    assert came == {kind: new[kind] - old[kind] for kind in new}
    assert keys_gone(found) == {kind: old[kind] - new[kind] for kind in new}
    assert found.counts == {"partners": 2, "countries": 1, "sectors": 1, "projects": 1, "events": 0}
    assert keys_gone(found)["sectors"] == {"music"} and not found.is_nothing
    assert nothing_new.is_nothing and not any(nothing_new.counts.values())


def test_held_is_what_ended_between_the_days(session):
    with then(session) as before:
        for key, first, last in (
            *(("before", date(2026, 11, 20), date(2026, 11, 23)), ("first-day", date(2026, 11, 24), None)),
            *(("long", date(2026, 11, 1), date(2026, 12, 1)), ("today", date(2027, 6, 1), None)),
        ):
            add(session, an_event(key, starts_on=first, ends_on=last))
        add(session, an_event("invented", starts_on=date(2027, 1, 5), origin="illustrative"))
        found = since(asking(before), asking(session), days=DAYS)
        slowly = {
            one.event_id
            for one in session.scalars(select(Event))
            if one.origin != "illustrative" and DAYS[0] <= (one.ends_on or one.starts_on) < DAYS[1]
        }
        without_days = since(asking(before), asking(session))
    assert set(found.held["event_id"]) == slowly >= {"first-day", "long"}
    assert not {"before", "today", "invented"} & slowly
    assert without_days.held.empty and list(without_days.held.columns) == list(found.held.columns)


def test_what_came_to_the_records_since_is_announced_held_or_late_by_its_days(session):
    days = {
        "late": date(2026, 11, 23),
        "held": date(2026, 11, 24),
        "today": date(2027, 6, 1),
        "ahead": date(2028, 1, 1),
    }
    with then(session) as before:
        add(session, *(an_event(key, starts_on=day) for key, day in days.items()))
        found = since(asking(before), asking(session), days=DAYS)
        without_days = since(asking(before), asking(session))
    assert set(found.events["event_id"]) == {"today", "ahead"} and set(found.late["event_id"]) == {"late"}
    assert "held" in set(found.held["event_id"]) and not found.is_nothing
    assert set(without_days.events["event_id"]) == set(days) and without_days.late.empty
    words = {kind: (kind, kind) for kind in (*found.counts, "held", "late")}
    assert found.in_words(words).endswith("1 late") and "2 events" in found.in_words(words)


def test_partners_that_were_merged_or_parted_are_neither_new_nor_gone(session):
    add(session, a_partner("whole"), FormerPartner(former_id="half", partner_id="whole"))
    with then(session) as before:
        session.execute(text("DELETE FROM former_partner"))
        add(session, a_partner("half"), FormerPartner(former_id="alte-mu", partner_id="media-evolution"))
        session.execute(text("DELETE FROM partner WHERE partner_id = 'alte-mu'"))
        found = since(asking(before), asking(session))
    assert found.partners.empty and found.gone["partners"].empty


@pytest.mark.parametrize("flag", ["illustrative", "desk"])
def test_what_is_invented_counts_nowhere(session, flag):
    with then(session) as before:
        ahead = an_event("e", starts_on=DAYS[1], origin=flag)
        add(session, a_partner("a", origin=flag), *a_project("p", origin=flag), ahead)
        found = since(asking(before), asking(session), days=DAYS)
        backwards = since(asking(session), asking(before))
    number = 1 if flag == "desk" else 0
    assert [found.counts[kind] for kind in ("partners", "projects", "events")] == [number] * 3
    assert [len(backwards.gone[kind]) for kind in ("partners", "projects", "events")] == [number] * 3
