"""The report on impact as a workbook: the figures, all rows behind them, and how was counted."""

import io
from datetime import datetime, time

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.writer.excel import ExcelWriter

from cci_data.exports import impact_parts as said
from cci_data.exports.page import NUMBER, Column, ExportProblem, Page, Value
from cci_data.exports.workbook import DatedArchive, unfit_cells
from cci_data.exports.worksheets import AUTHOR, write_page
from cci_data.language import day
from cci_data.progress import silent

WHOSE = {"programme": "Interreg indicator", "own": "own count"}
FIGURES = (
    Column("Code", "The code of the indicator in its programme; own counts have none.", width=10),
    Column("Indicator", "What is counted.", width=50),
    Column("Whose", "Of the Interreg programmes, or the network's own.", width=20),
    Column("Figure", "As the page shows it for the period.", width=24),
    Column("Unit", "What one is.", width=20),
    Column("Before", "The same in the period before.", width=24),
    Column("Target", "How far the target is reached.", width=36),
    Column("What counts", "By the definition of the indicator.", width=60),
    Column("What does not", "By its definition, and because the date does not say enough.", width=60),
    Column("Proof", "What has to prove it.", width=40),
    Column("Counted by", "Who counts.", width=40),
    Column("Rule", "Whether the rule is confirmed, and by what.", width=40),
    Column("How it gets recorded", "Who writes it down, and where.", width=40),
)
ROWS = (
    Column("Indicator", "The figure that the row counts in; all its rows together are the figure.", width=40),
    Column("What", "What was counted.", width=50),
    Column("Date", "When, as closely as it is known.", width=12),
    Column("Counts", "How much it adds, in the unit of the indicator.", width=14, number_format=NUMBER),
    Column("Countries", "Whose it is.", width=36),
    Column("Programme", "Which programmes paid for it.", width=36),
    Column("The network's part", "Whether the network caused it, helped it, or it merely happened.", width=24),
    Column("Proof", "A link, or the name of a document.", width=60),
    Column("Record status", "Where the record comes from.", width=18),
)
METHOD = (
    Column("About", "What the line is about.", width=30),
    Column("Explanation", "What there is to know of it.", width=120),
)


def render_impact_workbook(report, *, statement: str = "") -> bytes:
    """Return the report (`impact.report.ImpactReport`) as XLSX, the same for the same report to the byte.

    statement: the funding line, "" for none. Raises ExportProblem where a workbook cannot hold a cell.
    """
    pages = (_figures(report), _rows(report), _method(report, statement))
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


def _figures(report) -> Page:
    rows: list[tuple[Value, ...]] = [
        (
            *(line.code or None, line.label, WHOSE[line.family], line.value, line.unit, line.before or None),
            *(line.progress or "no target set", line.counts, said.left_out(line), line.proof, line.counted_by),
            *(line.rule, line.how),
        )
        for line in report.lines
    ]
    return Page("Figures", FIGURES, rows)


def _rows(report) -> Page:
    rows = [
        (line.title, *(None if value == "" else value for value in row))
        for line in report.lines
        for row in line.rows.to_numpy()
    ]
    return Page("Rows", ROWS, rows)


def _method(report, statement: str) -> Page:
    facts = [
        ("Report", f"{report.title}, {report.subtitle}"),
        ("Made on", day(report.made_on)),
        ("Where the records come from", report.basis),
        *((("Who pays", statement),) if statement else ()),
        *((("Where the network comes from", report.origin),) if report.origin else ()),
        *((said.HOW, sentence) for sentence in report.method),
    ]
    return Page("Method", METHOD, facts)
