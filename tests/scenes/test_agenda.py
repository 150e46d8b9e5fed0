from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cci_data.filters import PartnerFilter
from cci_data.scenes.agenda import DEFAULT, SCENES, THEMES, Agenda, make, on_record, read
from cci_data.vocabulary import NETWORK_COUNTRIES
from tests.conftest import TODAY
from tests.scenes.choices import a_choice

ORDERS = st.lists(st.sampled_from(list(SCENES)), min_size=1, unique=True).map(tuple)


@given(
    scenes=ORDERS,
    number=st.integers(0, 8),
    countries=st.lists(st.sampled_from(list(NETWORK_COUNTRIES)), unique=True),
    spotlight=st.sampled_from(["", *NETWORK_COUNTRIES]),
    every=st.sampled_from([0, 5, 20, 600]),
    theme=st.sampled_from(list(THEMES)),
    period=st.sampled_from(["", "2024", "2024-H1", "2021-2027"]),
    programme=st.sampled_from(["", "Interreg Baltic Sea Region 2014-2020"]),
)
def test_the_address_holds_the_whole_agenda(scenes, number, countries, spotlight, every, theme, period, programme):
    chosen, first = PartnerFilter(country=tuple(countries)), scenes[number % len(scenes)]
    agenda = Agenda(scenes, first, chosen, spotlight, every, theme, period=period, programme=programme)
    assert read(agenda.parameters()) == agenda
    assert sum(len(key) + len(value) + 2 for key, value in agenda.parameters().items()) < 600


@given(
    st.dictionaries(
        st.sampled_from(["scenes", "scene", "spotlight", "every", "theme", "country", "period"]), st.text(max_size=60)
    )
)
def test_any_address_is_an_agenda_that_can_be_shown(asked):
    agenda = read(asked)
    assert agenda.scenes and set(agenda.scenes) <= set(SCENES) and agenda.first in agenda.scenes
    assert agenda.theme in THEMES and (agenda.every == 0 or 5 <= agenda.every <= 600)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"scenes": "where,whither"}, "whither"),
        ({"scene": "nowhere"}, "nowhere"),
        ({"spotlight": "FR"}, "FR"),
        ({"theme": "pink"}, "pink"),
        ({"every": "1"}, "5 to 600 seconds"),
        ({"every": "often"}, "5 to 600 seconds"),
        ({"period": "soon"}, "soon"),
    ],
)
def test_what_cannot_be_meant_is_said(asked, words):
    (problem,) = read(asked).problems
    assert words in problem


def test_options_that_are_not_on_record_are_told_and_left_out(fetch):
    asked = {"country": "LV,XX", "sector": "astrology", "text": "x" * 400, "theme": "pink"}
    found = on_record(fetch, read(asked), asked, today=TODAY)
    assert (found.chosen.country, found.chosen.sector) == (("LV",), ())
    for words in ("pink", "400 characters", "XX", "astrology"):
        assert sum(words in problem for problem in found.problems) == 1
    plain = {"country": "LV", "sector": "music"}
    assert on_record(fetch, read(plain), plain, today=TODAY) == read(plain)


def test_a_plain_address_has_nothing_to_complain_of():
    assert read({}) == Agenda() and Agenda().parameters() == {}


@pytest.mark.parametrize(("name", "item"), SCENES.items())
def test_each_page_begins_with_its_own_scene(name, item):
    assert SCENES[read({}, item.page).first].page == item.page
    assert name in read({}, item.page).scenes


def test_the_country_of_the_spotlight_page_is_no_filter():
    assert read({"country": "EE"}, "/spotlight").spotlight == "EE"
    assert read({"country": "EE"}, "/spotlight").chosen == PartnerFilter()
    assert read({"country": "EE"}, "/map").chosen == PartnerFilter(country=("EE",))
    assert read({"country": "EE", "spotlight": "LV"}, "/spotlight").spotlight == "LV"


def test_every_scene_says_where_its_facts_come_from(fetch):
    for choice in (a_choice(), a_choice("IS"), a_choice(country=("LT",)), a_choice(text="no such name")):
        for name, scene in zip(SCENES, make(fetch, Agenda(tuple(SCENES)), choice), strict=True):
            assert scene.name == name and scene.kicker and scene.blocks and scene.source and scene.as_of
            assert scene.headline and not scene.headline.endswith(".")


def test_an_empty_database_has_scenes_that_invite(fetch_nothing):
    for scene in make(fetch_nothing, Agenda(tuple(SCENES)), a_choice("LV")):
        assert scene.headline and scene.blocks and scene.as_of is None


def test_the_scene_of_news_can_be_named_by_its_address(fetch):
    assert read({"scene": "since"}).first == "since" and not read({"scene": "since"}).problems
    plan = on_record(fetch, read({"scene": "since"}), {"scene": "since"}, today=TODAY)
    assert plan.scenes == DEFAULT and plan.first == DEFAULT[0]


def test_the_event_of_the_calendar_is_told_of_and_filters_no_partner():
    asked = {"event": "lublin-2029", "kind": "study_visit", "title": "A \x1b<b>\nmeeting"}
    found = read(asked, "/events")
    assert (found.event, found.kind, found.chosen) == ("lublin-2029", "study_visit", PartnerFilter())
    assert read(asked, "/map").chosen == PartnerFilter(event=("lublin-2029",)) and not read(asked, "/map").event
    assert found.title == "A  <b> meeting" and read(found.parameters()) == found
    choice = found.choice(a_choice().today)
    assert (choice.event, choice.kind, choice.title) == (found.event, found.kind, found.title)


def test_an_event_a_kind_and_a_frozen_state_that_there_are_not_are_told(fetch):
    asked = {"shown_event": "no-such-event", "kind": "party", "since": "no-such-state"}
    found = on_record(fetch, read(asked), asked, today=TODAY)
    assert (found.event, found.kind, found.since) == ("", "", "") and len(found.problems) == 3
    assert on_record(fetch, read({"since": "then"}), {"since": "then"}, {"then"}, today=TODAY).since == "then"


def test_the_programme_of_the_impact_page_is_the_one_that_is_counted_and_filters_no_partner():
    asked = {"period": "2024-h1", "programme": "Interreg Baltic Sea Region 2014-2020", "figure": "rco87"}
    found = read(asked, "/impact")
    assert (found.period, found.programme, found.figure) == ("2024-H1", asked["programme"], "rco87")
    assert found.chosen == PartnerFilter() and read(found.parameters()) == found
    assert read(asked, "/map").chosen == PartnerFilter(programme=(asked["programme"],))
    choice = found.choice(TODAY)
    assert (choice.period, choice.programme, choice.figure) == (found.period, found.programme, found.figure)
    assert read({"period": " All "}) == Agenda()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"period": "2027"}, "2027 has not begun"),
        ({"period": "2026-H2"}, ""),
        ({"impact_programme": "Moon"}, "“Moon”"),
        ({"impact_programme": "Interreg Baltic Sea Region 2014-2020"}, ""),
        ({"figure": "rco0"}, "“rco0”"),
        ({"figure": "rco87"}, ""),
    ],
)
def test_a_period_that_lies_ahead_and_what_is_not_counted_are_told_and_left_out(fetch, asked, words):
    found = on_record(fetch, read(asked), asked, today=TODAY)
    assert found == (replace(Agenda(), problems=found.problems) if words else read(asked))
    assert [words in problem for problem in found.problems] == ([True] if words else [])
