"""The sections of the spotlight page; each takes the code of the country that is shown."""

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from cci_data.charts.maps import country_map
from cci_data.charts.series import indicator_series
from cci_data.filters import PartnerFilter
from cci_data.language import count, day, days, listed, span
from cci_data.public_data import public_source
from cci_data.queries import coverage as coverage_queries
from cci_data.queries import events as event_queries
from cci_data.queries import good_practices as practice_queries
from cci_data.queries import partners as partner_queries
from cci_data.queries import projects as project_queries
from cci_data.queries.indicators import indicators
from cci_data.queries.spotlights import spotlight_on
from cci_data.queries.spotlights import strip as turns_around
from cci_data.queries.statements import statements
from cci_data.vocabulary import (
    COUNTRY_FACT_KINDS,
    CROSS_SECTORAL,
    ILLUSTRATIVE,
    NETWORK_COUNTRIES,
    PARTNER_STATEMENT_KINDS,
)
from pages.parts import show
from pages.parts.events import event_list
from pages.parts.fetch import colours, fetch, kept, today
from pages.parts.files import files
from pages.parts.maps import compact

if TYPE_CHECKING:
    import pandas as pd

NO_RANKING = (
    "Figures in the facts follow national definitions: they describe one country and are not compared with another's. "
    "Eurostat, OECD and World Bank series follow one definition for all."
)
EVENTS_BEFORE = 4


def name(code: str) -> str:
    """Return the name of a country of the network."""
    return NETWORK_COUNTRIES.get(code, code)


def country_today() -> str:
    """Return the code of the country whose turn it is today."""
    return fetch(spotlight_on, day=today()).country_code


@kept
def head(code: str) -> None:
    """Show the title: the country, its turn if it has it, the steward and the note."""
    turn = fetch(spotlight_on, day=today())
    if code != turn.country_code:
        show.title(name(code), f"Not in the spotlight today: it is {turn.country}'s turn until {day(turn.ends_on)}.")
        return
    words = f"In the spotlight: {days(turn.starts_on, turn.ends_on)}."
    words += f" Looked after by {turn.steward}." if turn.steward else ""
    words += f" {turn.note}" if turn.note else ""
    words += " The order is alphabetical, two months each." if turn.is_default else ""
    show.title(name(code), words)


@kept
def strip() -> None:
    """Show who was, is and will be in the spotlight."""
    words = {"was": "before", "is": "now", "will_be": "ahead"}
    items = [
        show.fill(
            '<li class="{state}"><a href="spotlight?country={code}" target="_self">{country}</a> {badge}'
            '<span class="when">{word}, {when}</span></li>',
            state=turn.state,
            code=turn.country_code,
            country=turn.country,
            badge=show.badge(turn.origin),
            word=words[turn.state],
            when=days(turn.starts_on, turn.ends_on),
        )
        for turn in fetch(turns_around, today=today())
    ]
    show.html('<ol class="strip">{items}</ol>', items=show.joined(items))


@kept
def facts(code: str) -> None:
    """Show the facts on status and strategy, each with its year and source."""
    show.heading("Status and strategy")
    found = fetch(statements, kinds=COUNTRY_FACT_KINDS, country=code)
    if not len(found):
        show.invitation(f"No facts about {name(code)} are on record.", "Send the Desk a sentence and its source.")
        return
    _statements(found)


@kept
def needs_and_offers(code: str) -> None:
    """Show what partners of the country need and offer; without any, invite one."""
    show.heading("Needs and offers of partners")
    found = fetch(statements, kinds=PARTNER_STATEMENT_KINDS, country=code)
    if not ((found["kind"] == "need") & (found["origin"] != ILLUSTRATIVE)).any():
        show.invitation(
            f"No partner has stated a need in {name(code)} yet.",
            "Tell the Contact Desk in a sentence what you look for; it is shown here with your organisation's name and "
            "the date.",
        )
    _statements(found)


def _source(row) -> str:
    return f"Source: {public_source(row.origin, row.source)}"


def _statements(found: "pd.DataFrame") -> None:
    items = [
        show.fill(
            '<li><span class="where">{kind}{year} {badge}</span>{text}<span class="basis">{who}</span></li>',
            kind=row.kind_label,
            year=f", {row.year}" if row.year else "",
            badge=show.badge(row.origin),
            text=row.text,
            who=f"{row.partner}, {day(row.stated_on)}" if row.partner else _source(row),
        )
        for row in found.itertuples()
    ]
    show.records(items)


@kept
def indicator_charts(code: str) -> None:
    """Show each indicator over time, the country in front of the other nine and the European Union."""
    show.heading("In figures", f"{name(code)} against the other nine countries (thin) and the European Union (dashed).")
    found = list(fetch(indicators)["indicator_id"])
    for first in range(0, len(found), 2):
        for column, indicator in zip(st.columns(2, gap="large"), found[first : first + 2], strict=False):
            with column:
                chart = indicator_series(fetch, colours(), country=code, indicator=indicator)
                show.html("<h3>{label}</h3>", label=chart.title)
                show.figure(chart, key=f"series-{indicator}")


@kept
def small_map(code: str) -> None:
    """Show where the country's partners are."""
    chart = country_map(fetch, colours(), country=code)
    show.heading(chart.title)
    st.pydeck_chart(compact(chart.drawing), height=440, key="spotlight-map", alt=chart.summary)
    show.below(chart, f"{chart.summary} The list beside has them all.")


@kept
def partner_list(code: str) -> None:
    """Show the country's partners by name."""
    found = fetch(partner_queries.partners, chosen=PartnerFilter(country=(code,)))
    show.heading(f"{count(len(found), 'partner')} on record")
    items = [
        show.partner_line(
            row.partner_id,
            row.name,
            f"{row.organisation_type or 'type not stated'}, {listed(row.cities) or 'place not known'}",
        )
        for row in found.itertuples()
    ]
    with st.container(height=380, border=False):
        show.records(items)
    show.page_link("map.py", label="Choose one on the map", query_params={"country": code})


@kept
def sectors(code: str) -> None:
    """Show which sectors the country's partners name, and which nobody there has named."""
    show.heading("Sectors")
    cells = fetch(coverage_queries.coverage)
    here = cells[cells["country_code"] == code]
    named = [f"{row.sector} ({row.partner_count})" for row in here[here["partner_count"] > 0].itertuples()]
    lacking = list(here.loc[here["state"] == "none", "sector"])
    cross = len(fetch(partner_queries.partners, chosen=PartnerFilter(country=(code,), sector=(CROSS_SECTORAL,))))
    show.html(
        '<dl class="facts"><dt>Covered</dt><dd>{named}</dd><dt>None known</dt><dd>{lacking}</dd><dt>Besides</dt>'
        "<dd>{cross} serving all sectors</dd></dl>",
        named=listed(named) or "no partner there has named a particular sector",
        lacking=listed(lacking) or ("every sector is named" if named else "an empty cell says nothing here"),
        cross=count(cross, "partner"),
    )
    show.page_link("sectors.py", label="See all countries", query_params={"country": code})


@kept
def projects(code: str) -> None:
    """Show the projects in which partners of the country take part."""
    found = fetch(project_queries.projects, country=code)
    show.heading(f"Projects ({len(found)})")
    if not len(found):
        show.invitation(f"No project with a partner from {name(code)} is on record.", "Tell the Contact Desk of one.")
    items = [
        show.fill(
            '<li><span class="what">{title}</span><span class="where">{when} · {programme}</span></li>',
            title=row.title,
            when=span(row.starts, row.ends),
            programme=row.programme or "programme not stated",
        )
        for row in found.itertuples()
    ]
    show.records(items)


@kept
def events(code: str) -> None:
    """Show the country's events: all that lie ahead, and the latest of those that were."""
    found = fetch(event_queries.events, country=code)
    ahead = event_queries.upcoming(found, today=today())
    before = event_queries.past(found, today=today())
    show.heading("Events")
    if not len(found):
        show.invitation(f"No event in {name(code)} is on record.", "Send the Contact Desk what you plan.")
    event_list(ahead)
    if len(before):
        show.html("<h3>{words}</h3>", words="What was")
        event_list(before.head(EVENTS_BEFORE))
    show.page_link("events.py", label="All events there", query_params={"country": code})


@kept
def good_practices(code: str) -> None:
    """Show the country's good practices with their own figures."""
    found = fetch(practice_queries.good_practices, country=code)
    show.heading(f"Good practices ({len(found)})")
    if not len(found):
        show.invitation(f"No good practice from {name(code)} is on record.", "Tell the Contact Desk what worked.")
    items = [
        show.fill(
            '<li><span class="what">{title}</span>{summary}<span class="where">{figures}</span>'
            '<span class="basis">{who}. Source: {source}</span></li>',
            title=row.title,
            summary=row.summary,
            figures=row.in_figures or "",
            who=listed(row.partner_names),
            source=show.link(public_source(row.origin, row.source)) or Markup(""),
        )
        for row in found.itertuples()
    ]
    show.records(items)
    if items:
        files("Good practices as a file", "good-practices", {"country": code})
