"""Which rule counts which indicator of impact, and what has to be recorded for it."""

from collections.abc import Callable
from dataclasses import dataclass

from cci_data.impact import own, programme
from cci_data.impact.counting import Counted
from cci_data.impact.period import Period
from cci_data.impact.records import Records

WORKBOOK = "The Desk writes them into its workbook, sheet {}."


@dataclass(frozen=True)
class Rule:
    """How an indicator is counted.

    count: from the records and a period; is_recorded: whether anything of the sort was ever recorded: where not, the
    figure is not 0 but unknown; how: how it gets recorded, a sentence; is_of_today: whether it says how things stand
    rather than what came about in a period; is_rolling: whether it looks back from the end of a period, so that
    years do not add up; has_programme: whether the records tell to which programme it belongs.
    """

    count: Callable[[Records, Period], Counted]
    is_recorded: Callable[[Records], bool]
    how: str
    is_of_today: bool = False
    is_rolling: bool = False
    has_programme: bool = True


def _has(*names: str) -> Callable[[Records], bool]:
    return lambda records: any(len(getattr(records, name)) for name in names)


def _has_step(kind: str) -> Callable[[Records], bool]:
    return lambda records: bool((records.steps["kind"] == kind).any())


def _has_solution(kind: str) -> Callable[[Records], bool]:
    return lambda records: bool((records.solutions["kind"] == kind).any())


def _has_several_hosts(records: Records) -> bool:
    """Tell whether it was ever recorded that an event has more than one host: else nothing is known of joint ones."""
    return any(len(records.homes.keys() & ids) > 1 for ids in records.events["host_ids"])


def _has_guests(records: Records) -> bool:
    there = set(records.events["event_id"])
    return _has_several_hosts(records) or not there.isdisjoint({*records.attendees, *records.participations})


def _has_participations(records: Records) -> bool:
    return not set(records.events["event_id"]).isdisjoint(records.participations)


def _has_uptake_of(kind: str) -> Callable[[Records], bool]:
    return lambda records: bool(
        records.solutions.loc[records.solutions["kind"] == kind, "solution_id"]
        .isin(records.uptakes["solution_id"])
        .any()
    )


def _has_budget(records: Records) -> bool:
    return bool(records.projects["total_budget_eur"].notna().any())


def _has_sum(records: Records) -> bool:
    """Tell whether it is known of any decision what it granted: a sum, or nothing."""
    decisions = records.steps[records.steps["kind"] == "decision"]
    return bool((decisions["amount"].notna() | (decisions["outcome"] != "funded")).any())


def _has_study_visit(records: Records) -> bool:
    return bool((records.events["kind"] == "study_visit").any())


def _has_confirmed(records: Records) -> bool:
    return bool(records.partners["confirmed_on"].notna().any())


EVENTS = WORKBOOK.format("Events")
PROJECTS = WORKBOOK.format("Projects")
PARTICIPATIONS = WORKBOOK.format("Event participations")
SOLUTIONS = WORKBOOK.format("Solutions")
UPTAKE = WORKBOOK.format("Uptake")
CONTACTS = WORKBOOK.format("Ledger, kind Contact")
APPLICATIONS = WORKBOOK.format("Ledger, kind Application")
DECISIONS = WORKBOOK.format("Ledger, kind Decision")
RULES = {
    "rco81": Rule(programme.rco81, _has_participations, PARTICIPATIONS),
    "rco83": Rule(programme.rco83, _has_solution("strategy"), SOLUTIONS),
    "rco84": Rule(programme.rco84, _has_solution("pilot"), SOLUTIONS),
    "rco87": Rule(programme.rco87, _has("projects"), PROJECTS),
    "rco115": Rule(programme.rco115, _has_several_hosts, EVENTS),
    "rco116": Rule(programme.rco116, _has_solution("solution"), SOLUTIONS),
    "rcr79": Rule(programme.rcr79, _has_uptake_of("strategy"), UPTAKE),
    "rcr84": Rule(programme.rcr84, _has("continuations"), WORKBOOK.format("Continued cooperation")),
    "rcr85": Rule(programme.rcr85, _has_participations, PARTICIPATIONS),
    "rcr104": Rule(programme.rcr104, _has_uptake_of("solution"), UPTAKE),
    "active-partners": Rule(own.active_partners, _has("projects", "events", "steps"), PROJECTS),
    "countries-reached": Rule(own.countries_reached, _has("projects", "events", "steps"), PROJECTS),
    "sectors-with-two": Rule(
        own.sectors_with_two, _has("partners"), WORKBOOK.format("Partners"), is_of_today=True, has_programme=False
    ),
    "projects": Rule(own.projects, _has("projects"), PROJECTS),
    "project-budgets": Rule(own.project_budgets, _has_budget, PROJECTS),
    "events": Rule(own.events, _has("events"), EVENTS),
    "joint-events": Rule(own.joint_events, _has_guests, EVENTS),
    "participations": Rule(own.participations, _has_participations, PARTICIPATIONS),
    "study-visits": Rule(own.study_visits, _has_study_visit, EVENTS),
    "introductions": Rule(own.introductions, _has_step("contact"), CONTACTS),
    "consortia": Rule(own.consortia, _has_step("application"), APPLICATIONS),
    "applications": Rule(own.applications, _has_step("application"), APPLICATIONS),
    "applications-funded": Rule(own.applications_funded, _has_step("decision"), DECISIONS),
    "eur-raised": Rule(own.eur_raised, _has_sum, DECISIONS),
    "good-practices": Rule(
        own.good_practices, _has("good_practices"), WORKBOOK.format("Good practices"), has_programme=False
    ),
    "spotlights": Rule(
        own.spotlights, _has("turns"), "The Desk sets them: python -m cci_data spotlight set.", has_programme=False
    ),
    "profiles-confirmed": Rule(
        own.profiles_confirmed,
        _has_confirmed,
        WORKBOOK.format("Partners, Confirmed on"),
        is_rolling=True,
        has_programme=False,
    ),
}
