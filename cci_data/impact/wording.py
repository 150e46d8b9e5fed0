"""Figures of impact in words: the same string on the page, in files, in the report and on a scene."""

from collections.abc import Mapping
from math import floor
from typing import Any

from cci_data.impact.facts import total
from cci_data.impact.measuring import Measure
from cci_data.impact.period import Period, read
from cci_data.language import grouped, listed
from cci_data.vocabulary import EURO

NOT_RECORDED = "not recorded yet"
NOT_SURE = "Whether anything changed, the dates on record do not say closely enough."
DAYS_ARE = "Counts what has a date known closely enough to lie in the period for certain."


def of_what(period: Period, programme: str = "") -> str:
    """Return of when and of which programme figures are: `2024, all programmes`; programme: "" for all."""
    return f"{period.label}, {programme or 'all programmes'}"


def titled(code: str | None, label: str) -> str:
    """Return what an indicator is called: its code, where it has one, and its label."""
    return f"{code} {label}" if code else label


def counted_by(row: Any, measure: Measure) -> str:
    """Return who counts an indicator; row: of `impact.measuring.impact_indicators`."""
    return row.counted_by if measure.is_computed else "the Desk, which names the proof of each value"


def rule_in_words(row: Any) -> str:
    """Return whether the rule of an indicator is confirmed, and by what; row: likewise."""
    return ("confirmed: " if row.is_confirmed else "not confirmed: ") + (row.confirmed_by or "not said by whom")


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
    if measure.progress is None:
        return aim
    # Rounded down, so that 100% is said of no target before it is reached; 0.29 times 100 is a little less than 29.
    share = f"{floor(round(measure.progress * 100, 6))}% of {aim}"
    return f"{in_unit(round(measure.progress * target, 2), unit)} until {measure.reached_until}: {share}"


def changes(
    measures: Mapping[str, Measure], labels: Mapping[str, str], units: Mapping[str, str], period: Period
) -> str:
    """Return the sentence that says what changed from the period before.

    measures, labels, units: by indicator, in the order in which they are named. What may lie in the period, as its date
    does not say enough, makes a figure a span, and is no loss; that a period is not over is said too.
    """
    if period.before is None:
        return f"{period.label.capitalize()}, together; a single period is compared with the one before it."
    up, down, known, unsure = [], [], 0, 0
    for key, measure in measures.items():
        if measure.value is None or measure.before is None:
            continue
        known += 1
        most = measure.value + total(measure.unsure)
        now = in_unit(measure.value, units[key]) + (f" to {in_unit(most, units[key])}" if most > measure.value else "")
        words = f"{labels[key].lower()} ({in_unit(measure.before, units[key])} → {now})"
        if measure.value > measure.before:
            up.append(words)
        elif most < measure.before:
            down.append(words)
        elif most > measure.value:
            unsure += 1
    if not up and not down:
        nothing = NOT_SURE if unsure else f"Nothing changed from {period.before.label}."
        return nothing if known else "There is nothing to compare with yet."
    more = f"More than in {period.before.label}: {listed(up)}." if up else ""
    less = f"Fewer{'' if up else f' than in {period.before.label}'}: {listed(down)}." if down else ""
    whole = read(period.key)
    on_going = f"{whole.label} is not over yet." if whole and whole.last > period.last else ""
    return " ".join(filter(None, (more, less, on_going)))
