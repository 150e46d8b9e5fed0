"""An indicator of impact, measured: one function behind the page, the files, the report and the scene."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.impact.counting import Counted, in_period
from cci_data.impact.period import ALL, Period, everything, read
from cci_data.impact.records import Records, records
from cci_data.impact.registry import RULES, WORKBOOK, Rule
from cci_data.models import ImpactIndicator
from cci_data.public_data import public_source
from cci_data.queries.frames import frame, shared
from cci_data.vocabulary import ILLUSTRATIVE

TYPED = WORKBOOK.format("Impact values")
NO_PROGRAMME = "It belongs to no programme: choose all programmes to see it."
NOT_NAMED = "No record of this sort says to which programme it belongs: choose all programmes to see it."


@dataclass(frozen=True)
class Measure:
    """What an indicator came to.

    value: the figure, None where nothing of the sort was ever recorded; before: the same in the period before, None
    where there is none; rows, unsure: as in `Counted`; how: how it gets recorded; is_computed: whether a rule counts
    it, rather than the Desk typing it with its proof; is_of_today: see `Rule`; progress: the part of the target that
    all years until the end of the period came to, None without a target.
    """

    value: float | None
    before: float | None
    rows: pd.DataFrame
    unsure: pd.DataFrame
    how: str
    is_computed: bool
    is_of_today: bool
    progress: float | None


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
    counted = _count(known, indicator, when).of(programme)
    is_named = not programme or _is_named(known, indicator, rule, today)
    is_recorded = is_named and _is_recorded(known, indicator)
    earlier = when.before if is_recorded and not (rule and rule.is_of_today) else None
    target = found["target"] if is_recorded else None
    reached = _count(known, indicator, everything(when.last)).of(programme).value if target else 0
    return Measure(
        value=counted.value if is_recorded else None,
        before=_count(known, indicator, earlier.until(today)).of(programme).value if earlier else None,
        rows=counted.rows,
        unsure=counted.unsure,
        how=_how(rule, is_named),
        is_computed=rule is not None,
        is_of_today=bool(rule and rule.is_of_today),
        progress=reached / target if target else None,
    )


def _how(rule: Rule | None, is_named: bool) -> str:
    if not is_named:
        return NOT_NAMED if rule is None or rule.has_programme else NO_PROGRAMME
    return rule.how if rule else TYPED


def _is_recorded(known: Records, indicator: str) -> bool:
    rule = RULES.get(indicator)
    return rule.is_recorded(known) if rule else bool(len(_typed(known, indicator)))


def _is_named(known: Records, indicator: str, rule: Rule | None, today: date) -> bool:
    """Tell whether records say to which programme they belong: where none of them does, one alone is not 0 of them."""
    if rule and not rule.has_programme:
        return False
    found = _count(known, indicator, everything(today))
    names = [*found.rows["programmes"], *found.unsure["programmes"]]
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
        "proof": row.proof,
        "source": public_source(row.origin, row.source),
        "origin": row.origin,
    }


def over_the_years(session: Session, *, indicator: str, today: date, programme: str = "") -> pd.DataFrame:
    """Return an indicator year by year, from the first in which something counts to the present one.

    Columns: year, value (in that year alone), cumulative (all years until its end; organisations once). No row where
    nothing was recorded, or where the indicator says how things stand today.
    """
    known, rule = shared(session, records), RULES.get(indicator)
    columns = ["year", "value", "cumulative"]
    dates = [on for on in _count(known, indicator, everything(today)).of(programme).rows["on"] if on]
    if not dates or (rule and rule.is_of_today):
        return pd.DataFrame(columns=columns)
    rows = []
    for number in range(int(min(dates)[:4]), today.year + 1):
        alone = _count(known, indicator, read(str(number)).until(today)).of(programme).value
        until = _count(known, indicator, everything(min(date(number, 12, 31), today))).of(programme).value
        rows.append((number, alone, until))
    return pd.DataFrame(rows, columns=columns)


def programmes(session: Session) -> tuple[str, ...]:
    """Return the funding programmes of the projects on record, by name."""
    return tuple(sorted({name for name in shared(session, records).projects["programme"] if name}))
