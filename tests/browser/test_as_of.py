"""A state that was frozen by its command keeps its address, its figures and its banner; the plain address goes on."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import settle
from tests.browser.stage import MEETING_ROOM, SHOWN, broken_words, faults_of_all, stage_of
from tests.conftest import change
from tests.server import Server, serve_by_readme

SLUG = "network-meeting-january-2027"
THEN = f"as_of={SLUG}"
COUNT = "p.count strong"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard for this module alone, in which a state was frozen, and since then a partner came."""
    with serve_by_readme(tmp_path_factory.mktemp("frozen")) as running:
        command = [sys.executable, "-m", "cci_data", "freeze", "Network meeting January 2027"]
        environment = {name: value for name, value in os.environ.items() if name != "CCI_DATABASE_URL"}
        done = subprocess.run(
            command, cwd=running.folder, env=environment, check=True, capture_output=True, text=True, timeout=120
        )
        assert f"?{THEN}" in done.stdout
        change(
            f"sqlite:///{running.folder / 'data' / 'local' / 'dashboard.sqlite'}",
            "INSERT INTO partner (partner_id, name, country_code, is_cross_sectoral, origin, source) "
            "VALUES ('brand-new', 'Brand New Lab', 'LV', false, 'desk', 'the Desk')",
        )
        yield running


@pytest.fixture(scope="module")
def address(server: Server) -> str:
    return server.address


def open_at(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)


def banner(page: Page):
    return page.get_by_text(re.compile("^As of .*: Network meeting January 2027"))


def test_the_frozen_address_shows_what_was_and_the_plain_one_what_is(page: Page, address: str):
    open_at(page, f"{address}/map?{THEN}")
    expect(page.locator(COUNT)).to_have_text("152 partners")
    expect(banner(page)).to_be_visible()
    open_at(page, f"{address}/map")
    expect(page.locator(COUNT)).to_have_text("153 partners")
    expect(banner(page)).to_have_count(0)


def test_every_way_on_stays_in_that_moment_and_back_goes_back(page: Page, address: str):
    open_at(page, f"{address}/?{THEN}")
    ways = (
        (page.get_by_role("banner").get_by_role("link", name="Map"), "map"),
        (page.get_by_role("link", name="Their sectors and countries as a matrix"), "sectors"),
        (page.get_by_role("link", name="Find my organisation"), "partner"),
    )
    for link, name in ways:
        link.click()
        page.wait_for_url(f"**/{name}?*{THEN}*")
        settle(page)
        expect(banner(page)).to_be_visible()
    for name in ("sectors", "map", ""):
        page.go_back()
        page.wait_for_url(f"**/{name}?*{THEN}*")
    settle(page)
    page.get_by_role("searchbox").or_(page.get_by_role("textbox")).first.fill("media evolution")
    page.keyboard.press("Enter")
    page.locator(".found a").first.click()
    page.wait_for_url(f"**/partner?*{THEN}*")


def test_now_is_one_click_away_and_stays(page: Page, address: str):
    open_at(page, f"{address}/map?{THEN}&country=LV")
    page.get_by_role("button", name="Show now").click()
    page.wait_for_url(f"{address}/map?country=LV")
    expect(banner(page)).to_have_count(0)
    page.get_by_role("banner").get_by_role("link", name="Events").click()
    page.wait_for_url(f"{address}/events")
    settle(page)
    assert page.locator("a[href*=as_of]").count() == 0


def test_what_is_new_since_then_is_listed(page: Page, address: str):
    open_at(page, f"{address}/?{THEN}")
    page.get_by_role("link", name="What is new since").click()
    page.wait_for_url(f"{address}/new?since={SLUG}")
    settle(page)
    expect(page.get_by_role("heading", name="1 new partner")).to_be_visible()
    page.get_by_role("link", name="Brand New Lab").click()
    page.wait_for_url(f"{address}/partner?id=brand-new")


def test_a_plain_link_in_a_new_window_shows_now(page: Page, address: str):
    open_at(page, f"{address}/map?{THEN}")
    other = page.context.new_page()
    open_at(other, f"{address}/map")
    expect(other.locator(COUNT)).to_have_text("153 partners")
    other.close()


def test_files_and_pictures_of_the_page_are_of_then(page: Page, address: str):
    open_at(page, f"{address}/map?{THEN}")
    links = page.locator("a[download]").evaluate_all("all => all.map(link => link.href)")
    assert len(links) >= 8 and all(THEN in link for link in links)
    found = page.request.get(next(link for link in links if "partners.json" in link))
    assert found.json()["meta"]["total_count"] == 152
    assert SLUG in found.headers["content-disposition"]


# The scene as it is where nothing came since.
NOTHING_NEW = """() => {
  document.querySelector(".scene .more").remove();
  document.querySelector(".scene .list").outerHTML = '<p class="nothing">Tell the Contact Desk whom you miss.</p>';
  document.querySelectorAll(".figures .value").forEach((value) => (value.textContent = "0"));
  dispatchEvent(new Event("resize"));
}"""


@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize("size", MEETING_ROOM.values(), ids=MEETING_ROOM)
def test_the_scene_of_what_is_new_fits_every_screen_and_breaks_no_word(
    browser: Browser, address: str, size: dict[str, int], is_new: bool
):
    context = stage_of(browser, size)
    page = context.new_page()
    page.goto(f"{address}/?present=1&scenes=since&theme=contrast-dark&since={SLUG}")
    page.wait_for_selector(f"{SHOWN} .figures")
    if not is_new:
        page.evaluate(NOTHING_NEW)
    found = faults_of_all(page) + broken_words(page)
    context.close()
    assert found == []
