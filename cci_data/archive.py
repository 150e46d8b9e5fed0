"""Tables as an archive: rows of chosen tables, written from one database and filled into another.

The archive is a ZIP file. `manifest.json` says the format, the moment, the migration that the tables were at, and for
each table how many rows it has and their SHA-256. `TABLE.jsonl` holds a row a line, in the order of its key; dates,
times and moments as ISO 8601, moments in UTC; bytes as base64.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, Table, inspect, select

from cci_data import __version__
from cci_data.counters import follow
from cci_data.database import current_revision, migration_config
from cci_data.models import Base
from cci_data.progress import Tell, silent
from cci_data.stored import read, written

FORMAT = 1
MANIFEST = "manifest.json"
ROWS_AT_ONCE = 1000


class ArchiveProblem(Exception):
    """An archive cannot be written or read; the message is a sentence that says why."""


class NewerArchive(ArchiveProblem):
    """An archive was made by a newer dashboard, whose version is `dashboard`."""

    def __init__(self, dashboard: str) -> None:
        """Keep the version of the dashboard that made it."""
        super().__init__(f"It was made by dashboard {dashboard}, which is newer than this one.")
        self.dashboard = dashboard


@dataclass(frozen=True)
class TableContent:
    """What an archive holds of a table: how many rows, and the SHA-256 of its file."""

    row_count: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself.

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


def head() -> str | None:
    """Return the latest migration that the code knows."""
    return ScriptDirectory.from_config(migration_config()).get_current_head()


def tables_in(connection: Connection, names: Iterable[str]) -> list[Table]:
    """Return those of the tables called `names` that are there, as they are in the database, whatever its age.

    They come in an order in which they can be filled.
    """
    found = MetaData()
    wanted = set(names) & set(inspect(connection).get_table_names())
    # Tables to which these refer come along.
    found.reflect(connection, only=sorted(wanted))
    return [table for table in found.sorted_tables if table.name in wanted]


def write_archive(
    archive: zipfile.ZipFile, connection: Connection, names: Iterable[str], made_at: datetime, tell: Tell = silent
) -> Manifest:
    """Write the tables called `names` into a new archive, and return what it says of itself.

    made_at: what it says of when it was made. Raises ArchiveProblem where the database has no tables of ours.
    """
    revision = current_revision(connection)
    if revision is None:
        raise ArchiveProblem("There is nothing to keep: the database has no tables of this dashboard.")
    tables, contents = tables_in(connection, names), {}
    for done, table in enumerate(tables):
        tell(f"keeping {table.name}", done, len(tables))
        contents[table.name] = _write_table(archive, connection, table)
    manifest = Manifest(FORMAT, made_at.astimezone(UTC).isoformat(), __version__, revision, contents)
    # Unlike `writestr`, this notes no moment of its own: the same rows make the same bytes.
    with archive.open(MANIFEST, "w") as target:
        target.write(json.dumps(asdict(manifest), indent=1).encode())
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


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """Return what an archive says of itself, once every table in it has been found whole; raises ArchiveProblem."""
    try:
        manifest = _manifest(json.loads(archive.read(MANIFEST)))
        damaged = [name for name, content in manifest.tables.items() if _digest(archive, name) != content.sha256]
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError) as error:
        raise ArchiveProblem(f"It is not whole ({error}).") from error
    if damaged:
        raise ArchiveProblem(f"It is damaged in {', '.join(damaged)}.")
    return manifest


def _manifest(found: dict[str, Any]) -> Manifest:
    known = {script.revision for script in ScriptDirectory.from_config(migration_config()).walk_revisions()}
    if found["format"] != FORMAT or found["revision"] not in known:
        raise NewerArchive(str(found["dashboard"]))
    return Manifest(**found | {"tables": {name: TableContent(**content) for name, content in found["tables"].items()}})


def _digest(archive: zipfile.ZipFile, table: str) -> str:
    with archive.open(f"{table}.jsonl") as lines:
        return hashlib.file_digest(lines, "sha256").hexdigest()


def fill(connection: Connection, archive: zipfile.ZipFile, names: Iterable[str], tell: Tell = silent) -> None:
    """Put what an archive holds in the place of all rows of the tables called `names`.

    Those that it does not hold become empty.
    """
    tables = tables_in(connection, names)
    for table in reversed(tables):
        connection.execute(table.delete())
    members = set(archive.namelist())
    for done, table in enumerate(tables):
        tell(f"putting back {table.name}", done, len(tables))
        if f"{table.name}.jsonl" in members:
            insert(connection, table, rows(archive, table))


def rows(archive: zipfile.ZipFile, table: Table) -> Iterator[dict[str, Any]]:
    """Yield the rows that an archive holds of `table`, as its columns take them."""
    columns = {column.name: column for column in table.columns}
    with archive.open(f"{table.name}.jsonl") as lines:
        for line in lines:
            yield {key: read(value, columns[key]) for key, value in json.loads(line).items()}


def insert(connection: Connection, table: Table, found: Iterable[dict[str, Any]]) -> None:
    """Insert rows, many at once; the next number that the table gives is higher than theirs."""
    waiting = iter(found)
    while some := list(islice(waiting, ROWS_AT_ONCE)):
        connection.execute(table.insert(), some)
    follow(connection, table)


def every_table() -> set[str]:
    """Return the names of all our tables."""
    return set(Base.metadata.tables)
