import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cci_data.place_names import as_written, has_words, short_names, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Göttingen", "Goettingen"),
        ("Göttingen", "GOTTINGEN"),
        ("Århus", "Aarhus"),
        ("Tromsø", "Tromsoe"),
        ("Łódź", "lodz"),
        ("Rīga", "Riga"),
        ("Großenhain", "Grossenhain"),
        ("Frankfurt (Oder)", "Frankfurt/Oder"),
        ("Garmisch-Partenkirchen", "Garmisch  Partenkirchen"),
        ("St. Peter-Ording", "Sankt Peter Ording"),
        ("Malmö", unicodedata.normalize("NFD", "Malmö")),
    ],
)
def test_one_name_written_differently_shares_a_key(one, other):
    assert spellings(one) & spellings(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Lund", "Lunde"), ("Kiel", "Kehl"), ("Bremen", "Bremerhaven"), ("Aarhus", "Arhus")]
)
def test_different_names_share_none(one, other):
    assert not spellings(one) & spellings(other)


@given(st.text())
def test_keys_hold_no_blank_at_an_end_and_are_their_own_keys(text):
    for key in spellings(text):
        assert key == key.strip() != ""
        assert key in spellings(key)


def test_what_is_no_name_has_no_key():
    assert spellings("") == spellings(" –, (") == frozenset()


@pytest.mark.parametrize(
    ("name", "others", "expected"),
    [
        ("Frankfurt (Oder)", [], {"frankfurt"}),
        ("Neustadt/Harz", [], {"neustadt"}),
        ("Brandenburg an der Havel", [], {"brandenburg"}),
        ("Bad Homburg vor der Höhe", [], {"bad homburg"}),
        ("Ostrów Wielkopolski", ["ostrow", "ostrowo"], {"ostrow"}),
        ("Malmö", ["malme"], set()),
        ("Amberg", [], set()),
        ("Stary Sącz", [], set()),
    ],
)
def test_a_name_without_what_tells_it_apart(name, others, expected):
    assert short_names(name, others) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Holstein", True), ("in holstein", True), ("Hol", False), ("Oldenburg Holstein", False), ("", False)],
)
def test_words_stand_in_a_name_whole_and_in_order(words, expected):
    assert has_words("Oldenburg in Holstein", words) is expected


def test_accents_count_in_what_is_written():
    assert as_written("  MÜNSTER ") == as_written("Mu\u0308nster") == "münster" != as_written("Munster")
