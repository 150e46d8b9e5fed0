"""A native chart of bars: numbers by step."""

from collections.abc import Sequence

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.slide import Slide
from pptx.util import Pt

from cci_data.exports.pictures.sheet import Box
from cci_data.exports.slides.theme import ACCENT, MUTED, PRIMARY, TEXT
from cci_data.exports.slides.words import SMALLEST, Paragraph, clean, describe, dress, paint


def add_bars(slide: Slide, box: Box, steps: Sequence[str], totals: Sequence[int], title: str) -> None:
    """Draw a bar for each step into a box, the first on top; the last one, which is the whole, stands out."""
    data = CategoryChartData(number_format="0")
    data.categories = [clean(step) or "–" for step in steps]
    data.add_series(title, totals)
    place = (Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, data)
    said = ", ".join(f"{step} {total}" for step, total in zip(steps, totals, strict=True))
    describe(frame, title, f"Bar chart. {title}: {said}.")
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    dress(chart.font, Paragraph("", SMALLEST, TEXT))
    _quiet(chart, len(steps), box)
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels, plot.vary_by_categories = 45, True, False
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    dress(plot.data_labels.font, Paragraph("", SMALLEST, TEXT, is_bold=True))
    (series,) = plot.series
    paint(series.format.fill, PRIMARY)
    paint(series.points[len(steps) - 1].format.fill, ACCENT)


def _quiet(chart, steps: int, box: Box) -> None:
    """Leave out what a chart with a number at each bar does not need."""
    values, names = chart.value_axis, chart.category_axis
    values.visible = values.has_major_gridlines = False
    values.minimum_scale = 0
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    paint(names.format.line.fill, MUTED)
    dress(names.tick_labels.font, Paragraph("", SMALLEST, TEXT))
    skip = -(-steps * SMALLEST * 1.3 // box.height)
    if skip > 1:
        add_skip(names, int(skip))


def add_skip(axis, every: int) -> None:
    """Let an axis name every so-manieth of its categories only, where there is no room for all names."""
    element = axis._element
    skip = element.makeelement(
        "{http://schemas.openxmlformats.org/drawingml/2006/chart}tickLblSkip", {"val": str(every)}
    )
    element.xpath("./c:noMultiLvlLbl")[0].addprevious(skip)
