"""A slide deck (PPTX) of the scenes of a meeting: native shapes, charts and tables, which can be edited.

It opens in PowerPoint and LibreOffice, and is the same bytes for the same scenes and day.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from pptx.presentation import Presentation

from cci_data.data_age import dated
from cci_data.exports.slides.ends import write_closing, write_opening
from cci_data.exports.slides.layouts import CLOSING, OPENING, blank_deck, layout_of
from cci_data.exports.slides.lines import panel_pages
from cci_data.exports.slides.map import map_pages
from cci_data.exports.slides.matrix import matrix_pages
from cci_data.exports.slides.numbers import figure_pages
from cci_data.exports.slides.package import packed
from cci_data.exports.slides.page import Ground, Page
from cci_data.exports.slides.scene import room_for, write_callout, write_frame, write_kicker, write_notes
from cci_data.exports.slides.tables import entry_pages
from cci_data.exports.slides.web import web_pages
from cci_data.exports.slides.words import clean
from cci_data.funding import Funding
from cci_data.language import day, shortened
from cci_data.scenes.scene import Block, BubbleMap, Code, Entries, Figures, Matrix, Panels, Scene, Web
from cci_data.theme import Palette

PAGES: dict[type, Callable[[Block, Ground], list[Page]]] = {
    BubbleMap: map_pages,
    Matrix: matrix_pages,
    Entries: entry_pages,
    Panels: panel_pages,
    Web: web_pages,
    Figures: figure_pages,
}
LANGUAGE, AUTHOR = "en-GB", "CCI network, Contact Desk"
# What a property of a document may be long.
LONGEST_PROPERTY = 255


def slides(
    scenes: Sequence[Scene],
    *,
    title: str,
    subtitle: str,
    made_on: date,
    funding: Funding | None,
    lands: bytes,
    palette: Palette,
) -> bytes:
    """Return the scenes as a slide deck (PPTX): a title, a slide or more for each scene, the code of the last one.

    title, subtitle: what stands on the first slide, and of the document; made_on: the day that it says it was made;
    funding: who pays, for the first and the last slide; lands: the GeoJSON of the basemap (`basemap.shapes`), b"" for
    maps without land; palette: the colours of its theme. Raises OSError where the funder's logo is not a picture.
    """
    deck = blank_deck(palette)
    opening = deck.slides.add_slide(layout_of(deck, OPENING))
    write_opening(opening, title, subtitle, made_on, funding)
    write_notes(opening, [clean(title), clean(subtitle), f"Made on {day(made_on)}."])
    for scene in scenes:
        _add_scene(deck, scene, made_on, (lands, palette))
        for code in (block for block in scene.blocks if isinstance(block, Code)):
            _add_closing(deck, scene, code, made_on, funding)
    _say_language(deck)
    _describe(deck, title, subtitle, made_on)
    return packed(deck, made_on)


def _add_scene(deck: Presentation, scene: Scene, made_on: date, look: tuple[bytes, Palette]) -> None:
    """Add the slides of a scene; a list after the first block that is empty is said below what is drawn last."""
    blocks = [block for block in scene.blocks if not isinstance(block, Code)]
    empty = [block for block in blocks[1:] if isinstance(block, Entries) and not block.entries]
    pages: list[Page] = []
    for is_parted in (False, True):
        layout, box = room_for(scene.headline, is_parted)
        ground = Ground(box.but(bottom=box.bottom - 62) if empty else box, *look)
        pages = [page for block in blocks if block not in empty for page in PAGES[type(block)](block, ground)]
        if len(pages) <= 1:
            break
    for number, page in enumerate(pages, 1):
        slide = deck.slides.add_slide(layout_of(deck, layout))
        write_frame(slide, scene, number, len(pages))
        page.draw(slide)
        if empty and number == len(pages):
            write_callout(slide, [f"{block.heading}: {block.nothing or 'none on record.'}" for block in empty])
        write_notes(slide, _notes(scene, page.said, made_on, (number, len(pages))))


def _add_closing(deck: Presentation, scene: Scene, code: Code, made_on: date, funding: Funding | None) -> None:
    slide = deck.slides.add_slide(layout_of(deck, CLOSING))
    write_kicker(slide, scene.kicker)
    write_closing(slide, scene.headline, code, funding)
    write_notes(slide, _notes(scene, f"{code.words}: {code.address}", made_on, (1, 1)))


def _notes(scene: Scene, said: str, made_on: date, part: tuple[int, int]) -> list[str]:
    number, total = part
    which = f" (slide {number} of {total})" if total > 1 else ""
    lines = [f"{scene.kicker}: {scene.headline}{which}"]
    if scene.note:
        lines.append(f"How to read it: {scene.note}")
    lines += said.splitlines()
    how_old = f" {dated(scene.as_of)}." if scene.as_of else ""
    return [*lines, f"Source: {scene.source}.{how_old} Made on {day(made_on)}."]


def _say_language(deck: Presentation) -> None:
    """Write the language of the words on each of them, for spelling and for who hears them read."""
    masters = [deck.slide_master, *deck.slide_layouts, deck.notes_master]
    notes = [slide.notes_slide for slide in deck.slides]
    for part in (*masters, *deck.slides, *notes):
        for found in part._element.xpath(".//a:rPr | .//a:endParaRPr | .//a:defRPr"):
            found.set("lang", LANGUAGE)
    for found in deck.part._element.xpath(".//a:defPPr/a:defRPr"):
        found.set("lang", LANGUAGE)


def _describe(deck: Presentation, title: str, subtitle: str, made_on: date) -> None:
    found = deck.core_properties
    found.title = shortened(clean(title), LONGEST_PROPERTY)
    found.subject = shortened(clean(subtitle), LONGEST_PROPERTY)
    found.author = found.last_modified_by = AUTHOR
    found.language, found.revision, found.keywords, found.comments = LANGUAGE, 1, "", ""
    found.created = found.modified = datetime(made_on.year, made_on.month, made_on.day)
