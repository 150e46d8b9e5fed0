"""The files of a page hold what the page shows, no more and no less."""

import csv
import io
import re
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cci_data.api.routes import routes
from pages.parts.fetch import fetch, reader

PAGES = [
    ("map", {}),
    ("map", {"country": "LV,SE", "sector": "music,design", "text": "a"}),
    ("map", {"located": "no"}),
    ("map", {"type": "Interest group", "programme": "Interreg Baltic Sea Region 2014-2020"}),
    ("map", {"text": "no such name"}),
    ("sectors", {"country": "FI", "across": "yes"}),
    ("events", {"kind": "study_visit"}),
    ("events", {"country": "LV"}),
    ("numbers", {}),
    *(("numbers", {"of": number}) for number in ("projects", "countries", "sectors", "good-practices")),
    ("numbers", {"of": "sector-not-stated"}),
]


def addresses(screen) -> dict[str, str]:
    found = re.findall(r'href="api/([\w-]+)\.(\w+)([^"]*)"', screen.html)
    return {form: f"/api/{name}.{form}{unescape(query)}" for name, form, query in found}


def shown(page: str, screen) -> int:
    if page == "events":
        return len(re.findall(r'<li><span class="where">', screen.html))
    return int(re.sub(r"\D", "", screen.marked('class="count"')[0].split()[0]))


@pytest.mark.parametrize(("page", "address"), PAGES)
def test_a_file_has_as_many_rows_as_the_page_counts(open_page, page: str, address: dict[str, str]):
    screen = open_page(page, **address)
    links = addresses(screen)
    with TestClient(Starlette(routes=routes(fetch, lambda: reader().version()))) as client:
        rows = list(csv.DictReader(io.StringIO(client.get(links["csv"]).content.decode("utf-8-sig"))))
        assert len(rows) == shown(page, screen)
        assert {form: client.get(link).status_code for form, link in links.items()} == dict.fromkeys(links, 200)
        assert len(client.get(links["json"]).json()["rows"]) == len(rows)


@pytest.mark.parametrize(("page", "asked"), [("spotlight", {"country": "SE"}), ("partner", {"id": "media-evolution"})])
def test_good_practices_can_be_taken_away_where_they_are_shown(open_page, page: str, asked: dict[str, str]):
    screen = open_page(page, **asked)
    links = {form: link for form, link in addresses(screen).items() if link.startswith("/api/good-practices.")}
    assert set(links) == {"csv", "xlsx", "json"}
    with TestClient(Starlette(routes=routes(fetch, lambda: reader().version()))) as client:
        titles = [row["title"] for row in client.get(links["json"]).json()["rows"]]
    assert titles and all(title in unescape(screen.html) for title in titles)
