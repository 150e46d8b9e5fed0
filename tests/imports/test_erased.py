"""A file that still tells of an erased partner does not bring it back, by no row and no mention."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from cci_data.erasure.erase import erase
from cci_data.erasure.tombstones import digest, record_digest
from cci_data.imports.erased import without_the_erased
from cci_data.imports.public_record import load_public_record
from cci_data.imports.rows import Sheet
from cci_data.imports.tables import store
from cci_data.models import (
    Country,
    Erasure,
    Event,
    EventHost,
    Participation,
    Partner,
    PartnerName,
    Place,
    Project,
    Spotlight,
    Statement,
)
from tests.queries.record import lines

AT = datetime(2026, 11, 25, tzinfo=UTC)
SOURCED = {"origin": "desk", "source": "the Old Hub’s page"}
GONE = {"partner_id": "old-hub", "name": "The Old Hub", "website": "https://oldhub.example", "country_code": "LV"}
STAYS = {"partner_id": "old-hub-riga", "name": "The Old Hub Riga", "website": None, "country_code": "LV"}
TURN = {"country_code": "LV", "starts_on": date(2027, 1, 1), "ends_on": date(2027, 2, 1), "note": "OHR"} | SOURCED
TALK = {"event_id": "talk", "title": "Talk", "kind": "other", "starts_on": date(2027, 1, 2)} | SOURCED
TALK |= {"link": "https://oldhub.example/talk", "note": "The Old Hub Riga and the old hub; alias House Ōld"}


def sheets(*rows: tuple[type, dict]) -> list[Sheet]:
    models = list(dict.fromkeys(model for model, _ in rows))
    numbered = {model: [values for kind, values in rows if kind is model] for model in models}
    return [Sheet(f"{model.__tablename__}.csv", model, tuple(enumerate(numbered[model], start=2))) for model in models]


FILE = sheets(
    (Partner, GONE | SOURCED),
    (Partner, STAYS | SOURCED),
    (PartnerName, {"partner_id": "old-hub", "name": "House Old"}),
    (Place, {"partner_id": "old-hub", "city": "Riga", "latitude": 56.9, "longitude": 24.1}),
    (Event, TALK),
    (EventHost, {"event_id": "talk", "partner_id": "old-hub"}),
    (EventHost, {"event_id": "talk", "partner_id": "old-hub-riga"}),
    (
        Statement,
        {"statement_id": "s", "country_code": "LV", "kind": "need", "text": "x", "partner_id": "old-hub"} | SOURCED,
    ),
    (Spotlight, TURN | {"steward_partner_id": "old-hub"}),
)


def test_where_nobody_was_erased_the_file_is_taken_as_it_is(session):
    assert without_the_erased(session, FILE) == (FILE, {})
    session.add(Erasure(digest=digest("somebody-else"), erased_at=AT))
    assert without_the_erased(session, FILE) == (FILE, {})


def test_the_erased_stay_out_with_what_hangs_on_them_and_every_mention(session):
    session.add(Erasure(digest=digest("old-hub"), erased_at=AT))
    counts = store(session, FILE)
    session.flush()
    assert counts.left_out == {"partner": 1, "partner_name": 1, "place": 1, "event_host": 1, "statement": 1}
    assert {name: number for name, number in counts.stored.items() if number} == {
        **{"partner": 1, "event": 1},
        **{"event_host": 1, "spotlight": 1},
    }
    assert session.get(Partner, "old-hub") is None
    assert session.get(Partner, "old-hub-riga").source == "the Old Hub’s page".replace("the Old Hub", "[erased]")
    event = session.get(Event, "talk")
    assert (event.link, event.note) == (None, "The Old Hub Riga and [erased]; alias [erased]")
    turn = session.scalars(select(Spotlight)).one()
    assert (turn.steward_partner_id, turn.source) == (None, "[erased]’s page")


@pytest.mark.parametrize("partner_id", ["media-evolution", "hamburg-music"])
def test_an_empty_database_that_remembers_an_erasure_is_filled_without_it(empty_session, partner_id):
    empty_session.add(Erasure(digest=digest(partner_id), erased_at=AT))
    counts = load_public_record(empty_session)
    names = {"partner": "partners", "place": "places", "participation": "participations"}
    for table, name in names.items():
        of_it = sum(row["partner_id"] == partner_id for row in lines(name))
        assert counts.left_out.get(table, 0) == of_it
        assert counts.stored[table] == len(lines(name)) - of_it
    assert empty_session.get(Partner, partner_id) is None
    assert empty_session.get(Country, "SE").name == "Sweden"


def named_after_it() -> list[Sheet]:
    project = {"project_id": "the-old-hub-lab", "title": "Lab"} | SOURCED
    return sheets(
        (Partner, GONE | SOURCED),
        (Event, TALK | {"event_id": "old-hub-day"}),
        (Event, TALK | {"event_id": "old-hub-riga-day"}),
        (EventHost, {"event_id": "old-hub-day", "partner_id": "alte-mu"}),
        (EventHost, {"event_id": "old-hub-day", "partner_id": "old-hub"}),
        (Project, project),
        (Participation, {"project_id": "the-old-hub-lab", "partner_id": "alte-mu", "role": "lead", "source": "x"}),
        (Partner, STAYS | SOURCED),
    )


def ids(session, column) -> set[str]:
    return set(session.scalars(select(column)))


def test_records_that_are_named_after_it_come_under_another_id_and_only_once(session):
    session.add(Erasure(digest=digest("old-hub"), erased_at=AT))
    counts = store(session, named_after_it())
    assert counts.left_out == {"partner": 1, "event_host": 1}
    assert ids(session, Event.event_id) >= {"erased-day", "old-hub-riga-day"}
    assert ids(session, Project.project_id) >= {"erased-lab"}
    assert ids(session, Participation.project_id) >= {"erased-lab"} and "erased-day" in ids(session, EventHost.event_id)
    assert "old-hub-day" not in ids(session, Event.event_id)
    again = store(session, named_after_it())
    assert set(again.stored.values()) == {0} and again.kept["event"] == 2


def test_a_record_under_an_id_that_was_taken_away_stays_out_with_what_belongs_to_it(session):
    taken = [record_digest("event", "old-hub-day"), record_digest("project", "old-hub-riga-day")]
    session.add_all(Erasure(digest=one, erased_at=AT) for one in taken)
    counts = store(session, named_after_it())
    assert counts.left_out == {"event": 1, "event_host": 2}
    assert ids(session, Event.event_id) & {"old-hub-day", "old-hub-riga-day", "erased-day"} == {"old-hub-riga-day"}
    assert "the-old-hub-lab" in ids(session, Project.project_id)


def test_what_was_erased_and_renamed_does_not_come_again_with_the_file(session):
    store(session, named_after_it())
    renamed = erase(session, "old-hub", AT).renamed
    assert {one.present for one in renamed} == {"erased-day", "erased-lab"}
    counts = store(session, named_after_it())
    assert counts.left_out == {"partner": 1, "event": 1, "event_host": 2, "project": 1, "participation": 1}
    assert not {"old-hub-day", "the-old-hub-lab"} & (ids(session, Event.event_id) | ids(session, Project.project_id))
    assert set(counts.stored.values()) == {0}
