"""One event by itself, past or ahead, as its own address shows it: `/events?event=lublin-2029`."""

from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from cci_data.language import listed, place
from cci_data.public_data import public_source
from cci_data.queries.events import events, past
from cci_data.vocabulary import NETWORK_COUNTRIES, ORIGINS
from pages.parts import choose, show
from pages.parts.events import calendar_link, when
from pages.parts.fetch import fetch, kept, today
from pages.parts.partner_card import terms

NOT_KEPT = ("event", "find", "found")


def asked_event() -> str:
    """Return the id of the event that the address asks for, empty without one; says so where there is none."""
    return choose.known("event", "the event", _titles(), "Showing all")


@kept
def _titles() -> dict[str, str]:
    found = fetch(events)
    return dict(zip(found["event_id"], found["title"], strict=True))


def back() -> str:
    """Return the address of the page as it is, without the event."""
    state = {key: value for key, value in st.query_params.items() if key not in NOT_KEPT}
    return f"events?{urlencode(state)}" if state else "events"


@kept
def alone(event_id: str, back: str) -> None:
    """Show an event in a frame: what is known of it, its calendar file, its card, and the way `back` to all events."""
    found = fetch(events)
    found = found[found["event_id"] == event_id]
    (row,) = found.itertuples()
    show.html(
        '<section class="card"><h2>{title} {badge}</h2><dl class="facts">{facts}</dl><p class="small">{calendar} · '
        'Card to pass on: {pictures} · <a href="{back}" target="_self">All events</a></p></section>',
        title=row.title,
        badge=show.badge(row.origin),
        facts=terms(_facts(row, is_past=bool(len(past(found, today=today()))))),
        calendar=calendar_link(event_id),
        pictures=show.card_pictures("event", {"event": event_id}),
        back=back,
    )


def _facts(row, *, is_past: bool) -> dict[str, object]:
    """Return what is known of an event, without what is not."""
    also = [NETWORK_COUNTRIES.get(code, code) for code in row.countries if code != row.country_code]
    told = dict.fromkeys((ORIGINS[row.origin], public_source(row.origin, row.source)))
    known = {
        "Kind": row.kind_label,
        "When": f"{when(row)}{', past' if is_past else ''}",
        "Where": place(row.city, row.country, row.is_online),
        "Hosted by": show.joined(map(show.card_link, row.host_ids, row.hosts), ", "),
        "Sectors": listed(row.sectors),
        "Also concerns": listed(also),
        "Note": row.note,
        "Event page": show.link(row.link),
        "Source": show.joined(map(show.link, told), Markup(": ")),
    }
    return {term: fact for term, fact in known.items() if fact}
