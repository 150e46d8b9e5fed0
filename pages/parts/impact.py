"""The head of the impact page: the period, the headline figures, and the lists of all indicators."""

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from cci_data.impact.headlines import HEADLINES, PROGRAMME_PERIODS, what_changed
from cci_data.impact.measuring import impact_indicators, measure, over_the_years, period_of, programmes
from cci_data.impact.period import ALL, half_year, year, years
from cci_data.impact.wording import DAYS_ARE, compared, in_unit, progress_in_words
from cci_data.vocabulary import IMPACT_FAMILIES
from pages.parts import choose, show
from pages.parts.fetch import fetch, kept, today
from pages.parts.files import files

if TYPE_CHECKING:
    from cci_data.impact.measuring import Measure

HALF_YEARS_BACK = 3
HOW_IT_COUNTS = (
    f"{DAYS_ARE} Organisations count once, participations each time; joint needs two countries; a budget counts once, "
    "whoever takes part. Illustrative records count in nothing."
)


def has_indicators() -> bool:
    """Tell whether there is anything to count."""
    return bool(len(fetch(impact_indicators)))


def choices() -> tuple[str, str]:
    """Let a person choose the period and the programme; return their keys, the period's never empty."""
    options = _periods(today())
    left, right, _ = st.columns([2, 3, 2])
    with left:
        period = choose.one("Period", options, key="period", everything="All years on record", default=ALL)
    with right:
        named = {name: name for name in fetch(programmes)}
        programme = choose.one("Programme", named, key="programme", everything="All programmes")
    return period or ALL, programme


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


def finding(period: str, programme: str) -> str:
    """Return the sentence that says what changed from the period before."""
    return what_changed(fetch, period=period, today=today(), programme=programme)


@kept
def headlines(period: str, programme: str) -> None:
    """Show the headline figures of the network's own count; each leads to its rule and its rows."""
    found = fetch(impact_indicators)
    items = [
        show.fill(
            '<li><a href="{address}" target="_self"><strong>{value}</strong> {label}</a>'
            '<span class="where">{compared}</span><span class="where">{progress}</span></li>',
            address=f"impact?{urlencode(_state(row.impact_indicator_id, period, programme))}",
            value=in_unit(measured.value, row.unit),
            label=row.label,
            compared=compared(measured, row.unit, period_of(period, today())),
            progress=progress_in_words(measured, row.unit, row.target, row.target_year),
        )
        for row in found[found["impact_indicator_id"].isin(HEADLINES)].itertuples()
        for measured in (of(row.impact_indicator_id, period, programme),)
    ]
    show.html('<ul class="headlines">{items}</ul>', items=show.joined(items))


def _state(indicator: str, period: str, programme: str) -> dict[str, str]:
    return {"figure": indicator} | _time(period, programme)


def _time(period: str, programme: str) -> dict[str, str]:
    found = {"period": "" if period == ALL else period, "programme": programme}
    return {key: value for key, value in found.items() if value}


@kept
def all_indicators(family: str, period: str, programme: str) -> None:
    """Show all indicators of a family in a table; the network's own counts never stand among those of programmes."""
    found = fetch(impact_indicators)
    show.heading(
        "The network's own counts" if family == "own" else "Interreg output and result indicators",
        "Counted by the network's own rules." if family == "own" else "As the records here show them; not an audit.",
    )
    rows = [
        (
            show.fill(
                '<a href="{address}" target="_self">{label}</a>',
                address=f"impact?{urlencode(_state(row.impact_indicator_id, period, programme))}",
                label=f"{row.code} {row.label}" if row.code else row.label,
            ),
            in_unit(measured.value, row.unit),
            compared(measured, row.unit, period_of(period, today())),
            progress_in_words(measured, row.unit, row.target, row.target_year) or "no target set",
            "confirmed" if row.is_confirmed else "from memory, unconfirmed",
        )
        for row in found[found["family"] == family].itertuples()
        for measured in (of(row.impact_indicator_id, period, programme),)
    ]
    show.table(("Indicator", "Figure", "Before", "Target", "Rule"), rows)


def rows_as_files(indicator: str, period: str, programme: str) -> None:
    """Offer the rows behind a figure as files."""
    files("These rows as a file", "impact-rows", {"indicator": indicator} | _time(period, programme))


def figures_as_files(period: str, programme: str) -> None:
    """Offer all figures with their rules as files, and all rows behind them."""
    files("All figures as a file", "impact", _time(period, programme))
    files("All rows behind them as a file", "impact-rows", _time(period, programme))


def family_of(indicator: str) -> str:
    """Return whose indicator it is, in words."""
    found = fetch(impact_indicators).set_index("impact_indicator_id")
    return IMPACT_FAMILIES[found.loc[indicator, "family"]]
