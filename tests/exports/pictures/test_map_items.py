import json

import pydeck as pdk
import pytest

from cci_data.exports.pictures.caption import PictureProblem
from cci_data.exports.pictures.map_items import features_of, view_of

VIEW = pdk.ViewState(longitude=20, latitude=60, zoom=3)


def deck(kind: str, view: pdk.ViewState = VIEW, **items: object) -> pdk.Deck:
    return pdk.Deck([pdk.Layer(kind, [], id="x", **items)], map_provider=None, initial_view_state=view)


def test_the_view_and_the_layers_are_those_that_the_browser_gets():
    view, (layer,) = view_of(
        deck("LineLayer", get_color=[1, 2, 3], get_width="n", get_source_position="p", get_target_position="q")
    )
    assert (view["longitude"], view["latitude"], view["zoom"]) == (20, 60, 3)
    assert (layer["@@type"], layer["getWidth"], layer["getColor"]) == ("LineLayer", "@@=n", [1, 2, 3])


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (deck("ArcLayer"), "type ArcLayer"),
        (deck("TextLayer", get_angle=45), "getAngle of a map's TextLayer"),
        (deck("ScatterplotLayer", radius_units=pdk.types.String("meters")), "measured in pixels"),
        (deck("LineLayer", view=None), "its view has no latitude"),
    ],
)
def test_what_would_look_different_is_refused_by_its_name(made, words):
    with pytest.raises(PictureProblem, match=words):
        view_of(made)


def test_shapes_are_handed_over_and_only_areas():
    area = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": []}}
    point = area | {"geometry": {"type": "Point", "coordinates": [1, 2]}}
    lands = json.dumps({"features": [area]}).encode()
    assert features_of({"data": "/x"}, lands) == features_of({"data": {"features": [area]}}, b"") == [area]
    with pytest.raises(PictureProblem, match="hand the shapes over"):
        features_of({"data": "/x"}, b"")
    with pytest.raises(PictureProblem, match="type Point"):
        features_of({"data": {"features": [point]}}, b"")
