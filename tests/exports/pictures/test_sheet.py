import pytest

from cci_data.exports.pictures.caption import Shape
from cci_data.exports.pictures.files import rendered
from cci_data.exports.pictures.sheet import Box
from cci_data.theme import LIGHT
from tests.exports.pictures.reading import paths, shapes, strokes, words

INK = "#123456"


def painted(paint) -> bytes:
    return rendered(paint, Shape(400, 200, 12), "svg", LIGHT, title="", description="")


def test_boxes_know_whether_they_meet():
    box = Box(0, 0, 10, 10)
    assert box.meets(Box(9, 9, 20, 20)) and not box.meets(Box(10, 0, 20, 10))
    assert box.holds(Box(1, 1, 10, 10)) and not box.holds(Box(1, 1, 11, 9))
    assert (box.width, box.height, box.middle, box.but(left=4).width) == (10, 10, (5, 5), 6)


def test_shapes_lie_where_they_were_put_from_the_top_left():
    svg = painted(lambda sheet: sheet.rectangle(Box(10, 20, 110, 50), INK))
    assert shapes(svg, INK) == [(10, 20, 110, 50)]
    svg = painted(lambda sheet: sheet.line([(10, 20), (30, 190)], INK, 2))
    assert strokes(svg, INK) == [[(10, 20), (30, 190)]]
    for symbol, reach in (("circle", 5), ("square", 5), ("diamond", 6.5)):
        svg = painted(lambda sheet, symbol=symbol: sheet.spot((100, 60), 5, INK, symbol=symbol))
        assert shapes(svg, INK) == [pytest.approx((100 - reach, 60 - reach, 100 + reach, 60 + reach))]


def test_what_is_painted_later_lies_on_top():
    def paint(sheet):
        sheet.line([(0, 0), (9, 9)], INK, 1)
        sheet.words((10, 20), "below", 12, INK)
        sheet.rectangle(Box(0, 0, 50, 50), "#abcdef")

    svg = painted(paint)
    assert svg.index(b"below") < svg.index(b"#abcdef") and svg.index(INK.encode()) < svg.index(b"#abcdef")


def test_within_a_box_nothing_is_painted_beyond_it():
    def paint(sheet):
        with sheet.within(Box(0, 0, 40, 40)):
            sheet.rectangle(Box(-100, -100, 300, 300), INK)
        sheet.rectangle(Box(300, 100, 310, 110), INK)

    svg = painted(paint).decode()
    assert svg.count("<clipPath") == 1 and svg.count('clip-path="url(#') == 1
    assert len(paths(svg.encode())) == 3


def test_a_line_of_pieces_and_a_block_of_lines_are_written_whole():
    def paint(sheet):
        assert sheet.block((10, 10), ["first", "second"], 10, INK) == pytest.approx(10 + 2 * 12.2)
        sheet.pieced((100, 100), [[("bold", True), (" and plain", False)], [("  ", False)]], 10, INK)

    assert words(painted(paint)) == ["first", "second", "bold", " and plain"]
