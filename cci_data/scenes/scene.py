"""What is shown at a meeting, scene by scene, whoever draws it: a screen, a slide or a sheet of paper.

A scene holds facts and words, no layout: whoever draws it decides how large, in which colours, and what is cut where
there is no room ("and 4 more").
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from cci_data.data_age import DataAge
from cci_data.filters import EVERYBODY, PartnerFilter


@dataclass(frozen=True)
class Choice:
    """What a presenter has chosen, beside the order of the scenes.

    chosen: of whom the scenes are; spotlight: the code of the country in the spotlight, "" for whose turn it is;
    today: the day on which it is shown; address: where the audience finds the dashboard; since: the frozen state that
    the present one is compared with, "" for the latest from before that day. Where a frozen state is what is shown:
    present asks the database that keeps it, and moment is when it was frozen. kind: of events, a key of EVENT_KINDS, ""
    for all; event: the id of the one that is told of, title: of the meeting, "" for none. Of impact, period: a key of
    `impact.period`, programme: its name, "" for all; figure: the id of an indicator beside the headlines, "" for none.
    """

    today: date
    chosen: PartnerFilter = EVERYBODY
    spotlight: str = ""
    address: str = ""
    since: str = ""
    present: Callable[..., Any] | None = field(default=None, compare=False, repr=False)
    moment: datetime | None = None
    kind: str = ""
    event: str = ""
    title: str = ""
    period: str = ""
    programme: str = ""
    figure: str = ""


@dataclass(frozen=True)
class Name:
    """A name on a map, at its point (degrees, WGS 84)."""

    text: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Bubble:
    """A place: its point (degrees, WGS 84), and the partners there at each step of the map, never fewer than before."""

    city: str
    country_code: str
    latitude: float
    longitude: float
    counts: tuple[int, ...]


@dataclass(frozen=True)
class BubbleMap:
    """A map whose bubbles grow. steps: what each step is (`2019`, `all on record`); totals: partners at each step."""

    steps: tuple[str, ...]
    totals: tuple[int, ...]
    bubbles: tuple[Bubble, ...]
    explanation: str


@dataclass(frozen=True)
class Cell:
    """A cell of a matrix. text: a number or a sign; state: a key of COVERAGE_STATES, or `apart`."""

    text: str
    state: str


@dataclass(frozen=True)
class Matrix:
    """A matrix: heads of rows (sectors) and of columns (country codes, with their names), cells by row.

    legend: what its signs mean.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    column_names: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    legend: str


@dataclass(frozen=True)
class Entry:
    """An entry of a list. label: what it is of (`Strategy, 2021`, `12 May 2027`); text: the entry itself; detail: who
    or where; is_illustrative: needs the mark."""

    text: str
    label: str = ""
    detail: str = ""
    is_illustrative: bool = False


@dataclass(frozen=True)
class Entries:
    """A list with its heading, the most important entry first. nothing: what is said where it is empty."""

    heading: str
    entries: tuple[Entry, ...]
    nothing: str = ""


@dataclass(frozen=True)
class Line:
    """The values of one area over time, by year. role: `country`, `union` or `other`; strokes: parts between which the
    pen is lifted (a missing year, a break in the series), each of (year, value)."""

    name: str
    role: str
    strokes: tuple[tuple[tuple[int, float], ...], ...]


@dataclass(frozen=True)
class Lines:
    """An indicator over time. latest: the country's latest value with its unit and year (`4.1 %, 2024`), "" without
    one; is_logarithmic: for quantities that would not fit on another scale; the country's line is the last."""

    title: str
    unit: str
    decimals: int
    latest: str
    is_logarithmic: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Panels:
    """Several indicators side by side; caption: which line is which."""

    panels: tuple[Lines, ...]
    caption: str


@dataclass(frozen=True)
class Node:
    """A country in the network of shared projects, at its point on the map; number: of its projects."""

    code: str
    name: str
    latitude: float
    longitude: float
    number: int


@dataclass(frozen=True)
class Link:
    """Two countries (codes) whose partners share projects; number: how many."""

    one: str
    other: str
    number: int


@dataclass(frozen=True)
class Web:
    """The network of shared projects between countries."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    explanation: str


@dataclass(frozen=True)
class Figure:
    """A number with what it counts. key: its name in `queries.numbers.NUMBERS`, "" where it is none of them."""

    value: str
    label: str
    detail: str = ""
    key: str = ""


@dataclass(frozen=True)
class Figures:
    """Numbers side by side."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Code:
    """An address that a telephone reads off the screen, as a QR code. words: what is found there; caveat: who cannot
    open it, "" where everybody can."""

    address: str
    words: str
    caveat: str = ""


Block = BubbleMap | Matrix | Entries | Panels | Web | Figures | Code


@dataclass(frozen=True)
class Scene:
    """A scene.

    name: a key of `agenda.SCENES`; kicker: what it is about (`Where we are`); headline: what it finds, one sentence
    without a full stop; blocks: from left to right, the main one first; note: how to read it, in sentences; source:
    where the data come from, without "Source:"; as_of: the day of the data, None where not known.
    """

    name: str
    kicker: str
    headline: str
    blocks: tuple[Block, ...]
    source: str
    as_of: DataAge | date | None
    note: str = ""
