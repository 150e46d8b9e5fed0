"""Impact in a real browser: the same number wherever it stands, and the way of a funder from a figure to its proof."""

import csv
import io
import re
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from docx import Document
from playwright.sync_api import Page, expect
from pptx import Presentation
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from cci_data.impact.headlines import HEADLINES
from tests.browser.chromium import SCHEMES, settle
from tests.browser.test_accessibility import violations
from tests.browser.test_stories import choose

SECONDS_TO_MAKE = 120
HREF = "link => link.href"
OF_ONE = "Interreg Baltic Sea Region 2014-2020"
# What the scene says it is of, by the period.
SAID_OF = {"2024": "Impact in 2024, all programmes", "all": "Impact in all years until"}
NAMES = re.compile(r"^(?:(?:RC[OR]|PSR)\d+ )?")


def visit(page: Page, url: str) -> None:
    page.goto(url)
    settle(page)


def on_the_page(page: Page) -> dict[str, tuple[str, str]]:
    """Return what the tables of the page say: indicator → label and figure."""
    rows = page.locator("table.plain tr:has(a[href*='figure='])").evaluate_all(
        """all => all.map(row => [new URL(row.querySelector("a").href).searchParams.get("figure"),
                                  row.cells[0].textContent, row.cells[1].textContent])"""
    )
    return {key: (NAMES.sub("", label), words) for key, label, words in rows}


def in_the_workbook(body: bytes) -> dict[str, str]:
    heads, *rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_name("Figures").to_python()
    return {row[heads.index("Indicator")]: row[heads.index("Figure")] for row in rows}


def in_the_document(body: bytes) -> dict[str, str]:
    tables = (table for table in Document(io.BytesIO(body)).tables if table.rows[0].cells[1].text == "Figure")
    return {NAMES.sub("", row.cells[0].text): row.cells[1].text for table in tables for row in table.rows[1:]}


def on_the_slides(body: bytes) -> list[str]:
    """Return the figures on slides in their order, the first paragraph of each text that has a label and more below."""
    shapes = (shape for slide in Presentation(io.BytesIO(body)).slides for shape in slide.shapes)
    found = (shape.text_frame.paragraphs for shape in shapes if shape.has_text_frame and not shape.is_placeholder)
    return [letters(paragraphs[0].text) for paragraphs in found if len(paragraphs) > 1]


@pytest.mark.parametrize("period", SAID_OF)
def test_a_number_is_the_same_string_wherever_it_stands(page: Page, address: str, period: str):
    visit(page, f"{address}/impact?period={period}")
    shown = on_the_page(page)
    assert len(shown) > 20 and sum(words[0].isdigit() for _, words in shown.values()) > 4
    by_key, by_label = {key: words for key, (_, words) in shown.items()}, dict(shown.values())

    def given(path: str, **more: str) -> bytes:
        asked = urlencode({"period": period, **more})
        answer = page.request.get(f"{address}/{path}?{asked}", timeout=SECONDS_TO_MAKE * 1000)
        assert answer.status == 200, answer.text()
        return answer.body()

    rows = page.request.get(f"{address}/api/impact.json?period={period}").json()["rows"]
    assert {row["impact_indicator_id"]: row["value_in_words"] for row in rows} == by_key
    lines = csv.DictReader(io.StringIO(given("api/impact.csv").decode("utf-8-sig")))
    assert {line["impact_indicator_id"]: line["value_in_words"] for line in lines} == by_key
    assert in_the_workbook(given("reports/impact.xlsx")) == by_label
    assert in_the_document(given("reports/impact.docx")) == by_label
    printed = letters("".join(each.extract_text() for each in PdfReader(io.BytesIO(given("reports/impact.pdf"))).pages))
    assert [label for label, words in by_label.items() if letters(label + words) not in printed] == []
    headlines = page.locator(".headlines strong").all_text_contents()
    assert headlines == [by_key[key] for key in by_key if key in HEADLINES]
    assert on_the_slides(given("reports/agenda.pptx", scenes="impact")) == [letters(words) for words in headlines]
    befores = page.locator(".headlines .where:first-of-type").all_text_contents()
    page.get_by_role("link", name="Present", exact=True).press("Enter")
    page.wait_for_selector("#impact")
    assert page.locator("#impact .value").all_text_contents() == headlines
    assert period == "all" or page.locator("#impact .detail").all_text_contents() == befores
    expect(page.locator("#impact .kicker")).to_contain_text(SAID_OF[period])


@pytest.mark.parametrize("way", ["Present", "Prepare a presentation"])
def test_what_is_presented_is_of_the_programme_and_the_figure_of_the_page(page: Page, address: str, way: str):
    visit(page, f"{address}/impact?period=2014-2020&figure=rco87&programme={quote(OF_ONE)}")
    shown = on_the_page(page)
    page.get_by_role("link", name=way, exact=True).press("Enter")
    if way != "Present":
        settle(page)
        assert parse_qs(urlsplit(page.url).query)["impact_programme"] == [OF_ONE]
        page.get_by_role("link", name="Start", exact=True).press("Enter")
    page.wait_for_selector("#impact", state="attached")
    said = page.locator("#impact .value").all_text_contents()
    assert said == [words for key, (_, words) in shown.items() if key in (*HEADLINES, "rco87")]
    assert f"Impact in 2014–2020, {OF_ONE}" in page.locator("#impact .kicker").text_content()


def letters(text: str) -> str:
    """Return a text without its blanks, since a PDF breaks lines anywhere."""
    return re.sub(r"\s", "", text)


def test_a_funder_goes_from_a_figure_to_its_rows_and_finds_it_in_the_report(page: Page, address: str):
    visit(page, f"{address}/impact")
    choose(page, "Period", "2024")
    expect(page).to_have_url(re.compile("period=2024"))
    link = page.locator(".headlines a", has_text="Active partners")
    figure = link.locator("strong").text_content()
    link.click()
    page.wait_for_url(re.compile("figure=active-partners"))
    settle(page)
    expect(page.locator("p.count .figure")).to_have_text(figure)
    expect(page.get_by_text("Partners with a running project")).to_be_visible()
    expect(page.get_by_text(f"{figure} rows; together they are the figure.")).to_be_visible()
    rows = page.request.get(page.get_by_text("These rows as a file").get_by_role("link", name="JSON").evaluate(HREF))
    assert sum(row["number"] for row in rows.json()["rows"]) == int(re.sub(r"\D", "", figure)) > 0
    assert all(row["proof"] for row in rows.json()["rows"])
    page.get_by_role("button", name="Handout (PDF)").click()
    file = page.get_by_role("link", name=re.compile("^Download "))
    file.wait_for(timeout=SECONDS_TO_MAKE * 1000)
    with page.expect_download() as download:
        file.click()
    printed = "".join(each.extract_text() for each in PdfReader(download.value.path()).pages)
    assert letters(f"Active partners{figure}") in letters(printed) and "2024, all programmes" in printed


@pytest.mark.parametrize("color_scheme", SCHEMES)
def test_a_figure_that_is_open_can_be_used_by_everybody(page: Page, address: str):
    for asked in ("period=2023&figure=rco87", "figure=introductions"):
        visit(page, f"{address}/impact?{asked}")
        assert violations(page) == []
