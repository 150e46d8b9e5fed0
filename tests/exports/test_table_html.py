from datetime import date
from html.parser import HTMLParser

import pandas as pd
import pytest

from cci_data.exports.table_html import render_table_html


class Cells(HTMLParser):
    """The rows of a table as a browser reads them, and every tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: list[tuple[str, dict]] = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data):
        if self.rows:
            self.rows[-1][-1] += data


def cells(found: pd.DataFrame, caption: str = "") -> Cells:
    return Cells(render_table_html(found, caption).decode())


def test_all_rows_are_there_under_a_head_that_can_be_repeated():
    found = pd.DataFrame({"Name": [f"Hub {number}" for number in range(2000)], "Year": range(2000)})
    read = cells(found, "All hubs")
    assert read.rows[0] == ["Name", "Year"] and len(read.rows) == 2001
    assert read.rows[-1] == ["Hub 1999", "1999"]
    tags = [tag for tag, _ in read.tags]
    assert tags.index("caption") < tags.index("thead") < tags.index("tbody")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        *((None, "–"), (float("nan"), "–"), (pd.NA, "–"), ("", "–"), (0, "0"), (False, "no"), (True, "yes")),
        *((2026, "2026"), (81678051.0, "81 678 051"), (4.5, "4.5"), (12345.67, "12 345.7"), (-3, "-3")),
        *((("Hub", "Lab"), "Hub, Lab"), ((), "–"), (date(2026, 11, 3), "3 November 2026"), ("Łódź ", "Łódź ")),
    ],
)
def test_values_are_written_as_people_read_them(value, written: str):
    found = pd.DataFrame({"a": pd.Series([value], dtype=object)})
    assert cells(found).rows[1][0].replace("\u202f", " ") == written


def test_text_stays_text():
    hostile = '<img src=x onerror="alert(1)"></td></table><script>'
    read = cells(pd.DataFrame({hostile: [hostile]}), hostile)
    assert read.rows == [[hostile], [hostile]]
    assert {tag for tag, _ in read.tags} == {"table", "caption", "thead", "tbody", "tr", "th", "td"}


def test_only_an_address_may_break_anywhere_and_numbers_stand_right():
    read = cells(pd.DataFrame({"a": ["https://a.example/b"], "b": ["word"], "c": [3]}))
    assert [attributes.get("class") for tag, attributes in read.tags if tag == "td"] == ["address", None, "number"]
