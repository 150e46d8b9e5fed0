import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cci_data.exports.pictures.caption import PictureProblem
from cci_data.exports.pictures.letters import (
    _width,
    balanced,
    fitted,
    line_width,
    pieces,
    plain_text,
    width,
    wrapped,
)

texts = st.text(st.sampled_from("abc ÅŁż/?&-W"), max_size=60)


@settings(max_examples=100, deadline=None)
@given(texts, st.integers(60, 300), st.booleans())
def test_no_line_is_wider_than_the_room_and_no_letter_is_lost(text, room, is_bold):
    lines = wrapped(text, 20, room, is_bold)
    assert all(width(line, 20, is_bold) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_line_is_as_full_as_can_be():
    lines = wrapped("one two three four five six seven", 20, 150)
    for line, after in zip(lines, lines[1:], strict=False):
        assert width(f"{line} {after.split()[0]}", 20) > 150


def test_of_an_address_without_end_little_is_measured():
    _width.cache_clear()
    lines, _ = fitted("https://cci.example/?" + "country=LV&" * 1000, 24, 900, most_lines=4)
    assert len(lines) == 4 and lines[-1].endswith("…")
    assert _width.cache_info().misses < 5000


def test_an_address_is_broken_behind_a_sign():
    first, *_ = wrapped("https://cci.example/map?country=LV&sector=music", 20, 300)
    assert first[-1] in "/?&=.-"


def test_a_longer_text_is_smaller_and_a_very_long_one_cut():
    short, size = fitted("a few words", 20, 300, most_lines=2)
    assert (short, size) == (["a few words"], 20)
    lines, smaller = fitted("some more words than fit " * 2 + "here", 20, 300, most_lines=2)
    assert len(lines) == 2 and 14 <= smaller < 20 and not lines[-1].endswith("…")
    lines, smallest = fitted("many words " * 40, 20, 300, most_lines=2)
    assert len(lines) == 2 and smallest == pytest.approx(14) and lines[-1].endswith("…")
    assert all(width(line, smallest) <= 300 for line in lines)


def test_a_balanced_title_has_no_lonely_word():
    lines = wrapped("The most common type is a business support organisation of 41", 20, 560)
    assert len(lines) == 2
    even = balanced(lines, 20, 560)
    assert " ".join(even) == " ".join(lines) and len(even) == 2
    first, last = (width(line, 20) for line in even)
    assert abs(first - last) < abs(width(lines[0], 20) - width(lines[1], 20))


def test_the_markup_of_plotly_is_read_and_text_that_looks_like_it_is_text():
    assert pieces("  <b>4.0 %</b><br>Sweden") == [[("  ", False), ("4.0 %", True)], [("Sweden", False)]]
    assert plain_text("Books &amp;<br>more &lt;b&gt;") == "Books & more <b>"
    assert line_width([("ab", False), ("c", True)], 10) == width("ab", 10) + width("c", 10, True)
    with pytest.raises(PictureProblem, match="<i>"):
        pieces("<i>slanted</i>")
