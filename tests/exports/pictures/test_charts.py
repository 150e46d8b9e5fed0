import pandas as pd
import plotly.graph_objects as go
import pytest

from cci_data.exports.pictures.caption import SQUARE, WIDE, Caption, PictureProblem
from cci_data.exports.pictures.letters import plain_text
from cci_data.exports.pictures.picture import picture
from cci_data.figures.bars import bars
from cci_data.figures.grids import coverage_matrix, type_grid
from cci_data.figures.series import series_lines
from cci_data.queries import coverage as queries
from cci_data.theme import LIGHT
from cci_data.vocabulary import AREAS
from tests.exports.pictures.reading import shapes, strokes, words

SECTORS = pd.DataFrame(
    {"sector": ["Music", "Design & <b>", "Crafts", "Cross-sectoral"], "partner_count": [5, 10, 0, 7]}
)

HATCHED = "url(#"


def drawn(figure: go.Figure, shape=WIDE) -> bytes:
    return picture(figure, Caption(), shape=shape, kind="svg", palette=LIGHT)


def values(**areas: dict[int, float]) -> pd.DataFrame:
    rows = [(area, AREAS[area], year, value, None) for area, of in areas.items() for year, value in of.items()]
    return pd.DataFrame(rows, columns=["area_code", "area", "year", "value", "flag"])


def lines_of(frame: pd.DataFrame, country: str = "SE", unit: str = "% of all") -> go.Figure:
    return series_lines(frame, LIGHT, country=country, unit=unit, decimals=1)


def test_bars_are_as_long_as_their_numbers_and_in_their_order():
    svg = drawn(bars(SECTORS, LIGHT, label="sector", number="partner_count", apart=("Cross-sectoral",)))
    boxes = sorted(shapes(svg, LIGHT.primary) + shapes(svg, HATCHED), key=lambda box: box[1])
    lengths = [right - left for left, _, right, _ in boxes]
    assert [length / lengths[0] for length in lengths] == pytest.approx([1, 2, 1.4])
    assert len({round(left, 3) for left, *_ in boxes}) == 1
    assert all(above[3] < below[1] for above, below in zip(boxes, boxes[1:], strict=False))
    assert [text for text in words(svg) if text in ("5", "10", "none known", "7")] == ["5", "10", "none known", "7"]
    assert {"Music", "Design & <b>", "Crafts", "Cross-sectoral"} <= set(words(svg))


def test_upright_bars_grow_upwards():
    figure = go.Figure(go.Bar(x=["a", "b"], y=[1, 3], text=["1", "3"], textposition="outside"))
    small, large = sorted(shapes(drawn(figure), LIGHT.primary))
    assert small[3] == pytest.approx(large[3])
    assert (large[3] - large[1]) / (small[3] - small[1]) == pytest.approx(3)


@pytest.mark.parametrize("shape", [WIDE, SQUARE], ids=["wide", "square"])
def test_each_cell_of_the_matrix_is_a_tile_of_its_shade_with_its_sign(world, shape):
    coverage, apart = queries.coverage(world), queries.apart(world)
    svg = drawn(coverage_matrix(coverage, apart, LIGHT, chosen=("music", "FI")), shape)
    low, pale, middle, high = LIGHT.steps
    states = coverage["state"].value_counts()
    for state, colour in (("none", pale), ("one", middle), ("several", high)):
        assert len(shapes(svg, colour)) == states.get(state, 0), state
    expected = [plain_text(name) for name in (*coverage["sector"].unique(), *apart["sector"].unique())]
    assert all(name in " ".join(words(svg)) for name in expected)
    assert set(coverage["country"]) <= set(words(svg))
    (frame,) = strokes(svg, LIGHT.accent)
    columns, rows = sorted(coverage["country"].unique()), list(coverage["sector_id"].unique())
    tiles = sorted({round(left, 1) for colour in (pale, middle, high) for left, *_ in shapes(svg, colour)})
    tops = sorted({round(top, 1) for colour in (pale, middle, high) for _, top, *_ in shapes(svg, colour)})
    assert min(x for x, _ in frame) < tiles[columns.index("Finland")] < max(x for x, _ in frame)
    assert min(y for _, y in frame) < tops[rows.index("music")] < max(y for _, y in frame)


def test_the_signs_of_a_grid_are_those_of_the_figure_in_their_order(world):
    types = queries.organisation_types(world)
    signs = [str(number) if number else "–" for number in types["partner_count"]]
    written = words(drawn(type_grid(types, LIGHT)))
    assert [text for text in written if text == "–" or text.isdigit()] == signs


def test_a_line_is_lifted_where_a_year_is_missing():
    figure = lines_of(values(SE={2015: 1, 2016: 2, 2019: 3, 2020: 1, 2021: 1, 2023: 2}))
    stretches = strokes(drawn(figure), LIGHT.primary)
    assert [len(stretch) for stretch in stretches] == [2, 3]
    (first, second), (third, *_) = stretches
    year = second[0] - first[0]
    assert third[0] - second[0] == pytest.approx(3 * year)
    assert second[1] < first[1]


def test_a_break_in_the_series_is_marked_where_it_is():
    frame = values(SE={2019: 1, 2020: 2, 2021: 3, 2022: 3})
    frame.loc[frame["year"] == 2021, "flag"] = "b"
    svg = drawn(lines_of(frame))
    before, after = strokes(svg, LIGHT.primary)
    (mark,) = strokes(svg, LIGHT.accent)
    assert mark[0][0] == pytest.approx((before[-1][0] + after[0][0]) / 2)
    assert "break in the series" in words(svg)


def test_the_latest_numbers_stand_on_the_sheet_bold_and_whole():
    svg = drawn(lines_of(values(SE={2020: 1, 2022: 2.04}, EU27_2020={2020: 4, 2022: 5.55})), SQUARE)
    assert {"  2.0 %", "2.0 %"} & set(words(svg)) and "  European Union, 2022" in words(svg)
    assert max(x for points in strokes(svg, LIGHT.line) for x, _ in points) < SQUARE.width * 0.8


def test_on_a_logarithmic_scale_each_step_is_ten_times_the_one_below():
    svg = drawn(lines_of(values(DE={2020: 1e6, 2021: 1e6}, IS={2020: 10, 2021: 100}), "IS", "persons"))
    ((first, second),) = strokes(svg, LIGHT.primary)
    ((german, _),) = strokes(svg, LIGHT.compare)
    assert first[1] - german[1] == pytest.approx(5 * (first[1] - second[1]))
    assert {"10", "1 million"} <= set(words(svg))


def test_nothing_to_draw_is_said():
    assert words(drawn(bars(SECTORS[:0], LIGHT, label="sector", number="partner_count"))) == ["Nothing on record yet."]


def test_more_rows_than_can_be_read_are_refused_with_a_remedy():
    many = pd.DataFrame({"sector": [f"Sector {number}" for number in range(120)], "partner_count": 1})
    with pytest.raises(PictureProblem, match="120 rows.*filter it first"):
        drawn(bars(many, LIGHT, label="sector", number="partner_count"))
