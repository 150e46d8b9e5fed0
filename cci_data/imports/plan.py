"""What an import would do: record by record what comes, changes or stays, and everything that stands against it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cci_data.history import Step

# How a value is told that is not there.
NOTHING = "(blank)"


@dataclass(frozen=True, slots=True)
class Alteration:
    """A value that changes: the address of its cell, the heading, and what it was and becomes, as a person reads it."""

    where: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a record: its sheet, the address of its row, its id and name, and which of its values change.

    state: `added`, `changed`, `merged` or `left`.
    """

    sheet: str
    where: str
    record: str
    name: str
    state: str
    alterations: tuple[Alteration, ...] = ()


@dataclass
class Plan:
    """What an import would do.

    outcomes: of every row that fits; steps: what must be done, in their order. problems: what does not fit; questions:
    what only a person can tell (likely duplicates); notes: what a person should know. Only without problems and
    questions can it be stored.
    """

    outcomes: list[Outcome] = field(default_factory=list)
    steps: Sequence[Step] = ()
    problems: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_storable(self) -> bool:
        """Whether nothing stands against storing it."""
        return not self.problems and not self.questions

    def of(self, sheet: str, state: str) -> list[Outcome]:
        """Return the outcomes of a sheet in a state."""
        return [outcome for outcome in self.outcomes if (outcome.sheet, outcome.state) == (sheet, state)]
