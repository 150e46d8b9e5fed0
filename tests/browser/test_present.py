"""The meeting room: every scene fits every screen, comes from the page where it was prepared, and needs no network."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from cci_data.scenes.agenda import THEMES
from tests.browser.chromium import LAPTOP, PAGES, PHONE, PROJECTOR, settle
from tests.browser.stage import (
    MEETING_ROOM,
    ORDER,
    SHOWN,
    SMALLEST,
    SMALLEST_IN_THE_HAND,
    broken_words,
    drawn,
    faults_of_all,
    name_of,
    press_through,
    stage_of,
)
from tests.browser.test_accessibility import violations

LARGE = {"width": 2560, "height": 1440}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", [*MEETING_ROOM.values(), LARGE], ids=[*MEETING_ROOM, "2560"])
def test_every_scene_fits_every_screen_of_a_meeting_room(browser: Browser, address: str, size, theme: str):
    context = stage_of(browser, size)
    page = context.new_page()
    page.goto(f"{address}/?present=1&theme={theme}")
    found = faults_of_all(page) + broken_words(page)
    context.close()
    assert found == []


def test_every_scene_fits_a_telephone(browser: Browser, address: str):
    context = stage_of(browser, PHONE)
    page = context.new_page()
    page.goto(f"{address}/?present=1")
    found = faults_of_all(page, SMALLEST_IN_THE_HAND)
    context.close()
    assert found == []


def test_a_window_that_changes_its_size_still_fits(stage: Page):
    for size in (PHONE, MEETING_ROOM["1024"], PROJECTOR):
        stage.set_viewport_size(size)
        drawn(stage)
        assert faults_of_all(stage, SMALLEST if size != PHONE else SMALLEST_IN_THE_HAND) == []


# Fills each list far beyond any screen, with words of the length that German has.
CROWD = """() => {
  const long = "Arbeitsgemeinschaft Kreativwirtschaftsförderungsgesellschaften Mecklenburg-Vorpommern";
  document.querySelectorAll(".list").forEach((list) => {
    const one = list.querySelector("li");
    for (let number = 0; number < 60; number += 1) {
      const copy = one.cloneNode(true);
      copy.querySelector(".what").prepend(number % 3 ? "" : `${long} `);
      list.append(copy);
    }
  });
  document.querySelectorAll(".matrix tr").forEach((row) => {
    for (let number = 0; number < 5; number += 1) row.append(row.lastElementChild.cloneNode(true));
    row.querySelectorAll(".name").forEach((name) => (name.textContent = "Mecklenburg-Vorpommern"));
  });
  document.querySelectorAll("h1").forEach((heading) => heading.append(` ${long}`, ` ${long}`));
  dispatchEvent(new Event("resize"));
}"""


@pytest.mark.parametrize("size", MEETING_ROOM.values(), ids=MEETING_ROOM)
def test_what_has_no_room_is_counted_instead(browser: Browser, address: str, size):
    context = stage_of(browser, size)
    page = context.new_page()
    page.goto(f"{address}/?present=1")
    page.evaluate(CROWD)
    drawn(page)
    found = faults_of_all(page)
    lists = page.locator(".list").evaluate_all(
        "lists => lists.map((list) => [list.querySelectorAll('li:not([hidden])').length,"
        " list.querySelectorAll('li[hidden]').length, list.nextElementSibling.textContent])"
    )
    context.close()
    assert found == [] and len(lists) >= 3
    for seen, left_out, words in lists:
        assert seen >= 1 and left_out > 10 and words == f"and {left_out} more"


def test_an_agenda_that_is_prepared_on_the_page_is_presented(page: Page, address: str):
    page.goto(f"{address}/present?theme=contrast")
    settle(page)
    row = page.locator(".st-key-scene-closing")
    for _ in range(2):
        row.get_by_role("button", name="Up").press("Enter")
        settle(page)
    page.locator(".st-key-scene-who").get_by_role("button", name="Leave out").press("Enter")
    settle(page)
    page.get_by_role("link", name="Start", exact=True).click()
    page.wait_for_selector(SHOWN)
    moved = ("closing", "next", "numbers")
    order = [*(name for name in ORDER if name not in ("who", *moved)), *moved]
    assert page.locator(".scene").evaluate_all("scenes => scenes.map((scene) => scene.id)") == order
    assert page.locator("html").get_attribute("class") == "contrast"
    page.get_by_role("link", name="End").click()
    settle(page)
    assert parse_qs(urlsplit(page.url).query) == {"scenes": [",".join(order)], "theme": ["contrast"]}


def test_each_page_has_its_presentation_with_all_that_it_needs(stage: Page, address: str):
    for name in ("", *(page for page in PAGES if page != "overview")):
        answer = stage.request.get(f"{address}/{name}?present=1")
        assert answer.ok and 'class="scene' in answer.text()
        needed = re.findall(r"script src=\"([^\"]+)\"|src:url\(([^)]+)\)", answer.text())
        kinds = [stage.request.get(f"{address}/{script or font}").headers["content-type"] for script, font in needed]
        assert [kind.split(";")[0] for kind in kinds] == ["font/woff2", "text/javascript"]
        assert 'class="scene' not in stage.request.get(f"{address}/{name}").text()


@pytest.mark.parametrize("theme", ["light", "contrast-dark"])
@pytest.mark.parametrize("name", ["where", "who", "spotlight-figures", "next"])
def test_everybody_can_follow_a_scene(stage: Page, address: str, name: str, theme: str):
    stage.goto(f"{address}/?present=1&scene={name}&theme={theme}&every=600")
    stage.wait_for_selector(SHOWN)
    assert violations(stage) == []
    assert stage.get_by_role("heading", level=1).count() == 1


def test_without_a_network_every_scene_works_and_nothing_is_asked_elsewhere(browser: Browser, address: str):
    context = stage_of(browser, LAPTOP)
    page = context.new_page()
    refused = []
    page.route(
        lambda url: not url.startswith(f"{address}/"), lambda route: (refused.append(route.request.url), route.abort())
    )
    page.goto(f"{address}/?present=1&every=5")
    page.wait_for_selector(SHOWN)
    page.evaluate("document.fonts.ready")
    context.set_offline(True)
    page.keyboard.press("Home")
    press_through(page, "PageDown", ORDER[1:])
    page.wait_for_timeout(6_000)
    assert name_of(page) == ORDER[0], "the clock has looked for news in vain, and went on"
    assert faults_of_all(page) == []
    context.close()
    assert refused == []


def test_news_is_fetched_quietly_and_the_scene_stays(stage: Page, address: str):
    fresh = stage.request.get(f"{address}/?present=1").text()
    changed = fresh.replace("The network in figures", "Fresh figures").replace('data-version="', 'data-version="0')
    asked = []

    def answer(route) -> None:
        asked.append(route.request.headers)
        route.fulfill(body=changed, content_type="text/html")

    stage.goto(f"{address}/?present=1&every=5&scenes=numbers,next")
    stage.wait_for_selector(SHOWN)
    stage.route("**/?present=1**", answer)
    stage.keyboard.press("ArrowRight")
    expect(stage.locator(".kicker", has_text="Fresh figures")).to_have_count(1, timeout=15_000)
    assert asked and stage.locator(SHOWN).count() == 1
    assert faults_of_all(stage) == []
