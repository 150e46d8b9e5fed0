import pytest

from cci_data.imports.plan import Outcome, Plan


@pytest.mark.parametrize(
    ("problems", "questions", "notes", "is_storable"),
    [([], [], [], True), (["a"], [], [], False), ([], ["a"], [], False), ([], [], ["a"], True)],
)
def test_only_without_problems_and_questions_can_a_plan_be_stored(problems, questions, notes, is_storable: bool):
    assert Plan(problems=problems, questions=questions, notes=notes).is_storable is is_storable


def test_outcomes_are_found_by_sheet_and_state():
    added = Outcome("Partners", "Partners!2", "hub", "Hub", "added")
    left = Outcome("Partners", "Partners!3", "minc", "Minc", "left")
    elsewhere = Outcome("Places", "Places!2", "hub / Ogre", "Ogre", "added")
    plan = Plan(outcomes=[added, elsewhere, left])
    assert (plan.of("Partners", "added"), plan.of("Partners", "left")) == ([added], [left])
    assert plan.of("Events", "added") == [] and Plan().outcomes == []
