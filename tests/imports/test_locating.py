from datetime import date

import pytest

from cci_data.gazetteer import look_up
from cci_data.imports.locating import BASIS, locate, plain_city
from cci_data.models import Event
from cci_data.sheets.events import EVENTS
from cci_data.sheets.partners import PLACES
from tests.imports.grids_by_hand import Value, work_on, written_row
from tests.queries.build import a_partner, a_place, add

RIGA = {"latitude": 56.946, "longitude": 24.10589}
VILNIUS = {"latitude": 54.68916, "longitude": 25.2798}
TOGETHER = "latitude and longitude are expected together, or neither"


def place_of(session, country: str | None = "LV", **cells: Value) -> tuple[dict, list[str]]:
    """What is found for a place of the partner `hub`, and the problems; of a stored place where there is one."""
    add(session, a_partner("hub", country_code=country))
    work = work_on(session)
    return locate(
        work, written_row(PLACES, partner_id="hub", **cells), ("hub", cells["city"]), True
    ), work.plan.problems


def event_of(session, stored: dict | None = None, **cells: Value) -> tuple[dict, list[str], list[str]]:
    """What is found for an event, the problems and the notes; it is stored already where its values are given."""
    if stored is not None:
        details = {"title": "Talk", "starts_on": date(2027, 1, 2), "kind": "workshop", "origin": "desk", "source": "x"}
        add(session, Event(event_id="talk", **details, **stored))
    work = work_on(session)
    found = locate(work, written_row(EVENTS, event_id="talk", **cells), ("talk",), stored is None)
    return found, work.plan.problems, work.plan.notes


@pytest.mark.parametrize(
    ("city", "country", "expected"),
    [
        *(("Lodz", "PL", "Łódź"), ("LODZ", "PL", "Łódź"), ("Łódź", "PL", "Łódź"), ("łódź", "PL", "Łódź")),
        *(("Rīga", "LV", "Rīga"), ("Riga", "LV", "Riga"), ("RIGA", "LV", "Riga"), ("Malmoe", "SE", "Malmö")),
        *(("Siauliai", "LT", "Šiauliai"), ("Reykjavik", "IS", "Reykjavík"), ("Tartu, Estonia", "EE", "Tartu")),
        *(("Nykvarn, near Södertälje", "SE", "Nykvarn"), ("Nykvarn", "SE", "Nykvarn"), ("Danzig", "PL", "Danzig")),
        *(("Halle", "DE", "Halle"), ("Xyzzy", "PL", "Xyzzy"), ("Lodz", None, "Lodz")),
    ],
)
def test_a_city_is_spelt_as_there_without_what_told_it_apart(city: str, country: str | None, expected: str):
    assert plain_city(city, country) == expected


def test_a_new_place_gets_the_point_of_its_city_and_says_so(session):
    found, problems = place_of(session, city="Rīga")
    assert (found, problems) == ({"country_code": "LV", "basis": BASIS, **RIGA}, [])


def test_a_place_may_lie_in_another_country_and_be_known_otherwise(session):
    found, problems = place_of(session, city="Vilnius", country_code="LT", basis="its web site")
    assert (found, problems) == ({"country_code": "LT", "basis": "its web site", **VILNIUS}, [])


def test_a_city_of_several_is_asked_about(session):
    found, problems = place_of(session, "SE", city="Nykvarn")
    assert found == {"country_code": "SE"}
    assert problems == [
        "Places!B2 says 'Nykvarn', and 2 places in Sweden are called so: Nykvarn, Stockholms län, near Södertälje "
        "(59.17718, 17.43230); Nykvarn, Stockholms län, near Norrtälje (59.80000, 18.30000); one of these, or "
        "coordinates, is expected"
    ]


def test_of_very_many_not_all_are_named(session):
    _, (problem,) = place_of(session, "DE", city="Neustadt")
    several = len(look_up("Neustadt", "DE").sites)
    assert several > 8 and f"and {several} places in Germany" in problem
    assert problem.count("Neustadt") == 9 and f"; and {several - 8} more; one of these" in problem


@pytest.mark.parametrize(
    "words",
    [
        "Nykvarn, near Södertälje",
        "Nykvarn (Södertälje)",
        "Nykvarn, Stockholms län, near Södertälje (59.17718, 17.43230)",
    ],
)
def test_the_answer_is_what_tells_the_city_apart(session, words: str):
    found, problems = place_of(session, "SE", city=words)
    assert problems == [] and (round(found["latitude"], 1), round(found["longitude"], 1)) == (59.2, 17.4)


def test_an_unknown_city_has_the_nearest_names(session):
    _, (problem,) = place_of(session, city="Daugavpls")
    assert problem == (
        "Places!B2 says 'Daugavpls', which the gazetteer does not know in Latvia; a city there is expected, or "
        "coordinates; did you mean Daugavpils?"
    )


def test_a_city_of_another_country_is_unknown(session):
    _, (problem,) = place_of(session, "EE", city="Rīga")
    assert "which the gazetteer does not know in Estonia" in problem


def test_without_any_country_nothing_is_looked_up(session):
    found, problems = place_of(session, None, city="Rīga")
    assert found == {"country_code": None}
    assert problems == ["Places!2 is blank; to look 'Rīga' up, its country is expected"]


def test_given_coordinates_stand_where_they_lie_in_the_country(session):
    found, problems = place_of(session, city="Somewhere", latitude="56,5", longitude=25)
    assert (found, problems) == ({"country_code": "LV"}, [])
    assert event_of(session, country_code="LV", latitude=56.5, longitude=25) == ({}, [], [])


@pytest.mark.parametrize(
    ("point", "sentence"),
    [
        ((54.7, 25.3), "Places!C2 says 54.7, 25.3, which lies in Lithuania; a point in Latvia is expected"),
        (
            (24.1, 56.9),
            "Places!C2 says 24.1, 56.9, which lies outside the region or in the sea; a point in Latvia is expected; "
            "they seem to be swapped",
        ),
        ((0, 0), "Places!C2 says 0.0, 0.0, which lies outside the region or in the sea; a point in Latvia is expected"),
        ((56.9, None), f"Places!D2 is blank; {TOGETHER}"),
        ((None, 24.1), f"Places!C2 is blank; {TOGETHER}"),
        ((56.9, "-"), f"Places!D2 says '-'; {TOGETHER}"),
    ],
)
def test_a_point_that_cannot_be_is_a_sentence(session, point: tuple, sentence: str):
    _, problems = place_of(session, city="Rīga", latitude=point[0], longitude=point[1])
    assert problems == [sentence]


def test_a_point_of_an_event_without_country_lies_on_land(session):
    assert event_of(session, latitude=56.9, longitude=24.1) == ({}, [], [])
    _, (problem,), _ = event_of(session, latitude=0, longitude=0)
    assert problem.endswith("a point on land in the region is expected")


def test_a_place_that_is_there_keeps_its_point_and_is_not_judged(session):
    add(session, a_partner("hub", country_code="LV"), a_place("hub", "Nykvarn", 1.0, 1.0, None))
    for cells in ({}, {"latitude": 1, "longitude": "1,0"}, {"basis": "a letter"}):
        work = work_on(session)
        row = written_row(PLACES, partner_id="hub", city="Nykvarn", **cells)
        assert (locate(work, row, ("hub", "Nykvarn"), False), work.plan.problems) == ({}, [])
    work = work_on(session)
    row = written_row(PLACES, partner_id="hub", city="Nykvarn", country_code="SE")
    assert locate(work, row, ("hub", "Nykvarn"), False) == {}
    assert "a point in Sweden is expected" in work.plan.problems[0]


def test_a_new_event_gets_the_point_of_its_city(session):
    found, problems, notes = event_of(session, city="RIGA", country_code="LV")
    assert (found, problems, notes) == ({"city": "Riga", **RIGA}, [], [])
    assert event_of(session, title="Online talk", is_online="yes")[0] == {"latitude": None, "longitude": None}


def test_a_new_event_in_a_place_that_is_not_known_has_no_point_but_a_note(session):
    found, problems, notes = event_of(session, city="Xyzzy", country_code="LV")
    assert (found["latitude"], problems) == (None, [])
    assert notes == [
        "Events!B2 says 'Xyzzy', which the gazetteer does not know in Latvia; the event is stored without a point."
    ]
    _, problems, _ = event_of(session, city="Nykvarn", country_code="SE")
    assert "2 places in Sweden are called so" in problems[0]


STORED = {"city": "Rīga", "country_code": "LV", **RIGA}
NO_POINT = {"latitude": None, "longitude": None}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, {}),
        ({"city": "Rīga"}, {"city": "Rīga"}),
        ({"city": "Rīga", "country_code": "LV", **RIGA}, {"city": "Rīga"}),
        ({"city": "Liepaja"}, {"city": "Liepāja", "latitude": 56.50474, "longitude": 21.01085}),
        ({"city": "RIGA", **RIGA}, {"city": "Riga"}),
        ({"city": "Mārupe", **RIGA}, {"city": "Mārupe"}),
        ({"city": "Liepāja", "latitude": 56.51, "longitude": 21.02}, {}),
        ({"city": "Xyzzy"}, {"city": "Xyzzy", **NO_POINT}),
        ({"city": "-"}, NO_POINT),
        ({"city": "Liepāja", "latitude": "-", "longitude": "-"}, {}),
        ({"city": "Vilnius", "country_code": "LT"}, {"city": "Vilnius", **VILNIUS}),
        ({"country_code": "EE"}, NO_POINT),
        ({"country_code": "-"}, {}),
    ],
)
def test_an_event_that_moves_takes_its_point_along(session, cells: dict, expected: dict):
    found, problems, _ = event_of(session, STORED, **cells)
    assert (found, problems) == (expected, [])


@pytest.mark.parametrize(
    ("city", "expected"),
    [
        ("Liepāja", "the point of Liepāja is expected, or a blank to have it looked up"),
        ("R?ga", "the point of R?ga is expected, or a blank to have it looked up"),
        ("-", "a blank is expected"),
    ],
)
def test_an_event_that_moves_cannot_keep_its_point(session, city: str, expected: str):
    """Else the same row would move the event the first time, and bring its former point back the second time."""
    _, problems, notes = event_of(session, STORED, city=city, **RIGA)
    assert problems == [f"Events!C2 is the point of Rīga, where the event was until now; {expected}"]
    assert notes == []


def test_a_dash_says_that_there_is_no_point(session):
    assert event_of(session, city="Rīga", country_code="LV", latitude="-", longitude="-")[0] == {"city": "Rīga"}
    found, problems = place_of(session, city="Rīga", latitude="-", longitude="-")
    assert (found, problems) == ({"country_code": "LV"}, [])


def test_a_dash_says_that_nothing_is_known_of_how_a_place_is_known(session):
    assert place_of(session, city="Rīga", basis="-")[0] == {"country_code": "LV", "basis": None, **RIGA}


def test_the_country_of_an_event_that_is_told_later_finds_its_city(session):
    assert event_of(session, {"city": "Vilnius"}, country_code="LT")[0] == VILNIUS


def test_half_a_point_is_not_kept(session):
    assert event_of(session, latitude=56.9)[1] == [f"Events!2 is blank; {TOGETHER}"]
    assert event_of(session, STORED, latitude="-")[1] == [f"Events!B2 says '-'; {TOGETHER}"]
