"""The ledger from a workbook: what it brings, in which order, and what it refuses with a sentence."""

import pytest
from sqlalchemy import update

from cci_data.imports.impact import in_turn
from cci_data.models import (
    Continuation,
    EventParticipation,
    ImpactValue,
    Solution,
    SolutionPartner,
    Step,
    StepPartner,
    Uptake,
)
from cci_data.sheets.impact import LEDGER
from cci_data.undo import UndoProblem, undo
from tests.import_steps import LATER, content
from tests.imports.grids_by_hand import apply, bring_in, items, plan_of, rows_of, sheet_of, states, written_row

LEDGER_HEADS = ("What happened", "Kind", "When", "Cause", "Partners", "Follows", "Outcome", "Amount", "Currency")
MORE = ("Rate", "Rate of", "Project", "Step id")


def ledger(*rows: tuple):
    return sheet_of("Ledger", [*LEDGER_HEADS, *MORE], *rows)


def step(key: str, kind: str, when: str, follows: str = "", **more: str) -> tuple:
    head = (f"Step {key}", kind, when, "caused", more.get("partners", "minc; alte-mu"), follows)
    return (
        *head,
        *(more.get(name, "") for name in ("outcome", "amount", "currency", "rate", "rate_on", "project")),
        key,
    )


CHAIN = (
    step(
        "s4",
        "decision",
        "2025-05",
        "s3",
        outcome="Funded",
        amount="115000",
        currency="SEK",
        rate="11.5",
        rate_on="2025-05-02",
    ),
    step("s3", "application", "2025-02-01", "s2"),
    step("s2", "joint activity", "2024-09", "s1"),
    step("s1", "contact", "2024-05-17", partners="minc; Alte Mu"),
)


def test_a_chain_is_brought_in_whatever_its_order_and_once(session):
    plan = bring_in(session, ledger(*CHAIN))
    assert states(plan) == [(key, "added") for key in ("s1", "s2", "s3", "s4")]
    assert {row["step_id"]: row["follows_id"] for row in rows_of(session, Step, origin="desk")} == {
        "s1": None,
        "s2": "s1",
        "s3": "s2",
        "s4": "s3",
    }
    assert items(session, StepPartner, "partner_id", step_id="s4") == ["alte-mu", "minc"]
    assert bring_in(session, ledger(*CHAIN)).steps == []


def test_steps_go_after_those_that_they_follow_and_none_is_lost():
    rows = [written_row(LEDGER, title=key, step_id=key, follows_id=led) for key, led in ("cb", "ba", "a-", "xy", "yx")]
    rows = [row if row.get("follows_id") != "-" else row for row in rows]
    ordered = [row.get("step_id") for row in in_turn(rows)]
    assert sorted(ordered) == ["a", "b", "c", "x", "y"]
    assert ordered.index("a") < ordered.index("b") < ordered.index("c")


REFUSED = {
    "it follows itself": (
        [step("a", "contact", "2024"), step("b", "contact", "2024", "a")],
        [step("a", "contact", "2024", "b")],
        "Ledger!2: It follows itself, over the steps that led to it",
    ),
    "its own id": (
        [],
        [step("a", "contact", "2024", "a")],
        "Ledger!F2 is the step's own id; a step cannot follow itself",
    ),
    "before what led to it": (
        [],
        [step("a", "contact", "2024-05"), step("b", "joint activity", "2024-04-30", "a")],
        "Ledger!3: It happened on 2024-04-30, before the step that led to it, on 2024-05",
    ),
    "a decision on nothing": (
        [],
        [step("a", "decision", "2024", outcome="Rejected")],
        "Ledger!2: It is a decision that follows no application",
    ),
    "a grant for each partner": (
        [],
        [
            step("a", "application", "2024"),
            step("b", "decision", "2024", "a", outcome="Funded", amount="5", currency="EUR", partners="minc"),
            step("c", "decision", "2024", "a", outcome="Funded", amount="5", currency="EUR", partners="alte-mu"),
        ],
        "Ledger!4: The decision b is on the same application; money that is granted counts once",
    ),
    "an application and a grant for each partner": (
        [],
        [
            *(step(key, "application", "2024") for key in ("a1", "a2")),
            *(
                step(f"d{key}", "decision", "2024", key, outcome="Funded", amount="5", currency="EUR", project="ccc")
                for key in ("a1", "a2")
            ),
        ],
        "Ledger!5: The decision da1 grants the same sum to the same project",
    ),
    "a project without money": (
        [],
        [
            step("a", "application", "2024"),
            step("b", "decision", "2024", "a", outcome="Rejected"),
            step("c", "project", "2024", "b"),
        ],
        "Ledger!4: It is a project that follows a decision without money",
    ),
    "an amount without its currency": (
        [],
        [step("a", "application", "2024", amount="5")],
        "needs its currency",
    ),
    "a currency without its rate": (
        [],
        [step("a", "application", "2024", amount="5", currency="SEK")],
        "needs its rate to the euro",
    ),
}


@pytest.mark.parametrize(("there", "rows", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_or_would_count_twice_is_refused(session, there, rows, sentence):
    if there:
        bring_in(session, ledger(*there))
    plan = plan_of(session, ledger(*rows))
    assert not plan.is_storable
    assert any(sentence in problem for problem in plan.problems), plan.problems


def test_what_was_wrong_already_does_not_hold_an_import_up(session):
    decided = {"step_id": "old", "title": "Old", "kind": "decision", "happened_on": "2020", "cause": "happened"}
    session.add(Step(**decided, outcome="rejected", origin="desk", source="a test"))
    session.flush()
    assert states(bring_in(session, ledger(step("new", "contact", "2024")))) == [("new", "added")]


def test_a_typed_value_of_what_is_counted_is_refused_and_of_what_is_not_it_is_stored(session):
    heads = ["Indicator", "When", "Value", "Proof"]
    plan = plan_of(session, sheet_of("Impact values", heads, ["rco87", "2024", 40, "List"]))
    assert plan.problems == ["Impact values!2: RCO87 is counted from the records; take the row out."]
    bring_in(session, sheet_of("Impact values", heads, ["rco118", "2024", 40, "List of members"]))
    assert [row["value"] for row in rows_of(session, ImpactValue, origin="desk")] == [40]
    plan = plan_of(session, sheet_of("Impact values", heads, ["rco118", "2024", 41, ""]))
    assert [outcome.state for outcome in plan.outcomes] == ["changed"]
    (problem,) = plan_of(session, sheet_of("Impact values", heads, ["psr1-bsr", "2024", 41, ""])).problems
    assert "needs Proof" in problem


def test_solutions_uptake_and_continued_cooperation(session):
    solutions = sheet_of(
        "Solutions",
        ["Title", "Kind", "Project", "Developed by", "Finished on", "Proof"],
        ["A contract", "Solution", "creative-ports", "minc; Alte Mu", "2021-05", "https://a.example/contract"],
    )
    uptake = sheet_of(
        "Uptake",
        ["Taken up by", "Solution", "Taken up on", "Proof"],
        ["A city", "a-contract", "2021-04", "A decision"],
        ["A region", "a-contract", "2022", "A plan"],
    )
    plan = plan_of(session, solutions, uptake)
    expected = "It was taken up on 2021-04, before it was finished on 2021-05; correct one of the two dates."
    assert plan.problems == [f"Uptake!2: {expected}"]
    kept = sheet_of("Uptake", uptake.rows[0][1], uptake.rows[2][1])
    bring_in(session, solutions, kept)
    assert items(session, Solution, "solution_id", origin="desk") == ["a-contract"]
    assert items(session, SolutionPartner, "partner_id", solution_id="a-contract") == ["alte-mu", "minc"]
    assert items(session, Uptake, "adopter", origin="desk") == ["A region"]
    heads = ["Project", "Partner", "When", "Proof"]
    rows = [["creative-ports", "goethe-institut", "2022-03", "x"], ["creative-ports", "city-of-vilnius", "2020", "x"]]
    rows += [["creative-ports", "minc", "2023", "x"]]
    plan = plan_of(session, sheet_of("Continued cooperation", heads, *rows))
    assert [problem.partition("; ")[0] for problem in sorted(plan.problems)] == [
        "Continued cooperation!3: It went on by 2020, before the project was over in 2021-12",
        "Continued cooperation!4: The partner did not take part in the project",
    ]
    bring_in(session, sheet_of("Continued cooperation", heads, rows[0]))
    assert items(session, Continuation, "partner_id", origin="desk") == ["goethe-institut"]


def test_continued_cooperation_is_known_by_names_as_by_ids(session):
    heads = ["Project", "Partner", "When", "Proof"]
    title = "Creative Ports - Internationalisation of the Cultural and Creative Industries in the Baltic Sea Region"
    by_id = sheet_of("Continued cooperation", heads, ["creative-ports", "goethe-institut", "2022-03", "x"])
    by_name = sheet_of("Continued cooperation", heads, [title, "Goethe-Institut", "2022-03", "x"])
    bring_in(session, by_name)
    assert (plan_of(session, by_name).steps, plan_of(session, by_id).steps) == ([], [])


def test_participations_stand_once_for_an_event_and_a_country(session):
    heads = ["Event", "Country", "Participations"]
    key = "cult-create-launch-conference-2018"
    bring_in(session, sheet_of("Event participations", heads, [key, "LV", 12], [key, "SE", 7]))
    bring_in(session, sheet_of("Event participations", heads, [key, "LV", 13]))
    found = {
        row["country_code"]: row["participation_count"] for row in rows_of(session, EventParticipation, event_id=key)
    }
    assert found == {"LV": 13, "SE": 7}
    (problem,) = plan_of(session, sheet_of("Event participations", heads, [key, "LV", 1], [key, "LV", 2])).problems
    assert "one row for each is expected" in problem
    assert plan_of(session, sheet_of("Event participations", heads, [key, "FI", -3])).problems != []


def test_an_import_of_the_ledger_is_taken_back_and_that_again(session):
    before = content(session)
    number = apply(session, plan_of(session, ledger(*CHAIN)).steps)
    then = content(session)
    assert then != before
    taken_back = undo(session, number, LATER, "the Desk").import_id
    assert content(session) == before
    undo(session, taken_back, LATER, "the Desk")
    assert content(session) == then


def test_a_step_that_others_follow_is_not_taken_back_from_under_them(session):
    number = apply(session, plan_of(session, ledger(*CHAIN[2:])).steps)
    apply(session, plan_of(session, ledger(*CHAIN[1:2])).steps)
    with pytest.raises(UndoProblem, match="s2 would go, but step s3 refers to it"):
        undo(session, number, LATER, "the Desk")


def test_a_date_on_record_that_is_none_holds_no_import_up_and_can_be_mended(session):
    bring_in(session, ledger(step("s1", "contact", "2024-05")))
    session.execute(update(Step).where(Step.step_id == "s1").values(happened_on="soon"))
    session.expire_all()
    bring_in(session, ledger(step("s2", "contact", "2024-06")))
    assert items(session, Step, "happened_on", origin="desk") == ["2024-06", "soon"]
    bring_in(session, ledger(step("s1", "contact", "2024-05")))
    assert items(session, Step, "happened_on", origin="desk") == ["2024-05", "2024-06"]
