"""The report on impact as a text document (DOCX) that a funder can go on writing in."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime, time

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from cci_data.exports import impact_parts as said
from cci_data.exports.dated_package import dated_package
from cci_data.exports.impact_look import add_logo, add_page_numbers, colour, rule_tables
from cci_data.language import day, one_line, shortened

# Of the figures, by how many columns they have.
WIDTHS = {4: (Cm(6.6), Cm(3.0), Cm(3.2), Cm(4.2)), 3: (Cm(8.8), Cm(3.2), Cm(5.0))}
MISSING_WIDTHS = (Cm(7.4), Cm(9.6))
AUTHOR = "CCI Contact Desk"
TABLE = "Ruled table"
FIGURES_BESIDE = 3
# What it is written in, for those who hear it and for whoever checks the spelling.
LANGUAGE = "en-GB"
# More letters a document's title may not have in its properties.
LONGEST_TITLE = 255


def render_impact_document(
    report,
    *,
    accent: str,
    line: str = "#cccccc",
    headlines: tuple[str, ...] = (),
    statement: str = "",
    logos: tuple[bytes, ...] = (),
    payer: str = "",
) -> bytes:
    """Return the report (`impact.report.ImpactReport`) as DOCX, the same for the same input to the byte.

    accent, line: the colours of headings and of lines in tables, #rrggbb; headlines: keys of the figures that come
    first, large; statement: the funding line, "" for none; logos: of who pays, PNG files; payer: its name, "" where not
    known.
    """
    document = Document()
    _set_up(document, report, accent, line)
    document.add_heading(report.title, level=0)
    _add_words(document, f"{report.subtitle}. Made on {day(report.made_on)}.", "Subtitle")
    _add_words(document, report.finding)
    _headlines(document, [each for each in report.lines if each.key in headlines and each.is_recorded], accent)
    if statement:
        _funding(document, statement, logos, payer)
    heads = said.heads(report)
    for family, (title, _) in said.TITLES.items():
        document.add_heading(title, level=1)
        _leading(document, said.lead(report, family))
        _table(document, heads, said.figures(report, family), WIDTHS[len(heads)])
    document.add_heading(said.HOW, level=1)
    for sentence in report.method:
        document.add_paragraph(sentence, style="List Bullet")
    document.add_paragraph(report.basis)
    _definitions(document, report)
    _proofs(document, report)
    return dated_package(_saved(document), report.made_on)


def _saved(document: DocumentType) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: DocumentType, report, accent: str, line: str) -> None:
    """Give the document its page, its language, its letters and colours, and the line below each page."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2.4)
    add_page_numbers(section.footer.paragraphs[0], one_line(f"{report.title}, {report.subtitle}. {report.basis}"))
    properties, title = document.core_properties, one_line(f"{report.title}, {report.subtitle}")
    properties.title, properties.author, properties.language = shortened(title, LONGEST_TITLE), AUTHOR, LANGUAGE
    properties.created = properties.modified = datetime.combine(report.made_on, time())
    properties.last_modified_by, properties.comments = AUTHOR, ""
    for mark in document.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), LANGUAGE)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2"):
        document.styles[name].font.color.rgb = colour(accent)
    rule_tables(document, TABLE, line)


def _add_words(document: DocumentType, words: str, style: str | None = None) -> Paragraph:
    """Add a paragraph without the signs that XML forbids, which texts of the database may hold."""
    return document.add_paragraph(one_line(words), style=style)


def _leading(document: DocumentType, words: str) -> None:
    """Write what belongs to the table or list right below it, on the same page."""
    document.add_paragraph(words).paragraph_format.keep_with_next = True


def _headlines(document: DocumentType, lines: Sequence, accent: str) -> None:
    """Write the first figures large, some beside each other."""
    if not lines:
        return
    table = document.add_table(rows=0, cols=FIGURES_BESIDE)
    for start in range(0, len(lines), FIGURES_BESIDE):
        row = table.add_row()
        _mark(row, "w:cantSplit")
        for cell, line in zip(row.cells, lines[start : start + FIGURES_BESIDE], strict=False):
            figure = cell.paragraphs[0].add_run(one_line(line.value))
            figure.font.size, figure.bold, figure.font.color.rgb = Pt(20), True, colour(accent)
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            words = cell.add_paragraph()
            words.add_run(one_line(line.label)).bold = True
            for more in filter(None, (line.before, line.progress)):
                words.add_run(f"\n{one_line(more)}").font.size = Pt(9)


def _funding(document: DocumentType, statement: str, logos: Sequence[bytes], payer: str) -> None:
    """Write who pays, with the logos above it."""
    if logos:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        for logo in logos:
            add_logo(paragraph, logo, one_line(f"Logo of {payer or 'the funder'}"))
    _add_words(document, statement)


def _table(document: DocumentType, heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[Cm]) -> Table:
    table = document.add_table(rows=1, cols=len(heads), style=TABLE)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _fill(table.rows[0], heads, widths)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    _mark(table.rows[0], "w:tblHeader")
    for cells in rows:
        _fill(table.add_row(), cells, widths)
    return table


def _fill(row: _Row, cells: Sequence[str], widths: Sequence[Cm]) -> None:
    for cell, words, width in zip(row.cells, cells, widths, strict=True):
        cell.text, cell.width = one_line(words), width
    _mark(row, "w:cantSplit")


def _mark(row: _Row, name: str) -> None:
    """Let a row stand on each page of its table (w:tblHeader), or on one page alone (w:cantSplit)."""
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _definitions(document: DocumentType, report) -> None:
    document.add_heading(said.MEANINGS, level=1)
    for line in report.lines:
        if line.is_recorded:
            paragraph = document.add_paragraph()
            paragraph.add_run(one_line(f"{line.title}. ")).bold = True
            words = f"{line.counts} Not: {said.left_out(line)} Proof: {line.proof} Rule {line.rule}."
            paragraph.add_run(one_line(words))
    if missing := said.missing(report):
        document.add_heading(said.MISSING, level=2)
        _leading(document, said.NOT_ZERO)
        _table(document, said.MISSING_HEADS, missing, MISSING_WIDTHS)


def _proofs(document: DocumentType, report) -> None:
    document.add_heading(said.PROOFS, level=1)
    found, rest = said.shown_proofs(report)
    if found:
        _leading(document, said.PROOFS_ARE)
    else:
        document.add_paragraph(said.NO_PROOF)
    for proof, titles in found:
        _add_words(document, f"{proof} ({titles})", "List Bullet")
    if rest:
        document.add_paragraph(rest)
