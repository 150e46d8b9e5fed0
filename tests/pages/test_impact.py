"""The impact page: each figure is the one that is measured, with its rule, its rows and its files."""

import csv
import io
import re
from html import unescape

import pytest
from markupsafe import escape
from sqlalchemy import delete, text
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cci_data.api.routes import routes
from cci_data.impact.headlines import HEADLINES
from cci_data.impact.measuring import impact_indicators, measure
from cci_data.impact.report import METHOD
from cci_data.impact.upkeep import activity_by_country, events_per_host, silent_partners
from cci_data.impact.wording import NOT_RECORDED, in_unit
from cci_data.models import ImpactIndicator
from cci_data.origin import network_origin
from cci_data.queries.good_practices import good_practices
from pages.parts.fetch import fetch, reader
from pages.parts.impact import NO_TARGET
from pages.parts.impact_lists import TITLES
from tests.conftest import TODAY, build_tables
from tests.pages.screen import Screen, plain

OF_ONE = "Interreg Baltic Sea Region 2014-2020"
ROW = r'<tr><td><a href="impact\?[^"]*figure=([\w-]+)[^>]*>.*?</td><td>(.*?)</td>'
PERIODS = ("all", "2026", "2023", "2024-H2", "2021-2027", "2014-2020")


def measured(indicator: str, period: str = "all", programme: str = "") -> str:
    """Return a figure as it is to be read, the blanks in it as `plain` leaves them."""
    found = fetch(impact_indicators).set_index("impact_indicator_id")
    value = fetch(measure, indicator=indicator, period=period, today=TODAY, programme=programme).value
    return plain(in_unit(value, found["unit"][indicator]))


def tables(screen: Screen) -> list[dict[str, str]]:
    """Return what stands under the headings of both families of indicators: the figure by the indicator."""
    return [
        {
            key: plain(words)
            for key, words in re.findall(ROW, screen.html.split(f"<h2>{title}</h2>")[1].split("<h2>")[0])
        }
        for title in (escape(TITLES["programme"]), escape(TITLES["own"]))
    ]


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


def test_what_is_not_recorded_yet_says_in_the_tables_how_it_gets_recorded(open_page):
    screen = open_page("impact")
    for row in fetch(impact_indicators).itertuples():
        found = fetch(measure, indicator=row.impact_indicator_id, period="all", today=TODAY)
        if found.value is None:
            assert plain(f"{row.label} {NOT_RECORDED} {found.how}") in screen.text


def test_every_rule_is_a_sentence_on_the_page(open_page):
    screen = open_page("impact")
    for sentence in METHOD:
        assert plain(str(escape(sentence))) in screen.text


def test_a_target_is_a_bar_and_without_one_the_page_says_who_sets_it(open_page, write):
    screen = open_page("impact")
    assert plain(NO_TARGET) in screen.text and "<progress" not in screen.html
    with write() as session:
        session.execute(
            text("UPDATE impact_indicator SET target = 24, target_year = 2027 WHERE label = 'Projects begun'")
        )
    screen = open_page("impact")
    assert 'progress value="0.5"' in screen.html and "50% of target 24 by 2027" in screen.text
    assert plain(NO_TARGET) not in screen.text


def test_the_good_practices_of_a_figure_stand_beside_it_with_their_own_figures(open_page):
    found = fetch(good_practices).set_index("title")["in_figures"].dropna()
    screen = open_page("impact", figure="good-practices")
    assert "What worked" in screen.text and plain(found.iloc[0]) in screen.text
    assert "What worked" not in open_page("impact", figure="introductions").text


def test_what_the_desk_keeps_up_is_told_without_naming_who_fell_silent(open_page):
    told = open_page("impact").html.split("What the network would lose")[1].split("How it is counted")[0]
    active = fetch(activity_by_country, today=TODAY)
    assert f"{active['active_count'].sum()} of {active['partner_count'].sum()} partners" in told
    for row in active.itertuples():
        assert f"<td>{row.country}</td><td>{row.partner_count}</td><td>{row.active_count}</td>" in told
    hosts = {row.name for row in fetch(events_per_host, today=TODAY).itertuples()}
    assert hosts and all(str(escape(name)) in told for name in hosts)
    silent = fetch(silent_partners, today=TODAY)
    assert not [name for name in silent["name"] if name not in hosts and f">{escape(name)}<" in told]


def test_where_nobody_pays_a_line_says_where_the_network_is_from(open_page):
    assert plain(network_origin(fetch)) in open_page("impact").text
