"""A backup holds everything, goes back into either database, and harms nothing where it is damaged."""

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, func, inspect, select, text
from sqlalchemy.orm import Session

from cci_data import archive, backup
from cci_data.backup import BackupProblem, read_manifest, restore, write_backup
from cci_data.database import age, holds_records, migration_config, reading_engine, writing_engine
from cci_data.models import Base, DataVersion, Spotlight
from tests.conftest import BACKENDS, build_tables, build_world

MADE_AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def everything(engine: Engine) -> dict[str, list[tuple]]:
    """Return every row of our tables as the models read them."""
    with engine.connect() as connection:
        return {
            name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for name, table in Base.metadata.tables.items()
            if name != DataVersion.__tablename__
        }


def turn(code: str = "LV") -> Spotlight:
    days = {"starts_on": datetime(2027, 1, 1).date(), "ends_on": datetime(2027, 2, 28).date()}
    return Spotlight(country_code=code, origin="desk", source="the Desk", **days)


@pytest.fixture
def saved(world_engine: Engine, world_url: str, tmp_path: Path) -> Path:
    """A backup of the world, with a turn of the Desk and a record that was changed."""
    with Session(world_engine) as session, session.begin():
        session.add(turn())
        session.execute(text("UPDATE partner SET name = 'Łódź „Hub”\n2' WHERE partner_id = 'alte-mu'"))
    reading = reading_engine(world_url)
    write_backup(reading, tmp_path / "all.backup", MADE_AT)
    reading.dispose()
    return tmp_path / "all.backup"


@pytest.mark.parametrize("target", BACKENDS)
def test_everything_goes_into_either_database_and_the_same_comes_out(
    target: str, world_engine: Engine, saved: Path, copy_of: Callable[..., str]
):
    expected = everything(world_engine)
    other = writing_engine(copy_of(target, build_world))
    assert everything(other) != expected
    manifest = restore(other, saved)
    assert everything(other) == expected
    assert manifest == read_manifest(saved)
    assert {name: content.row_count for name, content in manifest.tables.items()} == {
        name: len(rows) for name, rows in expected.items()
    }
    again = saved.with_name("again.backup")
    write_backup(other, again, MADE_AT)
    assert read_manifest(again).tables == manifest.tables
    other.dispose()


def test_a_database_without_tables_gets_them(empty_engine: Engine, saved: Path, world_engine: Engine):
    assert not holds_records(empty_engine)
    restore(empty_engine, saved)
    assert age(empty_engine) == "current" and holds_records(empty_engine)
    assert everything(empty_engine) == everything(world_engine)


def test_what_comes_after_a_restore_gets_its_own_number_and_is_noticed(engine: Engine, saved: Path):
    with Session(engine) as session:
        before = session.scalar(select(func.sum(DataVersion.version)))
    restore(engine, saved)
    with Session(engine) as session, session.begin():
        assert session.scalar(select(func.sum(DataVersion.version))) > before
        session.add(turn("EE"))
    with Session(engine) as session:
        numbers = session.scalars(select(Spotlight.spotlight_id)).all()
    assert len(numbers) == len(set(numbers)) == 2


def test_a_backup_of_older_tables_is_brought_up_to_date(world_engine: Engine, copy_of: Callable, tmp_path: Path):
    older = writing_engine(copy_of("sqlite", build_world))
    expected = everything(older)
    command.downgrade(migration_config(older), "0001")
    # What came with later tables is not in the backup: it can be loaded again.
    expected |= {name: [] for name in set(expected) - set(inspect(older).get_table_names())}
    write_backup(older, tmp_path / "older.backup", MADE_AT)
    older.dispose()
    assert read_manifest(tmp_path / "older.backup").revision == "0001"
    restore(world_engine, tmp_path / "older.backup")
    assert everything(world_engine) == expected


def rewritten(file: Path, changes: dict[str, bytes | None]) -> Path:
    """Return a copy of a backup in which some members are others, or missing (None)."""
    target = file.with_name("rewritten.backup")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = changes.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target


def manifest_with(file: Path, **changes: object) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as opened:
        found = json.loads(opened.read(backup.MANIFEST))
    return {backup.MANIFEST: json.dumps(found | changes).encode()}


DAMAGES = {
    "cut off": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "not a backup": lambda file: file.write_text("partner,name\n"),
    "empty": lambda file: file.write_bytes(b""),
    "a byte flipped": lambda file: flip_a_byte(file),
    "a row changed": lambda file: rewritten(file, {"partner.jsonl": b'{"partner_id": "x"}\n'}).replace(file),
    "a table missing": lambda file: rewritten(file, {"partner.jsonl": None}).replace(file),
    "no manifest": lambda file: rewritten(file, {backup.MANIFEST: None}).replace(file),
    "a list": lambda file: rewritten(file, {backup.MANIFEST: b"[]"}).replace(file),
    "newer tables": lambda file: rewritten(file, manifest_with(file, revision="9999")).replace(file),
    "newer format": lambda file: rewritten(file, manifest_with(file, format=2)).replace(file),
    "gone": lambda file: file.unlink(),
}


def flip_a_byte(file: Path) -> None:
    """Change a byte of what is kept: much of a file of empty tables is names and dates that nobody reads."""
    with zipfile.ZipFile(file) as opened:
        kept = opened.getinfo(backup.MANIFEST)
    content = bytearray(file.read_bytes())
    content[kept.header_offset + 30 + len(kept.filename) + kept.compress_size // 2] ^= 0xFF
    file.write_bytes(content)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_backup_is_a_sentence_and_changes_nothing(
    damage: str, sqlite_world_url: str, tmp_path: Path, copy_of: Callable
):
    source, target = writing_engine(copy_of("sqlite", build_tables)), writing_engine(sqlite_world_url)
    file = tmp_path / "all.backup"
    write_backup(source, file, MADE_AT)
    before = everything(target)
    DAMAGES[damage](file)
    with pytest.raises(BackupProblem) as problem:
        restore(target, file)
    assert str(problem.value).endswith(".") and ("Update the dashboard" in str(problem.value)) == ("newer" in damage)
    assert everything(target) == before
    source.dispose()
    target.dispose()


def test_a_restore_that_fails_half_way_changes_nothing(world_engine: Engine, saved: Path, monkeypatch):
    before = everything(world_engine)
    insert, done = archive.insert, []

    def failing(connection, table, rows):
        done.append(table.name)
        if len(done) == 5:
            raise RuntimeError("the power is gone")
        insert(connection, table, rows)

    monkeypatch.setattr(archive, "insert", failing)
    with pytest.raises(RuntimeError):
        restore(world_engine, saved)
    assert everything(world_engine) == before


def test_a_file_that_is_there_is_not_written_over(sqlite_world_url: str, tmp_path: Path):
    engine = reading_engine(sqlite_world_url)
    there = tmp_path / "all.backup"
    there.write_text("mine")
    with pytest.raises(BackupProblem, match="exists already"):
        write_backup(engine, there, MADE_AT)
    assert there.read_text() == "mine"
    with pytest.raises(BackupProblem, match="cannot be written"):
        write_backup(engine, tmp_path / "no such folder" / "all.backup", MADE_AT)
    assert [path.name for path in tmp_path.glob("*backup*")] == ["all.backup"]
    engine.dispose()
