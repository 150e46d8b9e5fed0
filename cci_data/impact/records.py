"""The records that figures of impact are counted from, without illustrative ones, in one reading of the database."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.models import (
    Continuation,
    EventAttendance,
    EventParticipation,
    EventProject,
    GoodPracticeSector,
    ImpactValue,
    Solution,
    SolutionPartner,
    Step,
    StepPartner,
    Uptake,
)
from cci_data.queries.events import events
from cci_data.queries.frames import frame, rows, shared, tuples_by_key
from cci_data.queries.good_practices import good_practices
from cci_data.queries.partners import partners
from cci_data.queries.projects import projects
from cci_data.queries.spotlights import Turn, desk_turns
from cci_data.vocabulary import ILLUSTRATIVE

Tuples = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Records:
    """The records, each frame with the columns of its table.

    partners (see `queries.partners.partners`), projects (see `queries.projects.projects`), events (see
    `queries.events.events`); attendees, event_projects: of an event, ids; participations: of an event, country code →
    number; steps, step_partners; solutions, developers; uptakes; continuations; values: those that cannot be computed;
    good_practices, practice_sectors; turns: those in the spotlight that the Desk set.
    """

    partners: pd.DataFrame
    projects: pd.DataFrame
    events: pd.DataFrame
    attendees: Tuples
    event_projects: Tuples
    participations: Mapping[str, Mapping[str, int]]
    steps: pd.DataFrame
    step_partners: Tuples
    solutions: pd.DataFrame
    developers: Tuples
    uptakes: pd.DataFrame
    continuations: pd.DataFrame
    values: pd.DataFrame
    good_practices: pd.DataFrame
    practice_sectors: Tuples
    turns: tuple[Turn, ...]

    def home(self, partner_ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return the own countries of partners, each once; a partner in several countries brings its own alone."""
        home = self.homes
        return tuple(sorted({home[key] for key in partner_ids if home.get(key)}))

    def there(self, event: Any) -> tuple[str, ...]:
        """Return the partners that host an event, and those that attended it; one that did both comes twice."""
        return (*event.host_ids, *self.attendees.get(event.event_id, ()))

    def programmes_of(self, project_ids: Collection[str]) -> tuple[str, ...]:
        """Return the programmes of projects, in the order of the projects on record; of one without any, none."""
        return tuple(row.programme for row in self.every_project if row.project_id in project_ids and row.programme)

    @cached_property
    def homes(self) -> dict[str, str | None]:
        """The own country of each partner, by its id."""
        return dict(zip(self.partners["partner_id"], self.partners["country_code"], strict=True))

    # Going through a frame builds its rows anew, and every rule goes through these.
    @cached_property
    def every_partner(self) -> tuple[Any, ...]:
        """The rows of `partners`, as named tuples."""
        return tuple(self.partners.itertuples())

    @cached_property
    def every_project(self) -> tuple[Any, ...]:
        """The rows of `projects`, likewise."""
        return tuple(self.projects.itertuples())

    @cached_property
    def every_event(self) -> tuple[Any, ...]:
        """The rows of `events`, likewise."""
        return tuple(self.events.itertuples())

    @cached_property
    def every_step(self) -> tuple[Any, ...]:
        """The rows of `steps`, likewise."""
        return tuple(self.steps.itertuples())


def records(session: Session) -> Records:
    """Return the records of today; a reader keeps them until the data changes."""
    who, what, on = shared(session, partners), shared(session, projects), shared(session, events)
    known, real = set(who["partner_id"]), set(what["project_id"])
    attended = select(EventAttendance.event_id, EventAttendance.partner_id)
    belongs = select(EventProject.event_id, EventProject.project_id)
    return Records(
        partners=who,
        projects=what,
        events=on[on["origin"] != ILLUSTRATIVE].reset_index(drop=True),
        attendees=_known(tuples_by_key(session, attended.order_by(*attended.selected_columns)), known),
        event_projects=_known(tuples_by_key(session, belongs.order_by(*belongs.selected_columns)), real),
        participations=_participations(session),
        steps=_real(session, Step, Step.happened_on, Step.step_id),
        step_partners=_known(_pairs(session, StepPartner.step_id, StepPartner.partner_id), known),
        solutions=_real(session, Solution, Solution.solution_id),
        developers=_known(_pairs(session, SolutionPartner.solution_id, SolutionPartner.partner_id), known),
        uptakes=_real(session, Uptake, Uptake.taken_up_on, Uptake.uptake_id),
        continuations=_real(session, Continuation, Continuation.continued_on, Continuation.continuation_id),
        values=_real(session, ImpactValue, ImpactValue.counted_on, ImpactValue.impact_value_id),
        good_practices=shared(session, good_practices),
        practice_sectors=_pairs(session, GoodPracticeSector.good_practice_id, GoodPracticeSector.sector_id),
        turns=tuple(turn for turn in desk_turns(session) if turn.origin != ILLUSTRATIVE),
    )


def _real(session: Session, model, *order) -> pd.DataFrame:
    return frame(session, select(model.__table__).where(model.origin != ILLUSTRATIVE).order_by(*order))


def _pairs(session: Session, key, value) -> Tuples:
    return tuples_by_key(session, select(key, value).order_by(key, value))


def _known(found: Tuples, known: set[str]) -> Tuples:
    """Leave out what is illustrative, and counts in nothing, and who would then have nobody."""
    kept = {key: tuple(value for value in values if value in known) for key, values in found.items()}
    return {key: values for key, values in kept.items() if values}


def _participations(session: Session) -> Mapping[str, Mapping[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    columns = (EventParticipation.event_id, EventParticipation.country_code, EventParticipation.participation_count)
    for event_id, code, number in rows(session, select(*columns).order_by(*columns)):
        found[event_id][code] = number
    return found
