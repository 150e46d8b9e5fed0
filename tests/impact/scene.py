"""A small network with everything that figures of impact are counted from, recorded by the Desk."""

from cci_data.models import (
    Base,
    Continuation,
    EventAttendance,
    EventHost,
    EventParticipation,
    EventProject,
    Solution,
    SolutionPartner,
    Step,
    StepPartner,
    Uptake,
)
from tests.conftest import TODAY
from tests.queries.build import a_partner, a_project, an_event

DESK = {"origin": "desk", "source": "a test"}
OVER = {"programme": "Programme A", "starts": "2021-01", "ends": "2023-06-30"}


def a_step(step_id: str, kind: str, happened_on: str, *partner_ids: str, **values: object) -> list[Base]:
    """Return a step and who took part in it."""
    told = {"title": step_id, "kind": kind, "happened_on": happened_on, "cause": "caused"}
    return [
        Step(step_id=step_id, **told | DESK | values),
        *(StepPartner(step_id=step_id, partner_id=key) for key in partner_ids),
    ]


def a_solution(solution_id: str, kind: str, finished_on: str | None, *partner_ids: str, **values: object) -> list[Base]:
    """Return a solution of the project that is over, and who developed it."""
    told = {"title": solution_id, "kind": kind, "finished_on": finished_on, "project_id": "over", "proof": "a text"}
    return [
        Solution(solution_id=solution_id, **told | DESK | values),
        *(SolutionPartner(solution_id=solution_id, partner_id=key) for key in partner_ids),
    ]


def an_uptake(uptake_id: str, solution_id: str, taken_up_on: str, **values: object) -> Uptake:
    told = {"adopter": "A city", "proof": "a decision"} | DESK | values
    return Uptake(uptake_id=uptake_id, solution_id=solution_id, taken_up_on=taken_up_on, **told)


def went_on(partner_id: str, continued_on: str, project_id: str = "over") -> Continuation:
    told = {"project_id": project_id, "partner_id": partner_id, "continued_on": continued_on, "proof": "a survey"}
    return Continuation(continuation_id=f"{project_id}-{partner_id}-{continued_on}", **told | DESK)


def taking_part(event_id: str, **counts: int) -> list[Base]:
    """Return how many came from each country."""
    return [
        EventParticipation(event_id=event_id, country_code=code, participation_count=number)
        for code, number in counts.items()
    ]


def partners() -> list[Base]:
    """Two partners of Latvia, one of Sweden, one whose country is not stated, and a project of theirs that is over."""
    return [
        *(a_partner(key, country_code="LV") for key in ("riga", "cesis")),
        a_partner("malmo", country_code="SE"),
        a_partner("nowhere"),
        *a_project("over", "riga", "malmo", **OVER),
    ]


def events() -> list[Base]:
    """A joint event before and after the project was over, one of one country, a deadline, and one that lies ahead."""
    days = {"before": "2023-03-01", "after": "2024-03-01", "alone": "2024-03-01", "deadline": "2024-03-01"}
    kinds = {"deadline": "call_deadline", "alone": "study_visit"}
    held = [
        an_event(key, kind=kinds.get(key, "workshop"), starts_on=TODAY.fromisoformat(on)) for key, on in days.items()
    ]
    return [
        *held,
        *(EventHost(event_id=key, partner_id="riga") for key in (*days,)),
        *(EventHost(event_id=key, partner_id="malmo") for key in ("before", "deadline")),
        EventAttendance(event_id="after", partner_id="malmo"),
        EventAttendance(event_id="alone", partner_id="cesis"),
        *(EventProject(event_id=key, project_id="over") for key in ("before", "after", "alone")),
        *taking_part("before", LV=10, SE=5),
        *taking_part("after", LV=3),
        *taking_part("alone", LV=7, SE=0),
        *taking_part("deadline", LV=100),
    ]
