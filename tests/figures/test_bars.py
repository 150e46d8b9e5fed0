import pandas as pd
import pytest

from cci_data.figures.bars import bars
from cci_data.theme import DARK, LIGHT

ROWS = pd.DataFrame({"sector": ["Music", "Design", "Cross-sectoral"], "partner_count": [5, 0, 59]})


def drawn(rows: pd.DataFrame, palette=LIGHT, **options):
    figure = bars(rows, palette, label="sector", number="partner_count", **options)
    return figure, figure.data[0]


def test_each_row_is_a_bar_with_its_number_at_the_end():
    figure, bar = drawn(ROWS)
    assert list(zip(bar.y, bar.x, bar.text, strict=True)) == [
        ("Music", 5, "5"),
        ("Design", 0, "none known"),
        ("Cross-sectoral", 59, "59"),
    ]
    assert bar.orientation == "h"
    assert figure.layout.yaxis.autorange == "reversed"
    assert figure.layout.xaxis.range[0] == 0 and figure.layout.xaxis.range[1] > 59


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_a_row_apart_differs_in_colour_and_in_pattern(palette):
    _, bar = drawn(ROWS, palette, apart=("Cross-sectoral",))
    assert list(bar.marker.color) == [palette.primary, palette.primary, palette.compare]
    assert list(bar.marker.pattern.shape) == ["", "", "/"]


@pytest.mark.parametrize("rows", [ROWS[:0], ROWS[1:2]], ids=["no row", "only zeros"])
def test_nothing_to_count_still_draws(rows):
    figure, bar = drawn(rows)
    assert len(bar.y) == len(rows)
    assert figure.layout.xaxis.range[1] > 0


def test_a_taller_list_makes_a_taller_figure():
    assert drawn(pd.concat([ROWS] * 4))[0].layout.height > drawn(ROWS)[0].layout.height


def test_markup_in_a_label_is_text():
    rows = pd.DataFrame({"sector": ['<a href="https://a.example">Music</a>'], "partner_count": [1]})
    _, bar = drawn(rows, apart=(rows["sector"][0],))
    assert bar.y[0].startswith("&lt;a href")
    assert bar.marker.pattern.shape[0] == "/"
