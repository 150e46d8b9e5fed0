import pandas as pd
import pytest

from cci_data.figures.years import year_bars
from cci_data.impact.measuring import over_the_years
from cci_data.theme import DARK, LIGHT
from tests.conftest import TODAY

ROWS = pd.DataFrame({"year": [2021, 2022, 2023], "value": [40.0, 0.0, 30.0], "cumulative": [40.0, 40.0, 100.0]})


def drawn(rows: pd.DataFrame, palette=LIGHT):
    figure = year_bars(rows, palette)
    return figure, *figure.data


def test_each_year_is_a_bar_and_the_line_goes_up_in_steps_between_them():
    figure, bar, line, _ = drawn(ROWS)
    assert list(zip(bar.x, bar.y, strict=True)) == [(2021, 40), (2022, 0), (2023, 30)]
    assert list(line.x) == [2020.5, 2021.5, 2021.5, 2022.5, 2022.5, 2023.5]
    assert list(line.y) == [40, 40, 40, 40, 100, 100]
    (words,) = figure.layout.annotations
    assert (words.text, words.y) == ("100 in all", 100)
    low, high = figure.layout.xaxis.range
    assert low < 2020.6 and high > 2023.4 and figure.layout.yaxis.range[1] > 100


def test_a_number_stands_over_its_bar_or_over_the_line_that_would_cross_it_and_nothing_is_no_number():
    *_, numbers = drawn(ROWS)
    assert list(zip(numbers.x, numbers.y, numbers.text, strict=True)) == [(2021, 40, "40"), (2023, 30, "30")]
    close = ROWS.assign(cumulative=[45.0, 45.0, 100.0])
    assert list(drawn(close)[-1].y) == [45, 30]


def test_of_long_numbers_the_largest_alone_is_written():
    long = ROWS.assign(value=ROWS["value"] * 100_000, cumulative=ROWS["cumulative"] * 100_000)
    *_, numbers = drawn(long)
    assert list(zip(numbers.x, numbers.text, strict=True)) == [(2021, "4 million")]


def test_where_the_line_ends_with_the_bar_its_words_alone_say_the_number():
    figure, *_, numbers = drawn(ROWS[:1])
    low, high = figure.layout.xaxis.range
    assert high - low > 7
    assert not numbers.text and figure.layout.annotations[0].text == "40 in all"


def test_only_some_of_many_years_are_marked():
    many = pd.DataFrame({"year": range(2000, 2026), "value": [1.0] * 26, "cumulative": range(1, 27)})
    assert year_bars(many, LIGHT).layout.xaxis.dtick == 3 and year_bars(ROWS, LIGHT).layout.xaxis.dtick == 1


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_the_world_is_drawn_as_it_is_counted(world, palette):
    rows = over_the_years(world, indicator="rco87", today=TODAY)
    figure, bar, line, _ = drawn(rows, palette)
    assert list(bar.x) == rows["year"].tolist() and list(bar.y) == rows["value"].tolist()
    assert list(line.y)[::2] == rows["cumulative"].tolist() and figure.layout.annotations[0].text == "82 in all"
    assert bar.marker.color == palette.primary and line.line.color == palette.accent
