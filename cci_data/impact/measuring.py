"""An indicator of impact, measured: one function behind the page, the files, the report and the scene."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.impact.counting import Counted, in_period, told
from cci_data.impact.period import ALL, Period, everything, read
from cci_data.impact.records import Records, records
from cci_data.impact.registry import RULES, WORKBOOK, Rule
from cci_data.models import ImpactIndicator
from cci_data.partial_dates import first_day
from cci_data.queries.frames import frame, shared
from cci_data.vocabulary import ILLUSTRATIVE

TYPED = WORKBOOK.format("Impact values")
NO_PROGRAMME = "It belongs to no programme: choose all programmes to see it."
NOT_NAMED = "No record of this sort says to which programme it belongs: choose all programmes to see it."


@dataclass(frozen=True)
class Measure:
    """What an indicator came to.

    value: the figure, None where nothing of the sort was recorded, or none as early as that: who began to record in
    2024 cannot say that there was nothing in 2023; before: the same in the period before, None where there is none;
    rows, unsure: as in `Counted`; how: how it gets recorded; is_computed: whether a rule counts
    it, rather than the Desk typing it with its proof; is_of_today: see `Rule`; progress: the part of the target that
    all years came to until the end of the period and no later than the year of the target, None without a target;
    reached_until: the last of these years.
    """

    value: float | None
    before: float | None
    rows: pd.DataFrame
    unsure: pd.DataFrame
    how: str
    is_computed: bool
    is_of_today: bool
    progress: float | None
    reached_until: int | None = None


def impact_indicators(session: Session) -> pd.DataFrame:
    """Return the indicators in their order, with the columns of the table `impact_indicator`; no illustrative ones."""
    return frame(
        session,
        select(ImpactIndicator.__table__)
        .where(ImpactIndicator.origin != ILLUSTRATIVE)
        .order_by(ImpactIndicator.position, ImpactIndicator.impact_indicator_id),
    )


def period_of(key: str, today: date) -> Period:
    """Return the period of a key up to today, as what lies ahead counts in no figure; all years where it means none."""
    found = None if key == ALL else read(key)
    return found.until(today) if found else everything(today)


def measure(session: Session, *, indicator: str, period: str, today: date, programme: str = "") -> Measure:
    """Return what an indicator came to in a period.

    indicator: its id; period: a key of `impact.period`; programme: of one programme alone. Raises KeyError for an
    indicator that is not on record.
    """
    found = shared(session, impact_indicators).set_index("impact_indicator_id").loc[indicator]
    known, when = shared(session, records), period_of(period, today)
    rule = RULES.get(indicator)
    whole = _count(known, indicator, everything(today))
    counted = (whole if when == everything(today) else _count(known, indicator, when)).of(programme)
    is_named = not programme or _is_named(rule, whole)
    since = _recorded_since(known, indicator, whole) if is_named else None
    is_recorded = since is not None and when.last >= since
    earlier = when.before if is_recorded and not (rule and rule.is_of_today) else None
    if earlier and earlier.last < since:
        earlier = None
    target = found["target"] if is_recorded else None
    last = min(when.last, date(int(found["target_year"] or date.max.year), 12, 31)) if target else when.last
    reached = _count(known, indicator, everything(last)).of(programme).value if target else 0
    return Measure(
        value=counted.value if is_recorded else None,
        before=_count(known, indicator, earlier.until(today)).of(programme).value if earlier else None,
        rows=counted.rows,
        unsure=counted.unsure,
        how=_how(rule, is_named),
        is_computed=rule is not None,
        is_of_today=bool(rule and rule.is_of_today),
        progress=reached / target if target else None,
        reached_until=last.year if target else None,
    )


def _how(rule: Rule | None, is_named: bool) -> str:
    if not is_named:
        return NOT_NAMED if rule is None or rule.has_programme else NO_PROGRAMME
    return rule.how if rule else TYPED


def _recorded_since(known: Records, indicator: str, whole: Counted) -> date | None:
    """Return the first day of which something is recorded that counts, or might; None where nothing of the sort is.

    whole: what counts in all years. Where all that is recorded has no date, or counts for nothing, or the rule looks
    back from the end of a period, nobody knows since when: then since ever.
    """
    rule = RULES.get(indicator)
    if not (rule.is_recorded(known) if rule else len(_typed(known, indicator))):
        return None
    if rule and rule.is_rolling:
        return date.min
    return min((first_day(on) for on in (*whole.rows["on"], *whole.unsure["on"]) if on), default=date.min)


def _is_named(rule: Rule | None, whole: Counted) -> bool:
    """Tell whether records say to which programme they belong: where none of them does, one alone is not 0 of them."""
    if rule and not rule.has_programme:
        return False
    names = [*whole.rows["programmes"], *whole.unsure["programmes"]]
    return not names or any(names)


def _count(known: Records, indicator: str, period: Period) -> Counted:
    rule = RULES.get(indicator)
    return rule.count(known, period) if rule else in_period(period, map(_value, _typed(known, indicator).itertuples()))


def _typed(known: Records, indicator: str) -> pd.DataFrame:
    return known.values[known.values["impact_indicator_id"] == indicator]


def _value(row) -> dict:
    return {
        "key": row.impact_value_id,
        "title": row.proof,
        "on": row.counted_on,
        "number": row.value,
        "programmes": (row.programme,),
        **told(row),
        "proof": row.proof,
    }


def has_years(indicator: str) -> bool:
    """Tell whether an indicator comes to something year by year, rather than saying how things stand."""
    rule = RULES.get(indicator)
    return not (rule and (rule.is_of_today or rule.is_rolling))


def over_the_years(session: Session, *, indicator: str, today: date, programme: str = "") -> pd.DataFrame:
    """Return an indicator year by year, from the first in which something counts to the present one.

    Columns: year, value (in that year alone), cumulative (all years until its end; organisations once). No row where
    nothing was recorded, or where the indicator has no figures of years (`has_years`).
    """
    known = shared(session, records)
    columns = ["year", "value", "cumulative"]
    dates = [on for on in _count(known, indicator, everything(today)).of(programme).rows["on"] if on]
    if not dates or not has_years(indicator):
        return pd.DataFrame(columns=columns)
    rows = []
    for number in range(int(min(dates)[:4]), today.year + 1):
        alone = _count(known, indicator, read(str(number)).until(today)).of(programme).value
        until = _count(known, indicator, everything(min(date(number, 12, 31), today))).of(programme).value
        rows.append((number, alone, until))
    return pd.DataFrame(rows, columns=columns)


def programmes(session: Session) -> tuple[str, ...]:
    """Return the funding programmes of projects, of steps in the ledger and of typed figures, by name."""
    known = shared(session, records)
    named = pd.concat([rows["programme"] for rows in (known.projects, known.steps, known.values)])
    return tuple(sorted({name for name in named if name}))
