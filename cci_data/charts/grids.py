"""Charts with a number in each cell: which sector is covered where, and which types of organisation are where."""

from functools import partial

import pandas as pd

from cci_data.charts.chart import NAMED, Chart, Fetch, collected_on, most, origins
from cci_data.figures.grids import coverage_matrix as draw_matrix
from cci_data.figures.grids import type_grid
from cci_data.filters import EVERYBODY, PartnerFilter
from cci_data.language import count, listed, quoted
from cci_data.queries import coverage as queries
from cci_data.queries.partners import partners
from cci_data.theme import Palette
from cci_data.vocabulary import COVERAGE_STATES

RULE = (
    "Each partner counts once in each sector that its source names. Cross-sectoral partners serve all sectors and are "
    "added to none."
)
SIGNS = f"– {COVERAGE_STATES['none']}; ? {COVERAGE_STATES['unstated']}."
LOAD = "Load the public record: python -m cci_data load"
CLASSIFIED = "Types in the terms of Interreg, classified from the source or read from the name."


def coverage_matrix(
    fetch: Fetch,
    palette: Palette,
    *,
    chosen: PartnerFilter = EVERYBODY,
    row: str = "",
    column: str = "",
    is_narrow: bool = False,
) -> Chart:
    """Return the matrix of sectors and countries for partners that fit a filter.

    row, column: the sector_id (or key of APART) and the country_code of what is framed; is_narrow: for a phone.
    """
    cells, beside = fetch(queries.coverage, chosen=chosen), fetch(queries.apart, chosen=chosen)
    has_cells = len(cells) or len(beside)
    framed = {"row": row, "column": column}
    return Chart(
        name="coverage-matrix",
        title="Who covers what: partners by sector and country",
        summary=_coverage_in_words(fetch, chosen),
        legend=SIGNS,
        note=f"{_total_in_words(fetch, chosen)} {RULE}",
        source=origins(fetch),
        as_of=collected_on(fetch),
        drawing=draw_matrix(cells, beside, palette, chosen=(row, column), is_narrow=is_narrow) if has_cells else None,
        make_table=partial(fetch, queries.coverage_table, chosen=chosen),
        choice=chosen.parameters() | {name: value for name, value in framed.items() if value},
        nothing=LOAD,
    )


def _coverage_in_words(fetch: Fetch, chosen: PartnerFilter) -> str:
    found, standout = fetch(queries.sectors, chosen=chosen), fetch(queries.standout, chosen=chosen)
    total = fetch(queries.split, chosen=chosen).total
    if not len(found) or not total:
        return "No sector is on record yet." if not len(found) else "No partner on record fits, so no cell has one."
    named = int((found["partner_count"] > 0).sum())
    verb = "is" if named == 1 else "are"
    words = f"{named} of {count(len(found), 'sector')} {verb} named by at least one of {count(total, 'partner')}"
    if standout.uncovered:
        words += f"; nobody names {listed(map(quoted, standout.uncovered), NAMED)}"
    elif standout.single:
        verb = "hangs" if len(standout.single) == 1 else "each hang"
        words += f"; {listed(map(quoted, standout.single), NAMED)} {verb} on a single partner"
    return f"{words}."


def _total_in_words(fetch: Fetch, chosen: PartnerFilter) -> str:
    halves = fetch(queries.split, chosen=chosen)
    words = (
        f"{count(halves.total, 'partner')}: {halves.named} name sectors, {halves.cross_sectoral} are cross-sectoral, "
        f"{halves.not_stated} state no sector."
    )
    lost = halves.without_country
    return words + (f" {lost} of them {'has' if lost == 1 else 'have'} no known country, so no column." if lost else "")


def types_by_country(
    fetch: Fetch, palette: Palette, *, chosen: PartnerFilter = EVERYBODY, is_narrow: bool = False
) -> Chart:
    """Return organisation types by country for partners that fit a filter; is_narrow: for a phone."""
    types = fetch(queries.organisation_types, chosen=chosen)
    common = fetch(partners, chosen=chosen)["organisation_type"].dropna().value_counts()
    names, how_many, number = most(map(quoted, common.index), common)
    verb, each = ("type is", "") if how_many == 1 else ("types are", " each")
    return Chart(
        name="types-by-country",
        title="Which types of organisation are where",
        summary=f"The most common {verb} {names} ({count(number, 'partner')}{each})."
        if names
        else "No partner on record states its type.",
        legend=f"A number of partners; – {COVERAGE_STATES['none']}.",
        note=CLASSIFIED,
        source=origins(fetch),
        as_of=collected_on(fetch),
        drawing=type_grid(types, palette, is_narrow=is_narrow) if len(types) else None,
        make_table=partial(_wide, types),
        choice=chosen.parameters(),
        nothing="Tell the Contact Desk whom you miss.",
    )


def _wide(types: pd.DataFrame) -> pd.DataFrame:
    cells = types.assign(cell=[str(number) if number else COVERAGE_STATES["none"] for number in types["partner_count"]])
    wide = cells.pivot(index="organisation_type", columns="country", values="cell")
    kept = wide.loc[list(dict.fromkeys(types["organisation_type"])), list(dict.fromkeys(types["country"]))]
    return kept.reset_index().rename(columns={"organisation_type": "Type"}).rename_axis(columns=None)
