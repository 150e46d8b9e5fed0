"""The commands that make, fill, check, keep and serve the database."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cci_data import backup as backups
from cci_data import database
from cci_data.addresses import describe, require_file
from cci_data.cli.application import FOUND_SOMETHING, app, database_to_make, opened_session, problems_as_sentences
from cci_data.cli.progress import working
from cci_data.imports.illustration import clear_illustration as remove_illustration
from cci_data.imports.illustration import load_illustration
from cci_data.imports.public_record import load_public_record
from cci_data.imports.tables import LoadCounts
from cci_data.queries.soundness import soundness
from cci_data.settings import ROOT, read_settings

EMPTY = "The database is sound but holds no records yet. Run: python -m cci_data load"


@app.command()
def migrate() -> None:
    """Bring the tables up to date.

    Tables of other programs in the same database are left alone.
    """
    with problems_as_sentences():
        url, engine = database_to_make()
        with database.opened(engine, url), working("bringing the tables up to date"):
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
    with problems_as_sentences():
        with working("loading"), opened_session() as session:
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
    erased = sum(counts.left_out.values())
    left_out = f", {erased} left out as of partners that were erased" if erased else ""
    return f"{name}: {stored} rows stored, {kept} left as they were{left_out}" + (f" ({tables})" if tables else "")


@app.command()
def clear_illustration() -> None:
    """Remove all that is illustrative."""
    with problems_as_sentences():
        with working("removing the illustration"), opened_session() as session:
            removed = remove_illustration(session)
        tables = ", ".join(f"{table} {count}" for table, count in removed.items())
        typer.echo(f"illustration: {sum(removed.values())} rows removed" + (f" ({tables})" if tables else ""))


@app.command()
def check() -> None:
    """Look for what is wrong in the database.

    Each finding is a line with its remedy; the exit code is 1 where there is one.
    """
    with problems_as_sentences():
        with working("checking"), opened_session(is_read_only=True) as session:
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
    with problems_as_sentences():
        url = read_settings().database_url
        require_file(url)
        with database.opened(database.reading_engine(url), url) as engine, working("keeping") as tell:
            if database.age(engine) == "current":
                database.require_tables(engine, url)
            manifest = backups.write_backup(engine, file, datetime.now(UTC), tell)
        typer.echo(f"{file}: {manifest.row_count} rows of {len(manifest.tables)} tables.")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that the command backup made.")],
    yes: Annotated[bool, typer.Option("--yes", help="Replace what the database holds without asking.")] = False,
) -> None:
    """Put a backup in the place of everything in the database.

    It asks first where the database holds records. All of the backup is stored, or nothing is changed.
    """
    with problems_as_sentences():
        manifest = backups.read_manifest(file)
        url, engine = database_to_make()
        with database.opened(engine, url):
            database.require_migratable(engine, url)
            if not yes and database.holds_records(engine):
                _ask_to_replace(describe(url), manifest)
            with working("putting back") as tell:
                database.migrate(engine)
                database.require_tables(engine, url)
                backups.restore(engine, file, tell)
        typer.echo(f"{describe(url)} holds the backup of {manifest.made_at}: {manifest.row_count} rows.")


def _ask_to_replace(where: str, manifest: backups.Manifest) -> None:
    if not sys.stdin.isatty():
        raise backups.BackupProblem(f"{where} holds records. Say --yes to replace them by the backup.")
    typer.confirm(f"{where} holds records. Replace them by the backup of {manifest.made_at}?", abort=True)


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
