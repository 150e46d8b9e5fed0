"""Places on the globe as points of a picture: Lambert's conformal conic projection, made for a region of the north."""

import math
from dataclasses import dataclass

import numpy as np

EARTH_METRES = 6_371_000
# deck.gl draws the whole world so wide at zoom 0.
WORLD_PIXELS = 512
APART = math.radians(6)
NEAREST_POLE = 89.0


@dataclass(frozen=True)
class Projection:
    """A view of the globe around a point: north is up there, and shapes keep their angles.

    longitude, latitude: of the middle, in degrees; middle: where it lies on the sheet; pixels: how many of them are
    one radius of the earth there.
    """

    longitude: float
    latitude: float
    middle: tuple[float, float]
    pixels: float

    def points(self, longitudes: np.ndarray, latitudes: np.ndarray) -> np.ndarray:
        """Return a row of x and y on the sheet for each pair of degrees."""
        centre = math.radians(self.latitude)
        south, north = centre - APART, centre + APART
        cone = math.log(math.cos(south) / math.cos(north)) / math.log(_open(north) / _open(south))
        size = math.cos(south) * _open(south) ** cone / cone
        degrees = np.clip(latitudes, -NEAREST_POLE, NEAREST_POLE)
        reach = size / np.tan(math.pi / 4 + np.radians(degrees) / 2) ** cone
        turn = cone * np.radians(np.asarray(longitudes) - self.longitude)
        x, y = self.middle
        across = x + self.pixels * reach * np.sin(turn)
        down = y - self.pixels * (size / _open(centre) ** cone - reach * np.cos(turn))
        return np.column_stack([across, down])

    @property
    def metre(self) -> float:
        """How many pixels a metre is in the middle of the view."""
        return self.pixels / EARTH_METRES


def _open(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)


def view(longitude: float, latitude: float, zoom: float, middle: tuple[float, float], scale: float) -> Projection:
    """Return the projection that shows what deck.gl's map shows at this place and zoom, `scale` times as large."""
    pixels = WORLD_PIXELS * 2**zoom / (2 * math.pi) / math.cos(math.radians(latitude))
    return Projection(longitude, latitude, middle, pixels * scale)
