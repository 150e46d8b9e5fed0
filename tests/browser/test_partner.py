"""Where do I sit? A partner finds its own page, the way to another, and what to send, in a real browser."""

import csv
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from cci_data.settings import DATA
from tests.browser.chromium import PHONE, SCHEMES, offered, settle
from tests.browser.test_accessibility import violations
from tests.browser.test_stories import visit

MOST_TABS = 80
PARTNER = "media-evolution"
WITHOUT_PLACE = "balteus-foundation"
ONLY_ONE = "centre-for-the-development-of-creative-industries"


def public_record(table: str) -> list[dict[str, str]]:
    with (DATA / "public_record" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until `target` has the focus; AssertionError where it cannot be reached."""
    for _tab in range(MOST_TABS):
        if target.count() == 1 and target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} cannot be reached by Tab.")


def choose_by_keyboard(page: Page, label: str, words: str) -> None:
    tab_to(page, page.get_by_role("combobox", name=label, exact=True))
    page.keyboard.type(words)
    offered(page, words)
    page.keyboard.press("Enter")
    settle(page)


def test_a_partner_finds_itself_the_way_to_another_and_its_workbook_by_keyboard_alone(page: Page, address: str):
    visit(page, address)
    tab_to(page, page.get_by_role("banner").get_by_role("link", name="My organisation"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/partner")
    settle(page)
    choose_by_keyboard(page, "Find your organisation", "Media Evolution")
    assert page.url == f"{address}/partner?id={PARTNER}"
    expect(page.get_by_role("heading", level=1)).to_have_text("Media Evolution")
    expect(page).to_have_title("Media Evolution · CCI network, Baltic Sea Region")

    summary = page.locator("summary", has_text="11 direct partners")
    tab_to(page, summary)
    page.keyboard.press("Enter")
    expect(page.locator("details[open]").get_by_role("link", name="Goethe-Institut")).to_be_visible()

    choose_by_keyboard(page, "The way to …", "City of Riga")
    assert parse_qs(urlsplit(page.url).query) == {"id": [PARTNER], "to": ["city-of-riga"]}
    steps = page.locator("ol.way li").all_inner_texts()
    assert steps[0] == "Media Evolution" and steps[-1].endswith("City of Riga")
    titles = {row["title"] for row in public_record("projects")}
    assert all(step.split("\n")[0].strip("– →") in titles for step in steps[1:])

    tab_to(page, page.get_by_role("button", name="Workbook with this entry"))
    with page.expect_download() as caught:
        page.keyboard.press("Enter")
    assert caught.value.suggested_filename == f"{PARTNER}.xlsx"
    book = load_workbook(BytesIO(caught.value.path().read_bytes()))
    written = [value for row in book["Partners"].iter_rows(values_only=True) for value in row]
    assert PARTNER in written and "Media Evolution" in written and "minc" not in written


def test_back_leads_from_partner_to_partner(page: Page, address: str):
    visit(page, f"{address}/partner?id={PARTNER}")
    page.locator("ul.records").get_by_role("link", name="Minc", exact=True).click()
    page.wait_for_url("**/partner?id=minc")
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Minc")
    page.go_back()
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Media Evolution")


@pytest.mark.parametrize(("name", "size"), [("wide", (1200, 630)), ("square", (1080, 1080))])
def test_the_card_is_downloaded_as_a_picture(page: Page, address: str, name: str, size: tuple[int, int]):
    visit(page, f"{address}/partner?id={PARTNER}")
    with page.expect_download() as caught:
        page.locator("a[href^='pictures/partner']").filter(has_text=name).click()
    assert caught.value.suggested_filename == f"cci-partner-{PARTNER}.png"
    with Image.open(caught.value.path()) as picture:
        assert picture.size == size


def test_the_letter_is_prepared(page: Page, address: str):
    visit(page, f"{address}/partner?id={PARTNER}")
    letter = page.get_by_role("link", name="Write to the Contact Desk").get_attribute("href")
    page.get_by_text("The letter to copy").click()
    copied = page.get_by_test_id("stCode").filter(has_text="Dear Contact Desk").inner_text()
    body = parse_qs(urlsplit(letter).query)["body"][0]
    assert f"{address}/partner?id={PARTNER}" in body
    assert [line for line in body.split("\r\n") if line not in copied] == []


@pytest.mark.parametrize("color_scheme", SCHEMES)
@pytest.mark.parametrize("partner_id", [PARTNER, ONLY_ONE])
def test_the_page_of_a_partner_can_be_used_by_everybody(page: Page, address: str, partner_id: str):
    visit(page, f"{address}/partner?id={partner_id}&to=city-of-riga")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    settle(page)
    assert violations(page) == []
    levels = page.get_by_role("main").locator("h1, h2, h3").evaluate_all("all => all.map(each => +each.tagName[1])")
    assert levels[0] == 1 and levels.count(1) == 1
    assert [pair for pair in zip(levels, levels[1:], strict=False) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize("viewport", [PHONE], ids=["phone"])
def test_on_a_phone_nothing_lies_beside_the_window(page: Page, address: str):
    for query in (f"id={PARTNER}&to=city-of-riga", f"id={ONLY_ONE}", f"id={WITHOUT_PLACE}", f"id={PARTNER}&embed=true"):
        visit(page, f"{address}/partner?{query}")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        sizes = "element => element.scrollWidth - element.clientWidth"
        assert page.get_by_test_id("stMain").evaluate(sizes) == page.locator("html").evaluate(sizes) == 0
        smallest = (
            page.get_by_role("main")
            .locator("p, li, dd, dt, summary")
            .evaluate_all("all => Math.min(...all.map(each => parseFloat(getComputedStyle(each).fontSize)))")
        )
        assert smallest >= 12


def test_the_card_stands_alone(page: Page, address: str):
    visit(page, f"{address}/partner?id={PARTNER}&embed=true")
    expect(page.get_by_role("heading")).to_have_text(["Media Evolution"])
    expect(page.get_by_role("link", name="Overview")).to_be_hidden()
    expect(page.get_by_test_id("stDeckGlJsonChart")).to_be_visible()
    assert violations(page) == []
