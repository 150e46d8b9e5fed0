"""The head of the impact page: the period and the headline figures; and, at its foot, how everything is counted."""

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from cci_data.impact.headlines import PROGRAMME_PERIODS, what_changed
from cci_data.impact.headlines import headlines as headline_figures
from cci_data.impact.measuring import impact_indicators, measure, over_the_years, period_of, programmes
from cci_data.impact.period import ALL, half_year, year, years
from cci_data.impact.report import METHOD
from cci_data.vocabulary import IMPACT_FAMILIES
from pages.parts import choose, show
from pages.parts.fetch import fetch, kept, today
from pages.parts.files import files
from pages.parts.funding import funding_mark, origin_line

if TYPE_CHECKING:
    from cci_data.impact.measuring import Measure

HALF_YEARS_BACK = 3
NO_TARGET = "No target is set yet: the Desk writes targets into its workbook, sheet Impact indicators."


def has_indicators() -> bool:
    """Tell whether there is anything to count."""
    return bool(len(fetch(impact_indicators)))


def choices() -> tuple[str, str]:
    """Let a person choose the period and the programme; return their keys, the period's never empty."""
    with st.container(key="impact-choices", horizontal=True):
        period = choose_period()
        programme = choose_programme("Programme", key="programme")
    return period or ALL, programme


def choose_period(label: str = "Period", asked: str = "") -> str:
    """Let a person choose the period; return its key, "" for all years. asked: one that is among the choices too."""
    more = {asked: period_of(asked, today()).label} if asked else {}
    options = _options()[0] | more
    return choose.one(label, options, key="period", everything="All years on record", default=ALL)


def choose_programme(label: str, *, key: str) -> str:
    """Let a person choose the funding programme, which is `key` in the address; return its name, "" for all."""
    return choose.one(label, _options()[1], key=key, everything="All programmes")


@kept
def _options() -> tuple[dict[str, str], dict[str, str]]:
    """Return the periods and the programmes to choose from, each by its key."""
    return _periods(today()), {name: name for name in fetch(programmes)}


def _periods(day: date) -> dict[str, str]:
    first = fetch(over_the_years, indicator="projects", today=day)["year"]
    found = [years(*both) for both in PROGRAMME_PERIODS]
    found += [year(number) for number in range(day.year, min(first, default=day.year) - 1, -1)]
    halves = [half_year(day.year - back, half) for back in range(HALF_YEARS_BACK) for half in (2, 1)]
    found += [half for half in halves if half.first <= day]
    return {period.key: period.label for period in found}


def of(indicator: str, period: str, programme: str) -> "Measure":
    """Return an indicator measured: the one function that every part of the page asks."""
    return fetch(measure, indicator=indicator, period=period, today=today(), programme=programme)


@kept
def head(period: str, programme: str) -> None:
    """Show the title and the sentence that says what changed from the period before."""
    show.title("Impact", what_changed(fetch, period=period, today=today(), programme=programme))


@kept
def headlines(period: str, programme: str) -> None:
    """Show the headline figures of the network's own count; each leads to its rule and its rows."""
    items = [
        show.fill(
            '<li><a href="{address}" target="_self"><strong>{value}</strong> {label}</a>'
            '<span class="where">{compared}</span>{bar}<span class="where">{progress}</span></li>',
            address=f"impact?{urlencode(state_of(line.key, period, programme))}",
            value=line.value,
            label=line.label,
            compared=line.before,
            progress=line.progress,
            bar=_bar(line.part),
        )
        for line in headline_figures(fetch, period=period, today=today(), programme=programme)
    ]
    with show.together():
        show.html('<ul class="headlines">{items}</ul>', items=show.joined(items))
        if fetch(impact_indicators)["target"].isna().all():
            show.source(NO_TARGET)


def _bar(progress: float | None) -> object:
    """Return how far a target is reached as a bar; the words below it say the same."""
    if progress is None:
        return ""
    return show.fill('<progress value="{part}" max="1" aria-hidden="true"></progress>', part=round(min(progress, 1), 3))


def state_of(indicator: str, period: str, programme: str) -> dict[str, str]:
    """Return what the address says where a figure is opened."""
    return {"figure": indicator} | time_of(period, programme)


def time_of(period: str, programme: str) -> dict[str, str]:
    """Return what an address says of the period and the programme, nothing of what is everything."""
    found = {"period": "" if period == ALL else period, "programme": programme}
    return {key: value for key, value in found.items() if value}


def method() -> None:
    """Tell how everything is counted, each rule a sentence, and where the network comes from where nobody pays."""
    _method(funding_mark())


@kept
def _method(_mark: str) -> None:
    with show.together():
        show.heading("How it is counted")
        show.bullets(METHOD)
        if line := origin_line():
            show.source(line)


def rows_as_files(indicator: str, period: str, programme: str) -> None:
    """Offer the rows behind a figure as files."""
    files("These rows as a file", "impact-rows", {"indicator": indicator} | time_of(period, programme))


def family_of(indicator: str) -> str:
    """Return whose indicator it is, in words."""
    found = fetch(impact_indicators).set_index("impact_indicator_id")
    return IMPACT_FAMILIES[found.loc[indicator, "family"]]
