import math

import numpy as np
import pytest

from cci_data.exports.pictures.projection import EARTH_METRES, view

TOWNS = {"Riga": (24.1, 56.95), "Reykjavik": (-21.9, 64.13), "Tromsø": (18.96, 69.65), "Kraków": (19.94, 50.06)}
NORTH = view(17, 60, 3, (500, 400), 1.7)


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The way over the globe, by the haversine."""
    (x0, y0), (x1, y1) = (tuple(map(math.radians, place)) for place in (one, other))
    part = math.sin((y1 - y0) / 2) ** 2 + math.cos(y0) * math.cos(y1) * math.sin((x1 - x0) / 2) ** 2
    return 2 * EARTH_METRES * math.asin(math.sqrt(part))


def at(longitude: float, latitude: float) -> np.ndarray:
    return NORTH.points(np.array([longitude]), np.array([latitude]))[0]


def test_the_middle_is_in_the_middle_and_north_is_up():
    assert at(17, 60) == pytest.approx((500, 400))
    assert at(17, 65)[1] < 400 < at(17, 55)[1]
    assert at(10, 60)[0] < 500 < at(24, 60)[0]


@pytest.mark.parametrize("town", TOWNS)
def test_shapes_keep_their_angles_and_ways_their_length_to_a_few_percent(town):
    longitude, latitude = TOWNS[town]
    here, step = at(longitude, latitude), 1e-3
    east = (at(longitude + step, latitude) - here) / math.cos(math.radians(latitude))
    north = at(longitude, latitude + step) - here
    assert np.linalg.norm(east) == pytest.approx(np.linalg.norm(north), rel=1e-3)
    assert abs(east @ north) < 1e-3 * np.linalg.norm(east) * np.linalg.norm(north)
    for other in TOWNS.values():
        way = metres((longitude, latitude), other)
        assert np.linalg.norm(at(*other) - here) / NORTH.metre == pytest.approx(way, rel=0.05)


def test_at_the_middle_the_scale_is_that_of_the_screen():
    pixels_of_a_degree = 512 * 2**3 / 360 * 1.7
    assert at(18, 60)[0] - 500 == pytest.approx(pixels_of_a_degree, rel=0.01)
