"""Every page opens, its drawings hold nothing foreign, and a number is the same number wherever it stands."""

import csv
import json
import re

import pytest

from cci_data import basemap
from cci_data.imports.illustration import clear_illustration
from cci_data.queries.numbers import NUMBERS
from cci_data.settings import DATA
from tests.pages.screen import PAGES, first_number, plain

LAYERS = ["land", "names-of-countries", "names-of-seas", "names-of-details", "shared-projects", "places", "counts"]
MAPS = {"overview", "map", "spotlight"}
# A map of countries and the lines between them, with layers of its own.
OF_COUNTRIES = {"impact"}
CHARTS = {"sectors": 3, "spotlight": 7, "impact": 5}


def public_record(table: str) -> list[dict[str, str]]:
    with (DATA / "public_record" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def headline_numbers() -> dict[str, int]:
    """Count the headline numbers the slow way, over the files as they are."""
    partners = public_record("partners")
    located = {row["partner_id"] for row in public_record("places")}
    stated = {row["partner_id"] for row in public_record("partner_sectors")}
    return {
        "partners": len(partners),
        "countries": len({row["country_code"] for row in partners}),
        "sectors": len({row["sector_id"] for row in public_record("partner_sectors")}),
        "projects": len(public_record("projects")),
        "good-practices": len(public_record("good_practices")),
        "cross-sectoral": sum(row["is_cross_sectoral"] == "true" for row in partners),
        "sector-not-stated": sum(
            row["is_cross_sectoral"] == "false" and row["partner_id"] not in stated for row in partners
        ),
        "without-place": sum(row["partner_id"] not in located for row in partners),
    }


def overview_numbers(screen) -> dict[str, int]:
    links = [element.proto for element in screen.app.get("page_link") if element.proto.query_string.startswith("of=")]
    return {link.query_string.removeprefix("of="): first_number(link.label) for link in links}


@pytest.mark.parametrize("name", PAGES)
def test_each_page_opens(open_page, name: str):
    screen = open_page(name)
    assert screen.errors == []
    assert screen.notices == screen.alerts == []
    assert len(screen.titles) == 1 and plain(screen.titles[0])
    assert "&lt;" not in screen.html, "markup of our own that was escaped"


def test_each_page_says_how_old_the_data_is_and_what_it_covers(open_page):
    collected = max(row["collected_on"] for row in public_record("data_sets"))
    year, partners = collected[:4], headline_numbers()["partners"]
    for name in PAGES:
        (scope,) = open_page(name).marked('class="scope"')
        assert year in scope and str(partners) in scope


@pytest.mark.parametrize("name", sorted(MAPS))
def test_a_map_has_fixed_layers_and_asks_nobody_else_for_shapes(open_page, name: str):
    (deck,) = open_page(name).decks
    assert [layer["id"] for layer in deck["layers"]] == [name for name in LAYERS if name != "shared-projects"]
    assert deck["layers"][0]["data"] == basemap.address()
    assert all(isinstance(layer["data"], list) for layer in deck["layers"][1:])
    # The one value for which Streamlit fetches no tiles.
    assert deck["mapStyle"] == "__MAP_STYLE__"
    assert re.search(r"(https?:)?//", json.dumps(deck)) is None


@pytest.mark.parametrize("name", sorted(set(PAGES) - MAPS - OF_COUNTRIES))
def test_no_other_page_has_a_map(open_page, name: str):
    assert open_page(name).decks == []


@pytest.mark.parametrize("name", PAGES)
def test_drawings_are_the_same_bytes_the_next_time(open_page, name: str):
    def drawings(screen) -> list[str]:
        elements = [*screen.app.get("deck_gl_json_chart"), *screen.app.get("plotly_chart")]
        return [element.proto.SerializeToString() for element in elements]

    first = drawings(open_page(name))
    assert len(first) == CHARTS.get(name, 0) + (name in MAPS | OF_COUNTRIES)
    assert drawings(open_page(name)) == first


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_a_chart_says_what_it_shows_and_asks_nobody_for_it(open_page, name: str):
    screen = open_page(name)
    assert all(element.proto.alt for element in screen.app.get("plotly_chart"))
    assert ["//" in json.dumps(figure) for figure in screen.figures] == [False] * CHARTS[name]


def test_a_chart_draws_each_row_of_the_table_below_it(open_page):
    screen = open_page("spotlight")
    *tables, of_the_map = screen.app.dataframe
    for figure, table in zip(screen.figures, tables, strict=True):
        drawn = [(trace["name"], year) for trace in figure["data"] if trace.get("name") for year in trace["x"] if year]
        rows = list(zip(table.value["Area"], table.value["Year"], strict=True))
        assert drawn and sorted(drawn) == sorted(rows)
    assert of_the_map.value["Partners"].sum() == sum(place["partner_count"] for place in screen.layer("places"))


def test_a_map_says_where_most_are_and_has_its_places_in_a_table_or_a_list(open_page):
    for name in sorted(MAPS):
        screen = open_page(name)
        (element,) = screen.app.get("deck_gl_json_chart")
        assert re.match(r"\d+ partners are at \d+ places", element.proto.alt)
        if name == "map":
            assert "list beside it" in element.proto.alt and screen.list_of_partners
        else:
            assert screen.app.dataframe[-1].value["Place"].size == len(screen.layer("places"))


def test_the_headline_numbers_are_those_of_the_files(open_page):
    expected = headline_numbers()
    shown = overview_numbers(open_page("overview"))
    assert shown == {name: expected[name] for name in shown}
    assert {"partners", "countries", "sectors", "projects"} <= set(shown)


def test_the_map_counts_what_the_headline_counts(open_page):
    expected = headline_numbers()
    screen = open_page("map")
    (line,) = screen.marked('class="count"')
    everybody, located, points, missing = map(int, re.findall(r"\d+", line))
    assert (everybody, missing) == (expected["partners"], expected["without-place"])
    assert located == everybody - missing
    assert len(screen.layer("places")) == points
    assert len(screen.list_of_partners) == everybody


def test_behind_each_number_stand_as_many_rows(open_page):
    expected = headline_numbers()
    assert set(expected) == set(NUMBERS)
    for name, number in expected.items():
        screen = open_page("numbers", of=name)
        assert first_number(screen.marked('class="count"')[0]) == number
        assert len(screen.app.dataframe[0].value) == number


def test_the_about_page_has_the_same_numbers(open_page):
    expected = headline_numbers()
    numbers = [int(number) for number in re.findall(r"\b\d+\b", open_page("about").text)]
    names = ("partners", "countries", "projects", "sector-not-stated", "without-place")
    assert [name for name in names if expected[name] not in numbers] == []


@pytest.mark.slow
def test_without_the_illustration_no_badge_is_left_and_no_number_moves(open_page, write):
    def numbers() -> list:
        matrix = open_page("sectors").figures[0]["data"]
        return [overview_numbers(open_page("overview")), open_page("map").marked('class="count"'), matrix]

    before = numbers()
    marked = {name for name in PAGES if open_page(name).marked('class="badge"')}
    assert marked == set(PAGES)
    with write() as session:
        clear_illustration(session)
    for name in PAGES:
        screen = open_page(name)
        assert screen.errors == screen.marked('class="badge"') == screen.marked('class="slim"') == []
        assert "invented" not in screen.text or name == "about"
    assert numbers() == before
