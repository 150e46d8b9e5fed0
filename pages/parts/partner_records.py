"""What a partner does and says: the events it hosts, its needs and offers, its good practices."""

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from cci_data.language import count, day, listed
from cci_data.public_data import public_source
from cci_data.queries.good_practices import good_practices
from cci_data.vocabulary import ILLUSTRATIVE
from pages.parts import show
from pages.parts.events import event_list
from pages.parts.fetch import fetch, kept
from pages.parts.files import files
from pages.parts.partner_card import hosted, stated

if TYPE_CHECKING:
    import pandas as pd


@kept
def records(partner_id: str) -> None:
    """Show the events that the partner hosts, its needs and offers, and its good practices, side by side."""
    events, wishes, practices = st.columns(3, gap="large")
    with events:
        _events(partner_id)
    with wishes:
        _needs_and_offers(partner_id)
    with practices:
        _good_practices(partner_id)


def _events(partner_id: str) -> None:
    found = hosted(partner_id)
    if number := _counted(found):
        show.heading("Events", f"Hosts {count(number, 'event')} on record.")
    else:
        show.heading("Events")
        show.invitation("No event that this partner hosts is on record.", "Send the Contact Desk what you plan.")
    if len(found):
        # The latest first: what lies ahead, and what was last.
        event_list(found.iloc[::-1])


def _counted(found: "pd.DataFrame") -> int:
    """Return how many records count; illustrative ones are listed with their badge, and do not."""
    return int((found["origin"] != ILLUSTRATIVE).sum())


def _needs_and_offers(partner_id: str) -> None:
    found = stated(partner_id)
    if number := _counted(found):
        show.heading("Needs and offers", f"{count(number, 'statement')} to answer.")
    else:
        show.heading("Needs and offers")
        show.invitation("Neither a need nor an offer is stated.", "Send the Contact Desk a sentence.")
    items = [
        show.fill(
            '<li><span class="where">{kind} {badge}</span>{text}<span class="basis">{when}</span></li>',
            kind=row.kind_label,
            badge=show.badge(row.origin),
            text=row.text,
            when=f"Stated on {day(row.stated_on)}" if row.stated_on else "Day not stated",
        )
        for row in found.itertuples()
    ]
    if items:
        show.records(items)


def _good_practices(partner_id: str) -> None:
    found = fetch(good_practices, partner_id=partner_id)
    if not len(found):
        show.heading("Good practices")
        show.invitation("No good practice of this partner is on record.", "Tell the Contact Desk what worked.")
        return
    show.heading("Good practices", f"Has a part in {count(len(found), 'good practice')}.")
    items = [
        show.fill(
            '<li><span class="what">{title}</span>{summary}<span class="where">{figures}</span>{others}'
            '<span class="basis">Source: {source}</span></li>',
            title=row.title,
            summary=row.summary,
            figures=row.in_figures or "",
            others=_with(row, partner_id),
            source=show.link(public_source(row.origin, row.source)),
        )
        for row in found.itertuples()
    ]
    show.records(items)
    files("Good practices as a file", "good-practices", {"partner": partner_id})


def _with(row, partner_id: str) -> Markup:
    pairs = zip(row.partner_ids, row.partner_names, strict=True)
    others = [name for key, name in pairs if key != partner_id]
    return show.fill('<span class="where">with {names}</span>', names=listed(others)) if others else Markup("")
