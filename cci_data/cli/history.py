"""The commands about what was: who changed what, taking an import back, and erasing a partner on request."""

import sys
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from cci_data import database
from cci_data.cli.application import (
    By,
    account,
    app,
    opened_session,
    problems_as_sentences,
)
from cci_data.cli.progress import working
from cci_data.erasure.erase import ErasureProblem, erase, find_erasure, scrub
from cci_data.imports.draft import Draft
from cci_data.imports.rows import ImportProblem
from cci_data.imports.work import partner_names
from cci_data.queries.history import history_of_partner, imports, said
from cci_data.settings import read_settings
from cci_data.sheets.cells import Unfit
from cci_data.undo import undo as undo_import

ROWS = ("added", "changed", "removed")


@app.command()
def history(
    partner: Annotated[str, typer.Argument(help="A partner, by id or name; without, all imports are listed.")] = "",
) -> None:
    """Tell who changed what of a partner and when, or what was imported."""
    with problems_as_sentences(), opened_session(is_read_only=True) as session:
        if not partner:
            lines = [_import_said(row) for row in imports(session).itertuples()]
            typer.echo("\n".join(lines) or "Nothing was imported yet.")
            return
        found = history_of_partner(session, _partner_id(session, partner))
        lines = [said(row) for row in found.itertuples(index=False)]
        typer.echo("\n".join(lines) or f"Nothing is remembered of {partner}.")


def _counted(row: Any) -> str:
    counts = {what: getattr(row, f"{what}_count") for what in ROWS}
    return ", ".join(f"{number} {what}" for what, number in counts.items() if number) or "nothing new"


def _import_said(row: Any) -> str:
    about = f"takes back import {int(row.undoes)}" if row.undoes is not None else row.files or row.kind
    undone = f"; taken back by import {int(row.undone_by)}" if row.undone_by is not None else ""
    moment = f"{row.imported_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return f"import {row.import_id}: {moment}, {row.imported_by}, {about}: {_counted(row)}{undone}"


def _partner_id(session: Session, words: str) -> str:
    """Return the id that words name; words that name nobody any more may be the id of one that was."""
    names = partner_names(Draft(session))
    found = names.found(words)
    if len(found) == 1:
        return next(iter(found))
    if not found and len(history_of_partner(session, words)):
        return words
    try:
        return names.meant(words)
    except Unfit as unfit:
        raise ImportProblem([unfit.sentence("The command")]) from unfit


@app.command()
def undo(
    number: Annotated[int, typer.Argument(metavar="IMPORT", help="The number of the import; history lists them.")],
    by: By = "",
) -> None:
    """Take an import back, unless a later one touched the same values.

    All of it is taken back, or nothing. Undoing the undo brings it in again.
    """
    with problems_as_sentences():
        with opened_session() as session, working("taking back") as tell:
            done = undo_import(session, number, datetime.now(UTC), account(by), tell)
            told = f"Import {number} is taken back, as import {done.import_id}: {_counted(done)}."
        typer.echo(told)


@app.command("erase")
def erase_partner(
    partner: Annotated[str, typer.Argument(help="The partner to erase, by id or name.")],
    also: Annotated[list[str], typer.Option("--also", help="Another name to be replaced; may be said again.")] = [],  # noqa: B006
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be erased.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Erase without asking.")] = False,
) -> None:
    """Erase a partner on its request, from every table, history included.

    It cannot be undone, and load and import do not bring it back. Backups made before still hold it: delete them.
    """
    with problems_as_sentences():
        with opened_session(is_read_only=True) as session, working("looking for the partner") as tell:
            partner_id = _partner_id(session, partner)
            planned = find_erasure(session, partner_id, also=also, tell=tell)
        if dry_run or not yes:
            typer.echo("\n".join(planned.sentences()))
        if dry_run:
            return
        if not yes:
            _ask_to_erase(planned.name)
        with opened_session() as session, working("erasing") as tell:
            removal = erase(session, partner_id, datetime.now(UTC), tell, also=also)
        typer.echo("\n".join(removal.sentences()))
        url = read_settings().database_url
        with database.opened(database.writing_engine(url), url) as engine, working("overwriting what was deleted"):
            scrub(engine)


def _ask_to_erase(name: str) -> None:
    if not sys.stdin.isatty():
        raise ErasureProblem("Erasing cannot be undone. Say --yes to erase, or --dry-run to see what would go.")
    typer.confirm(f"Erase {name}? It cannot be undone.", abort=True)
