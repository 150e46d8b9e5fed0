"""SDMX-CSV, versions 1.0 and 2.0, as Eurostat gives it: a row an observation, flags in OBS_FLAG.

Codes may carry their labels (`T:Total`, or a column of labels beside that of the codes); those are left out.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics.cells import read_dataset_code, shown
from cci_data.imports.statistics.dataset import Dataset, Observations, refuse_markup
from cci_data.imports.statistics.delimited import first_cells, read_lines

PUBLISHER, AGENCY = "Eurostat", "ESTAT"
FLOW, STRUCTURE = "DATAFLOW", "STRUCTURE"
AREA, PERIOD, VALUE, FLAG = "geo", "TIME_PERIOD", "OBS_VALUE", "OBS_FLAG"
UPDATED, ACTION, DELETED = "LAST UPDATE", "ACTION", "D"
DATED = "%d/%m/%y %H:%M:%S"
DATAFLOW = re.compile(r"(?P<agency>[\w.]+):(?P<id>[\w$.-]+)\(\d[\d.]*\)", re.ASCII)
DIMENSION = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


def recognises(head: str, name: str) -> bool:
    """Say whether a file is SDMX-CSV, from its beginning."""
    cells = [_code(cell) for cell in first_cells(head)]
    return _names_a_flow(cells)


def read(text: str, name: str) -> Dataset:
    """Read the text of the file called `name`; raises ImportProblem where it is no SDMX-CSV of Eurostat's."""
    refuse_markup(text, name)
    lines = read_lines(text, name)
    header = [_code(cell) for cell in next(lines, (0, []))[1]]
    at = _columns(header, name)
    dimensions = {title: index for title, index in at.items() if DIMENSION.fullmatch(title) and title != AREA}
    observations = Observations(name, list(dimensions))
    flows, updates = {}, {}
    for number, cells in _whole(lines, header, observations):
        place = f"line {number}"
        flows.setdefault(cells[at[FLOW]], place)
        updates.setdefault(cells[at[UPDATED]] if UPDATED in at else "", place)
        if ACTION in at and cells[at[ACTION]] == DELETED:
            observations.object(f"{place}: takes an observation back (ACTION is D); download the data set as a whole")
            continue
        codes = [_code(cells[index]) for index in dimensions.values()]
        area, period = _code(cells[at[AREA]]), _code(cells[at[PERIOD]])
        flag = _code(cells[at[FLAG]]) if FLAG in at else None
        observations.add(place, codes, area, period, cells[at[VALUE]], flag)
    observations.check()
    return observations.dataset(PUBLISHER, _dataset_code(flows, name), _last_update(updates, name))


def _names_a_flow(header: list[str]) -> bool:
    return header[:1] == [FLOW] or header[:2] == [STRUCTURE, f"{STRUCTURE}_ID"]


def _code(cell: str) -> str:
    """Return a code without the label that may follow it: `T:Total` → `T`."""
    return cell.partition(":")[0].strip()


def _columns(header: list[str], name: str) -> dict[str, int]:
    """Return column → index; DATAFLOW is the one that names the data set. Columns of labels are left out."""
    if not _names_a_flow(header):
        raise ImportProblem([f"{name}, line 1: a header that begins with DATAFLOW or STRUCTURE is expected"])
    wanted = {AREA, PERIOD, VALUE, FLAG, UPDATED, ACTION}
    at = {FLOW: 1 if header[0] == STRUCTURE else 0}
    problems = []
    for index, title in enumerate(header):
        if title in at and title != FLOW:
            problems.append(f"{name}, line 1: column {shown(title)} is there twice")
        elif title in wanted or DIMENSION.fullmatch(title):
            at[title] = index
    problems += [f"{name}, line 1: column {title} is missing" for title in (AREA, PERIOD, VALUE) if title not in at]
    if problems:
        raise ImportProblem(problems)
    return at


def _whole(
    lines: Iterator[tuple[int, list[str]]], header: list[str], observations: Observations
) -> Iterator[tuple[int, list[str]]]:
    for number, cells in lines:
        if len(cells) == len(header):
            yield number, cells
        else:
            observations.object(f"line {number}: {len(cells)} cells where the header has {len(header)}")


def _dataset_code(flows: dict[str, str], name: str) -> str:
    if len(flows) != 1:
        held = "several data sets" if flows else "no observation"
        raise ImportProblem([f"{name} holds {held}; a file of one data set is expected"])
    ((flow, place),) = flows.items()
    found = DATAFLOW.match(flow)
    if found is None or found["agency"] != AGENCY:
        raise ImportProblem([f"{name}, {place}: {shown(flow)} is not of Eurostat's, such as ESTAT:CULT_EMP_SEX(1.0)"])
    try:
        return read_dataset_code(found["id"])
    except ValueError as error:
        raise ImportProblem([f"{name}, {place}: {error}"]) from error


def _last_update(updates: dict[str, str], name: str) -> date | None:
    dates = []
    for text, place in updates.items():
        try:
            dates += [datetime.strptime(text, DATED).date()] if text else []
        except ValueError as error:
            sentence = f"{name}, {place}, {UPDATED}: {shown(text)} is not a moment such as 08/10/25 23:00:00"
            raise ImportProblem([sentence]) from error
    return max(dates, default=None)
