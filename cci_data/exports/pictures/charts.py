"""A plotly figure, painted: its data and layout are read from the figure, so that it stays the one definition.

A picture has room that a page has not. Where a figure's labels are turned or broken for want of room, they are
straightened as far as the picture allows; everything else is where the figure puts it.
"""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from cci_data.exports.pictures.axes import Axis, axis_of
from cci_data.exports.pictures.caption import PictureProblem
from cci_data.exports.pictures.chart_items import at, each, layout_of, traces_of, values_of
from cci_data.exports.pictures.chart_labels import is_above, labels_along, labels_beside, paint_along, paint_beside
from cci_data.exports.pictures.chart_marks import paint_bars, paint_note, paint_points, paint_shape, paint_tiles
from cci_data.exports.pictures.letters import line_width, pieces, width
from cci_data.exports.pictures.plot import Plot
from cci_data.exports.pictures.sheet import Box, Sheet

USUAL_TEXT = 12
# Rows are at most so many letters high, and a chart is never narrower or lower.
ROW_TEXTS, FEWEST_TEXTS = 3.4, 4
PAINT = {"bar": paint_bars, "heatmap": paint_tiles, "scatter": paint_points}
NOTHING = "Nothing on record yet."


def paint_chart(sheet: Sheet, figure: go.Figure, box: Box) -> None:
    """Paint a figure into `box`; one without a value says so.

    Raises PictureProblem for a trace or an item of the layout that it does not know, and where there is no room.
    """
    traces, layout = traces_of(figure), layout_of(figure)
    if not any(len(values_of(trace, "x")) for trace in traces):
        (x, y), size = box.middle, sheet.shape.text
        sheet.words((x - width(NOTHING, size) / 2, y), NOTHING, size, sheet.palette.muted)
        return
    plot = _painted_axes(sheet, traces, layout, box)
    for trace in sorted(traces, key=lambda trace: trace["type"] == "scatter"):
        PAINT[trace["type"]](plot, trace)
    for item in layout.get("shapes", ()):
        paint_shape(plot, item)
    for item in layout.get("annotations", ()):
        paint_note(plot, item)


def _painted_axes(sheet: Sheet, traces: Sequence[Mapping], layout: Mapping, box: Box) -> Plot:
    """Paint the axes, and return the plot between them: the box within the labels and the figure's margins."""
    unit, usual = _unit(sheet, traces, layout), at(layout, "font.size", USUAL_TEXT)
    across, down = axis_of(traces, layout, "x"), axis_of(traces, layout, "y")
    room = _within_margins(traces, layout, across, box, unit)
    if down.categories:
        spare = max(room.height - (len(down.categories) + 1) * ROW_TEXTS * sheet.shape.text, 0)
        room = room.but(top=room.top + spare * 0.3, bottom=room.bottom - spare * 0.7)
    # How far the labels across reach upwards depends on the room that those beside leave, and the other way round.
    along = labels_along(across, room.width, unit, sheet)
    for _ in range(2):
        beside = labels_beside(down, room.but(bottom=room.bottom - along.depth), unit, sheet)
        along = labels_along(across, room.width - beside.depth - along.beyond, unit, sheet)
    left, right = room.left + beside.depth, room.right - along.beyond
    if is_above(across):
        inner = Box(left, room.top + along.depth, right, room.bottom)
    else:
        inner = Box(left, room.top, right, room.bottom - along.depth)
    if min(inner.width, inner.height) < FEWEST_TEXTS * sheet.shape.text:
        raise PictureProblem("The words around the chart leave no room for it in a picture of this shape.")
    plot = Plot(sheet, inner, across, down, unit, usual)
    _paint_lines_behind(plot)
    paint_along(plot, along)
    paint_beside(plot, beside)
    return plot


def _unit(sheet: Sheet, traces: Sequence[Mapping], layout: Mapping) -> float:
    """Return how many pixels of the picture are one of the figure: so many that its smallest letters can be read."""
    usual = at(layout, "font.size", USUAL_TEXT)
    sizes = [at(layout, f"{axis}.tickfont.size", usual) for axis in ("xaxis", "yaxis")]
    sizes += [at(item, "font.size", usual) for item in layout.get("annotations", ())]
    sizes += [at(trace, "textfont.size", usual) for trace in traces if "text" in trace]
    return sheet.shape.text / min(sizes)


def _within_margins(traces: Sequence[Mapping], layout: Mapping, across: Axis, box: Box, unit: float) -> Box:
    """Return the part of `box` that the figure's margins leave, words beside the ends of lines included.

    For such words a figure keeps room in letters of the screen; here it is as much as they take.
    """
    margin = {side: at(layout, f"margin.{side}", 0) * unit for side in "rtb"}
    words = [
        (across.part(x), line_width(line, at(trace, "textfont.size", at(layout, "font.size", USUAL_TEXT)) * unit))
        for trace in traces
        if "right" in str(trace.get("textposition", ""))
        for x, text in zip(values_of(trace, "x"), each(trace["text"], len(trace["x"])), strict=True)
        for line in pieces(text)
    ]
    kept = [box.width - (box.width - room) / part for part, room in words if part > 0]
    return Box(box.left, box.top + margin["t"], box.right - max(kept, default=margin["r"]), box.bottom - margin["b"])


def _paint_lines_behind(plot: Plot) -> None:
    for axis, is_down in ((plot.across, False), (plot.down, True)):
        if not axis.item.get("showgrid"):
            continue
        colour = at(axis.item, "gridcolor", plot.sheet.palette.line)
        for value, _ in axis.ticks():
            if is_down:
                ends = [(plot.box.left, plot.y(value)), (plot.box.right, plot.y(value))]
            else:
                ends = [(plot.x(value), plot.box.top), (plot.x(value), plot.box.bottom)]
            plot.sheet.line(ends, colour, plot.unit)
