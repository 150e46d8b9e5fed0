"""Charts of an indicator of impact: year by year, and by country, sector or programme."""

from datetime import date
from functools import partial

import pandas as pd

from cci_data.charts.chart import Chart, Fetch, collected_on, most, origins
from cci_data.figures.bars import bars
from cci_data.figures.years import year_bars
from cci_data.impact.facts import by
from cci_data.impact.measuring import impact_indicators, measure, over_the_years, period_of
from cci_data.impact.wording import in_unit
from cci_data.queries.coverage import sectors
from cci_data.theme import Palette
from cci_data.vocabulary import NETWORK_COUNTRIES

WAYS = {"country_codes": "by country", "sector_ids": "by sector", "programmes": "by programme"}
HEADS = {"country_codes": "Country", "sector_ids": "Sector", "programmes": "Programme"}
NOBODY = {"country_codes": "Country not stated", "sector_ids": "No sector stated", "programmes": "No programme"}
EACH = "What belongs to several counts in each of them, so the bars may add up to more than the figure."


def impact_over_years(fetch: Fetch, palette: Palette, *, indicator: str, today: date, programme: str = "") -> Chart:
    """Return an indicator year by year, and all years until the end of each. Raises KeyError for an unknown one."""
    found = fetch(impact_indicators).set_index("impact_indicator_id").loc[indicator]
    rows = fetch(over_the_years, indicator=indicator, today=today, programme=programme)
    return Chart(
        name="impact-over-years",
        title=f"{found['label']} over the years",
        summary=_years_in_words(rows, found),
        legend="A bar is a year; the area behind is all years until its end, organisations once.",
        note=f"Unit: {found['unit']}.",
        source=origins(fetch),
        as_of=collected_on(fetch),
        drawing=year_bars(rows, palette) if len(rows) else None,
        make_table=partial(rows.set_axis, ["Year", "In the year", "Until its end"], axis="columns"),
        choice={"indicator": indicator} | ({"programme": programme} if programme else {}),
        nothing=fetch(measure, indicator=indicator, period="all", today=today, programme=programme).how,
    )


def _years_in_words(rows: pd.DataFrame, found: pd.Series) -> str:
    if not len(rows):
        return f"{found['label']}: no year has a figure yet."
    last, best = rows.iloc[-1], rows.loc[rows["value"].idxmax()]
    return (
        f"{found['label']}: {in_unit(last['cumulative'], found['unit'])} from {rows['year'].iloc[0]} to "
        f"{int(last['year'])}, most in {int(best['year'])} ({in_unit(best['value'], found['unit'])})."
    )


def impact_by(
    fetch: Fetch, palette: Palette, *, indicator: str, period: str, today: date, way: str, programme: str = ""
) -> Chart:
    """Return an indicator in a period, broken down; way: a key of WAYS. Raises KeyError for what is unknown."""
    found = fetch(impact_indicators).set_index("impact_indicator_id").loc[indicator]
    counted = fetch(measure, indicator=indicator, period=period, today=today, programme=programme)
    rows = by(counted.rows, way).rename_axis("key").reset_index()
    names = {"": NOBODY[way]} | NETWORK_COUNTRIES | dict(fetch(sectors)[["sector_id", "label"]].to_numpy())
    rows["label"] = [names.get(key, key) for key in rows["key"]]
    rows["number"] = rows["number"].astype(float).round(2)
    labels, how_many, number = most(rows["label"], rows["number"])
    label = f"{found['label']} {WAYS[way]}"
    return Chart(
        name="impact-by",
        title=label,
        summary=f"{label}, {period_of(period, today).label}: most in {labels} ({in_unit(number, found['unit'])}"
        f"{' each' if how_many > 1 else ''})."
        if labels
        else f"{label}: nothing counts in {period_of(period, today).label}.",
        note=f"{EACH} Unit: {found['unit']}.",
        source=origins(fetch),
        as_of=collected_on(fetch),
        drawing=bars(rows, palette, label="label", number="number") if len(rows) else None,
        make_table=partial(rows[["label", "number"]].set_axis, [HEADS[way], found["unit"]], axis="columns"),
        choice={"indicator": indicator, "period": period, "by": way} | ({"programme": programme} if programme else {}),
        nothing=counted.how,
    )
