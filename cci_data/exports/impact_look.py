"""How the text document on impact looks, where python-docx has no words for it: ruled tables, page numbers, logos."""

import io

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

LOGO_HEIGHT, LOGO_WIDTH = Cm(1.2), Cm(5)
# Eighths of a point.
LINE_WEIGHT = "4"


def colour(text: str) -> RGBColor:
    """Return a colour that is written as #rrggbb."""
    return RGBColor.from_string(text.removeprefix("#").upper())


def rule_tables(document: Document, name: str, line: str) -> None:
    """Add a style of that name for tables with a thin line below each row; line: its colour, #rrggbb."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.TABLE)
    style.font.size = Pt(9.5)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(1.5)
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        border = OxmlElement(f"w:{side}")
        for key, value in {"val": "single", "sz": LINE_WEIGHT, "space": "0", "color": str(colour(line))}.items():
            border.set(qn(f"w:{key}"), value)
        borders.append(border)
    properties = OxmlElement("w:tblPr")
    properties.append(borders)
    style.element.append(properties)


def add_page_numbers(paragraph: Paragraph, words: str) -> None:
    """Write the words into the line below each page, and after them which page it is of how many."""
    paragraph.add_run(f"{words} Page ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _add_field(paragraph, "NUMPAGES")
    for run in paragraph.runs:
        run.font.size = Pt(8)


def _add_field(paragraph: Paragraph, name: str) -> None:
    """Add what the reader's program counts: PAGE or NUMPAGES."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    shown = paragraph.add_run("1")
    shown.font.size = Pt(8)
    field.append(shown._r)
    paragraph._p.append(field)


def add_logo(paragraph: Paragraph, content: bytes, words: str) -> None:
    """Add a logo (PNG) to a paragraph, no larger than its place; words: what is seen, for those who hear it."""
    picture = paragraph.add_run().add_picture(io.BytesIO(content), height=LOGO_HEIGHT)
    if picture.width > LOGO_WIDTH:
        picture.height, picture.width = int(picture.height * LOGO_WIDTH / picture.width), LOGO_WIDTH
    picture._inline.docPr.set("descr", words)
    paragraph.add_run("   ")
