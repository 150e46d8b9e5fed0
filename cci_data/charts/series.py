"""Charts of values over time: an indicator for a country, in front of all others."""

from datetime import date
from functools import partial

import pandas as pd

from cci_data.charts.chart import Chart, Fetch, collected_on
from cci_data.figures.series import is_share, series_lines
from cci_data.language import grouped
from cci_data.queries.changes import data_sets
from cci_data.queries.indicators import indicators, series
from cci_data.theme import Palette
from cci_data.vocabulary import BREAK_IN_SERIES, NETWORK_COUNTRIES

HEADINGS = {"area": "Area", "year": "Year", "value": "Value", "flag": "Flag", "source": "Source"}
BREAK = "break in the series"
LOGARITHMIC = "Each step of the scale is ten times the one below."


def indicator_series(fetch: Fetch, palette: Palette, *, country: str, indicator: str) -> Chart:
    """Return the values of an indicator over time for a country, the other nine and the European Union.

    country: its code; indicator: an indicator_id. Raises KeyError where it is none that has a value.
    """
    found = fetch(indicators).set_index("indicator_id").loc[indicator]
    values = fetch(series, indicator_id=indicator)
    name = NETWORK_COUNTRIES[country]
    notes = (found["caveat"], "" if is_share(found["unit"]) else LOGARITHMIC, f"Unit: {found['unit']}.")
    return Chart(
        name="indicator-series",
        title=found["label"],
        summary=_latest_in_words(name, values[values["area_code"] == country], found),
        legend=f"{name} in front, the other nine countries thin, the European Union dashed.",
        note=" ".join(text for text in notes if text),
        source=" ".join(text for text in (found["publisher"], found["dataset_code"]) if text),
        as_of=_collected_on(fetch, found["publisher"]),
        drawing=series_lines(values, palette, country=country, unit=found["unit"], decimals=found["decimals"]),
        make_table=partial(_readable, values),
        choice={"country": country, "indicator": indicator},
    )


def _latest_in_words(name: str, own: pd.DataFrame, found: pd.Series) -> str:
    if not len(own):
        return f"{found['label']}: no value for {name} is on record."
    latest = own.iloc[-1]
    value = f"{grouped(latest['value'], found['decimals'])} ({found['unit']})"
    return f"{found['label']}, {name}: {value} in {latest['year']}."


def _collected_on(fetch: Fetch, publisher: str) -> date | None:
    sets = fetch(data_sets)
    return max(sets.loc[sets["publisher"] == publisher, "collected_on"].dropna(), default=collected_on(fetch))


def _readable(values: pd.DataFrame) -> pd.DataFrame:
    flags = [BREAK if flag == BREAK_IN_SERIES else flag for flag in values["flag"]]
    return values.assign(flag=pd.Series(flags, index=values.index, dtype=object))[list(HEADINGS)].rename(
        columns=HEADINGS
    )
