import inspect
import io
import re
import typing
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from xml.etree import ElementTree

import plotly.graph_objects as go
import pydeck as pdk
import pytest
from PIL import Image

from cci_data import basemap
from cci_data.exports.pictures.caption import SQUARE, WIDE, Caption, PictureProblem, Shape
from cci_data.exports.pictures.picture import picture
from cci_data.figures import bars, canvas, grids, region, series
from cci_data.theme import DARK, LIGHT
from tests.exports.pictures.reading import words

CAPTION = Caption(
    title="Most partners of the network around the Baltic Sea work in Denmark, Germany and Sweden, few in Iceland",
    subtitle="Partners by country and sector; a partner counts in each of its sectors.",
    source="public record of the network's partners; shapes by Natural Earth, public domain",
    as_of=date(2026, 11, 23),
    link="https://cci.example/map?country=LV&sector=music",
    alt="A picture for a test.",
)
SHAPES = pytest.mark.parametrize("shape", [WIDE, SQUARE], ids=["wide", "square"])
SVG = "{http://www.w3.org/2000/svg}"


def drawn(drawing, *, shape=WIDE, kind="svg", palette=LIGHT, caption=CAPTION) -> bytes:
    return picture(drawing, caption, shape=shape, kind=kind, palette=palette, lands=basemap.shapes())


def pixels(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def ink(image: Image.Image, colour: str, box: tuple[int, int, int, int]) -> int:
    wanted = tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return image.crop(box).get_flattened_data().count(wanted)


def test_every_figure_of_the_product_is_among_those_that_are_drawn(drawings):
    makers = {
        name
        for module in (bars, canvas, grids, region, series)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
        if typing.get_type_hints(function).get("return") in (go.Figure, pdk.Deck)
    }
    assert makers - {"canvas"} == {name.split()[0] for name in drawings(LIGHT)}


@pytest.mark.slow
@pytest.mark.parametrize(("shape", "palette"), [(WIDE, DARK), (SQUARE, LIGHT)], ids=["wide dark", "square light"])
def test_every_figure_is_a_picture_of_its_size_with_its_words_in_it(drawings, shape, palette):
    for name, drawing in drawings(palette).items():
        image = pixels(drawn(drawing, shape=shape, kind="png", palette=palette))
        assert image.size == (shape.width, shape.height), name
        top, bottom = (0, 0, shape.width // 3, 300), (0, shape.height - 220, shape.width // 2, shape.height)
        assert ink(image, palette.text, top) > 2000, name
        assert ink(image, palette.primary, bottom) > 100, name
        assert len(image.getcolors(shape.width * shape.height)) > 50, name


@pytest.mark.slow
@SHAPES
def test_a_vector_picture_is_valid_alone_and_says_everything(drawings, shape):
    for name, drawing in drawings(LIGHT).items():
        svg = drawn(drawing, shape=shape)
        root = ElementTree.fromstring(svg)
        assert (root.tag, root.get("viewBox")) == (f"{SVG}svg", f"0 0 {shape.width} {shape.height}")
        assert root[0].tag == f"{SVG}title" and root[0].text == CAPTION.title
        assert root[1].tag == f"{SVG}desc" and root[1].text == CAPTION.described
        assert CAPTION.link in root[1].text and "23 November 2026" in root[1].text
        references = [value for one in root.iter() for key, value in one.items() if key.endswith(("href", "src"))]
        addresses = re.findall(rb"url\((.)", svg)
        assert all(value.startswith("#") for value in references) and set(addresses) <= {b"#"}, name
        assert not {one.tag for one in root.iter()} & {f"{SVG}{tag}" for tag in ("image", "script", "text", "a")}
        assert b"<!DOCTYPE" not in svg
        written = " ".join(words(svg))
        for text in (CAPTION.title, CAPTION.subtitle, CAPTION.source, "Data as of 23 November 2026"):
            assert text in written, name
        assert CAPTION.link in written.replace(" ", ""), name


@pytest.mark.slow
def test_the_same_picture_is_the_same_bytes_also_when_many_ask_at_once(drawings):
    names = [("region_map", "png"), ("region_map small", "svg"), ("type_grid", "svg"), ("bars of sectors", "pdf")]
    asked = [(drawings(LIGHT)[name], kind) for name, kind in names]
    alone = [drawn(drawing, kind=kind) for drawing, kind in asked]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda pair: drawn(pair[0], kind=pair[1]), asked))
    assert together == alone
    assert len(set(alone)) == len(alone)


def test_a_map_that_was_made_compact_for_the_screen_is_drawn_the_same(drawings):
    deck = drawings(LIGHT)["region_map"]
    before, written = drawn(deck), deck.to_json()
    deck.to_json, deck.layers = lambda: written, []
    assert drawn(deck) == before


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_without_words_the_drawing_has_the_whole_sheet(drawings, kind):
    shape = Shape(900, 500, 14)
    for name in ("region_map", "type_grid"):
        drawing = drawings(LIGHT)[name]
        assert drawn(drawing, shape=shape, kind=kind, caption=Caption())
    image = pixels(drawn(drawings(LIGHT)["region_map"], shape=shape, kind="png", caption=Caption()))
    assert LIGHT.background not in {"#" + bytes(image.getpixel(at)).hex() for at in ((0, 0), (899, 0), (0, 499))}


@pytest.mark.slow
def test_long_words_are_wrapped_or_cut_and_stay_on_the_sheet(drawings):
    long = Caption(
        "Donaudampfschifffahrt" * 8, "word " * 200, "source " * 200, "today", "https://a.example/" + "x" * 300
    )
    for shape in (WIDE, SQUARE):
        for name in ("bars of services", "region_map"):
            image = pixels(drawn(drawings(LIGHT)[name], shape=shape, kind="png", caption=long))
            if name != "region_map":
                right = image.crop((shape.width - 12, 0, shape.width, shape.height))
                assert len(right.getcolors()) == 1
            bottom = image.crop((0, shape.height - 12, shape.width // 4, shape.height))
            assert len(bottom.getcolors()) == 1


def test_a_map_whose_shapes_were_not_handed_over_says_so(drawings):
    with pytest.raises(PictureProblem, match="hand the shapes over"):
        picture(drawings(LIGHT)["region_map"], CAPTION, shape=WIDE, kind="png", palette=LIGHT)
