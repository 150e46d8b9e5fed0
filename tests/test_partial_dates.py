from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cci_data.partial_dates import ends_before_it_begins, first_day, last_day, said


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-02", date(2019, 2, 1), date(2019, 2, 28)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-12", date(2019, 12, 1), date(2019, 12, 31)),
        ("2019-01-15", date(2019, 1, 15), date(2019, 1, 15)),
    ],
)
def test_the_days_that_a_partial_date_can_mean(text, first, last):
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "19", "2019-1", "2019-01-1", "2019-13", "2019-02-30", "0000", "2019/01", "x", "2019 "]
)
def test_what_is_no_partial_date_is_refused(text):
    for reading in (first_day, last_day):
        with pytest.raises(ValueError, match="date"):
            reading(text)


@given(st.dates(), st.dates(), st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_an_end_is_early_only_where_no_reading_lets_it_follow_the_start(one, other, precision, other_precision):
    starts, ends = one.isoformat()[:precision], other.isoformat()[:other_precision]
    prefix = min(precision, other_precision)
    assert ends_before_it_begins(starts, ends) == (ends[:prefix] < starts[:prefix])


@pytest.mark.parametrize(("starts", "ends"), [(None, "2019"), ("2019", None), (None, None), ("2019", "2019-01-01")])
def test_what_is_unknown_is_no_contradiction(starts, ends):
    assert not ends_before_it_begins(starts, ends)


def test_a_year_has_as_many_days_as_the_calendar_says():
    assert all(
        (last_day(str(year)) - first_day(str(year)) + timedelta(1)).days in (365, 366) for year in range(1900, 2100)
    )


def test_it_is_said_as_precisely_as_it_is_known():
    told = ["2027", "2027-03", "2027-03-04"]
    assert [said(text) for text in told] == ["2027", "March 2027", "4 March 2027"]
    with pytest.raises(ValueError, match="not a date"):
        said("spring")
