"""The Reader on both backends: what it keeps, what it asks, and how many who ask at once get one answer."""

import gc
import threading
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, func, make_url, select, text
from sqlalchemy.orm import Session

from cci_data import reader as reading
from cci_data.addresses import DatabaseProblem
from cci_data.database import writing_engine
from cci_data.models import Partner
from cci_data.reader import Reader

SOON = 30  # seconds that no test needs, unless it hangs


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(reading.time, "monotonic", made)
    return made


@pytest.fixture
def reader(world_url):
    opened = Reader(world_url)
    yield opened
    opened._engine.dispose()


@pytest.fixture
def count_partners():
    """A query that notes each time it is asked."""

    def query(session: Session, country_code: str = "SE") -> int:
        query.asked.append(country_code)
        return session.scalar(select(func.count()).where(Partner.country_code == country_code))

    query.asked = []
    return query


def test_a_result_is_kept_until_the_data_changes(reader, world_engine, clock, count_partners):
    before = reader.fetch(count_partners)
    assert reader.fetch(count_partners) == before
    assert reader.fetch(count_partners, country_code="LV") != before
    assert count_partners.asked == ["SE", "LV"]
    with world_engine.begin() as connection:
        connection.execute(text("DELETE FROM partner WHERE partner_id = 'media-evolution'"))
    clock.now += reading.SECONDS_BETWEEN_VERSION_CHECKS
    assert reader.fetch(count_partners) == before - 1
    assert count_partners.asked == ["SE", "LV", "SE"]


def test_the_version_is_asked_once_a_second(reader, world_engine, clock):
    first = reader.version()
    with world_engine.begin() as connection:
        connection.execute(text("UPDATE place SET basis = 'seen'"))
    clock.now += reading.SECONDS_BETWEEN_VERSION_CHECKS - 0.01
    assert reader.version() == first
    clock.now += 0.02
    assert reader.version() > first


def test_a_database_that_goes_away_is_a_sentence(world_url, reader, clock, request):
    reader.version()
    reader._engine.dispose()
    if make_url(world_url).get_backend_name() == "sqlite":
        Path(make_url(world_url).database).unlink()
    else:
        rename(request.getfixturevalue("postgresql_server"), make_url(world_url).database)
    clock.now += 2
    with pytest.raises(DatabaseProblem, match="cannot be used"):
        reader.version()


def rename(server: str, name: str) -> None:
    engine = writing_engine(server).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'ALTER DATABASE "{name}" RENAME TO "{name}_gone"'))
    engine.dispose()


def test_only_so_many_results_are_kept(shared_world_url, count_partners, monkeypatch):
    monkeypatch.setattr(reading, "RESULTS_KEPT", 2)
    reader = Reader(shared_world_url)
    for code in ("SE", "LV", "EE", "SE", "EE"):
        reader.fetch(count_partners, country_code=code)
    assert count_partners.asked == ["SE", "LV", "EE", "SE"]
    reader._engine.dispose()


def test_a_table_that_is_lost_while_the_dashboard_runs_is_named(reader, world_engine):
    reader.version()
    with world_engine.begin() as connection:
        connection.execute(text("DROP TABLE event_host"))
    with pytest.raises(DatabaseProblem, match="has lost a table .*event_host"):
        reader.fetch(lambda session: session.execute(text("SELECT * FROM event_host")))


@contextmanager
def hanging(reader: Reader) -> Iterator[tuple[threading.Event, threading.Event, list[str]]]:
    """Let the database hang: an event tells that someone waits for it, another lets go; the list has what was asked."""
    is_waiting, may_go_on, asked = threading.Event(), threading.Event(), []

    def wait(_connection, _cursor, statement, *_more) -> None:
        if statement != "BEGIN":
            asked.append(statement)
            is_waiting.set()
            assert may_go_on.wait(SOON)

    event.listen(reader._engine, "before_cursor_execute", wait)
    try:
        yield is_waiting, may_go_on, asked
    finally:
        may_go_on.set()
        event.remove(reader._engine, "before_cursor_execute", wait)


def at_once(pool: ThreadPoolExecutor, number: int, ask: Callable[[], object]) -> list:
    """Let so many threads ask at the same time; return their futures once all are about to."""
    barrier = threading.Barrier(number + 1)
    futures = [pool.submit(lambda: (barrier.wait(SOON), ask())[1]) for _ in range(number)]
    barrier.wait(SOON)
    return futures


def test_while_one_asks_the_others_go_on_with_what_is_known(reader, world_engine, clock, count_partners):
    known, partners = reader.version(), reader.fetch(count_partners)
    with world_engine.begin() as connection:
        connection.execute(text("DELETE FROM partner WHERE partner_id = 'media-evolution'"))
    clock.now += reading.SECONDS_A_VERSION_SERVES - 0.1
    with ThreadPoolExecutor(1) as pool, hanging(reader) as (is_waiting, may_go_on, asked):
        first = pool.submit(reader.version)
        assert is_waiting.wait(SOON)
        assert (reader.version(), reader.fetch(count_partners)) == (known, partners)
        assert not first.done() and len(asked) == 1
        may_go_on.set()
        assert first.result(SOON) > known
    assert reader.fetch(count_partners) == partners - 1


@pytest.mark.parametrize("seconds", [None, 8.0, 3600.0])
def test_who_knows_nothing_recent_waits_for_the_one_who_asks(seconds, reader, world_engine, clock):
    if seconds:
        reader.version()
        clock.now += seconds
    with world_engine.begin() as connection:
        connection.execute(text("UPDATE place SET basis = 'seen'"))
        current = connection.scalar(text("SELECT sum(version) FROM data_version"))
    with ThreadPoolExecutor(4) as pool, hanging(reader) as (is_waiting, may_go_on, asked):
        futures = at_once(pool, 4, reader.version)
        assert is_waiting.wait(SOON)
        assert not any(future.done() for future in futures)
        may_go_on.set()
        assert [future.result(SOON) for future in futures] == [current] * 4
    assert len(asked) == 1


def test_nobody_waits_for_ever_for_the_one_who_asks(reader, clock, monkeypatch):
    monkeypatch.setattr(reading, "SECONDS_TO_WAIT_FOR_THE_VERSION", 0.05)
    with ThreadPoolExecutor(1) as pool, hanging(reader) as (is_waiting, may_go_on, asked):
        first = pool.submit(reader.version)
        assert is_waiting.wait(SOON)
        with pytest.raises(DatabaseProblem, match="does not answer. Try again"):
            reader.version()
        may_go_on.set()
        assert first.result(SOON) == reader.version()
    assert len(asked) == 1


def test_many_who_ask_the_same_at_once_get_one_answer(reader, count_partners):
    reader.version()
    with ThreadPoolExecutor(4) as pool, hanging(reader) as (is_waiting, may_go_on, _asked):
        same = at_once(pool, 3, lambda: reader.fetch(count_partners))
        assert is_waiting.wait(SOON)
        other = pool.submit(reader.fetch, count_partners, country_code="LV")
        may_go_on.set()
        assert len({future.result(SOON) for future in same}) == 1 and other.result(SOON) != same[0].result()
    assert sorted(count_partners.asked) == ["LV", "SE"]


def test_a_problem_is_not_kept(reader):
    asked = []

    def fail_once(session: Session) -> str:
        asked.append(1)
        session.execute(text("SELECT 1" if len(asked) > 1 else "SELECT nothing"))
        return "well"

    with pytest.raises(DatabaseProblem, match="nothing"):
        reader.fetch(fail_once)
    assert (reader.fetch(fail_once), reader.fetch(fail_once), len(asked)) == ("well", "well", 2)


def test_who_waits_for_another_hears_of_the_problem_too(reader, clock, monkeypatch):
    def fail() -> int:
        is_asking.set()
        assert may_go_on.wait(SOON)
        raise DatabaseProblem("The database is gone.")

    is_asking, may_go_on = threading.Event(), threading.Event()
    with ThreadPoolExecutor(1) as pool, monkeypatch.context() as patch:
        patch.setattr(reader, "_ask_version", fail)
        first = pool.submit(reader.version)
        assert is_asking.wait(SOON)
        threading.Timer(0.05, may_go_on.set).start()
        with pytest.raises(DatabaseProblem, match="is gone"):
            reader.version()
        assert isinstance(first.exception(SOON), DatabaseProblem)


def test_after_a_problem_the_version_is_asked_again(reader, world_engine, clock):
    reader.version()
    with world_engine.begin() as connection:
        connection.execute(text("ALTER TABLE data_version RENAME TO elsewhere"))
    clock.now += 1
    with pytest.raises(DatabaseProblem, match="has lost a table"):
        reader.version()
    with world_engine.begin() as connection:
        connection.execute(text("ALTER TABLE elsewhere RENAME TO data_version"))
    assert reader.version() > 0


def test_results_of_an_older_version_are_dropped(reader, world_engine, clock):
    class Result:
        pass

    def make(_session: Session) -> Result:
        return Result()

    held = weakref.ref(reader.fetch(make))
    assert held() is reader.fetch(make)
    with world_engine.begin() as connection:
        connection.execute(text("UPDATE place SET basis = 'seen'"))
    clock.now += reading.SECONDS_BETWEEN_VERSION_CHECKS
    reader.version()
    gc.collect()
    assert held() is None


def test_a_result_that_a_change_overtook_is_not_kept(reader, world_engine, clock):
    made = []

    def make(session: Session) -> int:
        made.append(len(made))
        if len(made) == 1:
            session.rollback()  # SQLite lets nobody write while somebody reads
            with world_engine.begin() as connection:
                connection.execute(text("UPDATE place SET basis = 'seen'"))
            clock.now += reading.SECONDS_BETWEEN_VERSION_CHECKS
            reader.version()
        return made[-1]

    assert (reader.fetch(make), reader.fetch(make), reader.fetch(make)) == (0, 1, 1)
