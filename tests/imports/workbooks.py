"""Workbooks for tests: real ones that openpyxl writes, and the same with parts put in their place by hand."""

import io
import zipfile
from collections.abc import Mapping

import pytest
from openpyxl import Workbook

from cci_data.imports.rows import ImportProblem
from cci_data.imports.xlsx_grids import read_worksheets

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
TYPES = "[Content_Types].xml"
DAMAGED = "damaged or not as a spreadsheet writes it; open it in a spreadsheet and save it again as .xlsx"
STRINGS_TYPE = (
    f'<Override PartName="/{STRINGS}" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)


def workbook(title: str = "Partners", rows: list[list[object]] | None = None) -> Workbook:
    """Return a workbook with one worksheet."""
    book = Workbook()
    book.active.title = title
    for row in rows if rows is not None else [["name", "city"], ["Kultūras akadēmija", "Rīga"]]:
        book.active.append(row)
    return book


def parts_of(book: Workbook) -> dict[str, bytes]:
    """Return the parts of a workbook as openpyxl writes them, by their name."""
    written = io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """Return an archive of `parts`."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def with_changes(changes: Mapping[str, bytes | str | None]) -> bytes:
    """Return a workbook whose parts are changed by hand; None takes one out."""
    parts = parts_of(workbook()) | changes
    return packed({name: content for name, content in parts.items() if content is not None})


def sheet_xml(data: str, before: str = "", after: str = "") -> str:
    """Return the XML of a worksheet with `data` as its rows."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'


def with_sheet(data: str, **places: str) -> bytes:
    """Return a workbook whose worksheet Partners is as `sheet_xml` has it."""
    return with_changes({SHEET: sheet_xml(data, **places)})


def types_with_strings() -> str:
    """Return the list of parts of a workbook that has shared strings."""
    return parts_of(workbook())[TYPES].decode().replace("</Types>", STRINGS_TYPE)


def problems_of(content: bytes | Workbook) -> tuple[str, ...]:
    """Return what the reader of worksheets has to say against a workbook."""
    with pytest.raises(ImportProblem) as caught:
        read_worksheets("network.xlsx", content if isinstance(content, bytes) else packed(parts_of(content)))
    return caught.value.problems
