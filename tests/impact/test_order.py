from dataclasses import replace

import pytest

from cci_data.impact.order import Told, flaws, recorded_flaws

STEP = {"kind": "contact", "happened_on": "2024", "follows_id": None, "outcome": None} | dict.fromkeys(
    ("project_id", "amount", "currency")
)
NOTHING = Told({}, {}, {}, {}, {}, {}, {}, {})


def problems(**told) -> list[str]:
    return [f"{flaw.key}: {flaw.problem}" for flaw in flaws(replace(NOTHING, **told))]


def test_steps_that_go_round_are_told_once_each_and_what_hangs_on_them_is_not():
    led = {"a": "c", "b": "a", "c": "b", "d": "a"}
    found = problems(steps={key: STEP | {"follows_id": to} for key, to in led.items()})
    assert found == [f"{key}: It follows itself, over the steps that led to it." for key in "abc"]


@pytest.mark.parametrize(
    ("first", "second", "is_wrong"),
    [
        *[("2024-05", "2024", False), ("2024-05", "2024-05-01", False), ("2024-05", "2024-04", True)],
        *[("2024", "2023", True), ("2024", "2024-01-01", False)],
    ],
)
def test_a_step_is_too_early_only_where_that_is_certain(first, second, is_wrong):
    steps = {"a": STEP | {"happened_on": first}, "b": STEP | {"happened_on": second, "follows_id": "a"}}
    assert bool(problems(steps=steps)) == is_wrong


def test_two_grants_of_one_sum_to_two_projects_or_of_two_sums_to_one_are_no_flaw():
    applied = {key: STEP | {"kind": "application"} for key in ("a", "b")}
    grant = STEP | {"kind": "decision", "outcome": "funded", "currency": "EUR"}
    for one, other in ((("x", 5), ("y", 5)), (("x", 5), ("x", 6)), ((None, 5), (None, 5))):
        granted = {
            f"d{key}": grant | {"follows_id": key, "project_id": project, "amount": amount}
            for key, (project, amount) in zip("ab", (one, other), strict=True)
        }
        assert problems(steps=applied | granted) == []


def test_uptake_and_continued_cooperation_come_after():
    uptakes = {"u": {"solution_id": "s", "taken_up_on": "2023"}}
    for finished, words in ((None, "not finished"), ("2024", "before it was finished"), ("2023-12", "")):
        found = problems(uptakes=uptakes, solutions={"s": {"finished_on": finished}})
        assert [words in sentence for sentence in found] == ([True] if words else [])
    went_on = {"c": {"project_id": "p", "partner_id": "x", "continued_on": "2024"}}
    for ends, words in ((None, "no end on record"), ("2025", "before the project was over"), ("2023", "")):
        found = problems(continuations=went_on, projects={"p": {"ends": ends}}, participants={"p": {"x"}})
        assert [words in sentence for sentence in found] == ([True] if words else [])
    assert "did not take part" in problems(continuations=went_on, projects={"p": {"ends": "2023"}})[0]


def test_what_is_counted_is_not_typed():
    values = {"v": {"impact_indicator_id": "rco87"}, "w": {"impact_indicator_id": "rco118"}}
    assert problems(values=values, counted={"rco87": "RCO87"}) == ["v: RCO87 is counted from the records."]


def test_the_world_has_no_flaw(session):
    def rows_of(model):
        return session.execute(model.__table__.select()).mappings().all()

    assert recorded_flaws(rows_of) == frozenset()
