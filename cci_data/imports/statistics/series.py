"""Which observations of a data set an indicator shows: its `dataset_filter` → one value an area and year.

`unit=PC_EMP&sex=T` fixes dimensions; `nace_r2=J58+J59` adds the values of several codes up; `A / B` divides the series
of one filter by that of another, times 100 where the indicator's unit begins with `%`.
"""

import math
import re
from dataclasses import dataclass

import pandas as pd

from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics.cells import LONGEST_FLAG
from cci_data.imports.statistics.dataset import OBSERVED, Dataset
from cci_data.language import listed

DIVIDED_BY = " / "
CHOICE = re.compile(r"(?P<dimension>[a-z][a-z0-9_]*)=(?P<codes>[^\s=&+]+(\+[^\s=&+]+)*)", re.ASCII)
KEY = ["area_code", "year"]
# Where a sum carries more flags than there is room for, those that forbid a comparison stay before those that warn.
FLAGS_BY_WEIGHT = "bupeds"


@dataclass(frozen=True)
class Choice:
    """The codes that a filter chooses: dimension → codes, which are added up where they are several."""

    codes: dict[str, tuple[str, ...]]


def read_filter(dataset_filter: str | None) -> list[Choice]:
    """Return the choices in a filter: one, or two of which the first is divided by the second.

    No filter is one choice of everything. Raises ImportProblem where the filter is prose, or chooses twice.
    """
    if not dataset_filter or not dataset_filter.strip():
        return [Choice({})]
    parts = dataset_filter.strip().split(DIVIDED_BY)
    found = [[CHOICE.fullmatch(item) for item in part.split("&")] for part in parts]
    if len(parts) > 2 or not all(item for items in found for item in items):
        raise ImportProblem([f"the filter {dataset_filter!r} names no series; one such as unit=PC_EMP&sex=T does"])
    choices = [Choice({item["dimension"]: tuple(item["codes"].split("+")) for item in items}) for items in found]
    said = [codes for choice in choices for codes in choice.codes.values()]
    if len(said) < sum(map(len, found)) or any(len(set(codes)) < len(codes) for codes in said):
        raise ImportProblem([f"the filter {dataset_filter!r} says a dimension or a code twice"])
    return choices


def select(dataset: Dataset, dataset_filter: str | None, unit: str = "") -> pd.DataFrame:
    """Return the values of one series: area_code, year, value, flag (str or None), by area and year.

    unit: of the indicator; a share in per cent is a hundred times the quotient. Raises ImportProblem where the filter
    is no filter, asks for what the data set does not have, or leaves more than one value for an area and year.
    """
    series = [_sum(dataset, choice) for choice in read_filter(dataset_filter)]
    values = series[0] if len(series) == 1 else _quotient(*series, 100.0 if unit.startswith("%") else 1.0)
    return values.sort_values(KEY, ignore_index=True)


def _sum(dataset: Dataset, choice: Choice) -> pd.DataFrame:
    """Return the chosen values, added up; a sum is missing where one of its parts is."""
    problems = _problems(dataset, choice)
    if problems:
        raise ImportProblem(problems)
    table = dataset.table
    for dimension, codes in choice.codes.items():
        table = table[table[dimension].isin(codes)]
    _check_that_it_is_one(dataset, choice, table)
    parts = math.prod(len(codes) for codes in choice.codes.values())
    if parts == 1:
        return table[list(OBSERVED)]
    rows = [
        (*key, math.fsum(group["value"]), _united(group["flag"]))
        for key, group in table.groupby(KEY)
        if len(group) == parts
    ]
    return _frame(rows)


def _problems(dataset: Dataset, choice: Choice) -> list[str]:
    there = dataset.dimensions
    problems = []
    for dimension, codes in choice.codes.items():
        if dimension not in there:
            problems.append(f"{dataset.code} has no dimension {dimension!r}; it has {listed(there) or 'none'}")
            continue
        known = sorted(dataset.table[dimension].unique())
        problems += [
            f"{dataset.code} has no value for {dimension}={code}; it has some for {listed(known, most=8) or 'no code'}"
            for code in codes
            if code not in known
        ]
    return problems


def _check_that_it_is_one(dataset: Dataset, choice: Choice, table: pd.DataFrame) -> None:
    open_codes = {
        dimension: sorted(table[dimension].unique())
        for dimension in dataset.dimensions
        if dimension not in choice.codes
    }
    problems = [
        f"{dataset.code} has several values of {dimension!r} ({listed(codes, most=8)}); say which in dataset_filter"
        for dimension, codes in open_codes.items()
        if len(codes) > 1
    ]
    if problems:
        raise ImportProblem(problems)


def _quotient(above: pd.DataFrame, below: pd.DataFrame, factor: float) -> pd.DataFrame:
    """Divide where both are known and there is something to divide by."""
    pairs = above.merge(below, on=KEY, suffixes=("", "_below"))
    rows = []
    for pair in pairs.itertuples(index=False):
        value = factor * pair.value / pair.value_below if pair.value_below else math.nan
        if math.isfinite(value):
            rows.append((pair.area_code, pair.year, value, _united([pair.flag, pair.flag_below])))
    return _frame(rows)


def _united(flags: "pd.Series | list[str | None]") -> str | None:
    letters = sorted(set("".join(flag for flag in flags if flag)), key=_weight)
    return "".join(letters[:LONGEST_FLAG]) or None


def _weight(letter: str) -> tuple[int, str]:
    place = FLAGS_BY_WEIGHT.find(letter)
    return (place if place >= 0 else len(FLAGS_BY_WEIGHT), letter)


def _frame(rows: list[tuple]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(OBSERVED), dtype=object)
    return table.astype({"year": "int64", "value": "float64"})
