"""The labels of a chart's axes: how much room they take, and how they are written."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cci_data.exports.pictures.axes import Axis
from cci_data.exports.pictures.caption import PictureProblem
from cci_data.exports.pictures.chart_items import at
from cci_data.exports.pictures.letters import CAPITAL, LINE, fitted, plain_text, width, wrapped
from cci_data.exports.pictures.plot import Plot
from cci_data.exports.pictures.sheet import Box, Sheet

GAP, GAP_BELOW = 0.45, 0.7
TIGHT_LINE = 1.08
MOST_BESIDE = 0.46
FEWEST_TEXT = 0.6
USUAL_ANGLE = 45


@dataclass(frozen=True)
class Label:
    """A value that is marked on an axis, the lines of its label, and the size of their letters."""

    value: float | str
    lines: Sequence[str]
    size: float


@dataclass(frozen=True)
class Labels:
    """The labels of one axis.

    size: of the letters of most; depth: how far they
    reach away from the plot; beyond: how far they reach over its right end; angle: how they are turned, anticlockwise.
    """

    marks: tuple[Label, ...] = ()
    size: float = 0
    depth: float = 0
    beyond: float = 0
    angle: float = 0


def is_above(axis: Axis) -> bool:
    """Tell whether the labels of an axis across stand above the plot."""
    return axis.item.get("side") == "top"


def labels_along(axis: Axis, room: float, unit: float, sheet: Sheet) -> Labels:
    """Return the labels of the axis across, which is `room` wide; names are turned if they do not fit otherwise."""
    if not at(axis.item, "visible", True):
        return Labels()
    size = at(axis.item, "tickfont.size", sheet.shape.text / unit) * unit
    marks = [(value, plain_text(label)) for value, label in axis.ticks()]
    widest = max((width(label, size) for _, label in marks), default=0)
    step = room / max(len(axis.categories), 1) if axis.categories else room / max(len(marks) - 1, 1)
    if axis.categories and widest > step * 0.92:
        return _turned(marks, size, step, abs(axis.item.get("tickangle", USUAL_ANGLE)) or 90)
    every = 1 if axis.categories else math.ceil((widest + size) / step)
    kept = tuple(Label(value, [label], size) for value, label in marks[::every])
    return Labels(kept, size, (LINE + GAP_BELOW) * size)


def _turned(marks: list[tuple[float | str, str]], size: float, step: float, angle: float) -> Labels:
    turn = math.radians(angle)
    widths = [width(label, size) for _, label in marks]
    depth = max(widths) * math.sin(turn) + size * math.cos(turn) + GAP * size
    beyond = max(length * math.cos(turn) - (place + 0.5) * step for place, length in enumerate(reversed(widths)))
    return Labels(tuple(Label(value, [label], size) for value, label in marks), size, depth, max(beyond, 0), angle)


def labels_beside(axis: Axis, box: Box, unit: float, sheet: Sheet) -> Labels:
    """Return the labels at the left of `box`, of which they may take a part; long names have several lines.

    Raises PictureProblem where there are more rows than can be read.
    """
    if not at(axis.item, "visible", True):
        return Labels()
    size = at(axis.item, "tickfont.size", sheet.shape.text / unit) * unit
    gap = GAP * size + at(axis.item, "ticklabelstandoff", 0) * unit
    if not axis.categories:
        marks = tuple(Label(value, [label], size) for value, label in axis.ticks())
        return Labels(marks, size, max(map(_widest, marks), default=0) + gap)
    row = box.height / len(axis.categories)
    size = min(size, row / LINE)
    if size < FEWEST_TEXT * sheet.shape.text:
        raise PictureProblem(
            f"The chart has {len(axis.categories)} rows, more than can be read in a picture of this shape: "
            "filter it first, or take the table."
        )
    rows = [_beside(name, size, row, box.width * MOST_BESIDE) for name in axis.categories]
    return Labels(tuple(rows), size, max(map(_widest, rows)) + gap)


def _beside(name: str, size: float, row: float, room: float) -> Label:
    """Return the label of a row as large as it fits, in one line or in several smaller ones."""
    text, smallest = plain_text(name), size * FEWEST_TEXT
    while size > smallest:
        lines = wrapped(text, size, room)
        if len(lines) <= max(int(row / (size * TIGHT_LINE)), 1):
            return Label(name, lines, size)
        size -= smallest / 40
    most_lines = max(int(row / (smallest * TIGHT_LINE)), 1)
    return Label(name, *fitted(text, smallest, room, most_lines=most_lines, smallest=1))


def _widest(label: Label) -> float:
    return max((width(line, label.size) for line in label.lines), default=0)


def paint_along(plot: Plot, labels: Labels) -> None:
    """Write the labels of the axis across, above or below the plot."""
    above, size = is_above(plot.across), labels.size
    edge = plot.box.top if above else plot.box.bottom
    turn = math.radians(labels.angle)
    colour = at(plot.across.item, "tickfont.color", plot.sheet.palette.text)
    for mark in labels.marks:
        (label,) = mark.lines
        x, length = plot.x(mark.value), width(label, size)
        if plot.across.item.get("ticks") == "outside":
            plot.sheet.line([(x, edge), (x, edge + (-1 if above else 1) * 0.25 * size)], colour, size / 16)
        if labels.angle and above:
            begin = (x + size * CAPITAL * math.sin(turn) / 2, edge - GAP * size)
        elif labels.angle:
            begin = (x - length * math.cos(turn), edge + GAP * size + length * math.sin(turn) + CAPITAL * size / 2)
        else:
            begin = (x - length / 2, edge - GAP * size if above else edge + (GAP_BELOW + CAPITAL) * size)
        plot.sheet.words(begin, label, size, colour, angle=labels.angle)


def paint_beside(plot: Plot, labels: Labels) -> None:
    """Write the labels at the left of the plot, each in the middle of its row."""
    right = plot.box.left - GAP * labels.size - at(plot.down.item, "ticklabelstandoff", 0) * plot.unit
    colour = at(plot.down.item, "tickfont.color", plot.sheet.palette.text)
    for mark in labels.marks:
        size = mark.size
        base = plot.y(mark.value) + CAPITAL * size / 2 - (len(mark.lines) - 1) * TIGHT_LINE * size / 2
        for number, line in enumerate(mark.lines):
            plot.sheet.words((right - width(line, size), base + number * TIGHT_LINE * size), line, size, colour)
