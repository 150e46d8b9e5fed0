"""Frozen states are read like the data of today, a few of them at once, and leave no file behind."""

import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from cci_data.frozen import readers
from cci_data.frozen.content import FrozenProblem, folder_prefix, sweep
from cci_data.frozen.readers import Readers, frozen_state, one_before, states, usual
from cci_data.frozen.states import freeze, remove
from cci_data.models import FrozenState
from cci_data.queries.frozen import frozen_states
from cci_data.queries.partners import partners
from cci_data.reader import Reader
from tests.conftest import change, writing

AT = datetime(2027, 1, 27, 23, 30, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go; the readers of the process begin anew."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    fresh = Readers(most=2)
    monkeypatch.setattr(readers, "_readers", lambda: fresh)
    return tmp_path / "temporary"


@pytest.fixture
def present(world_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """The reader of a world with three frozen states: `one` to `three`, each with a partner less."""
    monkeypatch.setattr("cci_data.reader.SECONDS_BETWEEN_VERSION_CHECKS", 0)
    for name, gone in (("One", "alte-mu"), ("Two", "media-evolution"), ("Three", "creative-estonia")):
        with writing(world_url) as engine, Session(engine) as session, session.begin():
            freeze(session, name, AT)
        change(world_url, f"DELETE FROM partner WHERE partner_id = '{gone}'")
    reader = Reader(world_url)
    yield reader
    reader.close()


def files(folder: Path) -> list[Path]:
    return list(folder.rglob("*.sqlite"))


def count(source) -> int:
    return len(source.fetch(partners))


def test_each_state_is_read_as_it_was(present):
    assert count(present) == 149
    assert [count(frozen_state(present, slug)) for slug in ("one", "two", "three", "one")] == [152, 151, 150, 152]
    assert frozen_state(present, "one").day == date(2027, 1, 27)
    assert [frozen_state(present, slug) for slug in ("", "four", "One", "one' OR 1")] == [None] * 4
    assert list(present.fetch(frozen_states)["partner_count"]) == [152, 150, 151]


def test_few_are_kept_and_files_of_others_go(present, folder, monkeypatch):
    for slug in ("one", "two", "three"):
        count(frozen_state(present, slug))
    assert len(files(folder)) == 3
    states(present)
    assert len(files(folder)) == 3
    monkeypatch.setattr(readers, "SECONDS_IN_USE", 0)
    states(present)
    assert len(files(folder)) == 2
    assert count(frozen_state(present, "one")) == 152


def test_the_file_of_a_state_that_was_removed_or_written_anew_goes(present, world_url, folder, monkeypatch):
    monkeypatch.setattr(readers, "SECONDS_IN_USE", 0)
    one = frozen_state(present, "one")
    assert (count(one), count(frozen_state(present, "two")), len(files(folder))) == (152, 151, 2)
    with writing(world_url) as engine, Session(engine) as session, session.begin():
        remove(session, "one")
        session.execute(update(FrozenState).where(FrozenState.slug == "two").values(sha256="0" * 64))
    assert frozen_state(present, "one") is None
    assert files(folder) == []
    with pytest.raises(FrozenProblem, match="was removed"):
        one.reader()
    assert list(folder.iterdir()) == [] or files(folder) == []


def test_many_who_ask_at_once_open_it_once(present, folder):
    one = frozen_state(present, "one")
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda _: one.reader(), range(8)))
    assert len(found) == len(files(folder)) == 1


def test_a_damaged_state_is_a_sentence_each_time_and_harms_no_other(present, world_url):
    with writing(world_url) as engine, Session(engine) as session, session.begin():
        session.execute(update(FrozenState).where(FrozenState.slug == "one").values(content=b"nothing"))
    for _ in range(2):
        with pytest.raises(FrozenProblem, match="damaged"):
            frozen_state(present, "one").reader()
    assert count(frozen_state(present, "two")) == 151
    assert count(present) == 149


def test_two_states_can_be_opened_at_once(present):
    wanted = [frozen_state(present, slug) for slug in ("one", "two")]
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(count, wanted)) == [152, 151]


def test_what_a_process_that_is_gone_left_behind_is_swept(folder):
    gone = subprocess.Popen(["true"])
    gone.wait()
    left, ours = folder / f"cci-frozen-{gone.pid}-x", folder / f"{folder_prefix()}y"
    for each in (left, ours):
        each.mkdir()
    sweep()
    assert not left.exists() and ours.exists()


def test_only_states_from_before_are_compared_with(present):
    assert one_before(present.fetch, "two").slug == "two"
    assert one_before(present.fetch, "no-such-state", AT) is None
    assert one_before(present.fetch, "", AT.replace(year=2028)).slug in {"one", "two", "three"}


def test_one_begins_with_the_latest_from_before_today_and_else_with_the_latest():
    known = {key: (key, key, AT.replace(day=day), "") for key, day in (("third", 23), ("second", 22), ("first", 2))}
    expected = {24: "third", 23: "second", 22: "first", 2: "third"}
    assert {day: usual(known, AT.replace(day=day).date()) for day in expected} == expected
    assert usual(known, None) == "third" and usual({}, AT.date()) == ""
