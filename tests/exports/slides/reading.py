"""How tests make decks and read them: their shapes, their words, and what lies where."""

import io
from collections.abc import Iterator, Sequence

import numpy as np
from pptx import Presentation as open_presentation
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.util import Pt

from cci_data.exports.slides.deck import slides
from cci_data.scenes.scene import Scene
from cci_data.theme import LIGHT
from tests.conftest import TODAY

# What a shape may reach beyond the slide: rounding.
SPARE = 2


def made(scenes: Sequence[Scene], **asked) -> bytes:
    """Return the deck of some scenes; what is asked takes the place of a plain title, no funding and no land."""
    usual = {
        "title": "Network meeting January 2027",
        "subtitle": "The network in Riga",
        "made_on": TODAY,
        "funding": None,
        "lands": b"",
        "palette": LIGHT,
    }
    return slides(scenes, **(usual | asked))


def opened(file: bytes) -> Presentation:
    return open_presentation(io.BytesIO(file))


def slides_of(scene: Scene, **asked) -> list[Slide]:
    """Return the slides of one scene, without the first slide of the deck."""
    return list(opened(made([scene], **asked)).slides)[1:]


def a_scene(*blocks, headline: str = "What it finds", **asked) -> Scene:
    usual = {"name": "next", "kicker": "What it is about", "source": "public record", "as_of": TODAY}
    return Scene(headline=headline, blocks=blocks, **(usual | asked))


def all_shapes(slide: Slide) -> Iterator[BaseShape]:
    """Yield the shapes of a slide and those in its groups, whose measures are those of the slide."""
    for shape in slide.shapes:
        yield shape
        if shape.shape_type is not None and hasattr(shape, "shapes"):
            yield from shape.shapes


def named(slide: Slide, name: str):
    """Return the one shape of a name."""
    (found,) = (shape for shape in all_shapes(slide) if shape.name == name)
    return found


def tables(slide: Slide) -> list[list[list[str]]]:
    """Return the words of each table of a slide, by row; of merged cells the first has them all."""
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows] for shape in slide.shapes if shape.has_table
    ]


def charts(slide: Slide) -> list:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def notes(slide: Slide) -> str:
    return slide.notes_slide.notes_text_frame.text


def description(shape: BaseShape) -> str:
    return shape._element.xpath(".//p:cNvPr")[0].get("descr", "")


def outside(deck: Presentation) -> list[str]:
    """Return what lies outside of its slide, or has no size."""
    found = []
    for number, slide in enumerate(deck.slides, 1):
        for shape in all_shapes(slide):
            left, top, width, height = shape.left, shape.top, shape.width, shape.height
            right, bottom = deck.slide_width + SPARE, deck.slide_height + SPARE
            is_in = left >= -SPARE and top >= -SPARE and left + width <= right and top + height <= bottom
            if not is_in or width < 0 or height < 0:
                found.append(f"{number}: {shape.name} at {left, top, width, height}")
    return found


def overlaps(slide: Slide) -> list[str]:
    """Return which of the shapes that hold words, tables, charts and drawings lie on each other."""
    shapes = [shape for shape in slide.shapes if shape.has_chart or shape.has_table or _says(shape)]
    places = [(shape.name, shape.left, shape.top, shape.width, shape.height) for shape in shapes]
    boxes = [(name, left, top, left + width, top + height) for name, left, top, width, height in places]
    spare = Pt(0.5)
    return [
        f"{name} and {other}"
        for number, (name, left, top, right, bottom) in enumerate(boxes)
        for other, west, north, east, south in boxes[number + 1 :]
        if left + spare < east and west + spare < right and top + spare < south and north + spare < bottom
    ]


def _says(shape: BaseShape) -> bool:
    is_group = shape._element.tag == qn("p:grpSp")
    return is_group or (shape.has_text_frame and bool(shape.text_frame.text))


def rings(shape: BaseShape) -> list[np.ndarray]:
    """Return the outlines of a freeform, in points of the slide."""
    found: list[list[tuple[float, float]]] = []
    for step in shape._element.xpath(".//a:path/a:moveTo/a:pt | .//a:path/a:lnTo/a:pt"):
        if step.getparent().tag == qn("a:moveTo"):
            found.append([])
        found[-1].append(((int(step.get("x")) + shape.left) / Pt(1), (int(step.get("y")) + shape.top) / Pt(1)))
    return [np.array(ring) for ring in found]


def fields(deck: Presentation) -> list[str]:
    return [field.get("type") for slide in deck.slides for field in slide._element.xpath(".//a:fld")]
