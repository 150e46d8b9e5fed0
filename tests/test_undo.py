"""An import is taken back as a whole, and so is an undo."""

import threading
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from cci_data.database import writing_engine
from cci_data.history import Step
from cci_data.models import (
    Continuation,
    Event,
    EventHost,
    FormerPartner,
    IndicatorValue,
    Participation,
    Partner,
    PartnerName,
    PartnerSector,
    Place,
    SolutionPartner,
    Spotlight,
    Statement,
    StepPartner,
)
from cci_data.undo import UndoProblem, undo
from tests.import_steps import LATER, MALMO, NEWCOMER, TALK, bring, changes, comes, content, goes

HUB = "example-hub-liepaja"


def hangs_on_the_hub(session) -> tuple[list, list, list, list]:
    """Return what moves with the partner that is merged: statements, hosts' events, parts of rows, continuations."""
    statements = select(Statement.statement_id).where(Statement.partner_id == HUB)
    parts = [
        (model, key)
        for model in (Participation, StepPartner, SolutionPartner)
        for key in session.scalars(select(model.__table__.columns.values()[0]).where(model.partner_id == HUB))
    ]
    return (
        [changes(session, Statement, (key,), partner_id="new-hub") for key in session.scalars(statements)],
        session.scalars(select(EventHost.event_id).where(EventHost.partner_id == HUB)).all(),
        parts,
        session.scalars(select(Continuation.continuation_id).where(Continuation.partner_id == HUB)).all(),
    )


def a_rich_import(session) -> int:
    """Store an import that does everything: rows come, change and go, a partner is merged, a turn gets its number."""
    moved, hosts, parts, went_on = hangs_on_the_hub(session)
    turn = {"country_code": "LV", "starts_on": date(2027, 1, 1), "ends_on": date(2027, 2, 28)}
    return bring(
        session,
        comes(Partner, **NEWCOMER),
        comes(Place, **MALMO),
        comes(PartnerName, partner_id="new-hub", name="Example Hub Liepāja"),
        *moved,
        *(goes(session, EventHost, event, HUB) for event in hosts),
        *(goes(session, model, key, HUB) for model, key in parts),
        *[changes(session, Continuation, (key,), partner_id="new-hub") for key in went_on],
        *(comes(EventHost, event_id=event, partner_id="new-hub") for event in hosts),
        goes(session, Partner, HUB),
        comes(FormerPartner, former_id=HUB, partner_id="new-hub"),
        comes(Event, **TALK),
        changes(session, Partner, ("media-evolution",), name="Media Evolution Malmö", website=None),
        goes(session, Place, "media-evolution", "Malmö"),
        comes(Place, **MALMO | {"partner_id": "media-evolution", "latitude": 55.7}),
        Step(Spotlight.__table__, None, None, turn | {"origin": "desk", "source": "a test"}),
    )


def test_all_that_an_import_did_is_taken_back_and_that_again(session):
    before = content(session)
    number = a_rich_import(session)
    then = content(session)
    assert then != before
    told = []
    taken_back = undo(session, number, LATER, "bob", lambda *words: told.append(words))
    assert content(session) == before
    assert told[-1][1] == told[-1][2] > 0
    assert (taken_back.kind, taken_back.imported_at, taken_back.imported_by) == ("undo", LATER, "bob")
    assert (taken_back.undoes_import_id, taken_back.removed_count > 0) == (number, True)
    again = undo(session, taken_back.import_id, LATER, "anna")
    assert content(session) == then
    last = undo(session, number, LATER, "bob")
    assert content(session) == before
    with pytest.raises(UndoProblem, match=rf"import {last.import_id} \(27 November 2026, bob\) touched it since"):
        undo(session, again.import_id, LATER, "bob")


def test_a_row_that_comes_back_is_the_one_that_went(session):
    when = session.scalar(select(Partner.recorded_at).where(Partner.partner_id == "hamburg-music"))
    children = [
        goes(session, table, *key)
        for table in (Place, Participation)
        for key in session.execute(select(*table.__table__.primary_key).where(table.partner_id == "hamburg-music"))
    ]
    number = bring(session, *children, goes(session, Partner, "hamburg-music"))
    undo(session, number, LATER, "bob")
    assert session.scalar(select(Partner.recorded_at).where(Partner.partner_id == "hamburg-music")) == when


def test_a_row_that_came_and_went_comes_again_with_the_moment_at_which_it_was_recorded(session):
    number = bring(session, comes(Partner, **NEWCOMER))
    long_ago = datetime(2020, 1, 2, tzinfo=UTC)
    session.execute(update(Partner).where(Partner.partner_id == "new-hub").values(recorded_at=long_ago))
    taken_back = undo(session, number, LATER, "bob")
    undo(session, taken_back.import_id, LATER, "bob")
    assert session.scalar(select(Partner.recorded_at).where(Partner.partner_id == "new-hub")) == long_ago


def test_a_later_change_of_another_value_of_the_record_is_in_nobodys_way(session):
    first = bring(session, changes(session, Partner, ("alte-mu",), name="One"))
    bring(session, changes(session, Partner, ("alte-mu",), website="https://one.example"))
    undo(session, first, LATER, "bob")
    found = session.execute(select(Partner.name, Partner.website).where(Partner.partner_id == "alte-mu")).one()
    assert tuple(found) == ("Alte Mu", "https://one.example")


def test_several_changes_of_a_row_in_one_import_are_taken_back_one_by_one(session):
    before = content(session)
    steps = [
        Step(Partner.__table__, ("alte-mu",), {"name": "Alte Mu"}, {"name": "One"}),
        Step(
            Partner.__table__, ("alte-mu",), {"name": "One", "website": None}, {"name": "Two", "website": "https://a"}
        ),
        Step(Partner.__table__, ("alte-mu",), {"website": "https://a"}, {"website": "https://b"}),
    ]
    undo(session, bring(session, *steps), LATER, "bob")
    assert content(session) == before


def test_rows_that_went_after_what_they_hung_on_come_back_in_an_order_that_holds(session):
    before = content(session)
    children = [
        goes(session, table, *key)
        for table in (Participation, Place, PartnerSector)
        for key in session.execute(select(*table.__table__.primary_key).where(table.partner_id == "hamburg-music"))
    ]
    undo(session, bring(session, goes(session, Partner, "hamburg-music"), *children), LATER, "bob")
    assert len(children) == 3 and content(session) == before


COLUMNS = st.dictionaries(
    st.tuples(st.sampled_from(["alte-mu", "ars-baltica"]), st.sampled_from(["name", "website", "source"])),
    st.sampled_from(["One", "Two", "Three"]),
    min_size=1,
)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(imported=st.lists(COLUMNS, min_size=1, max_size=5), data=st.data())
def test_of_any_imports_one_is_taken_back_unless_a_later_one_touched_the_same(session, imported, data):
    before, held = content(session), session.begin_nested()
    numbers = []
    for values in imported:
        steps = [
            changes(session, Partner, (key,), **{name: value for (of, name), value in values.items() if of == key})
            for key in sorted({key for key, _ in values})
        ]
        numbers.append(bring(session, *steps))
    standing = dict(zip(numbers, imported, strict=True))
    while standing:
        number = data.draw(st.sampled_from(sorted(standing)))
        is_in_the_way = any(later > number and set(standing[later]) & set(standing[number]) for later in standing)
        if is_in_the_way:
            with pytest.raises(UndoProblem):
                undo(session, number, LATER, "bob")
            number = max(standing)
        undo(session, number, LATER, "bob")
        del standing[number]
    assert content(session) == before
    held.rollback()


def test_statistics_are_taken_back(session):
    key = tuple(session.execute(select(*IndicatorValue.__table__.primary_key)).first())
    before = content(session)
    number = bring(session, changes(session, IndicatorValue, key, value=4, flag="b", extracted_on=date(2026, 1, 2)))
    undo(session, number, LATER, "bob")
    assert content(session) == before


def test_nothing_to_take_back_is_taken_back(session):
    assert undo(session, bring(session), LATER, "bob").added_count == 0


@pytest.mark.slow
def test_an_undo_waits_for_other_writers_and_counts_what_they_did(world_url):
    engine = writing_engine(world_url)
    with Session(engine) as first, first.begin():
        number = bring(first, changes(first, Partner, ("alte-mu",), name="One"))
    found, is_trying = [], threading.Event()

    def take_back() -> None:
        with Session(engine) as second, pytest.raises(UndoProblem) as caught:
            is_trying.set()
            undo(second, number, LATER, "bob")
        found.extend(caught.value.problems)

    with Session(engine) as other:
        bring(other, changes(other, Partner, ("alte-mu",), name="Two"))
        waiting = threading.Thread(target=take_back)
        waiting.start()
        assert is_trying.wait(10)
        waiting.join(0.5)
        assert found == []
        other.commit()
    waiting.join(20)
    engine.dispose()
    assert "now it is Two" in found[0]
