r"""Eurostat's TSV: the codes of all dimensions in the first cell, then a column a year with `4.9 b`, `:`, `: c`.

The header begins `freq,unit,sex,geo\TIME_PERIOD`. The file says neither its data set, which its name does, nor its
date of extraction.
"""

import re
from pathlib import PurePath

from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics.cells import printable, read_dataset_code, read_year, shown
from cci_data.imports.statistics.dataset import Dataset, Observations, refuse_markup

PUBLISHER = "Eurostat"
AREA = "geo"
HEADER = re.compile(r"[a-z0-9_,]+\\(time|TIME_PERIOD)\s*(\t|\r|\n|$)", re.ASCII)
# A number or `:`, then the flags of the value and, after an @, that of its confidentiality.
CELL = re.compile(r"((?P<value>:|[+-]?[\d.]+(?:[eE][+-]?\d+)?)\s*(?P<flag>[a-z]*)\s*(?:@[A-Z]{1,2})?)?", re.ASCII)


def recognises(head: str, name: str) -> bool:
    """Say whether a file is Eurostat's TSV, from its beginning."""
    return HEADER.match(head.removeprefix("\ufeff")) is not None


def read(text: str, name: str) -> Dataset:
    """Read the text of the file called `name`, such as estat_cult_emp_sex.tsv; raises ImportProblem."""
    refuse_markup(text, name)
    lines = text.removeprefix("\ufeff").split("\n")
    if not recognises(lines[0], name):
        raise ImportProblem([rf"{name}, line 1: a header such as freq,unit,sex,geo\TIME_PERIOD is expected"])
    try:
        code = read_dataset_code(PurePath(name).name)
    except ValueError as error:
        raise ImportProblem([f"{name}: {error}; give the file its data set's name, as in cult_emp_sex.tsv"]) from error
    first, *periods = [cell.strip() for cell in lines[0].split("\t")]
    dimensions = first.partition("\\")[0].split(",")
    if AREA not in dimensions:
        raise ImportProblem([f"{name}, line 1: there is no dimension geo, so nobody knows which country is meant"])
    if periods and not periods[-1]:
        periods.pop()
    return _observations(name, dimensions, periods, lines[1:]).dataset(PUBLISHER, code, None)


def _observations(name: str, dimensions: list[str], periods: list[str], lines: list[str]) -> Observations:
    area_at = dimensions.index(AREA)
    observations = Observations(name, dimensions[:area_at] + dimensions[area_at + 1 :])
    for period in {period for period in periods if read_year(period) is None}:
        observations.object(f"line 1: {shown(period)} is no year; only annual series are taken, so choose freq=A")
    for number, line in enumerate(lines, start=2):
        key, *cells = line.rstrip("\r").split("\t")
        if not line.strip():
            continue
        codes = [code.strip() for code in key.split(",")]
        if len(codes) != len(dimensions) or not len(periods) <= len(cells) <= len(periods) + 1:
            observations.object(f"line {number}: other dimensions or years than in the header; the file is not whole")
            continue
        area = codes.pop(area_at)
        for period, cell in zip(periods, cells, strict=False):
            _add(observations, f"line {number}, {printable(period)}", codes, area, period, cell)
    return observations


def _add(observations: Observations, place: str, codes: list[str], area: str, period: str, cell: str) -> None:
    found = CELL.fullmatch(cell.strip())
    if found is None:
        observations.object(f"{place}: {shown(cell.strip())} is not a number with a flag such as '4.9 b', nor ':'")
    elif read_year(period) is not None:
        observations.add(place, codes, area, period, found["value"], found["flag"])
