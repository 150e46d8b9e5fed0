"""Numbers side by side: all of them, each with what it counts."""

import pytest

from cci_data.scenes.scene import Figure, Figures, Scene
from tests.exports.slides.reading import a_scene, named, notes, slides_of


def test_each_number_says_what_it_counts(deck, scenes: tuple[Scene, ...]):
    blocks = [
        block for scene in scenes if scene.name == "numbers" for block in scene.blocks if isinstance(block, Figures)
    ]
    for figure in blocks[0].figures:
        (words,) = (
            shape.text_frame.text
            for slide in deck.slides
            for shape in slide.shapes
            if shape.name == figure.label and shape.has_text_frame
        )
        assert words == f"{figure.value}\n{figure.label}\n{figure.detail}"


@pytest.mark.parametrize(("number", "wanted"), [(1, [1]), (6, [6]), (7, [4, 3])])
def test_six_numbers_at_most_stand_on_a_slide(number: int, wanted: list[int]):
    figures = tuple(Figure(str(place), f"things {place}") for place in range(number))
    slides = slides_of(a_scene(Figures(figures)))
    assert [sum(shape.name.startswith("things") for shape in slide.shapes) for slide in slides] == wanted


def test_what_is_too_long_stands_in_the_notes():
    detail = "Łódź and Þingvellir " * 60
    (slide,) = slides_of(a_scene(Figures((Figure("152", "partners", detail.strip()),))))
    assert named(slide, "partners").text_frame.text.endswith("…")
    assert detail.strip() in notes(slide)


def test_no_number_is_said():
    (slide,) = slides_of(a_scene(Figures(())))
    assert named(slide, "What is missing").text_frame.text == "No number is on record."
