"""Found from anywhere, and passed on, with the keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import PAGES, PHONE, SCHEMES, SIZES, offered, settle
from tests.browser.test_accessibility import violations

TABS_AT_MOST = 40


def visit(page: Page, url: str) -> None:
    page.goto(url)
    settle(page)


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the element that says `words` has the focus, within shadow roots too."""
    focused = """() => {
        let element = document.activeElement;
        while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return element.ariaLabel || element.innerText || "";
    }"""
    for _ in range(TABS_AT_MOST):
        page.keyboard.press("Tab")
        if words in page.evaluate(focused):
            return
    raise AssertionError(f"{words} cannot be reached with the Tab key.")


def search(page: Page, words: str) -> None:
    page.get_by_role("searchbox").focus()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**find=*")
    settle(page)


@pytest.mark.parametrize("name", PAGES)
def test_an_organisation_is_found_from_any_page_with_the_keyboard_in_two_actions(page: Page, address: str, name: str):
    # The start page has no name in its address.
    visit(page, f"{address}/{name.replace('overview', '')}")
    tab_to(page, "Find a partner")
    page.keyboard.type("media evolution")
    page.keyboard.press("Enter")
    expect(page.locator(".found li").first).to_contain_text("Media Evolution")
    settle(page)
    tab_to(page, "Media Evolution")
    page.keyboard.press("Enter")
    page.wait_for_url("**/partner?id=media-evolution")
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Media Evolution")


@pytest.mark.parametrize("viewport", [SIZES["laptop"], PHONE], ids=["laptop", "phone"])
def test_my_organisation_is_one_link_and_one_choice_away(page: Page, address: str):
    visit(page, f"{address}/sectors")
    tab_to(page, "Find my organisation")
    page.keyboard.press("Enter")
    page.wait_for_url("**/partner")
    settle(page)
    page.get_by_role("combobox", name="Find your organisation").focus()
    page.keyboard.type("media evolution")
    offered(page, "Media Evolution")
    page.keyboard.press("Enter")
    page.wait_for_url("**/partner?id=media-evolution")


def test_back_returns_to_what_was_found_and_to_what_was_there_before(page: Page, address: str):
    visit(page, f"{address}/map?country=LV")
    search(page, "music")
    page.locator(".found a").first.press("Enter")
    page.wait_for_url("**/map?sector=music")
    settle(page)
    expect(page.locator(".found li")).to_have_count(0)
    page.go_back()
    settle(page)
    assert page.url.endswith("/map?country=LV&find=music")
    expect(page.locator(".found li").first).to_contain_text("Music")
    page.go_back()
    settle(page)
    assert page.url.endswith("/map?country=LV")
    expect(page.locator(".found li")).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_have_value("")


def test_who_goes_on_by_the_menu_takes_no_search_along(page: Page, address: str):
    visit(page, f"{address}/map")
    search(page, "music")
    page.get_by_role("link", name="About", exact=True).first.click()
    page.wait_for_url("**/about")
    settle(page)
    expect(page.get_by_role("searchbox")).to_have_value("")
    expect(page.locator(".found li")).to_have_count(0)


def test_back_and_forward_walk_through_the_filters(page: Page, address: str):
    visit(page, f"{address}/map")
    seen = [(page.url, page.locator("p.count").inner_text())]
    for label, words in (("Country", "Latvia ·"), ("Sector", "Music ·")):
        page.get_by_role("combobox", name=label, exact=True).click()
        page.get_by_role("option", name=re.compile(f"^{words}")).click()
        page.keyboard.press("Escape")
        page.wait_for_url(f"**{label.lower()}=*")
        settle(page)
        seen.append((page.url, page.locator("p.count").inner_text()))
    assert len(set(seen)) == 3
    for step, state in ((page.go_back, 1), (page.go_back, 0), (page.go_forward, 1), (page.go_forward, 2)):
        step()
        settle(page)
        assert (page.url, page.locator("p.count").inner_text()) == seen[state]
        chosen = page.get_by_test_id("stMain").get_by_text("Latvia ·")
        assert chosen.count() == (1 if state else 0)


def test_the_link_is_copied_with_the_keyboard(page: Page, address: str):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, f"{address}/map?country=LV&lines=yes")
    tab_to(page, "Copy link")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}/map?country=LV&lines=yes"
    expect(page.get_by_role("button", name="Copy link")).to_be_visible(timeout=10_000)


def test_where_the_browser_gives_no_clipboard_the_link_is_copied_all_the_same(page: Page, address: str):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, f"{address}/events?country=LV")
    page.evaluate("navigator.clipboard.writeText('something else')")
    page.evaluate(
        "window.clipboard = navigator.clipboard; Object.defineProperty(navigator, 'clipboard', {value: undefined})"
    )
    tab_to(page, "Copy link")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Link copied")).to_be_focused()
    assert page.evaluate("window.clipboard.readText()") == f"{address}/events?country=LV"


@pytest.mark.parametrize("color_scheme", SCHEMES)
def test_what_is_found_and_the_choices_for_embedding_can_be_used_by_everybody(page: Page, address: str):
    visit(page, f"{address}/about?find=example")
    assert violations(page) == []
    page.get_by_role("button", name="Embed").press("Enter")
    settle(page)
    expect(page.get_by_test_id("stCode")).to_contain_text("<iframe")
    assert violations(page) == []
