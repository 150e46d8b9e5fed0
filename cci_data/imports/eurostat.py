"""Eurostat by itself: ask for the data sets that the indicators name, and choose their series from the answers."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from cci_data.imports.eurostat_api import BASE_URL, NoAnswer, Patience, fetch, quiet
from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics import json_stat
from cci_data.imports.statistics.dataset import Dataset, left_out_sentence
from cci_data.imports.statistics.series import Choice, read_filter, select
from cci_data.language import listed
from cci_data.vocabulary import AREAS


@dataclass(frozen=True)
class FetchedSeries:
    """An indicator's values as fetched (columns of `series.select`), and the data set that they come from."""

    indicator_id: str
    values: pd.DataFrame
    dataset: Dataset


@dataclass(frozen=True)
class Fetched:
    """What a refresh brought: the series, what was left alone and why, and what failed."""

    series: list[FetchedSeries] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def fetch_indicators(
    indicators: pd.DataFrame,
    areas: Iterable[str] = tuple(AREAS),
    *,
    base_url: str = BASE_URL,
    patience: Patience | None = None,
    tell: Callable[[str], None] = quiet,
    wait: Callable[[float], None] = time.sleep,
) -> Fetched:
    """Fetch the series of `indicators`, with one request a data set; see `fetch` for the rest.

    indicators: those of Eurostat alone, with indicator_id, dataset_code, dataset_filter and unit. Nothing is raised
    for what a publisher or a filter does: it is among the notes (left alone) or the problems (failed).
    """
    fetched = Fetched()
    waiting = _by_dataset(indicators, fetched)
    while waiting:
        code = next(iter(waiting))
        wanted = waiting.pop(code)
        tell(f"{code}: asking Eurostat")
        parameters = _codes_to_ask([choice for _, choices in wanted for choice in choices])
        try:
            text = fetch(code, parameters, areas, base_url=base_url, patience=patience, tell=tell, wait=wait)
            dataset = _read(text, code)
        except NoAnswer as problem:
            fetched.problems.extend(problem.problems)
            fetched.problems.extend([f"not asked for after that: {listed(waiting)}"] if waiting else [])
            break
        except ImportProblem as problem:
            fetched.problems.extend(problem.problems)
            continue
        fetched.notes.extend(filter(None, [left_out_sentence(dataset)]))
        for indicator, _ in wanted:
            _choose(indicator, dataset, fetched)
    return fetched


def _read(text: str, code: str) -> Dataset:
    dataset = json_stat.read(text, f"Eurostat's answer for {code}")
    if dataset.code != code:
        raise ImportProblem([f"{code}: Eurostat answers with another data set, {dataset.code}; try again later"])
    return dataset


def _by_dataset(indicators: pd.DataFrame, fetched: Fetched) -> dict[str, list[tuple[Any, list[Choice]]]]:
    """Return data set → its indicators with their choices; those whose filter is prose are left to the notes."""
    found: dict[str, list[tuple[Any, list[Choice]]]] = {}
    for indicator in indicators.itertuples(index=False):
        try:
            choices = read_filter(_filter_of(indicator))
        except ImportProblem as problem:
            fetched.notes.append(f"{indicator.indicator_id} is left alone: {'; '.join(problem.problems)}.")
            continue
        found.setdefault(indicator.dataset_code.lower(), []).append((indicator, choices))
    return found


def _filter_of(indicator: Any) -> str | None:
    """Return the filter of a row; pandas says NaN where there is none."""
    return indicator.dataset_filter if isinstance(indicator.dataset_filter, str) else None


def _codes_to_ask(choices: list[Choice]) -> dict[str, list[str]]:
    """Return dimension → the codes of all choices together; what one of them leaves open is not narrowed."""
    fixed = set.intersection(*(set(choice.codes) for choice in choices))
    return {name: sorted({code for choice in choices for code in choice.codes[name]}) for name in sorted(fixed)}


def _choose(indicator: Any, dataset: Dataset, fetched: Fetched) -> None:
    try:
        values = select(dataset, _filter_of(indicator), indicator.unit)
    except ImportProblem as problem:
        fetched.problems.extend(f"{indicator.indicator_id}: {sentence}" for sentence in problem.problems)
    else:
        fetched.series.append(FetchedSeries(indicator.indicator_id, values, dataset))
