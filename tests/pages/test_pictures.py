"""Below each chart and map stand its pictures, in the state of the page and in the colours of the viewer."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cci_data.api.pictures import picture_routes
from cci_data.filters import read
from cci_data.theme import DARK
from pages.parts import show
from pages.parts.fetch import fetch, reader
from tests.conftest import TODAY

pytestmark = pytest.mark.slow

VIEWS = [
    *((name, {}) for name in ("overview", "map", "sectors", "spotlight")),
    ("map", {"country": "LV,SE", "text": "a", "place": "riga-lv", "lines": "yes"}),
    ("map", {"partner": "media-evolution"}),
    ("map", {"place": "none", "lines": "yes"}),
    ("sectors", {"sector": "music,design", "sectors": "all", "row": "music", "column": "LT"}),
    ("spotlight", {"country": "EE"}),
    ("impact", {"period": "2023", "figure": "rco87"}),
]


def links_of(screen) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="(pictures/[^"]*)"', screen.html)]


def asked(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


@pytest.mark.parametrize(("name", "address"), VIEWS)
def test_each_drawing_has_four_pictures_that_lead_back_to_the_view(open_page, name: str, address: dict[str, str]):
    screen = open_page(name, **address)
    links, drawings = links_of(screen), len(screen.decks) + len(screen.figures)
    assert drawings and len(links) == len(set(links)) == 4 * drawings
    with TestClient(Starlette(routes=picture_routes(fetch, lambda: reader().version(), lambda: TODAY))) as client:
        for link in [link for link in links if ".svg" in link and "square" not in link]:
            answer = client.get(f"/{link}")
            assert answer.status_code == 200, answer.text
            back = unescape(re.search(r"http://testserver(\S*)</desc>", answer.text)[1])
            assert urlsplit(back).path == ("/map" if name == "overview" else f"/{name}")
            if name == "spotlight":
                assert asked(back)["country"] == address.get("country", "LV")
            else:
                assert read(asked(back)) == read(address)
            if name == "impact" and "impact-" in link:
                assert asked(back)["figure"] == "rco87" and asked(back).get("period", "2023") == "2023"
            if name == "map" and "country" in address:
                assert address.items() == asked(back).items()


def test_the_place_of_a_chosen_partner_is_marked_in_the_picture(open_page):
    assert all(asked(link)["place"] == "malmo-se" for link in links_of(open_page("map", partner="media-evolution")))


def test_each_picture_is_named_for_who_hears_it(open_page):
    labels = re.findall(r'href="pictures/[^>]*aria-label="([^"]*)"', open_page("sectors").html)
    assert len(labels) == len(set(labels)) >= 8
    assert "PNG, square: Partners in each sector" in labels


def test_who_sees_the_page_in_dark_gets_dark_pictures(open_page, monkeypatch):
    assert not any("theme" in asked(link) for link in links_of(open_page("overview")))
    monkeypatch.setattr(show, "colours", lambda: DARK)
    links = links_of(open_page("spotlight", country="IS"))
    assert links and {asked(link)["theme"] for link in links} == {"dark"}


def test_where_there_is_nothing_to_draw_there_is_no_picture(open_page):
    screen = open_page("sectors")
    assert any("states a service" in words for words in screen.invitations)
    assert not [link for link in links_of(screen) if "service-bars" in link]
