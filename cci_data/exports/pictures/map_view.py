"""What the parts of a map share: the box it is painted in, where a row of data lies, and what colour it has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cci_data.exports.pictures.formulas import Formula
from cci_data.exports.pictures.projection import Projection
from cci_data.exports.pictures.sheet import Box, Colour, Sheet


@dataclass(frozen=True)
class Map:
    """A map on a sheet: its box and its projection.

    unit, bubble_unit: how many pixels of the picture are one of the map's own, and how many in bubbles.
    """

    sheet: Sheet
    box: Box
    projection: Projection
    unit: float
    bubble_unit: float


@dataclass(frozen=True)
class Bubble:
    """A place on the sheet and how large it is drawn."""

    x: float
    y: float
    radius: float

    @property
    def box(self) -> Box:
        """The square around it."""
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


def ink(colour: Sequence[float]) -> Colour:
    """Return a colour of a map, red, green, blue and opacity from 0 to 255, as a sheet takes it."""
    red, green, blue, opacity = [*colour, 255][:4]
    return red / 255, green / 255, blue / 255, opacity / 255


def placed(canvas: Map, rows: Sequence[Mapping], position: Formula) -> np.ndarray:
    """Return where the rows of a layer lie on the sheet, an x and y each."""
    degrees = np.array([position(row)[:2] for row in rows], dtype=float).reshape(-1, 2)
    return canvas.projection.points(degrees[:, 0], degrees[:, 1])
