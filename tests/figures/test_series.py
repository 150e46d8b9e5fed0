import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cci_data.figures.series import series_lines, strokes
from cci_data.theme import LIGHT
from cci_data.vocabulary import AREAS

points = st.dictionaries(
    st.integers(1990, 2030), st.tuples(st.floats(0.1, 1e9), st.sampled_from([None, None, "b", "p"])), max_size=30
)


def rows(values: dict[int, tuple], area: str = "SE") -> pd.DataFrame:
    listed = [(area, AREAS[area], year, value, flag) for year, (value, flag) in sorted(values.items())]
    return pd.DataFrame(listed, columns=["area_code", "area", "year", "value", "flag"])


def world(**areas: dict[int, float]) -> pd.DataFrame:
    frames = [rows({year: (value, None) for year, value in of.items()}, area) for area, of in areas.items()]
    return pd.concat(frames, ignore_index=True)


def draw(values: pd.DataFrame, country: str = "SE", unit: str = "% of all", decimals: int = 1):
    return series_lines(values, LIGHT, country=country, unit=unit, decimals=decimals)


def printed(figure) -> dict[str, tuple]:
    return {trace.text[0]: (trace.x[0], trace.y[0]) for trace in figure.data if trace.mode == "text"}


def pieces(xs: list, ys: list) -> list[list[tuple]]:
    """Cut what is drawn where the pen is lifted."""
    found = [[]]
    for x, y in zip(xs, ys, strict=True):
        assert (x is None) == (y is None)
        if x is None:
            found.append([])
        else:
            found[-1].append((x, y))
    return [piece for piece in found if piece or len(found) > 1]


@settings(max_examples=100, deadline=None)
@given(points)
def test_the_pen_is_lifted_at_breaks_and_missing_years_and_nowhere_else(values):
    drawn = pieces(*strokes(rows(values)))
    assert [point for piece in drawn for point in piece] == [(year, values[year][0]) for year in sorted(values)]
    assert all(drawn)
    for piece in drawn:
        years = [year for year, _ in piece]
        assert years == list(range(years[0], years[0] + len(years)))
        assert not any(values[year][1] == "b" for year in years[1:])
    for before, after in zip(drawn, drawn[1:], strict=False):
        last, first = before[-1][0], after[0][0]
        assert first > last + 1 or values[first][1] == "b"


def test_a_break_before_the_first_year_lifts_nothing():
    assert strokes(rows({2020: (1.0, "b"), 2021: (2.0, None)})) == ([2020, 2021], [1.0, 2.0])


def test_each_area_is_a_line_and_the_chosen_one_lies_on_top():
    figure = draw(world(SE={2020: 1, 2021: 2}, FI={2021: 3}, EU27_2020={2020: 4, 2021: 5}))
    lines = [trace for trace in figure.data if "lines" in trace.mode]
    assert [trace.name for trace in lines] == [AREAS[code] for code in ("FI", "EU27_2020", "SE")]
    assert [trace.connectgaps for trace in lines] == [False] * 3
    assert (list(lines[2].x), list(lines[2].y)) == ([2020, 2021], [1, 2])
    looks = {(trace.line.color, trace.line.width, trace.line.dash, trace.marker.symbol) for trace in lines}
    assert len(looks) == 3 and {trace.line.dash for trace in lines} == {"solid", "dash"}


def test_the_latest_value_and_year_of_the_country_and_the_union_are_printed():
    values = world(SE={2020: 1, 2022: 2.04}, FI={2023: 9}, EU27_2020={2019: 4, 2021: 5.55})
    shown = printed(draw(values))
    assert list(shown.values()) == [(2022, 2.04), (2021, 5.55)]
    ours, union = shown
    assert "<b>2.0 %</b>" in ours and "Sweden, 2022" in ours
    assert "European Union, 2021" in union


def test_the_order_of_the_rows_does_not_change_what_is_latest():
    values = world(SE={2020: 1, 2022: 2}).iloc[::-1]
    assert list(printed(draw(values)).values()) == [(2022, 2)]


def test_absolute_quantities_are_drawn_on_a_logarithmic_scale_unless_one_is_zero():
    many = world(DE={2020: 1e6}, IS={2020: 12})
    assert draw(many, "IS", unit="thousand persons").layout.yaxis.type == "log"
    share = draw(many, "IS").layout.yaxis
    assert (share.type, share.rangemode) == ("linear", "tozero")
    zero = draw(world(DE={2020: 1e6}, IS={2020: 0}), "IS", unit="thousand persons")
    assert zero.layout.yaxis.type == "linear"
    assert list(printed(draw(many, "IS", unit="persons", decimals=0)))[0].strip().startswith("<b>12</b>")


def test_a_country_without_values_has_no_line_and_no_number():
    figure = draw(world(FI={2020: 1}, EU27_2020={2020: 2}), "IS")
    assert "Iceland" not in {trace.name for trace in figure.data}
    assert list(printed(figure).values()) == [(2020, 2)]
    assert printed(draw(world(FI={2020: 1}), "IS")) == {}


def test_one_single_value_is_a_point_within_the_axis():
    figure = draw(world(SE={2020: 3}))
    (line,) = [trace for trace in figure.data if "lines" in trace.mode]
    assert (list(line.x), list(line.y)) == ([2020], [3])
    assert figure.layout.xaxis.range[0] < 2020 < figure.layout.xaxis.range[1]


def test_a_break_is_marked_where_it_is_once_for_all_areas():
    values = pd.concat([rows({2020: (1, None), 2021: (2, "b")}), rows({2020: (1, None), 2021: (3, "b")}, "FI")])
    figure = draw(values)
    assert [shape.x0 for shape in figure.layout.shapes] == [2020.5]
    assert [note.text for note in figure.layout.annotations] == ["break in the series"]
    assert not draw(world(SE={2020: 1, 2021: 2})).layout.shapes


@pytest.mark.parametrize("years", [3, 40])
def test_years_are_whole_and_not_crowded(years):
    axis = draw(world(SE={1980 + year: 1 + year for year in range(years)})).layout.xaxis
    assert axis.tickformat == "d"
    assert years / axis.dtick <= 10
