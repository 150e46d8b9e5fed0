"""Ids that were made of an erased partner's name are others afterwards, everywhere and consistently."""

import json
from datetime import date

import pytest
from sqlalchemy import delete, select

from cci_data.erasure.erase import erase, find_erasure
from cci_data.erasure.mentions import Called, Finder
from cci_data.erasure.record_ids import record_columns, record_tables
from cci_data.erasure.renaming import Renaming, find_renamings, rename
from cci_data.erasure.tombstones import record_digest
from cci_data.history import Occasion, Step, store
from cci_data.models import (
    Base,
    Change,
    Erasure,
    Event,
    EventCountry,
    EventHost,
    EventSector,
    GoodPractice,
    GoodPracticeSector,
    Participation,
    Project,
    ProjectSector,
    Statement,
)
from cci_data.queries.history import history_of_partner, said
from cci_data.undo import undo
from tests.erasure.scene import (
    AT,
    LATER,
    OPEN_DAY,
    RENAMED,
    SOURCED,
    WHO,
    add_a_past,
    add_records_named_after_it,
    rows_of,
    traces_in_tables,
)
from tests.queries.build import a_partner, add

DETAILS = {"title": "x", "kind": "other", "starts_on": date(2027, 1, 1)} | SOURCED
LAB = {"project_id": "loov-eesti-lab", "title": "A lab"} | SOURCED


@pytest.fixture
def imports(session) -> tuple[int, int]:
    add_a_past(session)
    return add_records_named_after_it(session)


def ids(session, model: type[Base], **values: str) -> set[str]:
    """The ids of records in a table of what belongs to them, or in their own."""
    table = model.__table__
    name = next(iter(record_columns(table)))
    return {row[name] for row in rows_of(session, table) if all(row[key] == value for key, value in values.items())}


def test_records_are_known_by_ids_that_say_nothing_and_keep_what_belongs_to_them(session, imports):
    before = {table.name: len(rows_of(session, table)) for table in Base.metadata.sorted_tables}
    came = dict(session.execute(select(Event.title, Event.recorded_at).where(Event.event_id == OPEN_DAY)).all())
    found = erase(session, WHO, LATER)
    assert traces_in_tables(session) == {}
    assert {(one.table, one.former): one.present for one in found.renamed} == RENAMED
    for model in (Event, EventSector, EventCountry):
        assert "erased-open-day-2026" in ids(session, model)
    assert ids(session, EventHost, partner_id="alte-mu") >= {"erased-open-day-2026"}
    for model in (Project, ProjectSector, Participation):
        assert "erased-lab" in ids(session, model)
    for model in (GoodPractice, GoodPracticeSector):
        assert "good-practice-1" in ids(session, model)
    assert session.get(Statement, "ee-need-desks-at-erased").partner_id == "alte-mu"
    assert session.get(Project, "erased-lab").note == "began at the open day: [erased]"
    event = session.get(Event, "erased-open-day-2026")
    assert (event.title, event.city, event.recorded_at) == ("Open day", "Tartu", came["Open day"])
    for table in record_tables() - {Statement.__table__}:
        assert len(rows_of(session, table)) == before[table.name]


def test_what_is_remembered_is_of_the_record_under_its_present_id(session, imports):
    erase(session, WHO, LATER)
    changes = [row for row in rows_of(session, Change.__table__) if row["import_id"] in imports]
    names = {"erased-open-day-2026", "visit-erased", "good-practice-1", "erased-lab", "ee-need-desks-at-erased"}
    assert {json.loads(row["record_key"])[0] for row in changes} == names
    for row in changes:
        table = Base.metadata.tables[row["table_name"]]
        key = dict(zip((column.name for column in table.primary_key), json.loads(row["record_key"]), strict=True))
        for side in ("before", "after"):
            values = json.loads(row[side] or "null")
            if values is not None and row["column_name"] is None:
                assert key.items() <= values.items()
    told = [said(row) for row in history_of_partner(session, "alte-mu").itertuples(index=False)]
    assert any(line.endswith("part as host of event erased-open-day-2026 came") for line in told)
    assert any(line.endswith("part as host of event visit-erased went") for line in told)


def test_imports_from_before_are_taken_back_and_brought_again(session, imports):
    came, changed = imports
    erase(session, WHO, LATER)
    undo(session, changed, LATER, "carl")
    session.expire_all()
    assert session.get(Event, "erased-open-day-2026").city is None
    assert ids(session, EventHost, partner_id="alte-mu") >= {"visit-erased", "erased-open-day-2026"}
    undone = undo(session, came, LATER, "carl")
    present = {*RENAMED.values()}
    assert not any(present & ids(session, model) for model in (Event, Project, GoodPractice, Statement, EventHost))
    undo(session, undone.import_id, LATER, "carl")
    assert ids(session, Event) >= {"visit-erased", "erased-open-day-2026"}
    assert ids(session, Participation, partner_id="alte-mu") == {"erased-lab"}
    assert traces_in_tables(session) == {}


def test_what_will_be_renamed_is_said_before_and_nothing_is_written(session, imports):
    before = {table: rows_of(session, table) for table in Base.metadata.sorted_tables}
    planned = find_erasure(session, WHO)
    assert {table: rows_of(session, table) for table in Base.metadata.sorted_tables} == before
    sentence = f"enamed: event {OPEN_DAY} → erased-open-day-2026; links with the former id lead nowhere."
    assert f"To be r{sentence}" in planned.sentences()
    assert "To be renamed: 1 record of which only the history tells." in planned.sentences()
    done = erase(session, WHO, LATER)
    assert done.renamed == planned.renamed
    assert f"R{sentence}" in done.sentences()
    assert not any("event_id" in sentence for sentence in done.sentences())


def test_a_former_id_stays_as_a_checksum_of_its_own(session, imports):
    erase(session, WHO, LATER)
    digests = {row["digest"] for row in rows_of(session, Erasure.__table__)}
    assert digests >= {record_digest(*former) for former in RENAMED}
    assert record_digest("event", "a") != record_digest("project", "a") != record_digest("project", "b")
    assert {len(one) for one in digests} == {64}


def test_an_id_is_nobodys_else_now_before_or_ever(session):
    add(session, Event(event_id=f"{WHO}-day", **DETAILS), Event(event_id="loov-eesti-day", **DETAILS))
    add(session, Event(event_id="erased-day", **DETAILS))
    gone = {"event_id": "erased-day-2"} | DETAILS
    steps = [Step(Event.__table__, ("erased-day-2",), None, gone), Step(Event.__table__, ("erased-day-2",), gone, None)]
    store(session, steps, Occasion("workbook", AT, "anna"))
    add(session, Erasure(digest=record_digest("event", "erased-day-3"), erased_at=AT))
    add(session, Erasure(digest=record_digest("project", "erased-day-4"), erased_at=AT))
    found = erase(session, WHO, LATER)
    assert {one.former: one.present for one in found.renamed} == {
        f"{WHO}-day": "erased-day-4",
        "loov-eesti-day": "erased-day-5",
    }
    assert ids(session, Event) >= {"erased-day", "erased-day-4", "erased-day-5"}


def test_ids_that_belong_to_others_and_ordinary_words_stay(session):
    add(session, a_partner(f"{WHO}-foundation", name="Creative Estonia Foundation"), a_partner("design", name="Design"))
    kept = {f"{WHO}-foundation-day", "future-estonia", "design-talk", "design"}
    add(session, *(Event(event_id=one, **DETAILS) for one in kept))
    vocabulary = [rows_of(session, Base.metadata.tables[name]) for name in ("sector", "service", "indicator")]
    assert erase(session, WHO, LATER).renamed == erase(session, "design", LATER).renamed == ()
    assert ids(session, Event) >= kept
    assert [rows_of(session, Base.metadata.tables[name]) for name in ("sector", "service", "indicator")] == vocabulary


def test_a_name_that_is_given_is_replaced_in_ids_too(session):
    add(session, Event(event_id="estonia-creates-2027", **DETAILS))
    assert find_erasure(session, WHO).renamed == ()
    found = erase(session, WHO, LATER, also=["Estonia Creates"])
    assert found.renamed == (Renaming("event", "estonia-creates-2027", "erased-2027", is_there=True),)


def test_records_that_go_with_the_partner_are_not_renamed(session):
    wish = {"statement_id": f"{WHO}-needs-desks", "country_code": "EE", "kind": "need", "text": "x"} | SOURCED
    wish |= {"partner_id": WHO}
    store(session, [Step(Statement.__table__, (wish["statement_id"],), None, wish)], Occasion("workbook", AT, "anna"))
    assert erase(session, WHO, LATER).renamed == ()
    assert traces_in_tables(session) == {}


def test_a_second_erasure_renames_what_is_left(session, imports):
    add(session, a_partner("open-day", name="Open Day"))
    erase(session, WHO, LATER)
    found = {one.former: one.present for one in erase(session, "open-day", LATER).renamed}
    assert found["erased-open-day-2026"] == "erased-2026"


def test_of_a_record_that_is_gone_from_its_table_too_what_belonged_to_it_is_renamed(session):
    add(session, Project(**LAB))
    part = {"project_id": "loov-eesti-lab", "sector_id": "design"}
    store(
        session,
        [Step(ProjectSector.__table__, tuple(part.values()), None, part)],
        Occasion("workbook", AT, "anna"),
    )
    session.execute(delete(Project).where(Project.project_id == "loov-eesti-lab"))
    assert erase(session, WHO, LATER).renamed == (Renaming("project", "loov-eesti-lab", "erased-lab", is_there=False),)
    change = session.scalars(select(Change)).one()
    assert json.loads(change.record_key) == list(json.loads(change.after).values()) == ["erased-lab", "design"]


def test_forgotten_changes_name_nobody_to_rename(session, imports):
    finder = Finder(Called(names=frozenset({"Estonian Creative Bureau"})), {})
    changes = {change.change_id for change in session.scalars(select(Change))}
    (found,) = find_renamings(session, finder, frozenset(), ())
    assert (found.former, found.is_there) == ("visit-estonian-creative-bureau", False)
    assert find_renamings(session, finder, frozenset(), changes) == ()


def test_a_renaming_moves_every_reference_and_no_other_row(session):
    add(session, Event(event_id="a", **DETAILS), Event(event_id="b", **DETAILS))
    children = [table for table in Base.metadata.sorted_tables if "event_id" in table.c and table.name != "event"]
    assert len(children) > 2
    others = {"partner_id": "alte-mu", "sector_id": "design", "country_code": "EE"}
    others |= {"participation_count": 1, "project_id": "creative-ports"}
    children = [table for table in children if "origin" not in table.c]
    for table in children:
        for one in ("a", "b"):
            rest = {column.name: others[column.name] for column in table.columns if column.name != "event_id"}
            session.execute(table.insert().values(event_id=one, **rest))
    rename(session, [Renaming("event", "a", "c", is_there=True)])
    for table in [Event.__table__, *children]:
        found = {row["event_id"] for row in rows_of(session, table)}
        assert found >= {"b", "c"} and "a" not in found
