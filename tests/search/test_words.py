import pytest

from cci_data.search.words import LONGEST_TEXT, initials, short_forms, written


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Łódź", "lodz"),
        ("Göteborg", "Goteborg"),
        ("Rīga", "RIGA"),
        ("Gdańsk", "gdansk"),
        ("Tromsø", "Tromso"),
        ("Bæjarhús", "baejarhus"),
        ("Cœur", "coeur"),
        ("Straße", "strasse"),
        ("Þingeyri", "thingeyri"),
        ("Hafnarfjörður", "hafnarfjordur"),
        ("Malmö", "Malmoe"),
        ("Malmo\u0308", "malmö"),
        ("Art_Inkubator", "Artinkubator"),
        ("Goethe-Institut", "goethe institut"),
    ],
)
def test_what_is_the_same_has_a_key_in_common(text: str, same: str):
    assert written(text).keys & written(same).keys


def test_what_differs_has_no_key_in_common():
    assert not written("Lund").keys & written("Lunds").keys
    assert not written("Malmö").keys & written("Malmi").keys


def test_words_stand_in_their_order_with_each_way_to_write_them():
    assert written("Region Skåne, söder!").words == (("region",), ("skane", "skaane"), ("soder", "soeder"))


@pytest.mark.parametrize(("text", "keys"), [("", set()), (" \t\n", set()), ("\u0301", set()), ("★ ★", {"★★"})])
def test_what_has_no_letter_has_no_words(text: str, keys: set[str]):
    assert written(text) == (keys, ())


def test_of_what_is_too_long_the_beginning_counts():
    assert written("ab " * LONGEST_TEXT) == written("ab " * (LONGEST_TEXT // 3) + "ab")


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Creative Circular Cities (CCC)", ["Creative Circular Cities", "CCC"]),
        ("Creative Ports - Internationalisation of all", ["Creative Ports"]),
        ("BSG-Go! Scaling-up Baltic Sea Game support", ["BSG-Go!"]),
        ("Study visit: a creative incubator", ["Study visit"]),
        ("(half", []),
        ("()", []),
        ("Media Evolution", []),
    ],
)
def test_the_short_forms_of_a_name_are_those_that_it_says_itself(name: str, forms: list[str]):
    assert short_forms(name) == forms


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Centre for the Development of Creative Industries", ["CDCI"]),
        ("Instytut Kultury Miejskiej", ["IKM"]),
        ("Baltic Museum Resilience (BaMuR)", ["BMR"]),
        ("Örebro Åre Län", ["ÖÅL"]),
        ("NetPort Science Park", ["NSP", "NPSP"]),
        ("UrbCulturalPlanning", ["UCP"]),
        ("RTU Design Factory", ["RDF"]),
        ("Media Evolution", []),
        ("opencampus.sh", []),
        ("", []),
    ],
)
def test_initials_are_those_of_three_capitals_or_more(name: str, called: list[str]):
    assert initials(name) == called
