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
# Source and date stand on a line each; letters are smaller before the end of a very long source is cut.
SMALLEST_FOOTER = 7
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
    source, how_old = _footer(f"Source: {scene.source}", dated(scene.as_of) or "Date of the data not known")
    size = "" if source.size == SMALLEST else f' sz="{round(source.size * 100)}"'
    line = f"<a:p><a:r><a:rPr{size}/><a:t/></a:r></a:p>"
    number = '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
    for kind, index, name, paragraphs in (
        ("ftr", FOOTER_INDEX, "Source and date", line * 2),
        ("sldNum", NUMBER_INDEX, "Slide number", f"<a:p>{number}</a:p>"),
    ):
        identity = max(map(int, slide.shapes._spTree.xpath(".//p:cNvPr/@id"))) + 1
        shape = parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{identity}" name="{name}"/><p:cNvSpPr>'
            f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/></p:nvPr>'
            f"</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
        )
        for text, words in zip(shape.xpath(".//a:r/a:t"), (source.text, how_old), strict=False):
            text.text = words
        slide.shapes._spTree.append(shape)


def _footer(source: str, how_old: str) -> tuple[Said, str]:
    """Return the source, as large as leaves the date whole below it, in letters of the same size."""
    size, said = SMALLEST, clean(source)
    while size > SMALLEST_FOOTER and _footer_height(said, how_old, size) > FOOTER.height:
        size -= 1
    room = FOOTER.height - _footer_height(how_old, "", size)
    return fitted(said, FOOTER.width, room, size, smallest=size), how_old


def _footer_height(source: str, how_old: str, size: float) -> float:
    lines = sum(line_count(text, size, FOOTER.width) for text in (source, how_old) if text)
    return lines * size * LINE


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
