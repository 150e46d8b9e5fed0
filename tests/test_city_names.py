import csv

import pytest

from cci_data.city_names import city_names
from cci_data.settings import DATA
from tests.queries import record


@pytest.mark.parametrize(
    ("city", "code", "other"),
    [
        ("Gothenburg", "SE", "Göteborg"),
        ("Göteborg", "SE", "Gothenburg"),
        ("Copenhagen", "DK", "Köbenhavn"),
        ("Szczecin", "PL", "Stettin"),
    ],
)
def test_a_city_is_known_by_each_of_its_names(city: str, code: str, other: str):
    found = city_names([(city, code)])[city, code]
    assert {city, other} <= set(found)


def test_what_is_unknown_has_no_names():
    assert city_names([("Nowhere at all", "SE"), ("Gothenburg", "XX"), ("Gothenburg", ""), ("", "SE")]) == {}
    assert city_names([]) == {}


def test_the_city_of_that_name_with_the_most_inhabitants_is_meant():
    with (DATA / "gazetteer" / "places.csv").open(encoding="utf-8", newline="") as file:
        places = list(csv.DictReader(file))
    wanted = {(row["city"], row["country_code"]) for row in record.lines("places")}
    found = city_names(wanted)
    for city, code in wanted:
        called = [row for row in places if row["country_code"] == code and row["name"] == city]
        if called:
            largest = max(called, key=lambda row: int(row["population"]))
            assert found[city, code] == (city, *filter(None, largest["other_names"].split(";")))
