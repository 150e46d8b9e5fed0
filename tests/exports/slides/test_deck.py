"""The deck as a whole: its slides in order, what each of them has, and that it is the same bytes each time."""

import io
import os
import subprocess
import sys
import zipfile
from datetime import date, datetime

import pytest
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation
from pptx.util import Inches, Pt

from cci_data.basemap import shapes
from cci_data.data_age import DataAge, dated
from cci_data.exports.slides.deck import LANGUAGE
from cci_data.exports.slides.layouts import KEPT
from cci_data.exports.slides.measure import line_count
from cci_data.exports.slides.words import clean
from cci_data.scenes.scene import Code, Entries, Entry, Panels, Scene
from cci_data.theme import DARK, LIGHT
from tests.conftest import TODAY
from tests.exports.slides.reading import (
    a_scene,
    all_shapes,
    description,
    made,
    named,
    notes,
    opened,
    outside,
    overlaps,
    slides_of,
)
from tests.server import ROOT

CLOSING = "closing"
SEVERAL = tuple(Entry(f"Entry {number}") for number in range(30))


def of_scenes(deck: Presentation, scenes: tuple[Scene, ...]) -> dict[str, list]:
    """Return the slides of each scene, by its headline, in order."""
    found: dict[str, list] = {scene.name: [] for scene in scenes}
    rest = list(scenes)
    for slide in list(deck.slides)[1:]:
        while not slide.shapes.title.text.startswith(rest[0].headline):
            rest.pop(0)
        found[rest[0].name].append(slide)
    return found


def test_each_scene_has_its_slides_in_order(deck: Presentation, scenes: tuple[Scene, ...]):
    assert (deck.slide_width, deck.slide_height) == (Inches(13 + 1 / 3), Inches(7.5))
    found = of_scenes(deck, scenes)
    assert all(found.values())
    assert deck.slides[0].shapes.title.text == "Network meeting January 2027"
    for scene in scenes:
        slides, total = found[scene.name], len(found[scene.name])
        parts = [f" ({number} of {total})" if total > 1 else "" for number in range(1, total + 1)]
        assert [slide.shapes.title.text for slide in slides] == [scene.headline + part for part in parts]
        assert {slide.placeholders[13].text for slide in slides} == {scene.kicker}


def test_titles_stand_in_the_placeholder_and_slides_have_layouts(deck: Presentation):
    titles = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
    assert [slide for slide in deck.slides if slide.shapes.title.placeholder_format.type not in titles] == []
    used = [slide.slide_layout.name for slide in deck.slides]
    assert (used[0], used[-1]) == ("Opening", "Closing")
    assert {name.partition(" ")[0] for name in used[1:-1]} == {"Scene"}
    assert [layout.name for layout in deck.slide_layouts] == list(KEPT.values())
    empty = [shape.name for slide in deck.slides for shape in slide.placeholders if not shape.text_frame.text]
    assert empty == []


def test_each_slide_of_a_scene_says_source_date_and_number(deck: Presentation, scenes: tuple[Scene, ...]):
    for name, slides in of_scenes(deck, scenes).items():
        (scene,) = (scene for scene in scenes if scene.name == name)
        for slide in slides if name != CLOSING else []:
            kinds = {shape.placeholder_format.type: shape for shape in slide.placeholders}
            assert kinds[PP_PLACEHOLDER.FOOTER].text == f"Source: {scene.source}\nData as of 23 November 2026"
            assert kinds[PP_PLACEHOLDER.SLIDE_NUMBER]._element.xpath(".//a:fld[@type='slidenum']")


def test_the_notes_say_what_is_shown_how_to_read_it_and_where_it_is_from(deck: Presentation, scenes: tuple[Scene, ...]):
    for name, slides in of_scenes(deck, scenes).items():
        (scene,) = (scene for scene in scenes if scene.name == name)
        for slide in slides:
            said = notes(slide)
            assert said.startswith(f"{scene.kicker}: {scene.headline}")
            assert scene.note in said
            assert f"Source: {scene.source}. Data as of 23 November 2026. Made on 23 November 2026." in said


def test_whatever_is_drawn_has_words_for_who_does_not_see_it(deck: Presentation):
    drawn = [
        shape
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_chart or shape.has_table or shape.shape_type.name in ("GROUP", "PICTURE")
    ]
    assert len(drawn) > 10
    assert [shape.name for shape in drawn if len(description(shape)) < 15] == []


def test_nothing_lies_outside_or_on_each_other(deck: Presentation):
    assert outside(deck) == []
    assert [overlaps(slide) for slide in deck.slides] == [[] for _ in deck.slides]


def test_no_letters_are_smaller_than_14_points(deck: Presentation):
    parts = [deck.slide_master, *deck.slide_layouts, *deck.slides]
    charts = [shape.chart.part for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    sizes = {int(size) for part in (*parts, *charts) for size in part._element.xpath(".//a:rPr/@sz | .//a:defRPr/@sz")}
    assert len(sizes) > 3 and min(sizes) >= 1400


def test_ids_are_unique_on_each_slide(deck: Presentation):
    for slide in deck.slides:
        found = slide._element.xpath(".//p:cNvPr/@id")
        assert len(found) == len(set(found))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_the_theme_holds_the_colours_and_the_typeface(palette):
    deck = opened(made([], palette=palette))
    (theme,) = (rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    written = theme.blob.decode()
    for colour in (palette.background, palette.text, palette.primary, palette.accent, palette.muted):
        assert f'val="{colour[1:].upper()}"' in written
    assert 'typeface="Arial"' in written and "Calibri" not in written
    grounds = [layout._element.xpath("string(.//p:bg//a:schemeClr/@val)") for layout in deck.slide_layouts]
    assert grounds == ["accent1", "bg1", "bg1", "bg1"]


def test_letters_name_roles_of_the_theme(deck: Presentation):
    fixed = [slide._element.xpath(".//p:txBody//a:srgbClr | .//a:txBody//a:srgbClr") for slide in deck.slides]
    assert fixed == [[] for _ in deck.slides]


def test_the_document_says_what_it_is_and_in_which_language(deck: Presentation):
    found = deck.core_properties
    assert (found.title, found.subject, found.language) == (
        "Network meeting January 2027",
        "The network in Riga",
        LANGUAGE,
    )
    assert found.created == found.modified == datetime(2026, 11, 23)
    languages = {lang for slide in deck.slides for lang in slide._element.xpath(".//@lang")}
    assert languages == {LANGUAGE}


def test_the_same_scenes_and_day_give_the_same_bytes(scenes: tuple[Scene, ...], file: bytes):
    assert made(scenes, lands=shapes()) == file
    assert made(scenes, lands=shapes(), made_on=date(2026, 11, 24)) != file
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(2026, 11, 23, 0, 0, 0)}


SCRIPT = """
import hashlib
from tests.exports.slides.reading import a_scene, made
from cci_data.scenes.scene import *
line = Line("Latvia", "country", (((2020, 1.0), (2021, 2.0)),))
panel = Lines("Share", "%", 1, "2.0, 2021", False, (line,))
web = Web((Node("LV", "Latvia", 57.0, 25.0, 1), Node("EE", "Estonia", 58.0, 25.0, 1)), (Link("LV", "EE", 1),), "How")
print(hashlib.sha256(made([a_scene(Panels((panel,), ""), web, Entries("All", (Entry("One"),)))])).hexdigest())
"""


def test_the_bytes_hang_on_no_chance():
    command = [sys.executable, "-c", SCRIPT]
    found = set()
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
        found.add(done.stdout)
    assert len(found) == 1 and len(found.pop()) > 60


def test_a_list_after_the_first_block_that_is_empty_is_said_below():
    scene = a_scene(Entries("Partners", SEVERAL), Entries("Needs", (), "Tell the Contact Desk."))
    slides = slides_of(scene)
    assert len(slides) == 3
    assert [any(shape.name == "What is missing" for shape in slide.shapes) for slide in slides] == [False, False, True]
    assert named(slides[-1], "What is missing").text_frame.text == "Needs: Tell the Contact Desk."


def test_a_scene_with_nothing_in_it_says_what_is_missing():
    (slide,) = slides_of(a_scene(Entries("Events", (), "Nothing lies ahead.")))
    assert named(slide, "What is missing").text_frame.text == "Nothing lies ahead."
    (slide,) = slides_of(a_scene(Panels((), "")))
    assert named(slide, "What is missing").text_frame.text == "No statistics are on record."


def test_a_title_that_is_too_long_is_cut_and_stands_in_the_notes_in_full():
    headline = "Žemaitija Þingvellir Łódź " * 40
    first, second, third = slides_of(a_scene(Entries("All", SEVERAL), headline=headline.strip()))
    assert second.shapes.title.text.endswith("… (2 of 3)")
    assert headline.strip() in notes(second)
    assert third.shapes.title.text.endswith("… (3 of 3)")


def test_data_of_no_known_day_say_so():
    (slide,) = slides_of(a_scene(Entries("All", SEVERAL[:2]), as_of=None))
    assert slide.placeholders[11].text == "Source: public record\nDate of the data not known"
    assert "Data as of" not in notes(slide)


@pytest.mark.parametrize(
    "source", ["public record and Contact Desk; shapes by Natural Earth", "Žemaitija, statistics of 2025; " * 12]
)
def test_a_footer_says_source_and_date_in_full_on_lines_of_their_own(source: str):
    as_of = DataAge(date(2026, 11, 23), date(2026, 11, 26))
    (slide,) = slides_of(a_scene(Entries("All", SEVERAL[:2]), source=source, as_of=as_of))
    footer = slide.placeholders[11]
    assert footer.text.split("\n") == [f"Source: {clean(source)}", dated(as_of)]
    sizes = {(run.font.size or Pt(14)).pt for line in footer.text_frame.paragraphs for run in line.runs}
    (size,) = sizes
    lines = sum(line_count(line, size, footer.width.pt) for line in footer.text.split("\n"))
    assert lines * size * 1.2 <= footer.height.pt and (size == 14) == (len(source) < 100)


def test_titles_of_one_line_leave_more_room():
    (short,) = slides_of(a_scene(Entries("All", SEVERAL[:2])))
    (long,) = slides_of(a_scene(Entries("All", SEVERAL[:2]), headline="A long headline " * 7))
    tops = [next(shape.top for shape in slide.shapes if shape.has_table) for slide in (short, long)]
    assert tops[1] - tops[0] == Pt(34)


def test_a_deck_without_scenes_is_its_first_slide():
    deck = opened(made([]))
    assert len(deck.slides) == 1
    assert deck.slides[0].placeholders[14].text == "The network in Riga\n23 November 2026"
    assert date(2026, 11, 23) == TODAY


def test_the_code_may_stand_beside_other_blocks():
    slides = slides_of(a_scene(Entries("All", SEVERAL[:2]), Code("https://cci.example", "All of it")))
    assert [slide.slide_layout.name for slide in slides] == ["Scene", "Closing"]
    assert any(shape.name == "QR code" for shape in all_shapes(slides[1]))
