import io
from datetime import date
from xml.etree import ElementTree

import pytest
from PIL import Image

from cci_data import basemap
from cci_data.exports.pictures.caption import SHARE, SQUARE, Caption, PictureProblem
from cci_data.exports.pictures.cards import CardPicture, card_picture
from cci_data.figures.region import region_map
from cci_data.queries.partners import places
from cci_data.queries.projects import place_links
from cci_data.theme import DARK, LIGHT
from tests.exports.pictures.reading import shapes, words

CAPTION = Caption(source="the public record", as_of=date(2026, 11, 23), link="https://cci.example/partner?id=hub")
ROWS = [
    ("Place", "Łódź, Poland"),
    ("Sectors", "Design (incl. fashion), music, film and video, games and interactive media"),
    ("Nearest partner", "Rīga Hub, 240 km"),
    *((f"Label {number}", f"value {number}") for number in range(5)),
]
CARD = CardPicture("Partner", "EC1 Łódź – City of Culture", "also known as EC1", ROWS, CAPTION)
FORMS = pytest.mark.parametrize("shape", [SHARE, SQUARE], ids=["share", "square"])


@pytest.fixture
def near(world):
    found = places(world)
    named = {"shapes_address": basemap.address(), "country": "PL", "chosen": "lodz-pl"}
    return lambda palette: region_map(
        found[found["country_code"] == "PL"], place_links(world)[:0], basemap.labels(), palette, **named
    )


def drawn(card: CardPicture, shape=SHARE, kind="svg", palette=LIGHT, place=None) -> bytes:
    return card_picture(card, shape=shape, kind=kind, palette=palette, place=place, lands=basemap.shapes())


@FORMS
@pytest.mark.parametrize("has_map", [False, True])
def test_a_card_says_all_that_it_was_given(shape, has_map, near):
    svg = drawn(CARD, shape, place=near(LIGHT) if has_map else None)
    said = " ".join(words(svg))
    for text in ("Partner", CARD.subheading, "Source: the public record", "23 November 2026", CAPTION.link):
        assert text in said
    assert CARD.heading in said
    assert all(label in said and value in said for label, value in ROWS)
    assert ("Poland" in words(svg)) == has_map
    root = ElementTree.fromstring(svg)
    assert root[0].text == "Partner: EC1 Łódź – City of Culture"
    assert "Nearest partner: Rīga Hub, 240 km." in root[1].text and CAPTION.link in root[1].text


@FORMS
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_a_card_has_its_size_and_the_chosen_place_is_marked(shape, palette, near):
    place = near(palette)
    image = Image.open(io.BytesIO(drawn(CARD, shape, "png", palette, place)))
    assert image.size == (shape.width, shape.height)
    assert len(shapes(drawn(CARD, shape, palette=palette, place=place), palette.accent)) >= 1
    assert drawn(CARD, shape, "png", palette, place) == drawn(CARD, shape, "png", palette, place)


@FORMS
def test_fewer_rows_have_larger_letters_and_long_values_are_cut_only_where_they_must(shape):
    few = CardPicture("Event", "Study visit", "", ROWS[:1], CAPTION)
    assert b"scale(" in drawn(few, shape)
    wordy = CardPicture("Partner", "X", "", [("Text", "many words " * 200)] * 6, CAPTION)
    said = words(drawn(wordy, shape))
    assert sum(text.endswith("…") for text in said) == 6
    assert not [text for text in words(drawn(CARD, shape)) if text.endswith("…")]


@FORMS
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_without_a_map_the_heading_stands_large_on_a_ground_of_colour(shape, palette):
    event = CardPicture("Event", "Network meeting in Rostock", "Network meeting", ROWS[:2], CAPTION)
    image = Image.open(io.BytesIO(drawn(event, shape, "png", palette))).convert("RGB")
    ground = tuple(bytes.fromhex(palette.primary[1:]))
    down = [image.getpixel((5, y)) == ground for y in range(shape.height)]
    # One piece, from the upper edge to about the middle.
    end = down.index(False)
    assert 0.4 < end / shape.height < 0.65 and not any(down[end:])
    inside = image.crop((0, 0, shape.width, end)).getcolors(1 << 20)
    assert sum(number for number, colour in inside if colour != ground) > 0.03 * end * shape.width


def test_an_empty_value_is_a_dash_and_too_many_rows_are_refused():
    assert "–" in words(drawn(CardPicture("Partner", "X", rows=[("Place", "")])))
    with pytest.raises(PictureProblem, match="no room for 40 rows"):
        drawn(CardPicture("Partner", "X", rows=[("a", "b")] * 40))
