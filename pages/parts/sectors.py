"""The parts of the sectors page: the matrix, what is in a cell, the charts and the definitions."""

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from cci_data.figures.bars import bars
from cci_data.figures.grids import coverage_matrix, type_grid
from cci_data.filters import PartnerFilter
from cci_data.language import count, listed, uncovered_sentence
from cci_data.queries import coverage as queries
from cci_data.queries.partners import partners
from cci_data.vocabulary import APART, COVERAGE_STATES
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


def row_options() -> dict[str, str]:
    """Return the rows of the matrix: the sectors in their order, then what stands apart."""
    return sector_options() | APART


@kept
def _matrix(row: str, column: str, is_narrow: bool, chosen: PartnerFilter) -> "go.Figure":
    numbers = fetch(queries.coverage, chosen=chosen), fetch(queries.apart, chosen=chosen)
    return coverage_matrix(*numbers, colours(), chosen=(row, column), is_narrow=is_narrow)


def matrix(row: str, column: str, chosen: PartnerFilter) -> None:
    """Show the coverage matrix, the chosen cell, row or column framed; a click on a cell chooses it."""
    # A new choice is a new chart: plotly would fade every cell but the chosen one.
    key = f"matrix-{row}-{column}"
    st.plotly_chart(
        _matrix(row, column, is_phone(), chosen),
        key=key,
        on_select=lambda: _choose_cell(key),
        selection_mode="points",
        config=show.NO_TOOLBAR,
        theme=None,
        alt="Matrix of 13 sectors and 10 countries; the table below has the same numbers.",
    )


def _choose_cell(key: str) -> None:
    points = st.session_state[key].selection.points
    row, column = points[0]["customdata"] if points else ("", "")
    choose.write("row", row)
    choose.write("column", column)


@kept
def total_line(chosen: PartnerFilter) -> str:
    """Return the sentence that says how many partners the matrix is about, each once."""
    halves = fetch(queries.split, chosen=chosen)
    words = (
        f"{count(halves.total, 'partner')}: {halves.named} name sectors, {halves.cross_sectoral} are cross-sectoral, "
        f"{halves.not_stated} state no sector."
    )
    lost = halves.without_country
    return words + (f" {lost} of them {'has' if lost == 1 else 'have'} no known country, so no column." if lost else "")


@kept
def matrix_table(chosen: PartnerFilter) -> None:
    """Offer the matrix as a table."""
    show.twin(fetch(queries.coverage_table, chosen=chosen))


@kept
def cell(row: str, column: str, chosen: PartnerFilter) -> None:
    """Show who is in a cell, row, column or the whole; an empty cell of a matrix with partners says how to fill it."""
    where = country_options().get(column, "all countries")
    what = row_options().get(row, "All sectors")
    of_cell = PartnerFilter(sector=(row,) if row else (), country=(column,) if column else ())
    found = fetch(partners, chosen=chosen, within=of_cell)
    show.html(
        '<p class="count"><strong>{count}</strong>: {what}, {where}</p>',
        count=count(len(found), "partner"),
        what=what,
        where=where,
    )
    if not len(found):
        if len(fetch(partners, chosen=chosen)):
            show.invitation(f"No partner on record: {what}, {where}.", HOW_TO_FILL)
        return
    # Some cells of a filtered matrix cannot be said in one filter: music, among those of design or crafts.
    on_the_map = replace(chosen, **{field: of_cell.chosen(field) for field, _ in of_cell.parts()})
    if len(fetch(partners, chosen=on_the_map)) == len(found):
        st.page_link("map.py", label="See them on the map", query_params=on_the_map.parameters())
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
def charts(is_narrow: bool, chosen: PartnerFilter) -> None:
    """Show partners per sector, services where known, and organisation types per country."""
    if not len(fetch(partners, chosen=chosen)):
        return
    left, right = st.columns(2, gap="large")
    with left:
        _sector_bars(chosen)
    with right:
        _service_bars(chosen)
    show.heading("Which types of organisation are where")
    types = fetch(queries.organisation_types, chosen=chosen)
    common = fetch(partners, chosen=chosen)["organisation_type"].dropna().value_counts()
    show.figure(
        type_grid(types, colours(), is_narrow=is_narrow),
        key="types",
        table=types.drop(columns="country_code"),
        summary=f"The most common type is “{common.index[0]}” ({count(int(common.iloc[0]), 'partner')})."
        if len(common)
        else "No partner on record states its type.",
        origin="Types in the terms of Interreg, classified from the source or read from the name.",
    )


def _sector_bars(chosen: PartnerFilter) -> None:
    show.heading("Partners in each sector")
    rows = fetch(queries.sector_counts, chosen=chosen)
    named = rows[~rows["sector_id"].isin(list(APART)) & (rows["partner_count"] > 0)]
    most = next(named.sort_values("partner_count", ascending=False).itertuples(), None)
    show.figure(
        bars(rows, colours(), label="sector", number="partner_count", apart=tuple(APART.values())),
        key="sector-bars",
        table=rows.drop(columns="sector_id"),
        summary=f"Most partners that name a sector name {most.sector} ({most.partner_count})."
        if most
        else "No partner on record names a sector.",
        origin=f"A partner counts in each of its sectors; hatched rows stand apart. Source: {origins()}.",
    )


def _service_bars(chosen: PartnerFilter) -> None:
    show.heading("Services that partners offer")
    rows = fetch(queries.services, chosen=chosen)
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
