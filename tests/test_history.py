"""Changes are applied and remembered; what was remembered leads back to the same steps."""

import hashlib
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from cci_data.history import Occasion, SourceFile, Step, key_of, source_file, step_of, store
from cci_data.models import Change, Event, Import, ImportFile, Partner, PartnerName, Place, Spotlight
from cci_data.queries.frames import frame

AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
FILE = SourceFile("Łódź.xlsx", "0" * 64)
OCCASION = Occasion("workbook", AT, "the Desk", (FILE,))
PARTNER = Partner.__table__
NEWCOMER = {
    "partner_id": "new-hub",
    "name": "Jaunais centrs Rīgā",
    "country_code": "LV",
    "is_cross_sectoral": False,
    "origin": "desk",
    "source": "a test",
}
COMES = Step(PARTNER, ("new-hub",), None, NEWCOMER)
CHANGES = Step(
    PARTNER,
    ("media-evolution",),
    {"name": "Media Evolution", "website": "https://www.mediaevolution.se"},
    {"name": "Media Evolution Malmö", "website": None},
)


def remembered(session) -> list[Change]:
    return list(session.scalars(select(Change).order_by(Change.change_id)))


def test_what_comes_changes_and_goes_is_applied_and_counted(session):
    place = session.scalars(select(Place).where(Place.partner_id == "media-evolution")).one()
    row = {column.name: getattr(place, column.name) for column in Place.__table__.columns}
    goes = Step(Place.__table__, key_of(Place.__table__, row), row, None)
    found = store(session, [COMES, CHANGES, goes], OCCASION)
    assert (found.kind, found.imported_at, found.imported_by) == ("workbook", AT, "the Desk")
    assert (found.added_count, found.changed_count, found.removed_count) == (1, 1, 1)
    session.expire_all()
    assert session.get(Partner, "new-hub").name == "Jaunais centrs Rīgā"
    assert session.get(Partner, "media-evolution").website is None
    assert not session.scalars(select(Place).where(Place.partner_id == "media-evolution")).all()
    file = session.scalars(select(ImportFile)).one()
    assert (file.import_id, file.position, file.name, file.sha256) == (found.import_id, 1, "Łódź.xlsx", "0" * 64)


def test_each_changed_value_keeps_its_former_one(session):
    store(session, [COMES, CHANGES], OCCASION)
    came, name, website = remembered(session)
    assert (came.column_name, came.before) == (None, None)
    assert "Jaunais centrs Rīgā" in came.after
    assert (name.column_name, name.before, name.after) == ("name", '"Media Evolution"', '"Media Evolution Malmö"')
    assert (website.before, website.after) == ('"https://www.mediaevolution.se"', "null")
    assert [change.partner_id for change in (came, name, website)] == ["new-hub", "media-evolution", "media-evolution"]


def test_what_is_remembered_leads_back_to_the_step(session):
    event = {
        "event_id": "talk",
        "title": "Talk",
        "kind": "workshop",
        "starts_on": date(2027, 1, 2),
        "is_online": True,
        "origin": "desk",
        "source": "a test",
        "recorded_at": AT,
    }
    steps = [COMES, CHANGES, Step(Event.__table__, ("talk",), None, event)]
    store(session, steps, OCCASION)
    came, name, website, talk = remembered(session)
    assert [step_of(came), step_of(name, [website]), step_of(talk)] == steps


def test_undone_steps_lead_to_where_it_was(session):
    everything = select(Partner).order_by(Partner.partner_id).with_only_columns(*PARTNER.columns)
    before = frame(session, everything).drop(columns="changed_at")
    store(session, [COMES, CHANGES], OCCASION)
    assert not before.equals(frame(session, everything).drop(columns="changed_at"))
    store(session, [CHANGES.undone(), COMES.undone()], OCCASION)
    assert before.equals(frame(session, everything).drop(columns="changed_at"))


def test_a_row_that_gets_its_number_is_remembered_by_it(session):
    turn = {
        "country_code": "LV",
        "starts_on": date(2027, 1, 1),
        "ends_on": date(2027, 2, 28),
        "steward_partner_id": "media-evolution",
        "origin": "desk",
        "source": "a test",
    }
    store(session, [Step(Spotlight.__table__, None, None, turn)], OCCASION)
    number = session.scalars(select(Spotlight.spotlight_id)).one()
    (change,) = remembered(session)
    assert change.record_key == f"[{number}]"
    assert change.partner_id == "media-evolution"


def test_steps_are_told_as_they_are_done(session):
    names = [{"partner_id": "media-evolution", "name": f"Name {number}"} for number in range(2100)]
    steps = [Step(PartnerName.__table__, ("media-evolution", row["name"]), None, row) for row in names]
    told = []
    store(session, steps, OCCASION, lambda *words: told.append(words))
    assert told == [("storing", 1000, 2100), ("storing", 2000, 2100), ("storing", 2100, 2100)]
    assert len(remembered(session)) == 2100


def test_nothing_to_store_is_remembered_too(session):
    assert store(session, [], OCCASION).added_count == 0
    assert session.scalars(select(Import)).one().changed_count == 0


@pytest.mark.parametrize("content", [b"", b"abc"])
def test_the_checksum_is_that_of_the_bytes(tmp_path, content):
    file = tmp_path / "file.xlsx"
    file.write_bytes(content)
    assert source_file(file) == SourceFile("file.xlsx", hashlib.sha256(content).hexdigest())


def test_numbers_that_rows_bring_along_are_not_given_out_again(session):
    turn = {
        "country_code": "LV",
        "starts_on": date(2027, 1, 1),
        "ends_on": date(2027, 2, 28),
        "origin": "desk",
        "source": "a test",
    }
    table = Spotlight.__table__
    steps = [Step(table, (7,), None, turn | {"spotlight_id": 7}), Step(table, None, None, turn)]
    store(session, steps, OCCASION)
    given, next_one = session.scalars(select(Spotlight.spotlight_id).order_by(Spotlight.spotlight_id)).all()
    # What other tests took back, PostgreSQL's counter does not.
    assert given == 7 < next_one
