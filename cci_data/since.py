"""What is new since a moment: the records of two states of the data, side by side.

Records are compared by their ids, so one that was renamed is not new, and of partners that were merged none is gone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from cci_data.queries.coverage import countries, sectors
from cci_data.queries.events import events
from cci_data.queries.partners import former_ids, partners
from cci_data.queries.projects import projects
from cci_data.vocabulary import ILLUSTRATIVE

if TYPE_CHECKING:
    from cci_data.charts.chart import Fetch

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
    those that had no partner before, with the columns of `queries.coverage`; held: the events, new or not, whose last
    day was in between, none where no days were named; gone: the same of what is no longer on record or has lost its
    last partner, by the names above.
    """

    partners: pd.DataFrame
    countries: pd.DataFrame
    sectors: pd.DataFrame
    projects: pd.DataFrame
    events: pd.DataFrame
    held: pd.DataFrame
    gone: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind are new."""
        return {kind: len(getattr(self, kind)) for kind in KEYS}

    @property
    def is_nothing(self) -> bool:
        """Whether nothing came, went or was held."""
        return not any((*self.counts.values(), len(self.held), *map(len, self.gone.values())))


def since(then: "Fetch", now: "Fetch", *, days: tuple[date, date] | None = None) -> Since:
    """Return what is new in the data that `now` asks against the data that `then` asks; raises DatabaseProblem.

    days: the day of `then` and that of `now`; an event that ended on the first or later, and before the second, was
    held in between.
    """
    before, after = _records(then), _records(now)
    merged = now(former_ids)
    known = {kind: set(found[KEYS[kind]]) for kind, found in before.items()}
    # Who had two ids then, and two names now, was parted from another: not new either.
    known["partners"] |= {*(merged.get(key, key) for key in known["partners"]), *then(former_ids)}
    there = {kind: set(found[KEYS[kind]]) for kind, found in after.items()}
    there["partners"] |= set(merged)
    return Since(
        **{kind: _others(found, kind, known[kind]) for kind, found in after.items()},
        held=_held(after["events"], days),
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


def _held(found: pd.DataFrame, days: tuple[date, date] | None) -> pd.DataFrame:
    if days is None:
        return found.iloc[:0]
    first, last = days
    return found[[first <= ends_on < last for ends_on in found["ends_on"]]].reset_index(drop=True)
