"""What all commands share: the application, the database that they work on, and how a problem is said."""

import getpass
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from typing import Annotated

import typer
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from cci_data import __version__, database
from cci_data.addresses import DatabaseProblem, make_folder
from cci_data.backup import BackupProblem
from cci_data.erasure.erase import ErasureProblem
from cci_data.exports.page import ExportProblem
from cci_data.imports.rows import ImportProblem
from cci_data.settings import read_settings
from cci_data.turns import TurnProblem
from cci_data.undo import UndoProblem

FOUND_SOMETHING = 1
CANNOT_GO_ON = 2
STOPPED = 130
PROBLEMS = (DatabaseProblem, ImportProblem, ExportProblem, BackupProblem, TurnProblem, UndoProblem, ErasureProblem)

By = Annotated[str, typer.Option("--by", help="Who does it; remembered, never public. Default: the account's name.")]

HAS_STORED: ContextVar[bool] = ContextVar("has_stored", default=False)

app = typer.Typer(
    help="Look after the database of the CCI dashboard. CCI_DATABASE_URL names it; without, it is the embedded file.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


@contextmanager
def problems_as_sentences() -> Iterator[None]:
    """Say a problem on the error output and end with CANNOT_GO_ON; whoever stops a command is told what that means."""
    HAS_STORED.set(False)
    try:
        yield
    except PROBLEMS as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(CANNOT_GO_ON) from problem
    except KeyboardInterrupt as stop:
        said = "Stopped, after everything was stored." if HAS_STORED.get() else "Stopped. Nothing was changed."
        typer.echo(said, err=True)
        raise typer.Exit(STOPPED) from stop


@contextmanager
def opened_session(*, is_read_only: bool = False) -> Iterator[Session]:
    """Open a session on the database that fits the code; what the block writes is stored whole or not at all."""
    url = read_settings().database_url
    database.require_current(url)
    engine = database.reading_engine(url) if is_read_only else database.writing_engine(url)
    with database.opened(engine, url), ExitStack() as end, Session(engine) as session:
        with session.begin():
            yield session
            end.enter_context(_unstoppable())
        HAS_STORED.set(not is_read_only)


@contextmanager
def _unstoppable() -> Iterator[None]:
    """Let nobody stop the block: who does so while something is stored could not be told whether it was."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def database_to_make() -> tuple[str, Engine]:
    """Return the address of the database and an engine that may write, the embedded one with its folder made."""
    settings = read_settings()
    if settings.is_default_database:
        make_folder(settings.database_url)
    return settings.database_url, database.writing_engine(settings.database_url)


def account(by: str) -> str:
    """Return who does it: as said, or the name of the account that the command runs under; raises ImportProblem."""
    try:
        return by.strip() or getpass.getuser()
    except (KeyError, OSError) as error:
        raise ImportProblem(
            ["This account has no name that could be remembered; say who it is with --by NAME"]
        ) from error
