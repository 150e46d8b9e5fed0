from datetime import date

import pytest

from cci_data.imports.turns import check_turns
from cci_data.models import Spotlight
from cci_data.queries.spotlights import desk_turns
from tests.imports.grids_by_hand import bring_in, plan_of, rows_of, sheet_of, work_on
from tests.queries.build import add

HEADINGS = ("Country", "First day", "Last day", "Steward", "Note", "Turn")


def spotlights(*rows: tuple):
    return sheet_of("Spotlights", HEADINGS, *rows)


@pytest.fixture
def lithuania(session) -> int:
    """A turn of the Desk; by the rota of 2026 and 2027, Lithuania is next in January."""
    days = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 2, 28)}
    turn = Spotlight(country_code="LT", origin="desk", source="a test", **days)
    add(session, turn)
    return turn.spotlight_id


def test_turns_one_after_the_other_are_taken(session, lithuania):
    plan = bring_in(session, spotlights(("NO", "1.3.2027", "30.4.2027", "Minc"), ("PL", "2027-05-01", "2027-06-30")))
    assert [outcome.state for outcome in plan.outcomes] == ["added", "added"]
    assert [turn.country_code for turn in desk_turns(session)] == ["LT", "NO", "PL"]
    assert rows_of(session, Spotlight, country_code="NO")[0]["steward_partner_id"] == "minc"


def test_a_turn_that_overlaps_one_that_is_there_is_refused(session, lithuania):
    plan = plan_of(session, spotlights(("NO", "2027-02-15", "2027-04-30")))
    assert plan.problems == [
        "Spotlights!2: Lithuania has the spotlight on 1 January – 28 February 2027. Say --anyway to store it all the "
        "same."
    ]


def test_turns_of_one_file_that_overlap_are_both_named(session, lithuania):
    plan = plan_of(session, spotlights(("NO", "2027-03-01", "2027-04-30"), ("PL", "2027-04-30", "2027-06-30")))
    assert [problem.split(" has ")[0] for problem in plan.problems] == ["Spotlights!2: Poland", "Spotlights!3: Norway"]


def test_nobody_comes_twice_before_everybody_had_a_turn(session, lithuania):
    (problem,) = plan_of(session, spotlights(("LT", "2027-03-01", "2027-04-30"))).problems
    assert problem.startswith(
        "Spotlights!2: Lithuania has its turn on 1 January – 28 February 2027, and comes again when"
    )


def test_anyway_takes_all_of_them(session, lithuania):
    bring_in(
        session, spotlights(("NO", "2027-02-15", "2027-04-30"), ("LT", "2027-03-01", "2027-04-30")), is_anyway=True
    )
    assert len(rows_of(session, Spotlight)) == 3


def test_a_turn_that_is_moved_is_judged_without_its_former_days(session, lithuania):
    moved = spotlights(("LT", "2027-01-01", "2027-03-15", None, None, lithuania))
    assert plan_of(session, moved).problems == []
    bring_in(session, spotlights(("NO", "2027-03-01", "2027-04-30")))
    (problem,) = plan_of(session, moved).problems
    assert problem.startswith("Spotlights!2: Norway has the spotlight on 1 March – 30 April 2027.")


def test_turns_that_swap_their_days_are_judged_as_they_shall_be(session, lithuania):
    bring_in(session, spotlights(("NO", "2027-03-01", "2027-04-30")))
    norway = rows_of(session, Spotlight, country_code="NO")[0]["spotlight_id"]
    swapped = (
        ("NO", "2027-01-01", "2027-02-28", None, None, norway),
        ("LT", "2027-03-01", "2027-04-30", None, None, lithuania),
    )
    bring_in(session, spotlights(*swapped))
    assert [turn.country_code for turn in desk_turns(session)] == ["NO", "LT"]


def test_what_stays_where_it_is_is_not_judged_again(session, lithuania):
    add(
        session,
        Spotlight(country_code="NO", origin="desk", source="x", starts_on=date(2027, 2, 1), ends_on=date(2027, 3, 1)),
    )
    plan = bring_in(session, spotlights(("LT", "2027-01-01", "2027-02-28", "Minc", "Games")))
    assert [outcome.state for outcome in plan.outcomes] == ["changed"]


def test_without_turns_there_is_nothing_to_say(session, lithuania):
    work = work_on(session)
    check_turns(work)
    assert work.plan.problems == []
