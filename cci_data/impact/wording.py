"""Figures of impact in words: the same string on the page, in files, in the report and on a scene."""

from collections.abc import Mapping

from cci_data.impact.measuring import Measure
from cci_data.impact.period import Period
from cci_data.language import grouped, listed
from cci_data.vocabulary import EURO

NOT_RECORDED = "not recorded yet"
DAYS_ARE = "Counts what has a date known closely enough to lie in the period for certain."


def of_what(period: Period, programme: str = "") -> str:
    """Return of when and of which programme figures are: `2024, all programmes`; programme: "" for all."""
    return f"{period.label}, {programme or 'all programmes'}"


def in_unit(value: float | None, unit: str) -> str:
    """Return a figure as it is written everywhere: `42`, `EUR 5 608 385`, `not recorded yet`."""
    if value is None:
        return NOT_RECORDED
    number = grouped(value) if value == int(value) else grouped(value, 2)
    return f"{EURO} {number}" if unit == EURO else number


def sum_in_words(
    eur: float | None,
    amount: float | None = None,
    currency: str | None = None,
    rate: float | None = None,
    on: object = "",
) -> str:
    """Return a sum in euro with the one on record, its rate and its day where that is in another currency.

    `EUR 37 500 (SEK 431 250 at 11.5 to the euro, 2024-05-02)`; "" where there is no sum. rate: how much of the currency
    a euro is worth; on: the day of the rate.
    """
    if eur is None:
        return ""
    words = in_unit(eur, EURO)
    if currency in (None, EURO):
        return words
    return f"{words} ({currency} {in_unit(amount, '')} at {rate:g} to the euro, {on})"


def compared(measure: Measure, unit: str, period: Period) -> str:
    """Return what the figure was in the period before: `39 in 2023`, "" where there is nothing to compare."""
    if measure.is_of_today and measure.value is not None:
        return "as it stands today"
    if measure.before is None or period.before is None:
        return ""
    return f"{in_unit(measure.before, unit)} in {period.before.label}"


def progress_in_words(measure: Measure, unit: str, target: float | None, target_year: int | None) -> str:
    """Return how far the target is reached, an empty text without a target."""
    if target is None:
        return ""
    aim = f"target {in_unit(target, unit)} by {target_year}"
    return f"{measure.progress:.0%} of {aim}" if measure.progress is not None else aim


def changes(
    measures: Mapping[str, Measure], labels: Mapping[str, str], units: Mapping[str, str], period: Period
) -> str:
    """Return the sentence that says what changed from the period before.

    measures, labels, units: by indicator, in the order in which they are named.
    """
    if period.before is None:
        return f"{period.label.capitalize()}, together; a single period is compared with the one before it."
    up, down, known = [], [], 0
    for key, measure in measures.items():
        if measure.value is None or measure.before is None:
            continue
        known += 1
        words = f"{labels[key].lower()} ({in_unit(measure.before, units[key])} → {in_unit(measure.value, units[key])})"
        if measure.value != measure.before:
            (up if measure.value > measure.before else down).append(words)
    if not up and not down:
        return f"Nothing changed from {period.before.label}." if known else "There is nothing to compare with yet."
    more = f"More than in {period.before.label}: {listed(up)}." if up else ""
    less = f"Fewer{'' if up else f' than in {period.before.label}'}: {listed(down)}." if down else ""
    return " ".join(filter(None, (more, less)))
