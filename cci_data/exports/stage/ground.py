"""The ground of the maps of a presentation: the shapes of the region as SVG paths, and where its points lie on them."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from markupsafe import Markup
from shapely import Polygon, box, make_valid
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from cci_data.exports.pictures.projection import Projection

# What a map shows in any case, in units of its own; beyond it, the ground goes on to the edges of the box it is in.
WIDTH, MARGIN = 1000, 24
# Room in the east for the names of what lies there.
EAST = 90
BEYOND = 1.2
# What of the network's countries is left out: islands far from where anybody works (degrees: west, south, east, north).
NETWORK = box(-25, 45, 32.5, 70.3)
WORLD = box(-60, 35, 75, 80)
TOLERANCE, SMALLEST_AREA = 0.7, 2.5


@dataclass(frozen=True)
class Name:
    """A name on the map, at its point (degrees, WGS 84)."""

    text: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Ground:
    """The shapes as the data of two SVG paths, in a sheet of WIDTH by `height` units; projection: degrees → units."""

    height: float
    projection: Projection
    network: str
    others: str

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return where a point (degrees, WGS 84) lies on the sheet, in units from its upper left corner."""
        x, y = self.projection.points(np.array([longitude]), np.array([latitude]))[0]
        return round(float(x), 1), round(float(y), 1)

    def shapes(self) -> Markup:
        """Return the shapes as an element of an SVG, to be used by each map as `#lands`."""
        return Markup(
            '<symbol id="lands" overflow="visible"><path class="land" d="{others}"/>'
            '<path class="network" d="{network}"/></symbol>'
        ).format(others=self.others, network=self.network)


@lru_cache(maxsize=2)
def ground(lands: bytes) -> Ground:
    """Return the ground of the basemap: the GeoJSON of `basemap.shapes`, cut to the network and its neighbours."""
    features = [
        (feature["properties"]["network"], make_valid(shape(feature["geometry"])).intersection(WORLD))
        for feature in json.loads(lands)["features"]
    ]
    projection, height = _view([geometry.intersection(NETWORK) for is_ours, geometry in features if is_ours])
    window = box(-BEYOND * WIDTH, -0.4 * height, (1 + BEYOND) * WIDTH, 1.4 * height)
    ours, others = (
        "".join(_path(geometry, projection, window) for is_ours, geometry in features if is_ours is wanted)
        for wanted in (True, False)
    )
    return Ground(height, projection, ours, others)


def _view(network: Sequence[BaseGeometry]) -> tuple[Projection, float]:
    """Return the projection in which the network fills the sheet, and the height of the sheet."""
    plain = Projection(10, 60, (0, 0), 1000)
    corners = np.vstack([_points(polygon, plain) for geometry in network for polygon in _polygons(geometry)])
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    scale = (WIDTH - MARGIN - EAST) / (right - left)
    middle = (MARGIN - left * scale, MARGIN - top * scale)
    return Projection(10, 60, middle, 1000 * scale), math.ceil((bottom - top) * scale + 2 * MARGIN)


def _polygons(geometry: BaseGeometry) -> Iterable[Polygon]:
    parts = getattr(geometry, "geoms", (geometry,))
    return (part for part in parts if isinstance(part, Polygon) and not part.is_empty)


def _points(polygon: Polygon, projection: Projection) -> np.ndarray:
    longitudes, latitudes = np.array(polygon.exterior.coords).T[:2]
    return projection.points(longitudes, latitudes)


def _path(geometry: BaseGeometry, projection: Projection, window: Polygon) -> str:
    """Return the outlines of a country as the data of a path, without islands too small to be seen."""
    found = []
    for polygon in _polygons(geometry):
        drawn = Polygon(_points(polygon, projection)).simplify(TOLERANCE)
        seen = make_valid(drawn).intersection(window)
        found += [_outline(part) for part in _polygons(seen) if part.area >= SMALLEST_AREA]
    return "".join(found)


def _outline(polygon: Polygon) -> str:
    points = np.rint(np.array(polygon.exterior.coords)[:-1]).astype(int)
    steps = np.diff(points, axis=0)
    moved = steps[np.any(steps != 0, axis=1)]
    return f"M{points[0][0]} {points[0][1]}l" + " ".join(f"{x} {y}" for x, y in moved) + "z"
