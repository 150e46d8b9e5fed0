"""Reports on the pages: a button orders, and then there is the file of just what the page shows."""

import re
from html import unescape

import pytest

from cci_data.reports.registry import REPORTS
from pages.parts.reports import FORMS, GONE, close_press, press

SECONDS = 60
PAGES = {
    "spotlight": ("spotlight", {"country": "LV"}),
    "sectors": ("network", {"country": "LV", "sector": "music"}),
    "partner": ("partner", {"id": "media-evolution"}),
    "present": ("agenda", {"scenes": "where,closing"}),
    "impact": ("impact", {"period": "2023"}),
}


@pytest.fixture(autouse=True)
def closed():
    """End the process that makes reports with each test."""
    yield
    close_press()


def offered(screen) -> dict[str, object]:
    return {each.label: each for each in screen.app.button if each.label in FORMS.values()}


def downloads(screen) -> list[str]:
    return [unescape(address) for address in re.findall(r'href="(reports/[^"]*)" download', screen.html)]


@pytest.mark.parametrize("page", PAGES)
def test_a_button_for_each_form_stands_on_the_page(open_page, page: str):
    kind, asked = PAGES[page]
    screen = open_page(page, **asked)
    assert set(offered(screen)) == {FORMS[form] for form in REPORTS[kind].forms}
    assert not screen.errors and press().process_id is None


@pytest.mark.slow
def test_an_order_is_made_and_offered_and_gone_with_another_view(open_page):
    screen = open_page("spotlight", country="LV")
    offered(screen)[FORMS["pdf"]].click()
    screen.run()
    (ticket,) = press()._tickets.values()
    assert ticket.future.result(SECONDS).startswith(b"%PDF") and ticket.order.parameters == {"country": "LV"}
    assert downloads(screen.run()) == ["reports/spotlight.pdf?country=LV"]
    assert "Download cci-spotlight-lv-" in screen.text and not screen.errors
    screen.app.query_params["country"] = "EE"
    assert downloads(screen.run()) == []


@pytest.mark.slow
def test_a_session_keeps_no_file_and_what_is_no_longer_kept_is_said(open_page):
    screen = open_page("spotlight", country="LV")
    offered(screen)[FORMS["pdf"]].click()
    screen.run()
    (ticket,) = press()._tickets.values()
    ticket.future.result(SECONDS)
    kept = screen.app.session_state["ordered-spotlight-pdf"]
    assert kept == ({"country": "LV"}, ticket.key) and len(repr(kept)) < 1000
    close_press()
    assert GONE in screen.run().text and downloads(screen) == [] and not screen.errors


@pytest.mark.slow
def test_the_filters_of_the_page_are_those_of_the_report(open_page):
    screen = open_page("sectors", country="LV", sector="music")
    offered(screen)[FORMS["pdf"]].click()
    screen.run()
    (ticket,) = press()._tickets.values()
    assert ticket.order.chosen.country == ("LV",) and ticket.order.chosen.sector == ("music",)


@pytest.mark.slow
def test_the_period_and_the_programme_of_the_page_are_those_of_the_report(open_page):
    programme = "Interreg Baltic Sea Region 2021-2027"
    screen = open_page("impact", period="2023", programme=programme)
    offered(screen)[FORMS["xlsx"]].click()
    screen.run()
    (ticket,) = press()._tickets.values()
    assert ticket.order.parameters == {"period": "2023", "programme": programme}
    assert ticket.future.result(SECONDS).startswith(b"PK")
    assert downloads(screen.run()) == ["reports/impact.xlsx?period=2023&programme=Interreg+Baltic+Sea+Region+2021-2027"]
    assert "Download cci-impact-2023-interreg-baltic-sea-region-2021-2027-" in screen.text and not screen.errors


@pytest.mark.slow
def test_what_cannot_be_made_is_said_on_the_page(open_page):
    screen = open_page("partner", id="media-evolution")
    press()._limit = 0.01
    offered(screen)[FORMS["pdf"]].click()
    screen.run()
    (ticket,) = press()._tickets.values()
    assert ticket.future.exception(SECONDS)
    assert "took too long" in screen.run().text and downloads(screen) == []
