"""Lists: complete, in order, on as few slides as may be, and with the mark of what is only an illustration."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx.util import Pt

from cci_data.exports.slides.page import portions
from cci_data.exports.slides.tables import MARK, MOST_ENTRIES
from cci_data.scenes.scene import Entries, Entry, Scene
from tests.exports.slides.reading import a_scene, notes, slides_of, tables


def rows_of(slides) -> list[list[str]]:
    """Return the rows of the tables of slides, without their heads."""
    return [row for slide in slides for table in tables(slide) for row in table[1:]]


def numbered(number: int) -> tuple[Entry, ...]:
    return tuple(Entry(f"Partner {place}", "NGO", "Riga") for place in range(number))


def test_the_tables_hold_the_lists_of_the_scenes(deck, scenes: tuple[Scene, ...]):
    found = rows_of(deck.slides)
    lists = [block for scene in scenes for block in scene.blocks if isinstance(block, Entries) and block.entries]
    assert len(lists) >= 4
    for entry in (entry for block in lists for entry in block.entries):
        text = f"{entry.text} {MARK}" if entry.is_illustrative else entry.text
        assert [part for part in (entry.label, text, entry.detail) if part] in found


@pytest.mark.parametrize("number", [1, 12, 13, 24, 25, 150])
def test_a_long_list_goes_on_and_says_so(number: int):
    slides = slides_of(a_scene(Entries("Partners", numbered(number))))
    assert rows_of(slides) == [["NGO", f"Partner {place}", "Riga"] for place in range(number)]
    counts = [len(tables(slide)[0]) - 1 for slide in slides]
    assert len(counts) == -(-number // MOST_ENTRIES) and max(counts) - min(counts) <= max(len(counts) - 1, 1)
    heads = [tables(slide)[0][0][0] for slide in slides]
    assert heads[0] == ("Partners" if len(slides) == 1 else f"Partners: 1–{counts[0]} of {number}")


def test_illustrations_are_marked_in_words_and_notes():
    (slide,) = slides_of(a_scene(Entries("Events", (Entry("A fair", is_illustrative=True), Entry("A visit")))))
    assert rows_of([slide]) == [["A fair (illustrative)"], ["A visit"]]
    assert "A fair (illustrative): an example, not a record." in notes(slide)
    assert "A visit (illustrative)" not in notes(slide)


def test_an_entry_that_no_slide_can_hold_is_cut_and_stands_in_the_notes_in_full():
    long = "Þingvellir and Łódź " * 300
    slides = slides_of(a_scene(Entries("Facts", (Entry(long.strip(), "Strategy"), Entry("Short")))))
    first = rows_of(slides)[0][1]
    assert first.endswith("…") and long.startswith(first[:-1]) and len(first) > 1000
    assert long.strip() in notes(slides[0])


def test_few_entries_are_written_larger_than_many():
    sizes = []
    for number in (2, 12):
        (slide,) = slides_of(a_scene(Entries("Partners", numbered(number))))
        (table,) = (shape.table for shape in slide.shapes if shape.has_table)
        sizes.append(table.cell(1, 1).text_frame.paragraphs[0].runs[0].font.size)
    assert sizes[0] == Pt(22) and sizes[1] < sizes[0]


def test_a_column_that_says_nothing_is_left_out():
    (slide,) = slides_of(a_scene(Entries("Words", (Entry("One"), Entry("Two", detail="where")))))
    assert rows_of([slide]) == [["One", ""], ["Two", "where"]]


HEIGHTS = st.lists(st.floats(5, 200), max_size=60)


@given(HEIGHTS, st.floats(50, 400), st.integers(1, 12))
def test_rows_are_spread_over_as_few_pages_as_may_be(heights: list[float], room: float, most: int):
    pages = portions(heights, room, most)
    assert [number for page in pages for number in range(len(heights))[page]] == list(range(len(heights)))
    for page in pages:
        on_page = heights[page]
        assert 0 < len(on_page) <= most
        assert len(on_page) == 1 or sum(on_page) <= room + 1e-6
    # The obvious way: fill each page before the next begins.
    fewest, filled, rows = 0, room, most
    for height in heights:
        if rows >= most or filled + height > room:
            fewest, filled, rows = fewest + 1, 0.0, 0
        filled, rows = filled + height, rows + 1
    assert len(pages) == fewest
