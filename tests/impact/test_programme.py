"""The Interreg indicators, rule by rule, on records of which each is near the edge of one."""

import pytest

from cci_data.impact.counting import Counted
from cci_data.impact.measuring import measure
from cci_data.imports.illustration import clear_illustration
from cci_data.models import EventProject
from tests.conftest import TODAY
from tests.impact.scene import a_solution, an_uptake, events, partners, went_on
from tests.queries.build import a_project, add


def counted(session, indicator: str, period: str = "2021-2026", **more: str) -> dict[str, float]:
    found = measure(session, indicator=indicator, period=period, today=TODAY, **more)
    desk = found.rows[found.rows["origin"] == "desk"]
    assert isinstance(Counted(found.rows, found.unsure).value, float)
    return dict(zip(desk["key"], desk["number"], strict=True))


def unsure(session, indicator: str, period: str = "2021-2026") -> set[str]:
    found = measure(session, indicator=indicator, period=period, today=TODAY).unsure
    return set(found.loc[found["origin"] == "desk", "key"])


@pytest.fixture
def desk(session):
    """A session on a network that the Desk recorded."""
    clear_illustration(session)
    add(session, *partners(), *events())
    return session


def test_participations_need_two_countries_and_stand_in_one_of_two_indicators(desk):
    assert counted(desk, "rco81") == {"before": 15}
    assert counted(desk, "rcr85") == {"after": 3}
    assert counted(desk, "rcr85", "2023") == {}


def test_a_joint_public_event_has_hosts_of_two_countries(desk):
    assert counted(desk, "rco115") == {"before": 1}


def test_strategies_count_on_the_day_on_which_their_project_was_over(desk):
    add(
        desk,
        *a_solution("joint", "strategy", "2022-05", "riga", "malmo"),
        *a_solution("late", "strategy", "2024-02", "riga", "malmo"),
        *a_solution("alone", "strategy", "2022-05", "riga", "cesis"),
        *a_solution("unstated", "strategy", "2022-05", "riga", "nowhere"),
        *a_solution("draft", "strategy", None, "riga", "malmo"),
        *a_solution("of-nothing", "strategy", "2022-05", "riga", "malmo", project_id=None),
    )
    assert counted(desk, "rco83", "2022") == {}
    assert counted(desk, "rco83", "2023-H1") == {"joint": 1}
    assert counted(desk, "rco83", "2024") == {"late": 1}
    assert counted(desk, "rco83") == {"joint": 1, "late": 1}
    assert counted(desk, "rco83", programme="Programme A") == {"joint": 1, "late": 1}
    assert counted(desk, "rco83", programme="Programme B") == {}


def test_pilots_are_finished_by_the_end_of_their_project(desk):
    ends = {"in-time": "2023-06-30", "late": "2023-07", "may-be": "2023", "alone": "2022"}
    for key, on in ends.items():
        add(desk, *a_solution(key, "pilot", on, "riga", *([] if key == "alone" else ["malmo"])))
    assert counted(desk, "rco84") == {"in-time": 1}
    assert unsure(desk, "rco84") == {"may-be"}


def test_organisations_count_once_however_many_projects_they_have(desk):
    second = {"starts": "2022", "ends": "2024", "programme": "Programme B"}
    add(desk, *a_project("second", "malmo", "riga", **second), *a_project("alone", "riga", "cesis", **second))
    add(desk, *a_project("undated", "cesis", "malmo"))
    assert counted(desk, "rco87") == {"riga": 1, "malmo": 1}
    assert unsure(desk, "rco87") == {"cesis"}
    for name in ("Programme A", "Programme B"):
        assert counted(desk, "rco87", programme=name) == {"riga": 1, "malmo": 1}


def test_strategies_taken_up_are_some_of_those_that_count_and_count_once(desk):
    add(desk, *a_solution("joint", "strategy", "2022-05", "riga", "malmo"))
    add(desk, *a_solution("alone", "strategy", "2022-05", "riga"))
    add(desk, an_uptake("1", "joint", "2022-06"), an_uptake("2", "joint", "2024"), an_uptake("3", "alone", "2024"))
    add(desk, *a_solution("early", "strategy", "2023-06", "riga", "malmo"), an_uptake("4", "early", "2023-05"))
    assert counted(desk, "rcr79", "2022") == {}  # not before it counts as developed
    assert counted(desk, "rcr79", "2023") == {"joint": 1}
    assert counted(desk, "rcr79") == {"joint": 1}


def test_solutions_are_taken_up_within_a_year_and_adopters_are_not_counted(desk):
    add(
        desk,
        *(
            row
            for key in ("many", "limit", "late", "early")
            for row in a_solution(key, "solution", "2023-02", "riga", "malmo")
        ),
    )
    add(desk, an_uptake("1", "many", "2023-05"), an_uptake("2", "many", "2023-06", adopter="Another city"))
    add(desk, an_uptake("3", "limit", "2024-06-30"), an_uptake("4", "late", "2024-07-01"))
    add(desk, an_uptake("5", "early", "2023-01-31"))
    assert counted(desk, "rcr104") == {"many": 1, "limit": 1}
    assert counted(desk, "rco116") == {"many": 1, "limit": 1, "late": 1, "early": 1}


def test_a_year_after_an_end_that_is_known_to_the_year_may_be_over(desk):
    add(desk, *a_project("vague", "riga", "malmo", starts="2020", ends="2022"))
    add(desk, *a_solution("s", "solution", "2022", "riga", "malmo", project_id="vague"), an_uptake("1", "s", "2023-05"))
    assert counted(desk, "rcr104") == {} and unsure(desk, "rcr104") == {"s"}
    add(desk, an_uptake("2", "s", "2022"))
    assert counted(desk, "rcr104") == {"s": 1} and unsure(desk, "rcr104") == set()


def test_who_went_on_took_part_in_a_joint_project_that_was_over_and_counts_once(desk):
    add(desk, *a_project("alone", "riga", "cesis", starts="2020", ends="2021"), went_on("cesis", "2024", "alone"))
    add(
        desk,
        went_on("riga", "2023-07"),
        went_on("riga", "2025-01"),
        went_on("malmo", "2023-06"),
        went_on("cesis", "2024"),
    )
    assert counted(desk, "rcr84") == {"riga": 1}
    assert counted(desk, "rcr84", "2025") == {"riga": 1}
    assert counted(desk, "rcr84", "2024") == {}


def test_who_may_have_gone_on_only_while_the_project_ran_is_told_and_not_counted(desk):
    add(desk, went_on("riga", "2023"), went_on("malmo", "2023-06"))
    assert counted(desk, "rcr84") == {} and unsure(desk, "rcr84") == {"riga"}
    assert unsure(desk, "rcr84", "2023-H1") == {"riga"} and unsure(desk, "rcr84", "2024") == set()
    add(desk, went_on("riga", "2024"))
    assert counted(desk, "rcr84") == {"riga": 1} and unsure(desk, "rcr84") == set()


def test_an_illustrative_project_makes_no_event_one_of_a_project_that_still_runs(desk):
    project, *_ = a_project("tried", "riga", starts="2024", origin="illustrative")
    add(desk, project, EventProject(event_id="after", project_id="tried"))
    assert counted(desk, "rcr85") == {"after": 3}
