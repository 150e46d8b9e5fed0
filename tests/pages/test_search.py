"""The search field of the frame: what it finds, where each result leads, and that text stays text."""

import re
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from cci_data.models import Event, GoodPractice, Partner, Project
from cci_data.queries.search import search_documents
from cci_data.queries.search import search_index as index
from pages.parts import fetch
from pages.parts import search as parts
from tests.conftest import TODAY
from tests.pages.screen import PAGES, Screen, plain

HOSTILE = "![x](https://evil.example/x.png) <img src=x onerror=alert(1)> **b** :material/home: “”"
RECORDED = {"origin": "desk", "source": "a test"}


def results(screen: Screen) -> list[str]:
    """Return what stands in each line of the results."""
    (panel,) = re.findall(r'<div class="found">.*?</div>', screen.html, re.DOTALL)
    return [plain(item) for item in re.findall(r"<li>(.*?)</li>", panel, re.DOTALL)]


def links(screen: Screen) -> list[str]:
    (panel,) = re.findall(r'<div class="found">.*?</div>', screen.html, re.DOTALL)
    return [unescape(address) for address in re.findall(r'href="([^"]*)"', panel)]


def look_for(screen: Screen, words: str) -> Screen:
    screen.app.text_input(key="search").set_value(words)
    return screen.run()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_finds(open_page, page: str):
    screen = look_for(open_page(page), "media evolution")
    assert screen.errors == []
    assert results(screen)[0] == "Media Evolution partner"
    assert links(screen)[0] == "partner?id=media-evolution"
    assert screen.app.query_params["find"] == "media evolution"


def test_what_is_looked_for_is_in_the_address_and_out_again(open_page):
    screen = look_for(open_page("map", country="LV"), "riga")
    assert screen.app.query_params == {"country": "LV", "find": "riga"}
    again = open_page("map", **screen.app.query_params)
    assert results(again) == results(screen) and again.app.text_input(key="search").value == "riga"
    look_for(screen, "  ")
    assert screen.app.query_params == {"country": "LV"}
    assert results(screen) == []


def test_where_nothing_is_asked_the_index_is_not_made(open_page, monkeypatch):
    monkeypatch.setattr(parts, "search_index", None)
    assert open_page("about").errors == []
    assert open_page("about", find="riga").errors != []


def test_eight_come_first_and_all_on_demand_in_the_same_order(open_page):
    first = open_page("about", find="latvia")
    found = fetch.fetch(index).find("latvia", 1000)
    assert len(results(first)) == 8 < len(found) < 100
    assert first.marked('role="status"') == [f"{len(found)} matches, the best first"]
    *_, more = links(first)
    assert f"Show {len(found) - 8} more" in first.text
    query = {name: values[0] for name, values in parse_qs(urlsplit(more).query).items()}
    every = open_page("about", **query)
    assert results(every)[:8] == results(first)
    assert len(results(every)) == len(found)
    assert "found" not in look_for(every, "riga").app.query_params


def test_a_reason_and_a_kind_stand_with_each_and_a_badge_with_what_is_invented(open_page):
    assert "Council of the Baltic Sea States partner, also called CBSS" in results(open_page("about", find="cbss"))
    lines = results(open_page("about", find="meeting", found="all"))
    documents = fetch.fetch(search_documents)
    invented = set(documents.loc[documents["is_illustrative"].astype(bool), "name"])
    marked = [" illustrative " in line for line in lines]
    assert marked == [any(line.startswith(name) for name in invented) for line in lines]
    assert any(marked) and not all(marked)


def test_each_result_leads_to_a_page_that_shows_it(open_page):
    open_page("about")
    documents = fetch.fetch(search_documents)
    seen = set()
    for row in documents.groupby("kind").head(4).itertuples():
        hits = [hit for hit in fetch.fetch(index).find(row.name, 1000) if hit.record_id == row.record_id]
        (hit,) = (hit for hit in hits if hit.kind == row.kind)
        address = urlsplit(parts.address_of(hit))
        screen = open_page(address.path, **{key: value[0] for key, value in parse_qs(address.query).items()})
        shown = screen.text + " ".join(str(table.value) for table in screen.app.dataframe)
        assert screen.errors == screen.notices == []
        # A sector or a project chooses on the map, where it stands as the label of a field.
        chips = " ".join(button.label.replace("\\", "") for button in screen.app.button)
        assert row.name in shown + chips, (row.kind, address)
        seen.add(row.kind)
    assert seen == {"partner", "project", "event", "country", "sector", "good_practice"}


def test_what_is_not_there_says_what_to_try_and_who_can_add_it(open_page):
    screen = open_page("about", find="qqqzzzxxy")
    (said,) = screen.marked('role="status"')
    assert "“qqqzzzxxy”" in said
    assert "another spelling" in screen.text and "Contact Desk" in screen.text
    assert results(screen) == []


def test_hostile_words_are_letters(open_page):
    screen = open_page("about", find=HOSTILE[:50])
    assert screen.errors == []
    assert "<img" not in screen.html
    assert screen.app.text_input(key="search").label == parts.LABEL


def test_hostile_records_are_letters_and_lead_where_they_should(open_page, write):
    key = 'a"&?#<b>'
    with write() as session:
        session.add(Partner(partner_id=key, name=f"Zzyzx partner {HOSTILE}", **RECORDED))
        session.add(Project(project_id=key, title=f"Zzyzx project {HOSTILE}", **RECORDED))
        session.add(
            GoodPractice(good_practice_id=key, title=f"Zzyzx practice {HOSTILE}", summary="s", format="s", **RECORDED)
        )
        session.add(Event(event_id=key, title=f"Zzyzx event {HOSTILE}", kind="other", starts_on=TODAY, **RECORDED))
    screen = open_page("about", find="zzyzx")
    assert screen.errors == []
    assert "<img" not in screen.html
    lines = results(screen)
    assert len(lines) == 4 and all(" ".join(HOSTILE.split()) in line for line in lines)
    asked = {urlsplit(link).path: parse_qs(urlsplit(link).query) for link in links(screen)}
    assert asked["partner"] == {"id": [key]} and asked["map"] == {"project": [key]}
    assert asked["events"] == {"event": [key]} and asked["numbers"] == {"of": ["good-practices"]}


def test_a_long_text_is_cut_and_anything_may_be_asked(open_page):
    assert "x" * 51 not in open_page("about", find="x" * 10_000).html
    screen = look_for(open_page("about"), "𝕏" * 50)
    assert 0 < len(urlencode({"find": screen.app.query_params["find"]})) <= 305
    assert look_for(screen, "Ł" * 50).app.query_params["find"] == "Ł" * 50
    for words in ("\x00", "%", "\u202e", "𝕏" * 50, "' OR 1=1 --", "\ud7ff"):
        assert open_page("about", find=words).errors == []
