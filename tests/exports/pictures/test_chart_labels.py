import pytest

from cci_data.exports.pictures.axes import axis_of
from cci_data.exports.pictures.caption import WIDE, PictureProblem
from cci_data.exports.pictures.chart_labels import labels_along, labels_beside
from cci_data.exports.pictures.letters import width
from cci_data.exports.pictures.sheet import Box, Sheet
from cci_data.theme import LIGHT

SHEET = Sheet(WIDE, LIGHT)
NAMES = ["Denmark", "Lithuania", "Sweden"]


def axis(values: list, **item: object):
    return axis_of([{"type": "scatter", "x": values}], {"xaxis": item}, "x")


def test_names_are_turned_only_where_they_do_not_fit():
    assert labels_along(axis(NAMES, tickangle=-50), 600, 1.6, SHEET).angle == 0
    turned = labels_along(axis(NAMES, tickangle=-50), 200, 1.6, SHEET)
    assert turned.angle == 50 and turned.depth > width("Lithuania", turned.size) / 2
    assert labels_along(axis(NAMES, tickangle=0), 200, 1.6, SHEET).angle == 90


def test_of_numbers_that_would_touch_every_second_is_written():
    years = axis(list(range(2000, 2021)), dtick=1, tickformat="d", range=[2000, 2020])
    assert [mark.value for mark in labels_along(years, 1900, 1.6, SHEET).marks] == list(range(2000, 2021))
    few = labels_along(years, 900, 1.6, SHEET).marks
    assert [mark.value for mark in few] == list(range(2000, 2021, 2))


def test_a_long_name_has_several_lines_or_smaller_letters_but_stays_whole():
    name = "Cultural heritage, museums, libraries, archives"
    for height in (300, 90):
        found = labels_beside(axis([name, "Music", "Design"]), Box(0, 0, 800, height), 1.6, SHEET)
        long, music, _ = found.marks
        assert " ".join(long.lines) == name and long.size <= music.size
        assert all(width(line, long.size) <= 800 * 0.46 for line in long.lines)
        assert len(long.lines) * long.size <= height / 3
        assert found.depth >= max(width(line, long.size) for line in long.lines)


def test_an_axis_that_is_not_seen_takes_no_room():
    assert labels_along(axis(NAMES, visible=False), 600, 1.6, SHEET).depth == 0
    assert labels_beside(axis(NAMES, visible=False), Box(0, 0, 9, 9), 1.6, SHEET).depth == 0


def test_rows_that_nobody_could_read_are_refused():
    with pytest.raises(PictureProblem, match="3 rows"):
        labels_beside(axis(NAMES), Box(0, 0, 800, 40), 1.6, SHEET)
