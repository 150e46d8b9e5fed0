"""A page with `as_of` in its address shows a frozen state: its figures, a banner, and links that lead to the same."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape

import pytest
from sqlalchemy import text

from cci_data.frozen import readers
from cci_data.frozen.states import freeze, remove
from pages.parts import fetch
from tests.pages.screen import PAGES, Screen
from tests.queries.build import a_partner, add

AT = datetime(2027, 1, 27, 9, tzinfo=UTC)
SLUG = "network-meeting-january-2027"
BANNER = "As of 27 January 2027: Network meeting January 2027 ."


@pytest.fixture
def open_page(open_page: Callable[..., Screen], write) -> Callable[..., Screen]:
    """A world in which, since a state was frozen, two partners came and one went."""
    with write() as session:
        freeze(session, "Network meeting January 2027", AT)
        add(session, a_partner("one-more", name="One More"), a_partner("another", name="Another"))
        session.execute(text("DELETE FROM partner WHERE partner_id = 'alte-mu'"))
    return open_page


def addresses(screen: Screen) -> list[str]:
    """Return the addresses of ours on the page: of pages, files and pictures."""
    found = map(unescape, re.findall(r'\b(?:href|data-table)="([^"]+)"', screen.html))
    links = [link.proto.page + "?" + link.proto.query_string for link in screen.app.get("page_link")]
    return [each for each in (*found, *links) if not re.match(r"[a-z]+:|#", each)]


@pytest.mark.parametrize("page", PAGES)
def test_each_page_says_its_moment_and_leads_to_no_other(open_page, page: str):
    screen = open_page(page, as_of=SLUG, find="art")
    assert screen.errors == [] == screen.alerts
    assert BANNER in screen.notices
    found = addresses(screen)
    assert len(found) > 8
    to_now = [each for each in found if f"as_of={SLUG}" not in each]
    assert [each for each in to_now if "since=" not in each] == []
    assert all(each.count("as_of=") == 1 for each in found if each not in to_now)


def test_figures_and_day_are_those_of_then(open_page):
    now, then = open_page("map"), open_page("map", as_of=SLUG)
    assert now.marked('class="count"')[0].startswith("153 partners")
    assert then.marked('class="count"')[0].startswith("152 partners")
    assert "Alte Mu" in then.list_of_partners and "One More" not in then.list_of_partners
    assert "One More" in now.list_of_partners
    assert open_page("partner", as_of=SLUG, id="alte-mu").titles and open_page("partner", id="alte-mu").notices
    turns = [open_page("overview", **address).marked('class="turn"')[0] for address in ({}, {"as_of": SLUG})]
    assert "2026" in turns[0] and "2027" in turns[1]


def test_the_way_back_to_now(open_page):
    screen = open_page("map", as_of=SLUG, country="LV")
    screen.app.button(key="show-now").click()
    screen.run()
    assert BANNER not in screen.notices and "as_of" not in screen.app.query_params
    assert screen.app.query_params["country"] in ("LV", ["LV"])


@pytest.mark.parametrize("slug", ["nothing", "' OR 1=1 --", f"{SLUG}x", "<b>"])
def test_a_state_that_there_is_not_is_said_and_now_is_shown(open_page, slug: str):
    screen = open_page("map", as_of=slug)
    assert any("the frozen state" in notice and "Showing what is on record now." in notice for notice in screen.notices)
    assert screen.marked('class="count"')[0].startswith("153 partners")
    assert "as_of" not in screen.app.query_params
    assert not [each for each in addresses(screen) if "as_of=" in each]


def test_without_as_of_nothing_leads_to_a_frozen_state(open_page):
    screen = open_page("overview")
    assert BANNER not in screen.notices
    assert not [each for each in addresses(screen) if "as_of=" in each]
    assert open_page("overview", as_of=" ").notices == screen.notices


def test_what_is_removed_while_it_is_looked_at_gives_way_to_now(open_page, write):
    screen = open_page("map", as_of=SLUG)
    with write() as session:
        remove(session, SLUG)
    screen.run()
    assert screen.marked('class="count"')[0].startswith("153 partners")
    assert readers.states(fetch.present()) == {}


def test_a_damaged_state_is_a_sentence(open_page, write):
    with write() as session:
        session.execute(text("UPDATE frozen_state SET content = x'6e6f', sha256 = 'x'"))
    (said,) = open_page("map", as_of=SLUG).alerts
    assert "damaged" in said
    assert open_page("map").alerts == []


def test_a_partner_that_came_later_is_no_mistake(open_page):
    screen = open_page("partner", as_of=SLUG, id="one-more")
    assert "One More was not on record then; it came later." in screen.notices
    screen.app.button(key="show-it-now").click()
    now = screen.run()
    assert "as_of" not in now.app.query_params and [title.strip() for title in now.titles] == ["One More"]
