import plotly.graph_objects as go
import pytest

from cci_data.exports.pictures.caption import WIDE, Caption
from cci_data.exports.pictures.chart_marks import faint, strokes
from cci_data.exports.pictures.picture import picture
from cci_data.theme import LIGHT
from tests.exports.pictures import reading

SCALE = [[0, "#111111"], [0.5, "#111111"], [0.5, "#ff0000"], [1, "#ffffff"]]


def drawn(*traces: go.Bar | go.Scatter | go.Heatmap, **layout: object) -> bytes:
    return picture(go.Figure(list(traces), layout), Caption(), shape=WIDE, kind="svg", palette=LIGHT)


def test_the_pen_is_lifted_where_a_point_is_missing():
    assert strokes([(0, 1), (1, 1), None, None, (3, 1)]) == [[(0, 1), (1, 1)], [(3, 1)]]
    assert strokes([None]) == []


def test_a_tile_has_the_colour_of_its_value_and_a_missing_one_is_not_there():
    tiles = {"x": ["a", "b", "c", "d"], "y": ["r"] * 4, "z": [0, 1, 0.75, None], "zmin": 0, "zmax": 1}
    svg = drawn(go.Heatmap(**tiles, colorscale=SCALE, showscale=False))
    black, white, between = (reading.shapes(svg, colour) for colour in ("#111111", "#ffffff", "#ff8080"))
    assert len(black) == len(white) == len(between) == 1
    assert black[0][2] <= white[0][0] < white[0][2] <= between[0][0]


def test_a_bar_without_a_value_is_not_there_and_one_apart_is_hatched():
    bar = go.Bar(x=[3, None, 2], y=["a", "b", "c"], orientation="h", marker={"pattern": {"shape": ["", "", "/"]}})
    svg = drawn(bar)
    assert len(reading.shapes(svg, LIGHT.primary)) == 1
    assert (svg.count(b"<pattern"), svg.count(b"fill: url(#")) == (1, 1)


def test_marks_have_their_symbol_and_size():
    marks = {"x": [1, 2, 3], "y": [1, 1, 1], "mode": "markers"}
    svg = drawn(
        go.Scatter(
            **marks, marker={"symbol": ["circle", "square", "diamond"], "size": [10, 20, 10], "color": "#123456"}
        )
    )
    circle, square, diamond = sorted(reading.shapes(svg, "#123456"))
    assert square[2] - square[0] == pytest.approx(2 * (circle[2] - circle[0]), rel=0.01)
    assert diamond[2] - diamond[0] > circle[2] - circle[0]
    assert faint("#ff0000", 0.5) == (1, 0, 0, 0.5)


def test_words_stand_where_the_figure_puts_them():
    places = ["top right", "bottom right", "middle center"]
    svg = drawn(go.Scatter(x=[1, 2, 3], y=[1, 1, 1], mode="text", text=["one", "two", "three"], textposition=places))
    assert [text for text in reading.words(svg) if text in ("one", "two", "three")] == ["one", "two", "three"]


def test_frames_and_notes_refer_to_values_or_to_the_plot():
    line = go.Scatter(x=[0, 10], y=[0, 10], line={"color": "#123456"})
    frame = {"type": "rect", "x0": 0, "x1": 10, "y0": 0, "y1": 10, "line": {"color": "#abcdef", "width": 1}}
    across = {
        "type": "line",
        "x0": 0,
        "x1": 1,
        "xref": "paper",
        "y0": 5,
        "y1": 5,
        "line": {"color": "#fedcba", "width": 1},
    }
    note = {"x": 5, "y": 1, "yref": "paper", "text": "a note", "showarrow": False}
    svg = drawn(line, shapes=[frame, across], annotations=[note])
    ((begin, end),) = reading.strokes(svg, "#123456")
    (box,) = reading.strokes(svg, "#abcdef")
    assert {round(x, 2) for x, _ in box} == {round(begin[0], 2), round(end[0], 2)}
    ((left, right),) = reading.strokes(svg, "#fedcba")
    assert left[0] < begin[0] < end[0] < right[0] and left[1] == pytest.approx((begin[1] + end[1]) / 2)
    assert "a note" in reading.words(svg)
