"""Indicators over time as small charts: lines in an SVG that stretches, and words beside it that do not."""

import math
from collections.abc import Callable, Iterable

from markupsafe import Markup

from cci_data.exports.stage.letters import fill, joined
from cci_data.language import short
from cci_data.scenes.scene import Lines, Panels

# So many panels stand side by side, for 1, 2, 3 … of them; more than that in rows of four.
COLUMNS = (1, 2, 3, 2, 3, 3, 4, 4, 3)
# The sheet of a chart in units of its own, and what is left free above the highest and below the lowest line.
WIDTH, HEIGHT, ROOM = 1000, 600, 24
LONG_VALUE = 8


def panels(block: Panels) -> Markup:
    """Return the indicators side by side; each names its latest value, and below all stands which line is which."""
    if not block.panels:
        return Markup("")
    number = len(block.panels)
    return fill(
        '<div class="panels" style="--columns:{columns};--rows:{rows}">{panels}</div><p class="legend">{caption}</p>',
        columns=(columns := COLUMNS[number - 1] if number <= len(COLUMNS) else 4),
        rows=math.ceil(number / columns),
        panels=joined(map(_panel, block.panels)),
        caption=f"{block.caption}.",
    )


def _panel(lines: Lines) -> Markup:
    value, _, year = lines.latest.rpartition(", ")
    return fill(
        '<figure class="panel"><figcaption>{title}</figcaption><p class="latest">{latest}</p>{chart}</figure>',
        title=lines.title,
        latest=fill(
            '<b class="{size}">{value}</b> <span>{unit}, {year}</span>',
            size="long" if len(value) > LONG_VALUE else "",
            value=value,
            unit=lines.unit,
            year=year,
        )
        if value
        else fill("<span>no value on record</span>"),
        chart=_chart(lines),
    )


def _chart(lines: Lines) -> Markup:
    points = [point for line in lines.lines for stroke in line.strokes for point in stroke]
    if not points:
        return Markup("")
    years, values = sorted({year for year, _ in points}), [value for _, value in points]
    across, up = _scale(years), _scale(values, math.log10 if lines.is_logarithmic else float)
    drawn = joined(
        fill(
            '<path class="{role}" d="{strokes}"/>', role=line.role, strokes=" ".join(_strokes(line.strokes, across, up))
        )
        for line in lines.lines
    )
    last = next((line.strokes[-1][-1] for line in lines.lines if line.role == "country"), None)
    end = fill('<path class="end" d="{point}"/>', point=_dot(last, across, up)) if last else ""
    ends = dict.fromkeys((years[0], years[-1]))
    return fill(
        '<div class="chart"><span class="top">{most}</span><span class="bottom">{least}</span>'
        '<svg viewBox="0 0 {width} {height}" preserveAspectRatio="none" aria-hidden="true">{drawn}{end}</svg>'
        '<p class="years">{years}</p></div>',
        most=short(max(values), lines.decimals),
        least=short(min(values), lines.decimals),
        width=WIDTH,
        height=HEIGHT,
        drawn=drawn,
        end=end,
        years=joined(fill("<span>{year}</span>", year=year) for year in ends),
    )


def _scale(values: Iterable[float], measure: Callable[[float], float] = float) -> Callable[[float], float]:
    """Return a function that says how far a value lies from the least (0) to the most (1); in the middle if all are."""
    measured = [measure(value) for value in values]
    least, most = min(measured), max(measured)
    return lambda value: (measure(value) - least) / (most - least) if most > least else 0.5


def _strokes(
    strokes: Iterable[tuple[tuple[int, float], ...]], across: Callable[[float], float], up: Callable[[float], float]
) -> Iterable[str]:
    for stroke in strokes:
        if len(stroke) == 1:
            yield _dot(stroke[0], across, up)
        elif stroke:
            yield "M" + "L".join(_place(point, across, up) for point in stroke)


def _dot(point: tuple[int, float], across: Callable[[float], float], up: Callable[[float], float]) -> str:
    """Return a line of no length: its round ends are a dot, which does not stretch with the sheet."""
    return f"M{_place(point, across, up)}h0"


def _place(point: tuple[int, float], across: Callable[[float], float], up: Callable[[float], float]) -> str:
    year, value = point
    x, y = ROOM + across(year) * (WIDTH - 2 * ROOM), HEIGHT - ROOM - up(value) * (HEIGHT - 2 * ROOM)
    return f"{x:.0f} {y:.0f}"
