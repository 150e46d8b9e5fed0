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
from cci_data.models import (
    Partner,
)
from tests.conftest import build_world, writing
from tests.erasure.scene import (
    LATER,
    WHO,
    add_a_past,
    traces,
)


def erase_for_good(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        add_a_past(session)
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
