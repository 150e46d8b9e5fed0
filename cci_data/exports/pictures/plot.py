"""The plot of a chart: the box between its axes, and where in it a value lies."""

from collections.abc import Sequence
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

    def thickness(self, values: Sequence[float | str], *, is_down: bool) -> float:
        """Return how much room a bar has across its length, gaps included: a row or column, or the nearest values' gap.

        values: where the bars lie on the axis down (is_down) or across.
        """
        axis, room = (self.down, self.box.height) if is_down else (self.across, self.box.width)
        if axis.categories or len(set(values)) < 2:
            return self.row if is_down else self.column
        places = sorted(axis.part(value) for value in set(values))
        return room * min(later - earlier for earlier, later in zip(places, places[1:], strict=False))

    @property
    def row(self) -> float:
        """How high one of the rows is on an axis of names, or the whole box."""
        return self.box.height / max(len(self.down.categories), 1)

    @property
    def column(self) -> float:
        """How wide one of the columns is on an axis of names, or the whole box."""
        return self.box.width / max(len(self.across.categories), 1)
