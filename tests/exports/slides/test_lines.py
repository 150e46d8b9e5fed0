"""Line charts: the values of the scenes, their gaps and breaks, and what the lines look like."""

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_THEME_COLOR
from pptx.util import Pt

from cci_data.exports.slides.lines import AFTER, scale_of, series_of
from cci_data.scenes.scene import Line, Lines, Panels, Scene
from tests.exports.slides.reading import a_scene, charts, named, slides_of

BROKEN = Line("Latvia", "country", (((2016, 4.5),), ((2019, 3.5), (2020, 3.7)), ((2021, 4.2), (2022, 4.0))))
UNION = Line("European Union", "union", (((2019, 3.7), (2020, 3.6)),))
OTHER = Line("Estonia", "other", (((2016, 5.0), (2017, 5.2)),))
PANEL = Lines("Cultural employment", "% of employment", 1, "4.0, 2022", False, (OTHER, UNION, BROKEN))


def drawn_lines(chart) -> dict[str, list[tuple[int, float]]]:
    """Return the points that a chart draws, by the name of the area, in the order of years."""
    years = [int(str(label)[:4]) for label in _years(chart)]
    found: dict[str, list[tuple[int, float]]] = {}
    for series in chart.plots[0].series:
        points = [(year, value) for year, value in zip(years, series.values, strict=True) if value is not None]
        found.setdefault(series.name.removesuffix(f", {AFTER}"), []).extend(points)
    return {name: sorted(points) for name, points in found.items()}


def _years(chart) -> list[date]:
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return [row[0].value.date() for row in book.active.iter_rows(min_row=2)]


def test_the_charts_hold_the_values_of_the_scenes(deck, scenes: tuple[Scene, ...]):
    (panels,) = (scene.blocks[0].panels for scene in scenes if scene.name == "spotlight-figures")
    found = [
        chart for slide in deck.slides for chart in charts(slide) if chart.plots[0]._element.tag.endswith("lineChart")
    ]
    assert len(found) == len(panels) == 7
    for panel, chart in zip(panels, found, strict=True):
        wanted = {line.name: sorted(point for stroke in line.strokes for point in stroke) for line in panel.lines}
        assert drawn_lines(chart) == wanted


def test_the_workbook_of_a_chart_holds_the_same_with_blank_cells():
    (chart,) = charts(slides_of(a_scene(Panels((PANEL,), "How")))[0])
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows(min_col=2)]
    assert rows == [
        ["Estonia", "European Union", "Latvia", f"Latvia, {AFTER}"],
        [5.0, None, 4.5, None],
        [5.2, None, None, None],
        [None, None, None, None],
        [None, 3.7, 3.5, None],
        [None, 3.6, 3.7, None],
        [None, None, None, 4.2],
        [None, None, None, 4.0],
    ]


def test_a_blank_is_a_gap():
    (chart,) = charts(slides_of(a_scene(Panels((PANEL,), "How")))[0])
    assert chart._chartSpace.xpath("string(.//c:dispBlanksAs/@val)") == "gap"


def test_the_country_is_thick_the_union_dashed_the_others_thin():
    (chart,) = charts(slides_of(a_scene(Panels((PANEL,), "How")))[0])
    estonia, union, latvia, later = chart.plots[0].series
    assert estonia.format.line.width < union.format.line.width < latvia.format.line.width == later.format.line.width
    assert [series.format.line.dash_style for series in (estonia, union, latvia)] == [
        None,
        MSO_LINE_DASH_STYLE.DASH,
        None,
    ]
    assert latvia.format.line.color.theme_color == MSO_THEME_COLOR.ACCENT_2


def test_a_value_without_neighbours_is_a_point_and_the_latest_has_its_number():
    (chart,) = charts(slides_of(a_scene(Panels((PANEL,), "How")))[0])
    _, _, latvia, later = chart.plots[0].series
    marked = [series._element.xpath("./c:dPt/c:idx/@val") for series in (latvia, later)]
    assert marked == [["0"], ["6"]]
    assert later._element.xpath("./c:dLbls/c:dLbl[c:showVal/@val='1']/c:idx/@val") == ["6"]


def test_titles_units_and_latest_values_are_said():
    (slide,) = slides_of(a_scene(Panels((PANEL,), "Latvia in front")))
    assert named(slide, "Title: Cultural employment").text_frame.text == "Cultural employment"
    assert named(slide, "Latest value: Cultural employment").text_frame.text == "4.0, 2022 (% of employment)"
    assert named(slide, "How to read it").text_frame.text == "Latvia in front"


def test_a_logarithmic_scale_stays_one():
    panel = Lines("Persons", "persons", 0, "", True, (Line("Latvia", "country", (((2020, 12.0), (2021, 7000.0)),)),))
    (chart,) = charts(slides_of(a_scene(Panels((panel,), "")))[0])
    assert chart.value_axis._element.xpath("string(./c:scaling/c:logBase/@val)") == "10"
    assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) == (10, 10_000)


def test_an_indicator_without_values_has_its_title_alone():
    panel = Lines("Persons", "persons", 0, "", False, (Line("Latvia", "country", ()),))
    (slide,) = slides_of(a_scene(Panels((panel,), "")))
    assert charts(slide) == [] and named(slide, "Title: Persons")


@pytest.mark.parametrize(("number", "wanted"), [(1, [1]), (4, [4]), (7, [4, 3]), (8, [4, 4]), (9, [4, 4, 1])])
def test_four_indicators_stand_on_a_slide(number: int, wanted: list[int]):
    assert [len(charts(slide)) for slide in slides_of(a_scene(Panels((PANEL,) * number, "How")))] == wanted


YEARS = st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=1, max_size=12)


@given(YEARS)
def test_pens_are_lifted_where_the_strokes_end(steps):
    year, strokes = 1995, [[]]
    for gap, is_break in steps:
        year += 1 + gap
        if (gap or is_break) and strokes[-1]:
            strokes.append([])
        strokes[-1].append((year, float(year)))
    line = Line("Latvia", "country", tuple(map(tuple, strokes)))
    drawn = []
    for _, values in series_of(line):
        for now in sorted(values):
            if now - 1 in values:
                drawn[-1].append((now, values[now]))
            else:
                drawn.append([(now, values[now])])
    assert sorted(drawn) == strokes


@given(st.lists(st.floats(-1e12, 1e12), min_size=1), st.booleans())
def test_every_value_lies_on_its_scale(values: list[float], is_logarithmic: bool):
    low, high, step = scale_of(values, is_logarithmic)
    assert low < high and step > 0
    spare = 1e-9 * (high - low)
    assert low <= min(values) + spare and max(values) <= high + spare


def test_axes_name_few_years():
    line = Line("Latvia", "country", (tuple((year, 1.0) for year in range(1995, 2025)),))
    panel = Lines("Persons", "persons", 0, "1, 2024", False, (line,))
    (chart,) = charts(slides_of(a_scene(Panels((panel,), "")))[0])
    assert chart.category_axis._element.xpath("string(./c:majorUnit/@val)") == "5"
    assert chart.font.size == Pt(14)
