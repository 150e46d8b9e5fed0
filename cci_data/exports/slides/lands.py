"""The land below a map: where a map looks at, and the shapes of the countries in sight, as areas that can be edited."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from cci_data.exports.pictures.projection import Projection
from cci_data.exports.pictures.sheet import Box
from cci_data.exports.slides.drawing import Drawing
from cci_data.theme import Palette

# The middle of the projection, in degrees; what lies beyond the region is off the map.
LONGITUDE, LATITUDE = 15.0, 60.0
WEST, EAST, SOUTH, NORTH = -30.0, 45.0, 44.0, 72.5
# How far land is looked for around the region, so that it reaches the edges of the map.
AROUND = 25.0
# The closest look, so that a single place still shows its surroundings: points for one radius of the earth.
CLOSEST = 2600
MARGIN = 26
# No eye can tell corners apart that are so near, in points; an island smaller than so many square points is no more
# than a dot.
TOLERANCE, LEAST_AREA = 0.5, 1.5
HIGHEST = 80.0


@dataclass(frozen=True)
class View:
    """A look at the globe. box: its room on a slide; projection: from degrees to points of the slide."""

    box: Box
    projection: Projection

    def point(self, longitude: float, latitude: float) -> tuple[float, float] | None:
        """Return where a place lies on the slide, None for one beyond the map."""
        if not is_near(longitude, latitude):
            return None
        ((x, y),) = self.projection.points(np.array([longitude]), np.array([latitude]))
        return (float(x), float(y))


@dataclass(frozen=True)
class Land:
    """A country in sight.

    is_network: whether it is one of the network's; rings: its outlines and holes; inside: a point in its largest part;
    shape: the same as rings, to ask what lies in it.
    """

    name: str
    is_network: bool
    rings: tuple[np.ndarray, ...]
    inside: tuple[float, float]
    shape: shapely.MultiPolygon


def is_near(longitude: float, latitude: float) -> bool:
    """Tell whether a place lies in the region of the map."""
    return WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH


def look_at(box: Box, places: Sequence[tuple[float, float]]) -> View:
    """Return the view of all `places` (longitude, latitude) that are in the region; of the whole region without any."""
    near = [place for place in places if is_near(*place)] or [(-22.0, 64.5), (28.0, 69.5), (10.0, 49.0), (24.0, 51.0)]
    degrees = np.array(near)
    plain = Projection(LONGITUDE, LATITUDE, (0.0, 0.0), 1.0)
    points = plain.points(degrees[:, 0], degrees[:, 1])
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    scales = [CLOSEST]
    if right > left:
        scales.append((box.width - 2 * MARGIN) / (right - left))
    if bottom > top:
        scales.append((box.height - 2 * MARGIN) / (bottom - top))
    scale, (x, y) = min(scales), box.middle
    middle = (x - scale * (left + right) / 2, y - scale * (top + bottom) / 2)
    return View(box, replace(plain, middle=middle, pixels=scale))


def lands_in(view: View, lands: bytes) -> list[Land]:
    """Return the countries in sight, cut at the edges of the map. lands: GeoJSON with name and network of each."""
    window = shapely.box(view.box.left, view.box.top, view.box.right, view.box.bottom)
    found = []
    for feature in json.loads(lands)["features"] if lands else []:
        parts = [part for area in _areas(feature["geometry"]) for part in _seen(view, area, window)]
        if parts:
            inside = max(parts, key=lambda part: part.area).representative_point()
            rings = tuple(ring for part in parts for ring in _rings(part))
            facts = feature["properties"]
            found.append(
                Land(facts["name"], bool(facts["network"]), rings, (inside.x, inside.y), shapely.MultiPolygon(parts))
            )
    return found


def _areas(geometry: dict) -> list:
    return geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]


def _seen(view: View, area: Sequence, window: shapely.Polygon) -> Iterator[shapely.Polygon]:
    """Yield what is seen of one part of a country, in points of the slide."""
    outline = np.array(area[0], dtype=float)
    west, south = outline.min(axis=0)
    east, north = outline.max(axis=0)
    if west > EAST + AROUND or east < WEST - AROUND or north < SOUTH - AROUND or south > HIGHEST:
        return
    rings = []
    for ring in area:
        degrees = np.array(ring, dtype=float)
        rings.append(view.projection.points(degrees[:, 0], degrees[:, 1]))
    whole = shapely.simplify(shapely.Polygon(rings[0], rings[1:]), TOLERANCE)
    cut = shapely.intersection(shapely.make_valid(whole), window)
    for part in shapely.get_parts(cut):
        if part.geom_type == "Polygon" and part.area >= LEAST_AREA:
            yield part


def _rings(part: shapely.Polygon) -> Iterator[np.ndarray]:
    """Yield the outline of a part and its holes, each way round as fills want it, without the corner said twice."""
    turned = shapely.geometry.polygon.orient(part)
    for ring in (turned.exterior, *turned.interiors):
        yield shapely.get_coordinates(ring)[:-1]


def draw_lands(drawing: Drawing, view: View, found: Sequence[Land], palette: Palette) -> None:
    """Draw the sea and the countries, those of the network in a colour of their own."""
    drawing.block("Sea", view.box, palette.sea)
    for land in sorted(found, key=lambda land: land.is_network):
        drawing.area(land.name, land.rings, palette.network_land if land.is_network else palette.land, palette.coast)
