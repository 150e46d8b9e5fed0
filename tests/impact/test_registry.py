from sqlalchemy import update

from cci_data.impact.records import records
from cci_data.impact.registry import RULES
from cci_data.imports.illustration import clear_illustration
from cci_data.models import EventAttendance, EventHost, Project, Uptake
from tests.impact.scene import a_solution, a_step, an_uptake, events, partners
from tests.queries.build import a_partner, add, an_event

NEVER = {
    *("rco81", "rco83", "rco84", "rco115", "rco116", "rcr79", "rcr84", "rcr85", "rcr104", "joint-events"),
    *("participations", "study-visits", "introductions", "consortia", "applications", "applications-funded"),
    *("eur-raised", "spotlights", "profiles-confirmed"),
}


def unrecorded(session) -> set[str]:
    known = records(session)
    return {key for key, rule in RULES.items() if not rule.is_recorded(known)}


def test_the_public_record_tells_nothing_of_what_only_the_desk_can_record(session):
    clear_illustration(session)
    assert unrecorded(session) == NEVER
    assert all(rule.how.endswith(".") for rule in RULES.values())


def test_a_record_of_a_sort_makes_its_figure_known_and_no_other(session):
    clear_illustration(session)
    add(session, *partners(), *events())
    known = {"rco81", "rco115", "rcr85", "joint-events", "participations", "study-visits"}
    assert unrecorded(session) == NEVER - known
    add(session, *a_step("s", "application", "2024", "riga"))
    known |= {"consortia", "applications"}
    assert unrecorded(session) == NEVER - known
    add(session, *a_solution("s", "strategy", "2022", "riga"), an_uptake("u", "s", "2023"))
    assert unrecorded(session) == NEVER - known - {"rco83", "rcr79"}
    assert session.get(Uptake, "u") is not None


def test_a_budget_or_a_sum_that_no_record_says_is_not_nothing(session):
    clear_illustration(session)
    session.execute(update(Project).values(total_budget_eur=None))
    decided = {"follows_id": "a", "outcome": "funded"}
    add(session, *partners(), *a_step("a", "application", "2024"), *a_step("d", "decision", "2024", **decided))
    assert {"project-budgets", "eur-raised"} <= unrecorded(session)
    assert "applications-funded" not in unrecorded(session)
    add(session, *a_step("b", "application", "2024"))
    add(session, *a_step("no", "decision", "2024", follows_id="b", outcome="rejected"))
    assert "eur-raised" not in unrecorded(session)


def test_illustrative_hosts_and_guests_make_nothing_known_of_joint_events(session):
    clear_illustration(session)
    add(session, an_event("e"), *(a_partner(key, origin="illustrative") for key in ("x", "y")))
    add(session, *(EventHost(event_id="e", partner_id=key) for key in ("x", "y")))
    add(session, EventAttendance(event_id="e", partner_id="x"))
    assert {"rco115", "joint-events"} <= unrecorded(session)
