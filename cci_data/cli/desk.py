"""The commands by which the Desk keeps its data: workbook out, workbook in, who changed what, and taking it back."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from cci_data.addresses import DatabaseProblem
from cci_data.cli.application import (
    CANNOT_GO_ON,
    By,
    account,
    app,
    opened_session,
    problems_as_sentences,
)
from cci_data.cli.progress import working
from cci_data.history import SourceFile, wait_for_other_writers
from cci_data.imports.desk import judge, read_files, store_plan
from cci_data.imports.plan import Plan
from cci_data.imports.verdict import complaints, verdict
from cci_data.imports.words import words_as_shipped, words_of
from cci_data.progress import Tell
from cci_data.workbooks import write_export, write_template

DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be done; nothing is stored.")]
Whole = Annotated[bool, typer.Option("--all", help="Print every line of the verdict, however many there are.")]
Duplicates = Annotated[
    bool, typer.Option("--accept-duplicates", help="Partners that look like others are others: take them in.")
]
Anyway = Annotated[
    bool, typer.Option("--anyway", help="Also turns in the spotlight that overlap, or of a country that comes again.")
]


@app.command()
def template(
    file: Annotated[Path, typer.Argument(help="The workbook to make (.xlsx), or .csv for a file for each sheet.")],
) -> None:
    """Write an empty workbook for the Desk to fill in.

    Its headings say what to write under them, and two example rows show it; import leaves those out.
    """
    with problems_as_sentences():
        words = _words()
        for made in write_template(file, words["sectors"], words["services"], datetime.now(UTC)):
            typer.echo(f"{made} is ready to be filled in.")


def _words() -> dict[str, dict[str, str]]:
    """Return the vocabularies of the database; before there is one, as they are shipped: an empty sheet needs none."""
    try:
        with opened_session(is_read_only=True) as session:
            return words_of(session)
    except DatabaseProblem:
        return words_as_shipped()


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="The workbook to make (.xlsx), or .csv for a file for each sheet.")],
) -> None:
    """Write everything in the database in the shape of the workbook.

    Importing it again changes nothing.
    """
    with problems_as_sentences():
        with opened_session(is_read_only=True) as session, working("exporting") as tell:
            made = write_export(session, file, datetime.now(UTC), tell)
        for path in made:
            typer.echo(f"{path} is written.")


@app.command("import")
def import_files(
    files: Annotated[list[Path], typer.Argument(help="Workbooks, CSV files of sheets, or statistics.")],
    dry_run: DryRun = False,
    accept_duplicates: Duplicates = False,
    anyway: Anyway = False,
    by: By = "",
    is_whole: Whole = False,
) -> None:
    """Bring the Desk's workbook in, or statistics from Eurostat or the World Bank.

    Everything that does not fit is named with its cell. All is stored, or nothing. A blank cell leaves what is stored
    as it is; one that says - empties it.
    """
    today = datetime.now(UTC).date()
    answers = {"accepts_duplicates": accept_duplicates, "is_anyway": anyway}
    with problems_as_sentences():
        with working("reading") as tell:
            bundles = [read_files(files, tell)]
        kind, names = bundles[0].kind, bundles[0].files
        # Handed over rather than kept: what is read of a large file takes memory that the rest needs, too.
        bring_in(
            kind,
            names,
            lambda session, tell: judge(session, bundles.pop(), today=today, tell=tell, **answers),
            dry_run,
            by,
            is_whole,
        )


def bring_in(
    kind: str,
    files: Iterable[SourceFile],
    make_plan: Callable[[Session, Tell], Plan],
    is_dry_run: bool,
    by: str,
    is_whole: bool,
) -> None:
    """Make a plan, print it, and store it where nothing stands against it; ends with CANNOT_GO_ON where something does.

    make_plan: called in the transaction that stores, so that what it saw still holds; on a dry run it can only read.
    """
    with opened_session(is_read_only=is_dry_run) as session, working("comparing") as tell:
        if not is_dry_run:
            wait_for_other_writers(session)
        plan = make_plan(session, tell)
        number = None
        if plan.is_storable and not is_dry_run:
            number = store_plan(session, plan, kind, tuple(files), datetime.now(UTC), account(by), tell).import_id
        else:
            session.rollback()
    for line in verdict(plan, is_whole=is_whole):
        typer.echo(line)
    for line in complaints(plan):
        typer.echo(line, err=True)
    if not plan.is_storable:
        raise typer.Exit(CANNOT_GO_ON)
    typer.echo(_end(len(plan.steps), number))


def _end(steps: int, number: int | None) -> str:
    """Say how it ended: of how many steps the plan was, and as which import it is remembered; None on a dry run."""
    if not steps:
        nothing = "Nothing changes: all of this is in the database already."
        return f"{nothing} Remembered as import {number}." if number else f"{nothing} This was a dry run."
    return f"Stored as import {number}." if number else "Nothing is stored: this was a dry run."
