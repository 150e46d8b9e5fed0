"""An indicator over time, drawn: the country in front, the others thin, the European Union dashed."""

import math
from collections.abc import Callable

from cci_data.exports.handout.svg import drawing, element, path, text
from cci_data.language import short
from cci_data.scenes.scene import Line, Lines
from cci_data.theme import Palette

WIDTH, HEIGHT = 112.0, 78.0
LEFT, RIGHT, TOP, BOTTOM = 24.0, 3.0, 5.0, 12.0
SIZE = 6.8
STEPS = 4
DOT = 1.1
NICE = (1, 2, 2.5, 5, 10)

Scale = Callable[[float], float]


def panel(lines: Lines, palette: Palette) -> str:
    """Return the drawing of an indicator; without a value, an empty one."""
    points = [point for line in lines.lines for stroke in line.strokes for point in stroke]
    if not points:
        return drawing(WIDTH, HEIGHT, [])
    years, values = zip(*points, strict=True)
    x = _across(min(years), max(years))
    marks = _tens(values) if lines.is_logarithmic else _even(values)
    y = _up(marks, math.log10 if lines.is_logarithmic else float)
    parts = [part for mark in marks if TOP <= y(mark) <= HEIGHT for part in _grid(mark, y(mark), palette)]
    parts += _years(min(years), max(years), x, palette)
    parts += [part for line in lines.lines for part in _line(line, x, y, palette)]
    return drawing(WIDTH, HEIGHT, parts)


def _across(first: int, last: int) -> Scale:
    room = WIDTH - LEFT - RIGHT
    return lambda year: LEFT + room * ((year - first) / (last - first) if last > first else 0.5)


def _up(marks: list[float], of: Callable[[float], float]) -> Scale:
    low, high = of(marks[0]), of(marks[-1])
    room = HEIGHT - TOP - BOTTOM
    return lambda value: HEIGHT - BOTTOM - room * ((of(value) - low) / (high - low) if high > low else 0.5)


def _even(values: tuple[float, ...]) -> list[float]:
    """Return where the lines of a scale from zero are: about STEPS of them, at round values, the last above all."""
    low, high = min(0.0, *values), max(0.0, *values)
    rough = (high - low) / STEPS or 1.0
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * nice for nice in NICE if size * nice >= rough)
    return [step * number for number in range(math.floor(low / step), math.ceil(high / step) + 1)]


def _tens(values: tuple[float, ...]) -> list[float]:
    """Return where the lines of a logarithmic scale are: at powers of ten, around all values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return [10.0**power for power in range(low, max(high, low + 1) + 1)]


def _grid(mark: float, y: float, palette: Palette) -> tuple[str, str]:
    decimals = 0 if mark == int(mark) else 1
    line = element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, stroke=palette.line, stroke_width="0.5")
    return line, text(_mark(mark, decimals), LEFT - 3, y + SIZE / 3, size=SIZE, fill=palette.muted, anchor="end")


def _mark(value: float, decimals: int) -> str:
    return short(value, decimals).replace(" million", " m").replace(" billion", " bn").replace(" trillion", " tn")


def _years(first: int, last: int, x: Scale, palette: Palette) -> list[str]:
    if first == last:
        return [text(str(first), x(first), HEIGHT - 2, size=SIZE, fill=palette.muted, anchor="middle")]
    ends = {first: "start", last: "end"}
    return [
        text(str(year), x(year), HEIGHT - 2, size=SIZE, fill=palette.muted, anchor=where)
        for year, where in ends.items()
    ]


def _line(line: Line, x: Scale, y: Scale, palette: Palette) -> list[str]:
    colour, width, dashes = {
        "country": (palette.accent, "1.5", None),
        "union": (palette.primary, "1", "3 2"),
    }.get(line.role, (palette.compare, "0.4", None))
    strokes = [[(x(year), y(value)) for year, value in stroke] for stroke in line.strokes]
    look = {"stroke": colour, "stroke_width": width, "stroke_dasharray": dashes, "stroke_linejoin": "round"}
    found = [element("path", d=path(strokes), fill="none", **look)] if any(strokes) else []
    if line.role == "country":
        # Where the pen is lifted on both sides of a year, only its dot is seen.
        found += [element("circle", cx=cx, cy=cy, r=DOT, fill=colour) for stroke in strokes for cx, cy in stroke]
    else:
        lone = [stroke[0] for stroke in strokes if len(stroke) == 1]
        found += [element("circle", cx=cx, cy=cy, r=DOT / 2, fill=colour) for cx, cy in lone]
    return found
