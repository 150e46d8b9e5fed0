"""Maps as native shapes: places where they belong, bubbles by number, lines glued to circles, land that is land."""

import json

import numpy as np
import pytest
import shapely
from pptx.util import Pt

from cci_data.basemap import shapes
from cci_data.exports.pictures.sheet import Box
from cci_data.exports.slides.lands import lands_in, look_at
from cci_data.scenes.scene import Bubble, BubbleMap, Link, Node, Scene, Web
from tests.exports.slides.reading import a_scene, all_shapes, charts, description, named, notes, rings, slides_of

RIGA = Bubble("Riga", "LV", 56.95, 24.11, (1, 9))
TARTU = Bubble("Tartu", "EE", 58.38, 26.72, (0, 4))
LIMA = Bubble("Lima", "PE", -12.0, -77.0, (0, 1))
SOON = Bubble("Oslo", "NO", 59.91, 10.75, (0, 0))
STEPS = ("2019", "all on record")
WEB = Web(
    (
        Node("LV", "Latvia", 56.75, 26.4, 7),
        Node("EE", "Estonia", 58.78, 25.8, 6),
        Node("IS", "Iceland", 64.9, -18.6, 0),
    ),
    (Link("EE", "LV", 4),),
    "A line joins",
)


def middle(shape) -> tuple[float, float]:
    return (shape.left + shape.width / 2) / Pt(1), (shape.top + shape.height / 2) / Pt(1)


def area_of(shape) -> shapely.Geometry:
    """Return a freeform as what it covers: where an odd number of its outlines lies around."""
    whole = shapely.Polygon()
    for ring in rings(shape):
        whole = whole.symmetric_difference(shapely.make_valid(shapely.Polygon(ring)))
    return whole


def ovals(slide) -> dict[str, object]:
    found = [shape for shape in all_shapes(slide) if shape._element.xpath(".//a:prstGeom[@prst='ellipse']")]
    return {shape.name: shape for shape in found if shape.name not in ("Map", "Network")}


def test_each_place_in_sight_is_a_bubble_in_its_country(deck, scenes: tuple[Scene, ...]):
    (block,) = (block for scene in scenes for block in scene.blocks if isinstance(block, BubbleMap))
    (slide,) = (slide for slide in deck.slides if any(shape.name == "Map" for shape in slide.shapes))
    found = ovals(slide)
    assert len(found) == len(block.bubbles) > 50
    riga = next(bubble for bubble in block.bubbles if bubble.city == "Riga")
    bubble = found[f"Riga: {riga.counts[-1]} partners"]
    latvia = next(shape for shape in all_shapes(slide) if shape.name == "Latvia" and rings(shape))
    assert area_of(latvia).distance(shapely.Point(middle(bubble))) < 1
    north, south = (next(item for name, item in found.items() if name.startswith(city)) for city in ("Oslo", "Berlin"))
    assert middle(north)[1] < middle(south)[1]


def test_bubbles_grow_by_area_with_numbers_in_the_larger_ones():
    (slide,) = slides_of(a_scene(BubbleMap(STEPS, (1, 13), (RIGA, TARTU, SOON), "They grow")))
    found = ovals(slide)
    assert set(found) == {"Riga: 9 partners", "Tartu: 4 partners"}
    riga, tartu = found["Riga: 9 partners"], found["Tartu: 4 partners"]
    assert riga.width / tartu.width == pytest.approx(1.5, rel=0.01)
    assert riga.text_frame.text == "9"


def test_how_the_map_grew_is_a_chart_beside_it():
    (slide,) = slides_of(a_scene(BubbleMap(STEPS, (1, 13), (RIGA, TARTU), "They grow")))
    (chart,) = charts(slide)
    assert list(chart.plots[0].categories) == list(STEPS) and list(chart.plots[0].series[0].values) == [1, 13]
    assert "Partners at each step: 2019: 1, all on record: 13." in notes(slide)


def test_a_map_of_one_step_has_no_chart_and_fills_the_slide():
    (slide,) = slides_of(a_scene(BubbleMap(STEPS[1:], (9,), (Bubble("Riga", "LV", 56.95, 24.11, (9,)),), "")))
    assert charts(slide) == [] and named(slide, "Map").width > Pt(800)


def test_places_beyond_the_map_are_counted():
    (slide,) = slides_of(a_scene(BubbleMap(STEPS, (1, 14), (RIGA, TARTU, LIMA), "They grow")))
    assert named(slide, "Beyond the map").text_frame.text == "1 place lies beyond this map"
    assert "3 places" in description(named(slide, "Map"))


def test_a_map_without_places_shows_the_region():
    (slide,) = slides_of(a_scene(BubbleMap(STEPS[1:], (0,), (), "")), lands=shapes())
    assert ovals(slide) == {}
    assert {"Iceland", "Finland", "Poland"} <= {shape.name for shape in all_shapes(slide)}


def test_lands_are_those_of_the_basemap_cut_at_the_edges():
    view = look_at(Box(50, 100, 600, 500), [(24.1, 56.9), (10.0, 55.0)])
    found = {land.name: land for land in lands_in(view, shapes())}
    assert found["Latvia"].is_network and not found["Belarus"].is_network and "Spain" not in found
    (latvia,) = (one for one in json.loads(shapes())["features"] if one["properties"]["code"] == "LV")
    outline = np.array(max(latvia["geometry"]["coordinates"], key=lambda area: len(area[0]))[0])
    exact = shapely.Polygon(view.projection.points(outline[:, 0], outline[:, 1]))
    assert found["Latvia"].shape.area == pytest.approx(exact.area, rel=0.02)
    corners = np.vstack([ring for land in found.values() for ring in land.rings])
    assert (corners.min(axis=0) >= (49.99, 99.99)).all() and (corners.max(axis=0) <= (600.01, 500.01)).all()


def test_a_single_place_is_not_looked_at_too_closely():
    view = look_at(Box(0, 0, 600, 400), [(24.1, 56.9)])
    (riga,), (tallinn,) = (
        view.projection.points(*(np.array([value]) for value in at)) for at in ((24.1, 56.9), (24.75, 59.44))
    )
    assert tuple(riga) == pytest.approx((300, 200)) and 60 < np.hypot(*(riga - tallinn)) < 200


def test_the_network_joins_countries_by_lines_that_are_glued_to_them():
    (slide,) = slides_of(a_scene(WEB))
    found = ovals(slide)
    assert {name: shape.text_frame.text for name, shape in found.items()} == {
        "Latvia: 7 projects": "7",
        "Estonia: 6 projects": "6",
        "Iceland: 0 projects": "0",
    }
    line = named(slide, "Estonia – Latvia: 4 shared projects")
    glued = [line._element.xpath(f"string(.//a:{end}/@id)") for end in ("stCxn", "endCxn")]
    assert glued == [str(found[name].shape_id) for name in ("Estonia: 6 projects", "Latvia: 7 projects")]
    for x, y, name in (
        (line.begin_x, line.begin_y, "Estonia: 6 projects"),
        (line.end_x, line.end_y, "Latvia: 7 projects"),
    ):
        at = middle(found[name])
        reach = np.hypot(x / Pt(1) - at[0], y / Pt(1) - at[1])
        assert reach == pytest.approx(found[name].width / Pt(1) / 2, abs=0.1)


def test_all_pairs_of_the_network_stand_in_the_notes(deck, scenes: tuple[Scene, ...]):
    (web,) = (block for scene in scenes for block in scene.blocks if isinstance(block, Web))
    (slide,) = (slide for slide in deck.slides if any(shape.name == "Network" for shape in slide.shapes))
    names = {node.code: node.name for node in web.nodes}
    assert len(web.links) > 30
    for link in web.links:
        assert f"{names[link.one]} and {names[link.other]} {link.number}" in notes(slide)
    first = named(slide, "Shared projects").table
    assert first.cell(1, 1).text == str(max(link.number for link in web.links))


def test_thicker_lines_are_more_projects():
    web = Web(WEB.nodes, (Link("EE", "LV", 4), Link("IS", "LV", 1)), "A line joins")
    (slide,) = slides_of(a_scene(web))
    thick, thin = (
        named(slide, name) for name in ("Estonia – Latvia: 4 shared projects", "Iceland – Latvia: 1 shared project")
    )
    assert thick.line.width > thin.line.width
