"""Good practices beside figures: those that a figure counts, and those of the partners that it counts."""

import pytest

from cci_data.impact.measuring import measure
from cci_data.impact.practices import practices_behind
from cci_data.models import GoodPractice, GoodPracticePartner
from tests.conftest import TODAY
from tests.impact.scene import DESK, a_step, events, partners
from tests.queries.build import a_project, add


def titles(session, indicator: str, period: str = "2024") -> list[str]:
    found = practices_behind(session, indicator=indicator, period=period, today=TODAY)
    return [title for title in found["title"] if title.startswith("Practice")]


@pytest.fixture
def desk(session):
    """A session on partners of which two have a good practice."""
    add(session, *partners(), *events())
    for key in ("riga", "malmo"):
        practice = GoodPractice(
            good_practice_id=f"of-{key}",
            title=f"Practice of {key}",
            format="a test",
            summary="A test.",
            starts="2024-02",
            **DESK,
        )
        add(session, practice, GoodPracticePartner(good_practice_id=f"of-{key}", partner_id=key, role="partner"))
    return session


def test_a_figure_of_partners_and_one_of_projects_have_those_of_their_partners(desk):
    add(desk, *a_project("p", "riga", starts="2024-05", ends="2024-06"))
    assert titles(desk, "projects") == ["Practice of riga"]
    assert "Practice of riga" in titles(desk, "active-partners")
    assert titles(desk, "projects", "2019") == []


def test_the_count_of_practices_has_those_that_it_counts(desk):
    assert titles(desk, "good-practices") == ["Practice of malmo", "Practice of riga"]
    assert titles(desk, "good-practices", "2023") == []


def test_a_step_of_the_ledger_names_no_practice_and_what_is_illustrative_none(desk):
    add(desk, *a_step("met", "contact", "2024-01", "riga", "malmo"))
    assert measure(desk, indicator="introductions", period="2024", today=TODAY).value == 1
    assert titles(desk, "introductions") == []
    desk.get(GoodPractice, "of-riga").origin = "illustrative"
    desk.flush()
    assert titles(desk, "good-practices") == ["Practice of malmo"]
