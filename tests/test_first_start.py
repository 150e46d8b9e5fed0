import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cci_data import first_start, models
from cci_data.addresses import make_folder, sqlite_url
from cci_data.database import DatabaseProblem, migrate, require_current, writing_engine
from cci_data.first_start import prepare
from cci_data.imports.illustration import clear_illustration
from cci_data.imports.rows import ImportProblem
from cci_data.settings import ROOT, Settings
from tests.conftest import change

PREPARE = (
    "import sys; from datetime import date; from cci_data.first_start import prepare; "
    "from cci_data.settings import Settings; prepare(Settings(sys.argv[1], True), date(2026, 11, 23))"
)


@pytest.fixture
def file(tmp_path) -> Path:
    """Where the embedded database will be, in a folder that is not there yet."""
    return tmp_path / "local" / "dashboard.sqlite"


@pytest.fixture
def settings(file) -> Settings:
    return Settings(f"sqlite:///{file}", is_default_database=True)


def counts(url: str) -> tuple[int, int, int]:
    """How many partners and events are published, and how many records of both are illustrative."""
    engine = writing_engine(url)
    with Session(engine) as session:
        both = [
            session.scalar(select(func.count()).where(model.origin == origin))
            for model in (models.Partner, models.Event)
            for origin in ("published", "illustrative")
        ]
    engine.dispose()
    return both[0], both[2], both[1] + both[3]


def test_the_first_start_makes_a_filled_database(settings, file, today):
    prepare(settings, today)
    require_current(settings.database_url)
    assert counts(settings.database_url) == (152, 20, 16)
    assert sorted(path.name for path in file.parent.iterdir()) == ["dashboard.sqlite", "dashboard.sqlite.lock"]


def test_the_next_start_changes_nothing(settings, file, today):
    prepare(settings, today)
    change(settings.database_url, "UPDATE partner SET name = 'Corrected' WHERE partner_id = 'alte-mu'")
    before = file.read_bytes()
    prepare(settings, today + timedelta(days=100))
    assert file.read_bytes() == before


def test_an_illustration_that_was_cleared_stays_away(settings, today):
    prepare(settings, today)
    engine = writing_engine(settings.database_url)
    with Session(engine) as session, session.begin():
        clear_illustration(session)
    engine.dispose()
    prepare(settings, today)
    assert counts(settings.database_url) == (152, 20, 0)


def test_an_empty_file_and_tables_without_a_row_are_filled(settings, file, today):
    file.parent.mkdir()
    file.touch()
    prepare(settings, today)
    assert counts(settings.database_url) == (152, 20, 16)
    file.unlink()
    engine = writing_engine(settings.database_url)
    migrate(engine)
    engine.dispose()
    prepare(settings, today)
    assert counts(settings.database_url) == (152, 20, 16)


def test_an_older_database_is_brought_up_to_date_and_keeps_its_rows(settings, today, newer_scripts, monkeypatch):
    make_folder(settings.database_url)
    engine = writing_engine(settings.database_url)
    migrate(engine, "0001")
    engine.dispose()
    change(
        settings.database_url,
        "INSERT INTO partner (partner_id, name, is_cross_sectoral, origin, source) VALUES ('a', 'A', 0, 'desk', 'x')",
    )
    prepare(settings, today)
    require_current(settings.database_url)
    change(settings.database_url, "SELECT number FROM later")
    assert counts(settings.database_url) == (0, 0, 0)


def test_a_newer_database_is_left_alone(settings, file, today):
    prepare(settings, today)
    change(settings.database_url, "UPDATE cci_migration SET version_num = 'from-the-future'")
    before = file.read_bytes()
    with pytest.raises(DatabaseProblem, match="newer version of the dashboard"):
        prepare(settings, today)
    assert file.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(settings, file, today):
    make_folder(settings.database_url)
    change(settings.database_url, "CREATE TABLE somebody_elses (number INTEGER)")
    before = file.read_bytes()
    with pytest.raises(DatabaseProblem, match="holds tables of another program"):
        prepare(settings, today)
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_left_alone(settings, file, today):
    file.parent.mkdir()
    file.write_text("a letter, not a database " * 100, encoding="utf-8")
    with pytest.raises(DatabaseProblem, match="file is not a database"):
        prepare(settings, today)
    assert file.read_text(encoding="utf-8").startswith("a letter")


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path, today):
    (tmp_path / "local").write_text("in the way", encoding="utf-8")
    settings = Settings(f"sqlite:///{tmp_path / 'local' / 'dashboard.sqlite'}", is_default_database=True)
    with pytest.raises(DatabaseProblem, match="cannot be made"):
        prepare(settings, today)


def test_files_that_do_not_fit_are_a_sentence_and_leave_no_database(settings, file, today, monkeypatch):
    def spoiled(*_arguments: object) -> None:
        raise ImportProblem(["places.csv, row 14, latitude: 'x' is not a number"])

    with monkeypatch.context() as patch:
        patch.setattr(first_start, "load_illustration", spoiled)
        with pytest.raises(DatabaseProblem, match="cannot be loaded: places.csv, row 14"):
            prepare(settings, today)
    assert not file.exists()
    prepare(settings, today)
    assert counts(settings.database_url) == (152, 20, 16)


def test_a_database_that_the_address_names_is_never_filled(migrated_url, today):
    prepare(Settings(migrated_url, is_default_database=False), today)
    assert counts(migrated_url) == (0, 0, 0)


def test_a_database_that_the_address_names_must_fit(database_url, today):
    engine = writing_engine(database_url)
    engine.connect().close()
    engine.dispose()
    with pytest.raises(DatabaseProblem, match="Run: python -m cci_data migrate"):
        prepare(Settings(database_url, is_default_database=False), today)


@pytest.mark.slow
def test_of_many_starts_at_once_one_fills_and_all_find_it_filled(settings):
    command = [sys.executable, "-c", PREPARE, settings.database_url]
    started = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    errors = [process.communicate(timeout=60)[1] for process in started]
    assert [process.returncode for process in started] == [0] * 3, errors
    assert counts(settings.database_url) == (152, 20, 16)


def test_a_second_start_waits_for_the_first(settings, file, today, monkeypatch):
    is_filling, may_go_on, makers = threading.Event(), threading.Event(), []
    fill = first_start.load_public_record

    def slowly(session: Session) -> object:
        makers.append(threading.current_thread().name)
        is_filling.set()
        assert may_go_on.wait(30)
        return fill(session)

    monkeypatch.setattr(first_start, "load_public_record", slowly)
    threads = [threading.Thread(target=prepare, args=(settings, today), name=name) for name in ("one", "two")]
    threads[0].start()
    assert is_filling.wait(30)
    threads[1].start()
    assert not file.exists()
    may_go_on.set()
    for thread in threads:
        thread.join(30)
    assert makers == ["one"]
    assert counts(settings.database_url) == (152, 20, 16)


@pytest.mark.slow
def test_a_start_that_is_killed_leaves_nothing_half_filled(settings, file, today):
    killed = PREPARE.replace(
        "prepare(Settings",
        "import cci_data.first_start as f; load = f.load_public_record; "
        "f.load_public_record = lambda session: (load(session), print('filling', flush=True), "
        "__import__('time').sleep(60)); prepare(Settings",
    )
    command = [sys.executable, "-c", killed, settings.database_url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "filling\n"
        os.kill(process.pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    assert not file.exists()
    assert file.with_name("dashboard.sqlite.new").exists()
    begun = time.monotonic()
    prepare(settings, today)
    assert time.monotonic() - begun < first_start.SECONDS_TO_WAIT / 2
    assert counts(settings.database_url) == (152, 20, 16)
    assert not file.with_name("dashboard.sqlite.new").exists()


def test_a_start_that_hangs_is_a_sentence(settings, file, today, monkeypatch):
    monkeypatch.setattr(first_start, "SECONDS_TO_WAIT", 0.1)
    file.parent.mkdir()
    guard = sqlite3.connect(f"{file}.lock", isolation_level=None)
    guard.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DatabaseProblem, match="no other start of the dashboard hangs"):
        prepare(settings, today)
    guard.close()


def test_a_database_that_lost_a_table_says_which_and_is_left_alone(settings, file, today):
    prepare(settings, today)
    change(settings.database_url, "DROP TABLE spotlight")
    before = file.read_bytes()
    with pytest.raises(DatabaseProblem, match="has lost the table spotlight. Name a new database"):
        prepare(settings, today)
    assert file.read_bytes() == before


def test_a_path_of_any_characters(tmp_path, today):
    file = tmp_path / "50 %41 öst?mode=rw#1" / "dash board.sqlite"
    prepare(Settings(sqlite_url(file), is_default_database=True), today)
    assert sorted(path.name for path in file.parent.iterdir()) == ["dash board.sqlite", "dash board.sqlite.lock"]
    assert [path.name for path in tmp_path.iterdir()] == [file.parent.name]
    assert counts(sqlite_url(file)) == (152, 20, 16)
