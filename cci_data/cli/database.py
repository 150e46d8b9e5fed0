"""The commands: `python -m cci_data --help`.

A problem is one sentence a line on the error output, with exit code 2; `check` ends with 1 where it found something.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from cci_data import __version__, database
from cci_data import backup as backups
from cci_data.addresses import DatabaseProblem, describe, make_folder, require_file
from cci_data.imports.illustration import clear_illustration as remove_illustration
from cci_data.imports.illustration import load_illustration
from cci_data.imports.public_record import load_public_record
from cci_data.imports.rows import ImportProblem
from cci_data.imports.tables import LoadCounts
from cci_data.language import days
from cci_data.queries.soundness import soundness
from cci_data.queries.spotlights import strip
from cci_data.settings import ROOT, read_settings
from cci_data.turns import TurnProblem, store_turn
from cci_data.vocabulary import ORIGINS

FOUND_SOMETHING = 1
CANNOT_GO_ON = 2
EMPTY = "The database is sound but holds no records yet. Run: python -m cci_data load"

app = typer.Typer(
    help="Look after the database of the CCI dashboard. CCI_DATABASE_URL names it; without, it is the embedded file.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def main() -> None:
    """Run the command that the command line asks for, and exit with its code."""
    app(prog_name="python -m cci_data")


def _show_version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


@contextmanager
def _problems_as_sentences() -> Iterator[None]:
    try:
        yield
    except (DatabaseProblem, ImportProblem, backups.BackupProblem, TurnProblem) as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(CANNOT_GO_ON) from problem


@contextmanager
def _session(*, is_read_only: bool = False) -> Iterator[Session]:
    """Open a session on the database that fits the code; what the block writes is stored whole or not at all."""
    url = read_settings().database_url
    database.require_current(url)
    engine = database.reading_engine(url) if is_read_only else database.writing_engine(url)
    with database.opened(engine, url), Session(engine) as session, session.begin():
        yield session


def _database_to_make() -> tuple[str, Engine]:
    settings = read_settings()
    if settings.is_default_database:
        make_folder(settings.database_url)
    return settings.database_url, database.writing_engine(settings.database_url)


@app.command()
def migrate() -> None:
    """Bring the tables up to date.

    Tables of other programs in the same database are left alone.
    """
    with _problems_as_sentences():
        url, engine = _database_to_make()
        with database.opened(engine, url):
            database.require_migratable(engine, url)
            database.migrate(engine)
            database.require_tables(engine, url)
        typer.echo(f"The tables in {describe(url)} are up to date.")


@app.command()
def load(
    public_record: Annotated[bool, typer.Option(help="Load the facts from published pages.")] = True,
    illustration: Annotated[bool, typer.Option(help="Load the invented programme for trial use.")] = False,
) -> None:
    """Store what the database lacks.

    Records that are there stay as they are, also where someone has corrected them.
    """
    with _problems_as_sentences():
        with _session() as session:
            loaded = {}
            if public_record:
                loaded["public record"] = load_public_record(session)
            if illustration:
                loaded["illustration"] = load_illustration(session, datetime.now(UTC).date())
        for name, counts in loaded.items():
            typer.echo(_summary(name, counts))


def _summary(name: str, counts: LoadCounts) -> str:
    stored, kept = sum(counts.stored.values()), sum(counts.kept.values())
    tables = ", ".join(f"{table} {count}" for table, count in counts.stored.items() if count)
    return f"{name}: {stored} rows stored, {kept} left as they were" + (f" ({tables})" if tables else "")


@app.command()
def clear_illustration() -> None:
    """Remove all that is illustrative."""
    with _problems_as_sentences():
        with _session() as session:
            removed = remove_illustration(session)
        tables = ", ".join(f"{table} {count}" for table, count in removed.items())
        typer.echo(f"illustration: {sum(removed.values())} rows removed" + (f" ({tables})" if tables else ""))


@app.command()
def check() -> None:
    """Look for what is wrong in the database.

    Each finding is a line with its remedy; the exit code is 1 where there is one.
    """
    with _problems_as_sentences():
        with _session(is_read_only=True) as session:
            findings = soundness(session)
            is_empty = not database.holds_records(session.get_bind())
        for finding in findings.itertuples():
            typer.echo(f"{finding.table} {finding.record}: {finding.problem} {finding.remedy}")
        if len(findings):
            typer.echo(f"{len(findings)} findings.")
            raise typer.Exit(FOUND_SOMETHING)
        typer.echo(EMPTY if is_empty else "The database is sound.")


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="The file to make; it must not exist yet.")]) -> None:
    """Write everything in the database to one file.

    It can be put back into SQLite or PostgreSQL, whichever it came from.
    """
    with _problems_as_sentences():
        url = read_settings().database_url
        require_file(url)
        with database.opened(database.reading_engine(url), url) as engine:
            if database.age(engine) == "current":
                database.require_tables(engine, url)
            manifest = backups.write_backup(engine, file, datetime.now(UTC))
        typer.echo(f"{file}: {manifest.row_count} rows of {len(manifest.tables)} tables.")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that the command backup made.")],
    yes: Annotated[bool, typer.Option("--yes", help="Replace what the database holds without asking.")] = False,
) -> None:
    """Put a backup in the place of everything in the database.

    It asks first where the database holds records. All of the backup is stored, or nothing is changed.
    """
    with _problems_as_sentences():
        manifest = backups.read_manifest(file)
        url, engine = _database_to_make()
        with database.opened(engine, url):
            database.require_migratable(engine, url)
            if not yes and database.holds_records(engine):
                _ask_to_replace(describe(url), manifest)
            database.migrate(engine)
            database.require_tables(engine, url)
            backups.restore(engine, file)
        typer.echo(f"{describe(url)} holds the backup of {manifest.made_at}: {manifest.row_count} rows.")


def _ask_to_replace(where: str, manifest: backups.Manifest) -> None:
    if not sys.stdin.isatty():
        raise backups.BackupProblem(f"{where} holds records. Say --yes to replace them by the backup.")
    typer.confirm(f"{where} holds records. Replace them by the backup of {manifest.made_at}?", abort=True)


spotlight = typer.Typer(help="Whose turn in the spotlight it is.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(spotlight, name="spotlight")


@spotlight.command("set")
def set_turn(
    country: Annotated[str, typer.Argument(help="The country's code, such as LV.")],
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day.")],
    last: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="The last day.")],
    steward: Annotated[str, typer.Option(help="The partner that looks after the turn, by id or name.")] = "",
    note: Annotated[str, typer.Option(help="What the turn is about; shown on the page.")] = "",
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Also where turns overlap or a country comes again.")
    ] = False,
) -> None:
    """Give a country a turn.

    Turns of the Desk do not overlap, and nobody comes again before everybody had a turn.
    """
    today = datetime.now(UTC).date()
    with _problems_as_sentences(), _session() as session:
        turn = store_turn(
            session, country, first.date(), last.date(), today=today, steward=steward, note=note, is_anyway=anyway
        )
        typer.echo(f"{turn.country_code} has the spotlight on {days(turn.starts_on, turn.ends_on)}.")


@spotlight.command("list")
def list_turns() -> None:
    """List who was, is and will be in the spotlight."""
    with _problems_as_sentences(), _session(is_read_only=True) as session:
        for turn in strip(session, today=datetime.now(UTC).date(), before=12, after=10):
            by = "by the rota" if turn.is_default else f"set by {ORIGINS[turn.origin]}"
            steward = f", looked after by {turn.steward}" if turn.steward else ""
            now = " (now)" if turn.state == "is" else ""
            typer.echo(f"{turn.starts_on} – {turn.ends_on}  {turn.country}{now}, {by}{steward}")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def serve(context: typer.Context) -> None:
    """Start the dashboard.

    Options of `streamlit run`, such as --server.port 8502, are passed on.
    """
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", *context.args]
    os.chdir(ROOT)
    if os.name == "nt":
        raise typer.Exit(subprocess.call(command))
    os.execv(sys.executable, command)
