"""Passing a view on: the code that embeds it is safe to paste, and an embedded view has nothing around it."""

from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest

from pages.parts import share
from tests.pages.screen import PAGES, Screen

ADDRESS = "https://dashboard.example/cci/map"
HOSTILE = "\"></iframe><script>alert(1)</script>&'<!-- ${x}"


class Tags(HTMLParser):
    """Collects the tags of a piece of HTML with their attributes, as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str]]) -> None:
        self.tags.append((tag, dict(attrs)))


def embed(screen: Screen) -> Screen:
    screen.app.context["is_embedded"] = True
    return screen.run()


def open_choices(screen: Screen) -> Screen:
    screen.app.context["url"] = ADDRESS
    screen.app.session_state["embed"] = True
    return screen.run()


def tags(code: str) -> dict[str, dict[str, str]]:
    return dict(Tags(code).tags)


def asked(address: str) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(urlsplit(address).query).items()}


@pytest.mark.parametrize("value", [HOSTILE, "Łódź", "a b+c&d=e", "x" * 1500])
@pytest.mark.parametrize("is_growing", [True, False])
def test_whatever_is_in_the_view_the_code_is_one_frame_and_one_link(value: str, is_growing: bool):
    code = share.embed_code(ADDRESS, {"text": value}, f"Map {value}", "dark_theme", 500, is_growing)
    names = [name for name, _attributes in Tags(code).tags]
    assert names == ["iframe", "p", "a", *(["script"] if is_growing else [])]
    frame, link = tags(code)["iframe"], tags(code)["a"]
    assert urlsplit(frame["src"])[:3] == urlsplit(link["href"])[:3] == ("https", "dashboard.example", "/cci/map")
    assert asked(frame["src"]) == {"text": value, "embed": "true", "embed_options": "dark_theme"}
    assert asked(link["href"]) == {"text": value}
    assert frame["title"] == f"Map {value}" and "height: 500px" in frame["style"]
    assert ("max-height" in frame["style"]) != is_growing


def test_a_frame_may_not_take_the_page_around_it_elsewhere():
    frame = tags(share.embed_code(ADDRESS, {}, "Map", "", 500, True))["iframe"]
    assert frame["loading"] == "lazy" and frame["src"] == f"{ADDRESS}?embed=true"
    allowed = set(frame["sandbox"].split())
    assert "allow-scripts" in allowed and not [right for right in allowed if "top-navigation" in right]


def test_the_choices_are_there_when_they_are_opened(open_page):
    closed = open_page("map", country="SE", find="riga", found="all")
    assert not closed.app.code
    screen = open_choices(closed)
    assert asked(tags(screen.app.code[0].value)["iframe"]["src"]) == {"country": "SE", "embed": "true"}
    screen.app.radio(key="embed-theme").set_value("light_theme")
    screen.app.radio(key="embed-height").set_value(share.FIXED)
    screen.run()
    screen.app.number_input(key="embed-pixels").set_value(420)
    frame = tags(screen.run().app.code[0].value)["iframe"]
    assert asked(frame["src"])["embed_options"] == "light_theme" and "height: 420px" in frame["style"]
    assert screen.errors == []


@pytest.mark.parametrize("page", PAGES)
def test_an_embedded_view_has_its_source_and_the_way_to_the_dashboard_and_nothing_else_around_it(open_page, page: str):
    whole = open_page(page)
    assert [field.key for field in whole.app.text_input].count("search") == 1
    assert "Open in the dashboard" not in whole.text
    screen = embed(open_page(page, find="riga", country="LV") if page == "events" else open_page(page))
    assert screen.errors == []
    assert "search" not in [field.key for field in screen.app.text_input]
    assert 'class="found"' not in screen.html
    assert len(screen.marked('class="scope"')) == len(screen.marked('class="slim"')) == 1
    address = "?country=LV" if page == "events" else "?"
    assert f'<a href="{address}" target="_blank" rel="noopener">Open in the dashboard</a>' in screen.html
