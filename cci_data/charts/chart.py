"""What a chart or map says, whoever shows it: a page, a picture, a slide or a printed report."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Protocol

import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk

from cci_data.data_age import DataAge, dated
from cci_data.language import listed
from cci_data.queries.changes import scope

NAMED = 3


class Fetch(Protocol):
    """A function that asks a query of the data, such as `Reader.fetch`; raises DatabaseProblem."""

    def __call__(self, query: Callable[..., Any], **arguments: Hashable) -> Any:
        """Return `query(session, **arguments)`."""


@dataclass(frozen=True, eq=False)
class Chart:
    """A chart or map with everything that is said about it.

    name: its key in `registry.CHARTS`; choice: the parameters of an address that ask for it again, those of its page
    among them; title: what is drawn; summary: the finding in one sentence, which is what screen readers say; legend:
    what its marks mean, for whoever does not say so beside it; note: what to know before reading it; source: where the
    data come from, without "Source:"; as_of: how old they are (see `dated`), None where not known; drawing: None
    where there is nothing to draw, and then `nothing` is a sentence that invites; make_table: makes the table.
    """

    name: str
    title: str
    summary: str
    note: str
    source: str
    as_of: DataAge | date | None
    drawing: go.Figure | pdk.Deck | None
    make_table: Callable[[], pd.DataFrame]
    legend: str = ""
    choice: Mapping[str, str] = field(default_factory=dict)
    nothing: str = ""

    @cached_property
    def table(self) -> pd.DataFrame:
        """The same as a table, under headings for reading; made when somebody asks, since most who look do not."""
        return self.make_table()

    @property
    def basis(self) -> str:
        """What to know before reading it, where the data come from, and of which day they are, in sentences."""
        how_old = f"{dated(self.as_of)}." if self.as_of else ""
        return " ".join(text for text in (self.note, f"Source: {self.source}.", how_old) if text)


def origins(fetch: Fetch) -> str:
    """Return where the records that are there come from, in words; the Desk is named where it has told of any."""
    found = fetch(scope)
    is_told = bool(found.told_on) or found.published_count < found.partner_count
    if not is_told:
        return "public record"
    return "public record and Contact Desk" if found.published_count or found.collected_on else "Contact Desk"


def collected_on(fetch: Fetch) -> DataAge | None:
    """Return how old the network's records are, for `dated`, None where it is not known."""
    found = fetch(scope)
    return DataAge(found.collected_on, found.told_on) or None


def most(labels: Iterable[str], numbers: Iterable[int]) -> tuple[str, int, int]:
    """Return which labels have the largest number: in words, how many they are, and the number; ("", 0, 0) for none."""
    pairs = list(zip(labels, numbers, strict=True))
    largest = max((number for _, number in pairs), default=0)
    found = [label for label, number in pairs if number == largest > 0]
    return listed(found, NAMED), len(found), int(largest)
