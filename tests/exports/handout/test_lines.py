"""An indicator as it is drawn: its scale, its strokes, and what stands alone."""

import re
from xml.etree import ElementTree

import pytest

from cci_data.exports.handout.lines import HEIGHT, WIDTH, panel
from cci_data.scenes.scene import Line, Lines
from cci_data.theme import LIGHT

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*strokes, is_logarithmic: bool = False, role: str = "country") -> ElementTree.Element:
    lines = Lines("Title", "%", 1, "", is_logarithmic, (Line("Latvia", role, strokes),))
    return ElementTree.fromstring(panel(lines, LIGHT))


def strokes_of(root: ElementTree.Element) -> list[list[tuple[float, float]]]:
    (path,) = root.iter(f"{SVG}path")
    return [
        [tuple(map(float, point.split())) for point in stroke.split("L")] for stroke in path.get("d").split("M")[1:]
    ]


def marks(root: ElementTree.Element) -> list[str]:
    return [each.text for each in root.iter(f"{SVG}text") if each.get("text-anchor") == "end"]


def test_the_pen_is_lifted_over_a_gap_and_each_value_has_its_place():
    first, second = strokes_of(drawn(((2000, 0.0), (2005, 2.0)), ((2008, 4.0), (2010, 1.0))))
    across = [x for x, _ in (*first, *second)]
    steps = [(later - across[0]) / (across[-1] - across[0]) for later in across]
    assert steps == pytest.approx([0, 0.5, 0.8, 1], abs=0.01)
    down = [y for _, y in (*first, *second)]
    assert [(down[0] - y) / (down[0] - down[2]) for y in down] == pytest.approx([0, 0.5, 1, 0.25], abs=0.01)
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in (*first, *second))


def test_the_scale_begins_at_zero_and_has_round_values():
    assert marks(drawn(((2000, 3.2), (2001, 4.4))))[:4] == ["0", "2", "4", "6"]
    assert marks(drawn(((2000, -1.5), (2001, 2.0))))[0] == "-2"


def test_a_logarithmic_scale_goes_by_tens():
    assert marks(drawn(((2000, 50.0), (2001, 3_000_000.0)), is_logarithmic=True))[:3] == ["10", "100", "1\u202f000"]
    (stroke,) = strokes_of(drawn(((2000, 10.0), (2001, 100.0), (2002, 1000.0)), is_logarithmic=True))
    assert stroke[0][1] - stroke[1][1] == pytest.approx(stroke[1][1] - stroke[2][1], abs=0.2)


def test_the_years_at_both_ends_are_said_and_one_year_once():
    words = [each.text for each in drawn(((2000, 1.0), (2009, 2.0))).iter(f"{SVG}text")]
    assert words[-2:] == ["2000", "2009"]
    assert [each.text for each in drawn(((2022, 1.0),)).iter(f"{SVG}text")].count("2022") == 1


def test_a_value_that_stands_alone_is_a_dot_and_the_union_is_dashed():
    assert len(list(drawn(((2000, 1.0), (2001, 2.0)), ((2005, 1.0),), role="other").iter(f"{SVG}circle"))) == 1
    (path,) = drawn(((2000, 1.0), (2001, 2.0)), role="union").iter(f"{SVG}path")
    assert re.fullmatch(r"\d+ \d+", path.get("stroke-dasharray"))


@pytest.mark.parametrize("strokes", [(), ((),), (((2000, 0.0),),), (((2000, 5.0), (2001, 5.0)),)])
def test_hardly_any_value_is_drawn_too(strokes):
    assert drawn(*strokes).tag == f"{SVG}svg"
