"""The report on impact as a workbook: the figures, all rows behind them, and how was counted."""

import io
from datetime import datetime, time

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.writer.excel import ExcelWriter

from cci_data.exports.page import NUMBER, TEXT, Column, ExportProblem, Page, Value
from cci_data.exports.workbook import DatedArchive, unfit_cells
from cci_data.exports.worksheets import AUTHOR, write_page
from cci_data.language import day
from cci_data.progress import silent

WHOSE = {"programme": "Interreg indicator", "own": "own count"}


def render_impact_workbook(report) -> bytes:
    """Return the report (`impact.report.ImpactReport`) as XLSX, the same for the same report to the byte.

    Raises ExportProblem where a workbook cannot hold a cell.
    """
    pages = (_figures(report), _rows(report), _method(report))
    if problems := [problem for page in pages for problem in unfit_cells(page)]:
        raise ExportProblem(problems)
    book = Workbook(write_only=True)
    for page in pages:
        write_page(book, page, {}, silent)
    made = datetime.combine(report.made_on, time())
    title = f"{report.title}, {report.subtitle}"
    properties = DocumentProperties(title=title, creator=AUTHOR, created=made, modified=made)
    file = io.BytesIO()
    ExcelWriter(book, DatedArchive(file, properties)).save()
    return file.getvalue()


def _columns(**widths: float) -> tuple[Column, ...]:
    return tuple(
        Column(name.replace("_", " "), "", width=width, number_format=NUMBER if name == "Counts" else TEXT)
        for name, width in widths.items()
    )


def _figures(report) -> Page:
    columns = _columns(
        Code=10, Indicator=50, Whose=20, Figure=24, Unit=20, Before=24, Target=36, What_counts=60, What_does_not=60,
        Proof=40, Rule=40,
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (
            *(line.code or None, line.label, WHOSE[line.family], line.value, line.unit, line.before or None),
            *(line.progress or "no target set", line.counts, line.counts_not or None, line.proof, line.rule),
        )
        for line in report.lines
    ]
    return Page("Figures", columns, rows)


def _rows(report) -> Page:
    columns = _columns(
        Indicator=40, What=50, Date=12, Counts=14, Countries=36, Programme=36, The_networks_part=24, Proof=60,
        Record_status=18,
    )  # fmt: skip
    rows = [(line.title, *(value or None for value in row)) for line in report.lines for row in line.rows.to_numpy()]
    return Page("Rows", columns, rows)


def _method(report) -> Page:
    facts = [
        ("Report", f"{report.title}, {report.subtitle}"),
        ("Made on", day(report.made_on)),
        ("Where the records come from", report.basis),
        *(("How it was counted", sentence) for sentence in report.method),
    ]
    return Page("Method", _columns(About=30, Explanation=120), facts)
