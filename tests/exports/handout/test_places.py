"""Maps as they are drawn: where bubbles are, how large, and which names have room."""

import math
from xml.etree import ElementTree

import pytest

from cci_data import basemap
from cci_data.exports.handout.land import ground, shapes
from cci_data.exports.handout.parts import Name, Places
from cci_data.exports.handout.places import GROWTH, SMALLEST, places
from cci_data.exports.handout.svg import drawing, number, path, text
from cci_data.exports.handout.webs import web
from cci_data.scenes.scene import Bubble, Link, Node, Web
from cci_data.theme import LIGHT
from cci_data.vocabulary import NETWORK_COUNTRIES

SVG = "{http://www.w3.org/2000/svg}"
RIGA, CESIS = Bubble("Rīga", "LV", 56.95, 24.1, (3, 11)), Bubble("Cēsis", "LV", 57.31, 25.27, (0, 1))
MALMO = Bubble("Malmö", "SE", 55.6, 13.0, (4,))


def drawn(*bubbles: Bubble, country: str = "LV", **said) -> ElementTree.Element:
    part = Places(bubbles, country, said.pop("names", ()), "A map.", 300.0, 0.8, **said)
    return ElementTree.fromstring(places(part, basemap.shapes(), LIGHT))


def circles(root: ElementTree.Element) -> list[tuple[float, float, float]]:
    return [tuple(float(each.get(name)) for name in ("cx", "cy", "r")) for each in root.iter(f"{SVG}circle")]


def words(root: ElementTree.Element) -> list[str]:
    return [each.text for each in root.iter(f"{SVG}text")]


def test_a_bubble_lies_where_its_city_is_and_grows_with_its_partners():
    small, large = circles(drawn(RIGA, CESIS))
    assert small[0] > large[0] and small[1] < large[1]
    assert small[2] == pytest.approx(SMALLEST, abs=0.1)
    assert large[2] == pytest.approx(SMALLEST + GROWTH * math.sqrt(10), abs=0.1)
    assert all(0 < x < 300 and 0 < y < 240 for x, y, _ in (small, large))


def test_cities_of_the_country_are_named_and_others_not():
    assert {"Rīga", "Cēsis", "11"} <= set(words(drawn(RIGA, CESIS, MALMO)))
    assert "Malmö" not in words(drawn(RIGA, MALMO))
    assert "Rīga" not in words(drawn(RIGA, country=""))


def test_a_chosen_city_is_marked_and_named_wherever_it_is():
    root = drawn(RIGA, MALMO, chosen=("Malmö",))
    assert "Malmö" in words(root)
    assert [each.get("fill") for each in root.iter(f"{SVG}circle")].count(LIGHT.accent) == 1


def test_names_that_have_no_room_are_left_out():
    crowd = [Bubble(f"City {number}", "LV", 56.95, 24.1 + number / 1000, (1,)) for number in range(30)]
    assert 0 < sum(word.startswith("City") for word in words(drawn(*crowd))) < 10


def test_a_bubble_of_nobody_is_not_drawn():
    assert circles(drawn(Bubble("Rīga", "LV", 56.95, 24.1, (0,)))) == []


def test_a_country_fills_its_map_and_the_network_is_whole():
    for code in NETWORK_COUNTRIES:
        on = ground(basemap.shapes(), 300, 240, code)
        corners = [
            on.projection.points(*ring.T)
            for each in shapes(basemap.shapes())
            if each.code == code
            for ring in each.rings
        ]
        left, top = (min(ring[:, axis].min() for ring in corners) for axis in (0, 1))
        right, bottom = (max(ring[:, axis].max() for ring in corners) for axis in (0, 1))
        assert min(left, top) > 0 and right < 300 and bottom < 240
        assert max((right - left) / 300, (bottom - top) / 240) > 0.8
    whole = ground(basemap.shapes(), 487, 470)
    assert all(whole.holds(*whole.point(*point)) for point in ((-21.9, 64.1), (28.0, 70.5), (11.6, 48.1), (23.6, 52.1)))


def test_the_chosen_country_alone_has_the_accent():
    paths = [each for each in drawn(RIGA).iter(f"{SVG}path") if each.get("fill") == LIGHT.accent]
    assert len(paths) == 1


def test_the_names_of_countries_stand_where_there_is_room():
    assert "Latvia" in words(drawn(CESIS, names=(Name("Latvia", 25.5, 56.5),)))
    assert "Latvia" not in words(drawn(RIGA, names=(Name("Latvia", 24.1, 56.95),)))


def test_the_web_has_a_line_for_each_pair_and_thicker_for_more():
    nodes = (Node("LV", "Latvia", 57, 25, 3), Node("EE", "Estonia", 59, 26, 2), Node("FI", "Finland", 62, 26, 9))
    links = (Link("LV", "EE", 2), Link("FI", "LV", 8))
    root = ElementTree.fromstring(web(Web(nodes, links, "How"), basemap.shapes(), LIGHT))
    thick = [float(each.get("stroke-width")) for each in root.iter(f"{SVG}path") if each.get("stroke") == LIGHT.accent]
    assert len(thick) == 2 and thick[0] < thick[1]
    assert words(root) == ["LV", "3", "EE", "2", "FI", "9"]


def test_drawings_are_well_formed_whatever_they_say():
    mail = "a" + "@" + "example.org"
    root = ElementTree.fromstring(drawing(10, 20, [text(f"<&\"'{mail}", 1, 2, size=8, fill="#000000")]))
    assert words(root)[0].startswith("<&") and mail not in words(root)[0]
    assert (number(1.04), number(2.0), path([[(0, 0), (1, 2)], []], is_closed=True)) == ("1", "2", "M0 0L1 2Z")
