"""Who pays for the network's work: on every page where a funder is set, else where the network comes from."""

from datetime import date

from cci_data.funding import Funding, current_funding
from cci_data.origin import network_origin
from pages.parts import show
from pages.parts.fetch import fetch, kept, this_day

NOT_SET = "Who pays for the network's work today is not on record here."


def funding_line() -> None:
    """Say who pays for the network's work, with logos, on the days on which a funder is set; else nothing.

    The days are real ones: who looks at a frozen state does so today.
    """
    _line(this_day(), funding_mark())


def funding_mark() -> str:
    """Return what changes when something else is to be shown, "" for nothing; it reads the settings file anew."""
    found = current_funding(this_day())
    return found.mark if found else ""


@kept
def _line(day: date, _mark: str) -> None:
    found = current_funding(day)
    if found:
        show.html(
            '<p class="funding" role="note">{logos}<span>{words}</span></p>',
            logos=show.joined(_logo(found, number) for number in range(len(found.logos))),
            words=found.statement,
        )


def _logo(found: Funding, number: int) -> str:
    # One name is enough for somebody who hears them.
    name = (found.programme or "The funder") if number == 0 else ""
    return show.fill('<img src="{address}" alt="{name}">', address=found.logos[number].data_uri, name=name)


def origin() -> None:
    """Tell on the about page who pays for the network's work or, where no funder is set, where the network is from."""
    _origin(this_day(), funding_mark())


@kept
def _origin(day: date, _mark: str) -> None:
    show.heading("Funding")
    found = current_funding(day)
    show.paragraphs(found.statement if found else f"{network_origin(fetch)} {NOT_SET}".strip())


def origin_line() -> str:
    """Return the line that says where the network is from; "" while a funder is set, whose line stands in the foot."""
    return "" if current_funding(this_day()) else network_origin(fetch)
