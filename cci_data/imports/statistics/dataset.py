"""What a reader returns: a data set with one row an observation, or sentences that say what does not fit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics.cells import check_code, read_flag, read_number, read_year, shown
from cci_data.language import count, listed
from cci_data.vocabulary import AREAS

OBSERVED = ("area_code", "year", "value", "flag")
MOST_PROBLEMS = 20
DIMENSION = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)


@dataclass(frozen=True)
class Dataset:
    """A publisher's data set, as far as it concerns our areas and says a value.

    publisher: `Eurostat`, `World Bank`; code: its name there (`cult_emp_sex`, `SP.POP.TOTL`); extracted_on: the
    publisher's date of update or extraction, None where the file gives none; table: one row an observation, a column
    for each dimension of the publisher (lower case: freq, unit, sex …) with its codes, then area_code (one of ours),
    year (int), value (float) and flag (str or None); areas_left_out: how many other areas the file has.
    """

    publisher: str
    code: str
    extracted_on: date | None
    table: pd.DataFrame
    areas_left_out: int = 0

    @property
    def dimensions(self) -> list[str]:
        """The columns of the table that are dimensions of the publisher."""
        return [name for name in self.table.columns if name not in OBSERVED]


def source_of(dataset: Dataset) -> str:
    """Return how an indicator value names its source: `Eurostat cult_emp_sex`."""
    return f"{dataset.publisher} {dataset.code}"


def left_out_sentence(dataset: Dataset) -> str | None:
    """Return a sentence about areas that are none of ours, None where the data set has no others."""
    if not dataset.areas_left_out:
        return None
    return f"{source_of(dataset)}: {count(dataset.areas_left_out, 'area')} outside the network left out."


def bounded(problems: Sequence[str]) -> list[str]:
    """Return the sentences as they are; beyond `MOST_PROBLEMS` the rest is counted."""
    if len(problems) <= MOST_PROBLEMS:
        return list(problems)
    return [*problems[:MOST_PROBLEMS], f"… and {count(len(problems) - MOST_PROBLEMS, 'more finding')} like these"]


def refuse_markup(text: str, name: str) -> None:
    """Raise ImportProblem where `text` is a web page, or other markup, in the place of data."""
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        raise ImportProblem(
            [f"{name} is a web page (HTML or XML) and not data; download the file again, and open it to see what it is"]
        )


class Observations:
    """The observations of one file while it is being read, and the sentences about what does not fit."""

    def __init__(self, name: str, dimensions: Sequence[str]) -> None:
        """Begin with the file's name and its dimensions without area and time; raises ImportProblem for bad names."""
        self._name = name
        self._dimensions = list(dimensions)
        self._rows: list[tuple[Any, ...]] = []
        self._places: dict[tuple[Any, ...], str] = {}
        self._other_areas: set[str] = set()
        self._other_periods: dict[str, None] = {}
        self._codes: set[str] = set()
        self._problems: list[str] = []
        for dimension in self._dimensions:
            if not DIMENSION.fullmatch(dimension) or dimension in OBSERVED or self._dimensions.count(dimension) > 1:
                raise ImportProblem([f"{name}: {shown(dimension)} is no name for a dimension, or is there twice"])

    def add(self, place: str, codes: Sequence[str], area: str, period: str, value: Any, flag: Any) -> None:
        """Take an observation in, unless its area is none of ours or its value is missing.

        place: where it stands in the file, for sentences; codes: one for each dimension; value and flag as they stand.
        """
        if area not in AREAS:
            self._other_areas.add(area)
            return
        try:
            number, letters = read_number(value), read_flag(flag)
            self._codes.update(check_code(code) for code in codes if code not in self._codes)
        except ValueError as error:
            self.object(f"{place}: {error}")
            return
        year = read_year(period)
        if year is None:
            self._other_periods[period] = None
        elif number is not None:
            self._keep(place, (*codes, area, year), number, letters)

    def _keep(self, place: str, key: tuple[Any, ...], number: float, flag: str | None) -> None:
        if key in self._places:
            said = ", ".join(map(str, key))
            self.object(f"{place}: the observation {said} is there already ({self._places[key]})")
            return
        self._places[key] = place
        self._rows.append((*key, number, flag))

    def object(self, sentence: str) -> None:
        """Keep a sentence about what does not fit; it begins with the place in the file."""
        self._problems.append(f"{self._name}, {sentence}")

    def check(self) -> None:
        """Raise ImportProblem with the findings of the whole file, if there are any."""
        problems = list(self._problems)
        if self._other_periods:
            some = listed(map(shown, self._other_periods), most=5)
            problems.append(f"{self._name}: {some} is no year; only annual series are taken, so choose freq=A")
        if problems:
            raise ImportProblem(bounded(problems))

    def dataset(self, publisher: str, code: str, extracted_on: date | None) -> Dataset:
        """Return everything that was taken in; raises ImportProblem as `check` does."""
        self.check()
        table = pd.DataFrame(self._rows, columns=[*self._dimensions, *OBSERVED], dtype=object)
        table = table.astype({"year": "int64", "value": "float64"})
        return Dataset(publisher, code, extracted_on, table, len(self._other_areas))
