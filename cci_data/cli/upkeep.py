"""The command that tells the Desk what the network would lose without it; never public, as it names who fell silent."""

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from cci_data.charts.chart import Fetch
from cci_data.cli.application import app, problems_as_sentences
from cci_data.cli.report import On
from cci_data.impact.upkeep import MET, activity_by_country, events_per_host, needs, silent_partners
from cci_data.language import UNKNOWN, count, day, one_line
from cci_data.reader import Reader
from cci_data.settings import read_settings
from cci_data.vocabulary import NETWORK_COUNTRIES

FOR_THE_DESK = "For the Desk alone: who fell silent is no public figure. Illustrative records count in nothing."
ACTIVE = (
    "A partner is active where a project of it runs or ended, it hosted or attended an event, it took part in a step "
    "of the ledger, or it confirmed its profile; what has no date counts for nobody."
)
SILENT = (
    "Whole months since a partner was last active, by the same rule; the longest silence first. Whose activity is not "
    "on record comes last: that is not known, and no silence."
)
HOSTED = "An event counts for each of its hosts, once it has begun; a deadline for nobody."
# In a file or a pipe a row is best one line.
WITHOUT_A_TERMINAL = 240


@dataclass(frozen=True)
class Listing:
    """A list to be read: its title, the rule it is made by, the heads, the rows, and what is said without a row.

    numbers: the heads of columns that hold numbers.
    """

    title: str
    rule: str
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    nothing: str
    numbers: tuple[str, ...] = ()


@app.command("upkeep")
def show_upkeep(
    silent_months: Annotated[int, typer.Option(min=1, help="After how many months a partner is silent.")] = 12,
    on: On = None,
) -> None:
    """Tell the Desk what the network would lose without it: who is active, silent or a host, which needs were met."""
    today = on.date() if on else datetime.now(UTC).date()
    with problems_as_sentences():
        with closing(Reader(read_settings().database_url)) as reader:
            found = listings(reader.fetch, today, silent_months)
        console = _console()
        console.print(f"{FOR_THE_DESK} As of {day(today)}.")
        for listing in found:
            _show(console, listing)


def listings(fetch: Fetch, today: date, months: int) -> tuple[Listing, ...]:
    """Return the lists on a day; months: after how many a partner is silent. Raises DatabaseProblem."""
    return (
        _activity(fetch, today, months),
        _silent(fetch, today, months),
        _hosts(fetch, today),
        _needs(fetch, today),
    )


def _activity(fetch: Fetch, today: date, months: int) -> Listing:
    found = fetch(activity_by_country, today=today, months=months)
    rows = [(row.country, str(row.partner_count), str(row.active_count)) for row in found.itertuples()]
    heads = ("Country", "Partners", "Active")
    title = f"Partners active in the last {count(months, 'month')}, by country"
    return Listing(title, ACTIVE, heads, rows, "No country is on record.", heads[1:])


def _silent(fetch: Fetch, today: date, months: int) -> Listing:
    found = fetch(silent_partners, today=today)
    rows = [
        (
            row.name,
            NETWORK_COUNTRIES.get(row.country_code, UNKNOWN),
            day(row.last_on) if row.last_on else "not on record",
            "" if row.months is None else str(row.months),
        )
        for row in found.itertuples()
        if row.months is None or row.months >= months
    ]
    unknown = int(found["months"].isna().sum())
    title = f"{len(rows) - unknown} of {count(len(found), 'partner')} silent for {count(months, 'month')} or more"
    title += f"; {unknown} of whom no activity is on record" if unknown else ""
    heads = ("Partner", "Country", "Last active", "Months")
    return Listing(title, SILENT, heads, rows, "Nobody is silent.", heads[3:])


def _hosts(fetch: Fetch, today: date) -> Listing:
    rows = [(row.name, str(row.event_count)) for row in fetch(events_per_host, today=today).itertuples()]
    return Listing("Events per host", HOSTED, ("Host", "Events"), rows, "No partner hosted an event yet.", ("Events",))


def _needs(fetch: Fetch, today: date) -> Listing:
    found = fetch(needs, today=today)
    partners = fetch(silent_partners, today=today)
    names = dict(zip(partners["partner_id"], partners["name"], strict=True))
    rows = [
        (
            row.text,
            names.get(row.partner_id, UNKNOWN),
            day(row.stated_on) if row.stated_on else UNKNOWN,
            row.answered_on or "open",
        )
        for row in found.itertuples()
    ]
    open_count = sum(answered == "open" for *_, answered in rows)
    title = f"Needs: {open_count} of {len(rows)} open" if rows else "Needs"
    return Listing(title, MET, ("Need", "Partner", "Stated", "Answered"), rows, "No partner has stated a need yet.")


def _console() -> Console:
    """Return where it is written: plain, since texts of the database may hold anything."""
    console = Console(markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = WITHOUT_A_TERMINAL
    return console


def _show(console: Console, listing: Listing) -> None:
    console.print(f"\n{listing.title}", style="bold")
    console.print(listing.rule)
    if not listing.rows:
        console.print(listing.nothing)
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in listing.heads:
        table.add_column(head, justify="right" if head in listing.numbers else "left", overflow="fold")
    for cells in listing.rows:
        table.add_row(*map(one_line, cells))
    console.print(table)
