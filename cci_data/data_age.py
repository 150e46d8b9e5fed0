"""How old the data are, in the one sentence that every screen, sheet, slide and picture says it in."""

from dataclasses import dataclass
from datetime import date

from cci_data.language import day


@dataclass(frozen=True)
class DataAge:
    """How old the network's records are: the day on which the public record was collected, None where not known, and
    the last day on which a record of the Desk came or changed, None where the Desk has told of none."""

    collected_on: date | None
    told_on: date | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is known of it."""
        return bool(self.collected_on or self.told_on)


def dated(age: DataAge | date | None) -> str:
    """Return how old data are, without a full stop, "" where that is not known; a date is that of a single source."""
    if not isinstance(age, DataAge):
        return f"Data as of {day(age)}" if age else ""
    if not age.told_on:
        return dated(age.collected_on)
    told = f"Contact Desk's records up to {day(age.told_on)}"
    return f"Public record as of {day(age.collected_on)}, {told}" if age.collected_on else told
