import csv
import gzip
import json
import re

import pytest
from shapely import MultiPolygon, Point
from shapely.geometry import shape

from cci_data import basemap
from cci_data.settings import DATA
from cci_data.vocabulary import NETWORK_COUNTRIES

WEST, SOUTH, EAST, NORTH = -52, 36, 68, 76
KIB = 1024


@pytest.fixture(scope="module")
def countries() -> dict[str, dict]:
    features = json.loads(basemap.shapes())["features"]
    assert len({feature["properties"]["code"] for feature in features}) == len(features)
    return {feature["properties"]["code"]: feature for feature in features}


@pytest.fixture
def fresh():
    """Forget what was kept of the shapes, before and after."""
    kept = (basemap.shapes, basemap.packed_shapes, basemap.address, basemap.labels)
    for function in kept:
        function.cache_clear()
    yield
    for function in kept:
        function.cache_clear()


def test_the_shapes_are_small_enough_for_a_poor_connection():
    assert len(basemap.shapes()) < 700_000
    assert len(basemap.packed_shapes()) < 200 * KIB


def test_packing_loses_nothing_and_is_the_same_every_time():
    packed = basemap.packed_shapes()
    assert gzip.decompress(packed) == basemap.shapes()
    assert packed[4:8] == bytes(4), "the time of packing is in the bytes"


def test_the_ten_countries_stand_out_from_their_neighbours(countries):
    network = {code: feature for code, feature in countries.items() if feature["properties"]["network"]}
    assert {code: one["properties"]["name"] for code, one in network.items()} == NETWORK_COUNTRIES
    assert {"RU", "BY", "UA", "GB", "NL"} <= set(countries) - set(network)


@pytest.mark.parametrize(
    ("name", "longitude", "latitude", "code"),
    [
        ("Åland", 20.0, 60.22, "FI"),
        ("Gotland", 18.5, 57.5, "SE"),
        ("Saaremaa", 22.5, 58.42, "EE"),
        ("Bornholm", 14.92, 55.12, "DK"),
        ("Rügen", 13.4, 54.42, "DE"),
        ("Hiiumaa", 22.6, 58.9, "EE"),
        ("Crimea", 34.1, 45.3, "UA"),
    ],
)
def test_islands_can_be_recognised_and_belong_where_they_do(countries, name, longitude, latitude, code):
    point = Point(longitude, latitude)
    assert [key for key, one in countries.items() if shape(one["geometry"]).contains(point)] == [code]


def test_each_island_is_a_shape_of_its_own(countries):
    for code, (longitude, latitude) in {"FI": (20.0, 60.22), "SE": (18.5, 57.5), "EE": (22.5, 58.42)}.items():
        whole = shape(countries[code]["geometry"])
        assert isinstance(whole, MultiPolygon)
        (island,) = [part for part in whole.geoms if part.contains(Point(longitude, latitude))]
        assert island.area < whole.area / 5


def test_every_place_of_the_record_is_on_or_beside_its_country(countries):
    with (DATA / "public_record" / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shapes = {code: shape(feature["geometry"]) for code, feature in countries.items()}
    for row in rows:
        point = Point(float(row["longitude"]), float(row["latitude"]))
        assert shapes[row["country_code"]].distance(point) < 0.05, row["city"]


def test_the_address_changes_with_the_shapes_and_only_with_them(fresh, tmp_path, monkeypatch):
    before = basemap.address()
    assert re.fullmatch(r"/basemap/[0-9a-f]{12}\.geojson", before)
    for function in (basemap.shapes, basemap.address):
        function.cache_clear()
    assert basemap.address() == before
    (tmp_path / "region.geojson").write_bytes(basemap.shapes() + b"\n")
    monkeypatch.setattr(basemap, "FOLDER", tmp_path)
    for function in (basemap.shapes, basemap.address):
        function.cache_clear()
    assert basemap.address() != before


def test_every_label_lies_inside_what_is_drawn_and_is_there_once():
    labels = basemap.labels()
    assert list(labels) == ["kind", "text", "longitude", "latitude", "min_zoom"]
    assert set(labels["kind"]) == {"country", "sea", "island"}
    assert labels["text"].is_unique and not labels.isna().any(axis=None)
    assert labels["longitude"].between(WEST, EAST).all()
    assert labels["latitude"].between(SOUTH, NORTH).all()
    assert labels["min_zoom"].between(0, 9).all()


def test_countries_are_named_on_their_land_and_seas_on_water(countries):
    shapes = {feature["properties"]["name"]: shape(feature["geometry"]) for feature in countries.values()}
    labels = basemap.labels()
    for row in labels[labels["text"].isin(NETWORK_COUNTRIES.values())].itertuples():
        assert shapes[row.text].contains(Point(row.longitude, row.latitude)), row.text
    for row in labels[labels["kind"] == "sea"].itertuples():
        point = Point(row.longitude, row.latitude)
        assert not any(land.contains(point) for land in shapes.values()), row.text
    assert set(NETWORK_COUNTRIES.values()) | {"Baltic Sea", "Åland", "Gotland", "Saaremaa"} <= set(labels["text"])


def test_nothing_is_drawn_outside_the_box(countries):
    for feature in countries.values():
        west, south, east, north = shape(feature["geometry"]).bounds
        assert WEST <= west <= east <= EAST and SOUTH <= south <= north <= NORTH
