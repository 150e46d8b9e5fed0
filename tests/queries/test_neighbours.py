from math import acos, asin, cos, inf, pi, radians, sin, sqrt

import pandas as pd
import pytest

from cci_data.models import FormerPartner, Place
from cci_data.queries.neighbours import EARTH_RADIUS_KM, SAME_CITY_KM, distance_km, neighbours
from tests.queries import record
from tests.queries.build import a_partner, a_place, add, an_illustration

NAMES = {row["partner_id"]: row["name"] for row in record.lines("partners")}
PLACES = record.lines("places")


def haversine(one: dict[str, str], other: dict[str, str]) -> float:
    """The formula as the textbook writes it, step by step."""
    here, there = radians(float(one["latitude"])), radians(float(other["latitude"]))
    across = radians(float(other["longitude"]) - float(one["longitude"]))
    chord = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin(across / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(chord))


def brute_force(partner_id: str) -> list[tuple[float, str, str]]:
    """Return (km, name, id) of each other partner that is somewhere, the nearest first."""
    best = dict.fromkeys((row["partner_id"] for row in PLACES if row["partner_id"] != partner_id), inf)
    for own in (row for row in PLACES if row["partner_id"] == partner_id):
        for other in (row for row in PLACES if row["partner_id"] != partner_id):
            km = haversine(own, other)
            if record.plain(own["city"]) == record.plain(other["city"]) and km <= 30:
                km = 0.0
            best[other["partner_id"]] = min(best[other["partner_id"]], km)
    return sorted((km, record.plain(NAMES[key]), key) for key, km in best.items())


def test_the_radius_is_the_mean_of_the_axes_of_wgs_84():
    equatorial, flattening = 6378.137, 1 / 298.257223563
    assert pytest.approx((3 * equatorial - equatorial * flattening) / 3, abs=1e-4) == EARTH_RADIUS_KM


def test_distances_are_those_of_the_law_of_cosines_and_of_the_globe():
    points = pd.DataFrame([(56.9496, 24.1052), (0, 0), (-59.3, -161.9), (59.3, 18.1)], columns=["north", "east"])
    found = distance_km(59.3, 18.1, points["north"], points["east"])
    for (north, east), km in zip(points.itertuples(index=False), found, strict=True):
        angle = sin(radians(59.3)) * sin(radians(north)) + cos(radians(59.3)) * cos(radians(north)) * cos(
            radians(east - 18.1)
        )
        assert km == pytest.approx(6371.0088 * acos(max(-1, min(1, angle))), abs=1e-3)
    assert 430 < found[0] < 450
    assert found[2] == pytest.approx(pi * 6371.0088)
    assert found[3] == 0


def test_everybody_is_as_far_away_as_the_files_say(session):
    located = {row["partner_id"] for row in PLACES}
    for key in sorted(located)[::10]:
        found = neighbours(session, partner_id=key, most=1000)
        assert found.has_place
        expected = brute_force(key)
        assert found.nearest["distance_km"].tolist() == pytest.approx([km for km, _, _ in expected])
        assert set(found.nearest["partner_id"]) == {other for _, _, other in expected}
        by_distance = zip(found.nearest["distance_km"].round(6), found.nearest["name"].map(record.plain), strict=True)
        assert list(by_distance) == [(round(km, 6), name) for km, name, _ in expected]


def test_the_nearest_few_have_a_name_a_city_and_a_country(session):
    found = neighbours(session, partner_id="alte-mu", most=5).nearest
    assert list(found) == ["partner_id", "name", "city", "country", "distance_km"]
    assert len(found) == 5
    kiel = {row["partner_id"] for row in PLACES if row["city"] == "Kiel"} - {"alte-mu"}
    assert len(kiel) >= 5
    assert set(found["partner_id"]) <= kiel
    assert set(zip(found["city"], found["country"], found["distance_km"], strict=True)) == {("Kiel", "Germany", 0.0)}


def in_the_north(session) -> None:
    """Three partners where nobody of the record is."""
    for key, city, latitude in (("here", "Aby", 70.0), ("near", "Bby", 70.1), ("far", "Cby", 71.0)):
        add(session, a_partner(key), a_place(key, city, latitude, 30.0, None))


def test_the_nearest_of_several_places_counts_on_both_sides(session):
    in_the_north(session)
    add(session, a_place("here", "Second", 75.0, 30.0), a_place("far", "Third", 75.05, 30.0, "FI"))
    found = neighbours(session, partner_id="here", most=2).nearest
    assert found[["partner_id", "city", "country"]].to_numpy().tolist() == [
        ["far", "Third", "Finland"],
        ["near", "Bby", None],
    ]
    km_for_a_degree = 6371.0088 * pi / 180
    assert found["distance_km"].tolist() == pytest.approx([km_for_a_degree / 20, km_for_a_degree / 10])


def test_one_city_is_one_city_whatever_point_it_was_given_and_two_of_a_name_are_two(session):
    in_the_north(session)
    add(session, a_partner("same"), a_place("same", "ÅBY", 70.2, 30.0))
    add(session, a_partner("namesake"), a_place("namesake", "Aby", 70.0 + 1.1 * SAME_CITY_KM / 111, 30.0))
    found = neighbours(session, partner_id="here", most=3).nearest.set_index("partner_id")["distance_km"]
    assert list(found.index) == ["same", "near", "namesake"]
    assert found["same"] == 0
    assert found["namesake"] == pytest.approx(1.1 * SAME_CITY_KM, rel=0.01)


def test_who_has_no_place_is_near_nobody_and_the_page_is_told(session):
    in_the_north(session)
    add(session, a_partner("nowhere"))
    for key in ("nowhere", "nobody-knows"):
        found = neighbours(session, partner_id=key)
        assert (len(found.nearest), found.has_place) == (0, False)
        assert list(found.nearest) == ["partner_id", "name", "city", "country", "distance_km"]
    assert "nowhere" not in set(neighbours(session, partner_id="here", most=1000).nearest["partner_id"])


def test_a_partner_that_is_alone_has_a_place_and_no_neighbour(empty_session):
    add(empty_session, a_partner("alone"), a_place("alone", "Aby", 60.0, 15.0, None))
    found = neighbours(empty_session, partner_id="alone")
    assert (len(found.nearest), found.has_place) == (0, True)


def test_illustrative_partners_are_near_nobody_but_have_neighbours(session):
    add(session, *an_illustration())
    found = neighbours(session, partner_id="media-evolution", most=1000).nearest
    assert not {"invented", "example-hub-liepaja"} & set(found["partner_id"])
    assert neighbours(session, partner_id="invented", most=1).nearest["distance_km"].tolist() == [0.0]


def test_a_merged_partner_has_the_neighbours_of_what_it_became(session):
    add(session, FormerPartner(former_id="was", partner_id="alte-mu"))
    assert session.query(Place).filter_by(partner_id="was").count() == 0
    expected = neighbours(session, partner_id="alte-mu").nearest
    assert neighbours(session, partner_id="was").nearest.equals(expected)
