from datetime import date

import pytest

from cci_data.queries.indicators import indicators, series
from cci_data.queries.partners import partners
from cci_data.queries.spotlights import spotlight_on
from cci_data.queries.statements import statements
from cci_data.scenes.spotlight import country_of, figures, people, status, turn_of
from cci_data.vocabulary import COUNTRY_FACT_KINDS, ILLUSTRATIVE, NETWORK_COUNTRIES, PARTNER_STATEMENT_KINDS
from tests.conftest import TODAY
from tests.scenes.choices import a_choice, entries

EVERY_COUNTRY = pytest.mark.parametrize("code", NETWORK_COUNTRIES)


def test_without_a_choice_it_is_whose_turn_it_is(fetch):
    assert country_of(fetch, a_choice()) == fetch(spotlight_on, day=TODAY).country_code
    assert country_of(fetch, a_choice("IS")) == "IS"


@EVERY_COUNTRY
def test_every_country_has_its_turn_and_its_facts(fetch, code):
    scene = status(fetch, a_choice(code))
    expected = fetch(statements, kinds=COUNTRY_FACT_KINDS, country=code)
    assert [entry.text for entry in entries(scene).entries] == list(expected["text"])
    assert NETWORK_COUNTRIES[code] in scene.headline
    assert turn_of(fetch, code, TODAY).country_code == code


def test_a_turn_that_is_to_come_is_said_so(fetch):
    now = fetch(spotlight_on, day=TODAY)
    assert " is in the spotlight" in status(fetch, a_choice(now.country_code)).headline
    later = next(code for code in NETWORK_COUNTRIES if code != now.country_code)
    assert " will be in the spotlight" in status(fetch, a_choice(later)).headline
    assert (
        " is in the spotlight" in status(fetch, a_choice(later, today=turn_of(fetch, later, TODAY).starts_on)).headline
    )


@pytest.mark.parametrize("code", ["LV", "IS", "DE"])
def test_panels_hold_every_value_and_lift_the_pen(fetch, code):
    (drawn,) = figures(fetch, a_choice(code)).blocks
    assert [panel.title for panel in drawn.panels] == list(fetch(indicators)["label"])
    for panel, indicator in zip(drawn.panels, fetch(indicators)["indicator_id"], strict=True):
        values = fetch(series, indicator_id=indicator)
        found = {(line.name, year): value for line in panel.lines for stroke in line.strokes for year, value in stroke}
        assert found == {(row.area, row.year): row.value for row in values.itertuples()}
        flagged = {(row.area, row.year) for row in values.itertuples() if row.flag == "b"}
        for line in panel.lines:
            for stroke in line.strokes:
                years = [year for year, _ in stroke]
                assert years == list(range(years[0], years[-1] + 1))
                assert not any((line.name, year) in flagged for year in years[1:])
        own = values[values["area_code"] == code]
        assert panel.latest.endswith(str(own["year"].max())) if len(own) else not panel.latest
        assert panel.lines[-1].name == NETWORK_COUNTRIES[code] or not len(own)


@EVERY_COUNTRY
def test_partners_and_what_they_say_are_complete(fetch, code):
    choice = a_choice(code)
    scene = people(fetch, choice)
    found = fetch(partners)
    expected = [row.name for row in found.itertuples() if code in row.country_codes]
    assert [entry.text for entry in entries(scene).entries] == expected
    said = fetch(statements, kinds=PARTNER_STATEMENT_KINDS, country=code)
    assert [entry.is_illustrative for entry in entries(scene, 1).entries] == list(said["origin"] == ILLUSTRATIVE)


def test_a_day_before_all_turns_still_has_a_country(fetch):
    assert country_of(fetch, a_choice(today=date(2025, 1, 1))) in NETWORK_COUNTRIES
