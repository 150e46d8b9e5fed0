from html import unescape

import pandas as pd
import pytest

from cci_data.figures.pairs import pair_square
from cci_data.impact.geography import pairs
from cci_data.theme import DARK, LIGHT
from cci_data.vocabulary import NETWORK_COUNTRIES
from tests.conftest import TODAY
from tests.test_theme import contrast

NAMES = {"a": "Alpha", "b": "Beta", "c": "Gamma", "d": "Delta"}
ROWS = pd.DataFrame([("a", "b", 9), ("a", "c", 6), ("b", "d", 1)], columns=["one", "other", "count"])


def cells(figure) -> dict[tuple[str, str], str]:
    markers = figure.data[1]
    return dict(zip(zip(markers.y, markers.x, strict=True), markers.text, strict=True))


def test_both_sides_of_the_diagonal_say_the_same_and_the_diagonal_nothing():
    found = cells(pair_square(ROWS, NAMES, LIGHT))
    assert len(found) == 4 * 3
    assert found[("Alpha", "b")] == found[("Beta", "a")] == "9"
    assert found[("Beta", "d")] == found[("Delta", "b")] == "1"
    assert found[("Gamma", "d")] == found[("Delta", "c")] == "–"
    assert not {(NAMES[key], key) for key in NAMES} & set(found)


def test_the_larger_a_number_the_darker_its_cell():
    tiles, markers = pair_square(ROWS, NAMES, LIGHT).data
    shades = dict(zip(markers.text, tiles.z, strict=True))
    assert shades == {"–": 0, "1": 1, "6": 2, "9": 3}
    assert (tuple(tiles.x), tuple(tiles.y)) == (tuple(markers.x), tuple(markers.y))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_every_number_stands_out_from_its_cell(palette):
    tiles, markers = pair_square(ROWS, NAMES, palette).data
    for shade, ink in zip(tiles.z, markers.textfont.color, strict=True):
        assert contrast(ink, palette.steps[shade]) >= 4.5


def test_rows_and_columns_keep_their_order():
    figure = pair_square(ROWS, NAMES, LIGHT)
    assert list(figure.layout.xaxis.categoryarray) == list(NAMES)
    assert list(figure.layout.yaxis.categoryarray) == list(NAMES.values())
    assert figure.layout.yaxis.autorange == "reversed"


def test_the_world_is_drawn_as_it_is_counted(world):
    found = pairs(world, today=TODAY)
    drawn = cells(pair_square(found, NETWORK_COUNTRIES, LIGHT))
    for row in found.itertuples():
        assert drawn[(NETWORK_COUNTRIES[row.one], row.other)] == str(row.count)
    assert sum(text != "–" for text in drawn.values()) == 2 * len(found)


def test_nothing_in_common_still_draws():
    assert set(cells(pair_square(ROWS[:0], NAMES, LIGHT)).values()) == {"–"}


def test_markup_in_names_is_text():
    hostile = {"<b>a</b>": "<b>Alpha</b>", "b": '<a href="https://a.example">Beta</a>'}
    rows = pd.DataFrame([("<b>a</b>", "b", 1)], columns=["one", "other", "count"])
    markers = pair_square(rows, hostile, LIGHT).data[1]
    for texts in (markers.x, markers.y, markers.hovertext):
        assert not any("<" in text for text in texts)
    assert unescape(markers.hovertext[0]) == '<b>Alpha</b> and <a href="https://a.example">Beta</a>: 1'
