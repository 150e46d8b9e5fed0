# ruff: noqa: F811
"""What a query asks in its turn: of one version of the data, in one session, kept for others."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.orm import Session

from cci_data import reader as reading
from cci_data.models import Partner
from cci_data.queries.frames import shared
from cci_data.reader import Reader
from tests.test_reader import SOON, at_once, clock, count_partners, reader  # noqa: F401


def count_all(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Partner))


def test_what_a_query_asks_in_its_turn_is_of_one_version(reader, world_engine, clock):
    """A change that comes between two questions shows in both, or in none."""
    if world_engine.dialect.name == "sqlite":
        pytest.skip("SQLite lets nobody write while somebody reads")
    counted = []

    def twice(session: Session) -> tuple[int, int]:
        first = shared(session, count_all)
        if not counted:
            counted.append(first)
            with world_engine.begin() as connection:
                connection.execute(text("DELETE FROM partner WHERE partner_id = 'media-evolution'"))
            clock.now += reading.SECONDS_BETWEEN_VERSION_CHECKS
            assert reader.fetch(count_all) == first - 1  # another viewer asks meanwhile
        return first, shared(session, count_all)

    first, second = reader.fetch(twice)
    assert first == second == counted[0]
    assert reader.fetch(twice) == (first - 1, first - 1)


def test_what_is_made_of_kept_results_does_not_trouble_the_database(reader):
    def twice(session: Session, number: int) -> int:
        return number * shared(session, count_all)

    expected, asked = reader.fetch(count_all), []
    event.listen(reader._engine, "before_cursor_execute", lambda *arguments: asked.append(arguments[2]))
    assert [reader.fetch(twice, number=number) for number in (2, 3)] == [2 * expected, 3 * expected]
    assert asked == []


def test_a_change_after_something_was_remembered_shows_in_all_that_a_query_says(reader, world_engine):
    """What is kept needs no database, so the data can change before a query asks for anything else."""
    tried = []

    def both(session: Session) -> tuple[int, int]:
        remembered = shared(session, count_all)
        if not tried:
            with world_engine.begin() as connection:
                connection.execute(text("DELETE FROM partner WHERE partner_id = 'media-evolution'"))
        tried.append(remembered)
        return remembered, count_all(session)

    before = reader.fetch(count_all)
    assert reader.fetch(both) == (before - 1, before - 1)
    assert tried == [before, before - 1]
    assert reader.fetch(count_all) == before - 1


def test_what_is_kept_is_not_asked_again_by_a_query_that_needs_it(reader, count_partners):
    def doubled(session: Session, country_code: str) -> int:
        return 2 * shared(session, count_partners, country_code=country_code)

    assert reader.fetch(doubled, country_code="SE") == 2 * reader.fetch(count_partners, country_code="SE")
    assert reader.fetch(count_partners, country_code="LV") * 2 == reader.fetch(doubled, country_code="LV")
    assert count_partners.asked == ["SE", "LV"]


def test_more_viewers_than_connections_get_their_answers(reader, world_engine, monkeypatch):
    """A query that holds a connection must not wait for another: after a change, sixty phones ask at once."""
    reader._engine.pool._timeout = 2

    def nested(session: Session, number: int) -> int:
        session.scalar(text("SELECT 1"))
        return number + shared(session, count_all)

    expected = reader.fetch(count_all)
    with world_engine.begin() as connection:
        connection.execute(text("UPDATE place SET basis = 'seen'"))
    with ThreadPoolExecutor(60) as pool:
        futures = at_once(pool, 60, partial(reader.fetch, nested, number=1))
        futures += [pool.submit(reader.fetch, nested, number=number) for number in range(60)]
        found = [future.result(SOON) for future in futures]
    assert found == [1 + expected] * 60 + [number + expected for number in range(60)]


def test_what_hangs_on_no_argument_is_not_driven_out(shared_world_url, count_partners, monkeypatch):
    monkeypatch.setattr(reading, "RESULTS_KEPT", 3)
    reader, made = Reader(shared_world_url), []

    def everything(_session: Session) -> int:
        made.append(1)
        return len(made)

    for number in range(9):
        assert reader.fetch(everything) == 1
        for junk in range(4):
            reader.fetch(count_partners, country_code=f"{number}{junk}")
    assert made == [1] and len(reader._results) == 3
    reader._engine.dispose()
