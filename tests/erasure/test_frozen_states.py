"""Nobody who was erased is left in a frozen state: not when it happens, and not when a backup comes back."""

import lzma
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from cci_data.backup import restore, write_backup
from cci_data.database import reading_engine
from cci_data.erasure.erase import erase, find_erasure
from cci_data.frozen.content import unpacked
from cci_data.frozen.states import freeze
from cci_data.models import FrozenState, Partner, PartnerName
from tests.conftest import writing
from tests.erasure.scene import (
    AT,
    LATER,
    SOURCED,
    WHO,
    add_a_past,
    add_records_named_after_it,
    traces,
    traces_in_tables,
)
from tests.queries.build import a_partner, add


@contextmanager
def thawed(state: FrozenState) -> Iterator[Session]:
    with unpacked(state.content) as engine, Session(engine) as session:
        yield session


def state_of(session: Session, slug: str) -> FrozenState:
    return session.scalars(select(FrozenState).where(FrozenState.slug == slug)).one()


@pytest.fixture
def frozen(session: Session) -> FrozenState:
    """A state in which the partner has records of its own and records that mention it."""
    add_a_past(session)
    add_records_named_after_it(session)
    session.execute(text("DELETE FROM former_partner"))
    return freeze(session, "Network meeting", AT)


def test_no_frozen_state_keeps_a_trace(session, frozen):
    with thawed(frozen) as there:
        assert len(traces_in_tables(there)) > 8
        changed_at = there.scalar(select(func.max(Partner.changed_at)))
    assert traces(lzma.decompress(frozen.content))
    before = frozen.content
    assert find_erasure(session, WHO).frozen == ("network-meeting",)
    assert frozen.content == before
    found = erase(session, WHO, LATER)
    assert found.frozen == ("network-meeting",)
    assert "Erased from 1 frozen state too: network-meeting." in found.sentences()
    frozen = state_of(session, "network-meeting")
    assert (frozen.name, frozen.frozen_at, frozen.partner_count) == ("Network meeting", AT, 151)
    assert traces(lzma.decompress(frozen.content)) == [] == traces(frozen.content)
    with thawed(frozen) as there:
        assert traces_in_tables(there) == {}
        assert there.scalar(select(func.max(Partner.changed_at))) == changed_at


def test_names_of_today_go_from_a_state_that_knew_another_and_names_of_then_go_too(session):
    add(session, a_partner("ce-office", name="Estonian Creative Bureau", country_code="EE"))
    add(session, a_partner("near", name="Near", country_basis="by the Estonian Creative Bureau, now Bright Agency"))
    frozen = freeze(session, "Network meeting", AT)
    session.execute(text("UPDATE partner SET partner_id = 'bright', name = 'Bright Agency' WHERE name LIKE '%Bureau'"))
    session.execute(text("INSERT INTO former_partner VALUES ('ce-office', 'bright')"))
    erase(session, "bright", LATER)
    with thawed(state_of(session, frozen.slug)) as there:
        assert there.get(Partner, "ce-office") is None
        assert there.get(Partner, "near").country_basis == "by the [erased], now [erased]"


def test_a_state_that_says_nothing_of_the_partner_stays_to_the_byte(session):
    before = freeze(session, "Network meeting", AT).content
    add(session, a_partner("a-new-one", name="Quite Another Kind"), PartnerName(partner_id="a-new-one", name="QAK"))
    assert erase(session, "a-new-one", LATER).frozen == ()
    assert state_of(session, "network-meeting").content == before


def test_who_was_erased_stays_so_in_the_states_of_a_backup(world_url, copy_of, tmp_path):
    """The backup is older than the erasure; today the partner is on record in the frozen state alone."""
    with writing(world_url) as engine, Session(engine) as session, session.begin():
        freeze(session, "Network meeting", AT)
        session.execute(text(f"DELETE FROM partner WHERE partner_id = '{WHO}'"))
    reading = reading_engine(world_url)
    write_backup(reading, tmp_path / "all.backup", AT)
    reading.dispose()
    with writing(world_url) as engine:
        with Session(engine) as session, session.begin():
            add(session, Partner(partner_id=WHO, name="Creative Estonia", country_code="EE", **SOURCED))
            erase(session, WHO, LATER)
        restore(engine, tmp_path / "all.backup")
        with Session(engine) as session, thawed(state_of(session, "network-meeting")) as there:
            assert there.get(Partner, WHO) is None
            assert there.get(Partner, "alte-mu") is not None
