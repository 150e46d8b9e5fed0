"""Words on slides: how large they may be in their room, and the boxes that they stand in. All sizes are in points.

A long text is written smaller; what has no room in the smallest letters either is cut, and the notes say it in full.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.dml.color import RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.text.text import Font, TextFrame
from pptx.util import Pt

from cci_data.exports.pictures.letters import ELLIPSIS
from cci_data.exports.pictures.sheet import Box
from cci_data.exports.slides.measure import line_count
from cci_data.exports.slides.theme import TEXT
from cci_data.language import one_line

LARGEST, SMALLEST = 28, 14
LINE = 1.2
# So many letters at most are as wide as they are high, so no more of a text are looked at than its room can hold.
MOST_LETTERS = 5
ROLES = {
    "tx1": MSO_THEME_COLOR.TEXT_1,
    "bg1": MSO_THEME_COLOR.BACKGROUND_1,
    "bg2": MSO_THEME_COLOR.BACKGROUND_2,
    **{f"accent{number}": getattr(MSO_THEME_COLOR, f"ACCENT_{number}") for number in range(1, 7)},
}


@dataclass(frozen=True)
class Said:
    """Words with their size; is_cut: they end in … because there was no room for all of them."""

    text: str
    size: float
    is_cut: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Words of one look. colour: a role of the theme or #rrggbb; address: where a click on them leads;
    before: the space above."""

    text: str
    size: float
    colour: str = TEXT
    is_bold: bool = False
    address: str = ""
    before: float = 0


def clean(text: str) -> str:
    """Return `text` as a slide can hold it: one line, single spaces, no signs that XML forbids."""
    return " ".join(one_line(text).split())


def fitted(
    text: str,
    width: float,
    height: float,
    largest: float = LARGEST,
    *,
    smallest: float = SMALLEST,
    is_bold=False,
    ending: str = "",
) -> Said:
    """Return a text as large as fits into a room, from `largest` down to `smallest`; its end is cut as a last resort.

    ending: what stands behind the text whether it is cut or not.
    """
    words, size = clean(text), largest
    while size > smallest and not _fits(words + ending, size, width, height, is_bold):
        size = max(size - 2, smallest)
    if _fits(words + ending, size, width, height, is_bold):
        return Said(words + ending, size)
    fewest, most = 0, min(len(words), _capacity(size, width, height))
    while fewest < most:
        middle = (fewest + most + 1) // 2
        if _fits(_cut(words, middle) + ending, size, width, height, is_bold):
            fewest = middle
        else:
            most = middle - 1
    return Said(_cut(words, fewest) + ending, size, is_cut=True)


def _cut(words: str, most: int) -> str:
    return words[:most].rstrip(" ,;.") + ELLIPSIS


def _capacity(size: float, width: float, height: float) -> int:
    return int(height / size / LINE + 1) * int(width / size * MOST_LETTERS + 1)


def _fits(text: str, size: float, width: float, height: float, is_bold: bool) -> bool:
    if len(text) > _capacity(size, width, height):
        return False
    return line_count(text, size, width, is_bold) * size * LINE <= height + 0.01


def paint(fill: FillFormat, colour: str) -> None:
    """Fill with a role of the theme or #rrggbb, or with nothing for ""."""
    if not colour:
        fill.background()
        return
    fill.solid()
    _colour(fill.fore_color, colour)


def _colour(target, colour: str) -> None:
    if colour in ROLES:
        target.theme_color = ROLES[colour]
    else:
        target.rgb = RGBColor.from_string(colour[1:].upper())


def dress(font: Font, paragraph: Paragraph) -> None:
    """Give letters the look of a paragraph."""
    font.size, font.bold = Pt(paragraph.size), paragraph.is_bold
    _colour(font.color, paragraph.colour)


def write(frame: TextFrame, paragraphs: Sequence[Paragraph], align: PP_ALIGN | None = None) -> None:
    """Write paragraphs into an empty frame."""
    for number, paragraph in enumerate(paragraphs):
        target = frame.add_paragraph() if number else frame.paragraphs[0]
        if align is not None:
            target.alignment = align
        if paragraph.before:
            target.space_before = Pt(paragraph.before)
        run = target.add_run()
        run.text = clean(paragraph.text)
        dress(run.font, paragraph)
        if paragraph.address:
            run.hyperlink.address = paragraph.address


def say(placeholder, said: Said, usual: float) -> None:
    """Write into a placeholder in its layout's look; its size is named only where it is not the `usual` one."""
    run = placeholder.text_frame.paragraphs[0].add_run()
    run.text = said.text
    if said.size != usual:
        run.font.size = Pt(said.size)


def add_block(slide: Slide, box: Box, colour: str, name: str) -> None:
    """Fill a box with a colour, without an edge or a shadow."""
    place = (Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place)
    shape.name = name
    # The style of a new shape brings an edge and a shadow.
    shape._element.remove(shape._element.find(qn("p:style")))
    paint(shape.fill, colour)
    shape.line.fill.background()


def add_words(
    slide: Slide,
    box: Box,
    paragraphs: Sequence[Paragraph],
    *,
    name: str,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
) -> Shape:
    """Write paragraphs into a box of a slide; return the shape."""
    shape = slide.shapes.add_textbox(Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    shape.name = clean(name)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    write(frame, paragraphs, align)
    return shape


def describe(shape, name: str, words: str) -> None:
    """Name a shape, and say what it shows to who does not see it."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", clean(name))
    properties.set("descr", clean(words))
