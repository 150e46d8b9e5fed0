from datetime import date

import pytest

from cci_data.exports.pictures.caption import SHAPES, Caption


@pytest.mark.parametrize(
    ("caption", "described"),
    [
        (Caption(), ""),
        (
            Caption("T", "S", "Eurostat", date(2026, 1, 2), "https://a.example/?b=1"),
            "S. Source: Eurostat. Data as of 2 January 2026. https://a.example/?b=1",
        ),
        (Caption(alt="Seen!", as_of="the meeting\nin Riga"), "Seen! Data as of the meeting in Riga."),
        (Caption(subtitle="S.", alt=" "), ""),
    ],
)
def test_a_caption_says_everything_in_one_line(caption, described):
    assert caption.described == described


def test_letters_are_at_least_a_forty_fifth_of_the_height():
    assert all(shape.text >= shape.height / 45 for shape in SHAPES.values())
    assert SHAPES["wide"].width / SHAPES["wide"].height == 16 / 9 and SHAPES["square"].width == SHAPES["square"].height
