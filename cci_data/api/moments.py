"""Of which moment an address wants the data: of now, or of a frozen state (`as_of`)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from starlette.datastructures import QueryParams

from cci_data.api.parameters import Parameter, read_parameters
from cci_data.api.problems import Problem, quoted
from cci_data.charts.chart import Fetch
from cci_data.frozen.readers import Frozen
from cci_data.language import day as day_in_words

NAME = "as_of"
AS_OF = Parameter(NAME, "name of a frozen state, as addresses have it: the data as they were then", longest=80)
# Finds a frozen state by its slug; may raise DatabaseProblem.
Find = Callable[[str], Frozen | None]


def nothing_frozen(_slug: str) -> None:
    """Find no frozen state."""


@dataclass(frozen=True)
class Moment:
    """The moment that an address asks for: what asks for the data of then, and the frozen state, None for now."""

    fetch: Fetch
    frozen: Frozen | None = None

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters by which addresses ask for it."""
        return {NAME: self.frozen.slug} if self.frozen else {}

    @property
    def words(self) -> tuple[str, ...]:
        """What files and captions say of it, beside their filters."""
        return (f"As of: {self.frozen.name}, {day_in_words(self.frozen.day)}",) if self.frozen else ()

    def day(self, today: date) -> date:
        """Return the day of it: that of the frozen state, else today."""
        return self.frozen.day if self.frozen else today

    @property
    def suffix(self) -> str:
        """What the names of files say of it, before their end."""
        return f"-{self.frozen.slug}" if self.frozen else ""


def read_moment(query: QueryParams, fetch: Fetch, find: Find) -> tuple[Moment, QueryParams]:
    """Return the moment that an address asks for, and the rest of what it asks.

    fetch: asks for the data of now. Raises Problem where there is no such frozen state, and DatabaseProblem.
    """
    if NAME not in query:
        return Moment(fetch), query
    asked = read_parameters(QueryParams([(NAME, value) for value in query.getlist(NAME)]), (AS_OF,))
    frozen = find(asked[NAME])
    if frozen is None:
        detail = f"There is no frozen state {quoted(asked[NAME])}."
        raise Problem("no-such-frozen-state", detail, f"Leave {NAME} out to have what is on record now.")
    rest = [(name, value) for name, value in query.multi_items() if name != NAME]
    return Moment(frozen.fetch, frozen), QueryParams(rest)
