"""WCAG 2.2 A and AA on every page, light and dark: axe finds nothing, not even in what Streamlit draws."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.chromium import PAGES, SCHEMES, settle

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


def violations(page: Page) -> list[str]:
    """Return what axe finds on `page` as it stands: rule, element and remedy, a line for each element."""
    return [
        f"{found['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for found in Axe().run(page, options=OPTIONS).response["violations"]
        for node in found["nodes"]
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
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert any(line.startswith("image-alt") for line in violations(page))
