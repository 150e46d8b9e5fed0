"""Charts of an indicator of impact: year by year, and by country, sector or programme."""

from datetime import date
from functools import partial

import pandas as pd

from cci_data.charts.chart import Chart, Fetch, collected_on, most, origins
from cci_data.figures.bars import bars
from cci_data.figures.years import year_bars
from cci_data.impact.facts import by
from cci_data.impact.measuring import has_years, impact_indicators, measure, over_the_years, period_of
from cci_data.impact.period import ALL
from cci_data.impact.wording import in_unit
from cci_data.queries.coverage import sectors
from cci_data.theme import Palette
from cci_data.vocabulary import NETWORK_COUNTRIES

WAYS = {"country_codes": "by country", "sector_ids": "by sector", "programmes": "by programme"}
HEADS = {"country_codes": "Country", "sector_ids": "Sector", "programmes": "Programme"}
NOBODY = {"country_codes": "Country not stated", "sector_ids": "No sector stated", "programmes": "No programme"}
LABEL_LETTERS = 20
NO_YEARS = "It says how things stand, not what came about in a year."
EACH = "What belongs to several counts in each of them, so the bars may add up to more than the figure."


def impact_over_years(fetch: Fetch, palette: Palette, *, indicator: str, today: date, programme: str = "") -> Chart:
    """Return an indicator year by year, and all years until the end of each. Raises KeyError for an unknown one."""
    found = fetch(impact_indicators).set_index("impact_indicator_id").loc[indicator]
    rows = fetch(over_the_years, indicator=indicator, today=today, programme=programme)
    return Chart(
        name="impact-over-years",
        title=f"{found['label']} over the years",
        summary=_years_in_words(rows, found),
        legend="A bar is a year; the line counts all years until its end, each thing once.",
        note=f"Unit: {found['unit']}.",
        source=origins(fetch),
        as_of=collected_on(fetch),
        drawing=year_bars(rows, palette) if len(rows) else None,
        make_table=partial(rows.set_axis, ["Year", "In the year", "Until its end"], axis="columns"),
        choice={"figure": indicator} | _within(programme),
        nothing=_why_nothing(fetch, indicator, today, programme),
    )


def _why_nothing(fetch: Fetch, indicator: str, today: date, programme: str) -> str:
    if not has_years(indicator):
        return NO_YEARS
    return fetch(measure, indicator=indicator, period="all", today=today, programme=programme).how


def _years_in_words(rows: pd.DataFrame, found: pd.Series) -> str:
    if not len(rows):
        return f"{found['label']}: no year has a figure yet."
    last, best, first = rows.iloc[-1], rows.loc[rows["value"].idxmax()], int(rows["year"].iloc[0])
    whole = f"{found['label']}: {in_unit(last['cumulative'], found['unit'])}"
    if first == last["year"]:
        return f"{whole} in {first}, the first year on record."
    most_in = f"most in {int(best['year'])} ({in_unit(best['value'], found['unit'])})"
    return f"{whole} from {first} to {int(last['year'])}, {most_in}."


def impact_by(
    fetch: Fetch, palette: Palette, *, indicator: str, today: date, way: str, period: str = ALL, programme: str = ""
) -> Chart:
    """Return an indicator in a period, broken down; way: a key of WAYS. Raises KeyError for what is unknown."""
    found = fetch(impact_indicators).set_index("impact_indicator_id").loc[indicator]
    counted = fetch(measure, indicator=indicator, period=period, today=today, programme=programme)
    rows = _broken_down(fetch, counted.rows, way)
    look = {"label": "label", "number": "number", "apart": (NOBODY[way],), "label_letters": LABEL_LETTERS}
    return Chart(
        name="impact-by",
        title=f"{found['label']} {WAYS[way]}",
        summary=_most_in_words(rows, found, way, period_of(period, today).label),
        note=f"{EACH} Unit: {found['unit']}.",
        source=origins(fetch),
        as_of=collected_on(fetch),
        drawing=bars(rows, palette, **look) if len(rows) else None,
        make_table=partial(rows[["label", "number"]].set_axis, [HEADS[way], _headed(found["unit"])], axis="columns"),
        choice={"figure": indicator, "period": period, "by": way} | _within(programme),
        nothing=counted.how,
    )


def _within(programme: str) -> dict[str, str]:
    return {"programme": programme} if programme else {}


def _headed(unit: str) -> str:
    return f"{unit[:1].upper()}{unit[1:]}"


def _broken_down(fetch: Fetch, counted: pd.DataFrame, way: str) -> pd.DataFrame:
    """Return the labels and numbers, the largest first, and last what has none of them."""
    rows = by(counted, way).rename_axis("key").reset_index()
    names = {"": NOBODY[way]} | NETWORK_COUNTRIES | dict(fetch(sectors)[["sector_id", "label"]].to_numpy())
    rows["label"] = [names.get(key, key) for key in rows["key"]]
    rows["number"] = rows["number"].astype(float).round(2)
    return rows.iloc[(rows["key"] == "").argsort(kind="stable")].reset_index(drop=True)


def _most_in_words(rows: pd.DataFrame, found: pd.Series, way: str, period: str) -> str:
    label, known = f"{found['label']} {WAYS[way]}", rows[rows["key"] != ""]
    if not len(rows):
        return f"{label}: nothing counts in {period}."
    if not len(known):
        return f"{label}, {period}: {NOBODY[way].lower()}."
    labels, how_many, _ = most(known["label"], known["number"])
    each = " each" if how_many > 1 else ""
    return f"{label}, {period}: most in {labels} ({in_unit(known['number'].max(), found['unit'])}{each})."
