"""A pydeck map, painted as shapes: land, lines, bubbles with their numbers, and the names of countries and seas."""

from collections.abc import Mapping, Sequence

import numpy as np
import pydeck as pdk
from matplotlib.path import Path

from cci_data.exports.pictures.formulas import accessor
from cci_data.exports.pictures.letters import ABOVE, LINE, width
from cci_data.exports.pictures.map_items import features_of, view_of
from cci_data.exports.pictures.map_view import Bubble, Map, ink, placed
from cci_data.exports.pictures.map_words import paint_names, paint_numbers
from cci_data.exports.pictures.projection import view
from cci_data.exports.pictures.sheet import Box, Sheet
from cci_data.language import count

# How large a map on a page is, in its own pixels: so much of the world is seen.
SEEN_WIDTH, SEEN_HEIGHT = 720, 520
# The smallest letters of a map, in its own pixels.
SMALLEST_TEXT = 14
# On a map that is shown smaller than so many times its size on a page, bubbles are smaller too, down to a share.
FULL_SCALE, SMALLEST_SHARE = 1.7, 0.8

# The layer of `figures.region` with the numbers in the bubbles.
NUMBERS = "counts"


def paint_map(sheet: Sheet, deck: pdk.Deck, box: Box, lands: bytes) -> None:
    """Paint a map into `box`, in the view that the screen begins with; how many places lie beyond it is written on it.

    lands: the GeoJSON that stands at the address in the map's layer of shapes.
    Names move aside for bubbles, and those without room are left out, as are numbers that would lie on one another.
    Raises PictureProblem for a layer that it does not know.
    """
    look, layers = view_of(deck)
    scale = min(box.height / SEEN_HEIGHT, box.width / SEEN_WIDTH)
    projection = view(look["longitude"], look["latitude"], look["zoom"], box.middle, scale)
    share = min(max(scale / FULL_SCALE, SMALLEST_SHARE), 1)
    unit = sheet.shape.text / SMALLEST_TEXT
    canvas = Map(sheet, box, projection, unit, unit * share)
    bubbles = [
        bubble for layer in layers if layer["@@type"] == "ScatterplotLayer" for bubble in _bubbles(canvas, layer)
    ]
    with sheet.within(box):
        sheet.rectangle(box, sheet.palette.sea)
        for layer in layers:
            if layer["@@type"] == "GeoJsonLayer":
                _paint_lands(canvas, layer, lands)
            elif layer["@@type"] == "LineLayer":
                _paint_lines(canvas, layer)
        names = [layer for layer in layers if layer["@@type"] == "TextLayer"]
        paint_names(canvas, [layer for layer in names if layer["id"] != NUMBERS], bubbles)
        for layer in layers:
            if layer["@@type"] == "ScatterplotLayer":
                _paint_bubbles(canvas, layer)
        paint_numbers(canvas, [layer for layer in names if layer["id"] == NUMBERS], bubbles)
        _paint_beyond(canvas, bubbles)


def _paint_lands(canvas: Map, layer: Mapping, lands: bytes) -> None:
    fill, edge = accessor(layer["getFillColor"]), accessor(layer["getLineColor"])
    stroke = layer.get("lineWidthMinPixels", 1) * canvas.unit
    for feature in features_of(layer, lands):
        geometry = feature["geometry"]
        areas = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        if parts := [part for area in areas if (part := _outline(canvas, area))]:
            path = Path.make_compound_path(*parts)
            canvas.sheet.area(path, ink(fill(feature)), edge=ink(edge(feature)), stroke=stroke)


def _outline(canvas: Map, area: Sequence[Sequence[Sequence[float]]]) -> Path | None:
    """Return the outline and the holes of an area, without points that no eye can tell apart; None if out of sight."""
    rings = []
    for ring in area:
        degrees = np.array(ring, dtype=float)
        points = np.round(canvas.projection.points(degrees[:, 0], degrees[:, 1]), 1)
        kept = np.ones(len(points), dtype=bool)
        kept[1:] = np.abs(np.diff(np.round(points * 1.5), axis=0)).sum(axis=1) > 0
        if kept.sum() > 2:
            rings.append(points[kept])
    if not rings:
        return None
    (left, top), (right, bottom) = rings[0].min(axis=0), rings[0].max(axis=0)
    if not Box(left, top, right, bottom).meets(canvas.box):
        return None
    return Path.make_compound_path(*map(_closed, rings))


def _closed(ring: np.ndarray) -> Path:
    points = np.vstack([ring, ring[:1]])
    return Path(points, [Path.MOVETO] + [Path.LINETO] * (len(ring) - 1) + [Path.CLOSEPOLY])


def _paint_lines(canvas: Map, layer: Mapping) -> None:
    rows = layer["data"]
    begins, ends = (placed(canvas, rows, accessor(layer[key])) for key in ("getSourcePosition", "getTargetPosition"))
    thick, colour = accessor(layer.get("getWidth", 1)), accessor(layer["getColor"])
    for row, begin, end in zip(rows, begins, ends, strict=True):
        canvas.sheet.line([tuple(begin), tuple(end)], ink(colour(row)), thick(row) * canvas.unit)


def _bubbles(canvas: Map, layer: Mapping) -> list[Bubble]:
    radius = accessor(layer["getRadius"])
    points = placed(canvas, layer["data"], accessor(layer["getPosition"]))
    return [
        Bubble(float(x), float(y), radius(row) * canvas.bubble_unit)
        for row, (x, y) in zip(layer["data"], points, strict=True)
    ]


def _paint_bubbles(canvas: Map, layer: Mapping) -> None:
    fill, edge = accessor(layer["getFillColor"]), accessor(layer.get("getLineColor", [0, 0, 0, 0]))
    stroke = layer.get("lineWidthMinPixels", 1) * canvas.unit if layer.get("stroked") else 0
    for row, bubble in zip(layer["data"], _bubbles(canvas, layer), strict=True):
        look = {"edge": ink(edge(row)), "stroke": stroke}
        canvas.sheet.spot((bubble.x, bubble.y), bubble.radius, ink(fill(row)), **look)


def _paint_beyond(canvas: Map, bubbles: Sequence[Bubble]) -> None:
    beyond = sum(not canvas.box.meets(bubble.box) for bubble in bubbles)
    if not beyond:
        return
    size = canvas.sheet.shape.text
    words = f"{count(beyond, 'place')} {'lies' if beyond == 1 else 'lie'} beyond this map"
    left, top = canvas.box.left + size, canvas.box.bottom - 2.6 * size
    plate = Box(left, top, left + width(words, size) + size, top + LINE * size + 0.4 * size)
    canvas.sheet.rectangle(plate, canvas.sheet.palette.background)
    canvas.sheet.words((left + size / 2, top + (ABOVE + 0.2) * size), words, size, canvas.sheet.palette.text)
