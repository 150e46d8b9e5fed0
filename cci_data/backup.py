"""One file that holds everything: written from one database, and put back into SQLite or PostgreSQL.

The file is an archive (see `archive`) of all tables but `data_version`: each database counts its own changes.
"""

import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session

from cci_data import archive
from cci_data.addresses import sqlite_url
from cci_data.archive import MANIFEST, ArchiveProblem, Manifest, NewerArchive, TableContent
from cci_data.database import migrate, writing_engine
from cci_data.erasure.erase import erase, keep_erased
from cci_data.erasure.tombstones import digest
from cci_data.history import wait_for_other_writers
from cci_data.models import DataVersion, Erasure, Partner
from cci_data.progress import Tell, silent

__all__ = ["MANIFEST", "BackupProblem", "Manifest", "TableContent", "read_manifest", "restore", "write_backup"]


class BackupProblem(Exception):
    """A backup cannot be written or put back; the message is a sentence that says why and what to do."""


def _kept() -> set[str]:
    return archive.every_table() - {DataVersion.__tablename__}


def write_backup(engine: Engine, file: Path, made_at: datetime, tell: Tell = silent) -> Manifest:
    """Write everything in the database to a new file, as one snapshot; the file is there whole or not at all.

    engine: one that reads (`database.reading_engine`), so that all tables are of one moment.
    Raises BackupProblem where the file exists already or cannot be written, or the database has no tables of ours.
    """
    if file.exists():
        raise BackupProblem(f"{file} exists already: choose another name, or move it away first.")
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as target, engine.connect() as connection:
            manifest = archive.write_archive(target, connection, _kept(), made_at, tell)
        unfinished.rename(file)
    except ArchiveProblem as problem:
        raise BackupProblem(str(problem)) from problem
    except OSError as error:
        raise BackupProblem(f"The backup {file} cannot be written: {error.strerror}.") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def read_manifest(file: Path) -> Manifest:
    """Return what the backup says of itself, once every table in it has been found whole.

    Raises BackupProblem where the file is no backup, is damaged, or comes from a newer dashboard.
    """
    try:
        with zipfile.ZipFile(file) as found:
            return archive.read_manifest(found)
    except NewerArchive as newer:
        raise BackupProblem(
            f"The backup was made by dashboard {newer.dashboard}, which is newer than this one. Update the dashboard "
            "to that version, then restore."
        ) from newer
    except OSError as error:
        raise BackupProblem(f"The backup {file} cannot be opened: {error.strerror}.") from error
    except (zipfile.BadZipFile, ArchiveProblem) as problem:
        raise BackupProblem(f"{file} is not a whole backup of this dashboard. {problem} Take another.") from problem


def restore(engine: Engine, file: Path, tell: Tell = silent) -> Manifest:
    """Put a backup in the place of everything in the database: all of it or, where something fails, nothing.

    An empty or older database gets its tables brought up to date first. A backup of older tables is brought up to date
    in a database of its own on the way. A partner that was erased here since stays erased, in frozen states too. Raises
    BackupProblem as `read_manifest` does.
    """
    manifest = read_manifest(file)
    migrate(engine)
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(file) as found:
        if manifest.revision == archive.head():
            with engine.begin() as connection:
                _replace(connection, found, tell)
            return manifest
        newer = _brought_up_to_date(found, manifest, Path(folder))
        with zipfile.ZipFile(newer) as current, engine.begin() as connection:
            _replace(connection, current, tell)
    return manifest


def _replace(connection: Connection, found: zipfile.ZipFile, tell: Tell) -> None:
    """Put a backup in the place of all records; who was erased on request since it was made stays erased."""
    with Session(connection, join_transaction_mode="create_savepoint") as session, session.begin():
        wait_for_other_writers(session)
        tombstones = {row.digest: row.erased_at for row in session.scalars(select(Erasure))}
    archive.fill(connection, found, _kept(), tell)
    with Session(connection, join_transaction_mode="create_savepoint") as session, session.begin():
        for partner_id in session.scalars(select(Partner.partner_id)).all():
            if digest(partner_id) in tombstones:
                erase(session, partner_id, tombstones[digest(partner_id)])
        keep_erased(session, tombstones)
        there = set(session.scalars(select(Erasure.digest)))
        session.add_all(Erasure(digest=key, erased_at=at) for key, at in tombstones.items() if key not in there)


def _brought_up_to_date(found: zipfile.ZipFile, manifest: Manifest, folder: Path) -> Path:
    between = writing_engine(sqlite_url(folder / "between.sqlite"))
    try:
        migrate(between, manifest.revision)
        with between.begin() as connection:
            archive.fill(connection, found, _kept())
        migrate(between)
        newer = folder / "newer.zip"
        write_backup(between, newer, datetime.fromisoformat(manifest.made_at))
    finally:
        between.dispose()
    return newer
