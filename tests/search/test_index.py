from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cci_data.search.index import Hit, SearchIndex
from cci_data.search.words import written
from tests.search.documents import a_document, documents


def index(*rows: str | dict[str, object]) -> SearchIndex:
    return SearchIndex(documents(*rows))


def names(found: tuple[Hit, ...]) -> list[str]:
    return [hit.name for hit in found]


LADDER = [
    a_document("Media"),
    a_document("Second", other_names=("Media",)),
    a_document("Museums Eager to Display Inventive Art"),
    a_document("A media house"),
    a_document("Mediapolis"),
    a_document("Medja Ventspils"),
    a_document("Further", further=(("sector Media", "Media"),)),
    a_document("Further beginning", further=(("in Mediasund", "Mediasund"),)),
    a_document("Further slip", further=(("in Meida", "Meida"),)),
    a_document("Nothing of it"),
]


def test_the_best_stand_first_with_the_reason():
    found = index(*reversed(LADDER)).find("media")
    assert [(hit.name, hit.reason) for hit in found] == [
        ("Media", ""),
        ("Second", "also called Media"),
        ("Museums Eager to Display Inventive Art", "initials MEDIA"),
        ("A media house", ""),
        ("Mediapolis", ""),
        ("Medja Ventspils", ""),
        ("Further", "sector Media"),
        ("Further beginning", "in Mediasund"),
        ("Further slip", "in Meida"),
    ]


def test_initials_stand_after_other_names_and_are_found_as_a_whole_only():
    made = index("Museums for Every Day", a_document("Longer than the others", other_names=("MED",)), "Media")
    assert [(hit.name, hit.reason) for hit in made.find("med")] == [
        ("Longer than the others", "also called MED"),
        ("Museums for Every Day", "initials MED"),
        ("Media", ""),
    ]
    assert names(made.find("me")) == ["Media", "Longer than the others"]


def test_among_equals_real_ones_stand_first_then_the_shorter_then_by_the_alphabet():
    invented = a_document("Hub", is_illustrative=True)
    assert names(index("Hub Zz", "Hub Å", "Hub B", invented).find("hu")) == ["Hub Å", "Hub B", "Hub Zz", "Hub"]


def test_words_may_stand_in_any_order_and_be_begun():
    found = index("South-Eastern Finland University of Applied Sciences", "University of Lapland")
    assert names(found.find("sciences university finland")) == ["South-Eastern Finland University of Applied Sciences"]
    assert names(found.find("uni fin")) == ["South-Eastern Finland University of Applied Sciences"]
    assert len(found.find("univ")) == 2
    assert not found.find("university denmark")


@pytest.mark.parametrize("slip", ["Subtpoia", "Subtoia", "Subtoopia", "Sibtopia", "ubtopia", "Subtopiaa"])
def test_one_slip_in_a_word_of_five_letters_is_forgiven(slip: str):
    assert names(index("Subtopia", "Minc").find(slip)) == ["Subtopia"]


@pytest.mark.parametrize("slips", ["Mnic", "Subotpai", "Subia"])
def test_no_slip_in_a_shorter_word_and_not_two(slips: str):
    assert not index("Subtopia", "Minc").find(slips)


def test_little_words_may_be_left_out_or_put_in_but_can_be_asked_for():
    found = index("Centre for the Development of Industries", "City of Riga", "Danish Fashion & Textile")
    assert names(found.find("centre of development for industries")) == ["Centre for the Development of Industries"]
    assert names(found.find("Danish Fashion and Textile")) == ["Danish Fashion & Textile"]
    assert set(names(found.find("of"))) == {"City of Riga", "Centre for the Development of Industries"}


def test_words_from_several_texts_give_the_reasons_of_each():
    row = a_document(
        "Media Evolution",
        other_names=("MEC",),
        further=(("in Malmö", "Malmö"), ("in Sweden", "Sweden"), ("sector Music", "Music")),
    )
    assert [hit.reason for hit in index(row).find("media malmo sweden")] == ["in Malmö, in Sweden"]
    assert [hit.reason for hit in index(row).find("mec evolution")] == ["also called MEC"]
    assert [hit.reason for hit in index(row).find("media malmo nothing")] == []


def test_a_hit_says_what_the_page_needs():
    row = a_document("Hub", "hub-1", kind="event", country_code="LV", is_illustrative=True)
    assert index(row).find("hub") == (Hit("event", "hub-1", "Hub", "", True, "LV"),)


def test_no_more_are_found_than_asked_for_and_the_best_of_them():
    many = index(*(f"Hub {number}" for number in range(100)))
    assert len(many.find("hub")) == 20
    assert names(many.find("hub", most=3)) == ["Hub 0", "Hub 1", "Hub 2"]
    assert many.find("hub", most=0) == many.find("hub", most=-1) == ()
    assert len(many.find("hub", most=1000)) == 100


def test_an_index_of_nothing_finds_nothing():
    assert SearchIndex(documents()).find("anything") == ()


HOSTILE = [
    *("", " ", "\t\r\n", "...", "'; DROP TABLE partner; --", "%", "_", "\\", "(((", "*", "\x00\x01\x1b[31m", "\u202e"),
    *("🌊", "👩‍👩‍👧", "\ud800", "\u0301" * 50, "ﷺ" * 10_000, "a" * 10_000, "a " * 5_000, "ab" * 5_000),
    *(" ".join(map(str, range(2_500))), "!" * 10_000, "\U0010ffff", "ß" * 10_000, "İ" * 10_000),
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_meant_to_break_it_finds_nothing_or_little(text: str):
    assert len(index(*LADDER).find(text)) <= 20


def test_a_record_may_be_called_anything():
    for name in HOSTILE:
        found = index(a_document(name, "odd", other_names=(name,), further=((name, name),)), "Media").find(name)
        assert not found or found[0].record_id == "odd"


texts = st.one_of(st.text(max_size=30), st.text(alphabet="abö Ł-.(", max_size=12))


@settings(max_examples=300, deadline=None)
@given(st.lists(texts, min_size=1, max_size=8), texts)
def test_a_record_is_found_by_its_name_before_all_that_are_called_otherwise(called: list[str], other: str):
    rows = (a_document(name, str(number), other_names=(other,)) for number, name in enumerate(called))
    made = index(*rows)
    for number, name in enumerate(called):
        ids = [hit.record_id for hit in made.find(name)]
        keys = written(name).keys
        same = {str(place) for place, each in enumerate(called) if written(each).keys & keys}
        assert not keys or set(ids[: len(same)]) == same and str(number) in same
    assert len(made.find(other)) == (len(called) if written(other).keys else 0)


def test_threads_share_an_index():
    made, asked = index(*LADDER), ["media", "medi", "inventive", "museums", "house media"] * 40
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(made.find, asked)) == [made.find(text) for text in asked]
