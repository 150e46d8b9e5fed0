"""JSON-stat 2.0, as Eurostat's statistics API gives it: a cube with a value, and maybe a status, at each position."""

import html
import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, ValidationError

from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics.cells import printable, read_dataset_code, shown
from cci_data.imports.statistics.dataset import Dataset, Observations, bounded, refuse_markup

PUBLISHER, AGENCY = "Eurostat", "ESTAT"
AREA, PERIODS = "geo", ("time", "TIME_PERIOD")
VERSION, CLASS = "2.0", "dataset"
LONGEST_MESSAGE, MOST_MARKUP = 300, 20_000
MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^<>]*>", re.DOTALL | re.IGNORECASE)
POSITION = re.compile(r"0|[1-9]\d{0,17}", re.ASCII)


class _Part(BaseModel):
    model_config = ConfigDict(strict=True)


class _Category(_Part):
    index: dict[str, NonNegativeInt] | list[str] | None = None
    label: dict[str, str] = Field(default_factory=dict)


class _Dimension(_Part):
    category: _Category


class _Extension(_Part):
    id: str | None = None
    agencyId: str | None = None  # noqa: N815 - the publisher's spelling


class _Cube(_Part):
    id: list[str]
    size: list[NonNegativeInt]
    dimension: dict[str, _Dimension]
    value: list[Any] | dict[str, Any]
    status: list[Any] | dict[str, Any] | str | None = None
    updated: str | None = None
    source: str | None = None
    extension: _Extension = Field(default_factory=_Extension)


def recognises(head: str, name: str) -> bool:
    """Say whether a file is JSON, from its beginning or its name."""
    return name.lower().endswith(".json") or head.removeprefix("\ufeff").lstrip().startswith("{")


def read(text: str, name: str) -> Dataset:
    """Read the text of the file called `name`; raises ImportProblem where it is no JSON-stat data set of Eurostat's."""
    refuse_markup(text, name)
    document = _document(text.removeprefix("\ufeff"), name)
    cube = _cube(document, name)
    codes = _codes(cube, name)
    time = next((dimension for dimension in cube.id if dimension in PERIODS), None)
    if AREA not in cube.id or time is None:
        raise ImportProblem(
            [f"{name}: the dimensions geo and time are expected, but id has {', '.join(map(printable, cube.id))}"]
        )
    others = [index for index, dimension in enumerate(cube.id) if dimension not in (AREA, time)]
    observations = Observations(name, [cube.id[index].lower() for index in others])
    area_at, time_at = cube.id.index(AREA), cube.id.index(time)
    total = math.prod(cube.size)
    statuses = cube.status if isinstance(cube.status, str) else dict(_entries(cube.status or {}, "status", total, name))
    for position, value in _entries(cube.value, "value", total, name):
        if isinstance(value, str):
            observations.object(f"value {position}: {shown(value)} is text where a number belongs")
            continue
        at = _coordinates(position, cube.size)
        chosen = [codes[axis][index] for axis, index in enumerate(at)]
        flag = statuses if isinstance(statuses, str) else statuses.get(position)
        place = f"value {position} ({', '.join(map(printable, chosen))})"
        observations.add(place, [chosen[index] for index in others], chosen[area_at], chosen[time_at], value, flag)
    return observations.dataset(PUBLISHER, _dataset_code(cube, name), _updated(cube, name))


def message_of(document: Any) -> str | None:
    """Return what the API says in the place of data (an `error` or a `warning`), without markup; None otherwise."""
    if not isinstance(document, dict):
        return None
    said = document.get("error", document.get("warning"))
    first = said[0] if isinstance(said, list) and said else said
    if isinstance(first, dict):
        first = first.get("label", first)
    return None if first is None else plain(str(first))


def message_in(text: str) -> str:
    """Return what the text of a refusal says, be it JSON, a SOAP fault or a web page; empty where it says nothing."""
    try:
        return message_of(json.loads(text)) or plain(text)
    except (ValueError, RecursionError):
        return plain(text)


def plain(text: str) -> str:
    """Return `text` without markup, in one line of at most `LONGEST_MESSAGE` characters."""
    words = " ".join(html.unescape(MARKUP.sub(" ", text[:MOST_MARKUP])).split())
    return printable(words, LONGEST_MESSAGE)


def _document(text: str, name: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError as error:
        raise ImportProblem([f"{name}: the JSON is nested too deeply to be statistics"]) from error
    except json.JSONDecodeError as error:
        place = f"{name}, line {error.lineno}, character {error.colno}"
        raise ImportProblem([f"{place}: the JSON is not whole ({error.msg}); download the file again"]) from error
    except ValueError as error:
        raise ImportProblem([f"{name}: the JSON is not sound ({plain(str(error))})"]) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise ValueError(f"{shown(twice)} is there twice")
    return found


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is not a number")


def _cube(document: Any, name: str) -> _Cube:
    message = message_of(document)
    if message is not None:
        raise ImportProblem([f"{name} holds a message in the place of data: {message}"])
    found = document if isinstance(document, dict) else {}
    for key, expected in (("class", CLASS), ("version", VERSION)):
        if found.get(key) != expected:
            said = f"{key} is {shown(found[key])}" if key in found else f"there is no {key}"
            raise ImportProblem([f"{name}: {said}; JSON-stat is expected, with version {VERSION} and class {CLASS}"])
    try:
        cube = _Cube.model_validate(document)
    except ValidationError as error:
        findings = error.errors(include_url=False, include_input=False)
        raise ImportProblem(bounded([_sentence(finding, name) for finding in findings])) from error
    if AGENCY not in (cube.source, cube.extension.agencyId):
        raise ImportProblem([f"{name}: source is {shown(cube.source)}; of JSON-stat, Eurostat's ({AGENCY}) is read"])
    return cube


def _sentence(finding: Mapping[str, Any], name: str) -> str:
    place = ".".join(plain(str(part)) for part in finding["loc"])
    return f"{name}, {place}: {finding['msg']}, as JSON-stat {VERSION} has it"


def _codes(cube: _Cube, name: str) -> list[list[str]]:
    """Return for each dimension its codes in their order; raises ImportProblem where the sizes do not match."""
    if len(cube.id) != len(cube.size) or len(set(cube.id)) != len(cube.id):
        raise ImportProblem([f"{name}: id has {len(cube.id)} dimensions, size has {len(cube.size)}; they do not match"])
    found, problems = [], []
    for dimension, size in zip(cube.id, cube.size, strict=True):
        category = cube.dimension[dimension].category if dimension in cube.dimension else _Category()
        codes = _ordered(category)
        found.append(codes)
        if len(codes) != size or len(set(codes)) != size:
            place = f"{name}, dimension {shown(dimension)}"
            problems.append(f"{place}: {len(codes)} codes in order where size says {size}; the file is not whole")
    if problems:
        raise ImportProblem(problems)
    return found


def _ordered(category: _Category) -> list[str]:
    """Return the codes of a dimension by position, none where their positions are not 0, 1, 2 …"""
    if isinstance(category.index, list):
        return category.index
    positions = dict.fromkeys(category.label, 0) if category.index is None else category.index
    codes = sorted(positions, key=positions.__getitem__)
    return codes if [positions[code] for code in codes] == list(range(len(codes))) else []


def _entries(entries: Sequence[Any] | Mapping[str, Any], what: str, total: int, name: str) -> Iterator[tuple[int, Any]]:
    """Yield position and entry for each position that has one: an absent key and null say that there is none."""
    if isinstance(entries, Mapping):
        wrong = [key for key in entries if not POSITION.fullmatch(key) or int(key) >= total]
        if wrong:
            raise ImportProblem([f"{name}, {what}: there is no position {shown(wrong[0])} in a cube of {total}"])
        pairs = ((int(key), entry) for key, entry in entries.items())
    elif len(entries) != total:
        raise ImportProblem([f"{name}, {what}: {len(entries)} entries where the sizes make {total}; it is not whole"])
    else:
        pairs = enumerate(entries)
    return ((position, entry) for position, entry in pairs if entry is not None)


def _coordinates(position: int, sizes: Sequence[int]) -> list[int]:
    """Return the index in each dimension; the last dimension runs fastest."""
    at = []
    for size in reversed(sizes):
        position, index = divmod(position, size)
        at.append(index)
    return at[::-1]


def _dataset_code(cube: _Cube, name: str) -> str:
    try:
        return read_dataset_code(cube.extension.id or "")
    except ValueError as error:
        raise ImportProblem([f"{name}, extension.id: {error}"]) from error


def _updated(cube: _Cube, name: str) -> date | None:
    try:
        return datetime.fromisoformat(cube.updated).date() if cube.updated else None
    except ValueError as error:
        sentence = f"{name}, updated: {shown(cube.updated)} is not a moment such as 2025-10-08T23:00:00+0200"
        raise ImportProblem([sentence]) from error
