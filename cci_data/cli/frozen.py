"""The commands about frozen states: the figures as they are, kept under a name and an address."""

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from cci_data.cli.application import app, opened_session, problems_as_sentences
from cci_data.cli.progress import working
from cci_data.frozen.content import FrozenProblem
from cci_data.frozen.states import find, remove
from cci_data.frozen.states import freeze as freeze_now
from cci_data.language import count, day, grouped
from cci_data.queries.frozen import frozen_states

NONE_YET = 'Nothing is frozen yet. Run: python -m cci_data freeze "Network meeting January 2027"'

frozen = typer.Typer(no_args_is_help=True, help="List and remove frozen states.")
app.add_typer(frozen, name="frozen")


@app.command()
def freeze(name: Annotated[str, typer.Argument(help="What to call it, such as the name of a meeting.")]) -> None:
    """Keep what the pages show now, under a name and an address."""
    with problems_as_sentences():
        with working("freezing"), opened_session() as session:
            state = freeze_now(session, name, datetime.now(UTC))
            told = f"{state.slug}: {count(state.partner_count, 'partner')}, {grouped(len(state.content))} bytes."
            address = f"?as_of={state.slug}"
        typer.echo(f"{told}\nAny page shows it at its address with {address}")


@frozen.command("list")
def list_states() -> None:
    """List the frozen states, the latest first."""
    with problems_as_sentences(), opened_session(is_read_only=True) as session:
        lines = [
            f"{row.slug}: {row.name}, {day(row.frozen_at.date())}, {count(row.partner_count, 'partner')}, "
            f"{grouped(row.byte_count)} bytes"
            for row in frozen_states(session).itertuples()
        ]
        typer.echo("\n".join(lines) or NONE_YET)


@frozen.command("remove")
def remove_state(
    slug: Annotated[str, typer.Argument(help="Which one; the command list tells.")],
    yes: Annotated[bool, typer.Option("--yes", help="Remove it without asking.")] = False,
) -> None:
    """Remove a frozen state for good; links with its address then show what is on record now."""
    with problems_as_sentences():
        if not yes:
            with opened_session(is_read_only=True) as session:
                name = find(session, slug).name
            _ask_to_remove(name)
        with opened_session() as session:
            name = remove(session, slug)
        typer.echo(f"{name} is removed.")


def _ask_to_remove(name: str) -> None:
    if not sys.stdin.isatty():
        raise FrozenProblem("What is removed does not come back. Say --yes to remove it.")
    typer.confirm(f"Remove {name}? It does not come back.", abort=True)
