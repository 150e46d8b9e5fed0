"""The ground of the maps: its shapes lie where its points lie."""

import json
import re

import numpy as np
import pytest
from matplotlib.path import Path

from cci_data.basemap import shapes
from cci_data.exports.stage.ground import WIDTH, Ground, ground

BYTES_BY_WHICH_A_DOCUMENT_MAY_GROW = 110_000


@pytest.fixture(scope="module")
def land() -> Ground:
    return ground(shapes())


def outlines(path: str) -> list[np.ndarray]:
    """Return the corners of each outline of a path of relative lines."""
    found = []
    for outline in re.findall(r"M([^z]+)z", path):
        start, steps = outline.split("l")
        numbers = np.array([*start.split(), *steps.split()], dtype=float).reshape(-1, 2)
        found.append(np.cumsum(numbers, axis=0))
    return found


def is_on(path: str, point: tuple[float, float]) -> bool:
    return any(Path(outline).contains_point(point) for outline in outlines(path))


@pytest.mark.parametrize(
    ("latitude", "longitude", "where"),
    [
        (56.95, 24.3, "network"),
        (52.52, 13.40, "network"),
        (64.9, -18.6, "network"),
        (63.2, 26.0, "network"),
        (48.4, 11.7, "network"),
        (48.85, 2.35, "others"),
        (53.9, 27.6, "others"),
        (57.0, 19.5, "sea"),
        (63.5, -5.0, "sea"),
    ],
)
def test_a_point_on_land_is_on_the_drawn_land(land: Ground, latitude: float, longitude: float, where: str):
    point = land.point(latitude, longitude)
    assert (is_on(land.network, point), is_on(land.others, point)) == (where == "network", where == "others")


def test_each_country_of_the_network_is_on_the_sheet_with_room_around(land: Ground):
    for feature in json.loads(shapes())["features"]:
        if feature["properties"]["network"]:
            corners = [corner for polygon in feature["geometry"]["coordinates"] for corner in polygon[0]]
            seen = [land.point(y, x) for x, y in corners if 45 < y < 70 and -25 < x < 32]
            assert all(0 < x < WIDTH and 0 < y < land.height for x, y in seen) and seen


def test_north_is_up_and_shapes_keep_their_angles(land: Ground):
    (x, y), (east, _), (_, north) = land.point(60, 10), land.point(60, 10.1), land.point(60.05, 10)
    assert east > x and north < y
    assert (east - x) / (y - north) == pytest.approx(1, rel=0.03)


def test_the_ground_is_small_and_made_once(land: Ground):
    assert len(land.shapes()) < BYTES_BY_WHICH_A_DOCUMENT_MAY_GROW
    assert ground(shapes()) is land
