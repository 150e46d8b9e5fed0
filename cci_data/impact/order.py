"""What cannot be as it is recorded: a step before the one that led to it, a decision on nothing, an uptake too early.

The one definition that the import refuses by, and that the check of the database looks for.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cci_data.impact.registry import RULES
from cci_data.models import (
    Base,
    Continuation,
    ImpactIndicator,
    ImpactValue,
    Participation,
    Project,
    Solution,
    Step,
    Uptake,
)
from cci_data.partial_dates import first_day, last_day

KEPT = (Step, Solution, Uptake, Continuation, ImpactValue, Project)
Rows = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a record. table, key: which; problem, remedy: sentences."""

    table: str
    key: str
    problem: str
    remedy: str


@dataclass(frozen=True)
class Told:
    """What is recorded: rows by id, each with the columns of its table.

    participants: of a project, the ids of its partners; counted: indicator → its code, of those that a rule counts.
    """

    steps: Rows
    solutions: Rows
    uptakes: Rows
    continuations: Rows
    values: Rows
    projects: Rows
    participants: Mapping[str, Collection[str]]
    counted: Mapping[str, str]


def recorded_flaws(rows_of: Callable[[type[Base]], Iterable[Mapping[str, Any]]]) -> frozenset[Flaw]:
    """Return what is wrong in the rows that `rows_of` gives of a model; raises ValueError where a date is no date."""
    participants: dict[str, set[str]] = defaultdict(set)
    for row in rows_of(Participation):
        participants[row["project_id"]].add(row["partner_id"])
    indicators = ((row["impact_indicator_id"], row["code"] or row["label"]) for row in rows_of(ImpactIndicator))
    counted = {key: name for key, name in indicators if key in RULES}
    told = ({row[_key(model)]: row for row in rows_of(model)} for model in KEPT)
    return frozenset(flaws(Told(*told, participants, counted)))


def _key(model: type[Base]) -> str:
    return next(iter(model.__table__.primary_key)).name


def flaws(told: Told) -> Iterator[Flaw]:
    """Go through what is wrong, in the order of tables and ids; raises ValueError where a date is no date."""
    for key, row in sorted(told.steps.items()):
        yield from (Flaw("step", key, *found) for found in _of_step(key, row, told.steps))
    yield from _repeated_grants(told.steps)
    for key, row in sorted(told.uptakes.items()):
        yield from (Flaw("uptake", key, *found) for found in _of_uptake(row, told.solutions.get(row["solution_id"])))
    for key, row in sorted(told.continuations.items()):
        project = told.projects.get(row["project_id"])
        in_project = row["partner_id"] in told.participants.get(row["project_id"], ())
        yield from (Flaw("continuation", key, *found) for found in _of_continuation(row, project, in_project))
    for key, row in sorted(told.values.items()):
        name = told.counted.get(row["impact_indicator_id"])
        if name:
            yield Flaw("impact_value", key, f"{name} is counted from the records.", "Take the row out.")


def _of_step(key: str, row: Mapping[str, Any], steps: Rows) -> Iterator[tuple[str, str]]:
    led = steps.get(row["follows_id"] or "")
    if led is not None and _goes_round(key, steps):
        yield "It follows itself, over the steps that led to it.", "Correct Follows in one of them."
    elif led is not None and last_day(row["happened_on"]) < first_day(led["happened_on"]):
        problem = f"It happened on {row['happened_on']}, before the step that led to it, on {led['happened_on']}."
        yield problem, "Correct one of the two dates, or Follows."
    if row["kind"] == "decision" and (led is None or led["kind"] != "application"):
        yield "It is a decision that follows no application.", "Write the id of the application into Follows."
    if row["kind"] == "project" and led is not None and led["outcome"] in {"rejected", "withdrawn"}:
        yield "It is a project that follows a decision without money.", "Correct Follows, or the outcome."


def _goes_round(key: str, steps: Rows) -> bool:
    seen, here = {key}, steps[key]["follows_id"]
    while here in steps:
        if here in seen:
            return here == key
        seen.add(here)
        here = steps[here]["follows_id"]
    return False


def _repeated_grants(steps: Rows) -> Iterator[Flaw]:
    """Find what would count a sum twice: a second decision on an application, the same grant to a project again."""
    decided: dict[str, str] = {}
    granted: dict[tuple, str] = {}
    decisions = ((key, row) for key, row in sorted(steps.items()) if row["kind"] == "decision")
    for key, row in decisions:
        first = decided.setdefault(row["follows_id"] or key, key)
        if first != key:
            problem = f"The decision {first} is on the same application; money that is granted counts once."
            yield Flaw("step", key, problem, "Take one of the two out.")
            continue
        is_grant = row["outcome"] == "funded" and row["project_id"] and row["amount"] is not None
        same = granted.setdefault((row["project_id"], row["amount"], row["currency"]), key) if is_grant else key
        if same != key:
            problem = (
                f"The decision {same} grants the same sum to the same project; a budget counts once, not per partner."
            )
            yield Flaw("step", key, problem, "Take one of the two out.")


def _of_uptake(row: Mapping[str, Any], solution: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    if solution is None:
        return
    if solution["finished_on"] is None:
        yield "It takes up what is not finished.", "Write into Solutions when that was finished."
    elif last_day(row["taken_up_on"]) < first_day(solution["finished_on"]):
        problem = f"It was taken up on {row['taken_up_on']}, before it was finished on {solution['finished_on']}."
        yield problem, "Correct one of the two dates."


def _of_continuation(
    row: Mapping[str, Any], project: Mapping[str, Any] | None, in_project: bool
) -> Iterator[tuple[str, str]]:
    if project is None:
        return
    if not in_project:
        yield "The partner did not take part in the project.", "Add it to Participants, or correct the partner."
    if project["ends"] is None:
        yield "The project has no end on record, so nothing can go on after it.", "Write into Projects when it ended."
    elif last_day(row["continued_on"]) <= first_day(project["ends"]):
        problem = f"It went on by {row['continued_on']}, before the project was over in {project['ends']}."
        yield problem, "Correct one of the two dates."
