"""A page on paper: its tables whole, its charts uncut, and nothing of what belongs to a screen."""

import re
import unicodedata
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from cci_data.charts.registry import CHARTS
from tests.browser.chromium import LAPTOP, PHONE, SCHEMES
from tests.browser.test_stories import MILLISECONDS_TO_DRAW, public_record, visit

A4_POINTS = (595, 842)
OF_A_SCREEN = ("Find a partner, project", "Copy link", "Embed", "More filters", "Choose an option", "SVG", "Overview")
NOT_FETCHED = "only the rows on the screen are printed"


def printed(page: Page) -> PdfReader:
    """Return the page as a PDF, as the browser's own command prints it."""
    page.wait_for_timeout(MILLISECONDS_TO_DRAW)
    return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))


def letters(text: str) -> str:
    """Return a text without its white space: a line may end anywhere on paper."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def text_of(document: PdfReader) -> str:
    return letters("".join(sheet.extract_text() for sheet in document.pages))


def names(table: str, column: str) -> list[str]:
    return [letters(row[column]) for row in public_record(table)]


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_list_of_the_map_is_printed_whole(page: Page, address: str):
    visit(page, f"{address}/map")
    document = printed(page)
    text = text_of(document)
    assert [name for name in names("partners", "name") if name not in text] == []
    assert [words for words in OF_A_SCREEN if letters(words) in text] == []
    assert letters("Map of partners") in text and letters(NOT_FETCHED) not in text
    assert {tuple(round(float(side)) for side in sheet.mediabox[2:]) for sheet in document.pages} == {A4_POINTS}


def test_a_filtered_list_is_printed_as_it_is_filtered(page: Page, address: str):
    visit(page, f"{address}/map?country=LV")
    text = text_of(printed(page))
    here = {row["country_code"] == "LV": letters(row["name"]) for row in public_record("partners")}
    assert letters("Country: Latvia") in text and here[True] in text
    assert here[False] not in text


def test_a_filtered_list_of_events_names_its_filter(page: Page, address: str):
    visit(page, f"{address}/events?kind=conference&country=DE")
    expect(page.get_by_text("Filtered by Kind")).to_be_hidden()
    assert letters("Filtered by Kind: Conference, Country: Germany.") in text_of(printed(page))


@pytest.mark.parametrize("theme", ["light", "contrast-dark"])
def test_a_presentation_is_printed_a_scene_a_sheet_across(page: Page, address: str, theme: str):
    page.emulate_media(reduced_motion="no-preference")
    page.goto(f"{address}/?present=1&theme={theme}&title=The meeting")
    page.wait_for_selector(".scene.is-shown")
    headings = page.locator("h1").all_inner_texts()
    document = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    sheets = [letters(sheet.extract_text()) for sheet in document.pages]
    assert len(sheets) == len(headings)
    assert all(letters(heading) in sheet for heading, sheet in zip(headings, sheets, strict=True))
    assert letters("all on record") in sheets[0] and letters("The meeting") in sheets[0]
    assert {tuple(round(float(side)) for side in sheet.mediabox[2:]) for sheet in document.pages} == {A4_POINTS[::-1]}
    assert page.locator("html").get_attribute("class") == theme


@pytest.mark.parametrize("color_scheme", SCHEMES)
def test_a_spotlight_is_printed_with_its_charts_and_all_its_partners(page: Page, address: str):
    visit(page, f"{address}/spotlight?country=LV")
    drawn = page.get_by_test_id("stPlotlyChart").count()
    titles = page.locator("h3").all_inner_texts()
    text = text_of(printed(page))
    assert drawn > 3 and len(titles) >= drawn
    assert [title for title in titles if letters(title) not in text] == []
    here = [letters(row["name"]) for row in public_record("partners") if row["country_code"] == "LV"]
    assert [name for name in here if name not in text] == []
    assert [words for words in OF_A_SCREEN if letters(words) in text] == []


def test_the_rows_behind_a_number_are_printed_whole_and_a_closed_table_is_not(page: Page, address: str):
    visit(page, f"{address}/numbers?of=projects")
    text = text_of(printed(page))
    assert [title for title in names("projects", "title") if title not in text] == []
    visit(page, f"{address}/sectors")
    assert letters("NACE Rev. 2, shared") not in text_of(printed(page))
    page.get_by_text("Definitions of the sectors, with NACE codes").click()
    assert letters("NACE Rev. 2, shared") in text_of(printed(page))


def test_charts_fit_the_sheet_on_paper(page: Page, address: str):
    visit(page, f"{address}/sectors")
    page.wait_for_timeout(MILLISECONDS_TO_DRAW)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 900})
    boxes = [chart.bounding_box() for chart in page.get_by_test_id("stPlotlyChart").all()]
    assert len(boxes) == len([entry for entry in CHARTS.values() if entry.page == "/sectors"]) - 1
    assert all(box["width"] <= 689 for box in boxes)


def test_without_an_answer_the_sheet_says_so(page: Page, address: str):
    visit(page, f"{address}/numbers?of=projects")
    page.route("**/tables/**", lambda route: route.abort())
    assert letters(NOT_FETCHED) in text_of(printed(page))


def test_after_printing_the_page_is_as_it_was(page: Page, address: str):
    visit(page, f"{address}/numbers?of=projects")
    printed(page)
    place = page.locator("[data-table]")
    assert place.count() == 1 and place.inner_html() == "" and not place.is_visible()
