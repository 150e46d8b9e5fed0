"""The parts of the sectors page: the matrix, what is in a cell, the charts and the definitions."""

from typing import TYPE_CHECKING

import streamlit as st

from cci_data.figures.bars import bars
from cci_data.figures.grids import coverage_matrix, type_grid
from cci_data.language import count, listed, uncovered_sentence
from cci_data.queries import coverage as queries
from cci_data.queries.partners import partners
from cci_data.vocabulary import COVERAGE_STATES
from pages.parts import choose, show
from pages.parts.banner import origins
from pages.parts.fetch import colours, fetch, is_phone, kept
from pages.parts.filters import country_options, sector_options

if TYPE_CHECKING:
    import plotly.graph_objects as go

SOURCES = (
    "Each partner counts once in each sector that its source names. Cross-sectoral partners serve all sectors and are "
    "added to none. The source of each partner is on its card."
)
HOW_TO_FILL = (
    "Do you work here, or know who does? Send the Contact Desk the name, the country, the sectors and a page that "
    "says so."
)


def finding() -> str:
    """Return the sentence that says what stands out in the coverage."""
    found = fetch(queries.standout)
    return uncovered_sentence(found.uncovered, found.single, found.has_sectors)


@kept
def legend() -> None:
    """Show what the four states of a cell look like."""
    low, pale, middle, high = colours().steps
    states = (("7", high, "several"), ("1", middle, "one"), ("–", pale, "none"), ("?", low, "unstated"))
    items = [
        show.fill(
            '<li><span class="tile" style="background: {colour}; color: {ink}">{sign}</span>{words}</li>',
            colour=colour,
            ink=colours().background if state == "several" else colours().text,
            sign=sign,
            words=COVERAGE_STATES[state],
        )
        for sign, colour, state in states
    ]
    show.html('<ul class="legend">{items}</ul>', items=show.joined(items))


@kept
def _matrix(sector: str, country: str, is_narrow: bool) -> "go.Figure":
    chosen, numbers = (sector, country), (fetch(queries.coverage), fetch(queries.apart))
    return coverage_matrix(*numbers, colours(), chosen=chosen, is_narrow=is_narrow)


def matrix(sector: str, country: str) -> None:
    """Show the coverage matrix, the chosen cell, row or column framed; a click on a cell chooses it."""
    # A new choice is a new chart: plotly would fade every cell but the chosen one.
    key = f"matrix-{sector}-{country}"
    st.plotly_chart(
        _matrix(sector, country, is_phone()),
        key=key,
        on_select=lambda: _choose_cell(key),
        selection_mode="points",
        config=show.NO_TOOLBAR,
        theme=None,
        alt="Matrix of 13 sectors and 10 countries; the table below has the same numbers.",
    )


def _choose_cell(key: str) -> None:
    points = st.session_state[key].selection.points
    sector, country = points[0]["customdata"] if points else ("", "")
    choose.write("sector", sector)
    choose.write("country", country)


@kept
def matrix_table() -> None:
    """Offer the matrix as a table."""
    show.twin(fetch(queries.coverage_table))


@kept
def cell(sector: str, country: str) -> None:
    """Show who is in a cell, row, column or the whole; an empty cell says how to fill it."""
    where = country_options().get(country, "all countries")
    what = sector_options().get(sector, "All sectors")
    found = fetch(partners, sector=sector, country=country)
    show.html(
        '<p class="count"><strong>{count}</strong>: {what}, {where}</p>',
        count=count(len(found), "partner"),
        what=what,
        where=where,
    )
    if not len(found):
        show.invitation(f"No partner on record: {what}, {where}.", HOW_TO_FILL)
        return
    st.page_link(
        "map.py",
        label="See them on the map",
        query_params={"sector": sector, "country": country},
    )
    items = [
        show.fill(
            '<li><span class="what">{name}</span><span class="where">{place}</span></li>',
            name=show.card_link(row.partner_id, row.name),
            place=", ".join([*row.cities, row.country or "country not stated"]),
        )
        for row in found.itertuples()
    ]
    with st.container(height=520, border=False):
        show.html('<ul class="records">{items}</ul>', items=show.joined(items))


@kept
def charts(is_narrow: bool) -> None:
    """Show partners per sector, services where known, and organisation types per country."""
    if not len(fetch(partners)):
        show.invitation("No partner is on record yet.", "Load the public record: python -m cci_data load")
        return
    left, right = st.columns(2, gap="large")
    with left:
        _sector_bars()
    with right:
        _service_bars()
    show.heading("Which types of organisation are where")
    types = fetch(queries.organisation_types)
    common = fetch(partners)["organisation_type"].dropna().value_counts()
    show.figure(
        type_grid(types, colours(), is_narrow=is_narrow),
        key="types",
        table=types.drop(columns="country_code"),
        summary=f"The most common type is “{common.index[0]}” ({count(int(common.iloc[0]), 'partner')})."
        if len(common)
        else "No partner on record states its type.",
        origin="Types in the terms of Interreg, classified from the source or read from the name.",
    )


def _sector_bars() -> None:
    show.heading("Partners in each sector")
    rows = fetch(queries.sector_counts)
    named = rows[~rows["sector_id"].isin(list(queries.APART)) & (rows["partner_count"] > 0)]
    most = next(named.sort_values("partner_count", ascending=False).itertuples(), None)
    show.figure(
        bars(rows, colours(), label="sector", number="partner_count", apart=tuple(queries.APART.values())),
        key="sector-bars",
        table=rows.drop(columns="sector_id"),
        summary=f"Most partners that name a sector name {most.sector} ({most.partner_count})."
        if most
        else "No partner on record names a sector.",
        origin=f"A partner counts in each of its sectors; hatched rows stand apart. Source: {origins()}.",
    )


def _service_bars() -> None:
    show.heading("Services that partners offer")
    rows = fetch(queries.services)
    stated = rows[rows["partner_count"] > 0]
    if not len(stated):
        show.invitation(
            "No partner on record states a service.",
            f"Partners can tell the Contact Desk which they offer: {listed(label.lower() for label in rows['label'])}.",
        )
        return
    show.figure(
        bars(rows, colours(), label="label", number="partner_count"),
        key="service-bars",
        table=rows.drop(columns="service_id"),
        summary=f"{count(len(stated), 'service')} of {len(rows)} are offered by at least one partner.",
        origin="Services as stated by partners.",
    )


@kept
def definitions() -> None:
    """Offer the definition of each sector, with its classes in NACE Rev. 2."""
    columns = {
        "label": "Sector",
        "definition": "Definition",
        "nace_exclusive": "NACE Rev. 2, this sector alone",
        "nace_shared": "NACE Rev. 2, shared",
        "creative_europe": "Creative Europe",
        "essnet_domain": "ESSnet-Culture",
        "german_submarket": "Teilmarkt (DE)",
    }
    show.twin(
        fetch(queries.sectors)[list(columns)].rename(columns=columns), "Definitions of the sectors, with NACE codes"
    )
