"""What of a plotly figure a picture can draw; everything else is refused, so that nothing is left out unsaid."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from cci_data.exports.pictures.caption import PictureProblem

# What only the screen has: hints, clicks, zooming, names in a legend that is not shown.
SCREEN = {
    *("name", "uid", "customdata", "hovertext", "hovertemplate", "hoverinfo", "hoverlabel", "hovermode"),
    *("dragmode", "fixedrange", "automargin", "family", "clickmode", "meta", "ids"),
}
ANY = object()
FONT = {"font.size": ANY, "font.color": ANY}
TEXT = {"text": ANY, "textfont.size": ANY, "textfont.color": ANY, "cliponaxis": ANY, "opacity": ANY}
PLACES = {f"{down} {across}" for down in ("top", "middle", "bottom") for across in ("left", "center", "right")}
TRACES: dict[str, dict] = {
    "bar": TEXT
    | {"x": ANY, "y": ANY, "orientation": {"h", "v"}, "textposition": {"outside"}, "marker.color": ANY}
    | {"marker.pattern.shape": {"", "/"}},
    "heatmap": {"x": ANY, "y": ANY, "z": ANY, "colorscale": ANY, "zmin": ANY, "zmax": ANY, "xgap": ANY, "ygap": ANY}
    | {"showscale": {False}},
    "scatter": TEXT
    | {"x": ANY, "y": ANY, "mode": ANY, "textposition": PLACES, "connectgaps": {False}}
    | {"line.color": ANY, "line.width": ANY, "line.dash": {"solid", "dash", "dot"}}
    | {"marker.color": ANY, "marker.size": ANY, "marker.opacity": ANY}
    | {"marker.symbol": {"circle", "square", "diamond"}},
}
MODES = {"lines", "markers", "text", "none"}
AXIS = {
    **{"tickfont.size": ANY, "tickfont.color": ANY, "visible": ANY, "showgrid": ANY, "gridcolor": ANY, "range": ANY},
    **{"zeroline": {False}, "showline": {False}, "ticklabelstandoff": ANY, "tickangle": ANY, "dtick": ANY},
    **{"autorange": {True, "reversed"}, "rangemode": {"tozero", "normal"}, "type": {"-", "linear", "log"}},
    **{"tickformat": {"d"}, "ticks": {"", "outside"}, "nticks": ANY, "side": {"top", "bottom", "left"}},
    **{"categoryorder": {"array"}, "categoryarray": ANY},
}
SHAPE = {
    **{"type": {"rect", "line"}, "x0": ANY, "x1": ANY, "y0": ANY, "y1": ANY, "line.color": ANY, "line.width": ANY},
    **{"line.dash": {"solid", "dash", "dot"}, "xref": {"x", "x domain", "paper"}, "yref": {"y", "y domain", "paper"}},
}
ANNOTATION = FONT | {
    **{"x": ANY, "y": ANY, "text": ANY, "showarrow": {False}, "xref": SHAPE["xref"], "yref": SHAPE["yref"]},
    **{"xanchor": {"left", "center", "right"}, "yanchor": {"top", "middle", "bottom"}},
}
LAYOUT = FONT | {
    **{"height": ANY, "width": ANY, "margin.l": ANY, "margin.r": ANY, "margin.t": ANY, "margin.b": ANY},
    **{"paper_bgcolor": ANY, "plot_bgcolor": ANY, "showlegend": {False}},
}


def traces_of(figure: go.Figure) -> list[dict]:
    """Return the traces of a figure as dicts, all of whose items a picture can draw; else raise PictureProblem."""
    found = [trace.to_plotly_json() for trace in figure.data]
    for trace in found:
        kind = trace["type"]
        if kind not in TRACES:
            raise PictureProblem(f"A picture cannot draw a trace of the type {kind}.")
        _check({key: value for key, value in trace.items() if key != "type"}, TRACES[kind], f"{kind} trace")
        if kind == "heatmap":
            _check_tiles(trace)
        if kind == "scatter" and (unknown := set(trace.get("mode", "lines").split("+")) - MODES):
            raise PictureProblem(f"A picture cannot draw a scatter trace in the mode {sorted(unknown)[0]}.")
    if sum(trace["type"] == "bar" for trace in found) > 1:
        raise PictureProblem("A picture cannot draw several traces of bars in one chart.")
    return found


def layout_of(figure: go.Figure) -> dict:
    """Return the layout of a figure as a dict, all of whose items a picture can draw; else raise PictureProblem."""
    found = figure.layout.to_plotly_json()
    parts = {"xaxis": AXIS, "yaxis": AXIS, "shapes": SHAPE, "annotations": ANNOTATION}
    # A template is what the figure looks like where it says nothing itself; the picture has a look of its own.
    _check({key: value for key, value in found.items() if key not in {*parts, "template"}}, LAYOUT, "layout")
    for part, known in parts.items():
        for item in [found.get(part, {})] if known is AXIS else found.get(part, ()):
            _check(item, known, part)
    return found


def values_of(trace: Mapping, key: str) -> list:
    """Return a trace's values as a list, empty where there are none; raise PictureProblem where they are packed."""
    values = trace.get(key)
    if isinstance(values, Mapping):
        raise PictureProblem(f"A picture cannot read the packed values {key} of a figure that was made from JSON.")
    if values is None:
        return []
    return values.tolist() if isinstance(values, np.ndarray) else list(values)


def each(value: object, number: int) -> list:
    """Return one value for each of `number` points, of a value for all or a list of one for each."""
    is_list = isinstance(value, Sequence | np.ndarray) and not isinstance(value, str)
    return list(value) if is_list else [value] * number


def at(item: Mapping, path: str, otherwise: object = None) -> object:
    """Return what stands under a dotted path, or `otherwise`."""
    for key in path.split("."):
        item = item.get(key) if isinstance(item, Mapping) else None
    return otherwise if item is None else item


def _check(item: Mapping, known: Mapping, what: str) -> None:
    for path, value in _leaves(item):
        if path.split(".")[-1] in SCREEN or path.split(".")[0] in SCREEN:
            continue
        if path not in known:
            raise PictureProblem(f"A picture cannot draw the item {path} of a figure's {what}.")
        allowed = known[path]
        if allowed is not ANY and (odd := [one for one in each(value, 1) if one not in allowed]):
            raise PictureProblem(f"A picture cannot draw {path} = {odd[0]!r} of a figure's {what}.")


def _check_tiles(trace: Mapping) -> None:
    if missing := [key for key in ("colorscale", "zmin", "zmax") if trace.get(key) is None]:
        raise PictureProblem(f"A picture cannot draw a heatmap trace that does not say its {missing[0]}.")
    if any(isinstance(value, Sequence) for value in values_of(trace, "z")):
        raise PictureProblem("A picture draws a heatmap with an x and a y for each z, not one with z as a table.")


def _leaves(item: Mapping, before: str = "") -> Iterator[tuple[str, object]]:
    for key, value in item.items():
        if isinstance(value, Mapping) and "bdata" not in value:
            yield from _leaves(value, f"{before}{key}.")
        elif value is not None:
            yield f"{before}{key}", value
