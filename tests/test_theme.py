import dataclasses
import itertools
import re
import tomllib

import pytest

from cci_data.scenes.agenda import THEMES
from cci_data.settings import ROOT
from cci_data.theme import CONTRAST, CONTRAST_DARK, DARK, LIGHT, PRESENTED, Palette, palette, rgb

PALETTES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda colours: colours.name)
WASHED_OUT = pytest.mark.parametrize("colours", [CONTRAST, CONTRAST_DARK], ids=lambda colours: colours.name)
PRESENTATIONS = pytest.mark.parametrize("colours", PRESENTED.values(), ids=lambda colours: colours.name)
CONFIGURED = {
    "primaryColor": "primary",
    "backgroundColor": "background",
    "secondaryBackgroundColor": "surface",
    "textColor": "text",
    "linkColor": "primary",
    "borderColor": "line",
}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_gives_the_known_extremes():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#b35c00", "#b35c00") == 1


@PALETTES
def test_the_pages_and_the_figures_have_the_same_colours(colours: Palette):
    configured = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"][colours.name]
    assert {name: configured[name] for name in CONFIGURED} == {
        name: getattr(colours, role) for name, role in CONFIGURED.items()
    }


@PALETTES
@pytest.mark.parametrize("ground", ["background", "surface"])
@pytest.mark.parametrize("ink", ["text", "muted", "primary", "accent"])
def test_text_can_be_read(colours: Palette, ink: str, ground: str):
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@PALETTES
@pytest.mark.parametrize("ground", ["sea", "land", "network_land"])
@pytest.mark.parametrize("ink", ["text", "muted", "primary"])
def test_names_on_the_map_can_be_read(colours: Palette, ink: str, ground: str):
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@PALETTES
def test_numbers_in_bubbles_and_lines_on_the_ground_can_be_seen(colours: Palette):
    for bubble in (colours.primary, colours.accent):
        assert contrast(colours.background, bubble) >= 4.5
    for ground in (colours.sea, colours.land, colours.network_land):
        assert contrast(colours.accent, ground) >= 3
    assert contrast(colours.compare, colours.background) >= 2.5


@WASHED_OUT
def test_all_text_can_be_read_where_a_projector_washes_colours_out(colours: Palette):
    grounds = (colours.background, colours.surface, colours.sea, colours.land, colours.network_land)
    for ink in (colours.text, colours.muted, colours.primary, colours.accent):
        assert [ground for ground in grounds[:2] if contrast(ink, ground) < 7] == []
    assert [ground for ground in grounds if contrast(colours.text, ground) < 7] == []
    for bubble in (colours.primary, colours.accent):
        assert contrast(colours.background, bubble) >= 7
    least, none, one, several = colours.steps
    assert min(contrast(colours.text, step) for step in (least, none, one)) >= 7
    assert contrast(colours.background, several) >= 7


def test_there_are_colours_for_each_theme_of_a_presentation():
    assert set(PRESENTED) == set(THEMES)


@PALETTES
def test_neighbouring_steps_can_be_told_apart_and_go_one_way(colours: Palette):
    lights = [luminance(step) for step in colours.steps]
    assert len(lights) == 4
    assert lights in (sorted(lights), sorted(lights, reverse=True))
    assert all(contrast(one, other) >= 1.1 for one, other in itertools.pairwise(colours.steps))
    none, one, several = colours.steps[1:]
    assert contrast(none, one) >= 1.5 and contrast(one, several) >= 1.5


@PRESENTATIONS
def test_the_ten_countries_stand_out_and_neighbours_recede(colours: Palette):
    assert contrast(colours.network_land, colours.sea) > contrast(colours.land, colours.sea)
    assert contrast(colours.network_land, colours.land) >= 1.2


@PRESENTATIONS
def test_every_colour_is_six_hexadecimal_digits(colours: Palette):
    values = [value for name, value in dataclasses.asdict(colours).items() if name != "name"]
    flat = [colour for value in values for colour in ([value] if isinstance(value, str) else value)]
    assert [colour for colour in flat if not re.fullmatch(r"#[0-9a-f]{6}", colour)] == []


def test_the_theme_is_chosen_by_name_and_light_where_nobody_says():
    assert palette("dark") is DARK
    assert [palette(name) for name in ("light", None, "", "no such theme")] == [LIGHT] * 4


def test_maps_get_a_colour_as_numbers():
    assert rgb("#0b4f79") == [11, 79, 121, 255]
    assert rgb("#ffffff", 70) == [255, 255, 255, 70]
