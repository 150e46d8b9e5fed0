"""The first start: the embedded database is made, migrated and filled, once, whole or not at all."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy.orm import Session

from cci_data.addresses import DatabaseProblem, describe, make_folder, sqlite_file, sqlite_url
from cci_data.database import (
    holds_records,
    migrate,
    require_current,
    require_migratable,
    require_tables,
    unreachable_is_a_problem,
    writing_engine,
)
from cci_data.imports.illustration import load_illustration
from cci_data.imports.public_record import load_public_record
from cci_data.imports.rows import ImportProblem
from cci_data.settings import Settings

SECONDS_TO_WAIT = 120


def prepare(settings: Settings, today: date) -> None:
    """Make the database of `settings` ready to be read; raises DatabaseProblem where it cannot be.

    The embedded file is made where there is none, migrated where it is older, and filled with the public record and
    the illustration of `today` where it holds nothing. Of two processes that start at once, one does the work and the
    other waits. A database that CCI_DATABASE_URL names is left alone: it must fit the code already.
    """
    url = settings.database_url
    if not settings.is_default_database:
        require_current(url)
        return
    file = sqlite_file(url)
    make_folder(url)
    try:
        with _alone(file), unreachable_is_a_problem(url):
            if not file.exists() or file.stat().st_size == 0:
                _make(file, today)
            else:
                _bring_up_to_date(url, today)
    except OSError as error:
        raise DatabaseProblem(
            f"The database {file} cannot be made ({error.strerror}). Check that this account may write to its folder, "
            "or set CCI_DATABASE_URL."
        ) from error
    except ImportProblem as problem:
        raise DatabaseProblem(f"The files in the folder data cannot be loaded: {problem}") from problem


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Let one process at a time into the block; the lock goes with its process, however that ends."""
    with closing(_guard(file)):
        yield


def _guard(file: Path) -> sqlite3.Connection:
    lock = file.with_name(f"{file.name}.lock")
    try:
        guard = sqlite3.connect(lock, timeout=SECONDS_TO_WAIT, isolation_level=None)
        guard.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        raise DatabaseProblem(
            f"The database {file} cannot be prepared ({error}). Check that this account may write to its folder "
            "and that no other start of the dashboard hangs."
        ) from error
    return guard


def _make(file: Path, today: date) -> None:
    """Fill a file beside `file` and put it in place when it is whole."""
    beside = file.with_name(f"{file.name}.new")
    for leftover in (beside, beside.with_name(f"{beside.name}-journal")):
        leftover.unlink(missing_ok=True)
    engine = writing_engine(sqlite_url(beside))
    try:
        migrate(engine)
        _fill(engine, today)
    finally:
        engine.dispose()
    beside.replace(file)


def _bring_up_to_date(url: str, today: date) -> None:
    engine = writing_engine(url)
    try:
        found = require_migratable(engine, url)
        if found == "empty" and inspect(engine).get_table_names():
            raise DatabaseProblem(
                f"The database {describe(url)} holds tables of another program. Move the file away, or set "
                "CCI_DATABASE_URL."
            )
        if found != "current":
            migrate(engine)
            require_tables(engine, url)
        if not holds_records(engine):
            _fill(engine, today)
    finally:
        engine.dispose()


def _fill(engine: Engine, today: date) -> None:
    with Session(engine) as session, session.begin():
        load_public_record(session)
        load_illustration(session, today)
