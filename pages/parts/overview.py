"""The sections of the start page."""

import streamlit as st

from cci_data.charts.maps import partner_map
from cci_data.frozen.content import FrozenProblem
from cci_data.frozen.readers import states, usual
from cci_data.language import count, day
from cci_data.queries import numbers as figures_of
from cci_data.queries.changes import latest
from cci_data.queries.events import events, upcoming
from cci_data.queries.spotlights import spotlight_on
from pages.parts import new, show
from pages.parts.events import event_list
from pages.parts.fetch import as_of, colours, fetch, find_frozen, kept, present, today
from pages.parts.maps import compact

HEADLINES = ("partners", "countries", "sectors", "projects", "good-practices")
EVENTS_SHOWN = 4


@kept
def numbers() -> None:
    """Show the headline numbers; each is a link to the rows that it counts."""
    for column, name in zip(st.columns(len(HEADLINES)), HEADLINES, strict=True):
        number = fetch(figures_of.count, number=name)
        with column:
            show.page_link(
                "numbers.py",
                label=f"**{number}** {figures_of.NUMBERS[name].label}",
                query_params={"of": name},
                help=figures_of.NUMBERS[name].counts,
            )


@kept
def small_map(is_narrow: bool) -> None:
    """Show where partners are, with the way to the map on which places can be chosen."""
    chart = partner_map(fetch, colours(), is_narrow=is_narrow, is_small=True)
    show.heading(chart.title)
    st.pydeck_chart(compact(chart.drawing), height=520, key="small-map", alt=chart.summary)
    show.below(chart, f"{chart.summary} The map page lists them all.")
    show.page_link("map.py", label="Open the map, choose a place and see its partners")


@kept
def turn() -> None:
    """Show whose turn in the spotlight it is."""
    found = fetch(spotlight_on, day=today())
    show.heading("In the spotlight")
    show.html(
        '<p class="turn"><strong>{country}</strong> until {until}{steward} {badge}</p>',
        country=found.country,
        badge=show.badge(found.origin),
        until=day(found.ends_on),
        steward=f", looked after by {found.steward}" if found.steward else "",
    )
    show.page_link("spotlight.py", label="Read about this country")


@kept
def next_events() -> None:
    """Show the events that lie ahead, the next one first."""
    show.heading("Next events")
    found = upcoming(fetch(events), today=today())
    if len(found):
        event_list(found.head(EVENTS_SHOWN))
    else:
        show.invitation("Nothing lies ahead on record.", "The Contact Desk adds events to the calendar.")
    show.page_link("events.py", label="All events")


def since_last() -> None:
    """Say what is new since the last moment that was kept, nothing where none is or the page is not of now."""
    known = states(present())
    if known and as_of() is None:
        then = find_frozen(usual(known, today()))
        try:
            sentence = new.sentence(then)
        except FrozenProblem as problem:
            sentence = str(problem)
        show.html("<p>{words}: {sentence}</p>", words=new.words(then), sentence=sentence)
        st.page_link("new.py", label="What is new", query_params={"since": then.slug})


@kept
def changed_last() -> None:
    """Show what was added to the records or changed in them last."""
    show.heading("What changed last")
    items = [
        show.fill(
            "<li>{day}: {what} {deed}</li>",
            day=day(row.done_on),
            what=f"{row.kind} “{row.title}”" if row.record_count == 1 else count(row.record_count, row.kind),
            deed=row.deed,
        )
        for row in fetch(latest).itertuples()
    ]
    show.html("<ul>{items}</ul>", items=show.joined(items))
