from sqlalchemy import text

from cci_data.impact.headlines import HEADLINES
from cci_data.impact.measuring import impact_indicators, measure
from cci_data.impact.wording import in_unit
from cci_data.scenes.impact import impact
from tests.conftest import TODAY
from tests.scenes.choices import a_choice


def test_the_figures_are_those_of_the_page_in_its_strings(fetch):
    (drawn,) = impact(fetch, a_choice()).blocks
    found = fetch(impact_indicators).set_index("impact_indicator_id")
    expected = {
        found["label"][key]: in_unit(fetch(measure, indicator=key, period="all", today=TODAY).value, found["unit"][key])
        for key in HEADLINES
    }
    assert {figure.label: figure.value for figure in drawn.figures} == expected
    assert all("in 2021–2027" in figure.detail and "in 2014–2020" in figure.detail for figure in drawn.figures)


def test_it_says_how_far_a_target_is_reached(fetch, session):
    session.execute(text("UPDATE impact_indicator SET target = 24, target_year = 2027 WHERE label = 'Projects begun'"))
    (drawn,) = impact(fetch, a_choice()).blocks
    (begun,) = (figure for figure in drawn.figures if figure.label == "Projects begun")
    assert begun.detail.endswith("50% of target 24 by 2027")


def test_it_is_of_the_whole_network_and_says_so(fetch):
    whole, some = impact(fetch, a_choice()), impact(fetch, a_choice(country=("LV",)))
    assert whole.blocks == some.blocks and "whole network" in some.note and "whole network" not in whole.note


def test_without_an_indicator_it_invites(fetch_nothing):
    scene = impact(fetch_nothing, a_choice())
    assert scene.headline == "No indicator of impact is on record yet" and "load" in scene.blocks[0].nothing
