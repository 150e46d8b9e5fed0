"""The first and the last slide of a deck: its title, the link with its code, and who pays for it."""

import io
from datetime import date
from urllib.parse import quote, urlsplit

import numpy as np
import shapely
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.util import Pt

from cci_data.exports.logos import points_of
from cci_data.exports.pictures.sheet import Box
from cci_data.exports.qr_code import code_of
from cci_data.exports.slides.drawing import Drawing
from cci_data.exports.slides.layouts import (
    CLOSING_EDGE,
    CLOSING_TITLE,
    CLOSING_WORDS,
    HEIGHT,
    MARGIN,
    OPENING_SUBTITLE,
    OPENING_TITLE,
    STRIP,
    WIDTH,
    WORDS_INDEX,
)
from cci_data.exports.slides.theme import BACKGROUND, MUTED, PRIMARY, SURFACE, TEXT
from cci_data.exports.slides.words import (
    SMALLEST,
    Paragraph,
    add_block,
    add_words,
    clean,
    describe,
    fitted,
    paint,
    say,
    write,
)
from cci_data.funding import Funding
from cci_data.language import day
from cci_data.scenes.scene import Code

CODE_SIDE, QUIET = 260, 4
CODE_TOP = 112
CAVEAT_HEIGHT = 30
LOGO_WIDTH, LOGO_HEIGHT, BESIDE_LOGO = 190, 60, 24
# Addresses with other signs than these are written, but not made a link.
SAFE = "/:?#[]@!$&'()*+,;=-._~%"


def write_opening(slide: Slide, title: str, subtitle: str, made_on: date, funding: Funding | None) -> None:
    """Write the first slide: the title, what it is of and when, and the funding."""
    said = fitted(title, OPENING_TITLE.width, OPENING_TITLE.height, 48, smallest=20, is_bold=True)
    say(slide.shapes.title, said, 48)
    below = fitted(subtitle, OPENING_SUBTITLE.width, OPENING_SUBTITLE.height - 34, 22)
    words = [Paragraph(below.text, below.size, BACKGROUND)] if below.text else []
    frame = slide.placeholders[WORDS_INDEX].text_frame
    write(frame, [*words, Paragraph(day(made_on), 18, BACKGROUND, before=10 if words else 0)])
    if funding:
        _add_funding(slide, STRIP, funding)


def _add_funding(slide: Slide, strip: Box, funding: Funding) -> None:
    """Write who pays on a light ground, as logos need it."""
    add_block(slide, strip, SURFACE, "Ground of the funding")
    left = strip.left + MARGIN
    # Half of the strip at most is theirs, however many there are.
    widest = min(LOGO_WIDTH, strip.width / 2 / max(len(funding.logos), 1) - BESIDE_LOGO)
    for logo in funding.logos:
        left += _add_logo(slide, left, strip.middle[1], widest, points_of(logo), funding.logo_words) + BESIDE_LOGO
    room = Box(left, strip.top + 12, strip.right - MARGIN, strip.bottom - 12)
    said = fitted(funding.statement, room.width, room.height, 16)
    add_words(slide, room, [Paragraph(said.text, said.size, TEXT)], name="Funding", anchor=MSO_ANCHOR.MIDDLE)


def _add_logo(slide: Slide, left: float, middle: float, widest: float, content: bytes, words: str) -> float:
    picture = slide.shapes.add_picture(io.BytesIO(content), Pt(left), 0)
    scale = min(Pt(widest) / picture.width, Pt(LOGO_HEIGHT) / picture.height)
    picture.width, picture.height = int(picture.width * scale), int(picture.height * scale)
    picture.top = Pt(middle) - picture.height // 2
    describe(picture, "Logo of the funder", words)
    return picture.width / Pt(1)


def write_closing(slide: Slide, headline: str, code: Code, funding: Funding | None) -> None:
    """Write the last slide: what is found where, and the code that a telephone reads.

    Without an address there is no code: the words go across the slide, on a ground of one colour.
    """
    right = CLOSING_EDGE - MARGIN if clean(code.address) else WIDTH - MARGIN
    title, words = slide.shapes.title, slide.placeholders[WORDS_INDEX]
    room, below = CLOSING_TITLE.but(right=right), CLOSING_WORDS.but(right=right)
    say(title, fitted(headline, room.width, room.height, 36, smallest=18, is_bold=True), 36)
    say(words, fitted(code.words, below.width, below.height, 20), 20)
    if clean(code.address):
        _add_address(slide, code, 40 if funding else 0)
    else:
        paint(slide.background.fill, PRIMARY)
        for shape, box in ((title, room), (words, below)):
            shape.left, shape.top, shape.width, shape.height = map(Pt, (box.left, box.top, box.width, box.height))
    if funding:
        _add_funding(slide, STRIP, funding)


def _add_address(slide: Slide, code: Code, lift: float) -> None:
    """Draw the code, and below it its address and who cannot open it. lift: how much higher than usual."""
    left = (CLOSING_EDGE + WIDTH - CODE_SIDE) / 2
    _add_code(slide, code.address, Box(left, CODE_TOP - lift, left + CODE_SIDE, CODE_TOP - lift + CODE_SIDE))
    room = Box(CLOSING_EDGE + 30, CODE_TOP + CODE_SIDE + 16 - lift, WIDTH - 30, HEIGHT - 60 - 2 * lift)
    address = fitted(code.address, room.width, room.height - (CAVEAT_HEIGHT if code.caveat else 0), 20)
    lines = [Paragraph(address.text, address.size, PRIMARY, address=link_of(code.address))]
    if code.caveat:
        said = fitted(code.caveat, room.width, CAVEAT_HEIGHT, SMALLEST, smallest=10)
        lines.append(Paragraph(said.text, said.size, MUTED, before=2))
    add_words(slide, room, lines, name="Address", align=PP_ALIGN.CENTER)


def link_of(address: str) -> str:
    """Return an address as a file can hold it as a link, "" for what is not an address of the web."""
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return quote(clean(address), safe=SAFE) if is_web else ""


def _add_code(slide: Slide, address: str, box: Box) -> None:
    """Draw the code of an address as one native shape; what is too long for a code has none."""
    code = code_of(address)
    if code is None:
        return
    cells = np.array([list(row) for row in code.matrix], dtype=bool)
    unit = box.width / (len(cells) + 2 * QUIET)
    rows, columns = np.nonzero(cells)
    left, top = box.left + (columns + QUIET) * unit, box.top + (rows + QUIET) * unit
    # One shape with holes: squares side by side would show seams, which telephones trip over.
    whole = shapely.union_all(shapely.box(left, top, left + unit, top + unit), grid_size=unit / 100)
    rings = []
    for part in shapely.get_parts(whole):
        turned = shapely.geometry.polygon.orient(part)
        rings += [shapely.get_coordinates(ring)[:-1] for ring in (turned.exterior, *turned.interiors)]
    drawing = Drawing(slide)
    drawing.block("Ground of the code", box, "#ffffff")
    drawing.area("Code", rings, "#000000")
    drawing.put("QR code", f"QR code that leads to {clean(address)}", box)
