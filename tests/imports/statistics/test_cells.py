import pytest
from hypothesis import given
from hypothesis import strategies as st

from cci_data.imports.statistics.cells import read_flag, read_number, read_year, shown


@pytest.mark.parametrize("cell", [None, "", " ", ":", " : "])
def test_a_missing_number_is_not_zero(cell):
    assert read_number(cell) is None


@pytest.mark.parametrize(("cell", "number"), [("0", 0.0), (" 4.9 ", 4.9), ("-1.5e3", -1500.0), (7, 7.0), ("12.", 12.0)])
def test_a_number_is_read(cell, number):
    assert read_number(cell) == number


@pytest.mark.parametrize(
    "cell", ["nan", "inf", "1_000", "4,9", "٣", "1 000", "0x1", True, [], float("nan"), "1e19", 10**400]
)
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(ValueError, match="is not a number|is too large"):
        read_number(cell)


@given(st.floats(-1e18, 1e18))
def test_a_number_comes_through_as_it_was_written(number):
    assert read_number(repr(number)) == read_number(number) == number


@pytest.mark.parametrize("period", ["2019-Q1", "2019-01", "2019M01", "19", "2019-S1", "9019", "", "2019-AX", "٢٠١٩"])
def test_what_is_no_year_is_none(period):
    assert read_year(period) is None


def test_a_flag_of_a_missing_value_may_be_a_colon():
    assert read_flag(":") is None


@given(st.text())
def test_what_a_cell_says_is_one_short_printable_line(text):
    said = shown(text)
    assert said.isprintable()
    assert len(said) <= 60
