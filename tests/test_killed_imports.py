"""An import that is killed, stopped or raced by another: all of it is stored or nothing, and the next one works."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, make_url, select
from sqlalchemy.orm import Session

from cci_data import database
from cci_data.history import wait_for_other_writers
from cci_data.imports.desk import judge, read_files, store_plan
from cci_data.models import Base, DataVersion, Import, ImportFile
from cci_data.queries.partners import partners
from cci_data.reader import Reader
from tests.conftest import BACKENDS, TODAY, build_world, writing
from tests.imports.large_workbook import write_large_workbook
from tests.server import ROOT

MOMENTS = 20
PARTNERS, EVENTS = 300, 600
SECONDS_TO_END = 120
SENTENCE = "Stopped. Nothing was changed."
# Each import counts itself; a second one of the same file adds nothing else.
COUNTS_ITSELF = {Import.__tablename__, ImportFile.__tablename__}
OURS = [table for table in Base.metadata.sorted_tables if table.name != DataVersion.__tablename__]

pytestmark = pytest.mark.slow


class Network:
    """A file to import, a world to import it into, and how the two are before and after."""

    def __init__(self, file: Path, make: Callable[[], str]) -> None:
        """Import the file once, to know how long that takes."""
        self.file, self.make = file, make
        url = make()
        self.before = counts(url)
        began = time.monotonic()
        ended, output, complaints = finished(started(url, file))
        self.seconds = time.monotonic() - began
        assert ended == 0, complaints
        assert "Stored as import" in output
        self.after = counts(url)

    def moments(self) -> list[float]:
        """Return moments of the run, always the same parts of it: over all of it, and more of them where it stores."""
        random = Random(3)
        early = [(number + random.random()) / 12 for number in range(12)]
        late = [0.6 + 0.4 * (number + random.random()) / (MOMENTS - 12) for number in range(MOMENTS - 12)]
        return [part * self.seconds for part in sorted(early + late)]


def counts(url: str) -> dict[str, int]:
    """Return how many rows each table has."""
    with writing(url) as engine, Session(engine) as session:
        return {table.name: session.scalar(select(func.count()).select_from(table)) for table in OURS}


def of_records(found: dict[str, int]) -> dict[str, int]:
    """Return the counts of what an import brings, without those of the import itself."""
    return {name: count for name, count in found.items() if name not in COUNTS_ITSELF}


def started(url: str, *arguments: str | Path) -> subprocess.Popen:
    """Start the command `import` on a database."""
    return subprocess.Popen(
        [sys.executable, "-m", "cci_data", "import", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"CCI_DATABASE_URL": url},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell that runs its tests in the background lets nobody stop them.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def finished(process: subprocess.Popen) -> tuple[int, str, str]:
    """Wait for a process; return its exit code and what it said on either output."""
    output, complaints = process.communicate(timeout=SECONDS_TO_END)
    return process.returncode, output, complaints


def sentences(complaints: str) -> list[str]:
    """Return what a command said on the error output, but for how far it was."""
    return [line for line in complaints.splitlines() if not line.endswith(" …")]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("killed") / "network.xlsx"
    write_large_workbook(path, PARTNERS, EVENTS)
    return path


@pytest.fixture(params=BACKENDS)
def network(request: pytest.FixtureRequest, file: Path, copy_of: Callable[..., str]) -> Network:
    return Network(file, lambda: copy_of(request.param, build_world))


def is_untouched(network: Network, url: str) -> bool:
    """Tell whether an SQLite database is, byte for byte, what `network` was imported into at first."""
    if make_url(url).get_backend_name() != "sqlite" or is_broken_off(url):
        return False
    return Path(make_url(url).database).read_bytes() == Path(make_url(network.make()).database).read_bytes()


def check_next(network: Network, url: str, run: Callable[..., tuple[int, str, str]]) -> bool:
    """See that all or nothing is stored, that it is sound, and that the next import works; return whether it is all."""
    if is_untouched(network, url):
        return False
    found = counts(url)
    assert found in (network.before, network.after)
    code, told, complained = run(url, "check")
    assert code == 0, told + complained
    code, told, complained = run(url, "import", str(network.file))
    assert code == 0, complained
    assert of_records(counts(url)) == of_records(network.after)
    return found == network.after


def is_broken_off(url: str) -> bool:
    """Tell whether an SQLite database has a journal of a transaction that nobody ended."""
    path = make_url(url).database
    return make_url(url).get_backend_name() == "sqlite" and Path(f"{path}-journal").exists()


def says_that_it_is_stored(told: str) -> bool:
    return "Stored as import" in told or "Stopped, after everything was stored." in told


def test_a_killed_import_stores_all_or_nothing(network: Network, run: Callable[..., tuple[int, str, str]]):
    killed, stored = 0, 0
    for moment in network.moments():
        url = network.make()
        process = started(url, network.file)
        time.sleep(moment)
        process.kill()
        code, _, _ = finished(process)
        killed += code == -signal.SIGKILL
        stored += check_next(network, url, run)
    assert killed >= MOMENTS // 2
    assert stored < MOMENTS


def test_what_a_killed_import_had_begun_to_write_is_taken_back(file: Path, copy_of: Callable[..., str], run):
    network = Network(file, lambda: copy_of("sqlite", build_world))
    url = network.make()
    process = started(url, file)
    while process.poll() is None and not is_broken_off(url):
        time.sleep(0.001)
    process.kill()
    finished(process)
    assert is_broken_off(url)
    assert not check_next(network, url, run)


def test_a_stopped_import_says_what_it_did(network: Network, run: Callable[..., tuple[int, str, str]]):
    stopped = 0
    for moment in network.moments():
        url = network.make()
        process = started(url, network.file)
        time.sleep(moment)
        process.send_signal(signal.SIGINT)
        code, told, complained = finished(process)
        assert "Traceback" not in complained, (moment, complained)
        if check_next(network, url, run):
            assert SENTENCE not in complained, moment
            assert says_that_it_is_stored(told + complained), moment
        else:
            assert code == 130, (moment, code, complained)
            assert sentences(complained)[0] in (SENTENCE, "Stopped."), moment
            stopped += sentences(complained) == [SENTENCE]
    assert stopped >= MOMENTS // 4


@contextmanager
def being_written(url: str) -> Iterator[None]:
    """Hold the database as an import does that is under way."""
    with writing(url) as engine, Session(engine) as session, session.begin():
        wait_for_other_writers(session)
        yield


def test_an_import_that_is_stopped_too_late_does_not_deny_it(file: Path, copy_of: Callable[..., str]):
    network = Network(file, lambda: copy_of("sqlite", build_world))
    for milliseconds in (0, 2, 5):
        url = network.make()
        journal = Path(f"{make_url(url).database}-journal")
        process = started(url, file)
        for is_written in (True, False):
            while journal.exists() is not is_written and process.poll() is None:
                time.sleep(0.0002)
        time.sleep(milliseconds / 1000)
        process.send_signal(signal.SIGINT)
        _, told, complained = finished(process)
        assert counts(url) == network.after
        assert SENTENCE not in complained
        assert says_that_it_is_stored(told + complained)


def test_two_imports_at_once_are_one_after_the_other(network: Network):
    url = network.make()
    codes = [finished(process)[0] for process in [started(url, network.file), started(url, network.file)]]
    assert 0 in codes and set(codes) <= {0, 2}
    found = counts(url)
    assert found[Import.__tablename__] == codes.count(0)
    assert of_records(found) == of_records(network.after)


def test_an_import_waits_for_another(network: Network):
    url = network.make()
    with being_written(url):
        process = started(url, network.file)
        time.sleep(network.seconds + 1)
        assert process.poll() is None
    code, told, complained = finished(process)
    assert code == 0, complained
    assert "Stored as import" in told
    assert counts(url) == network.after


def test_an_import_that_cannot_wait_for_another_is_told_so(file: Path, copy_of: Callable[..., str]):
    url = copy_of("sqlite", build_world)
    before = counts(url)
    with being_written(url):
        code, told, complained = finished(started(url, file))
    assert (code, told) == (2, "")
    (sentence,) = sentences(complained)
    assert "writing" in sentence and "Traceback" not in sentence
    assert counts(url) == before


def test_a_dry_run_goes_on_beside_an_import(network: Network):
    url = network.make()
    with being_written(url):
        code, told, complained = finished(started(url, network.file, "--dry-run"))
    assert code == 0, complained
    assert f"Partners: {PARTNERS} added" in told
    assert counts(url) == network.before


@pytest.fixture(scope="module")
def large_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More than the two megabytes that SQLite holds back of a transaction by itself."""
    path = tmp_path_factory.mktemp("large") / "network.xlsx"
    write_large_workbook(path, 1000, 2000)
    return path


def partner_count(url: str) -> int:
    """Return how many partners a page shows that is opened now."""
    reader = Reader(url)
    found = len(reader.fetch(partners))
    reader._engine.dispose()
    return found


@pytest.mark.parametrize("backend", BACKENDS)
def test_pages_go_on_beside_a_large_import(
    backend: str, large_file: Path, copy_of: Callable[..., str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(database, "SQLITE_PATIENCE_SECONDS", 0.5)
    url, bundle = copy_of(backend, build_world), read_files([large_file])
    before = partner_count(url)
    with writing(url) as engine, Session(engine) as session, session.begin():
        wait_for_other_writers(session)
        plan = judge(session, bundle, today=TODAY)
        store_plan(session, plan, bundle.kind, bundle.files, datetime(2026, 11, 23, tzinfo=UTC), "the Desk")
        assert partner_count(url) == before
    assert partner_count(url) == before + 1000
