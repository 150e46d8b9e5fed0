from dataclasses import replace

import pytest
from sqlalchemy import text

from cci_data.impact.headlines import HEADLINES, what_changed
from cci_data.impact.measuring import impact_indicators, measure
from cci_data.impact.wording import in_unit
from cci_data.scenes.impact import NAMED, impact
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


OF_ONE = "Interreg Baltic Sea Region 2014-2020"


@pytest.mark.parametrize("programme", ["", OF_ONE])
@pytest.mark.parametrize(
    ("period", "label", "before"), [("2024", "2024", "2023"), ("2014-2020", "2014–2020", "2007–2013")]
)
def test_it_is_of_the_period_and_the_programme_that_are_chosen_and_says_so(fetch, period, label, before, programme):
    scene = impact(fetch, replace(a_choice(), period=period, programme=programme))
    found = fetch(impact_indicators).set_index("impact_indicator_id")
    asked = {"period": period, "today": TODAY, "programme": programme}
    (drawn,) = scene.blocks
    assert len(drawn.figures) == len(HEADLINES)
    for figure, key in zip(drawn.figures, (key for key in found.index if key in HEADLINES), strict=True):
        of, unit = fetch(measure, indicator=key, **asked), found["unit"][key]
        assert (figure.label, figure.value) == (found["label"][key], in_unit(of.value, unit))
        assert figure.detail == ("" if of.before is None else f"{in_unit(of.before, unit)} in {before}")
    assert scene.kicker == f"Impact in {label}, {programme or 'all programmes'}"
    assert f"{scene.headline}.".replace("; fewer", ". Fewer") == what_changed(fetch, **asked, indicators=NAMED)


def test_of_all_years_it_says_so_and_what_came_about_in_the_present_programme_period(fetch):
    scene = impact(fetch, replace(a_choice(), programme=OF_ONE))
    assert scene.kicker == f"Impact in all years until {TODAY.year}, {OF_ONE}"
    begun = {
        period: int(fetch(measure, indicator="projects", period=period, today=TODAY, programme=OF_ONE).value)
        for period in ("all", "2021-2027", "2014-2020")
    }
    (figure,) = (figure for figure in scene.blocks[0].figures if figure.label == "Projects begun")
    assert figure.value == str(begun["all"])
    assert figure.detail == f"{begun['2021-2027']} in 2021–2027, {begun['2014-2020']} in 2014–2020"


def test_the_figure_that_is_open_on_the_page_stands_among_them_once(fetch):
    def labels(key: str) -> list[str]:
        return [figure.label for figure in impact(fetch, replace(a_choice(), figure=key)).blocks[0].figures]

    assert labels("projects") == labels("") and len(labels("")) == len(HEADLINES)
    (one,) = {*labels("rco87")} - {*labels("")}
    assert one.startswith("RCO87 ")


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
