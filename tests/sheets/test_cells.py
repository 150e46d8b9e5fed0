from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cci_data.sheets.cells import (
    Unfit,
    as_day,
    as_identifier,
    as_number,
    as_partial_date,
    as_text,
    as_time,
    as_time_zone,
    as_web_address,
    as_whole_number,
    as_yes_or_no,
    degrees,
    shown,
    slug,
)


def unfit(read, value: object) -> Unfit:
    with pytest.raises(Unfit) as caught:
        read(value)
    return caught.value


def test_a_sentence_says_where_what_is_expected_and_the_nearest():
    hinted = Unfit("Lativa", "a country", "LV, Latvia")
    assert hinted.sentence("Partners!D14") == (
        "Partners!D14 says 'Lativa'; a country is expected; did you mean LV, Latvia?"
    )
    assert Unfit(7, "a date").sentence("Events!B2") == "Events!B2 says '7'; a date is expected"


def test_a_value_is_quoted_at_a_length_that_can_be_read():
    assert shown(date(2027, 1, 31)) == "'2027-01-31'" and shown(time(9, 30)) == "'09:30:00'"
    assert shown("a" * 80) == f"'{'a' * 80}'"
    assert shown("a" * 81) == f"'{'a' * 79}…'"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Łódź Hub", "lodz-hub"),
        ("  SIA «Rīgas Ķīpsala» ", "sia-rigas-kipsala"),
        ("Þórshöfn & co.", "thorshofn-co"),
        ("…", ""),
        ("a" * 79 + " b", "a" * 79),
    ],
)
def test_words_become_an_id(words: str, expected: str):
    assert slug(words) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Rīga", "Rīga"),
        ("first\nsecond", "first\nsecond"),
        ("first\r\nsecond\rthird", "first\nsecond\nthird"),
        ("a\tb", "a\tb"),
        ("1\u2009000\u202f000\u00a0€", "1\u2009000\u202f000\u00a0€"),
        ("👩\u200d🎨 in Malmö", "👩\u200d🎨 in Malmö"),
        (2027, "2027"),
        (True, "yes"),
        (False, "no"),
        (datetime(2027, 1, 31), "2027-01-31"),
        (datetime(2027, 1, 31, 9, 30), "2027-01-31T09:30:00"),
    ],
)
def test_what_a_cell_says_as_text(value: object, expected: str):
    assert as_text(value) == expected


@pytest.mark.parametrize("text", ["a\x07b", "a\x1b[31mb", "a\u202eb", "\ufeffa", "\ud800", "a\x00"])
def test_what_nobody_can_see_is_refused(text: str):
    assert unfit(as_text, text).expected == "text without control characters"


def test_an_address_of_a_person_is_refused_wherever_it_stands():
    found = unfit(as_text, "Ask Anna (anna.liepa@lka.lv) about it")
    assert found.says == "anna.liepa@lka.lv" and "consent" in found.expected
    assert as_text("https://a.example/@lka and @lka_riga") == "https://a.example/@lka and @lka_riga"


def test_an_id_is_small_letters_digits_and_hyphens():
    assert as_identifier("games_software") == "games_software" and as_identifier("a-2.b") == "a-2.b"
    assert unfit(as_identifier, "Riga Hub").near == "riga-hub"
    assert unfit(as_identifier, "łódź").near == "lodz"
    for words in ("-a", "a--b", "a b", "?", "a" * 81):
        assert "an id of at most 80" in unfit(as_identifier, words).expected


@pytest.mark.parametrize("value", ["yes", "YES", " Yes", "y", "x", "X", "true", "1", 1, True])
def test_what_says_yes(value: object):
    assert as_yes_or_no(value) is True


@pytest.mark.parametrize("value", ["no", "No", "n", "false", "0", 0, False])
def test_what_says_no(value: object):
    assert as_yes_or_no(value) is False


def test_a_comma_that_may_set_thousands_apart_is_asked_about():
    expected = "a number that can be read in one way only (it may be 43.627 or 43627)"
    assert unfit(as_number, "43,627").expected == expected
    assert degrees(90)("43,627") == 43.627


def test_what_says_neither():
    for value in ("maybe", 2, "yesno", "ja"):
        assert unfit(as_yes_or_no, value).sentence("A1") == f"A1 says '{value}'; yes or no is expected"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("56,9460", 56.946),
        ("56.946", 56.946),
        ("-21,9", -21.9),
        ("1 234,5", 1234.5),
        ("1\u202f234", 1234),
        (7, 7),
        (0.1, 0.1),
    ],
)
def test_a_comma_is_a_decimal_comma(value: object, expected: float):
    assert as_number(value) == expected


@pytest.mark.parametrize("value", ["1.234,5", "1,2,3", "many", "nan", "inf", "1e999", "56° N", True])
def test_what_is_no_number(value: object):
    assert unfit(as_number, value).expected == "a number"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *(
            (text, 1200000)
            for text in ("1200000", "1 200 000", "1.200.000", "1,200,000", "1'200'000", "1\u202f200\u00a0000")
        ),
        *((text, 1200) for text in ("1.200", "1,200", "1200.0", "1200,00", 1200, 1200.0)),
        ("0", 0),
        ("+7", 7),
        ("2026", 2026),
    ],
)
def test_thousands_may_be_set_apart(value: object, expected: int):
    assert as_whole_number(value) == expected


@pytest.mark.parametrize("value", ["1.5", "1,25", "1.2000", 1.234, 12.125, "1.200,500", "1 Mio.", "", "1.200.00", True])
def test_what_is_no_whole_number(value: object):
    assert unfit(as_whole_number, value).expected == "a whole number"


def test_a_whole_number_fits_the_column_of_the_database():
    assert as_whole_number("2147483647") == 2147483647
    assert "at most 2147483647" in unfit(as_whole_number, "2147483648").expected
    assert "at most 2147483647" in unfit(as_whole_number, "-2147483648").expected


@pytest.mark.parametrize(
    "value",
    [
        *("2026-01-31", "31.1.2026", "31.01.2026", "31. 1. 2026", "31/1/2026", "1/31/2026", "31-01-2026"),
        *(date(2026, 1, 31), datetime(2026, 1, 31)),
    ],
)
def test_the_forms_of_a_day(value: object):
    assert as_day(value) == date(2026, 1, 31)


def test_a_day_with_points_begins_with_the_day():
    assert as_day("1.2.2026") == date(2026, 2, 1)
    assert as_day("5/5/2026") == date(2026, 5, 5)


@pytest.mark.parametrize("text", ["1/2/2026", "1-2-2026", "01/02/2026"])
def test_a_day_that_may_be_two_is_asked_about(text: str):
    sentence = unfit(as_day, text).sentence("Events!C7")
    assert sentence == (
        f"Events!C7 says '{text}'; a date that can be read in one way only "
        "(it may be 1 February 2026 or 2 January 2026), such as 2026-01-31, is expected"
    )


@pytest.mark.parametrize(
    "value",
    [
        *(
            "30.2.2026",
            "32.1.2026",
            "1.13.2026",
            "13/13/2026",
            "0/0/2026",
            "0/5/2026",
            "31.12.0000",
            "soon",
            "2026-1-5",
        ),
        *("2026", "2026-02-30", "1.2/2026", 46023, True, "31.1.2026 9:30"),
    ],
)
def test_what_is_no_day(value: object):
    assert unfit(as_day, value).expected == "a date such as 2026-01-31 or 31.1.2026"


def test_a_time_of_day_in_a_column_of_days_is_not_dropped():
    assert unfit(as_day, datetime(2026, 1, 31, 14)).expected == "a date without a time of day"


def test_a_century_is_not_guessed():
    assert "whole year" in unfit(as_day, "31.1.26").expected


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_in_each_form(day: date):
    assert as_day(day.isoformat()) == as_day(f"{day.day}.{day.month}.{day.year}") == day


@given(st.text() | st.integers() | st.floats() | st.dates() | st.datetimes() | st.times() | st.booleans())
def test_whatever_a_cell_holds_is_a_value_or_unfit(value: object):
    for read in (
        as_day,
        as_partial_date,
        as_time,
        as_number,
        as_whole_number,
        as_yes_or_no,
        as_web_address,
        as_identifier,
    ):
        try:
            read(value)
        except Unfit as found:
            assert found.sentence("A1").startswith("A1 says '")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *(("2019", "2019"), (2019, "2019"), ("2019-01", "2019-01"), ("2019-01-15", "2019-01-15")),
        *(("1/2019", "2019-01"), ("01.2019", "2019-01"), ("15.1.2019", "2019-01-15")),
        *((datetime(2019, 1, 15), "2019-01-15"), (date(2019, 1, 15), "2019-01-15")),
    ],
)
def test_a_date_as_precise_as_it_is_known(value: object, expected: str):
    assert as_partial_date(value) == expected


def test_what_is_no_date_of_any_precision():
    for value in ("19", "2019-13", "13/2019", "January 2019", "2019/20", 20190115):
        assert "2019, 2019-01 or 2019-01-15" in unfit(as_partial_date, value).expected
    assert "one way only" in unfit(as_partial_date, "1/2/2019").expected


@pytest.mark.parametrize("value", ["9:30", "09:30", "9.30", "09:30:00", time(9, 30), datetime(2027, 1, 1, 9, 30)])
def test_the_forms_of_a_time(value: object):
    assert as_time(value) == time(9, 30)


def test_what_is_no_time():
    for value in ("24:00", "9:60", "9", datetime(2027, 1, 1), "morning", 0.5, "9:30 CET"):
        assert unfit(as_time, value).expected == "a time such as 09:30"


def test_a_time_zone_is_one_that_is_known():
    assert as_time_zone("Europe/Riga") == "Europe/Riga"
    for words in ("EET+1", "Riga", "../etc/passwd"):
        assert "Europe/Riga" in unfit(as_time_zone, words).expected


def test_a_web_address_without_its_beginning_is_hinted_at():
    assert as_web_address("https://lka.edu.lv/lv?a=1") == "https://lka.edu.lv/lv?a=1"
    assert unfit(as_web_address, "www.lka.edu.lv").near == "https://www.lka.edu.lv"
    for words in ("none", "javascript:alert(1)", "user:pw@lka", "https://", "ftp://lka.lv", "lka.lv and others"):
        found = unfit(as_web_address, words)
        assert found.near == "" and "https:// or http://" in found.expected


def test_degrees_have_a_limit():
    assert degrees(90)("56,9") == 56.9 and degrees(180)(-180) == -180
    assert unfit(degrees(90), "90,1").expected == "degrees between -90 and 90"
