"""The commands of the spotlight: whose turn it is."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from cci_data.cli.application import By, account, app, opened_session, problems_as_sentences
from cci_data.language import days
from cci_data.queries.spotlights import strip
from cci_data.turns import store_turn
from cci_data.vocabulary import ORIGINS

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
    by: By = "",
) -> None:
    """Give a country a turn.

    Turns of the Desk do not overlap, and nobody comes again before everybody had a turn.
    """
    dates = first.date(), last.date()
    now = datetime.now(UTC)
    with problems_as_sentences(), opened_session() as session:
        turn = store_turn(
            session, country, *dates, now=now, by=account(by), steward=steward, note=note, is_anyway=anyway
        )
        typer.echo(f"{turn.country_code} has the spotlight on {days(turn.starts_on, turn.ends_on)}.")


@spotlight.command("list")
def list_turns() -> None:
    """List who was, is and will be in the spotlight."""
    with problems_as_sentences(), opened_session(is_read_only=True) as session:
        for turn in strip(session, today=datetime.now(UTC).date(), before=12, after=10):
            by = "by the rota" if turn.is_default else f"set by {ORIGINS[turn.origin]}"
            steward = f", looked after by {turn.steward}" if turn.steward else ""
            now = " (now)" if turn.state == "is" else ""
            typer.echo(f"{turn.starts_on} – {turn.ends_on}  {turn.country}{now}, {by}{steward}")
