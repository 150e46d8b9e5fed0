"""What is new since a moment: the records of two states of the data, side by side.

Records are compared by their ids, so one that was renamed is not new, and of partners that were merged none is gone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from cci_data.language import count, listed
from cci_data.queries.coverage import countries, sectors
from cci_data.queries.events import events
from cci_data.queries.partners import former_ids, partners
from cci_data.queries.projects import projects
from cci_data.vocabulary import ILLUSTRATIVE

if TYPE_CHECKING:
    from cci_data.charts.chart import Fetch

HOW = 'The Contact Desk keeps a moment with: python -m cci_data freeze "Network meeting January 2027"'
# What is compared: the key of its records.
KEYS = {
    "partners": "partner_id",
    "countries": "country_code",
    "sectors": "sector_id",
    "projects": "project_id",
    "events": "event_id",
}


@dataclass(frozen=True, eq=False)
class Since:
    """What is new, and what is gone; illustrative records are nowhere.

    partners, projects, events: the records that came, with the columns of the queries of that name; countries, sectors:
    those that had no partner before, with the columns of `queries.coverage`. Where days were named, `events` has only
    what lies ahead; held: the events, new or not, whose last day was in between; late: those that came to the records
    when they had been over before the first day. gone: the same of what is no longer on record or has lost its last
    partner, by the names above.
    """

    partners: pd.DataFrame
    countries: pd.DataFrame
    sectors: pd.DataFrame
    projects: pd.DataFrame
    events: pd.DataFrame
    held: pd.DataFrame
    late: pd.DataFrame
    gone: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind are new."""
        return {kind: len(getattr(self, kind)) for kind in KEYS}

    def in_words(self, words: Mapping[str, tuple[str, str]]) -> str:
        """Return how much is new and was held, in words; "" where that is nothing.

        words: for each of KEYS, for `held` and for `late`, the words for one and for several.
        """
        numbers = self.counts | {"held": len(self.held), "late": len(self.late)}
        return listed(count(number, *words[kind]) for kind, number in numbers.items() if number)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing came, went or was held."""
        return not any((*self.counts.values(), len(self.held), len(self.late), *map(len, self.gone.values())))


def since(then: "Fetch", now: "Fetch", *, days: tuple[date, date] | None = None) -> Since:
    """Return what is new in the data that `now` asks against the data that `then` asks; raises DatabaseProblem.

    days: the day of `then` and that of `now`; an event that ended on the first or later, and before the second, was
    held in between. One that came to the records since is announced, held or late, never two of them.
    """
    before, after = _records(then), _records(now)
    merged = now(former_ids)
    known = {kind: set(found[KEYS[kind]]) for kind, found in before.items()}
    # Who had two ids then, and two names now, was parted from another: not new either.
    known["partners"] |= {*(merged.get(key, key) for key in known["partners"]), *then(former_ids)}
    there = {kind: set(found[KEYS[kind]]) for kind, found in after.items()}
    there["partners"] |= set(merged)
    new = {kind: _others(found, kind, known[kind]) for kind, found in after.items()}
    came, (first, last) = new["events"], days or (date.min, date.min)
    return Since(
        **new | {"events": _ended(came, last, date.max)},
        held=_ended(after["events"], first, last),
        late=_ended(came, date.min, first),
        gone={kind: _others(found, kind, there[kind]) for kind, found in before.items()},
    )


def _records(fetch: "Fetch") -> dict[str, pd.DataFrame]:
    happening = fetch(events)
    return {
        "partners": fetch(partners),
        "countries": _reached(fetch(countries)),
        "sectors": _reached(fetch(sectors)),
        "projects": fetch(projects),
        "events": happening[happening["origin"] != ILLUSTRATIVE],
    }


def _reached(found: pd.DataFrame) -> pd.DataFrame:
    return found[found["partner_count"] > 0]


def _others(found: pd.DataFrame, kind: str, known: set[str]) -> pd.DataFrame:
    return found[~found[KEYS[kind]].isin(known)].reset_index(drop=True)


def _ended(found: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """Return the events whose last day is `first` or later, and before `last`."""
    is_in = found["ends_on"].map(lambda ends_on: first <= ends_on < last).astype(bool)
    return found[is_in].reset_index(drop=True)
