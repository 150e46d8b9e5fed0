"""A page of a scene: what is drawn on one slide below the title, and what the notes say of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pptx.slide import Slide

from cci_data.exports.pictures.sheet import Box
from cci_data.exports.slides.theme import MUTED, TEXT
from cci_data.exports.slides.words import SMALLEST, Paragraph, add_words, fitted
from cci_data.theme import Palette


@dataclass(frozen=True)
class Ground:
    """What blocks are drawn on. box: their room on a slide; lands: the GeoJSON of the basemap; palette: its colours."""

    box: Box
    lands: bytes
    palette: Palette


@dataclass(frozen=True)
class Page:
    """A page. draw: puts it on a slide; said: what the notes say beside what the scene says."""

    draw: Callable[[Slide], None]
    said: str = ""


def portions(heights: Sequence[float], room: float, most: int) -> list[slice]:
    """Return how rows of these heights are spread over pages: in order, at most `most` each, none higher than `room`.

    As few pages as may be, each about as full as the others; a row that is higher than the room stands alone.
    """
    pages = _spread(heights, room, most)
    if len(pages) > 1:
        evenly = -(-len(heights) // len(pages))
        pages = next(
            found for limit in range(evenly, most + 1) if len(found := _spread(heights, room, limit)) <= len(pages)
        )
    return pages


def _spread(heights: Sequence[float], room: float, most: int) -> list[slice]:
    pages, filled, first = [], 0.0, 0
    for number, height in enumerate(heights):
        if number > first and (filled + height > room or number - first >= most):
            pages.append(slice(first, number))
            filled, first = 0.0, number
        filled += height
    return [*pages, slice(first, len(heights))] if heights else []


def caption(slide: Slide, box: Box, text: str) -> Box:
    """Write a line over what is drawn, if there is one; return the room that is left below."""
    if not text:
        return box
    said = fitted(text, box.width, 2 * SMALLEST * 1.2, 16)
    height = 42 if said.size * 1.2 < 20 and len(said.text) > 90 else 24
    add_words(slide, box.but(bottom=box.top + height), [Paragraph(said.text, said.size, MUTED)], name="How to read it")
    return box.but(top=box.top + height + 4)


def nothing(text: str, ground: Ground) -> Page:
    """Return a page that says what is missing and who can add it."""

    def draw(slide: Slide) -> None:
        box = ground.box.but(right=ground.box.left + 660)
        said = fitted(text, box.width, box.height, 24)
        add_words(slide, box, [Paragraph(said.text, said.size, TEXT)], name="What is missing")

    return Page(draw)
