from datetime import date

import pytest

from cci_data.exports.pictures import frame
from cci_data.exports.pictures.caption import SQUARE, WIDE, Caption
from cci_data.exports.pictures.files import rendered
from cci_data.exports.pictures.sheet import Box
from cci_data.theme import LIGHT
from tests.exports.pictures.reading import words

FULL = Caption("A title", "A subtitle", "a source", date(2026, 11, 23), "https://cci.example/map")


def framed(make, shape=WIDE) -> tuple[Box, list[str]]:
    boxes = []
    svg = rendered(lambda sheet: boxes.append(make(sheet)), shape, "svg", LIGHT, title="", description="")
    return boxes[0], words(svg)


@pytest.mark.parametrize("shape", [WIDE, SQUARE], ids=["wide", "square"])
def test_the_drawing_has_most_of_the_sheet_and_the_words_are_around_it(shape):
    box, said = framed(lambda sheet: frame.around(sheet, FULL), shape)
    assert box.height > shape.height * 0.6 and box.width > shape.width * 0.85
    assert (
        said
        == [
            "A title",
            "A subtitle",
            "Source: a source",
            frame.BETWEEN,
            "Data as of 23 November 2026",
            frame.BETWEEN,
            FULL.link,
        ][: len(said)]
    )
    assert said[-1] == FULL.link


def test_a_map_reaches_to_the_edges():
    box, _ = framed(lambda sheet: frame.around(sheet, FULL, is_full=True), SQUARE)
    assert (box.left, box.right) == (0, SQUARE.width) and 0 < box.top < box.bottom < SQUARE.height
    box, said = framed(lambda sheet: frame.beside(sheet, FULL))
    assert (box.top, box.right, box.bottom) == (0, WIDE.width, WIDE.height)
    assert WIDE.width * 0.25 < box.left < WIDE.width * 0.4
    assert FULL.link in said


def test_what_is_empty_takes_no_room():
    box, said = framed(lambda sheet: frame.around(sheet, Caption(), is_full=True))
    assert said == [] and box == Box(0, 0, WIDE.width, WIDE.height)
    dated, said = framed(lambda sheet: frame.around(sheet, Caption(as_of="the meeting in Riga")))
    assert said == ["Data as of the meeting in Riga"]
    full, _ = framed(lambda sheet: frame.around(sheet, FULL))
    assert dated.height > full.height


def test_a_longer_title_leaves_less_room_but_most():
    long = Caption(
        "Many words that say a finding " * 8, "and what was counted " * 20, "source " * 60, link="https://a.example"
    )
    box, _ = framed(lambda sheet: frame.around(sheet, long), SQUARE)
    assert box.height > SQUARE.height * 0.4
