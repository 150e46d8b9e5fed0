"""The head of the impact page: the period, the headline figures, and the lists of all indicators."""

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from cci_data.impact.headlines import PROGRAMME_PERIODS, what_changed
from cci_data.impact.headlines import headlines as headline_figures
from cci_data.impact.measuring import impact_indicators, measure, over_the_years, period_of, programmes
from cci_data.impact.period import ALL, half_year, year, years
from cci_data.impact.report import METHOD
from cci_data.impact.wording import NOT_RECORDED, compared, in_unit, progress_in_words
from cci_data.vocabulary import IMPACT_FAMILIES
from pages.parts import choose, show
from pages.parts.fetch import fetch, kept, today
from pages.parts.files import files
from pages.parts.funding import origin_line

if TYPE_CHECKING:
    from cci_data.impact.measuring import Measure

HALF_YEARS_BACK = 3
NO_TARGET = "No target is set yet: the Desk writes targets into its workbook, sheet Impact indicators."
TITLES = {"own": "The network's own counts", "programme": "Interreg output and result indicators"}
COUNTED = {
    "own": "Counted by the network's own rules.",
    "programme": "As the records here show them; not an audit.",
}


def has_indicators() -> bool:
    """Tell whether there is anything to count."""
    return bool(len(fetch(impact_indicators)))


def choices() -> tuple[str, str]:
    """Let a person choose the period and the programme; return their keys, the period's never empty."""
    left, right, _ = st.columns([2, 3, 2])
    with left:
        period = choose_period()
    with right:
        programme = choose_programme("Programme", key="programme")
    return period or ALL, programme


def choose_period(label: str = "Period", asked: str = "") -> str:
    """Let a person choose the period; return its key, "" for all years. asked: one that is among the choices too."""
    options = _periods(today())
    options |= {asked: period_of(asked, today()).label} if asked else {}
    return choose.one(label, options, key="period", everything="All years on record", default=ALL)


def choose_programme(label: str, *, key: str) -> str:
    """Let a person choose the funding programme, which is `key` in the address; return its name, "" for all."""
    return choose.one(label, {name: name for name in fetch(programmes)}, key=key, everything="All programmes")


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
    items = [
        show.fill(
            '<li><a href="{address}" target="_self"><strong>{value}</strong> {label}</a>'
            '<span class="where">{compared}</span>{bar}<span class="where">{progress}</span></li>',
            address=f"impact?{urlencode(_state(line.key, period, programme))}",
            value=line.value,
            label=line.label,
            compared=line.before,
            progress=line.progress,
            bar=_bar(line.part),
        )
        for line in headline_figures(fetch, period=period, today=today(), programme=programme)
    ]
    show.html('<ul class="headlines">{items}</ul>', items=show.joined(items))
    if fetch(impact_indicators)["target"].isna().all():
        show.source(NO_TARGET)


def _bar(progress: float | None) -> object:
    """Return how far a target is reached as a bar; the words below it say the same."""
    if progress is None:
        return ""
    return show.fill('<progress value="{part}" max="1" aria-hidden="true"></progress>', part=round(min(progress, 1), 3))


def _state(indicator: str, period: str, programme: str) -> dict[str, str]:
    return {"figure": indicator} | _time(period, programme)


def _time(period: str, programme: str) -> dict[str, str]:
    found = {"period": "" if period == ALL else period, "programme": programme}
    return {key: value for key, value in found.items() if value}


@kept
def all_indicators(family: str, period: str, programme: str) -> None:
    """Show all indicators of a family, first those with a figure, then those not recorded yet and how they get there.

    The network's own counts never stand among those of programmes.
    """
    found = fetch(impact_indicators)
    mine = [
        (row, of(row.impact_indicator_id, period, programme)) for row in found[found["family"] == family].itertuples()
    ]
    counted = [(row, measured) for row, measured in mine if measured.value is not None]
    show.heading(TITLES[family], COUNTED[family])
    if counted:
        _counted(counted, period, programme)
    missing = [
        (_opening(row, period, programme), show.fill('<span class="nowrap">{it}</span>', it=NOT_RECORDED), measured.how)
        for row, measured in mine
        if measured.value is None
    ]
    if missing:
        show.table(("Indicator", "Figure", "How it gets recorded"), missing)


def _counted(found: list, period: str, programme: str) -> None:
    """Show indicators with a figure; a column that would say nothing in any row is left out."""
    heads = ("Indicator", "Figure", "Before", "Target", "Rule")
    rows = [
        (
            _opening(row, period, programme),
            in_unit(measured.value, row.unit),
            compared(measured, row.unit, period_of(period, today())),
            progress_in_words(measured, row.unit, row.target, row.target_year),
            _certainty(row),
        )
        for row, measured in found
    ]
    told = [place for place in range(len(heads)) if any(row[place] for row in rows)]
    show.table([heads[place] for place in told], [[row[place] for place in told] for row in rows])


def _certainty(row: object) -> str:
    """Return how sure a rule is; that the network made its own goes without saying."""
    if not row.is_confirmed:
        return "from memory, unconfirmed"
    return "confirmed" if row.family == "programme" else ""


def _opening(row: object, period: str, programme: str) -> object:
    """Return the link that opens the figure of an indicator."""
    return show.fill(
        '<a href="{address}" target="_self">{label}</a>',
        address=f"impact?{urlencode(_state(row.impact_indicator_id, period, programme))}",
        label=f"{row.code} {row.label}" if row.code else row.label,
    )


def method() -> None:
    """Tell how everything is counted, each rule a sentence, and where the network comes from where nobody pays."""
    show.heading("How it is counted")
    show.bullets(METHOD)
    if line := origin_line():
        show.source(line)


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
