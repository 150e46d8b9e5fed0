"""What a frozen state is made of: the tables that pages show, packed into a few bytes, and unpacked into a database.

The content is an archive (see `archive`), packed as a whole: much of what one table says, another says again. The
counters of changes come along, since pages say when anything changed last. History, checksums of erased partners and
other frozen states do not.
"""

import io
import lzma
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, update

from cci_data import archive
from cci_data.addresses import DatabaseProblem, sqlite_url
from cci_data.archive import ArchiveProblem, NewerArchive
from cci_data.database import migrate, writing_engine
from cci_data.models import Change, DataVersion, Erasure, FrozenState, Import, ImportFile

LEFT_OUT = (Import, ImportFile, Change, Erasure, FrozenState)
TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


class FrozenProblem(DatabaseProblem):
    """A state cannot be frozen, found or read; the message is a sentence that says why and what to do."""


def pack(connection: Connection, at: datetime) -> bytes:
    """Return what pages show as the content of a frozen state; the same rows and moment make the same bytes.

    at: the moment that the content says (aware). Raises ArchiveProblem where the database has no tables of ours.
    """
    names = archive.every_table() - {model.__tablename__ for model in LEFT_OUT}
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as target:
        archive.write_archive(target, connection, names, at)
    return lzma.compress(plain.getvalue())


def unpack(content: bytes, file: Path) -> None:
    """Make `file` an SQLite database that holds what was packed, brought up to date; raises FrozenProblem.

    It has no triggers: what is done to it is not to count as a change of that day.
    """
    with _opened(content) as packed:
        engine = writing_engine(sqlite_url(file))
        try:
            migrate(engine, _manifest(packed).revision)
            with engine.begin() as connection:
                # They would count each row; later migrations may speak of them.
                triggers = _drop_triggers(connection)
                archive.fill(connection, packed, _members(packed))
                for statement in triggers:
                    connection.exec_driver_sql(statement)
            migrate(engine)
            with engine.begin() as connection:
                _drop_triggers(connection)
                _settle(connection, packed)
        finally:
            engine.dispose()


@contextmanager
def unpacked(content: bytes) -> Iterator[Engine]:
    """Open what was packed as a database of its own that may be changed, and that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="cci-frozen-") as folder:
        file = Path(folder) / "state.sqlite"
        unpack(content, file)
        engine = writing_engine(sqlite_url(file))
        try:
            yield engine
        finally:
            engine.dispose()


@contextmanager
def _opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(io.BytesIO(lzma.decompress(content))) as packed:
            yield packed
    except (lzma.LZMAError, EOFError, zipfile.BadZipFile) as error:
        raise FrozenProblem(
            f"This frozen state is damaged ({error}). Restore a backup that holds it, or remove it: "
            "python -m cci_data frozen remove"
        ) from error


def _manifest(packed: zipfile.ZipFile) -> archive.Manifest:
    try:
        return archive.read_manifest(packed)
    except NewerArchive as newer:
        raise FrozenProblem(
            f"This frozen state was made by dashboard {newer.dashboard}, which is newer than this one. Update the "
            "dashboard to that version."
        ) from newer
    except ArchiveProblem as problem:
        raise FrozenProblem(f"This frozen state cannot be read: {problem} Restore a backup that holds it.") from problem


def _members(packed: zipfile.ZipFile) -> set[str]:
    return {name.removesuffix(".jsonl") for name in packed.namelist()} - {DataVersion.__tablename__, archive.MANIFEST}


def _drop_triggers(connection: Connection) -> list[str]:
    """Drop all triggers, and return the statements that make them."""
    found = connection.exec_driver_sql(TRIGGERS).all()
    for name, _ in found:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    return [statement for _, statement in found]


def _settle(connection: Connection, packed: zipfile.ZipFile) -> None:
    """Let the counters of changes stand where they stood."""
    counters = DataVersion.__table__
    connection.execute(update(counters).values(version=0))
    (found,) = archive.tables_in(connection, [counters.name])
    for row in archive.rows(packed, found):
        connection.execute(update(found).where(found.c.table_name == row["table_name"]).values(row))
