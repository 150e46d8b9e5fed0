"""The database: how to open it, and how old it is.

Whoever reads goes through a `Reader`; whoever writes opens `writing_engine` and says so.
"""

import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Literal
from urllib.parse import quote, unquote

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from cci_data.addresses import DatabaseProblem, describe, parse, require_file, sqlite_file
from cci_data.models import Base, DataVersion

Age = Literal["empty", "older", "current", "newer"]

SQLITE_PATIENCE_SECONDS = 10
POSTGRESQL_PATIENCE_SECONDS = 5
VERSION_TABLE = "cci_migration"
ONE_MIGRATION = Lock()
# PostgreSQL's codes.
UNDEFINED_TABLE = "42P01"
HELD_UP = {"40001", "40P01", "55P03"}
LOST = (
    "The database {url} has lost {what}. Name a new database in CCI_DATABASE_URL and run: python -m cci_data restore "
    "FILE or, without a backup: python -m cci_data migrate && python -m cci_data load"
)


def _opened_as(file: Path, mode: str) -> URL:
    return URL.create("sqlite", database=f"file:{quote(str(file))}", query={"mode": mode, "uri": "true"})


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not open transactions on its own: it would leave CREATE TABLE and SELECT outside of them.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # A large transaction that writes to the file before its end would lock out whoever reads until then.
    connection.execute("PRAGMA cache_spill = OFF")


def _begin_to_write(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_to_read(connection: Connection) -> None:
    """Begin with a first look, so that all that is read is of one moment."""
    driver = connection.connection.dbapi_connection
    try:
        try:
            _look(driver)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_READONLY_ROLLBACK":
                raise
            # A program was killed while it wrote: what it left half-done must be taken back, and who only reads cannot.
            driver.rollback()
            _take_back(Path(unquote(connection.engine.url.database.removeprefix("file:"))))
            _look(driver)
    except sqlite3.Error as error:
        raise DatabaseError("BEGIN", None, error) from error


def _look(driver: sqlite3.Connection) -> None:
    driver.execute("BEGIN")
    driver.execute("SELECT 1 FROM sqlite_master LIMIT 1").close()


def _take_back(file: Path) -> None:
    with closing(sqlite3.connect(file, timeout=SQLITE_PATIENCE_SECONDS)) as connection:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1")


def _engine(url: str, *, is_read_only: bool) -> Engine:
    file = sqlite_file(url)
    if file is None:
        # One snapshot for all SELECTs of a query, and no waiting for a server that hangs.
        reading = {"isolation_level": "REPEATABLE READ", "execution_options": {"postgresql_readonly": True}}
        waiting = {
            "connect_timeout": POSTGRESQL_PATIENCE_SECONDS,
            "tcp_user_timeout": POSTGRESQL_PATIENCE_SECONDS * 1000,
        }
        return create_engine(parse(url), connect_args=waiting, pool_pre_ping=True, **(reading if is_read_only else {}))
    target = _opened_as(file, "ro" if is_read_only else "rwc")
    engine = create_engine(target, connect_args={"timeout": SQLITE_PATIENCE_SECONDS}, pool_size=20)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_to_read if is_read_only else _begin_to_write)
    return engine


def reading_engine(url: str) -> Engine:
    """Return an engine that cannot write: `mode=ro` on SQLite, read-only transactions on PostgreSQL.

    Raises DatabaseProblem where the address cannot be read.
    """
    return _engine(url, is_read_only=True)


def writing_engine(url: str) -> Engine:
    """Return an engine that may write; an SQLite file is made where there is none, its folder is not.

    Raises DatabaseProblem where the address cannot be read or the folder is missing: a slip of the pen in a path must
    not leave an empty database in a place where nobody looks.
    """
    file = sqlite_file(url)
    if file and not file.parent.is_dir():
        raise DatabaseProblem(
            f"There is no folder {file.parent} for the database. Make it, or check that CCI_DATABASE_URL names it "
            "rightly."
        )
    return _engine(url, is_read_only=False)


@contextmanager
def unreachable_is_a_problem(url: str):
    """Turn a database error inside the block into a DatabaseProblem that names the address without its password."""
    try:
        yield
    except ValueError as error:
        if not _is_of_sqlalchemy(error):
            raise
        # SQLite stores any text as a date; what no calendar has fails only when it is read.
        raise DatabaseProblem(
            f"A value in the database {describe(url)} cannot be read ({error}). Run: python -m cci_data check"
        ) from error
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        if _says_another_writes(error):
            raise DatabaseProblem(
                f"Another program is writing to the database {describe(url)}. Nothing was changed; try again when it "
                "is done."
            ) from error
        if _says_a_table_is_missing(error):
            raise DatabaseProblem(LOST.format(url=describe(url), what=f"a table ({reason})")) from error
        raise DatabaseProblem(
            f"The database {describe(url)} cannot be used ({reason}). Check that CCI_DATABASE_URL names it rightly, "
            "that its server runs and that this account may open it."
        ) from error


@contextmanager
def opened(engine: Engine, url: str) -> Iterator[Engine]:
    """Use an engine on the database at `url` and close it; a database error inside the block is a DatabaseProblem."""
    try:
        with unreachable_is_a_problem(url):
            yield engine
    finally:
        engine.dispose()


def _is_of_sqlalchemy(error: ValueError) -> bool:
    """Tell whether SQLAlchemy could not read a value; any other such error is a mistake in the code."""
    innermost = list(traceback.walk_tb(error.__traceback__))[-1][0]
    return innermost.f_globals.get("__name__", "").startswith("sqlalchemy.")


def _says_another_writes(error: SQLAlchemyError) -> bool:
    original = getattr(error, "orig", None)
    is_busy = getattr(original, "sqlite_errorname", "").startswith("SQLITE_BUSY")
    return is_busy or getattr(original, "sqlstate", None) in HELD_UP


def _says_a_table_is_missing(error: SQLAlchemyError) -> bool:
    original = getattr(error, "orig", None)
    return getattr(original, "sqlstate", None) == UNDEFINED_TABLE or str(original).startswith("no such table")


def migration_config(engine: Engine | None = None) -> Config:
    """Return alembic's configuration for our own tables, bound to `engine` where one is given."""
    config = Config()
    # A lone % would begin a reference to another option.
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["engine"] = engine
    return config


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring our tables to `revision` (`base` takes them away); nothing else in the database is touched.

    One migration runs at a time in a process: alembic keeps the one that runs where every thread finds it.
    """
    with ONE_MIGRATION:
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
    """Raise DatabaseProblem with the remedy unless the database at `url` is there, fits the code and is whole."""
    require_file(url)
    with opened(reading_engine(url), url) as engine:
        found = age(engine)
        if found != "current":
            raise DatabaseProblem(AGE_PROBLEMS[found].format(url=describe(url)))
        require_tables(engine, url)


def require_tables(engine: Engine, url: str) -> None:
    """Raise DatabaseProblem where a database of the current age lacks a table of ours."""
    missing = sorted(set(Base.metadata.tables) - set(inspect(engine).get_table_names()))
    if missing:
        what = f"the table{'s' if len(missing) > 1 else ''} {', '.join(missing)}"
        raise DatabaseProblem(LOST.format(url=describe(url), what=what))


def require_migratable(engine: Engine, url: str) -> Age:
    """Return the age; raise DatabaseProblem where tables are newer than the code, of unknown age, or were lost."""
    found = age(engine)
    if found == "newer":
        raise DatabaseProblem(AGE_PROBLEMS[found].format(url=describe(url)))
    if found == "current":
        require_tables(engine, url)
    taken = sorted(set(Base.metadata.tables) & set(inspect(engine).get_table_names()))
    if found == "empty" and taken:
        what = f"the table {VERSION_TABLE}, which tells the age of {taken[0]} and others"
        raise DatabaseProblem(LOST.format(url=describe(url), what=what))
    return found


def holds_records(engine: Engine) -> bool:
    """Tell whether any of our tables has a row, whatever the age of the database."""
    with engine.connect() as connection:
        there = set(inspect(connection).get_table_names()) - {DataVersion.__tablename__}
        ours = [table for name, table in Base.metadata.tables.items() if name in there]
        return any(connection.execute(select(1).select_from(table).limit(1)).first() for table in ours)
