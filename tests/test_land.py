import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point
from shapely.geometry import shape

from cci_data.basemap import shapes
from cci_data.land import TOLERANCE_DEGREES, country_at, lies_in

MALMO, RIGA, OPEN_SEA, MOSCOW = (55.606, 13.001), (56.946, 24.106), (56.9, 19.9), (55.75, 37.62)
BOX = {"latitude": st.floats(30, 80), "longitude": st.floats(-60, 70)}


@pytest.fixture(scope="module")
def countries() -> dict:
    features = json.loads(shapes())["features"]
    return {feature["properties"]["code"]: shape(feature["geometry"]) for feature in features}


@pytest.mark.parametrize(
    ("point", "country_code", "expected"),
    [
        (MALMO, "SE", True),
        (MALMO, "FI", False),
        (MALMO, None, True),
        (MALMO[::-1], "SE", False),
        (RIGA, "LV", True),
        (RIGA, "SE", False),
        (OPEN_SEA, "SE", False),
        (OPEN_SEA, None, False),
        (MOSCOW, None, True),
        (MOSCOW, "LV", False),
        (OPEN_SEA, "JP", True),
        (OPEN_SEA, "", True),
        ((57.64, 18.29), "SE", True),
        ((float("nan"), 13.0), "SE", False),
    ],
)
def test_whether_a_point_lies_in_a_country(point, country_code, expected):
    assert lies_in(*point, country_code) is expected


def test_a_point_beside_the_coast_still_counts_and_one_further_out_does_not(countries):
    east_of_gotland = next(
        step / 100 for step in range(1890, 2100) if not countries["SE"].contains(Point(step / 100, 57.7))
    )
    assert lies_in(57.7, east_of_gotland + TOLERANCE_DEGREES / 2, "SE")
    assert not lies_in(57.7, east_of_gotland + 2 * TOLERANCE_DEGREES, "SE")


@pytest.mark.parametrize(
    ("point", "expected"),
    [(MALMO, "SE"), (RIGA, "LV"), (MOSCOW, "RU"), (OPEN_SEA, None), (MALMO[::-1], None), ((54.32, 10.13), "DE")],
)
def test_in_which_country_a_point_lies(point, expected):
    assert country_at(*point) == expected


def test_in_the_midst_of_each_country_it_is_named(countries):
    for code in ("DK", "EE", "FI", "DE", "IS", "LV", "LT", "NO", "PL", "SE"):
        inside = countries[code].representative_point()
        assert country_at(inside.y, inside.x) == code


@settings(deadline=None)
@given(**BOX)
def test_both_answers_agree_with_each_other_and_with_the_shapes(countries, latitude, longitude):
    code = country_at(latitude, longitude)
    assert (code is not None) is lies_in(latitude, longitude, None)
    if code:
        assert lies_in(latitude, longitude, code)
        assert countries[code].distance(Point(longitude, latitude)) <= TOLERANCE_DEGREES
