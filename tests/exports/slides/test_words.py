"""Words on slides: measured as Arial is, shrunk before they are cut, and never with what a file cannot hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cci_data.exports.slides.measure import line_count, width
from cci_data.exports.slides.words import LINE, clean, fitted

TEXTS = st.text(st.sampled_from("ab WijŁóđÞØ–“…漢😀\u00ad\n-"), max_size=200)


@pytest.mark.parametrize(
    ("text", "is_bold", "wanted"),
    # Advance widths of Arial, in thousandths of the size of letters, as its maker publishes them.
    [("A", False, 667), ("i", False, 222), ("Ž", False, 611), ("Ł", False, 556), ("Þ", False, 667), ("W", True, 944)],
)
def test_letters_are_as_wide_as_those_of_the_typeface(text: str, is_bold: bool, wanted: int):
    assert width(text, 1000, is_bold) == pytest.approx(wanted * 1.02)


def lines_the_slow_way(text: str, size: float, room: float) -> int:
    """Count lines by setting words one by one."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if width(joined, size) <= room + 1e-9:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for sign in word:
            if lines[-1] and width(lines[-1] + sign, size) > room + 1e-9:
                lines.append("")
            lines[-1] += sign
    return len(lines)


@given(TEXTS, st.floats(14, 28), st.floats(40, 400))
def test_lines_are_counted_as_words_fall(text: str, size: float, room: float):
    assert line_count(clean(text), size, room) == lines_the_slow_way(clean(text), size, room)


@given(TEXTS, st.floats(40, 400), st.floats(20, 200))
def test_whatever_is_said_fits_its_room(text: str, wide: float, high: float):
    said = fitted(text, wide, high)
    assert 14 <= said.size <= 28
    assert line_count(said.text, said.size, wide) * said.size * LINE <= high + 0.02
    assert said.is_cut or said.text == clean(text)
    if said.is_cut:
        assert said.text.endswith("…") and clean(text).startswith(said.text[:-1])
        assert line_count(clean(text), 14, wide) * 14 * LINE > high


def test_letters_are_no_smaller_than_they_need_be():
    assert fitted("Short", 400, 40).size == 28
    assert fitted("Some more words than that " * 3, 400, 36).size == 14


def test_what_xml_cannot_hold_is_left_out():
    assert clean("a\x00b\x1bc\ufffed\ud800e\n f") == "a b c d e f"
