from dataclasses import FrozenInstanceError

import pytest

from cci_data.scenes.agenda import SCENES, Agenda, make
from tests.scenes.choices import a_choice


def test_a_scene_can_be_kept_and_handed_to_many_at_once(fetch):
    plan = Agenda(tuple(SCENES))
    scenes = make(fetch, plan, a_choice())
    assert scenes == make(fetch, plan, a_choice())
    assert len(set(map(hash, scenes))) == len(SCENES)
    with pytest.raises(FrozenInstanceError):
        scenes[0].headline = "another"
