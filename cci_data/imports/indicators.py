"""Statistics as a publisher gives them → values of our indicators: new ones come, revised ones keep the former."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from cci_data.history import Values
from cci_data.imports.draft import Draft, is_same
from cci_data.imports.plan import NOTHING, Alteration, Outcome, Plan
from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics.dataset import Dataset, source_of
from cci_data.imports.statistics.series import select
from cci_data.language import count
from cci_data.models import Indicator, IndicatorValue
from cci_data.sheets.reference import INDICATOR_VALUES

VALUES = IndicatorValue.__table__


def plan_values(draft: Draft, datasets: Sequence[Dataset]) -> Plan:
    """Return what bringing `datasets` in would do: each indicator of `draft` that is made of one gets its values."""
    found, problems = [], []
    for dataset in datasets:
        indicators = [
            row
            for row in draft.rows(Indicator.__table__).values()
            if (row["publisher"], row["dataset_code"].casefold()) == (dataset.publisher, dataset.code.casefold())
        ]
        if not indicators:
            problems.append(
                f"No indicator is made of the data set {dataset.code} of {dataset.publisher}; add one to the sheet "
                "Indicators first"
            )
        for indicator in sorted(indicators, key=lambda row: row["position"]):
            try:
                values = select(dataset, indicator["dataset_filter"], indicator["unit"])
                found.append((indicator["indicator_id"], values, dataset))
            except ImportProblem as problem:
                problems += problem.problems
    plan = plan_series(draft, found)
    plan.problems += problems
    return plan


def plan_series(draft: Draft, series: Iterable[tuple[str, pd.DataFrame, Dataset]]) -> Plan:
    """Return what storing `series` would do.

    series: an indicator's id, its values (columns area_code, year, value, flag) and the data set that they are from.
    A value that is there with its flag stays as it is; what the publisher has no longer stays too.
    """
    plan = Plan()
    for indicator_id, values, dataset in series:
        before = len(plan.outcomes)
        for row in values.itertuples(index=False):
            plan.outcomes.append(_put(draft, indicator_id, row, dataset))
        plan.notes += _what_stays(draft, indicator_id, values, dataset)
        if len(plan.outcomes) == before:
            plan.notes.append(f"{indicator_id}: {source_of(dataset)} holds no value for the countries of the network.")
    plan.steps = draft.steps()
    return plan


def _put(draft: Draft, indicator_id: str, row: Any, dataset: Dataset) -> Outcome:
    key = (indicator_id, row.area_code, int(row.year))
    where, name = source_of(dataset), f"{row.area_code} {int(row.year)}"
    flag = row.flag if isinstance(row.flag, str) and row.flag else None
    told = {"value": float(row.value), "flag": flag}
    there = draft.rows(VALUES).get(key)
    if there is not None and _is_older(dataset, there):
        return Outcome(INDICATOR_VALUES.title, where, indicator_id, name, "left")
    if there is not None and told == {part: there[part] for part in told} and there["extracted_on"] is not None:
        return Outcome(INDICATOR_VALUES.title, where, indicator_id, name, "left")
    keys = dict(zip(("indicator_id", "area_code", "year"), key, strict=True))
    origin = {"source": source_of(dataset), "extracted_on": dataset.extracted_on}
    draft.put(VALUES, key, {**keys, **told, **origin})
    if there is None:
        return Outcome(INDICATOR_VALUES.title, where, indicator_id, name, "added")
    # Where a value comes from is worth a line only where that is all that changes.
    changes = tuple(_altered(where, there, told) or _altered(where, there, origin))
    return Outcome(INDICATOR_VALUES.title, where, indicator_id, name, "changed" if changes else "left", changes)


def _altered(where: str, there: Values, told: Values) -> list[Alteration]:
    return [
        Alteration(where, INDICATOR_VALUES.fields[part].title, _said(there[part]), _said(value))
        for part, value in told.items()
        if not is_same(there[part], value)
    ]


def _what_stays(draft: Draft, indicator_id: str, values: pd.DataFrame, dataset: Dataset) -> Iterator[str]:
    """Say how many stored values stay though the data set says otherwise: newer ones, and what it has no longer."""
    told = {(indicator_id, row.area_code, int(row.year)) for row in values.itertuples(index=False)}
    stored = {key: row for key, row in draft.rows(VALUES).items() if key[0] == indicator_id}
    newer = sum(_is_older(dataset, stored[key]) for key in told & stored.keys())
    if newer:
        stay = count(newer, "stored value is newer and stays", "stored values are newer and stay")
        yield f"{indicator_id}: {source_of(dataset)} was extracted on {dataset.extracted_on}; {stay}."
    missing = len(stored.keys() - told)
    if missing:
        kept = count(missing, "value is", "values are")
        yield f"{indicator_id}: {kept} not among those of {source_of(dataset)} here; what is stored stays."


def _is_older(dataset: Dataset, there: Mapping[str, Any]) -> bool:
    """Tell whether the stored value was extracted later: then it is the newer one, whatever the file says."""
    return bool(there["extracted_on"] and dataset.extracted_on and dataset.extracted_on < there["extracted_on"])


def _said(value: Any) -> str:
    return NOTHING if value is None else str(value)
