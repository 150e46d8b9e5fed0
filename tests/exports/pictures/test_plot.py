from cci_data.exports.pictures.axes import Axis
from cci_data.exports.pictures.caption import WIDE
from cci_data.exports.pictures.plot import Plot
from cci_data.exports.pictures.sheet import Box, Sheet
from cci_data.theme import LIGHT

ACROSS, DOWN = Axis(0, 10, (), False, {}), Axis(-0.5, 3.5, ("a", "b", "c", "d"), False, {})
PLOT = Plot(Sheet(WIDE, LIGHT), Box(100, 50, 300, 250), ACROSS, DOWN, 2, 15)


def test_values_lie_in_the_box_from_left_to_right_and_from_below():
    assert (PLOT.x(0), PLOT.x(5), PLOT.x(10)) == (100, 200, 300)
    assert (PLOT.y("a"), PLOT.y("d")) == (225, 75)
    assert (PLOT.row, PLOT.column) == (50, 200)


def test_a_reference_is_to_an_axis_or_to_a_part_of_the_box():
    assert (PLOT.place(5, "x"), PLOT.place("a", "y")) == (200, 225)
    assert (PLOT.place(0.25, "x domain"), PLOT.place(1, "y domain")) == (150, 50)


def test_a_bar_is_as_thick_as_its_row_or_as_the_nearest_values_are_apart():
    assert PLOT.thickness(["a", "b"], is_down=True) == PLOT.row
    assert PLOT.thickness([2, 4, 9, 4], is_down=False) == 40
    assert PLOT.thickness([2], is_down=False) == PLOT.column
