from itertools import combinations

from cci_data.exports.pictures.caption import WIDE
from cci_data.exports.pictures.map_view import Bubble, Map
from cci_data.exports.pictures.map_words import paint_names
from cci_data.exports.pictures.projection import view
from cci_data.exports.pictures.sheet import Box, Sheet
from cci_data.theme import LIGHT


class Notebook(Sheet):
    """A sheet that remembers what is written where."""

    def __init__(self) -> None:
        super().__init__(WIDE, LIGHT)
        self.written: dict[str, tuple[float, float]] = {}

    def words(self, at, text, size, colour, **look) -> None:
        self.written[text] = at
        super().words(at, text, size, colour, **look)


def names(*rows: tuple[str, float, float], bubbles: tuple[Bubble, ...] = (), **item: object) -> dict:
    sheet = Notebook()
    canvas = Map(sheet, Box(0, 0, 600, 400), view(20, 60, 3, (300, 200), 1), 1, 1)
    data = [{"text": text, "p": [longitude, latitude]} for text, longitude, latitude in rows]
    layer = {"data": data, "getText": "@@=text", "getPosition": "@@=p", "getColor": [0, 0, 0], "getSize": 24} | item
    paint_names(canvas, [layer], bubbles)
    return sheet.written


def test_a_name_stands_around_its_point_and_moves_aside_for_a_bubble():
    (free,) = names(("Here", 20, 60)).values()
    (moved,) = names(("Here", 20, 60), bubbles=(Bubble(300, 200, 10),)).values()
    assert free != moved
    assert abs(moved[1] - free[1]) < 40


def test_names_do_not_lie_on_one_another_and_the_first_keeps_its_place():
    alone = names(("First", 20, 60))
    both = names(("First", 20, 60), ("Second", 20.5, 60), ("Third", 20, 60))
    assert both["First"] == alone["First"] and len(both) == 3
    for (one, here), (other, there) in combinations(both.items(), 2):
        assert abs(here[1] - there[1]) > 24 or abs(here[0] - there[0]) > 12 * min(len(one), len(other)), (one, other)


def test_names_without_room_out_of_sight_or_too_small_are_left_out():
    wall = tuple(Bubble(x, y, 20) for x in range(0, 601, 30) for y in range(0, 401, 30))
    assert names(("Here", 20, 60), bubbles=wall) == {}
    assert names(("Far", -60, 10)) == {}
    assert names(("Small", 20, 60), getSize=5000, sizeUnits="meters", sizeMaxPixels=15) == {}
