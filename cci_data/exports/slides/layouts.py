"""The master and the layouts of a deck: where titles, footers and numbers stand, once for all slides.

All sizes are in points: a slide is 960 wide and 540 high.
"""

from xml.sax.saxutils import quoteattr

from lxml import etree
from pptx import Presentation as open_presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.slide import SlideLayout
from pptx.util import Pt

from cci_data.exports.pictures.sheet import Box
from cci_data.exports.slides.theme import ACCENT, BACKGROUND, MUTED, PRIMARY, TEXT, apply_theme
from cci_data.exports.slides.words import LARGEST, SMALLEST
from cci_data.theme import Palette

WIDTH, HEIGHT = 960, 540
MARGIN = 44
KICKER = Box(MARGIN, 30, WIDTH - MARGIN, 50)
TITLE = Box(MARGIN, 52, MARGIN + 820, 120)
TITLE_LINE = TITLE.but(bottom=88)
CONTENT = Box(MARGIN, 136, WIDTH - MARGIN, 488)
FOOTER = Box(MARGIN, 494, WIDTH - MARGIN - 60, 530)
NUMBER = Box(WIDTH - MARGIN - 50, 494, WIDTH - MARGIN, 530)
# The first slide: its title stands on the last line of its box, the funding on a strip of its own.
OPENING_TITLE = Box(88, 120, 872, 290)
OPENING_SUBTITLE = Box(88, 318, 872, 400)
STRIP = Box(0, 440, WIDTH, HEIGHT)
# The last slide: words on the left, the code on the right.
CLOSING_EDGE = 540
CLOSING_TITLE = Box(MARGIN, 120, CLOSING_EDGE - MARGIN, 300)
CLOSING_WORDS = Box(MARGIN, 318, CLOSING_EDGE - MARGIN, 420)
OPENING, SCENE, LONG_SCENE, CLOSING = "Opening", "Scene", "Scene with a long title", "Closing"
KICKER_INDEX, WORDS_INDEX, FOOTER_INDEX, NUMBER_INDEX = 13, 14, 11, 12
NAME = "CCI network"
# Of the package's own template, the layouts that are written anew; the others are dropped.
KEPT = {0: OPENING, 1: SCENE, 5: LONG_SCENE, 6: CLOSING}


def blank_deck(palette: Palette) -> Presentation:
    """Return a deck without slides, with the layouts of KEPT in the colours of a palette."""
    deck = open_presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    deck.part._element.sldSz.attrib.pop("type", None)
    for relation, found in list(deck.part.rels.items()):
        if found.reltype.endswith("/printerSettings"):
            deck.part.rels.pop(relation)
    package = deck.part.package
    for relation, found in list(package._rels.items()):
        if found.reltype.endswith("/thumbnail"):
            package._rels.pop(relation)
    layouts = list(deck.slide_layouts)
    for number, layout in enumerate(layouts):
        if number not in KEPT:
            deck.slide_layouts.remove(layout)
    apply_theme(deck.slide_master.part, palette, NAME)
    _draw(deck.slide_master._element, NAME, "", _master())
    _style_master(deck)
    contents = {OPENING: _opening(), SCENE: _scene(TITLE_LINE), LONG_SCENE: _scene(TITLE), CLOSING: _closing()}
    for number, name in KEPT.items():
        _draw(layouts[number]._element, name, PRIMARY if name == OPENING else "", contents[name])
    return deck


def layout_of(deck: Presentation, name: str) -> SlideLayout:
    """Return a layout by its name."""
    return next(layout for layout in deck.slide_layouts if layout.name == name)


def placeholder(
    number: int, kind: str, index: int, words: str, box: Box, size: float, colour: str, *, look: str = "", anchor="t"
) -> str:
    """Return a placeholder of a layout as XML.

    number: its id; kind: `title`, `body`, `ftr` …; index: by which slides refer to it; words: what it asks for, and
    its name; look: attributes of its paragraphs (`algn="r"`) and, behind a |, of its letters (`b="1"`).
    """
    paragraph, _, letters = look.partition("|")
    field = f'<a:fld id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum"><a:rPr/><a:t>{words}</a:t></a:fld>'
    run = field if kind == "sldNum" else f"<a:r><a:rPr/><a:t>{words}</a:t></a:r>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(words if kind != "sldNum" else "Slide number")}/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" idx="{index}"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{_place(box)}</p:spPr>"
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" {paragraph}><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{round(size * 100)}" {letters}>{_paint(colour)}</a:defRPr></a:lvl1pPr></a:lstStyle>'
        f"<a:p>{run}</a:p></p:txBody></p:sp>"
    )


def _place(box: Box) -> str:
    left, top, width, height = (Pt(value) for value in (box.left, box.top, box.width, box.height))
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>' + (
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )


def _paint(colour: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'


def _area(number: int, box: Box, colour: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Area {number}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f"<p:spPr>{_place(box)}{_paint(colour)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _foot() -> str:
    return placeholder(90, "ftr", FOOTER_INDEX, "Source and date", FOOTER, SMALLEST, MUTED, anchor="ctr") + placeholder(
        91, "sldNum", NUMBER_INDEX, "‹#›", NUMBER, SMALLEST, MUTED, look='algn="r"', anchor="ctr"
    )


def _master() -> str:
    return "".join(
        [
            placeholder(2, "title", 0, "The finding", TITLE, LARGEST, TEXT, look="|b='1'"),
            placeholder(3, "body", 1, "Text", CONTENT, 20, TEXT),
            _foot(),
        ]
    )


def _opening() -> str:
    return "".join(
        [
            _area(2, Box(88, 302, 168, 306), ACCENT),
            placeholder(3, "ctrTitle", 0, "Title", OPENING_TITLE, 48, BACKGROUND, look="|b='1'", anchor="b"),
            placeholder(4, "subTitle", WORDS_INDEX, "Subtitle and date", OPENING_SUBTITLE, 22, BACKGROUND),
        ]
    )


def _scene(title: Box) -> str:
    return "".join(
        [
            placeholder(2, "body", KICKER_INDEX, "What it is about", KICKER, SMALLEST, ACCENT, look="|b='1'"),
            placeholder(3, "title", 0, "The finding", title, LARGEST, TEXT, look="|b='1'"),
            _foot(),
        ]
    )


def _closing() -> str:
    return "".join(
        [
            _area(2, Box(0, 0, CLOSING_EDGE, HEIGHT), PRIMARY),
            _area(3, Box(MARGIN, 306, MARGIN + 80, 310), ACCENT),
            placeholder(
                4,
                "body",
                KICKER_INDEX,
                "What it is about",
                Box(MARGIN, 44, CLOSING_EDGE - MARGIN, 66),
                16,
                BACKGROUND,
            ),
            placeholder(5, "title", 0, "Title", CLOSING_TITLE, 36, BACKGROUND, look="|b='1'", anchor="b"),
            placeholder(6, "body", WORDS_INDEX, "What is found there", CLOSING_WORDS, 20, BACKGROUND),
        ]
    )


def _draw(element, name: str, background: str, shapes: str) -> None:
    """Replace what a master or a layout shows."""
    backdrop = f"<p:bg><p:bgPr>{_paint(background or BACKGROUND)}<a:effectLst/></p:bgPr></p:bg>"
    group = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    tree = f"<p:spTree>{group}{shapes}</p:spTree>"
    drawn = parse_xml(f"<p:cSld {nsdecls('p', 'a', 'r')} name={quoteattr(name)}>{backdrop}{tree}</p:cSld>")
    element.replace(element.find(qn("p:cSld")), drawn)
    element.attrib.pop("type", None)


def _style_master(deck: Presentation) -> None:
    """Let titles stand at the left and be bold, and bullets be in the colours of the theme."""
    styles = deck.slide_master._element.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", str(LARGEST * 100))
    title.find(qn("a:defRPr")).set("b", "1")
    for number, level in enumerate(styles.find(qn("p:bodyStyle"))):
        letters = level.find(qn("a:defRPr"))
        if etree.QName(level).localname.startswith("lvl") and letters is not None:
            letters.set("sz", str(max(20 - 2 * number, SMALLEST) * 100))
