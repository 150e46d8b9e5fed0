"""Does a point lie in a country? Asked of the basemap's shapes."""

import json
from functools import cache

from shapely import Point, prepare
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from cci_data.basemap import shapes

# The shapes of the basemap are simplified and small islands are left out: about 30 km from north to south.
TOLERANCE_DEGREES = 0.3


def lies_in(latitude: float, longitude: float, country_code: str | None) -> bool:
    """Tell whether a point (degrees, WGS 84) lies in the country, or within TOLERANCE_DEGREES of it.

    Without a country: on land anywhere on the basemap. Of a country that the basemap does not draw it cannot be said,
    so every point passes.
    """
    land = _land()
    if country_code is not None and country_code not in land:
        return True
    point = Point(longitude, latitude)
    candidates = land.values() if country_code is None else [land[country_code]]
    return any(geometry.dwithin(point, TOLERANCE_DEGREES) for geometry in candidates)


def country_at(latitude: float, longitude: float) -> str | None:
    """Return the code of the country in which a point (degrees, WGS 84) lies, or None.

    A point beside the simplified shapes is in the nearest country within TOLERANCE_DEGREES. Every country of the
    basemap can be the answer, not only the ten of the network.
    """
    point = Point(longitude, latitude)
    away = {code: geometry.distance(point) for code, geometry in _land().items()}
    nearest = min(away, key=away.__getitem__)
    return nearest if away[nearest] <= TOLERANCE_DEGREES else None


@cache
def _land() -> dict[str, BaseGeometry]:
    features = json.loads(shapes())["features"]
    land = {feature["properties"]["code"]: shape(feature["geometry"]) for feature in features}
    for geometry in land.values():
        prepare(geometry)
    return land
