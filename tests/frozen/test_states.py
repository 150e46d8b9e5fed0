"""Freezing keeps a moment under a name; removing takes it away; both whole or not at all."""

import hashlib
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from cci_data.frozen.content import FrozenProblem, unpacked
from cci_data.frozen.states import find, freeze, remove, rewrite
from cci_data.models import FrozenState, Partner
from cci_data.queries.changes import scope
from cci_data.queries.partners import partners
from tests.queries.build import a_partner, add

AT = datetime(2027, 1, 27, 9, 30, tzinfo=UTC)
MEETING = "Network meeting January 2027"


def test_what_comes_later_does_not_reach_what_was_frozen(session):
    before = scope(session)
    state = freeze(session, MEETING, AT)
    assert (state.slug, state.name, state.frozen_at, state.partner_count) == (
        *("network-meeting-january-2027", MEETING, AT),
        before.partner_count,
    )
    assert state.sha256 == hashlib.sha256(state.content).hexdigest()
    add(session, a_partner("a-new-one"))
    session.execute(update(Partner).where(Partner.partner_id == "alte-mu").values(name="Renamed"))
    with unpacked(state.content) as engine, Session(engine) as then:
        assert scope(then) == before
        assert set(partners(session)["partner_id"]) - set(partners(then)["partner_id"]) == {"a-new-one"}
        assert then.get(Partner, "alte-mu").name == "Alte Mu"


def test_freezing_is_no_change_of_what_is_kept(world_engine):
    with Session(world_engine) as session, session.begin():
        before = scope(session)
        freeze(session, MEETING, AT)
    with Session(world_engine) as session:
        assert scope(session) == before


@pytest.mark.parametrize("name", [MEETING, "network  MEETING january 2027!", " Network-Meeting: January 2027\n"])
def test_a_name_of_the_same_address_is_refused(session, name):
    freeze(session, MEETING, AT)
    with pytest.raises(FrozenProblem, match=r"Network meeting January 2027 \(network-meeting-january-2027\)"):
        freeze(session, name, AT)
    assert len(session.scalars(select(FrozenState)).all()) == 1


@pytest.mark.parametrize("name", ["", "  ", "—", "x" * 81])
def test_a_name_that_makes_no_address_is_refused(session, name):
    with pytest.raises(FrozenProblem, match="at most 80"):
        freeze(session, name, AT)


def test_letters_of_all_languages_make_an_address(session):
    assert freeze(session, "Žemaitija, Þingvellir & Łódź", AT).slug == "zemaitija-thingvellir-lodz"


def test_what_is_removed_is_gone_and_another_stays(session):
    freeze(session, MEETING, AT)
    freeze(session, "Another", AT)
    assert remove(session, "another") == "Another"
    assert session.scalars(select(FrozenState.slug)).all() == ["network-meeting-january-2027"]
    with pytest.raises(FrozenProblem, match="There are network-meeting-january-2027"):
        remove(session, "another")
    remove(session, "network-meeting-january-2027")
    with pytest.raises(FrozenProblem, match="There is none at all"):
        find(session, "another")


def test_a_state_is_written_anew_with_its_name_and_moment_where_something_was_changed(session):
    kept, other = freeze(session, MEETING, AT), freeze(session, "Another", AT)
    before, untouched = kept.sha256, other.content

    def change(slug: str, there: Session) -> bool:
        there.execute(text("DELETE FROM partner WHERE partner_id = 'alte-mu'"))
        return slug == kept.slug

    rewrite(session, change)
    assert (kept.name, kept.frozen_at, kept.partner_count) == (MEETING, AT, other.partner_count - 1)
    assert kept.sha256 == hashlib.sha256(kept.content).hexdigest() != before
    assert other.content == untouched
