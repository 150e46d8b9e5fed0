"""Pages to write, and what other libraries find in the workbook."""

import io
import re
import zipfile
from datetime import UTC, date, datetime, time
from xml.etree import ElementTree

import openpyxl
import python_calamine

from cci_data.exports.page import CLOCK, DAY, NUMBER, WHOLE, Column, Page, Words
from cci_data.exports.workbook import render_workbook

NOW = datetime(2026, 11, 24, 9, 15, 30, tzinfo=UTC)
KINDS = ("Workshop", "Study visit")
LISTS = (
    Words("Kinds", (*KINDS, "-")),
    Words("Countries", ("LV", "EE", "-"), ("Latvia", "Estonia", "nothing")),
    Words("Yes or no", ("yes", "no")),
)
COLUMNS = (
    Column("Title", "Title as published."),
    Column("Kind", "What sort of event.", KINDS),
    Column("Countries", "Countries that it concerns.", ("LV", "EE"), is_list=True),
    Column("Hosts", "Partners.", is_list=True),
    Column("Country", "Where it is.", ("LV", "EE", "-")),
    Column("First day", "2027-01-31.", number_format=DAY),
    Column("Start time", "Such as 09:30.", number_format=CLOCK),
    Column("Online", "yes or no.", ("yes", "no")),
    Column("Visitors", "How many.", number_format=WHOLE),
    Column("Latitude", "Degrees north.", number_format=NUMBER),
    Column("Note", "What else. " * 30, width=60),
)
BLANK = (None,) * len(COLUMNS)
ROW = (
    *("Łódź", "Study visit", "LV; EE", "a-host", "LV", date(2027, 1, 31), time(9, 30), True, 40, -21.9),
    "Malmö, Rīga, Šiauliai, Reykjavík",
)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def a_row(**values: object) -> tuple:
    """A row that is blank but for the columns named, in lower case and with _ for blanks."""
    named = {column.title.lower().replace(" ", "_"): None for column in COLUMNS} | values
    assert len(named) == len(COLUMNS)
    return tuple(named.values())


def a_page(*rows: tuple, examples: tuple = (), title: str = "Events") -> Page:
    return Page(title, COLUMNS, rows, examples, about="An event.")


def render(*rows: tuple, **options) -> bytes:
    return render_workbook([a_page(*rows, **options)], LISTS, "A workbook", NOW, [("How", ""), ("-", "Empties.")])


def cells(body: bytes, sheet: str = "Events") -> list[list]:
    """What another library finds on a sheet, None where a cell is blank."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(body))
    return [[None if cell == "" else cell for cell in row] for row in book.get_sheet_by_name(sheet).to_python()]


def opened(body: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(body))


def parts(body: bytes) -> dict[str, ElementTree.Element]:
    """Each part of the workbook that is XML."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return {
            name: ElementTree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xml", ".rels", ".vml"))
        }


def check_formulas_and_ranges(body: bytes) -> int:
    """Check that no cell holds a formula and that each list to choose from is there and whole; return how many."""
    book, count = opened(body), 0
    for name, root in parts(body).items():
        assert not list(root.iter(f"{MAIN}f")), name
        for validation in root.iter(f"{MAIN}dataValidation"):
            formula = validation.find(f"{MAIN}formula1")
            if validation.get("type") != "list":
                assert formula is None
                continue
            sheet, first, last = re.fullmatch(r"(\w+)!(\$[A-Z]+\$\d+):(\$[A-Z]+\$\d+)", formula.text).groups()
            words = [row[0].value for row in book[sheet][f"{first}:{last}"]]
            assert words and all(words)
            count += 1
    return count
