"""The impact page: each figure is the one that is measured, with its rule, its rows and its files."""

import csv
import io
import re
from html import unescape

import pytest
from sqlalchemy import delete, text
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cci_data.api.routes import routes
from cci_data.impact.headlines import HEADLINES
from cci_data.impact.measuring import impact_indicators, measure
from cci_data.impact.wording import NOT_RECORDED, in_unit
from cci_data.models import ImpactIndicator
from pages.parts.fetch import fetch, reader
from tests.conftest import TODAY, build_tables
from tests.pages.screen import Screen, plain

OF_ONE = "Interreg Baltic Sea Region 2014-2020"
PERIODS = ("all", "2026", "2023", "2024-H2", "2021-2027", "2014-2020")


def measured(indicator: str, period: str = "all", programme: str = "") -> str:
    """Return a figure as it is to be read, the blanks in it as `plain` leaves them."""
    found = fetch(impact_indicators).set_index("impact_indicator_id")
    value = fetch(measure, indicator=indicator, period=period, today=TODAY, programme=programme).value
    return plain(in_unit(value, found["unit"][indicator]))


def tables(screen: Screen) -> list[dict[str, str]]:
    """Return the tables of indicators: in each, the figure by the indicator."""
    found = []
    for table in re.findall(r'<table class="plain">.*?</table>', screen.html, re.DOTALL):
        rows = re.findall(r'<tr><td><a href="impact\?[^"]*figure=([\w-]+)[^>]*>.*?</td><td>(.*?)</td>', table)
        found += [{key: plain(value) for key, value in rows}] if rows else []
    return found


def opened(screen: Screen) -> str:
    return screen.marked('class="figure"')[0]


@pytest.mark.parametrize("programme", ["", OF_ONE])
@pytest.mark.parametrize("period", PERIODS)
def test_the_figures_of_a_period_are_those_that_are_measured(open_page, period: str, programme: str):
    screen = open_page("impact", **{"period": period} | ({"programme": programme} if programme else {}))
    assert screen.errors == screen.notices == []
    interreg, own = tables(screen)
    for key, words in (interreg | own).items():
        assert words == measured(key, period, programme), key
    (items,) = re.findall(r'<ul class="headlines">(.*?)</ul>', screen.html, re.DOTALL)
    first = dict(re.findall(r"figure=([\w-]+)[^>]*><strong>(.*?)</strong>", items))
    assert {key: plain(words) for key, words in first.items()} == {key: own[key] for key in HEADLINES}
    assert opened(screen) == measured(HEADLINES[0], period, programme)


def test_each_figure_opens_with_its_rule_and_the_rows_that_add_up_to_it(open_page):
    open_page("impact")
    found = fetch(impact_indicators)
    for row in found.itertuples():
        screen = open_page("impact", figure=row.impact_indicator_id)
        assert screen.errors == screen.notices == []
        assert opened(screen) == measured(row.impact_indicator_id)
        assert plain(row.counts) in screen.text and plain(row.proof) in screen.text
        counted = fetch(measure, indicator=row.impact_indicator_id, period="all", today=TODAY)
        rows = [table.value for table in screen.app.dataframe if {"What", "Counts", "Proof"} <= set(table.value)]
        assert sum(table["Counts"].sum() for table in rows[:1]) == (counted.value or 0)


@pytest.mark.parametrize(
    "asked", [{"figure": "happiness"}, {"period": "1066"}, {"period": "<b>2024"}, {"programme": "Marshall plan"}]
)
def test_what_the_address_cannot_mean_is_said_and_all_is_shown(open_page, asked: dict[str, str]):
    screen = open_page("impact", **asked)
    (notice,) = screen.notices
    (value,) = asked.values()
    assert value in notice and "<b>2024" not in screen.html
    assert opened(screen) == measured(HEADLINES[0])


def test_what_was_never_recorded_is_not_nothing_and_the_page_says_how_to_record_it(open_page):
    screen = open_page("impact", figure="introductions")
    assert opened(screen) == NOT_RECORDED
    assert any("sheet Ledger, kind Contact" in words for words in screen.invitations)
    assert not [table for table in screen.app.dataframe if "Proof" in table.value]


def test_own_counts_never_stand_among_those_of_programmes(open_page):
    interreg, own = tables(open_page("impact"))
    found = fetch(impact_indicators).set_index("impact_indicator_id")["family"]
    assert set(interreg) == set(found[found == "programme"].index)
    assert set(own) == set(found[found == "own"].index)


def test_the_illustration_counts_in_nothing(open_page, write):
    before = tables(open_page("impact"))
    with write() as session:
        session.execute(text("UPDATE event SET origin = 'desk' WHERE origin = 'illustrative'"))
    assert tables(open_page("impact")) != before
    with write() as session:
        session.execute(text("UPDATE event SET origin = 'illustrative' WHERE origin = 'desk'"))
    assert tables(open_page("impact")) == before


def test_a_headline_leads_to_its_figure_in_the_same_period(open_page):
    screen = open_page("impact", period="2023", programme=OF_ONE)
    (items,) = re.findall(r'<ul class="headlines">(.*?)</ul>', screen.html, re.DOTALL)
    links = re.findall(r'href="impact\?([^"]+)"', items)
    assert len(links) == len(HEADLINES)
    assert all("period=2023&programme=Interreg" in unescape(link) for link in links)


@pytest.mark.parametrize("asked", [{}, {"figure": "project-budgets", "period": "2023"}, {"programme": OF_ONE}])
def test_the_files_hold_the_figures_and_rows_of_the_page(open_page, asked: dict[str, str]):
    screen = open_page("impact", **asked)
    links = {
        address: f"/{unescape(address)}" for address in re.findall(r'href="(api/impact[^"]+)" download', screen.html)
    }
    with TestClient(Starlette(routes=routes(fetch, lambda: reader().version(), today=lambda: TODAY))) as client:
        assert [client.get(link).status_code for link in links.values()] == [200] * 9
        (figures,) = (link for link in links.values() if "/impact.csv" in link)
        rows, _all_rows = (link for link in links.values() if "/impact-rows.csv" in link)
        lines = {link: read_csv(client.get(link)) for link in (figures, rows)}
    words = {line["impact_indicator_id"]: plain(line["value_in_words"]) for line in lines[figures]}
    interreg, own = tables(screen)
    assert words == interreg | own
    (shown,) = [table.value for table in screen.app.dataframe if {"Counts", "Proof"} <= set(table.value)][:1]
    assert [line["title"] for line in lines[rows]] == shown["What"].tolist()


def read_csv(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_database_without_a_row_or_without_indicators_invites(copy_of, use_database, open_page, write):
    with write() as session:
        session.execute(delete(ImpactIndicator))
    screen = open_page("impact")
    assert screen.errors == [] and any("load" in words for words in screen.invitations)
    use_database(copy_of("sqlite", build_tables))
    screen = Screen("impact", {})
    assert screen.errors == [] and any("No indicator" in words for words in screen.invitations)
