from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cci_data import language


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łódź", "lodz"),
        ("LODZ", "lodz"),
        ("Göteborg", "goteborg"),
        ("  Århus\n\tKommune ", "arhus kommune"),
        ("Æbeltoft", "aebeltoft"),
        ("Þingeyri á Íslandi", "thingeyri a islandi"),
        ("Seyðisfjörður", "seydisfjordur"),
        ("Straße", "strasse"),
        ("Tønder", "tonder"),
        ("Šiauliai", "siauliai"),
        ("e\u0301cole", "ecole"),
        ("ﬁlm", "film"),
        ("", ""),
    ],
)
def test_folding_leaves_what_people_type(text, folded):
    assert language.fold(text) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_and_case_never_matters(text):
    assert language.fold(language.fold(text)) == language.fold(text)
    assert language.fold(text) == " ".join(language.fold(text).split())


@given(st.text(alphabet="abcåäöøæłśźżžšõüýðáéíóúāēīūčģķļņąęėįųßÅÄÖØÆŁŚŻŽŠÐÁ ", max_size=40))
def test_folding_knows_the_letters_of_the_region(text):
    assert language.fold(text) == language.fold(text.upper()) == language.fold(text.lower())
    assert language.fold(text).isascii()


def test_numbers_are_grouped_and_counted_with_their_noun():
    space = language.NARROW_SPACE
    assert language.count(1, "partner") == "1 partner"
    assert language.count(0, "partner") == "0 partners"
    assert language.count(2, "country", "countries") == "2 countries"
    assert language.count(3080000, "euro") == f"3{space}080{space}000 euros"
    assert language.grouped(4.1, 2) == "4.10"
    assert language.grouped(1234.56, 1) == f"1{space}234.6"


@pytest.mark.parametrize(
    ("number", "decimals", "words"),
    [
        (4, 1, "4.0"),
        (999.94, 1, "999.9"),
        (7733.2, 1, f"7{language.NARROW_SPACE}733"),
        (1_870_000, 0, "1.87 million"),
        (43.6e9, 0, "43.6 billion"),
        (-2.5e12, 0, "-2.5 trillion"),
        (999_999, 0, f"999{language.NARROW_SPACE}999"),
        (123_456_789, 0, "123 million"),
        (999_600_000, 0, "1 billion"),
    ],
)
def test_a_number_beside_a_line_is_short(number, decimals, words):
    assert language.short(number, decimals) == words


@given(st.floats(-1e15, 1e15), st.integers(0, 3))
def test_a_short_number_stays_short_and_close(number, decimals):
    words = language.short(number, decimals)
    assert "e" not in words.split(" ")[0]
    assert len(words) <= 16


@pytest.mark.parametrize(
    ("words", "most", "sentence"),
    [
        ([], None, ""),
        (["a"], None, "a"),
        (["a", "b"], None, "a and b"),
        (["a", "b", "c"], None, "a, b and c"),
        (["a", "b", "c"], 3, "a, b and c"),
        (["a", "b", "c", "d"], 2, "a, b and 2 more"),
        ((word for word in "ab"), 1, "a and 1 more"),
    ],
)
def test_words_are_listed_as_in_a_sentence(words, most, sentence):
    assert language.listed(words, most) == sentence


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2027, 3, 3), date(2027, 3, 3), "3 March 2027"),
        (date(2027, 3, 3), date(2027, 3, 5), "3–5 March 2027"),
        (date(2027, 3, 30), date(2027, 4, 2), "30 March – 2 April 2027"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 December 2026 – 2 January 2027"),
        (date(2027, 1, 1), date(2027, 12, 31), "2027"),
        (date(2026, 1, 1), date(2027, 12, 31), "2026–2027"),
        (date(2027, 1, 1), date(2027, 1, 1), "1 January 2027"),
    ],
)
def test_a_span_of_days_says_nothing_twice(first, last, words):
    assert language.days(first, last) == words


def test_days_months_and_moments_in_words():
    assert language.day(date(2026, 11, 23)) == "23 November 2026"
    assert language.month(date(2026, 2, 1)) == "February 2026"
    assert language.moment(datetime(2026, 11, 3, 4, 5, tzinfo=UTC)) == "3 November 2026, 04:05 UTC"


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("2019-01", "2021-12", "2019–2021"),
        ("2019", "2019-12-31", "2019"),
        ("2023-05", None, "from 2023"),
        (None, "2020", "until 2020"),
        (None, None, "dates not stated"),
    ],
)
def test_the_years_of_something(starts, ends, words):
    assert language.span(starts, ends) == words


def test_a_place_is_named_as_far_as_it_is_known():
    assert language.place("Riga", "Latvia") == "Riga, Latvia"
    assert language.place(None, "Latvia", is_online=True) == "Latvia, online"
    assert language.place(None, None) == "place not stated"


@pytest.mark.parametrize(
    ("uncovered", "single", "sentence"),
    [
        ((), (), "Every sector is named by at least two partners."),
        (("Film",), (), "No partner on record names “Film”."),
        (
            ("Film", "Music"),
            ("Design",),
            "No partner on record names “Film” and “Music”; “Design” hangs on a single partner.",
        ),
        ((), ("A", "B"), "Every sector is named; “A” and “B” each hang on a single partner."),
    ],
)
def test_the_sentence_about_coverage(uncovered, single, sentence):
    assert language.uncovered_sentence(uncovered, single, has_sectors=True) == sentence


def test_without_a_sector_nothing_is_said_to_be_covered():
    assert language.uncovered_sentence((), (), has_sectors=False) == "No sector is on record yet."


def test_what_is_quoted_stands_in_one_line_and_commands_no_terminal():
    assert language.one_line("a\nb\x1b[31m\x7f\x9bŁ 1\u202f000") == "a b [31m  Ł 1\u202f000"


def test_sectors_in_words():
    assert language.sectors_in_words((), is_cross_sectoral=False) == "not stated"
    assert language.sectors_in_words(("Design", "Music"), is_cross_sectoral=False) == "Design and Music"
    assert language.sectors_in_words((), is_cross_sectoral=True) == "Cross-sectoral (serves all sectors)"
    assert language.sectors_in_words(("Music",), is_cross_sectoral=True).endswith("all sectors) and Music")


def test_the_days_of_an_event_do_not_repeat_the_year_of_its_title():
    year = date(2027, 1, 1), date(2027, 12, 31)
    assert language.dated_title("Liepāja, Capital of Culture 2027", *year) == "Liepāja, Capital of Culture 2027"
    assert language.dated_title("Capital 2027, Liepāja", *year) == "Capital 2027, Liepāja"
    assert language.dated_title("Year of Design", *year) == "Year of Design, 2027"
    assert language.dated_title("Salon 2027", date(2027, 3, 5), date(2027, 3, 5)) == "Salon 2027, 5 March 2027"
