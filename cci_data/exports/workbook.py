"""Pages of rows as a workbook (XLSX) that a person fills in."""

import io
import math
import re
import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

from cci_data.exports.page import Column, ExportProblem, Page, Value, Words, protected, unprotected
from cci_data.exports.spreadsheet_csv import render_csv
from cci_data.exports.worksheets import AUTHOR, MOST_ROWS, as_ooxml, ranges_of, write_lists, write_page, write_read_me
from cci_data.progress import Tell, silent

__all__ = ["Column", "ExportProblem", "Page", "Words", "protected", "render_csv", "render_workbook", "unprotected"]

LONGEST_TEXT, LARGEST_INTEGER = 32_767, 2**53
# The carriage return too: XML makes it a line feed.
NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def render_workbook(
    pages: Sequence[Page],
    lists: Sequence[Words],
    title: str,
    made_at: datetime,
    about: Sequence[tuple[str, str]] = (),
    tell: Tell = silent,
) -> bytes:
    """Return a workbook: the sheet Read me, one for each of `pages`, and the sheet Lists; the same for the same input.

    lists: those that the choices of the columns are beginnings of, at least one; title: over Read me and of the
    document; made_at: the moment of the export (aware); about: what Read me says, as pairs of a word and its
    explanation, or of a heading and "".
    Raises ExportProblem with all cells that a workbook cannot hold, ValueError where choices are on no list.
    """
    problems = [sentence for page in pages for sentence in unfit_cells(page)]
    if problems:
        raise ExportProblem(problems)
    ranges = ranges_of(lists)
    for column in (column for page in pages for column in page.columns):
        if column.choices and column.choices not in ranges:
            raise ValueError(f"The choices of the column {column.title} are on no list.")
    book = Workbook(write_only=True)
    try:
        write_read_me(book, title, made_at, about)
        for page in pages:
            write_page(book, page, ranges, tell)
        write_lists(book, lists)
    finally:
        for sheet in book.worksheets:
            # openpyxl would do so too, but not for a person who interrupts the work.
            sheet.close()
    made = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties = DocumentProperties(title=title, creator=AUTHOR, created=made, modified=made)
    file = io.BytesIO()
    ExcelWriter(book, DatedArchive(file, properties)).save()
    return file.getvalue()


class DatedArchive(ZipFile):
    """An archive all of whose parts are of one moment; openpyxl alone would stamp them with that of writing."""

    def __init__(self, file: io.BytesIO, properties: DocumentProperties) -> None:
        """Write to `file`; every part gets the moment of `properties.modified`."""
        super().__init__(file, "w", ZIP_DEFLATED)
        self._properties = properties

    def _part(self, name: str) -> ZipInfo:
        part = ZipInfo(name, self._properties.modified.timetuple()[:6])
        part.compress_type = ZIP_DEFLATED
        return part

    def writestr(self, name: str, content: str | bytes) -> None:
        """Add a part; that with the properties says the moment it was given, not that of writing."""
        super().writestr(self._part(name), tostring(self._properties.to_tree()) if name == ARC_CORE else content)

    def write(self, file: str, name: str) -> None:
        """Add a part from a file."""
        with Path(file).open("rb") as source, self.open(self._part(name), "w") as target:
            shutil.copyfileobj(source, target)


def unfit_cells(page: Page) -> Iterator[str]:
    """Say of each cell that a workbook cannot hold what it is, where, and what to do."""
    if 1 + len(page.rows) + len(page.examples) > MOST_ROWS:
        yield f"{page.title} has more than {MOST_ROWS - 1} rows, the most that a sheet holds: export to .csv instead."
        return
    for number, row in enumerate(page.all_rows):
        for column, value in enumerate(row):
            if value is not None and (what := _unfit(value)):
                yield f"{page.where(number, column)} holds {what}: change the record, or export to .csv instead."


def _unfit(value: Value) -> str:
    if isinstance(value, str):
        if found := NOT_IN_XML.search(value):
            return f"a character that a workbook cannot hold (U+{ord(found[0]):04X})"
        # Spreadsheets count letters beyond the first 65,536 of Unicode twice.
        if len(value) > LONGEST_TEXT // 4 and len(as_ooxml(value).encode("utf-16-le")) // 2 > LONGEST_TEXT:
            return f"a text of more than {LONGEST_TEXT} characters, the most that a cell holds"
    elif isinstance(value, float) and not math.isfinite(value):
        return f"{value}, which is no number"
    elif isinstance(value, int) and abs(value) > LARGEST_INTEGER:
        return f"the number {value}, which a workbook cannot hold exactly"
    return ""
