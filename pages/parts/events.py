"""Events on the screen: one list for the overview, the spotlight and the calendar."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup

from cci_data.language import days, listed, month, place
from cci_data.public_data import public_source
from cci_data.queries.events import events, past, upcoming
from cci_data.vocabulary import EVENT_KINDS, NETWORK_COUNTRIES
from pages.parts import show
from pages.parts.fetch import AS_OF, as_of, fetch, kept, today
from pages.parts.filters import country_options, sector_options

if TYPE_CHECKING:
    import pandas as pd

CALENDAR = "/events.ics"


def event_list(found: "pd.DataFrame") -> None:
    """Show events in the order they come, each with its calendar file; `found` is as `queries.events.events`."""
    show.records(_item(row) for row in found.itertuples())


def _item(row) -> Markup:
    links = [
        show.link(row.link, "Event page")
        or show.fill("Source: {source}", source=public_source(row.origin, row.source)),
        calendar_link(row.event_id),
    ]
    return show.fill(
        '<li><span class="where">{when}</span><span class="what">{title} {badge}</span>'
        '<span class="where">{details}</span><span class="small">{links}</span></li>',
        when=when(row),
        title=show.event_link(row.event_id, row.title),
        badge=show.badge(row.origin),
        details=details(row),
        links=show.joined((link for link in links if link), Markup(" · ")),
    )


def calendar_link(event_id: str) -> Markup:
    """Return the link to the calendar file of an event."""
    return show.fill(
        '<a href="{address}" download>Calendar file</a>', address=f"{CALENDAR}?{urlencode({'event': event_id})}"
    )


def when(row) -> str:
    """Return when an event is, with its times and zone where it has them."""
    words = days(row.starts_on, row.ends_on)
    if row.starts_time is None:
        return words
    ends = f"–{row.ends_time:%H:%M}" if row.ends_time is not None else ""
    zone = row.time_zone.split("/")[-1].replace("_", " ")
    return f"{words}, {row.starts_time:%H:%M}{ends} ({zone} time)"


def _place(row) -> str:
    is_known = bool(row.city or row.country or row.is_online)
    return (
        place(row.city, row.country, row.is_online) if is_known or not (row.note or row.kind == "call_deadline") else ""
    )


def details(row) -> str:
    """Return the kind, place, hosts, sectors and further countries of an event in a line."""
    also = [NETWORK_COUNTRIES.get(code, code) for code in row.countries if code != row.country_code]
    words = [
        row.kind_label,
        _place(row),
        f"hosted by {listed(row.hosts)}" if row.hosts else "",
        f"for {listed(row.sectors, 4)}" if row.sectors else "",
        f"with {listed(also, 4)}" if also else "",
        row.note or "",
    ]
    return " · ".join(word for word in words if word)


@kept
def named_on_paper(**filters: str) -> None:
    """Say on paper, where nobody sees the fields, which events are listed; nothing where all are."""
    labels = {"kind": ("Kind", EVENT_KINDS), "country": ("Country", country_options())}
    labels["sector"] = ("Sector", sector_options())
    words = [f"{labels[name][0]}: {labels[name][1].get(value, value)}" for name, value in filters.items() if value]
    if words:
        show.html('<p class="on-paper">Filtered by {words}.</p>', words=", ".join(words))


@kept
def lying_ahead(**filters: str) -> None:
    """Show what lies ahead by month, empty months left out; an event under way stands in the present month."""
    found = upcoming(fetch(events, **filters), today=today())
    show.heading("Ahead")
    if not len(found):
        show.invitation("Nothing that fits lies ahead on record.", "Send the Contact Desk what you plan.")
    _grouped(found, [month(max(day, today())) for day in found["starts_on"]])


@kept
def what_was(**filters: str) -> None:
    """Show what was, by year, the latest first."""
    found = past(fetch(events, **filters), today=today())
    show.heading("What was")
    if not len(found):
        show.invitation("Nothing that fits is on record.", "Take a filter back to see more.")
    _grouped(found, [str(day.year) for day in found["starts_on"]])


def _grouped(found: "pd.DataFrame", names: list[str]) -> None:
    for name in dict.fromkeys(names):
        show.html("<h3>{name}</h3>", name=name)
        event_list(found[[each == name for each in names]])


def file_parameters(**filters: str) -> dict[str, str]:
    """Return the parameters of an address of files that hold what the page shows: illustrative events too."""
    return {name: value for name, value in filters.items() if value} | {"illustrative": "yes"}


def calendar_address(**filters: str) -> str:
    """Return the path of the calendar file of a filtered list."""
    state = as_of()
    moment = {AS_OF: state.slug} if state else {}
    chosen = urlencode({key: value for key, value in {**filters, **moment}.items() if value})
    return f"{CALENDAR}?{chosen}" if chosen else CALENDAR
