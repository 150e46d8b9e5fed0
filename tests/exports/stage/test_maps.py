"""The maps: a bubble for each place, as large as its partners are many; a line for each link."""

import math

import pytest

from cci_data.basemap import shapes
from cci_data.exports.stage.ground import WIDTH, Ground, Name, ground
from cci_data.exports.stage.maps import LARGEST, NUMBERED, NUMBERED_LINKS, ROWS_OF_GROWTH, bubble_map, web
from cci_data.scenes.scene import Bubble, BubbleMap, Link, Node, Web
from tests.exports.stage.reading import of_class, parsed, text

PLACES = (
    Bubble("Riga", "LV", 56.95, 24.11, (3, 12)),
    Bubble("Jūrmala", "LV", 56.97, 23.77, (0, 4)),
    Bubble("Reykjavík", "IS", 64.15, -21.94, (1, 1)),
    Bubble("Oslo", "NO", 59.91, 10.75, (2, 6)),
)
MAP = BubbleMap(("2019", "all on record"), (6, 23), PLACES, "")


@pytest.fixture(scope="module")
def land() -> Ground:
    return ground(shapes())


def circles(root) -> dict[tuple[float, float], tuple[float, str]]:
    return {
        (float(mark.get("cx")), float(mark.get("cy"))): (float(mark.get("r")), mark.get("data-counts"))
        for mark in root.iter("circle")
    }


def test_each_place_has_a_bubble_whose_area_is_its_number(land: Ground):
    found = circles(parsed(bubble_map(MAP, land, ())))
    assert len(found) == len(PLACES)
    unit = found[land.point(64.15, -21.94)][0]
    for place in PLACES:
        radius, counts = found[land.point(place.latitude, place.longitude)]
        assert radius == pytest.approx(unit * math.sqrt(place.counts[-1]), abs=0.06)
        assert counts == ",".join(map(str, place.counts))


def test_the_largest_bubble_stays_a_bubble(land: Ground):
    crowd = BubbleMap(("all",), (5000,), (Bubble("Riga", "LV", 56.95, 24.11, (5000,)),), "")
    ((radius, _),) = circles(parsed(bubble_map(crowd, land, ()))).values()
    assert radius == pytest.approx(LARGEST)


def test_a_number_stands_in_a_bubble_that_has_room_and_is_not_covered(land: Ground):
    root = parsed(bubble_map(MAP, land, ()))
    assert [text(number) for number in of_class(root, "number")] == ["12", "6"]
    assert NUMBERED == 4, "Jūrmala has enough, and lies under Riga"


def test_the_growth_says_each_step_and_rests_on_the_last(land: Ground):
    root = parsed(bubble_map(MAP, land, ()))
    (step,), total = of_class(root, "step"), of_class(root, "total")[0].find("b")
    assert (step.get("data-steps"), text(step)) == ("2019|all on record", "all on record")
    assert (total.get("data-totals"), text(total)) == ("6,23", "23")
    assert [text(row) for row in root.iter("li")] == ["20196", "all on record23"]


@pytest.mark.parametrize("number", [1, 2, 8, 9, 40])
def test_of_many_steps_some_have_a_row_always_the_last(land: Ground, number: int):
    steps = tuple(map(str, range(number)))
    root = parsed(bubble_map(BubbleMap(steps, tuple(range(1, number + 1)), (), ""), land, ()))
    rows = [int(row.get("data-step")) for row in root.iter("li")]
    assert len(rows) <= ROWS_OF_GROWTH and (rows[-1:] == [number - 1] or number == 1)


def test_names_have_spots_near_their_points(land: Ground):
    root = parsed(bubble_map(MAP, land, (Name("Latvia & <co>", 56.75, 26.4),)))
    (name,) = of_class(root, "name")
    x, y = land.point(56.75, 26.4)
    for spot in name.get("data-spots").split():
        left, top, across, down = map(float, spot.split(","))
        assert (left, top) == pytest.approx((100 * x / WIDTH, 100 * y / land.height), abs=0.01)
        assert -100 <= across <= 0 and -110 <= down <= 10
    assert text(name) == "Latvia & <co>"


def test_a_map_of_nobody_is_still_a_map(land: Ground):
    root = parsed(bubble_map(BubbleMap(("all",), (0,), (), ""), land, ()))
    assert circles(root) == {} and text(of_class(root, "total")[0]) == "0 partners"


NODES = (
    Node("LV", "Latvia", 56.75, 26.4, 7),
    Node("FI", "Finland", 63.7, 26.0, 9),
    Node("IS", "Iceland", 64.9, -18.6, 0),
)


def test_a_line_joins_two_countries_wider_the_more_they_share(land: Ground):
    root = parsed(web(Web(NODES, (Link("LV", "FI", 6), Link("FI", "IS", 1), Link("LV", "IS", 3)), ""), land))
    points = {node.code: land.point(node.latitude, node.longitude) for node in NODES}
    width = {}
    for line in root.iter("line"):
        ends = {(float(line.get(f"x{end}")), float(line.get(f"y{end}"))) for end in (1, 2)}
        width[frozenset(code for code, point in points.items() if point in ends)] = float(line.get("stroke-width"))
    assert width[frozenset({"FI", "IS"})] < width[frozenset({"LV", "IS"})] < width[frozenset({"LV", "FI"})]
    assert [text(number) for number in of_class(root, "link")] == ["6", "3", "1"]
    assert [text(name) for name in of_class(root, "node")] == ["Latvia 7", "Finland 9", "Iceland 0"]
    assert len(circles(root)) == len(NODES)


def test_numbers_stand_on_the_strongest_links_alone(land: Ground):
    codes = [f"N{index}" for index in range(8)]
    nodes = tuple(Node(code, code, 50 + index, 10 + index, 1) for index, code in enumerate(codes))
    pairs = [(one, other) for index, one in enumerate(codes) for other in codes[index + 1 :]]
    links = tuple(Link(one, other, number) for number, (one, other) in enumerate(pairs, start=1))
    root = parsed(web(Web(nodes, links, ""), land))
    numbers = [int(text(number)) for number in of_class(root, "link")]
    assert numbers == list(range(len(links), len(links) - NUMBERED_LINKS, -1))
    assert len(list(root.iter("line"))) == len(links)
