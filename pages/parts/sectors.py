"""The parts of the sectors page: the matrix, what is in a cell, the charts and the definitions."""

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from cci_data.charts.bars import sector_bars, service_bars
from cci_data.charts.grids import coverage_matrix, types_by_country
from cci_data.filters import EVERYBODY, PartnerFilter
from cci_data.language import count, uncovered_sentence
from cci_data.queries import coverage as queries
from cci_data.queries.partners import partners
from cci_data.vocabulary import APART, COVERAGE_STATES
from pages.parts import choose, show
from pages.parts.fetch import colours, fetch, is_phone, kept
from pages.parts.filters import country_options, sector_options

if TYPE_CHECKING:
    from cci_data.charts.chart import Chart

HOW_TO_FILL = (
    "Do you work here, or know who does? Send the Contact Desk the name, the country, the sectors and a page that "
    "says so."
)


def finding(chosen: PartnerFilter = EVERYBODY) -> str:
    """Return the sentence that says what stands out in the coverage by the partners that fit."""
    found = fetch(queries.standout, chosen=chosen)
    if chosen.sector and found.has_sectors:
        # What the filter leaves out is not lacking, and what it asks for is named: nothing stands out.
        named = int((fetch(queries.sectors, chosen=chosen)["partner_count"] > 0).sum())
        return f"Of the partners of these filters, {count(named, 'sector is', 'sectors are')} named."
    who = "partner on record" if chosen == EVERYBODY else "partner of these filters"
    return uncovered_sentence(found.uncovered, found.single, found.has_sectors, who)


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
def _matrix(row: str, column: str, is_narrow: bool, chosen: PartnerFilter) -> "Chart":
    return coverage_matrix(fetch, colours(), chosen=chosen, row=row, column=column, is_narrow=is_narrow)


def matrix(row: str, column: str, chosen: PartnerFilter) -> None:
    """Show the coverage matrix, the chosen cell, row or column framed; a click on a cell chooses it."""
    chart = _matrix(row, column, is_phone(), chosen)
    if chart.drawing is None:
        show.invitation(chart.summary, chart.nothing)
        return
    # A new choice is a new chart: plotly would fade every cell but the chosen one.
    key = f"matrix-{row}-{column}"
    st.plotly_chart(
        chart.drawing,
        key=key,
        on_select=lambda: _choose_cell(key),
        selection_mode="points",
        config=show.NO_TOOLBAR,
        theme=None,
        alt=chart.summary,
    )
    _below_matrix(row, column, is_phone(), chosen)


@kept
def _below_matrix(row: str, column: str, is_narrow: bool, chosen: PartnerFilter) -> None:
    show.below(_matrix(row, column, is_narrow, chosen))


def _choose_cell(key: str) -> None:
    points = st.session_state[key].selection.points
    row, column = points[0]["customdata"] if points else ("", "")
    choose.write("row", row)
    choose.write("column", column)


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
        show.page_link("map.py", label="See them on the map", query_params=on_the_map.parameters())
    items = [
        show.partner_line(row.partner_id, row.name, ", ".join([*row.cities, row.country or "country not stated"]))
        for row in found.itertuples()
    ]
    with st.container(height=520, border=False):
        show.records(items)


@kept
def charts(is_narrow: bool, chosen: PartnerFilter) -> None:
    """Show partners per sector, services where known, and organisation types per country."""
    if not len(fetch(partners, chosen=chosen)):
        return
    left, right = st.columns(2, gap="large")
    with left:
        _chart(sector_bars(fetch, colours(), chosen=chosen))
    with right:
        _chart(service_bars(fetch, colours(), chosen=chosen))
    _chart(types_by_country(fetch, colours(), chosen=chosen, is_narrow=is_narrow))


def _chart(chart: "Chart") -> None:
    show.heading(chart.title)
    show.figure(chart)


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
