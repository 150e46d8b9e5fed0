"""The land under a map: the shapes of the region, projected onto a box of paper."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from cci_data.exports.handout.svg import element, path
from cci_data.exports.pictures.projection import Projection
from cci_data.theme import Palette

# Of two corners that are nearer, paper shows one (points).
NEAREST_CORNERS = 0.35
# Below so many points across, an island is not seen.
SMALLEST_ISLAND = 0.7
MARGIN = 0.06
LANDS_KEPT = 2


@dataclass(frozen=True, eq=False)
class Shape:
    """A country's code, whether it is in the network, and its polygons: a row of (longitude, latitude) for each."""

    code: str
    is_network: bool
    rings: tuple[np.ndarray, ...]


@dataclass(frozen=True)
class Ground:
    """A box of paper (points) with a projection of the globe onto it."""

    width: float
    height: float
    projection: Projection

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a place lies in the box."""
        x, y = self.projection.points(np.array([longitude]), np.array([latitude]))[0]
        return float(x), float(y)

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point is inside of the box."""
        return 0 <= x <= self.width and 0 <= y <= self.height


@lru_cache(maxsize=LANDS_KEPT)
def shapes(lands: bytes) -> tuple[Shape, ...]:
    """Return the countries of a GeoJSON whose features have the properties code and network."""
    found = []
    for feature in json.loads(lands)["features"]:
        kind, parts = feature["geometry"]["type"], feature["geometry"]["coordinates"]
        polygons = parts if kind == "MultiPolygon" else [parts]
        rings = tuple(np.array(ring, dtype=float) for polygon in polygons for ring in polygon)
        found.append(Shape(feature["properties"]["code"], bool(feature["properties"]["network"]), rings))
    return tuple(found)


def ground(lands: bytes, width: float, height: float, country: str = "", more: Sequence[tuple] = ()) -> Ground:
    """Return the ground that shows a country, or without one the network, and further points (longitude, latitude)."""
    chosen = [shape for shape in shapes(lands) if (shape.code == country if country else shape.is_network)]
    corners = np.vstack([*(ring for shape in chosen for ring in shape.rings), *(np.array([point]) for point in more)])
    longitude, latitude = (corners.min(axis=0) + corners.max(axis=0)) / 2
    rough = Projection(longitude, latitude, (0, 0), 1.0).points(corners[:, 0], corners[:, 1])
    low, high = rough.min(axis=0), rough.max(axis=0)
    scale = (1 - 2 * MARGIN) * min(width / (high[0] - low[0]), height / (high[1] - low[1]))
    middle = (low + high) / 2 * scale
    return Ground(
        width, height, Projection(longitude, latitude, (width / 2 - middle[0], height / 2 - middle[1]), scale)
    )


def painted(lands: bytes, on: Ground, palette: Palette, country: str = "") -> list[str]:
    """Return the sea and the land: the network's countries darker than others, one country in the accent's colour."""
    found = [element("rect", width=on.width, height=on.height, fill=palette.sea)]
    for shape in shapes(lands):
        rings = [ring for each in shape.rings if (ring := _seen(on.projection.points(*each.T), on)) is not None]
        if not rings:
            continue
        is_chosen = bool(country) and shape.code == country
        fill = palette.accent if is_chosen else palette.network_land if shape.is_network else palette.land
        look = {"fill": fill, "fill_opacity": "0.3" if is_chosen else None, "stroke": palette.coast}
        found.append(element("path", d=path(rings, is_closed=True), stroke_width="0.4", fill_rule="evenodd", **look))
    return found


def _seen(ring: np.ndarray, on: Ground) -> np.ndarray | None:
    """Return the corners of a ring that paper shows, None where it lies outside or is too small."""
    low, high = ring.min(axis=0), ring.max(axis=0)
    is_outside = (high < 0).any() or low[0] > on.width or low[1] > on.height
    if is_outside or (high - low).max() < SMALLEST_ISLAND:
        return None
    kept = [ring[0]]
    for corner in ring[1:]:
        if abs(corner[0] - kept[-1][0]) + abs(corner[1] - kept[-1][1]) >= NEAREST_CORNERS:
            kept.append(corner)
    return np.array(kept)
