import pytest

from cci_data.exports.pictures.caption import WIDE
from cci_data.exports.pictures.map_view import Bubble, Map, ink, placed
from cci_data.exports.pictures.projection import view
from cci_data.exports.pictures.sheet import Box, Sheet
from cci_data.theme import LIGHT

CANVAS = Map(Sheet(WIDE, LIGHT), Box(0, 0, 600, 400), view(20, 60, 3, (300, 200), 1), 1, 1)


def test_a_row_lies_where_its_degrees_are():
    (middle,) = placed(CANVAS, [{"p": [20, 60]}], lambda row: row["p"])
    assert tuple(middle) == pytest.approx((300, 200))
    assert placed(CANVAS, [], lambda row: row["p"]).shape == (0, 2)


def test_colours_of_a_map_go_from_0_to_1_and_are_opaque_unless_they_say_else():
    assert ink([255, 0, 51]) == (1, 0, 0.2, 1)
    assert ink([255, 0, 51, 0]) == (1, 0, 0.2, 0)
    assert Bubble(10, 20, 5).box == Box(5, 15, 15, 25)
