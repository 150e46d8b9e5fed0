from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from cci_data.frozen.states import freeze
from cci_data.scenes.agenda import DEFAULT, SCENES, Agenda, on_record
from cci_data.scenes.scene import Figures
from cci_data.scenes.since import since
from tests.conftest import TODAY
from tests.queries.build import a_partner, a_project, add, an_event, an_illustration
from tests.scenes.choices import a_choice, entries

THEN = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def frozen(session: Session):
    freeze(session, "Network meeting Autumn", THEN)
    return session


def figures(scene) -> dict[str, str]:
    (block,) = [block for block in scene.blocks if isinstance(block, Figures)]
    return {figure.label: figure.value for figure in block.figures}


def test_without_a_frozen_state_the_scene_says_how_there_will_be_one(fetch):
    scene = since(fetch, a_choice())
    assert "freeze" in entries(scene).nothing and "No moment" in scene.headline
    assert on_record(fetch, Agenda(), {}, today=TODAY).scenes == DEFAULT


def test_what_came_since_is_counted_and_named(frozen, fetch):
    held = an_event("held-since", title="Salon in Lund", starts_on=TODAY - timedelta(days=3))
    add(frozen, a_partner("newcomer", name="Newcomer of Narva"), *a_project("joint", "newcomer", title="Joint"), held)
    scene = since(fetch, a_choice())
    assert scene.headline.startswith("1 new partner, 1 new project")
    assert figures(scene)["new partner"] == "1" and figures(scene)["new countries"] == "0"
    told = {entry.text: entry.label for entry in entries(scene).entries}
    assert told["Newcomer of Narva"] == "Partner" and told["Joint"].startswith("Project")
    assert told["Salon in Lund"].startswith("Event")
    assert "Network meeting Autumn" in scene.kicker


def test_nothing_illustrative_is_new(frozen, fetch):
    add(frozen, *an_illustration())
    assert all(value == "0" for value in figures(since(fetch, a_choice())).values())


def test_an_agenda_takes_it_up_where_there_is_something_to_compare_with(frozen, fetch):
    assert on_record(fetch, Agenda(), {}, today=TODAY).scenes == tuple(SCENES)
    assert on_record(fetch, Agenda(scenes=("who",)), {"scenes": "who"}, today=TODAY).scenes == ("who",)


def test_an_unknown_state_is_the_latest_one(frozen, fetch):
    assert since(fetch, a_choice(since="no-such-state")) == since(fetch, a_choice())
