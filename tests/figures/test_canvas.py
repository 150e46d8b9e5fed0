from html import unescape

import pytest

from cci_data.figures.canvas import TEXT_PIXELS, canvas, plain
from cci_data.theme import DARK, LIGHT


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_the_canvas_is_bare_and_can_be_read_from_the_back_row(palette):
    layout = canvas(palette, height=120).to_plotly_json()["layout"]
    assert layout["height"] == 120
    assert "template" not in layout
    assert layout["showlegend"] is False and layout["dragmode"] is False
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "rgba(0,0,0,0)"
    assert layout["font"]["color"] == palette.text
    for axis in ("xaxis", "yaxis"):
        assert layout[axis]["tickfont"]["size"] == TEXT_PIXELS >= 14
        assert layout[axis]["fixedrange"] is True


@pytest.mark.parametrize("text", ['<a href="https://a.example">x</a>', "R&D", "a < b > c", "&lt;b&gt;", "Łódź"])
def test_plain_text_is_shown_letter_by_letter(text):
    assert unescape(plain(text)) == text
    assert not set("<>") & set(plain(text))
