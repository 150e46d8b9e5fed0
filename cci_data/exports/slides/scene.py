"""What every slide of a scene has: what it is about, its title, its source and date, its number, and its notes."""

from collections.abc import Sequence

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide

from cci_data.data_age import dated
from cci_data.exports.pictures.sheet import Box
from cci_data.exports.slides.layouts import (
    CONTENT,
    FOOTER,
    FOOTER_INDEX,
    KICKER,
    KICKER_INDEX,
    LONG_SCENE,
    NUMBER_INDEX,
    SCENE,
    TITLE,
)
from cci_data.exports.slides.measure import line_count
from cci_data.exports.slides.theme import ACCENT, SURFACE, TEXT
from cci_data.exports.slides.words import (
    LARGEST,
    LINE,
    SMALLEST,
    Paragraph,
    Said,
    add_block,
    add_words,
    clean,
    fitted,
    say,
)
from cci_data.scenes.scene import Scene

# Letters in which a title stands on one line, and on two at most before its end is cut.
ONE_LINE, SMALLEST_TITLE = 24, 20
LONGEST_PART = " (12 of 12)"
# Of the footer, what the number of the slide needs, and each letter of how old the data are.
FOOTER_NUMBER, FOOTER_LETTER = 100, 5.6
CALLOUT = Box(CONTENT.left, CONTENT.bottom - 46, CONTENT.right, CONTENT.bottom)


def _title(headline: str, part: str) -> Said:
    """Return a title in one line if slightly smaller letters are enough for that: no word stands alone on a second."""
    for high, smallest in ((LARGEST * LINE, ONE_LINE), (TITLE.height, SMALLEST_TITLE)):
        said = fitted(headline, TITLE.width, high, smallest=smallest, is_bold=True, ending=part)
        if not said.is_cut:
            break
    return said


def room_for(headline: str, is_parted: bool) -> tuple[str, Box]:
    """Return the layout for a title, and the room below: it begins higher up where the title takes one line only.

    is_parted: whether it goes on over several slides, and says so.
    """
    said = _title(headline, LONGEST_PART if is_parted else "")
    is_one_line = line_count(said.text, said.size, TITLE.width, is_bold=True) == 1
    return (SCENE, CONTENT.but(top=CONTENT.top - 34)) if is_one_line else (LONG_SCENE, CONTENT)


def write_frame(slide: Slide, scene: Scene, number: int, total: int) -> None:
    """Write what a slide of a scene has beside its drawing. number, total: which of the scene's slides it is."""
    write_kicker(slide, scene.kicker)
    say(slide.shapes.title, _title(scene.headline, f" ({number} of {total})" if total > 1 else ""), LARGEST)
    _write_footer(slide, scene)


def write_kicker(slide: Slide, kicker: str) -> None:
    """Write what a slide is about over its title."""
    said = fitted(kicker, KICKER.width / 2, SMALLEST * LINE, SMALLEST, is_bold=True)
    say(slide.placeholders[KICKER_INDEX], said, said.size)


def _write_footer(slide: Slide, scene: Scene) -> None:
    how_old = dated(scene.as_of) or "Date of the data not known"
    room = FOOTER.width - FOOTER_NUMBER - FOOTER_LETTER * len(how_old)
    source = fitted(f"Source: {scene.source}", room, SMALLEST * LINE, SMALLEST)
    number = '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
    for kind, index, name, run in (
        ("ftr", FOOTER_INDEX, "Source and date", "<a:r><a:rPr/><a:t/></a:r>"),
        ("sldNum", NUMBER_INDEX, "Slide number", number),
    ):
        identity = max(map(int, slide.shapes._spTree.xpath(".//p:cNvPr/@id"))) + 1
        shape = parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{identity}" name="{name}"/><p:cNvSpPr>'
            f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/></p:nvPr>'
            f"</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>{run}</a:p></p:txBody></p:sp>"
        )
        for text in shape.xpath(".//a:r/a:t"):
            text.text = f"{source.text}  ·  {how_old}"
        slide.shapes._spTree.append(shape)


def write_callout(slide: Slide, sentences: Sequence[str]) -> None:
    """Say below the drawing what is missing and who can add it."""
    add_block(slide, CALLOUT, SURFACE, "Ground")
    add_block(slide, CALLOUT.but(right=CALLOUT.left + 5), ACCENT, "Mark")
    room = CALLOUT.but(left=CALLOUT.left + 20, right=CALLOUT.right - 12)
    said = fitted(" ".join(sentences), room.width, room.height - 4, 16)
    add_words(slide, room, [Paragraph(said.text, said.size, TEXT)], name="What is missing", anchor=MSO_ANCHOR.MIDDLE)


def write_notes(slide: Slide, lines: Sequence[str]) -> None:
    """Write what the speaker sees below a slide, a paragraph for each line that says something."""
    slide.notes_slide.notes_text_frame.text = "\n".join(filter(None, map(clean, lines)))
