import pytest

from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics.delimited import first_cells, read_lines


def test_lines_keep_their_numbers_and_blank_ones_are_passed_over():
    text = '\ufeff"a";b\r\n\r\n;\r\n"two\nlines"; c \r\n'
    assert list(read_lines(text, "x.csv")) == [(1, ["a", "b"]), (5, ["two\nlines", "c"])]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_first_line_tells_the_delimiter(delimiter):
    assert first_cells(f'\ufeff\n"a"{delimiter} b{delimiter}c\nx') == ["a", "b", "c"]


def test_nothing_has_no_cells():
    assert first_cells("") == []


def test_what_is_no_csv_is_named():
    with pytest.raises(ImportProblem, match="x.csv, line 2: the file is not whole CSV"):
        list(read_lines('a,b\n"c"d,e\n', "x.csv"))
