import json
import math
import re
from collections.abc import Iterator

import pandas as pd
import pytest

from cci_data import basemap
from cci_data.figures.region import region_map
from cci_data.queries.partners import places
from cci_data.queries.projects import place_links
from cci_data.theme import DARK, LIGHT, rgb
from cci_data.vocabulary import NETWORK_COUNTRIES

ADDRESS = "/basemap/0123456789ab.geojson"
LAYERS = [
    *("land", "names-of-countries", "names-of-seas", "names-of-details"),
    *("shared-projects", "places", "counts"),
]


def some_places(**values: object) -> pd.DataFrame:
    usual = {"place_id": "riga-lv", "city": "Riga", "country_code": "LV", "country": "Latvia"}
    numbers = {"latitude": 56.95, "longitude": 24.1, "partner_count": 1}
    names = {"partner_ids": ("a",), "partner_names": ("Hub",)}
    return pd.DataFrame([usual | numbers | names | values])


def some_links(**values: object) -> pd.DataFrame:
    ends = {"place_id": "riga-lv", "other_place_id": "as-se", "city": "Riga", "other_city": "Ås"}
    points = {"latitude": 56.95, "longitude": 24.1, "other_latitude": 63.0, "other_longitude": 14.0}
    return pd.DataFrame([ends | points | {"project_count": 1, "titles": ("Music",)} | values])


def deck(points: pd.DataFrame, links: pd.DataFrame | None = None, palette=LIGHT, **options: object) -> dict:
    links = some_links()[:0] if links is None else links
    built = region_map(points, links, basemap.labels(), palette, shapes_address=ADDRESS, **options)
    return json.loads(built.to_json())


def layer(drawn: dict, name: str) -> dict:
    (found,) = [one for one in drawn["layers"] if one["id"] == name]
    return found


def texts(data: object) -> Iterator[str]:
    if isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from texts(value)
    elif isinstance(data, str):
        yield data


def test_no_map_provider_is_asked_for_anything(world):
    drawn = deck(places(world), place_links(world))
    # The browser leaves out the tiles of a third party for this word alone; none or an empty text bring them back.
    assert drawn["mapStyle"] == "__MAP_STYLE__"
    assert not drawn.get("mapProvider")
    assert "http" not in json.dumps(drawn)
    assert layer(drawn, "land")["data"] == ADDRESS


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_two_builds_are_the_same_and_every_layer_has_its_name(world, palette):
    arguments = (places(world), place_links(world), basemap.labels(), palette)
    first, second = (region_map(*arguments, shapes_address=ADDRESS, country="EE").to_json() for _ in range(2))
    assert first == second
    assert [one["id"] for one in json.loads(first)["layers"]] == LAYERS


def test_each_place_is_a_bubble_at_its_point_with_its_count(world):
    points = places(world)
    drawn = deck(points, place_links(world))
    bubbles = layer(drawn, "places")["data"]
    keys = ["place_id", "longitude", "latitude", "partner_count"]
    assert sorted(tuple(row[key] for key in keys) for row in bubbles) == sorted(
        points[keys].itertuples(index=False, name=None)
    )
    several = points[points["partner_count"] > 1]
    numbers = [(row["longitude"], row["latitude"], row["text"]) for row in layer(drawn, "counts")["data"]]
    assert sorted(numbers) == sorted(
        (row.longitude, row.latitude, str(row.partner_count)) for row in several.itertuples()
    )
    by_count = sorted((row["partner_count"], row["radius"]) for row in bubbles)
    for (fewer, smaller), (more, larger) in zip(by_count, by_count[1:], strict=False):
        assert (smaller < larger) if fewer < more else (smaller == larger)
    assert layer(drawn, "places")["pickable"] is True


def test_the_larger_bubble_and_its_number_are_not_covered(world):
    points = places(world)
    drawn = deck(points, place_links(world))
    drawn_in_turn = [row["partner_count"] for row in layer(drawn, "places")["data"]]
    assert drawn_in_turn == sorted(drawn_in_turn) and drawn_in_turn[0] < drawn_in_turn[-1]
    small = points.loc[points["partner_count"] == 2, "place_id"].iloc[0]
    marked = deck(points, place_links(world), chosen=small)
    assert layer(marked, "places")["data"][-1]["place_id"] == small
    assert layer(marked, "counts")["data"][-1]["text"] == "2"


def test_a_number_that_a_larger_bubble_covers_waits_until_the_map_is_closer():
    near = {"latitude": 57.0, "longitude": 24.0}
    both = pd.concat(
        [some_places(place_id="a", partner_count=3, **near), some_places(place_id="b", partner_count=9, **near)]
    )
    apart = pd.concat([both, some_places(place_id="c", partner_count=2, latitude=60.0, longitude=10.0)])
    drawn = layer(deck(apart), "counts")
    sizes = {row["text"]: row["size"] for row in drawn["data"]}
    assert sizes["3"] < sizes["9"] == sizes["2"]
    assert "extensions" not in drawn, "deck.gl's collision filter shows no number where a point has several pixels"
    # At the first zoom the waiting number is a speck, two and a half steps closer it has its whole size.
    metres_a_pixel = 40_075_017 * math.cos(math.radians(58)) / 512
    zoom = deck(apart)["initialViewState"]["zoom"]
    assert sizes["3"] / (metres_a_pixel / 2**zoom) < 3
    assert sizes["3"] / (metres_a_pixel / 2 ** (zoom + 2.5)) == pytest.approx(14, abs=0.1)
    assert sizes["9"] / (metres_a_pixel / 2**2.5) >= drawn["sizeMaxPixels"] == 14


def test_a_line_grows_with_the_projects_that_are_shared(world):
    links = place_links(world)
    lines = layer(deck(places(world), links), "shared-projects")
    ends = ["longitude", "latitude", "other_longitude", "other_latitude", "project_count"]
    assert [[row[key] for key in ends] for row in lines["data"]] == links[ends].to_numpy().tolist()
    assert lines["getSourcePosition"] == "@@=[longitude, latitude]"
    assert lines["getTargetPosition"] == "@@=[other_longitude, other_latitude]"
    formula = lines["getWidth"].removeprefix("@@=")
    widths = [eval(formula, {"project_count": number}) for number in (1, 2, 5)]
    assert 0 < widths[0] < widths[1] < widths[2]


def test_a_map_without_places_or_lines_still_draws():
    drawn = deck(some_places()[:0])
    assert [layer(drawn, name)["data"] for name in ("places", "counts", "shared-projects")] == [[], [], []]
    assert [one["id"] for one in drawn["layers"]] == LAYERS


def test_the_chosen_place_and_country_stand_out():
    both = pd.concat([some_places(), some_places(place_id="ås-se", city="Ås")])
    plain, marked = layer(deck(both), "places")["data"], layer(deck(both, chosen="ås-se"), "places")["data"]
    assert plain[0]["colour"] == plain[1]["colour"] == marked[0]["colour"] != marked[1]["colour"]
    assert marked[1]["colour"][:3] == rgb(LIGHT.accent)[:3]
    assert "'EE'" in layer(deck(both, country="EE"), "land")["getFillColor"]
    assert "'" not in layer(deck(both), "land")["getFillColor"]


@pytest.mark.parametrize("country", NETWORK_COUNTRIES)
def test_each_country_is_looked_at_closely_with_its_own_points_in_the_middle(country):
    whole, close = deck(some_places())["initialViewState"], deck(some_places(), country=country)["initialViewState"]
    assert close["zoom"] > whole["zoom"] + 0.3
    here = [feature for feature in json.loads(basemap.shapes())["features"] if feature["properties"]["code"] == country]
    numbers = [float(text) for text in re.findall(r"-?\d+(?:\.\d+)?", json.dumps(here[0]["geometry"]["coordinates"]))]
    assert min(numbers[::2]) < close["longitude"] < max(numbers[::2])
    assert min(numbers[1::2]) < close["latitude"] < max(numbers[1::2])


def test_a_country_that_the_map_has_no_view_of_is_seen_from_afar():
    assert deck(some_places(), country="UA")["initialViewState"] == deck(some_places())["initialViewState"]


def test_a_phone_starts_nearer_to_the_sea():
    wide, narrow = deck(some_places())["initialViewState"], deck(some_places(), is_narrow=True)["initialViewState"]
    assert narrow != wide and narrow["zoom"] >= wide["zoom"]
    assert deck(some_places(), is_small=True)["initialViewState"]["zoom"] < wide["zoom"]


def test_small_names_appear_close_up_and_all_labels_are_somewhere():
    def names(country: str) -> dict[str, set[str]]:
        drawn = deck(some_places(), country=country)
        return {name: {row["text"] for row in layer(drawn, name)["data"]} for name in LAYERS[1:4]}

    for country in ("", "EE"):
        assert set().union(*names(country).values()) == set(basemap.labels()["text"])
    assert "Gulf of Finland" in names("")["names-of-details"]
    assert "Gulf of Finland" in names("EE")["names-of-seas"]
    for name in LAYERS[1:4]:
        assert layer(deck(some_places()), name)["characterSet"] == "auto"


@pytest.mark.parametrize("hostile", ["@@=alert(1)", "@@#constants", "</script><img src=x>", "{place_id}", "a\nb\t\"'"])
def test_what_a_partner_is_called_is_only_text(hostile):
    points = some_places(city=hostile, partner_names=(hostile,), country=hostile)
    drawn = deck(points, some_links(city=hostile, other_city=hostile, titles=(hostile,)))
    rows = [*layer(drawn, "places")["data"], *layer(drawn, "shared-projects")["data"]]
    assert all(hostile in row["hint"] for row in rows)
    # What begins with @@ is run as a formula in the browser, wherever it stands.
    assert [text for text in texts([one["data"] for one in drawn["layers"]]) if text.startswith("@@")] == []


def test_the_map_holds_no_mailbox_and_only_what_it_draws(world):
    drawn = deck(places(world), place_links(world))
    assert not re.search(r"[\w.]@\w+\.\w", json.dumps(drawn))
    keys = {key for row in layer(drawn, "places")["data"] for key in row}
    assert keys == {"place_id", "longitude", "latitude", "partner_count", "radius", "hint", "colour"}
