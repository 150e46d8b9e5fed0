"""Charts with a bar for each thing that is counted: partners in each sector, and services that they offer."""

from functools import partial

import pandas as pd

from cci_data.charts.chart import Chart, Fetch, collected_on, most, origins
from cci_data.figures.bars import bars
from cci_data.filters import EVERYBODY, PartnerFilter
from cci_data.language import count, listed
from cci_data.queries.coverage import sector_counts, services
from cci_data.queries.roster import fitting
from cci_data.theme import Palette
from cci_data.vocabulary import APART


def sector_bars(fetch: Fetch, palette: Palette, *, chosen: PartnerFilter = EVERYBODY) -> Chart:
    """Return the partners that fit a filter in each sector, and below them the two rows that stand apart."""
    rows = fetch(sector_counts, chosen=chosen)
    named = rows[~rows["sector_id"].isin(list(APART))]
    names, how_many, number = most(named["sector"], named["partner_count"])
    is_drawn = len(rows) and fetch(fitting, chosen=chosen).any()
    words = f"{names} {'is' if how_many == 1 else 'are'} named by the most partners ({number}"
    return Chart(
        name="sector-bars",
        title="Partners in each sector",
        summary=f"{words}{' each' if how_many > 1 else ''})." if names else "No partner on record names a sector.",
        note="A partner counts in each of its sectors; hatched rows stand apart.",
        source=origins(fetch),
        as_of=collected_on(fetch),
        drawing=bars(rows, palette, label="sector", number="partner_count", apart=tuple(APART.values()))
        if is_drawn
        else None,
        make_table=partial(_readable, rows[["sector", "partner_count"]], "Sector"),
        choice=chosen.parameters(),
        nothing="Tell the Contact Desk whom you miss.",
    )


def service_bars(fetch: Fetch, palette: Palette, *, chosen: PartnerFilter = EVERYBODY) -> Chart:
    """Return how many of the partners that fit a filter offer each service; nothing to draw where nobody states one."""
    rows = fetch(services, chosen=chosen)
    stated = int((rows["partner_count"] > 0).sum())
    verb = "is" if stated == 1 else "are"
    told = f": {listed(label.lower() for label in rows['label'])}" if len(rows) else ""
    return Chart(
        name="service-bars",
        title="Services that partners offer",
        summary=f"{count(stated, 'service')} of {len(rows)} {verb} offered by at least one partner."
        if stated
        else "No partner on record states a service.",
        note="Services as stated by partners.",
        source=origins(fetch),
        as_of=collected_on(fetch),
        drawing=bars(rows, palette, label="label", number="partner_count") if stated else None,
        make_table=partial(_readable, rows[["label", "partner_count"]], "Service"),
        choice=chosen.parameters(),
        nothing=f"Partners can tell the Contact Desk which they offer{told}.",
    )


def _readable(rows: pd.DataFrame, heading: str) -> pd.DataFrame:
    return rows.set_axis([heading, "Partners"], axis="columns")
