"""What of a pydeck map a picture can draw; everything else is refused, so that nothing is left out unsaid."""

import json
from collections.abc import Mapping

import pydeck as pdk

from cci_data.exports.pictures.caption import PictureProblem

# What only the screen has: hints, clicks, and which letters and typeface the browser prepares.
SCREEN = {"@@type", "id", "data", "pickable", "autoHighlight", "characterSet", "fontFamily"}
LAYERS = {
    "GeoJsonLayer": {"getFillColor", "getLineColor", "lineWidthMinPixels"},
    "LineLayer": {"getSourcePosition", "getTargetPosition", "getWidth", "getColor"},
    "ScatterplotLayer": {
        *("getPosition", "getRadius", "radiusUnits", "getFillColor", "getLineColor", "stroked", "lineWidthMinPixels"),
    },
    "TextLayer": {"getPosition", "getText", "getSize", "getColor", "sizeUnits", "sizeMaxPixels", "fontWeight"},
}


def view_of(deck: pdk.Deck) -> tuple[dict, list[dict]]:
    """Return where a map looks at (longitude, latitude, zoom), and its layers, all of which a picture can draw.

    Both are read from what the browser gets. Raises PictureProblem for any other layer or item of a layer.
    """
    described = json.loads(deck.to_json())
    for layer in described["layers"]:
        kind = layer["@@type"]
        if kind not in LAYERS:
            raise PictureProblem(f"A picture cannot draw a map's layer of the type {kind}.")
        if unknown := sorted(set(layer) - SCREEN - LAYERS[kind]):
            raise PictureProblem(f"A picture cannot draw the item {unknown[0]} of a map's {kind}.")
        if layer.get("radiusUnits", "pixels") != "pixels":
            raise PictureProblem("A picture draws bubbles whose radius is measured in pixels, no others.")
    view = described.get("initialViewState", {})
    if missing := sorted({"longitude", "latitude", "zoom"} - set(view)):
        raise PictureProblem(f"The map does not say where it looks at: its view has no {missing[0]}.")
    return view, described["layers"]


def features_of(layer: Mapping, lands: bytes) -> list[dict]:
    """Return the features of a layer of shapes, from `lands` where the layer has only an address."""
    found = layer["data"]
    if isinstance(found, str):
        if not lands:
            raise PictureProblem("The map names the address of its shapes; hand the shapes over with it.")
        found = json.loads(lands)
    features = found["features"]
    for feature in features:
        kind = feature["geometry"]["type"]
        if kind not in ("Polygon", "MultiPolygon"):
            raise PictureProblem(f"A picture draws areas of a map, not a shape of the type {kind}.")
    return features
