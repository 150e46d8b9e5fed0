"""The plot of a chart: the box between its axes, and where in it a value lies."""

from dataclasses import dataclass

from cci_data.exports.pictures.axes import Axis
from cci_data.exports.pictures.sheet import Box, Sheet


@dataclass(frozen=True)
class Plot:
    """A box on a sheet with an axis across and one down.

    unit: how many pixels of the picture are one of the figure; text: the figure's usual letters, in its own pixels.
    """

    sheet: Sheet
    box: Box
    across: Axis
    down: Axis
    unit: float
    text: float

    def x(self, value: float | str) -> float:
        """Return where a value of the axis across lies, in pixels of the sheet."""
        return self.box.left + self.across.part(value) * self.box.width

    def y(self, value: float | str) -> float:
        """Return where a value of the axis down lies, in pixels of the sheet."""
        return self.box.bottom - self.down.part(value) * self.box.height

    def place(self, value: float | str, reference: str) -> float:
        """Return where a value lies that refers to an axis (x, y), or to the box by parts of it (paper, x domain …).

        reference: as plotly writes it; paper has to be given with its letter, as `x paper`.
        """
        letter, _, domain = reference.partition(" ")
        if not domain:
            return self.x(value) if letter == "x" else self.y(value)
        if letter == "x":
            return self.box.left + value * self.box.width
        return self.box.bottom - value * self.box.height

    @property
    def row(self) -> float:
        """How high one of the rows is on an axis of names, or the whole box."""
        return self.box.height / max(len(self.down.categories), 1)

    @property
    def column(self) -> float:
        """How wide one of the columns is on an axis of names, or the whole box."""
        return self.box.width / max(len(self.across.categories), 1)
