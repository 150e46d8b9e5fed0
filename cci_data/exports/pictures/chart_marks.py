"""The marks of a chart: bars, tiles, lines, points with their words, frames and notes."""

from collections.abc import Iterable, Mapping, Sequence

from matplotlib.colors import to_rgba

from cci_data.exports.pictures.chart_items import at, each, values_of
from cci_data.exports.pictures.letters import LINE, pieces
from cci_data.exports.pictures.plot import Plot
from cci_data.exports.pictures.sheet import Box, Colour

BAR = 0.72
USUAL_MARKER, USUAL_STROKE = 6, 2
# Where a point lies in the words that plotly puts at its left, on it, or at its right; above, on it, or below.
SIDES = {"left": 1.0, "center": 0.5, "right": 0.0}
LEVELS = {"top": 1.0, "middle": 0.5, "bottom": 0.0}

Point = tuple[float, float]


def faint(colour: str, opacity: float) -> Colour:
    """Return a colour that lets shine through what is below it."""
    red, green, blue, _ = to_rgba(colour)
    return red, green, blue, opacity


def paint_bars(plot: Plot, trace: Mapping) -> None:
    """Paint bars, each with its number beyond its end."""
    lies = trace.get("orientation", "v") == "h"
    lengths, names = (values_of(trace, key) for key in ("xy" if lies else "yx"))
    columns = (at(trace, "marker.color", plot.sheet.palette.primary), at(trace, "marker.pattern.shape", ""))
    looks = (each(value, len(names)) for value in (*columns, trace.get("text", "")))
    half = plot.thickness(names, is_down=lies) * BAR / 2
    for name, length, colour, hatch, text in zip(names, lengths, *looks, strict=True):
        if length is not None and length == length:
            _paint_bar(plot, trace, (name, length), half, colour, hatched=bool(hatch), text=text)


def _paint_bar(
    plot: Plot, trace: Mapping, bar: tuple[float | str, float], half: float, colour: str, *, hatched: bool, text: str
) -> None:
    name, length = bar
    size = _size(plot, trace)
    if trace.get("orientation", "v") == "h":
        middle, (start, end) = plot.y(name), (plot.x(0), plot.x(length))
        box = Box(min(start, end), middle - half, max(start, end), middle + half)
        point, across, down = (end + 0.4 * size, middle), 0.0, 0.5
    else:
        middle, (start, end) = plot.x(name), (plot.y(0), plot.y(length))
        box = Box(middle - half, min(start, end), middle + half, max(start, end))
        point, across, down = (middle, end - 0.2 * size), 0.5, 1.0
    if start != end:
        plot.sheet.rectangle(box, colour, hatched=hatched)
    ink = at(trace, "textfont.color", plot.sheet.palette.text)
    plot.sheet.pieced(point, pieces(text), size, ink, across=across, down=down)


def _size(plot: Plot, trace: Mapping) -> float:
    size = at(trace, "textfont.size", plot.text) * plot.unit
    # In a crowded grid or list, words are no larger than their row.
    return min(size, plot.row / LINE) if plot.down.categories else size


def paint_tiles(plot: Plot, trace: Mapping) -> None:
    """Paint the tiles of a grid, one for each x, y and z; where z is missing, nothing."""
    low, high = trace["zmin"], trace["zmax"]
    half_width = (plot.column - trace.get("xgap", 0) * plot.unit) / 2
    half_height = (plot.row - trace.get("ygap", 0) * plot.unit) / 2
    for name, other, value in zip(*(values_of(trace, key) for key in "xyz"), strict=True):
        if value is not None and value == value:
            x, y = plot.x(name), plot.y(other)
            shade = _shade(trace["colorscale"], min(max((value - low) / (high - low), 0), 1))
            plot.sheet.rectangle(Box(x - half_width, y - half_height, x + half_width, y + half_height), shade)


def _shade(scale: Sequence[Sequence], part: float) -> Colour:
    for (begin, first), (end, last) in zip(scale, scale[1:], strict=False):
        if begin <= part <= end and begin < end:
            share = (part - begin) / (end - begin)
            mixed = zip(to_rgba(first), to_rgba(last), strict=True)
            return tuple(one + (other - one) * share for one, other in mixed)
    return scale[-1][1]


def strokes(points: Iterable[Point | None]) -> list[list[Point]]:
    """Return the stretches of a line between which the pen is lifted, which is where a point is None."""
    found: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            found.append([])
        else:
            found[-1].append(point)
    return [stretch for stretch in found if stretch]


def paint_points(plot: Plot, trace: Mapping) -> None:
    """Paint lines, which are lifted where a value is missing, points, and words beside them."""
    pairs = zip(values_of(trace, "x"), values_of(trace, "y"), strict=True)
    points = [None if x is None or y is None or y != y else (plot.x(x), plot.y(y)) for x, y in pairs]
    mode = trace.get("mode", "lines")
    if "lines" in mode:
        colour = faint(at(trace, "line.color", plot.sheet.palette.primary), trace.get("opacity", 1))
        stroke = at(trace, "line.width", USUAL_STROKE) * plot.unit
        for stretch in strokes(points):
            if len(stretch) > 1:
                plot.sheet.line(stretch, colour, stroke, at(trace, "line.dash", "solid"))
    if "markers" in mode:
        _paint_markers(plot, trace, points)
    if "text" in mode:
        _paint_words(plot, trace, points)


def _paint_markers(plot: Plot, trace: Mapping, points: Sequence[Point | None]) -> None:
    opacity = trace.get("opacity", 1) * at(trace, "marker.opacity", 1)
    if not opacity:
        return
    usual = {"color": plot.sheet.palette.primary, "size": USUAL_MARKER, "symbol": "circle"}
    looks = (each(at(trace, f"marker.{key}", value), len(points)) for key, value in usual.items())
    for point, colour, size, symbol in zip(points, *looks, strict=True):
        if point:
            plot.sheet.spot(point, size * plot.unit / 2, faint(colour, opacity), symbol=symbol)


def _paint_words(plot: Plot, trace: Mapping, points: Sequence[Point | None]) -> None:
    size = _size(plot, trace)
    inks = each(at(trace, "textfont.color", plot.sheet.palette.text), len(points))
    places = each(trace.get("textposition", "middle center"), len(points))
    # Words that stand alone may lie on lines; words on points and tiles have a ground of their own.
    halo = plot.sheet.palette.background if trace["mode"] == "text" else None
    for point, text, ink, place in zip(points, each(trace["text"], len(points)), inks, places, strict=True):
        if point is None:
            continue
        lines, (level, side) = pieces(text), place.split()
        x, y = point
        if level != "middle":
            # What would reach below the plot would lie on the labels of its axis.
            lowest = plot.box.bottom - (1 - LEVELS[level]) * len(lines) * LINE * size
            y = min(y, lowest) if level == "bottom" else y
        plot.sheet.pieced((x, y), lines, size, ink, across=SIDES[side], down=LEVELS[level], halo=halo)


def paint_shape(plot: Plot, item: Mapping) -> None:
    """Paint a line or a frame over the marks."""
    (left, right), (top, bottom) = (
        [plot.place(item[f"{letter}{end}"], _reference(item, letter)) for end in (0, 1)] for letter in "xy"
    )
    colour = at(item, "line.color", plot.sheet.palette.text)
    stroke = at(item, "line.width", USUAL_STROKE) * plot.unit
    if item["type"] == "line":
        plot.sheet.line([(left, top), (right, bottom)], colour, stroke, at(item, "line.dash", "solid"))
    else:
        box = Box(min(left, right), min(top, bottom), max(left, right), max(top, bottom))
        plot.sheet.rectangle(box, None, edge=colour, stroke=stroke)


def paint_note(plot: Plot, item: Mapping) -> None:
    """Write a note."""
    x, y = (plot.place(item[letter], _reference(item, letter)) for letter in "xy")
    size = at(item, "font.size", plot.text) * plot.unit
    across = {"left": 0.0, "center": 0.5, "right": 1.0}[item.get("xanchor", "center")]
    down = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[item.get("yanchor", "middle")]
    colour = at(item, "font.color", plot.sheet.palette.text)
    plot.sheet.pieced((x, y), pieces(item["text"]), size, colour, across=across, down=down)


def _reference(item: Mapping, letter: str) -> str:
    written = item.get(f"{letter}ref", letter)
    return f"{letter} domain" if written == "paper" else written
