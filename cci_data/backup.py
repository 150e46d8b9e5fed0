"""One file that holds everything: written from one database, and put back into SQLite or PostgreSQL.

The file is a ZIP archive. `manifest.json` says the format, the moment, the migration that the tables were at, and for
each table how many rows it has and their SHA-256. `TABLE.jsonl` holds a row a line, in the order of its key; dates,
times and moments as ISO 8601, moments in UTC. `data_version` is left out: each database counts its own changes.
"""

import hashlib
import json
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, Table, inspect, select
from sqlalchemy.orm import Session

from cci_data import __version__
from cci_data.addresses import sqlite_url
from cci_data.counters import follow
from cci_data.database import current_revision, migrate, migration_config, writing_engine
from cci_data.erasure.erase import erase
from cci_data.erasure.tombstones import digest
from cci_data.history import wait_for_other_writers
from cci_data.models import Base, DataVersion, Erasure, Partner
from cci_data.progress import Tell, silent
from cci_data.stored import read, written

FORMAT = 1
MANIFEST = "manifest.json"
ROWS_AT_ONCE = 1000


class BackupProblem(Exception):
    """A backup cannot be written or put back; the message is a sentence that says why and what to do."""


@dataclass(frozen=True)
class TableContent:
    """What a backup holds of a table: how many rows, and the SHA-256 of its file."""

    row_count: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself.

    format: of the file; made_at: ISO 8601, UTC; dashboard: the version that wrote it; revision: of the tables;
    tables: table → content, in an order in which they can be filled.
    """

    format: int
    made_at: str
    dashboard: str
    revision: str
    tables: dict[str, TableContent]

    @property
    def row_count(self) -> int:
        """The rows of all tables together."""
        return sum(content.row_count for content in self.tables.values())


def _tables(connection: Connection) -> list[Table]:
    """Return our tables as they are in the database, whatever its age, in an order in which they can be filled."""
    ours = set(Base.metadata.tables) - {DataVersion.__tablename__}
    found = MetaData()
    found.reflect(connection, only=sorted(ours & set(inspect(connection).get_table_names())))
    return found.sorted_tables


def write_backup(engine: Engine, file: Path, made_at: datetime, tell: Tell = silent) -> Manifest:
    """Write everything in the database to a new file, as one snapshot; the file is there whole or not at all.

    engine: one that reads (`database.reading_engine`), so that all tables are of one moment.
    Raises BackupProblem where the file exists already or cannot be written, or the database has no tables of ours.
    """
    if file.exists():
        raise BackupProblem(f"{file} exists already: choose another name, or move it away first.")
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive, engine.connect() as connection:
            revision = current_revision(connection)
            if revision is None:
                raise BackupProblem("There is nothing to keep: the database has no tables of this dashboard.")
            tables, contents = _tables(connection), {}
            for done, table in enumerate(tables):
                tell(f"keeping {table.name}", done, len(tables))
                contents[table.name] = _write_table(archive, connection, table)
            manifest = Manifest(FORMAT, made_at.astimezone(UTC).isoformat(), __version__, revision, contents)
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        unfinished.rename(file)
    except OSError as error:
        raise BackupProblem(f"The backup {file} cannot be written: {error.strerror}.") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def _write_table(archive: zipfile.ZipFile, connection: Connection, table: Table) -> TableContent:
    number, digest = 0, hashlib.sha256()
    with archive.open(f"{table.name}.jsonl", "w") as target:
        for row in connection.execute(select(table).order_by(*table.primary_key)).mappings():
            line = json.dumps({key: written(value) for key, value in row.items()}, ensure_ascii=False) + "\n"
            digest.update(line.encode())
            target.write(line.encode())
            number += 1
    return TableContent(number, digest.hexdigest())


def read_manifest(file: Path) -> Manifest:
    """Return what the backup says of itself, once every table in it has been found whole.

    Raises BackupProblem where the file is no backup, is damaged, or comes from a newer dashboard.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(json.loads(archive.read(MANIFEST)))
            damaged = [name for name, content in manifest.tables.items() if _digest(archive, name) != content.sha256]
    except OSError as error:
        raise BackupProblem(f"The backup {file} cannot be opened: {error.strerror}.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError) as error:
        raise BackupProblem(f"{file} is not a whole backup of this dashboard ({error}). Take another copy.") from error
    if damaged:
        raise BackupProblem(f"The backup {file} is damaged in {', '.join(damaged)}. Take another copy.")
    return manifest


def _manifest(found: dict[str, Any]) -> Manifest:
    known = {script.revision for script in ScriptDirectory.from_config(migration_config()).walk_revisions()}
    if found["format"] != FORMAT or found["revision"] not in known:
        raise BackupProblem(
            f"The backup was made by dashboard {found['dashboard']}, which is newer than this one. Update the "
            "dashboard to that version, then restore."
        )
    return Manifest(**found | {"tables": {name: TableContent(**content) for name, content in found["tables"].items()}})


def _digest(archive: zipfile.ZipFile, table: str) -> str:
    with archive.open(f"{table}.jsonl") as lines:
        return hashlib.file_digest(lines, "sha256").hexdigest()


def _rows(archive: zipfile.ZipFile, table: Table) -> Iterator[dict[str, Any]]:
    columns = {column.name: column for column in table.columns}
    with archive.open(f"{table.name}.jsonl") as lines:
        for line in lines:
            yield {key: read(value, columns[key]) for key, value in json.loads(line).items()}


def restore(engine: Engine, file: Path, tell: Tell = silent) -> Manifest:
    """Put a backup in the place of everything in the database: all of it or, where something fails, nothing.

    An empty or older database gets its tables brought up to date first. A backup of older tables is brought up to date
    in a database of its own on the way. A partner that was erased here since stays erased. Raises BackupProblem as
    `read_manifest` does.
    """
    manifest = read_manifest(file)
    migrate(engine)
    head = ScriptDirectory.from_config(migration_config()).get_current_head()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(file) as archive:
        if manifest.revision == head:
            with engine.begin() as connection:
                _replace(connection, archive, tell)
            return manifest
        newer = _brought_up_to_date(archive, manifest, Path(folder))
        with zipfile.ZipFile(newer) as current, engine.begin() as connection:
            _replace(connection, current, tell)
    return manifest


def _replace(connection: Connection, archive: zipfile.ZipFile, tell: Tell) -> None:
    """Put a backup in the place of all records; who was erased on request since it was made stays erased."""
    with Session(connection, join_transaction_mode="create_savepoint") as session, session.begin():
        wait_for_other_writers(session)
        tombstones = {row.digest: row.erased_at for row in session.scalars(select(Erasure))}
    _fill(connection, archive, tell)
    with Session(connection, join_transaction_mode="create_savepoint") as session, session.begin():
        for partner_id in session.scalars(select(Partner.partner_id)).all():
            if digest(partner_id) in tombstones:
                erase(session, partner_id, tombstones[digest(partner_id)])
        there = set(session.scalars(select(Erasure.digest)))
        session.add_all(Erasure(digest=key, erased_at=at) for key, at in tombstones.items() if key not in there)


def _brought_up_to_date(archive: zipfile.ZipFile, manifest: Manifest, folder: Path) -> Path:
    between = writing_engine(sqlite_url(folder / "between.sqlite"))
    try:
        migrate(between, manifest.revision)
        with between.begin() as connection:
            _fill(connection, archive)
        migrate(between)
        newer = folder / "newer.zip"
        write_backup(between, newer, datetime.fromisoformat(manifest.made_at))
    finally:
        between.dispose()
    return newer


def _fill(connection: Connection, archive: zipfile.ZipFile, tell: Tell = silent) -> None:
    tables = _tables(connection)
    for table in reversed(tables):
        connection.execute(table.delete())
    names = set(archive.namelist())
    for done, table in enumerate(tables):
        tell(f"putting back {table.name}", done, len(tables))
        if f"{table.name}.jsonl" in names:
            _insert(connection, table, _rows(archive, table))


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    waiting = iter(rows)
    while some := list(islice(waiting, ROWS_AT_ONCE)):
        connection.execute(table.insert(), some)
    follow(connection, table)
