import csv
import io
from datetime import date, time

import pandas as pd
import pytest

from cci_data.exports.page import Column, ExportProblem, Page, unprotected
from cci_data.exports.spreadsheet_csv import render_csv

NAMES = ("Name", "Day", "Time", "Online", "Value", "Count", "Note")


def a_page(*rows: tuple, examples: tuple = ()) -> Page:
    return Page("Events", tuple(Column(name, "") for name in NAMES), rows, examples)


ROW = ("Łódź, Malmö", date(2027, 1, 31), time(9, 30), True, -21.9, -3, 'say "Rīga"\nŠiauliai')


def test_another_library_reads_what_was_written():
    found = pd.read_csv(io.BytesIO(render_csv(a_page(ROW, (None,) * 7))), dtype=object, skip_blank_lines=False)
    assert list(found.columns) == list(NAMES)
    assert found.iloc[0].tolist() == [ROW[0], "2027-01-31", "09:30", "yes", "-21.9", "-3", ROW[6]]
    assert found.iloc[1].isna().all()


def test_it_is_utf_8_with_a_mark_and_lines_as_spreadsheets_end_them():
    body = render_csv(a_page(ROW))
    assert body.startswith(b"\xef\xbb\xbfName,Day,")
    assert body.count(b"\r\n") == 2


def test_examples_stand_above_the_rows():
    body = render_csv(a_page(ROW, examples=(("Example: x", *ROW[1:]),)))
    assert [line[0] for line in csv.reader(io.StringIO(body.decode("utf-8-sig")))] == ["Name", "Example: x", ROW[0]]


def test_seconds_are_kept_and_so_is_every_digit_of_a_number():
    body = render_csv(a_page(("a", None, time(9, 30, 15), False, 0.1 + 0.2, 0, None))).decode("utf-8-sig")
    assert body.splitlines()[1] == "a,,09:30:15,no,0.30000000000000004,0,"


@pytest.mark.parametrize("text", ["=1+1", "@x", "-3", "+", "＝x", "\tx", "'=1", "\r\nx"])
def test_no_text_is_run_and_each_comes_back(text: str):
    body = render_csv(a_page((text, *ROW[1:]))).decode("utf-8-sig")
    first = list(csv.reader(io.StringIO(body, newline="")))[1][0]
    assert first.startswith("'")
    assert unprotected(first) == text


def test_half_a_character_is_told_with_its_cell():
    with pytest.raises(ExportProblem) as caught:
        render_csv(a_page(ROW, ("x\ud800", *ROW[1:])))
    assert caught.value.problems == (
        "Events!A3 (Name) holds half a character, which no file can hold: change the record first.",
    )
