"""The figures of impact as tables to take away: a row for each indicator, and a row for each thing that counts."""

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from cci_data.impact.measuring import Measure, impact_indicators, measure, period_of
from cci_data.impact.period import Period
from cci_data.impact.wording import compared, in_unit, progress_in_words
from cci_data.queries.coverage import sectors
from cci_data.queries.frames import shared
from cci_data.vocabulary import CAUSES, NETWORK_COUNTRIES

OF_INDICATOR = ("code", "label", "family", "kind")
OF_RULE = ("unit", "counts", "counts_not", "proof", "is_confirmed", "baseline", "baseline_year")
OF_TARGET = ("target", "target_year")
FIGURES = (
    *("impact_indicator_id", *OF_INDICATOR, "period", "programme", "value", "value_in_words", "before", "compared"),
    *(*OF_RULE, *OF_TARGET, "progress", "progress_in_words", "how"),
)
ROWS = (
    *("impact_indicator_id", "indicator", "key", "title", "on", "number", "unit", "country_codes", "countries"),
    *("sector_ids", "sectors", "programmes", "cause", "cause_label", "proof", "source", "origin", "page"),
)


def impact_figures(session: Session, *, period: str, today: date, programme: str = "") -> pd.DataFrame:
    """Return what every indicator came to in a period, in their order.

    period: a key of `impact.period`; programme: of one alone. Columns: impact_indicator_id, code, label, family, kind;
    period (in words), programme (None for all); value and before (None where not recorded); value_in_words, compared
    and progress_in_words as on the page; unit, counts, counts_not, proof, is_confirmed, baseline, baseline_year,
    target, target_year as the definition says; progress (part of the target, from 0); how (it gets recorded).
    """
    when, rows = period_of(period, today), []
    for row in shared(session, impact_indicators).itertuples():
        asked = {"period": period, "today": today, "programme": programme}
        measured = shared(session, measure, indicator=row.impact_indicator_id, **asked)
        rows.append(_figure(row, measured, when) | {"programme": programme or None})
    return pd.DataFrame(rows, columns=list(FIGURES), dtype=object)


def _figure(row: Any, measured: Measure, when: Period) -> dict[str, Any]:
    return {
        "impact_indicator_id": row.impact_indicator_id,
        **{name: getattr(row, name) for name in (*OF_INDICATOR, *OF_RULE)},
        **{name: plain(getattr(row, name)) for name in ("baseline", "baseline_year", *OF_TARGET)},
        "period": when.label,
        "value": plain(measured.value),
        "value_in_words": in_unit(measured.value, row.unit),
        "before": plain(measured.before),
        "compared": compared(measured, row.unit, when) or None,
        "progress": measured.progress,
        "progress_in_words": progress_in_words(measured, row.unit, row.target, row.target_year) or None,
        "how": measured.how,
    }


def impact_rows(
    session: Session, *, indicators: tuple[str, ...], period: str, today: date, programme: str = ""
) -> pd.DataFrame:
    """Return the rows that figures count, figure by figure in their order; of one figure, their numbers add up to it.

    indicators: ids, of all where there is none. Columns: impact_indicator_id, indicator (its label), unit, and those of
    `impact.facts` with countries, sectors and cause_label in words.
    """
    labels = shared(session, sectors)
    names = dict(zip(labels["sector_id"], labels["label"], strict=True))
    rows: list[dict[str, Any]] = []
    for row in shared(session, impact_indicators).itertuples():
        if indicators and row.impact_indicator_id not in indicators:
            continue
        asked = {"period": period, "today": today, "programme": programme}
        counted = shared(session, measure, indicator=row.impact_indicator_id, **asked).rows
        of = {"impact_indicator_id": row.impact_indicator_id, "indicator": row.label, "unit": row.unit}
        rows += (of | _fact(fact, names) for fact in counted.to_dict("records"))
    return pd.DataFrame(rows, columns=list(ROWS), dtype=object)


def _fact(fact: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return fact | {
        "number": plain(fact["number"]),
        "countries": tuple(NETWORK_COUNTRIES.get(code, code) for code in fact["country_codes"]),
        "sectors": tuple(names.get(key, key) for key in fact["sector_ids"]),
        "cause_label": CAUSES.get(fact["cause"]),
    }


def plain(value: float | None) -> float | int | None:
    """Return a number as files have it: whole where it is whole, to the cent elsewhere."""
    if value is None or pd.isna(value):
        return None
    return int(value) if value == int(value) else round(float(value), 2)
