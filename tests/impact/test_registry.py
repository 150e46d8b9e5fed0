from cci_data.impact.records import records
from cci_data.impact.registry import RULES
from cci_data.imports.illustration import clear_illustration
from cci_data.models import Uptake
from tests.impact.scene import a_solution, a_step, an_uptake, events, partners
from tests.queries.build import add

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
