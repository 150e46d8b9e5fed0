import csv
import unicodedata
from collections import Counter
from math import atan2, cos, hypot, radians, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cci_data.gazetteer import FOLDER, Site, distance_km, look_up, told_apart
from cci_data.land import lies_in
from cci_data.place_names import spellings
from cci_data.settings import DATA
from cci_data.vocabulary import NETWORK_COUNTRIES

# Places of the public record that the gazetteer does not know, and why.
UNKNOWN = {"Botkyrka": "a municipality of several towns; GeoNames lists those, Tumba first"}
# They lie on islands that the basemap leaves out as too small.
BEYOND_THE_BASEMAP = {"Borkum", "Helgoland", "Røst", "Husøya"}
AMBIGUOUS = {"DE": 684, "PL": 348, "SE": 89, "FI": 17, "NO": 17, "DK": 15, "EE": 4, "LT": 1}


@pytest.fixture(scope="module")
def places() -> list[dict[str, str]]:
    with (FOLDER / "places.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def one(city: str, country_code: str) -> Site:
    (site,) = look_up(city, country_code).sites
    return site


def degrees_apart_km(latitude: float, longitude: float, site: Site) -> float:
    """The slow, obvious distance: the angle between two arrows from the middle of the globe."""
    arrows = []
    for north, east in ((radians(latitude), radians(longitude)), (radians(site.latitude), radians(site.longitude))):
        arrows.append((cos(north) * cos(east), cos(north) * sin(east), sin(north)))
    (a, b, c), (d, e, f) = arrows
    return 6371 * atan2(hypot(b * f - c * e, c * d - a * f, a * e - b * d), a * d + b * e + c * f)


def test_distances_agree_with_the_angle_between_two_arrows():
    riga, tallinn, bergen = one("Riga", "LV"), one("Tallinn", "EE"), one("Bergen", "NO")
    for first, second in ((riga, tallinn), (tallinn, bergen), (riga, riga)):
        expected = degrees_apart_km(first.latitude, first.longitude, second)
        assert distance_km(first, second) == pytest.approx(expected, abs=0.001)
    assert 270 < distance_km(riga, tallinn) < 290


def test_each_place_of_the_public_record_is_found_where_it_is_recorded():
    with (DATA / "public_record" / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    unknown = {row["city"] for row in rows if not look_up(row["city"], row["country_code"]).sites}
    assert len(rows) == 142 and unknown == set(UNKNOWN)
    for row in (row for row in rows if row["city"] not in UNKNOWN):
        site = one(row["city"], row["country_code"])
        assert degrees_apart_km(float(row["latitude"]), float(row["longitude"]), site) < 15, row["city"]


@pytest.mark.parametrize(
    ("country_code", "names"),
    [
        ("DK", "Copenhagen København Kobenhavn Kopenhagen"),
        ("DK", "Aarhus Århus Arhus"),
        ("SE", "Gothenburg Göteborg Goteborg Goeteborg"),
        ("SE", "Malmö Malmo Malmoe MALMÖ"),
        ("PL", "Warsaw Warszawa Warschau"),
        ("PL", "Wrocław Wroclaw Breslau"),
        ("PL", "Łódź Lodz lodz"),
        ("PL", "Gdańsk Gdansk Danzig"),
        ("PL", "Szczecin Stettin"),
        ("LT", "Vilnius Wilno"),
        ("LT", "Klaipėda Klaipeda Memel"),
        ("LT", "Šiauliai Siauliai"),
        ("LV", "Riga Rīga"),
        ("EE", "Tallinn Reval"),
        ("FI", "Turku Åbo"),
        ("FI", "Helsinki Helsingfors"),
        ("IS", "Reykjavík Reykjavik"),
        ("NO", "Tromsø Tromso Tromsoe"),
        ("DE", "Munich München Muenchen Munchen"),
        ("DE", "Cologne Köln Koeln Koln"),
        ("DE", "Nuremberg Nürnberg Nuernberg"),
        ("DE", "Göttingen Goettingen Gottingen"),
        ("DE", "Lübeck Luebeck Lubeck"),
    ],
)
def test_a_city_is_found_under_each_of_its_names(country_code, names):
    sites = [one(name, country_code) for name in names.split()]
    assert len(set(sites)) == 1
    assert sites[0].population > 40_000 and sites[0].country_code == country_code


def test_accents_may_be_composed_or_not():
    assert one(unicodedata.normalize("NFD", "Šiauliai"), "LT") == one("Šiauliai", "LT")


@pytest.mark.parametrize("city", ["Hamburg", "Berlin", "Kiel", "Essen", "Münster", "Olsztyn", "Freiburg", "Oldenburg"])
def test_a_city_that_everybody_means_is_not_asked_about(city):
    country_code = "PL" if city == "Olsztyn" else "DE"
    assert one(city, country_code).population > 150_000


@pytest.mark.parametrize(
    ("city", "country_code", "populations"),
    [
        ("Nykvarn", "SE", [7327, 6032]),
        ("Frankfurt", "DE", [650000, 57107]),
        ("Friedberg", "DE", [29953, 27484]),
        ("Halle", "DE", [237865, 21393, 1779, 620, 0]),
        ("Nykøbing", "DK", [19976, 9033, 5002]),
        ("Munster", "DE", [308258, 17746, 14018, 1078, 0]),
    ],
)
def test_a_name_of_several_places_is_ambiguous_and_the_largest_comes_first(city, country_code, populations):
    found = look_up(city, country_code)
    assert [site.population for site in found.sites] == populations
    assert found.near == ()


def test_a_quarter_does_not_compete_with_a_larger_town_but_is_not_meant_unasked():
    """Hamburg has a Hamm and a Harburg, Gdańsk a Chełm: smaller than one town of that name, larger than another."""
    assert one("Hamm", "DE").region == "Nordrhein-Westfalen"
    assert one("Chełm", "PL").region == "Lubelskie"
    assert [site.region for site in look_up("Harburg", "DE").sites] == ["Hamburg", "Bayern"]


def test_points_of_one_name_beside_each_other_are_one_place(places):
    beside = [row for row in places if (row["country_code"], row["name"]) == ("EE", "Viimsi")]
    assert len(beside) == 2
    assert one("Viimsi", "EE").population == max(int(row["population"]) for row in beside)


def test_the_name_of_a_place_goes_before_the_other_name_of_another(places):
    (aachen,) = [row for row in places if row["name"] == "Aachen"]
    assert "Aken" in aachen["other_names"].split(";")
    assert one("Aken", "DE").name == "Aken"


def test_a_name_is_looked_for_in_its_country_alone():
    assert one("Bergen", "NO").population > 200_000
    assert len(look_up("Bergen", "DE").sites) > 2
    assert look_up("Malmö", "DK").sites == ()


@pytest.mark.parametrize(
    ("city", "country_code", "region", "population"),
    [
        ("Nykvarn, near Södertälje", "SE", "Stockholms län", 7327),
        ("Nykvarn (near Norrtalje)", "SE", "Stockholms län", 6032),
        ("Nykvarn (59.18, 17.43)", "SE", "Stockholms län", 7327),
        ("Nykvarn, 59.18, 17.43", "SE", "Stockholms län", 7327),
        ("Frankfurt (Oder)", "DE", "Brandenburg", 57107),
        ("Frankfurt/Oder", "DE", "Brandenburg", 57107),
        ("Frankfurt, Hesse", "DE", "Hessen", 650000),
        ("Frankfurt (Hessen), Germany", "DE", "Hessen", 650000),
        ("Neustadt (Sachsen)", "DE", "Sachsen", 11810),
        ("Oldenburg (Holstein)", "DE", "Schleswig-Holstein", 9940),
        ("Oldenburg, Schleswig-Holstein", "DE", "Schleswig-Holstein", 9940),
        ("Lund, Sweden", "SE", "Skåne län", 87244),
    ],
)
def test_what_follows_the_name_chooses(city, country_code, region, population):
    site = one(city, country_code)
    assert (site.region, site.population) == (region, population)


@pytest.mark.parametrize("city", ["Nykvarn, near Kiruna", "Nykvarn, Skåne", "Nykvarn (55.6, 13.0)", "Nykvarn, Norway"])
def test_what_does_not_fit_finds_nothing_and_names_the_place(city):
    found = look_up(city, "SE")
    assert found.sites == () and found.near == ("Nykvarn",)


def test_places_of_one_name_are_told_apart():
    assert told_apart(look_up("Nykvarn", "SE").sites) == [
        "Nykvarn, Stockholms län, near Södertälje (59.17718, 17.43230)",
        "Nykvarn, Stockholms län, near Norrtälje (59.80000, 18.30000)",
    ]
    assert told_apart(look_up("Frankfurt", "DE").sites) == [
        "Frankfurt am Main, Hessen (50.11552, 8.68417)",
        "Frankfurt (Oder), Brandenburg (52.34714, 14.55062)",
    ]


def assert_phrases_find_their_sites(country_code: str, names: set[str]) -> int:
    """Check each phrase, and that without its coordinates it never finds another; return how many were ambiguous."""
    several = [sites for sites in (look_up(name, country_code).sites for name in names) if len(sites) > 1]
    for sites in several:
        for site, phrase in zip(sites, told_apart(sites), strict=True):
            assert look_up(phrase, country_code).sites == (site,), phrase
            assert site in look_up(phrase.rpartition(" (")[0], country_code).sites, phrase
    return len(several)


@pytest.mark.parametrize("country_code", ["DK", "EE", "FI", "IS", "LT", "LV", "NO"])
def test_a_phrase_that_tells_a_place_apart_finds_it(places, country_code):
    names = {row["name"] for row in places if row["country_code"] == country_code}
    assert assert_phrases_find_their_sites(country_code, names) == AMBIGUOUS.get(country_code, 0)


@pytest.mark.slow
@pytest.mark.parametrize("country_code", ["DE", "PL", "SE"])
def test_so_does_each_where_many_names_are_ambiguous(places, country_code):
    names = {row["name"] for row in places if row["country_code"] == country_code}
    assert assert_phrases_find_their_sites(country_code, names) == AMBIGUOUS[country_code]


@pytest.mark.slow
def test_each_place_is_among_what_its_own_name_finds(places):
    """Or else a place of the same name beside it, or one that everybody means, is."""
    for row in places:
        found = look_up(row["name"], row["country_code"]).sites
        ids = {str(site.geoname_id) for site in found}
        point = float(row["latitude"]), float(row["longitude"])
        is_beside = any(degrees_apart_km(*point, site) <= 10 for site in found)
        assert row["geoname_id"] in ids or is_beside or (len(found) == 1 and found[0].population >= 50_000), row


@pytest.mark.parametrize(
    ("city", "country_code", "near"),
    [
        ("Koppenhagen", "DK", "Copenhagen"),
        ("Gdasnk", "PL", "Gdańsk"),
        ("Rosttock", "DE", "Rostock"),
        ("Frankfurt a. M.", "DE", "Frankfurt am Main"),
        ("Örnskoldsvick", "SE", "Örnsköldsvik"),
    ],
)
def test_a_slip_is_not_found_but_its_nearest_names_are(city, country_code, near):
    found = look_up(city, country_code)
    assert found.sites == () and near in found.near and len(found.near) <= 3


@pytest.mark.parametrize(("city", "country_code"), [("", "SE"), ("–", "SE"), ("Paris", "FR"), ("Riga", "lv")])
def test_what_is_no_name_or_no_country_of_ours_finds_nothing(city, country_code):
    assert look_up(city, country_code) == look_up("x" * 100_000, "DE")
    assert look_up(city, country_code).sites == look_up(city, country_code).near == ()


@settings(max_examples=100, deadline=None)
@given(st.text() | st.text("Ab,() .0-9né", max_size=40), st.sampled_from(list(NETWORK_COUNTRIES)))
def test_whatever_is_written_has_an_answer_in_its_country(city, country_code):
    found = look_up(city, country_code)
    assert {site.country_code for site in found.sites} <= {country_code}
    assert not (found.sites and found.near) and len(found.near) <= 3


def test_the_file_is_small_in_order_and_says_each_thing_once(places):
    assert (FOLDER / "places.csv").stat().st_size < 1_500_000
    keys = [(row["country_code"], int(row["geoname_id"])) for row in places]
    assert keys == sorted(set(keys)) and {code for code, _ in keys} == set(NETWORK_COUNTRIES)
    for row in places:
        seen = set(spellings(row["name"]))
        for other in filter(None, row["other_names"].split(";")):
            assert not seen & spellings(other), row
            assert all(unicodedata.name(letter).startswith("LATIN") for letter in other if letter.isalpha()), row
            seen |= spellings(other)


def test_each_region_of_a_place_has_a_name(places):
    with (FOLDER / "regions.csv").open(encoding="utf-8", newline="") as file:
        regions = {(row["country_code"], row["region_code"]): row["name"] for row in csv.DictReader(file)}
    assert {(row["country_code"], row["region_code"]) for row in places} == set(regions)
    assert all(regions.values())


def test_each_place_lies_in_its_country(places):
    outside = [
        row["name"]
        for row in places
        if not lies_in(float(row["latitude"]), float(row["longitude"]), row["country_code"])
    ]
    assert Counter(outside) == Counter(BEYOND_THE_BASEMAP)
