"""Preparing a presentation: what is ordered and chosen on the page is what the link presents."""

import re
from datetime import UTC, datetime
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from cci_data.frozen.states import freeze
from cci_data.scenes import agenda
from cci_data.scenes.agenda import DEFAULT, SCENES
from tests.pages.screen import Screen

ORDER = list(DEFAULT)
OF_ONE = "Interreg Baltic Sea Region 2014-2020"


def link(screen: Screen) -> dict[str, str]:
    """Return the parameters of the link that starts the presentation."""
    (address,) = re.findall(r'class="start" href="([^"]+)"', screen.html)
    return {name: values[-1] for name, values in parse_qs(urlsplit(unescape(address)).query).items()}


def planned(screen: Screen) -> agenda.Agenda:
    return agenda.read(link(screen), "/present")


def listed(screen: Screen) -> list[str]:
    """Return the titles of the scenes in their order, as the page shows them."""
    return re.findall(r"<strong>\d+\. (.+?)</strong>", unescape(screen.html))


def press(screen: Screen, words: str, name: str) -> Screen:
    button = screen.app.button(key=f"{words}-{name}")
    assert not button.disabled
    button.click()
    return screen.run()


def test_without_a_choice_every_scene_is_there_in_the_order_of_a_meeting(open_page):
    screen = open_page("present")
    assert listed(screen) == [SCENES[name].title for name in DEFAULT]
    assert link(screen) == {"present": "1"} and list(planned(screen).scenes) == ORDER


def test_each_scene_says_what_it_will_say(open_page):
    screen = open_page("present", country="LV", spotlight="EE")
    assert "17 partners in 1 country" in screen.text and "in Estonia" in screen.text


def test_a_scene_moves_up_and_down_and_the_link_with_it(open_page):
    screen = press(press(open_page("present"), "Down", "where"), "Up", "closing")
    order = [*ORDER[1:2], ORDER[0], *ORDER[2:-2], ORDER[-1], ORDER[-2]]
    assert list(planned(screen).scenes) == order
    assert listed(screen) == [SCENES[name].title for name in order]
    assert screen.app.query_params["scenes"] in (",".join(order), [",".join(order)])
    back = press(press(screen, "Down", "closing"), "Up", "where")
    assert "scenes" not in back.app.query_params


def test_a_scene_is_left_out_and_taken_up_again_at_the_end(open_page):
    screen = press(open_page("present"), "Leave out", "who")
    assert "who" not in planned(screen).scenes and len(listed(screen)) == len(ORDER) - 1
    again = press(screen, f"Add “{SCENES['who'].title}”", "who")
    assert planned(again).scenes[-1] == "who" and len(listed(again)) == len(ORDER)


def test_the_ends_of_the_list_cannot_be_moved_beyond_and_the_last_scene_stays(open_page):
    screen = open_page("present", scenes="who,next")
    off = {button.key for button in screen.app.button if button.disabled}
    assert {"Up-who", "Down-next"} <= off and not {"Down-who", "Up-next", "Leave out-who"} & off
    assert screen.app.button(key="Leave out-next").click() and listed(screen.run()) == [SCENES["who"].title]
    assert screen.app.button(key="Leave out-who").disabled


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("choose-theme", "contrast-dark", {"theme": "contrast-dark"}),
        ("choose-every", "20", {"every": "20"}),
        ("choose-spotlight", "EE", {"spotlight": "EE"}),
        ("choose-period", "2024", {"period": "2024"}),
        ("choose-impact_programme", OF_ONE, {"impact_programme": OF_ONE}),
    ],
)
def test_how_it_is_shown_is_in_the_link(open_page, key: str, value: str, expected: dict[str, str]):
    screen = open_page("present")
    screen.app.selectbox(key=key).set_value(value)
    assert link(screen.run()) == {"present": "1", **expected}


def test_of_whom_it_is_is_in_the_link(open_page):
    screen = open_page("present", sector="music")
    screen.app.multiselect(key="choose-country").set_value(["LV", "EE"])
    found = planned(screen.run()).chosen
    assert (found.country, found.sector) == (("LV", "EE"), ("music",))


def test_a_time_of_one_s_own_stays_among_the_choices(open_page):
    screen = open_page("present", every="17")
    assert screen.notices == [] and link(screen)["every"] == "17"
    assert screen.app.selectbox(key="choose-every").value == "17"


def test_the_period_of_impact_is_offered_where_impact_is_presented(open_page):
    screen = open_page("present", scenes="where,impact", period="2015-2019", impact_programme=OF_ONE, figure="rco87")
    assert screen.notices == [] and screen.app.selectbox(key="choose-period").value == "2015-2019"
    asked = {"period": "2015-2019", "impact_programme": OF_ONE, "figure": "rco87"}
    assert link(screen) == {"present": "1", "scenes": "where,impact"} | asked
    assert planned(screen).chosen == agenda.Agenda().chosen
    boxes = {box.key for box in press(screen, "Leave out", "impact").app.selectbox}
    assert not {"choose-period", "choose-impact_programme"} & boxes and "choose-theme" in boxes


def test_a_period_and_what_else_impact_cannot_be_of_are_told_and_taken_out(open_page):
    screen = open_page("present", period="2027", impact_programme="Moon", figure="rco0", theme="dark")
    (notice,) = screen.notices
    assert all(words in notice for words in ("2027 has not begun", "“Moon”", "“rco0”"))
    assert link(screen) == {"present": "1", "theme": "dark"} and set(screen.app.query_params) == {"theme"}


def test_what_the_address_cannot_mean_is_told_and_taken_out(open_page):
    screen = open_page("present", scenes="where,whither", country="XX", theme="pink", every="1")
    (notice,) = screen.notices
    assert all(words in notice for words in ("whither", "XX", "pink", "5 to 600"))
    assert link(screen) == {"present": "1", "scenes": "where"}
    assert set(screen.app.query_params) == {"scenes"}


def test_the_whole_link_can_be_copied(open_page):
    screen = open_page("present", theme="dark")
    screen.app.context["url"] = "https://cci.example/dashboard/present?theme=dark"
    (code,) = screen.run().app.code
    assert code.value == "https://cci.example/dashboard/present?present=1&theme=dark"


def test_what_is_handed_out_rests_on_the_address_that_the_installation_says(open_page, monkeypatch):
    """Whatever this viewer calls it: the link to a presentation, the calendar, the code to embed."""
    monkeypatch.setenv("CCI_PUBLIC_URL", "https://cci.example/dashboard")
    screen = open_page("present", theme="dark")
    screen.app.context["url"] = "http://localhost:8501/present?theme=dark"
    (code,) = screen.run().app.code
    assert code.value == "https://cci.example/dashboard/present?present=1&theme=dark"
    screen = open_page("events")
    screen.app.context["url"] = "http://localhost:8501/events"
    screen.app.session_state["embed"] = True
    assert "<code>https://cci.example/dashboard/" in screen.run().html and "localhost" not in screen.html
    (code,) = [each.value for each in screen.app.code if "<iframe" in each.value]
    assert "https://cci.example/dashboard/events?" in code and "localhost" not in code


def test_what_is_new_can_be_left_out(open_page, write):
    with write() as session:
        freeze(session, "Network meeting Autumn", datetime(2026, 11, 1, tzinfo=UTC))
    screen = open_page("present")
    assert listed(screen) == [item.title for item in SCENES.values()]
    screen.app.button(key="Leave out-since").click()
    assert listed(screen.run()) == [SCENES[name].title for name in DEFAULT]
