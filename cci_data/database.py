"""The database: how to open it, how old it is, and how to read it without asking twice.

Whoever reads goes through a `Reader`; whoever writes opens `writing_engine` and says so.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Literal, TypeVar
from urllib.parse import quote

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session

from cci_data.models import DataVersion

T = TypeVar("T")
Age = Literal["empty", "older", "current", "newer"]

SQLITE_PATIENCE_SECONDS = 10
SECONDS_BETWEEN_VERSION_CHECKS = 1.0
RESULTS_KEPT = 512
VERSION_TABLE = "cci_migration"


class DatabaseProblem(Exception):
    """The database cannot be used; the message is a sentence that says why and what to do."""


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        raise DatabaseProblem(
            "CCI_DATABASE_URL is not a database address that can be read. It looks like "
            "sqlite:////folder/file.sqlite or postgresql://user:password@host/name."
        ) from error
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise DatabaseProblem(
            f"CCI_DATABASE_URL names a {parsed.get_backend_name()} database; SQLite and PostgreSQL are supported."
        )
    return parsed


def _sqlite_url(parsed: URL, mode: str) -> URL:
    path = quote(str(Path(parsed.database or "").absolute()))
    return URL.create("sqlite", database=f"file:{path}", query={"mode": mode, "uri": "true"})


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not open transactions on its own: it would leave CREATE TABLE and SELECT outside of them.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_to_write(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _engine(url: str, *, is_read_only: bool) -> Engine:
    parsed = _parse(url)
    if parsed.get_backend_name() == "postgresql":
        # One snapshot for all SELECTs of a query, and no waiting for a server that hangs.
        reading = {"isolation_level": "REPEATABLE READ", "execution_options": {"postgresql_readonly": True}}
        waiting = {"connect_timeout": 5}
        return create_engine(parsed, connect_args=waiting, pool_pre_ping=True, **(reading if is_read_only else {}))
    target = _sqlite_url(parsed, "ro" if is_read_only else "rwc")
    engine = create_engine(target, connect_args={"timeout": SQLITE_PATIENCE_SECONDS}, pool_size=20)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin if is_read_only else _begin_to_write)
    return engine


def reading_engine(url: str) -> Engine:
    """Return an engine that cannot write: `mode=ro` on SQLite, read-only transactions on PostgreSQL.

    Raises DatabaseProblem where the address cannot be read.
    """
    return _engine(url, is_read_only=True)


def writing_engine(url: str) -> Engine:
    """Return an engine that may write; an SQLite file is made where there is none, its folder too.

    Raises DatabaseProblem where the address cannot be read or the folder cannot be made.
    """
    parsed = _parse(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        folder = Path(parsed.database).absolute().parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseProblem(f"The folder {folder} cannot be made: {error.strerror}.") from error
    return _engine(url, is_read_only=False)


def describe(url: str) -> str:
    """Return the address without its password and options, for messages."""
    return _parse(url).set(query={}).render_as_string(hide_password=True)


@contextmanager
def unreachable_is_a_problem(url: str):
    """Turn a database error inside the block into a DatabaseProblem that names the address without its password."""
    try:
        yield
    except ValueError as error:
        # SQLite stores any text as a date; what no calendar has fails only when it is read.
        raise DatabaseProblem(
            f"A value in the database {describe(url)} cannot be read ({error}). Run: python -m cci_data check"
        ) from error
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise DatabaseProblem(
            f"The database {describe(url)} cannot be used ({reason}). Check that CCI_DATABASE_URL names it rightly, "
            "that its server runs and that this account may open it."
        ) from error


def migration_config(engine: Engine | None = None) -> Config:
    """Return alembic's configuration for our own tables, bound to `engine` where one is given."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["engine"] = engine
    return config


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring our tables to `revision` (`base` takes them away); nothing else in the database is touched."""
    if revision == "base":
        command.downgrade(migration_config(engine), revision)
    else:
        command.upgrade(migration_config(engine), revision)


def current_revision(connection: Connection) -> str | None:
    """Return the migration that our tables are at, None where there are none."""
    return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()


def age(engine: Engine) -> Age:
    """Tell how the database stands to the code: empty, older, current or newer."""
    with engine.connect() as connection:
        found = current_revision(connection)
    if found is None:
        return "empty"
    scripts = ScriptDirectory.from_config(migration_config())
    if found == scripts.get_current_head():
        return "current"
    known = {script.revision for script in scripts.walk_revisions()}
    return "older" if found in known else "newer"


AGE_PROBLEMS: dict[Age, str] = {
    "empty": "The database {url} has no tables of this dashboard yet. Run: python -m cci_data migrate && "
    "python -m cci_data load",
    "older": "The database {url} was made by an older version of the dashboard. Run: python -m cci_data migrate",
    "newer": "The database {url} was made by a newer version of the dashboard. Update the dashboard to that version.",
}


def require_current(url: str) -> None:
    """Raise DatabaseProblem with the remedy unless the database at `url` fits the code."""
    engine = reading_engine(url)
    try:
        with unreachable_is_a_problem(url):
            found = age(engine)
    finally:
        engine.dispose()
    if found != "current":
        raise DatabaseProblem(AGE_PROBLEMS[found].format(url=describe(url)))


class Reader:
    """Reads a database through queries, and keeps each result until the data changes.

    A result is shared between all who ask: treat it as read-only. The data's version is asked at most once a second,
    however many viewers there are.
    """

    def __init__(self, url: str) -> None:
        """Open `url` read-only; raises DatabaseProblem where it does not fit the code."""
        require_current(url)
        self._url = url
        self._engine = reading_engine(url)
        self._results: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()
        self._version = 0
        self._asked_at = float("-inf")

    def version(self) -> int:
        """Return the version of the data, at most a second old; raises DatabaseProblem."""
        with self._lock:
            if time.monotonic() - self._asked_at >= SECONDS_BETWEEN_VERSION_CHECKS:
                with unreachable_is_a_problem(self._url), Session(self._engine) as session:
                    version = int(session.scalar(select(func.sum(DataVersion.version))) or 0)
                if version != self._version:
                    self._results.clear()
                self._version = version
                self._asked_at = time.monotonic()
            return self._version

    def fetch(self, query: Callable[..., T], **arguments: Hashable) -> T:
        """Return `query(session, **arguments)`, asked again only when the data has changed; raises DatabaseProblem."""
        key = (query, tuple(sorted(arguments.items())), self.version())
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                return self._results[key]
        with unreachable_is_a_problem(self._url), Session(self._engine) as session:
            result = query(session, **arguments)
        with self._lock:
            self._results[key] = result
            while len(self._results) > RESULTS_KEPT:
                self._results.popitem(last=False)
        return result
