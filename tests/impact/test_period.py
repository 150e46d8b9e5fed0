from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cci_data.impact.period import everything, read, twelve_months_until
from tests.impact.world import span

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last", "before"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "2023"),
        ("2024-H1", date(2024, 1, 1), date(2024, 6, 30), "2023-H2"),
        ("2024-h2", date(2024, 7, 1), date(2024, 12, 31), "2024-H1"),
        ("2021-2027", date(2021, 1, 1), date(2027, 12, 31), "2014-2020"),
    ],
)
def test_a_period_is_read_and_has_one_before_it(text, first, last, before):
    period = read(text)
    assert (period.first, period.last, period.before.key) == (first, last, before)
    assert (period.before.last - period.before.first).days in range((last - first).days - 3, (last - first).days + 4)


@pytest.mark.parametrize("text", ["", "24", "2024-H3", "2027-2021", "1800", "2024-2024", "x"])
def test_what_names_no_period_is_none(text):
    assert read(text) is None


def test_all_years_end_today_and_have_nothing_before():
    period = everything(date(2026, 11, 23))
    assert period.holds("2026-11-23") and not period.holds("2026-11-24") and period.before is None


@pytest.mark.parametrize(
    ("when", "holds", "may"),
    [
        *[("2024-06-30", True, False), ("2024-07-01", False, False), ("2024-06", True, False), ("2024", False, True)],
        *[(None, False, True), (date(2024, 1, 1), True, False), ("2023", False, False)],
    ],
)
def test_what_lies_in_a_half_year_for_certain_and_what_may(when, holds, may):
    period = read("2024-H1")
    assert (period.holds(when), period.may_hold(when)) == (holds, may)


@pytest.mark.parametrize(
    ("starts", "ends", "ran", "may"),
    [
        *[("2023", "2025", True, False), ("2023", None, False, True), (None, None, False, True)],
        *[(None, "2023", False, False), ("2025", None, False, False), ("2024", "2024", True, False)],
        *[("2024", None, True, False), ("2022", "2024", True, False), ("2022", "2023-12", False, False)],
        *[("2024-08", "2024", True, False), ("2025", "2024", False, False)],
    ],
)
def test_what_ran_in_a_year_for_certain_and_what_may(starts, ends, ran, may):
    period = read("2024")
    assert (period.overlaps(starts, ends), period.may_overlap(starts, ends)) == (ran, may)


MONTHS = st.dates(date(2023, 6, 1), date(2025, 6, 30)).map(lambda day: day.isoformat()[:7])
VAGUE = st.one_of(MONTHS, st.sampled_from(["2023", "2024", "2025"]))


@given(starts=VAGUE, ends=VAGUE, key=st.sampled_from(["2024", "2024-H1", "2024-H2"]))
def test_it_ran_for_certain_where_it_did_whatever_its_dates_mean(starts, ends, key):
    period, (first, last), (earliest, latest) = read(key), span(starts), span(ends)
    # Of each day on which it can have begun, the shortest way that it can have run.
    could = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    ran = [(day, max(day, earliest)) for day in could if day <= latest]
    expected = bool(ran) and all(began <= period.last and ended >= period.first for began, ended in ran)
    assert period.overlaps(starts, ends) == expected
    assert not (expected and period.may_overlap(starts, ends))


def test_in_what_lies_ahead_nothing_is_and_nothing_may_be():
    period = read("2027").until(date(2026, 11, 23))
    for starts, ends in (("2025", "2028"), ("2025", None), (None, None), ("2027", "2027")):
        assert not period.overlaps(starts, ends) and not period.may_overlap(starts, ends)
    assert not any((period.holds("2027"), period.may_hold("2027"), period.may_hold(None)))


@given(day=DAYS, today=DAYS)
def test_a_period_up_to_a_day_holds_what_both_hold(day, today):
    period = read("2024")
    assert period.until(today).holds(day) == (period.holds(day) and day <= today)


@given(day=DAYS)
def test_each_day_lies_in_one_half_of_its_year(day):
    halves = [read(f"{day.year}-H{half}").holds(day) for half in (1, 2)]
    assert sorted(halves) == [False, True] and read(str(day.year)).holds(day)


def test_twelve_months_begin_the_day_after_the_same_day_a_year_before():
    assert twelve_months_until(date(2026, 12, 31)) == (date(2026, 1, 1), date(2026, 12, 31))
    assert twelve_months_until(date(2024, 2, 29)) == (date(2023, 3, 1), date(2024, 2, 29))
