import io
import math
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cci_data.exports.page import Column, ExportProblem, Page
from cci_data.exports.workbook import render_workbook
from tests.exports.sheets import COLUMNS, LISTS, NOW, ROW, a_page, a_row, cells, opened, parts, render

RUN = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1",
    "'=1",
    "#N/A",
    "#VALUE!",
    "TRUE",
    "1",
    "2026-01-31",
    "_x0041_",
    " x ",
    "a\nb",
]


def test_other_libraries_read_the_values_that_were_written():
    body = render(ROW)
    assert cells(body)[1] == [*ROW[:7], "yes", *ROW[8:]]
    found = pd.read_excel(io.BytesIO(body), sheet_name="Events", engine="calamine", dtype=object)
    assert found.columns.tolist() == [column.title for column in COLUMNS]
    assert found.loc[0, "First day"] == datetime(2027, 1, 31)
    assert found.loc[0, "Start time"] == time(9, 30)
    sheet = opened(body)["Events"]
    assert sheet["F2"].value == datetime(2027, 1, 31)
    assert (sheet["F2"].number_format, sheet["G2"].number_format) == ("yyyy-mm-dd", "hh:mm")
    assert sheet["G2"].value == time(9, 30)
    assert (sheet["A2"].number_format, sheet["I2"].value, sheet["J2"].value) == ("@", 40, -21.9)


@pytest.mark.parametrize("text", RUN)
def test_no_text_becomes_anything_else(text: str):
    body = render(a_row(title=text))
    assert cells(body)[1][0] == text
    cell = opened(body)["Events"]["A2"]
    assert cell.data_type == "s"
    assert bool(cell.quotePrefix) == (text.lstrip("'")[0] in "=+-@＝")


WRITTEN = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40) | st.sampled_from(RUN)


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(WRITTEN, min_size=1, max_size=8),
    numbers=st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=8, max_size=8),
    days=st.lists(st.dates(), min_size=8, max_size=8),
    minutes=st.lists(st.integers(0, 24 * 3600 - 1), min_size=8, max_size=8),
)
def test_whatever_is_written_is_read(texts, numbers, days, minutes):
    times = [(datetime.min + timedelta(seconds=seconds)).time() for seconds in minutes]
    rows = [
        a_row(title="x", note=text, latitude=number, first_day=day, start_time=clock)
        for text, number, day, clock in zip(texts, numbers, days, times, strict=False)
    ]
    found = cells(render(*rows))[1:]
    assert [row[10] or "" for row in found] == [row[10] for row in rows]
    assert [row[9] for row in found] == [row[9] for row in rows]
    told = [date.fromisoformat(row[5]) if isinstance(row[5], str) else row[5] for row in found]
    assert told == [row[5] for row in rows]
    assert [row[6] for row in found] == [row[6] for row in rows]


def test_days_that_spreadsheets_miscount_stay_texts():
    first, second = (date(1900, 2, 28), date(1900, 3, 1))
    found = [row[5] for row in cells(render(a_row(first_day=first), a_row(first_day=second)))[1:]]
    assert found == ["1900-02-28", second]


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("a\x00b", "holds a character that a workbook cannot hold (U+0000)"),
        ("a\rb", "holds a character that a workbook cannot hold (U+000D)"),
        ("\ufffe", "holds a character that a workbook cannot hold (U+FFFE)"),
        ("\ud800", "holds a character that a workbook cannot hold (U+D800)"),
        ("x" * 32_768, "holds a text of more than 32767 characters, the most that a cell holds"),
        ("😀" * 16_384, "holds a text of more than 32767 characters, the most that a cell holds"),
        (math.inf, "holds inf, which is no number"),
        (math.nan, "holds nan, which is no number"),
        (2**60, f"holds the number {2**60}, which a workbook cannot hold exactly"),
    ],
)
def test_what_a_workbook_cannot_hold_is_told_with_its_cell(value: object, sentence: str):
    with pytest.raises(ExportProblem) as caught:
        render(ROW, a_row(note=value), a_row(title=value))
    end = ": change the record, or export to .csv instead."
    assert caught.value.problems == tuple(f"Events!{where} {sentence}{end}" for where in ("K3 (Note)", "A4 (Title)"))


def test_the_longest_text_is_held():
    longest = "ö" * 32_767
    assert cells(render(a_row(note=longest)))[1][10] == longest


def test_more_rows_than_a_sheet_holds_are_told():
    class Many(list):
        def __len__(self) -> int:
            return 1_048_576

    with pytest.raises(ExportProblem, match="Events has more than 1048575 rows"):
        render_workbook([replace(a_page(), rows=Many())], LISTS, "", NOW)


def test_choices_that_are_on_no_list_are_refused():
    page = Page("Events", (Column("Kind", "", ("other",)),))
    with pytest.raises(ValueError, match="choices of the column Kind"):
        render_workbook([page], LISTS, "", NOW)


def test_the_same_data_give_the_same_bytes(monkeypatch):
    body = render(ROW)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert render(ROW) == body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2026, 11, 24, 9, 15, 30)}
        assert archive.testzip() is None


def test_the_document_says_when_it_was_made_and_names_nobody():
    properties = opened(render(ROW)).properties
    assert properties.created == properties.modified == datetime(2026, 11, 24, 9, 15, 30)
    assert (properties.title, properties.creator, properties.lastModifiedBy) == ("A workbook", "Contact Desk", None)


def test_the_sheets_stand_in_order_between_the_explaining_ones():
    pages = [a_page(ROW), a_page(title="More")]
    book = opened(render_workbook(pages, LISTS, "A workbook", NOW.astimezone(UTC)))
    assert book.sheetnames == ["Read me", "Events", "More", "Lists"]
    assert book.active.title == "Read me"


def test_each_part_of_the_workbook_is_told_in_its_table_of_contents():
    body = render(ROW)
    listed = {part.get("PartName", "").lstrip("/") for part in parts(body)["[Content_Types].xml"]}
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        names = {name for name in archive.namelist() if not name.endswith((".rels", ".vml", "[Content_Types].xml"))}
    assert names == listed - {""}


def test_progress_is_told():
    told = []
    render_workbook([a_page(*[ROW] * 1200)], LISTS, "", NOW, tell=lambda *news: told.append(news))
    assert told == [("writing Events", done, 1200) for done in (0, 500, 1000)]


def test_an_interruption_goes_through_and_leaves_no_file_open():
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render_workbook([a_page(ROW), a_page(title="More")], LISTS, "", NOW, tell=interrupt)
