"""What is written after an erasure holds nothing of the partner: no backup, no file of the database."""

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, select, text
from sqlalchemy.orm import Session

from cci_data.backup import write_backup
from cci_data.database import reading_engine, writing_engine
from cci_data.erasure.erase import ErasureProblem, erase, scrub
from cci_data.models import Event, Partner
from tests.conftest import build_world, writing
from tests.erasure.scene import (
    LATER,
    OPEN_DAY,
    WHO,
    add_a_past,
    add_records_named_after_it,
    traces,
    traces_in_tables,
)


def erase_for_good(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        add_a_past(session)
        add_records_named_after_it(session)
    with Session(engine) as session, session.begin():
        erase(session, WHO, LATER)
    scrub(engine)


def test_a_backup_made_later_holds_nothing_of_it(world_engine, world_url, tmp_path: Path):
    erase_for_good(world_engine)
    reading = reading_engine(world_url)
    write_backup(reading, tmp_path / "later.backup", LATER)
    reading.dispose()
    with zipfile.ZipFile(tmp_path / "later.backup") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert len(members) > 20 and b"alte-mu" in members["partner.jsonl"]
    assert {name: traces(content) for name, content in members.items() if traces(content)} == {}


@pytest.fixture
def with_a_past(world_url) -> str:
    """The world, in which the partner has a past and others have records that are named after it."""
    with writing(world_url) as engine, Session(engine) as session, session.begin():
        add_a_past(session)
        add_records_named_after_it(session)
    return world_url


def contents(folder: Path) -> dict[str, bytes]:
    """What the files in a folder hold, unpacked where they are archives."""
    found = {}
    for file in folder.iterdir():
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                found |= {f"{file.name}/{name}": archive.read(name) for name in archive.namelist()}
        else:
            found[file.name] = file.read_bytes()
    return found


@pytest.mark.slow
def test_exports_and_backups_that_are_made_later_hold_nothing_of_it(run, with_a_past, tmp_path: Path):
    before, after = tmp_path / "before", tmp_path / "after"
    for folder in (before, after):
        folder.mkdir()
        for command, name in (("export", "all.xlsx"), ("export", "all.csv"), ("backup", "all.zip")):
            assert run(with_a_past, command, str(folder / name))[0] == 0
        if folder is before:
            assert run(with_a_past, "erase", WHO, "--yes")[0] == 0
    held = {name: traces(content) for name, content in contents(before).items() if traces(content)}
    assert any(OPEN_DAY.encode() in content for content in contents(before).values()) and len(held) > 10
    assert set(contents(after)) >= set(contents(before)) and b"erased-open-day" in contents(after)["all-events.csv"]
    assert {name: traces(content) for name, content in contents(after).items() if traces(content)} == {}
    code, said, problem = run(with_a_past, "import", str(after / "all.xlsx"))
    assert (code, problem) == (0, "") and "Events: " in said and "added" not in said and "changed" not in said


def test_a_workbook_or_backup_from_before_brings_no_id_back(run, with_a_past, tmp_path: Path):
    assert run(with_a_past, "export", str(tmp_path / "all.csv"))[0] == 0
    assert run(with_a_past, "backup", str(tmp_path / "all.zip"))[0] == 0
    assert run(with_a_past, "erase", WHO, "--yes")[0] == 0
    sentence = "was taken away when a partner was erased; write its present id"
    for sheet, one in (("events", OPEN_DAY), ("projects", "loov-eesti-lab"), ("participants", "loov-eesti-lab")):
        code, _, problem = run(with_a_past, "import", str(tmp_path / f"all-{sheet}.csv"))
        assert code == 2 and f"says '{one}', an id that {sentence}" in problem
    assert run(with_a_past, "restore", str(tmp_path / "all.zip"), "--yes")[0] == 0
    with writing(with_a_past) as engine, Session(engine) as session:
        assert traces_in_tables(session) == {}
        assert session.get(Event, "erased-open-day-2026").city == "Tartu"


def test_the_file_of_the_database_holds_nothing_of_it(sqlite_world_url):
    file = Path(make_url(sqlite_world_url).database)
    with closing(sqlite3.connect(file)) as careless:
        careless.execute("PRAGMA secure_delete = OFF")
        careless.execute("CREATE TABLE draft (words TEXT)")
        careless.executemany("INSERT INTO draft VALUES (?)", [("Estonian Creative Bureau, " * 20,)] * 500)
        careless.execute("DROP TABLE draft")
        careless.commit()
    assert "estonian creative bureau" in traces(file.read_bytes())
    with writing(sqlite_world_url) as engine:
        erase_for_good(engine)
    assert traces(b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))) == []
    assert b"alte-mu" in file.read_bytes()


@pytest.mark.postgresql
def test_the_files_of_the_server_hold_nothing_of_it_in_our_tables(copy_of):
    files = text(
        "SELECT relname, pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class "
        "WHERE relkind IN ('r', 'i', 't') AND relfilenode > 16384 AND pg_relation_size(oid) > 0"
    )
    with writing(copy_of("postgresql", build_world)) as engine:
        erase_for_good(engine)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("CHECKPOINT"))
            found = {name: bytes(content) for name, content in connection.execute(files)}
    assert b"alte-mu" in found["partner"]
    ours = {name: content for name, content in found.items() if not name.startswith("pg_statistic")}
    assert {name: traces(content) for name, content in ours.items() if traces(content)} == {}


def test_a_database_that_is_in_use_is_a_sentence_and_can_be_scrubbed_later(world_engine, world_url, monkeypatch):
    monkeypatch.setattr("cci_data.database.SQLITE_PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr("cci_data.erasure.erase.SECONDS_TO_WAIT_FOR_READERS", 0.2)
    impatient = writing_engine(world_url)
    with world_engine.connect() as connection:
        connection.execute(select(Partner))
        with pytest.raises(
            ErasureProblem, match="The partner is erased, but the files .* nobody uses the database, run on it: VACUUM"
        ):
            scrub(impatient)
    scrub(impatient)
    impatient.dispose()
