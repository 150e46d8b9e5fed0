"""A CSV file → rows that fit their table, or a list of sentences that say what does not.

Row numbers are those of a spreadsheet: the header is row 1.
"""

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Date, Float, Integer, String, Text, Time

from cci_data.language import one_line
from cci_data.links import is_web_link
from cci_data.models import Base
from cci_data.partial_dates import ends_before_it_begins, first_day
from cci_data.sheets.cells import LARGEST_INTEGER
from cci_data.time_zones import time_zone
from cci_data.vocabulary import (
    AREAS,
    CAUSES,
    EURO,
    EVENT_KINDS,
    IMPACT_FAMILIES,
    IMPACT_KINDS,
    IMPORT_KINDS,
    ORIGINS,
    OUTCOMES,
    PROJECT_ROLES,
    SOLUTION_KINDS,
    STATEMENT_KINDS,
    STEP_KINDS,
)

CHOICES = {
    "event.kind": EVENT_KINDS,
    "good_practice_partner.role": PROJECT_ROLES,
    "impact_indicator.family": IMPACT_FAMILIES,
    "impact_indicator.kind": IMPACT_KINDS,
    "import.kind": IMPORT_KINDS,
    "indicator_value.area_code": AREAS,
    "participation.role": PROJECT_ROLES,
    "solution.kind": SOLUTION_KINDS,
    "statement.kind": STATEMENT_KINDS,
    "step.cause": CAUSES,
    "step.kind": STEP_KINDS,
    "step.outcome": OUTCOMES,
} | {
    f"{name}.origin": ORIGINS
    for name in (
        *("continuation", "data_set", "event", "good_practice", "impact_indicator", "impact_value", "partner"),
        *("project", "solution", "spotlight", "statement", "step", "uptake"),
    )
}
RANGES = {"latitude": 90.0, "longitude": 180.0}
LINKS = {"link", "ror_id", "website"}
NEVER_BELOW_ZERO = {"event_participation", "impact_value", "step"}
PARTIAL_DATES = {"starts", "ends", "counted_on", "happened_on", "finished_on", "taken_up_on", "continued_on"}


class ImportProblem(Exception):
    """A file cannot be taken in; `problems` says in sentences where and why, one for each finding."""

    def __init__(self, problems: Sequence[str]) -> None:
        """Keep `problems`, all that were found together."""
        self.problems = tuple(map(one_line, problems))
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Cells:
    """A file as text: its name, its columns, and for each row its number and the text by column."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


@dataclass(frozen=True)
class Sheet:
    """A file whose rows fit `model`: for each row its number and the value of every column."""

    file: str
    model: type[Base]
    rows: tuple[tuple[int, dict[str, Any]], ...]


def read_cells(path: Path) -> Cells:
    """Read the CSV file at `path` (UTF-8, a header, commas); raises ImportProblem where it is no such file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file, strict=True))
    except OSError as error:
        raise ImportProblem([f"{path.name}: the file cannot be read ({error.strerror})"]) from error
    except UnicodeDecodeError as error:
        raise ImportProblem([f"{path.name}: the file is not UTF-8 text; save it as CSV UTF-8"]) from error
    except csv.Error as error:
        raise ImportProblem([f"{path.name}: the file is not CSV ({error})"]) from error
    if not lines:
        raise ImportProblem([f"{path.name}: the file is empty; its first row names the columns"])
    columns = tuple(name.strip() for name in lines[0])
    numbered = [(number, line) for number, line in enumerate(lines[1:], start=2) if any(map(str.strip, line))]
    problems = [f"{path.name}, row 1: column {name!r} is there twice" for name in columns if columns.count(name) > 1]
    problems += [
        f"{path.name}, row {number}: {len(line)} cells where the header has {len(columns)}"
        for number, line in numbered
        if len(line) != len(columns)
    ]
    if problems:
        raise ImportProblem(list(dict.fromkeys(problems)))
    rows = ((number, dict(zip(columns, map(str.strip, line), strict=True))) for number, line in numbered)
    return Cells(path.name, columns, tuple(rows))


def check_rows(cells: Cells, model: type[Base], constants: Mapping[str, Any]) -> tuple[Sheet, list[str]]:
    """Turn the text of `cells` into rows of `model`; return them with the sentences about what does not fit.

    constants: values that the file does not state, such as the origin; those that `model` has no column for are left
    out. A row with a problem is not among the rows.
    """
    table = model.__table__
    fixed = {name: value for name, value in constants.items() if name in table.columns}
    problems = _header_problems(cells, table.columns, fixed)
    if problems:
        return Sheet(cells.file, model, ()), problems
    rows = []
    for number, texts in cells.rows:
        values, found = _row(texts, table.columns, fixed)
        problems += [f"{cells.file}, row {number}, {column}: {sentence}" for column, sentence in found]
        if not found:
            rows.append((number, values))
    return Sheet(cells.file, model, tuple(rows)), problems


def _header_problems(cells: Cells, columns: Any, fixed: Mapping[str, Any]) -> list[str]:
    unknown = [name for name in cells.columns if name not in columns or name in fixed]
    missing = [
        column.name
        for column in columns
        if is_required(column) and column.name not in cells.columns and column.name not in fixed
    ]
    return [f"{cells.file}, row 1: column {name!r} is not one that this file can have" for name in unknown] + [
        f"{cells.file}, row 1: column {name!r} is missing" for name in missing
    ]


def is_required(column: Column) -> bool:
    """Tell whether a row must bring a value for `column`."""
    counts_itself = column.primary_key and isinstance(column.type, Integer) and len(column.table.primary_key) == 1
    return not (column.nullable or column.default or column.server_default or counts_itself)


def _row(texts: Mapping[str, str], columns: Any, fixed: Mapping[str, Any]) -> tuple[dict[str, Any], list]:
    values, problems = dict(fixed), []
    for column in columns:
        if column.name in fixed or (column.name not in texts and not column.nullable and not column.default):
            continue
        text = texts.get(column.name, "")
        try:
            values[column.name] = _value(column, text) if text else _blank(column)
        except ValueError as error:
            problems.append((column.name, str(error)))
    return values, problems or contradictions(columns.values()[0].table.name, values)


def _blank(column: Column) -> Any:
    if column.default is not None:
        return column.default.arg
    if not column.nullable:
        raise ValueError("is empty, but every row needs it")
    return None


def _value(column: Column, text: str) -> Any:
    choices = CHOICES.get(f"{column.table.name}.{column.name}")
    if choices and text not in choices:
        raise ValueError(f"{text!r} is not one of {', '.join(choices)}")
    if any(ord(character) < 32 and character not in "\n\t" for character in text):
        raise ValueError("holds a control character")
    if isinstance(column.type, Boolean):
        return _boolean(text)
    if isinstance(column.type, Integer):
        return _integer(text)
    if isinstance(column.type, Float):
        return _number(text, RANGES.get(column.name, math.inf))
    if isinstance(column.type, Date | Time):
        return _moment(text, date if isinstance(column.type, Date) else time)
    return _text(column, text)


def _boolean(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError(f"{text!r} is neither true nor false")
    return text == "true"


def _integer(text: str) -> int:
    try:
        number = int(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a whole number") from error
    if abs(number) > LARGEST_INTEGER:
        raise ValueError(f"{text!r} is too large")
    return number


def _number(text: str, limit: float) -> float:
    try:
        number = float(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a number") from error
    if not math.isfinite(number):
        raise ValueError(f"{text!r} is not a number")
    if abs(number) > limit:
        raise ValueError(f"{text!r} is not between -{limit:.0f} and {limit:.0f}")
    return number


def _moment(text: str, kind: type[date] | type[time]) -> date | time:
    try:
        moment = kind.fromisoformat(text)
    except ValueError as error:
        example = "a date such as 2026-01-31" if kind is date else "a time such as 09:30"
        raise ValueError(f"{text!r} is not {example}") from error
    if kind is time and moment.tzinfo is not None:
        raise ValueError(f"{text!r} carries an offset; the zone has a column of its own")
    return moment


def _text(column: Column, text: str) -> str:
    if column.name in PARTIAL_DATES:
        first_day(text)
    if column.name in LINKS and not is_web_link(text):
        raise ValueError(f"{text!r} is not a web address that begins with https:// or http://")
    if column.name == "time_zone" and time_zone(text) is None:
        raise ValueError(f"{text!r} is not a time zone such as Europe/Riga")
    if isinstance(column.type, String) and not isinstance(column.type, Text) and len(text) > column.type.length:
        raise ValueError(f"has {len(text)} characters; {column.type.length} are the most")
    return text


def contradictions(table: str, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (column, sentence) for each value of a whole row that contradicts another."""
    problems = []
    if table == "event" and values["starts_time"] and not values["time_zone"]:
        problems.append(("time_zone", "is empty, but a time of day needs its zone"))
    if table == "event" and values["ends_time"] and not values["starts_time"]:
        problems.append(("ends_time", "is set, but the event has no time at which it starts"))
    if table == "step":
        problems += _of_step(values)
    for name in ("participation_count", "value", "amount"):
        if table in NEVER_BELOW_ZERO and (values.get(name) or 0) < 0:
            problems.append((name, f"{values[name]} is below zero"))
    for name in ("target", "baseline"):
        if values.get(name) is not None and not values.get(f"{name}_year"):
            problems.append((f"{name}_year", f"is empty, but a {name} needs its year"))
    if values.get("starts_on") and values.get("ends_on") and values["ends_on"] < values["starts_on"]:
        problems.append(("ends_on", f"{values['ends_on']} lies before the start on {values['starts_on']}"))
    if "starts" in values and ends_before_it_begins(values["starts"], values["ends"]):
        problems.append(("ends", f"{values['ends']} lies before the start in {values['starts']}"))
    return problems


def _of_step(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Find what contradicts itself in a step of the ledger."""
    if values["follows_id"] and values["follows_id"] == values["step_id"]:
        yield "follows_id", "is the step's own id; a step cannot follow itself"
    if values["kind"] == "decision" and not values["outcome"]:
        yield "outcome", f"is empty, but a decision needs one of {', '.join(OUTCOMES.values())}"
    if values["kind"] != "decision" and values["outcome"]:
        yield "outcome", "is set, but only a decision has an outcome"
    if values["amount"] is None:
        return
    if not values["currency"]:
        yield "currency", "is empty, but an amount needs its currency, such as EUR"
    elif values["currency"] != EURO and not (values["eur_rate"] or 0) > 0:
        yield (
            "eur_rate",
            f"is empty or not above zero, but an amount in {values['currency']} needs its rate to the euro",
        )
    elif values["currency"] != EURO and not values["rate_on"]:
        yield "rate_on", "is empty, but a rate needs its day"
