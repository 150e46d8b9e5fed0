"""Indicators over time as native line charts: one each, four on a slide."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from math import ceil, floor, log10

from matplotlib.ticker import MaxNLocator
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.text import MSO_ANCHOR
from pptx.slide import Slide
from pptx.util import Pt

from cci_data.exports.pictures.sheet import Box
from cci_data.exports.slides.measure import line_count
from cci_data.exports.slides.page import Ground, Page, caption, nothing
from cci_data.exports.slides.theme import ACCENT, COMPARE, LINE, MUTED, PRIMARY, TEXT
from cci_data.exports.slides.words import LINE as LINE_HEIGHT
from cci_data.exports.slides.words import SMALLEST, Paragraph, Said, add_words, clean, describe, dress, fitted, paint
from cci_data.scenes.scene import Line, Lines, Panels

MOST_PANELS, COLUMNS, GAP, LEADING = 4, 2, 26, 12
TITLE_SIZE, VALUE_HEIGHT = 16, 20
NOTHING = "No statistics are on record."
NAMED_YEARS, TICKS = 6, 3
AFTER = "after a break"
# role → colour, width of the line, size of its points.
LOOKS = {"other": (COMPARE, 1, 5), "union": (PRIMARY, 2, 6), "country": (ACCENT, 3.5, 8)}
# A large number is said in millions or billions.
LARGE_VALUE = '[>=1000000000]#,##0.0,,,"\u00a0bn";[>=1000000]#,##0.00,,"\u00a0m";#,##0'
LARGE = '[>=1000000000]#,##0,,,"\u00a0bn";[>=1000000]#,##0,,"\u00a0m";#,##0'


def panel_pages(block: Panels, ground: Ground) -> list[Page]:
    """Return the pages of the indicators, four on each."""
    if not block.panels:
        return [nothing(NOTHING, ground)]
    numbers = range(0, len(block.panels), MOST_PANELS)
    parts = [block.panels[number : number + MOST_PANELS] for number in numbers]
    return [Page(partial(_draw, panels=part, words=block.caption, ground=ground), _said(part)) for part in parts]


def _said(panels: Sequence[Lines]) -> str:
    return " ".join(f"{panel.title} ({panel.unit}): {panel.latest or 'no value of the country'}." for panel in panels)


def _draw(slide: Slide, panels: Sequence[Lines], words: str, ground: Ground) -> None:
    room = caption(slide, ground.box, words)
    columns = min(COLUMNS, len(panels))
    rows = [panels[first : first + columns] for first in range(0, len(panels), columns)]
    across = (room.width - GAP * (columns - 1)) / columns
    down = (room.height - LEADING * (len(rows) - 1)) / len(rows)
    for number, row in enumerate(rows):
        top = room.top + number * (down + LEADING)
        titles = [_title(panel, across) for panel in row]
        high = max(line_count(title.text, title.size, across, True) * title.size * LINE_HEIGHT for title in titles)
        for column, (panel, title) in enumerate(zip(row, titles, strict=True)):
            left = room.left + column * (across + GAP)
            draw_panel(slide, panel, title, high, Box(left, top, left + across, top + down))


def _title(panel: Lines, room: float) -> Said:
    return fitted(panel.title, room, 2 * TITLE_SIZE * LINE_HEIGHT, TITLE_SIZE, is_bold=True)


def draw_panel(slide: Slide, panel: Lines, title: Said, high: float, box: Box) -> None:
    """Draw an indicator into a box: its title in a room so `high`, the latest value with the unit, and the lines."""
    words = f"{panel.latest}  ({panel.unit})" if panel.latest else panel.unit
    value = fitted(words, box.width, VALUE_HEIGHT, 16)
    name = clean(panel.title)
    above = box.but(bottom=box.top + high)
    paragraph = Paragraph(title.text, title.size, TEXT, is_bold=True)
    add_words(slide, above, [paragraph], name=f"Title: {name}", anchor=MSO_ANCHOR.BOTTOM)
    below = Box(box.left, box.top + high, box.right, box.top + high + VALUE_HEIGHT)
    colour = ACCENT if panel.latest else MUTED
    add_words(slide, below, [Paragraph(value.text, value.size, colour)], name=f"Latest value: {name}")
    add_lines(slide, panel, box.but(top=below.bottom + 2))


def series_of(line: Line) -> Iterator[tuple[str, dict[int, float]]]:
    """Yield the series that draw a line, with its values by year.

    A missing year leaves a gap by itself. Where the series breaks between two years that follow each other there is no
    year to leave out, so that what comes after the break is a series of its own.
    """
    parts: tuple[dict[int, float], dict[int, float]] = ({}, {})
    into = 0
    for stroke in line.strokes:
        if stroke and parts[into] and max(parts[into]) + 1 >= stroke[0][0]:
            into = 1 - into
        parts[into].update(stroke)
    for name, part in zip((line.name, f"{line.name}, {AFTER}"), parts, strict=True):
        if part:
            yield name, part


def add_lines(slide: Slide, panel: Lines, box: Box) -> None:
    """Draw the lines of an indicator into a box; without any value, leave it empty."""
    found = [(line.role, name, values) for line in panel.lines for name, values in series_of(line)]
    if not found:
        return
    every = {year for _, _, values in found for year in values}
    years = list(range(min(every), max(every) + 1))
    data = CategoryChartData(number_format=_format(panel))
    data.categories = [date(year, 1, 1) for year in years]
    data.categories.number_format = "yyyy"
    for _, name, values in found:
        data.add_series(clean(name), [values.get(year) for year in years])
    place = (Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *place, data)
    areas = len(panel.lines)
    words = f"Line chart of {areas} {'area' if areas == 1 else 'areas'}, {years[0]} to {years[-1]}. {panel.title}, "
    describe(frame, panel.title, f"{words}{panel.unit}. Latest value of the country: {panel.latest or 'none'}.")
    _style(frame.chart, panel, [value for _, _, values in found for value in values.values()], len(years))
    for series, (role, _, _) in zip(frame.chart.plots[0].series, found, strict=True):
        _dress_line(series, role)
    _label_latest(frame.chart, found, years)


def _format(panel: Lines) -> str:
    return f"0.{'0' * panel.decimals}" if panel.decimals else LARGE_VALUE


def _style(chart: Chart, panel: Lines, values: Sequence[float], years: int) -> None:
    chart.has_legend = chart.has_title = False
    dress(chart.font, Paragraph("", SMALLEST, MUTED))
    down, across = chart.value_axis, chart.category_axis
    low, high, step = scale_of(values, panel.is_logarithmic)
    down.minimum_scale, down.maximum_scale = low, high
    if panel.is_logarithmic:
        _make_logarithmic(down)
    else:
        down.major_unit = step
    down.tick_labels.number_format = LARGE if high >= 1000 else f"0.{'0' * _decimals(step)}".rstrip(".")
    down.tick_labels.number_format_is_linked = False
    down.major_tick_mark = across.major_tick_mark = XL_TICK_MARK.NONE
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    paint(down.major_gridlines.format.line.fill, LINE)
    paint(down.format.line.fill, "")
    paint(across.format.line.fill, COMPARE)
    _name_years(across, ceil(years / NAMED_YEARS))


def _name_years(axis, every: int) -> None:
    """Let an axis of dates count in years and name one of so many: of a plain one LibreOffice would turn all names."""
    element = axis._element
    element.xpath("./c:baseTimeUnit")[0].set("val", "years")
    for tag, value in (("majorUnit", str(every)), ("majorTimeUnit", "years")):
        element.append(
            element.makeelement(f"{{http://schemas.openxmlformats.org/drawingml/2006/chart}}{tag}", {"val": value})
        )


def _decimals(step: float) -> int:
    return max(0, -floor(log10(step))) if step < 1 else int(step != int(step))


def scale_of(values: Sequence[float], is_logarithmic: bool) -> tuple[float, float, float]:
    """Return where an axis begins and ends, and the step between its marks (of a logarithmic one, a factor)."""
    least, most = min(values), max(values)
    if is_logarithmic and least > 0:
        low, high = 10.0 ** floor(log10(least)), 10.0 ** ceil(log10(most))
        return low, high if high > low else low * 10, 10
    least, most = min(least, 0), max(most, 0)
    ticks = MaxNLocator(TICKS, steps=[1, 2, 2.5, 5, 10]).tick_values(least, most if most > least else 1)
    step = float(ticks[1] - ticks[0])
    return floor(least / step) * step, ceil(most / step) * step or step, step


def _make_logarithmic(axis) -> None:
    scaling = axis._element.xpath("./c:scaling")[0]
    base = scaling.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/chart}logBase", {"val": "10"})
    scaling.insert(0, base)


def _dress_line(series, role: str) -> None:
    colour, weight, _ = LOOKS.get(role, LOOKS["other"])
    series.smooth = False
    paint(series.format.line.fill, colour)
    series.format.line.width = Pt(weight)
    if role == "union":
        series.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    series.marker.style = XL_MARKER_STYLE.NONE
    values = [None, *series.values, None]
    for number, value in enumerate(values[1:-1], 1):
        if value is not None and values[number - 1] is None and values[number + 1] is None:
            _mark(series.points[number - 1], role)


def _mark(point, role: str) -> None:
    colour, _, size = LOOKS.get(role, LOOKS["other"])
    point.marker.style, point.marker.size = XL_MARKER_STYLE.CIRCLE, size
    paint(point.marker.format.fill, colour)
    paint(point.marker.format.line.fill, "")


def _label_latest(chart: Chart, found: Sequence[tuple[str, str, dict[int, float]]], years: Sequence[int]) -> None:
    """Mark the country's latest value, and write it there."""
    own = [(max(values), number) for number, (role, _, values) in enumerate(found) if role == "country"]
    if not own:
        return
    year, number = max(own)
    point = chart.plots[0].series[number].points[years.index(year)]
    _mark(point, "country")
    label = point.data_label
    label.position = XL_LABEL_POSITION.ABOVE
    dress(label.font, Paragraph("", SMALLEST, ACCENT, is_bold=True))
    label._dLbl.xpath("./c:showVal")[0].set("val", "1")
    label._dLbl.xpath("./c:txPr/a:bodyPr")[0].set("wrap", "none")
