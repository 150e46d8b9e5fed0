"""WCAG 2.2 A and AA on every page, light and dark, but for what Streamlit draws and the statement names."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.chromium import SCHEMES, settle
from tests.browser.known_limits import KNOWN_LIMITS
from tests.server import ROOT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "frame")


def is_known(page: Page, rule: str, target: str) -> bool:
    selectors = [limit.selector for limit in KNOWN_LIMITS if limit.rule == rule]
    inside = "(element, selectors) => selectors.some(selector => element.closest(selector))"
    return page.locator(target).first.evaluate(inside, selectors)


def violations(page: Page) -> list[str]:
    """Return what axe finds beyond the known limits: rule, element and reason, one line each."""
    return [
        f"{found['id']}: {node['target'][0]}: {node['html'][:160]}: {node['failureSummary']}"
        for found in Axe().run(page, options=OPTIONS).response["violations"]
        for node in found["nodes"]
        if not is_known(page, found["id"], node["target"][0])
    ]


@pytest.mark.parametrize("color_scheme", SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_each_page_can_be_used_by_everybody(page: Page, address: str, name: str):
    page.goto(f"{address}/{name}")
    settle(page)
    assert violations(page) == []


def test_an_image_without_words_is_found(page: Page, address: str):
    page.goto(address)
    settle(page)
    page.evaluate("document.querySelector('main, body').append(document.createElement('img'))")
    assert any(line.startswith("image-alt") for line in violations(page))


@pytest.mark.parametrize("limit", KNOWN_LIMITS, ids=lambda limit: limit.rule)
def test_the_statement_names_each_known_limit(page: Page, address: str, limit):
    page.goto(f"{address}/about")
    settle(page)
    expect(page.get_by_text(limit.statement).first).to_be_attached()
