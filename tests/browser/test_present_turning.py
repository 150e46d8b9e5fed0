"""The scenes of a presentation are turned by key, clicker, button, finger and clock, and one gets back from them."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import PAGES, settle
from tests.browser.stage import MEETING_ROOM, ORDER, SHOWN, drawn, name_of, press_through, stage_of


@pytest.mark.parametrize("key", ["ArrowRight", "ArrowDown", "PageDown", "Space"])
def test_keys_and_clickers_go_on_and_stop_at_the_last(stage: Page, key: str):
    press_through(stage, key, [*ORDER[1:], ORDER[-1]])


@pytest.mark.parametrize("key", ["ArrowLeft", "ArrowUp", "PageUp", "Shift+Space"])
def test_keys_and_clickers_go_back_and_stop_at_the_first(stage: Page, key: str):
    stage.keyboard.press("End")
    press_through(stage, key, [*ORDER[-2::-1], ORDER[0]])


@pytest.mark.parametrize("key", ["r", "c", "Escape", "Control+ArrowRight", "Alt+ArrowRight", "x", "Enter"])
def test_other_keys_are_left_to_whoever_has_them(stage: Page, key: str):
    stage.evaluate("addEventListener('keydown', (event) => (window.isTaken = event.defaultPrevented))")
    stage.keyboard.press(key)
    assert name_of(stage) == ORDER[0] and stage.evaluate("window.isTaken") is False


def test_the_buttons_turn_and_say_where_one_is(stage: Page):
    for words, name in [("Next", ORDER[1]), ("Last", ORDER[-1]), ("Previous", ORDER[-2]), ("First", ORDER[0])]:
        stage.get_by_role("button", name=f"{words} scene").click()
        assert name_of(stage) == name
        number = ORDER.index(name) + 1
        expect(stage.locator("nav .number")).to_have_text(f"{number} / {len(ORDER)}")
        expect(stage.locator(".said")).to_contain_text(f"Scene {number} of {len(ORDER)}: ")
    focused = stage.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == "First scene"
    stage.keyboard.press("Space")
    assert name_of(stage) == ORDER[0], "the button that has the focus gets the blank"


def swipe(page: Page, across: int, down: int = 0) -> None:
    """Move a finger over the screen, as the browser gets it from the glass."""
    glass = page.context.new_cdp_session(page)
    start = {"x": 600, "y": 300}
    glass.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [start]})
    end = {"x": 600 + across, "y": 300 + down}
    glass.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [end]})
    glass.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(50)


def test_a_finger_turns_the_scenes(stage: Page):
    for across, down, name in [(-300, 20, ORDER[1]), (-300, 0, ORDER[2]), (300, 0, ORDER[1]), (-20, 0, ORDER[1])]:
        swipe(stage, across, down)
        assert name_of(stage) == name
    swipe(stage, 100, 300)
    assert name_of(stage) == ORDER[1], "down is not across"


def test_a_move_is_there_in_the_next_frame(stage: Page):
    stage.evaluate(
        """() => {
          const shown = () => document.querySelector(".scene.is-shown").id;
          window.moves = [];
          const note = () => {
            const before = shown();
            requestAnimationFrame(() => window.moves.push([before, shown()]));
          };
          document.addEventListener("keydown", note);
        }"""
    )
    for _ in ORDER[1:]:
        stage.keyboard.press("PageDown")
        drawn(stage)
    assert stage.evaluate("window.moves") == [[one, other] for one, other in zip(ORDER, ORDER[1:], strict=False)]


def test_a_reload_stays_and_the_end_leads_back_to_the_page_with_its_filters(page: Page, address: str):
    page.goto(f"{address}/events?country=LV")
    settle(page)
    page.get_by_role("link", name="Present", exact=True).press("Enter")
    page.wait_for_selector(SHOWN)
    assert name_of(page) == "next"
    page.keyboard.press("ArrowRight")
    page.reload()
    assert name_of(page) == ORDER[ORDER.index("next") + 1]
    page.get_by_role("link", name="End").click()
    settle(page)
    assert urlsplit(page.url).path == "/events" and parse_qs(urlsplit(page.url).query) == {"country": ["LV"]}


def test_the_browser_s_back_leads_to_where_one_came_from(page: Page, address: str):
    page.goto(f"{address}/about")
    settle(page)
    page.get_by_role("link", name="Present", exact=True).press("Enter")
    page.wait_for_selector(SHOWN)
    for _ in range(3):
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
    page.go_back()
    settle(page)
    assert urlsplit(page.url).path == "/about" and "present" not in urlsplit(page.url).query


def test_the_clock_turns_loops_and_pauses(browser: Browser, address: str):
    context = stage_of(browser, MEETING_ROOM["1280"])
    page = context.new_page()
    page.clock.install()
    page.goto(f"{address}/?present=1&every=20&scenes=where,who,next")
    page.wait_for_selector(SHOWN)
    seen = [name_of(page)]
    while len(seen) < 6:
        page.clock.run_for(4_000)
        seen += [name_of(page)] if name_of(page) != seen[-1] else []
    assert seen == ["where", "who", "next"] * 2
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Pause")).to_have_attribute("aria-pressed", "true")
    page.clock.run_for(90_000)
    assert name_of(page) == "next"
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(21_000)
    assert name_of(page) == "where"
    context.close()


def test_the_map_grows_by_year_and_rests_on_the_last_step(browser: Browser, address: str):
    context = browser.new_context(viewport=MEETING_ROOM["1280"], reduced_motion="no-preference")
    page = context.new_page()
    page.clock.install()
    page.goto(f"{address}/?present=1")
    page.wait_for_selector(SHOWN)
    page.keyboard.press("Home")
    step, total = page.locator("p.step"), page.locator("p.total b")
    seen = []
    for _ in range(12):
        seen.append((step.inner_text(), int(total.inner_text())))
        page.clock.run_for(500)
    assert seen[-1] == seen[-2] == ("all on record", max(number for _, number in seen))
    years = [words for words, _ in dict.fromkeys(seen)][:-1]
    assert len(years) >= 4 and years == sorted(years) and all(re.fullmatch(r"\d{4}", year) for year in years)
    assert [number for _, number in seen] == sorted(number for _, number in seen)
    context.close()


@pytest.mark.parametrize("key", ["b", "."])
def test_a_clicker_blacks_the_screen_and_any_key_brings_it_back_where_it_was(stage: Page, key: str):
    stage.keyboard.press("ArrowRight")
    for back in (key, "PageDown", "Escape", "x"):
        stage.keyboard.press(key)
        expect(stage.locator(SHOWN).get_by_role("heading", level=1)).to_be_hidden()
        expect(stage.get_by_role("navigation")).to_be_hidden()
        stage.keyboard.press(back)
        expect(stage.locator(SHOWN).get_by_role("heading", level=1)).to_be_visible()
        assert name_of(stage) == ORDER[1]
    stage.keyboard.press(key)
    stage.mouse.click(600, 300)
    expect(stage.get_by_role("navigation")).to_be_visible()
    assert name_of(stage) == ORDER[1]


def test_a_key_that_is_held_down_blacks_the_screen_once(stage: Page):
    for _ in range(4):
        stage.keyboard.down("b")
    stage.keyboard.up("b")
    expect(stage.get_by_role("navigation")).to_be_hidden()
    for _ in range(3):
        stage.keyboard.down("x")
    stage.keyboard.up("x")
    expect(stage.get_by_role("navigation")).to_be_visible()


def test_each_page_s_presentation_turns_black_right_after_the_load(page: Page, address: str):
    for name in ("", *(name for name in PAGES if name != "overview")):
        page.goto(f"{address}/{name}?present=1", wait_until="commit")
        page.wait_for_selector("nav .number:not(:empty)")
        page.keyboard.press("b")
        expect(page.get_by_role("navigation")).to_be_hidden()
        expect(page.locator(SHOWN)).to_be_hidden()


def test_the_calendar_is_presented_as_its_page_shows_it(page: Page, address: str):
    page.goto(f"{address}/events?kind=conference")
    settle(page)
    page.get_by_role("link", name="Present", exact=True).press("Enter")
    page.wait_for_selector(SHOWN)
    expect(page.locator(f"{SHOWN} .note")).to_contain_text("Conference")
    page.get_by_role("link", name="End").click()
    settle(page)
    assert parse_qs(urlsplit(page.url).query) == {"kind": ["conference"]}
    event = page.locator("a[href*='event=']").first
    event.press("Enter")
    settle(page)
    key = parse_qs(urlsplit(page.url).query)["event"][0]
    page.get_by_role("link", name="Prepare a presentation").press("Enter")
    settle(page)
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["shown_event"] == [key] and "event" not in asked
