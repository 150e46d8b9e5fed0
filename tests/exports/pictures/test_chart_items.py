import numpy as np
import plotly.graph_objects as go
import pytest

from cci_data.exports.pictures.caption import WIDE, Caption, PictureProblem
from cci_data.exports.pictures.chart_items import at, each, traces_of, values_of
from cci_data.exports.pictures.picture import picture
from cci_data.theme import LIGHT

LINE = {"type": "scatter", "x": [1, 2], "y": [1, 2], "mode": "lines"}
SCALE = {"zmin": 0, "zmax": 1, "colorscale": [[0, "#000000"], [1, "#ffffff"]], "showscale": False}
TILES = {"type": "heatmap", "x": ["a"], "y": ["b"], "z": [1]} | SCALE


def drawn(*traces: dict, **layout: object) -> bytes:
    return picture(go.Figure(list(traces), layout), Caption(), shape=WIDE, kind="svg", palette=LIGHT)


def test_what_is_known_is_drawn():
    assert drawn(LINE) and drawn(TILES)


@pytest.mark.parametrize(
    ("traces", "words"),
    [
        ([{"type": "pie", "values": [1]}], "type pie"),
        ([LINE | {"mode": "lines", "fill": "tozeroy"}], "item fill"),
        ([LINE | {"line": {"shape": "spline"}}], r"line\.shape"),
        ([LINE | {"mode": "markers", "marker": {"symbol": "star"}}], "symbol = 'star'"),
        ([LINE | {"error_y": {"array": [1, 2]}}], r"error_y\.array"),
        ([LINE | {"visible": False}], "visible"),
        ([LINE | {"connectgaps": True}], "connectgaps = True"),
        ([{"type": "bar", "x": ["a"], "y": [1]}] * 2, "several traces of bars"),
        ([{"type": "bar", "x": ["a"], "y": [1], "textposition": "inside"}], "textposition"),
        ([TILES | {"zmin": None}], "its zmin"),
        ([TILES | {"z": [[1]]}], "not one with z as a table"),
        ([LINE | {"x": ["2026-01-01", "2026-02-01"]}], "would not read '2026-01-01' as a name"),
        ([LINE | {"x": ["a", "b"]}, LINE], "names and numbers on the same x axis"),
        ([LINE | {"x": {"dtype": "i1", "bdata": "AQI="}}], "packed values x"),
    ],
)
def test_a_trace_that_would_look_different_is_refused_by_its_name(traces, words):
    with pytest.raises(PictureProblem, match=words):
        drawn(*traces)


@pytest.mark.parametrize(
    ("layout", "words"),
    [
        ({"title": {"text": "x"}}, r"title\.text"),
        ({"showlegend": True}, "showlegend = True"),
        ({"xaxis": {"title": {"text": "x"}}}, r"title\.text of a figure's xaxis"),
        ({"yaxis2": {"overlaying": "y"}}, "yaxis2"),
        ({"yaxis": {"type": "date"}}, "type = 'date'"),
        ({"shapes": [{"type": "circle", "x0": 0, "x1": 1, "y0": 0, "y1": 1}]}, "type = 'circle'"),
        ({"annotations": [{"text": "x", "x": 1, "y": 1, "showarrow": True}]}, "showarrow = True"),
        ({"barmode": "stack"}, "barmode"),
        ({"images": [{"source": "https://a.example/x.png"}]}, "images"),
    ],
)
def test_an_item_of_the_layout_that_would_be_missed_is_refused(layout, words):
    with pytest.raises(PictureProblem, match=words):
        drawn(LINE, **layout)


def test_a_value_that_has_no_place_on_the_scale_is_refused():
    with pytest.raises(PictureProblem, match="no place on a logarithmic scale"):
        drawn(LINE | {"y": [0, 10]}, yaxis={"type": "log", "range": [0, 1]})


def test_values_are_lists_however_they_were_given():
    figure = go.Figure(go.Scatter(x=np.array([1, 2]), y=(3, None)))
    (trace,) = traces_of(figure)
    assert (values_of(trace, "x"), values_of(trace, "y"), values_of(trace, "text")) == ([1, 2], [3, None], [])
    assert (each("ab", 2), each(["a", "b"], 2), each(np.array([1, 2]), 2)) == (["ab", "ab"], ["a", "b"], [1, 2])
    assert (at({"a": {"b": 0}}, "a.b", 9), at({"a": None}, "a.b", 9)) == (0, 9)
