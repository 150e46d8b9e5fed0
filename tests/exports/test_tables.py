"""Bodies of data as files, read by other libraries."""

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime, time

import openpyxl
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from cci_data.exports.page import ExportProblem
from cci_data.exports.tables import (
    ABOUT_SHEET,
    About,
    as_json,
    render_table_csv,
    render_table_json,
    render_table_xlsx,
)
from cci_data.public_data import EVENTS, Kind, PublicColumn, PublicData
from tests.exports.build import frame as events_of

SAMPLE = PublicData(
    name="things",
    title="Things",
    row="a thing",
    columns=(
        PublicColumn("thing_id", "ID", "its name", is_always=True),
        PublicColumn("words", "Words", "texts", Kind.TEXTS),
        PublicColumn("on", "Day", "a day", Kind.DAY),
        PublicColumn("at", "Time", "a time", Kind.CLOCK),
        PublicColumn("moment", "Moment", "a moment", Kind.MOMENT),
        PublicColumn("is_open", "Open", "yes or no", Kind.YES_NO),
        PublicColumn("count", "Count", "a number of things", Kind.WHOLE),
        PublicColumn("share", "Share", "a share", Kind.NUMBER),
        PublicColumn("source", "Source", "where from"),
    ),
    left_out={"secret": "nobody's business"},
    keywords=("things",),
)
NAMES = [column.name for column in SAMPLE.columns]
MOMENT = datetime(2026, 11, 23, 9, 15, 30, tzinfo=UTC)
FULL = ("a", ("x", "ł"), date(2027, 1, 31), time(9, 30), MOMENT, True, -3, 0.1, "=1+1")
BLANK = ("b", (), None, None, None, None, None, None, "-5")
ABOUT = About("https://x/?a=b", ("Country: Denmark", "Text: “=x”"), 9, "a page", "free", date(2026, 11, 1), MOMENT)


def found(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows or [FULL, BLANK], columns=NAMES, dtype=object)


def _named(*values) -> dict:
    return dict(zip(NAMES, values, strict=True))


def test_csv_has_the_names_and_each_value():
    body = render_table_csv(SAMPLE, found())
    assert body.startswith(b"\xef\xbb\xbf")
    heads, first, second = csv.reader(io.StringIO(body.decode("utf-8-sig")))
    assert heads == NAMES
    assert first == ["a", "x; ł", "2027-01-31", "09:30", "2026-11-23T09:15:30Z", "yes", "-3", "0.1", "'=1+1"]
    assert second == ["b", *[""] * 7, "'-5"]
    assert pd.read_csv(io.BytesIO(body))["share"].tolist()[0] == 0.1


def test_json_has_null_for_unknown_and_the_facts():
    read = json.loads(render_table_json(SAMPLE, found(), ABOUT, {"next": "https://x/2"}))
    assert read["rows"] == [
        _named("a", ["x", "ł"], "2027-01-31", "09:30:00", "2026-11-23T09:15:30Z", True, -3, 0.1, "=1+1"),
        _named("b", [], None, None, None, None, None, None, "-5"),
    ]
    meta = read["meta"]
    assert (meta["row_count"], meta["total_count"], meta["filters"]) == (2, 9, list(ABOUT.filters))
    assert (meta["data_as_of"], meta["last_change"]) == ("2026-11-01", "2026-11-23T09:15:30Z")
    assert meta["links"] == {"next": "https://x/2"} and meta["left_out"] == {"secret": "nobody's business"}


def test_the_first_sheet_has_the_rows_under_frozen_heads():
    body = render_table_xlsx(SAMPLE, found(), ABOUT)
    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    assert book.sheet_names == ["Things", ABOUT_SHEET]
    heads, first, second = book.get_sheet_by_index(0).to_python()
    assert heads == [column.heading for column in SAMPLE.columns]
    assert first == ["a", "x; ł", date(2027, 1, 31), time(9, 30), "2026-11-23T09:15:30Z", "yes", -3, 0.1, "=1+1"]
    assert second == ["b", *[""] * 7, "-5"]
    sheet = openpyxl.load_workbook(io.BytesIO(body))["Things"]
    assert sheet.freeze_panes == "B2" and sheet["I2"].data_type == "s" and sheet["I2"].quotePrefix


def test_the_second_sheet_tells_all_about_the_file():
    book = CalamineWorkbook.from_filelike(io.BytesIO(render_table_xlsx(SAMPLE, found(), ABOUT)))
    _, *lines = book.get_sheet_by_name(ABOUT_SHEET).to_python()
    told = {what: words for about, what, words in lines if about == "This file"}
    assert told["Filters"] == "Country: Denmark and Text: “=x”"
    assert told["Rows"] == "2 of 9 that fit"
    assert (told["Data as of"], told["Last change"]) == ("1 November 2026", "23 November 2026, 09:15 UTC")
    assert (told["Source"], told["Licence"], told["Link to these rows"]) == ("a page", "free", "https://x/?a=b")
    columns = [(what, words) for about, what, words in lines if about == "Column"]
    assert columns == [(column.heading, f"{column.meaning} ({column.name})") for column in SAMPLE.columns]
    assert [line[1:] for line in lines if line[0] == "Left out"] == [["secret", "nobody's business"]]


def test_the_same_rows_make_the_same_workbook_dated_as_the_data():
    body = render_table_xlsx(SAMPLE, found(), ABOUT)
    assert body == render_table_xlsx(SAMPLE, found(), ABOUT)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2026, 11, 23, 9, 15, 30)}
    assert openpyxl.load_workbook(io.BytesIO(body)).properties.modified == datetime(2026, 11, 23, 9, 15, 30)


def test_a_file_of_no_rows_and_no_dates_still_says_what_it_is():
    about = About("https://x/", (), 0, "a page", "free", None, None)
    empty = found().iloc[:0]
    book = CalamineWorkbook.from_filelike(io.BytesIO(render_table_xlsx(SAMPLE, empty, about)))
    told = {line[1]: line[2] for line in book.get_sheet_by_name(ABOUT_SHEET).to_python()}
    assert (told["Filters"], told["Rows"]) == ("none: everything on record", "0")
    assert (told["Data as of"], told["Last change"]) == ("not stated", "not stated")
    assert render_table_csv(SAMPLE, empty).count(b"\r\n") == 1
    assert json.loads(render_table_json(SAMPLE, empty, about, {}))["meta"]["data_as_of"] is None


def test_all_rows_are_there_however_many():
    many = found(*[(f"n{number}", (), None, None, None, None, number, None, "x") for number in range(3000)])
    assert len(list(csv.reader(io.StringIO(render_table_csv(SAMPLE, many).decode())))) == 3001
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(render_table_xlsx(SAMPLE, many, ABOUT))).get_sheet_by_index(0)
    assert [row[6] for row in sheet.to_python()[1:]] == list(range(3000))


def test_what_a_workbook_cannot_hold_is_told():
    with pytest.raises(ExportProblem) as caught:
        render_table_xlsx(SAMPLE, found(("x" * 40_000, *BLANK[1:])), ABOUT)
    assert "Things!A2 (ID)" in caught.value.problems[0]
    control = render_table_xlsx(SAMPLE, found(("a\x00b", *BLANK[1:])), ABOUT)
    assert CalamineWorkbook.from_filelike(io.BytesIO(control)).get_sheet_by_index(0).to_python()[1][0] == "a\ufffdb"


def test_events_as_the_query_gives_them():
    found = events_of({"starts_time": time(9, 30), "hosts": ("A", "B")}, {"title": "@home"})
    rows = list(csv.DictReader(io.StringIO(render_table_csv(EVENTS, found).decode("utf-8-sig"))))
    assert [(row["starts_time"], row["hosts"], row["title"]) for row in rows] == [
        ("09:30", "A; B", "Salon"),
        ("", "", "'@home"),
    ]


def test_moments_are_in_utc():
    assert as_json(datetime.fromisoformat("2027-01-31T09:30:00+02:00")) == "2027-01-31T07:30:00Z"
