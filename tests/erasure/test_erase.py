"""Nothing of an erased partner is left, in no table, no history, no file and no backup; and it stays out."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Column, Integer, String, Table, delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from cci_data.erasure.erase import ErasureProblem, erase, find_erasure
from cci_data.erasure.tombstones import digest, erased_at, name_digest
from cci_data.frozen.states import freeze
from cci_data.history import Occasion, Step, store
from cci_data.imports.public_record import load_public_record
from cci_data.models import (
    Base,
    Change,
    Erasure,
    Event,
    EventHost,
    Import,
    ImportFile,
    Partner,
    PartnerName,
    Place,
    Spotlight,
    Statement,
)
from cci_data.undo import undo
from tests.erasure.scene import (
    AT,
    KIEL,
    LATER,
    SOURCED,
    WHO,
    add_a_past,
    add_records_named_after_it,
    rows_of,
    traces_in_tables,
)
from tests.queries.build import a_partner, add


@pytest.fixture
def past(session: Session) -> int:
    return add_a_past(session)


def test_no_table_keeps_a_trace(session, past):
    add_records_named_after_it(session)
    assert len(traces_in_tables(session)) > 15
    found = erase(session, WHO, LATER)
    assert traces_in_tables(session) == {}
    assert found.is_done and found.left == ()
    assert found.ids == {WHO, "ce-office"}


def test_what_goes_is_what_was_counted_before_and_looking_writes_nothing(session, past):
    before = {table: rows_of(session, table) for table in Base.metadata.sorted_tables}
    found = find_erasure(session, WHO)
    assert {table: rows_of(session, table) for table in Base.metadata.sorted_tables} == before
    erase(session, WHO, LATER)
    lost = {
        table.name: len(rows) - len(rows_of(session, table))
        for table, rows in before.items()
        if table.name != "erasure" and len(rows) != len(rows_of(session, table))
    }
    assert dict(found.removed) == lost
    assert {"partner", "partner_name", "place", "event_host", "former_partner", "statement", "change"} <= set(lost)
    assert dict(found.emptied) == {"spotlight.steward_partner_id": 1}


def test_events_stay_without_their_host_and_turns_without_their_steward(session, past):
    erase(session, WHO, LATER)
    event = session.get(Event, "open-day")
    assert (event.title, event.link, event.source) == ("Open day of [erased]", None, "[erased]")
    assert not session.scalars(select(EventHost).where(EventHost.event_id == "open-day")).all()
    turn = session.scalars(select(Spotlight)).one()
    assert (turn.steward_partner_id, turn.note) == (None, "with [erased]")
    umbrella = session.get(Statement, "ee-body-2014")
    assert umbrella.text.endswith("since 2014; [erased] is the umbrella for all sectors.")
    assert umbrella.source == "kul.ee; [erased]"
    assert session.get(Statement, "wish") is None
    assert session.scalars(select(ImportFile.name)).one() == "[erased] 2026.xlsx"
    assert session.scalars(select(Import.imported_by)).one() == "anna of [erased]"


def test_what_is_remembered_of_others_is_still_true_and_undone(session, past):
    erase(session, WHO, LATER)
    remembered = {
        (change.table_name, change.column_name): change
        for change in session.scalars(select(Change).where(Change.import_id == past))
    }
    assert set(remembered) == {("event", None), ("partner", "source"), ("spotlight", None)}
    turn = json.loads(remembered["spotlight", None].after)
    assert (turn["steward_partner_id"], turn["note"], turn["country_code"]) == (None, "with [erased]", "EE")
    assert remembered["spotlight", None].partner_id is None
    assert json.loads(remembered["partner", "source"].after) == "[erased]"
    undo(session, past, LATER, "bob")
    assert session.get(Event, "open-day") is None
    assert session.scalars(select(Spotlight)).all() == []
    assert session.get(Partner, "alte-mu", populate_existing=True).source == KIEL
    assert traces_in_tables(session) == {}


def test_an_undo_does_not_bring_it_back(session):
    add(session, a_partner("new-hub", name="Newest Hub"), Place(**_a_place("new-hub")))
    gone = {key: value for key, value in _a_place("new-hub").items()}
    row = dict(session.execute(select(Partner.__table__).where(Partner.partner_id == "new-hub")).mappings().one())
    steps = [
        Step(Place.__table__, ("new-hub", "Riga"), gone, None),
        Step(Partner.__table__, ("new-hub",), row, None),
        Step(Partner.__table__, ("alte-mu",), {"name": "Alte Mu"}, {"name": "Alte Mu Kiel"}),
    ]
    number = store(session, steps, Occasion("workbook", AT, "anna")).import_id
    found = erase(session, "new-hub", LATER)
    assert dict(found.removed) == {"change": 2} and found.name == "Newest Hub"
    undo(session, number, LATER, "bob")
    assert session.get(Partner, "new-hub") is None
    assert session.get(Partner, "alte-mu").name == "Alte Mu"


def _a_place(partner_id: str) -> dict:
    return {"partner_id": partner_id, "city": "Riga", "latitude": 56.9, "longitude": 24.1}


def test_load_does_not_bring_it_back(session, past):
    erase(session, WHO, LATER)
    session.execute(delete(Statement).where(Statement.statement_id == "ee-body-2014"))
    counts = load_public_record(session)
    assert session.get(Partner, WHO) is None
    assert counts.left_out == {"partner": 1, "partner_name": 1, "place": 1, "participation": 1}
    assert counts.stored["statement"] == 1 and traces_in_tables(session) == {}
    assert [erased_at(session, one) for one in (WHO, "ce-office", "alte-mu")] == [LATER, LATER, None]
    stays = {row["digest"] for row in rows_of(session, Erasure.__table__)}
    assert stays >= {digest(WHO), digest("ce-office"), name_digest("Creative Estonia", "EE")}
    assert all(len(one) == 64 for one in stays)


def test_a_former_id_leads_to_all_of_it(session, past):
    assert find_erasure(session, "ce-office") == find_erasure(session, WHO)


def test_who_is_unknown_or_erased_already_is_a_sentence(session, past):
    with pytest.raises(
        ErasureProblem, match=r"^There is no partner creative-estoni, and none .* mean creative-estonia\?"
    ):
        erase(session, "creative-estoni", LATER)
    erase(session, WHO, LATER)
    for one in (WHO, "ce-office"):
        with pytest.raises(ErasureProblem, match="was erased on 26 November 2026; nothing is left"):
            erase(session, one, LATER)


def test_names_of_others_are_not_damaged_and_told(session):
    foundation = a_partner(f"{WHO}-foundation", name="Creative Estonia Foundation", website="https://a.looveesti.ee")
    event = Event(event_id=f"{WHO}-day", title="x", kind="other", starts_on=date(2027, 1, 1), **SOURCED)
    note = "Creative Estonia with the Creative Estonia Foundation"
    add(session, foundation, event, PartnerName(partner_id=f"{WHO}-foundation", name="Foundation Creative Estonia"))
    session.execute(update(Event).where(Event.event_id == "mesh-festival-2020").values(note=note))
    found = erase(session, WHO, LATER)
    assert session.get(Partner, f"{WHO}-foundation").name == "Creative Estonia Foundation"
    assert session.get(Partner, f"{WHO}-foundation").website == "https://a.looveesti.ee"
    assert session.get(Event, "mesh-festival-2020").note == "[erased] with the Creative Estonia Foundation"
    said = "\n".join(sentence for sentence in found.sentences() if sentence.startswith("Left"))
    assert session.get(Event, "erased-day") is not None and "event_id" not in said
    assert f"in event mesh-festival-2020, note: it is, or is part of, “{foundation.name}”, which belongs to" in said
    assert f"partner {WHO}-foundation, website: partner {WHO}-foundation has the same site" in said
    assert (
        f"partner {WHO}-foundation, name:" in said and f"{WHO}-foundation, Foundation Creative Estonia, name:" in said
    )


def test_an_ordinary_word_stays_unless_it_is_named(session):
    add(session, a_partner("design", name="Design"))
    sector = session.execute(text("SELECT label, definition FROM sector WHERE sector_id = 'design'")).one()
    event = Event(event_id="talk", title="A talk by Design", kind="other", starts_on=date(2027, 1, 1), **SOURCED)
    add(session, event)
    told = find_erasure(session, "design").left
    assert {"it is an ordinary word too"} <= {left.reason for left in told}
    found = find_erasure(session, "design", also=["Design"])
    assert ("event", "Design") in {(mention.table, mention.words) for mention in found.mentions}
    erase(session, "design", LATER)
    assert session.get(Event, "talk", populate_existing=True).title == "A talk by Design"
    assert session.execute(text("SELECT label, definition FROM sector WHERE sector_id = 'design'")).one() == sector
    assert session.scalar(select(func.count()).select_from(Partner).where(Partner.name.contains("Design"))) > 3


def test_a_word_that_records_write_in_lower_case_is_ordinary(session):
    add(session, a_partner("bridge", name="Bridge"))
    keys = ["mesh-festival-2020", "eusbsr-11th-annual-forum-2020"]
    for key in keys:
        session.execute(update(Event).where(Event.event_id == key).values(note="a bridge to the South"))
    assert find_erasure(session, "bridge").mentions == ()
    session.execute(update(Event).where(Event.event_id == keys[0]).values(note="by Bridge"))
    assert [mention.words for mention in find_erasure(session, "bridge").mentions] == ["bridge", "Bridge"]


def test_a_name_that_the_database_does_not_know_is_replaced_when_it_is_given(session):
    session.execute(update(Event).where(Event.event_id == "mesh-festival-2020").values(note="Estonia Creates!"))
    erase(session, WHO, LATER, also=["Estonia Creates"])
    assert session.get(Event, "mesh-festival-2020", populate_existing=True).note == "[erased]!"


def test_what_was_done_is_said(session, past):
    said = erase(session, WHO, LATER).sentences()
    assert said[0].startswith("Removed, of Creative Estonia (ce-office, creative-estonia): partner 1, ")
    assert said[-1] == "Kept: a checksum of the id, so that no file brings it back."
    assert "Emptied: spotlight.steward_partner_id in 1 row." in said
    assert "Replaced by [erased]: “Creative Estonia” in event open-day, title." in said
    assert any(sentence.endswith("in what is remembered of other records.") for sentence in said)
    assert find_erasure(session, "alte-mu").sentences() == [
        "To be removed, of Alte Mu (alte-mu): partner 1, place 1, change 1."
    ]


def free_columns() -> Iterator[Column]:
    """Every column in which somebody may have written a sentence, told slowly and obviously."""
    codes = {"area_code", "column_name", "digest", "ends", "flag", "kind", "origin", "record_key", "role", "sha256"}
    codes |= {"starts", "table_name", "time_zone", "cause", "code", "currency", "family", "outcome"}
    codes |= {"happened_on", "counted_on", "finished_on", "taken_up_on", "continued_on"}
    codes |= {"revision"}
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            is_text = isinstance(column.type, String) and column.name not in codes
            is_kept = column.primary_key or column.foreign_keys or column.unique or str(column) == "partner.name"
            if is_text and not is_kept and table is not Change.__table__:
                yield column


def test_every_text_column_of_every_table_is_reached(session, past):
    freeze(session, "Network meeting", AT)
    columns = list(free_columns())
    assert len(columns) > 45
    for column in columns:
        is_link = column.name in {"link", "website", "ror_id"}
        value = "https://news.example/creative-estonia" if is_link else "by Loov Eesti and others"
        mine = [column.table.c[name].is_distinct_from(WHO) for name in ("partner_id",) if name in column.table.c]
        session.execute(update(column.table).where(*mine).values({column: value}))
    found = erase(session, WHO, LATER)
    assert traces_in_tables(session) == {}
    reached = {f"{mention.table}.{mention.column}" for mention in found.mentions}
    assert {str(column) for column in columns} - reached == set()


def test_a_table_that_comes_later_is_reached_by_itself(session):
    later = Table(
        "later_note", Base.metadata, Column("note_id", Integer, primary_key=True), Column("words", String(12))
    )
    try:
        later.create(session.connection())
        session.execute(insert(later).values(note_id=1, words="Loov Eesti a"))
        erase(session, WHO, LATER)
        assert rows_of(session, later) == [{"note_id": 1, "words": "[erased] a"}]
    finally:
        Base.metadata.remove(later)
