"""Small charts: each value is where its scale says, and a gap is a gap."""

import math
import re

import pytest

from cci_data.exports.stage.panels import HEIGHT, ROOM, WIDTH, panels
from cci_data.scenes.scene import Line, Lines, Panels
from tests.exports.stage.reading import of_class, parsed, text

OTHER = Line("Estonia", "other", (((2018, 2.0), (2019, 4.0)), ((2021, 8.0),)))
UNION = Line("European Union", "union", (((2018, 16.0), (2022, 2.0)),))
COUNTRY = Line("Latvia", "country", (((2019, 4.0), (2022, 8.0)),))


def one(*lines: Line, is_logarithmic: bool = False, latest: str = "8.0, 2022") -> Panels:
    return Panels((Lines("Employment", "% of all", 1, latest, is_logarithmic, lines),), "Latvia in front")


def strokes(root, role: str) -> list[list[tuple[float, float]]]:
    (path,) = [path for path in root.iter("path") if path.get("class") == role]
    parts = re.findall(r"M([^M]+)", path.get("d"))
    return [[tuple(map(float, point.split())) for point in part.replace("h0", "").strip().split("L")] for part in parts]


def place(year: float, value: float, least: float, most: float) -> tuple[float, float]:
    x = ROOM + (year - 2018) / 4 * (WIDTH - 2 * ROOM)
    return round(x), round(HEIGHT - ROOM - (value - least) / (most - least) * (HEIGHT - 2 * ROOM))


@pytest.mark.parametrize("is_logarithmic", [False, True])
def test_each_value_is_where_the_scale_says_and_gaps_stay(is_logarithmic: bool):
    root = parsed(panels(one(OTHER, UNION, COUNTRY, is_logarithmic=is_logarithmic)))
    measure = math.log if is_logarithmic else float
    for line in (OTHER, UNION, COUNTRY):
        expected = [
            [place(year, measure(value), measure(2), measure(16)) for year, value in stroke] for stroke in line.strokes
        ]
        assert strokes(root, line.role) == expected
    assert strokes(root, "end") == [[place(2022, measure(8), measure(2), measure(16))]]


def test_the_ends_of_both_scales_and_the_latest_value_are_in_words():
    root = parsed(panels(one(OTHER, UNION, COUNTRY)))
    assert [text(of_class(root, name)[0]) for name in ("top", "bottom")] == ["16.0", "2.0"]
    assert [text(year) for year in of_class(root, "years")[0]] == ["2018", "2022"]
    assert text(of_class(root, "latest")[0]) == "8.0 % of all, 2022"
    assert text(of_class(root, "legend")[0]) == "Latvia in front."


def test_without_a_value_of_its_own_a_country_is_not_nought():
    root = parsed(panels(one(OTHER, latest="")))
    assert text(of_class(root, "latest")[0]) == "no value on record" and of_class(root, "end") == []


def test_one_year_is_a_dot_in_the_middle_and_no_value_at_all_is_no_chart():
    root = parsed(panels(one(Line("Latvia", "country", (((2020, 3.0),),)))))
    assert strokes(root, "country") == [[(WIDTH / 2, HEIGHT / 2)]]
    assert [text(year) for year in of_class(root, "years")[0]] == ["2020"]
    assert list(parsed(panels(one(latest=""))).iter("svg")) == []


@pytest.mark.parametrize("number", range(1, 14))
def test_there_is_a_place_for_each_panel(number: int):
    root = parsed(panels(Panels(one(COUNTRY).panels * number, "")))
    columns, rows = map(int, re.findall(r"--\w+:(\d+)", of_class(root, "panels")[0].get("style")))
    assert columns * rows >= number > columns * (rows - 1)
    assert len(of_class(root, "panel")) == number


def test_no_indicator_is_no_chart():
    assert panels(Panels((), "nothing")) == ""
