"""Partners on a map of another program: GDAL, which QGIS opens files with, reads what was written."""

import json
from datetime import UTC, date, datetime

import pandas as pd
import pyogrio
import pytest
import shapely
from sqlalchemy.orm import Session

from cci_data.exports.geojson import render_geojson
from cci_data.exports.tables import About
from cci_data.public_data import PARTNERS
from cci_data.queries.ground import points
from cci_data.queries.partners import partners

ABOUT = About("https://x/", (), 3, "a page", "free", date(2026, 11, 1), datetime(2026, 11, 23, tzinfo=UTC))


def partner(key: str) -> dict:
    blank = dict.fromkeys(column.name for column in PARTNERS.columns)
    return blank | {"partner_id": key, "name": key.title(), "origin": "published", "source": "x", "cities": ()}


def point(key: str, place: str, longitude: float, latitude: float) -> dict:
    return {
        **{"partner_id": key, "place_id": place, "city": place.title(), "country_code": "LV"},
        **{"longitude": longitude, "latitude": latitude},
    }


FOUND = pd.DataFrame([partner("two"), partner("none"), partner("one")], dtype=object)
POINTS = pd.DataFrame(
    [point("two", "riga", 24.1, 56.9), point("two", "cesis", 25.3, 57.3), point("one", "riga", 24.1, 56.9)]
    + [point("other", "riga", 24.1, 56.9)]
)


def collection(found: pd.DataFrame = FOUND, at: pd.DataFrame = POINTS) -> dict:
    return json.loads(render_geojson(PARTNERS, found, ABOUT, {"next": "https://x/2"}, at))


def gdal(body: bytes) -> tuple[dict, list, dict]:
    """Return what GDAL reads: facts, geometries, and the fields by name."""
    meta, _, geometries, fields = pyogrio.raw.read(body, layer=None)
    return meta, shapely.from_wkb(geometries).tolist(), dict(zip(meta["fields"], fields, strict=True))


def test_a_feature_for_each_place_and_one_for_whoever_has_none():
    features = collection()["features"]
    assert [feature["id"] for feature in features] == ["two/cesis", "two/riga", "none", "one/riga"]
    assert [feature["geometry"] and feature["geometry"]["coordinates"] for feature in features] == [
        *([25.3, 57.3], [24.1, 56.9], None, [24.1, 56.9])
    ]
    assert [feature["properties"]["place_city"] for feature in features] == ["Cesis", "Riga", None, "Riga"]


def test_it_says_what_it_is():
    found = collection()
    assert found["type"] == "FeatureCollection" and "crs" not in found
    assert (found["meta"]["row_count"], found["meta"]["total_count"]) == (3, 3)
    assert found["meta"]["links"] == {"next": "https://x/2"}


def test_an_address_in_the_name_of_a_place_is_taken_out():
    at = pd.DataFrame([point("one", "jane@example.org", 24.1, 56.9)])
    assert "@" not in json.dumps(collection(FOUND, at))


def test_nobody_is_a_collection_too():
    assert collection(FOUND.iloc[:0])["features"] == []
    _, geometries, _ = gdal(render_geojson(PARTNERS, FOUND.iloc[[1]], ABOUT, {}, POINTS))
    assert geometries == [None]


def test_gdal_finds_each_partner_of_the_world_where_it_is(session: Session):
    found, at = partners(session), points(session)
    meta, geometries, fields = gdal(render_geojson(PARTNERS, found, ABOUT, {}, at))
    assert meta["crs"] == "EPSG:4326" and set(fields["partner_id"]) == set(found["partner_id"])
    each = list(zip(fields["partner_id"], geometries, strict=True))
    placed = {(key, shape.x, shape.y) for key, shape in each if shape is not None}
    assert placed == set(at[["partner_id", "longitude", "latitude"]].itertuples(index=False, name=None))
    without = {key for key, shape in each if shape is None}
    assert without == set(found["partner_id"]) - set(at["partner_id"]) and len(without) == 10
    # In the other order they would lie in the Indian Ocean.
    assert all(-25 < longitude < 35 and 47 < latitude < 72 for _, longitude, latitude in placed)
    names = dict(zip(found["partner_id"], found["name"], strict=True))
    assert all(names[key] == name for key, name in zip(fields["partner_id"], fields["name"], strict=True))


@pytest.mark.parametrize("kind", ["geometry", "properties"])
def test_each_feature_has_both_members(kind: str):
    assert all(kind in feature for feature in collection()["features"])
