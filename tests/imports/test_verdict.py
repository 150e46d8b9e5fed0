from cci_data.imports.plan import Alteration, Outcome, Plan
from cci_data.imports.verdict import complaints, verdict
from tests.imports.grids_by_hand import plan_of, sheet_of


def added(sheet: str, row: int, record: str = "hub", name: str = "Hub") -> Outcome:
    return Outcome(sheet, f"{sheet}!{row}", record, name, "added")


def test_the_verdict_of_a_real_import(session):
    plan = plan_of(
        session,
        sheet_of("Places", ["Partner", "City"], ["Hub", "Ogre"], ["Minc", "Malmö"]),
        sheet_of(
            "Partners",
            ["Name", "Country", "Website", "Same as", "Phone"],
            ["Hub", "LV", "https://hub.example", "none", 1],
            ["Minc", "SE", "https://minc.example"],
            ["Minc Malmö", "SE", None, "minc"],
        ),
    )
    before = next(change.before for outcome in plan.outcomes for change in outcome.alterations)
    assert list(verdict(plan)) == [
        "Partners: 1 added, 1 changed, 1 merged",
        "  + Partners!2 hub (Hub)",
        f"  ~ Partners!C3 Website of minc (Minc): '{before}' → 'https://minc.example'",
        "  = Partners!4 Minc Malmö → minc: Minc Malmö is Minc",
        "Places: 1 added, 1 left alone",
        "  + Places!2 hub / Ogre (Ogre)",
        "Note: Partners!E1: the column 'Phone' is none of this sheet's, and is left out.",
    ]
    assert list(complaints(plan)) == []


def test_a_record_that_is_called_as_its_id_is_named_once():
    outcomes = [added("Services", 2, "x", "x"), added("Services", 3, "y", ""), added("Services", 4, "z", "n" * 99)]
    assert list(verdict(Plan(outcomes=outcomes)))[1:] == [
        "  + Services!2 x",
        "  + Services!3 y",
        f"  + Services!4 z ({'n' * 60})",
    ]


def test_a_long_verdict_is_cut_unless_all_is_asked_for():
    plan = Plan(outcomes=[added("Partners", row, f"hub-{row}") for row in range(2, 102)])
    lines = list(verdict(plan))
    assert len(lines) == 42 and lines[0] == "Partners: 100 added"
    assert lines[-1] == "  … and 60 more; --all prints every one"
    assert len(list(verdict(plan, is_whole=True))) == 101


def test_long_values_are_cut_where_they_are_told():
    change = Alteration("Partners!B2", "Source", "a" * 200, "b")
    outcome = Outcome("Partners", "Partners!2", "hub", "Hub", "changed", (change,))
    assert list(verdict(Plan(outcomes=[outcome])))[1] == f"  ~ Partners!B2 Source of hub (Hub): '{'a' * 79}…' → 'b'"


def test_complaints_come_in_the_order_in_which_a_person_goes_through_the_sheets():
    problems = [
        "Events!B10 says 'x'; a date is expected",
        "Indicator values!A2 says 'x'",
        "Events!B9 says 'x'; a date is expected",
        "Partners!AA3 says 'x'; a country is expected",
        "Partners!B3 says 'x'; a country is expected",
        "Partners!3 is blank",
        "There is no row to import in these files",
        "Nowhere!A1 is no sheet of ours",
    ]
    told = list(complaints(Plan(problems=problems, questions=["Partners!A9 says 'x'; it may be", "Partners!A2 says"])))
    assert told[:2] == problems[-2:]
    assert told[2:8] == [problems[5], problems[4], problems[3], problems[2], problems[0], problems[1]]
    assert told[8:10] == ["Partners!A2 says", "Partners!A9 says 'x'; it may be"]


def test_the_last_complaint_counts_them_and_says_how_to_answer():
    assert list(complaints(Plan(problems=["a"])))[-1] == "Nothing is stored: 1 problem."
    answer = "Questions are answered in the column Same as, or all at once by --accept-duplicates."
    assert list(complaints(Plan(questions=["a", "b"])))[-1] == f"Nothing is stored: 2 questions. {answer}"
    assert list(complaints(Plan(problems=["a", "b"], questions=["c"])))[-1].startswith(
        "Nothing is stored: 2 problems and 1 question. "
    )
