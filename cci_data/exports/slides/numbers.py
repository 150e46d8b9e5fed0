"""Numbers side by side, each with what it counts."""

from collections.abc import Sequence
from functools import partial
from math import ceil

from pptx.slide import Slide

from cci_data.exports.pictures.sheet import Box
from cci_data.exports.slides.page import Ground, Page, nothing
from cci_data.exports.slides.theme import ACCENT, MUTED, PRIMARY, TEXT
from cci_data.exports.slides.words import Paragraph, add_block, add_words, clean, fitted
from cci_data.scenes.scene import Figure, Figures

MOST, COLUMNS, GAP, HIGHEST = 6, 3, 36, 190
VALUE, LABEL, DETAIL, BEFORE = 48, 20, 16, 4
NOTHING = "No number is on record."


def figure_pages(block: Figures, ground: Ground) -> list[Page]:
    """Return the pages of numbers, six on each at most."""
    if not block.figures:
        return [nothing(NOTHING, ground)]
    pages = ceil(len(block.figures) / MOST)
    size = ceil(len(block.figures) / pages)
    parts = [block.figures[first : first + size] for first in range(0, len(block.figures), size)]
    return [Page(partial(_draw, figures=part, box=ground.box), _said(part)) for part in parts]


def _said(figures: Sequence[Figure]) -> str:
    return "\n".join(f"{figure.value} {figure.label}. {figure.detail}".strip() for figure in figures)


def _draw(slide: Slide, figures: Sequence[Figure], box: Box) -> None:
    columns = min(len(figures), COLUMNS)
    rows = ceil(len(figures) / columns)
    across = (box.width - GAP * (columns - 1)) / columns
    down = (box.height - 20 * (rows - 1)) / rows
    high = min(down, HIGHEST)
    size = min(fitted(figure.detail, across, rest_of(high), DETAIL).size for figure in figures)
    for number, figure in enumerate(figures):
        row, column = divmod(number, columns)
        left, top = box.left + column * (across + GAP), box.top + row * (down + 20)
        _draw_figure(slide, figure, Box(left, top, left + across, top + high), size)


def rest_of(height: float) -> float:
    """Return how much of a figure's height is left for what it counts."""
    return height - 12 - (VALUE + LABEL) * 1.2 - BEFORE


def _draw_figure(slide: Slide, figure: Figure, box: Box, size: float) -> None:
    add_block(slide, Box(box.left, box.top, box.left + 48, box.top + 3), ACCENT, "Rule")
    value = fitted(figure.value, box.width, VALUE * 1.2, VALUE, is_bold=True)
    label = fitted(figure.label, box.width, LABEL * 1.2, LABEL, is_bold=True)
    detail = fitted(figure.detail, box.width, rest_of(box.height), size)
    paragraphs = [
        Paragraph(value.text, value.size, PRIMARY, is_bold=True),
        Paragraph(label.text, label.size, TEXT, is_bold=True),
        Paragraph(detail.text, detail.size, MUTED, before=BEFORE),
    ]
    words = [paragraph for paragraph in paragraphs if paragraph.text]
    add_words(slide, box.but(top=box.top + 12), words, name=clean(figure.label) or "Number")
