"""A body of data as a file: CSV, a workbook (XLSX) or JSON, each complete and with what the file is about."""

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.writer.excel import ExcelWriter

from cci_data.exports.page import CLOCK, DAY, NUMBER, TEXT, WHOLE, Column, ExportProblem, Page, Value
from cci_data.exports.spreadsheet_csv import render_csv
from cci_data.exports.workbook import DatedArchive, unfit_cells
from cci_data.exports.worksheets import AUTHOR, write_page
from cci_data.language import day, listed, moment
from cci_data.progress import silent
from cci_data.public_data import Kind, PublicData

ABOUT_SHEET = "About this file"
SEPARATOR = "; "
# A workbook of no known date gets the first that spreadsheets and archives both have.
NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)
FORMATS = {Kind.DAY: DAY, Kind.CLOCK: CLOCK, Kind.WHOLE: WHOLE, Kind.NUMBER: NUMBER}
WIDTHS = {Kind.TEXTS: 36.0, Kind.LINK: 36.0, Kind.YES_NO: 14.0, Kind.WHOLE: 14.0, Kind.NUMBER: 14.0, Kind.CLOCK: 10.0}


@dataclass(frozen=True)
class About:
    """What a file says of itself.

    link: the address that gives the same rows; filters: what they had to fit, in words; total_count: how many fit, of
    which the file may hold a part; source, licence: in words; collected_on: the day on which the data was collected;
    changed_at: when anything in it changed last (aware). None where not known. Not when the file was made: the same
    data makes the same file.
    """

    link: str
    filters: tuple[str, ...]
    total_count: int
    source: str
    licence: str
    collected_on: date | None
    changed_at: datetime | None

    def facts(self, data: PublicData, row_count: int) -> dict[str, Any]:
        """Return the facts as JSON has them; row_count: how many rows the file holds."""
        return {
            "title": data.title,
            "description": f"Each row is {data.row}.",
            "filters": list(self.filters),
            "row_count": row_count,
            "total_count": self.total_count,
            "data_as_of": as_json(self.collected_on),
            "last_change": as_json(self.changed_at),
            "source": self.source,
            "licence": self.licence,
            "link": self.link,
            "columns": {column.name: column.meaning for column in data.columns},
            "left_out": dict(data.left_out),
        }


def render_table_csv(data: PublicData, found: pd.DataFrame) -> bytes:
    """Return the rows of `found` as CSV, as `spreadsheet_csv` writes it, headed by the names of the columns.

    Several texts in a cell are set apart by `; `.
    """
    return render_csv(_page(data, data.rows(found), is_for_machines=True))


def render_table_xlsx(data: PublicData, found: pd.DataFrame, about: About) -> bytes:
    """Return the rows of `found` as a workbook: the rows under frozen heads, then a sheet on the file itself.

    The same for the same input, to the byte. Raises ExportProblem where a workbook cannot hold a cell or all the rows.
    """
    rows = data.rows(found)
    pages = (_page(data, rows), _about_page(data, about, len(rows)))
    if problems := [problem for page in pages for problem in unfit_cells(page)]:
        raise ExportProblem(problems)
    book = Workbook(write_only=True)
    for page in pages:
        write_page(book, page, {}, silent)
    made = (about.changed_at or NO_DATE).astimezone(UTC).replace(tzinfo=None, microsecond=0)
    file = io.BytesIO()
    properties = DocumentProperties(title=data.title, creator=AUTHOR, created=made, modified=made)
    ExcelWriter(book, DatedArchive(file, properties)).save()
    return file.getvalue()


def render_table_json(data: PublicData, found: pd.DataFrame, about: About, links: Mapping[str, str]) -> bytes:
    """Return the rows of `found` as JSON: `meta`, the facts of `about` with `links`, and `rows`, null for unknown."""
    rows = records(data, found)
    return json_bytes({"meta": about.facts(data, len(rows)) | {"links": dict(links)}, "rows": rows})


def records(data: PublicData, found: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of `found` as JSON has them: column → value."""
    names = [column.name for column in data.columns]
    return [dict(zip(names, map(as_json, row), strict=True)) for row in data.rows(found)]


def json_bytes(content: Any) -> bytes:
    """Return JSON as UTF-8 (RFC 8259)."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def as_json(value: Any) -> Any:
    """Return a value as JSON has it: days as 2026-01-31, times as 09:30:00, moments as 2026-01-31T09:30:00Z."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date | time):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _page(data: PublicData, rows: Iterable[tuple[Any, ...]], *, is_for_machines: bool = False) -> Page:
    columns = tuple(
        Column(
            column.name if is_for_machines else column.heading,
            column.meaning,
            width=WIDTHS.get(column.kind, 24.0),
            number_format=FORMATS.get(column.kind, TEXT),
        )
        for column in data.columns
    )
    return Page(data.title, columns, [tuple(map(_in_a_cell, row)) for row in rows])


def _in_a_cell(value: Any) -> Value:
    if isinstance(value, tuple):
        return SEPARATOR.join(value) or None
    return as_json(value) if isinstance(value, datetime) else value


def _about_page(data: PublicData, about: About, row_count: int) -> Page:
    part = "" if row_count == about.total_count else f" of {about.total_count} that fit"
    facts = {
        "What it is": data.title,
        "A row is": data.row,
        "Filters": listed(about.filters) or "none: everything on record",
        "Rows": f"{row_count}{part}",
        "Data as of": day(about.collected_on) if about.collected_on else "not stated",
        "Last change": moment(about.changed_at) if about.changed_at else "not stated",
        "Source": about.source,
        "Licence": about.licence,
        "Link to these rows": about.link,
    }
    columns = (Column("About", "", width=18), Column("What", "", width=30), Column("Explanation", "", width=100))
    rows = [("This file", *fact) for fact in facts.items()]
    rows += [("Column", column.heading, f"{column.meaning} ({column.name})") for column in data.columns]
    rows += [("Left out", *reason) for reason in data.left_out.items()]
    return Page(ABOUT_SHEET, columns, rows)
