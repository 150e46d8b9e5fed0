"""The first and the last slide: the title, the code that leads to the dashboard, and who pays."""

import io

import numpy as np
import pytest
import segno
import shapely
from PIL import Image
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Pt

from cci_data.exports.slides.ends import QUIET, link_of
from cci_data.funding import Funding, Logo
from cci_data.scenes.closing import CAVEAT
from cci_data.scenes.scene import Code
from tests.exports.slides.reading import a_scene, description, made, named, opened, outside, overlaps, rings, slides_of

ADDRESS = "https://cci.example/dashboard?scenes=where,who&theme=dark"
STATEMENT = "Co-funded by the European Union"


def logo(width: int = 300, height: int = 200) -> Logo:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#003399").save(file, "PNG")
    return Logo(file.getvalue(), "image/png")


DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><rect width="3" height="2" fill="#039"/></svg>'


def test_the_code_is_the_one_of_the_address():
    (slide,) = slides_of(a_scene(Code(ADDRESS, "All of it")))
    ground, shape = named(slide, "Ground of the code"), named(slide, "Code")
    whole = shapely.Polygon()
    for ring in rings(shape):
        whole = whole.symmetric_difference(shapely.Polygon(ring))
    cells = np.array([list(row) for row in segno.make(ADDRESS, error="m", micro=False).matrix], dtype=bool)
    unit = ground.width / Pt(1) / (len(cells) + 2 * QUIET)
    places = (np.arange(len(cells)) + QUIET + 0.5) * unit
    x, y = np.meshgrid(places + ground.left / Pt(1), places + ground.top / Pt(1))
    assert (shapely.contains_xy(whole, x, y) == cells).all()
    assert description(named(slide, "QR code")) == f"QR code that leads to {ADDRESS}"


def test_the_address_is_a_link():
    (slide,) = slides_of(a_scene(Code(ADDRESS, "All of it")))
    (run,) = named(slide, "Address").text_frame.paragraphs[0].runs
    assert (run.text, run.hyperlink.address) == (ADDRESS, ADDRESS)
    assert slide.placeholders[14].text == "All of it"


@pytest.mark.parametrize("address", ["", "x" * 4000, "https://cci.example/" + "x" * 4000])
def test_an_address_that_is_too_long_for_a_code_is_said(address: str):
    (slide,) = slides_of(a_scene(Code(address, "All of it")))
    assert [shape.name for shape in slide.shapes if shape.name == "QR code"] == []
    assert outside(opened(made([a_scene(Code(address, "All of it"))]))) == []


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://cci.example/a b?c=Łódź", "https://cci.example/a%20b?c=%C5%81%C3%B3d%C5%BA"),
        ("http://cci.example:8501/", "http://cci.example:8501/"),
        ("javascript:alert(1)", ""),
        ("http://[broken", ""),
        ("dashboard", ""),
    ],
)
def test_links_are_addresses_of_the_web(address: str, link: str):
    assert link_of(address) == link


def test_who_pays_stands_on_the_first_and_the_last_slide():
    funding = Funding("Emblem of the European Union", STATEMENT, (logo(),))
    deck = opened(made([a_scene(Code(ADDRESS, "All of it"))], funding=funding))
    assert outside(deck) == []
    for slide in deck.slides:
        assert named(slide, "Funding").text_frame.text == STATEMENT
        picture = named(slide, "Logo of the funder")
        assert description(picture) == "Logo: Emblem of the European Union"
        assert picture.width / picture.height == pytest.approx(1.5, rel=0.01)
        assert overlaps(slide) == []


@pytest.mark.parametrize("number", [2, 5])
def test_several_logos_stand_beside_each_other_a_drawing_among_them(number: int):
    logos = (Logo(DRAWING, "image/svg+xml"), *[logo(900, 100)] * (number - 1))
    deck = opened(made([], funding=Funding("", STATEMENT, logos)))
    slide = deck.slides[0]
    pictures = [shape for shape in slide.shapes if shape.name == "Logo of the funder"]
    assert len(pictures) == number and outside(deck) == overlaps(slide) == []
    assert pictures[0].width / pictures[0].height == pytest.approx(1.5, rel=0.02)
    points = Image.open(io.BytesIO(pictures[0].image.blob)).convert("RGB")
    assert points.getpixel((points.width // 2, points.height // 2)) == (0, 51, 153)


@pytest.mark.parametrize("size", [(2000, 20), (20, 2000), (1, 1)])
def test_a_logo_of_any_shape_fits(size: tuple[int, int]):
    assert outside(opened(made([], funding=Funding("", STATEMENT * 20, (logo(*size),))))) == []


def test_without_a_logo_the_sentence_stands_alone_and_without_funding_nothing():
    alone, none = (opened(made([], funding=funding)).slides[0] for funding in (Funding("", STATEMENT), None))
    assert named(alone, "Funding").left < Pt(50)
    assert [shape.name for shape in none.shapes if "und" in shape.name] == []


def test_a_logo_that_is_no_picture_is_refused():
    with pytest.raises(OSError, match="cannot identify image"):
        made([], funding=Funding("", STATEMENT, (Logo(b"no picture", "image/png"),)))


@pytest.mark.parametrize("funding", [None, Funding("", STATEMENT, (logo(),))])
def test_without_an_address_the_words_go_across_the_slide(funding: Funding | None):
    (slide,) = slides_of(a_scene(Code("", "All of it")), funding=funding)
    assert slide.shapes.title.width == slide.placeholders[14].width == Pt(872)
    assert slide.background.fill.fore_color.theme_color == MSO_THEME_COLOR.ACCENT_1
    assert overlaps(slide) == []
    (slide,) = slides_of(a_scene(Code(ADDRESS, "All of it")), funding=funding)
    assert slide.shapes.title.width == Pt(452) and slide.follow_master_background


@pytest.mark.parametrize("funding", [None, Funding("", STATEMENT, (logo(),))])
def test_who_cannot_open_the_address_is_said_below_it(funding: Funding | None):
    code = Code("http://localhost:8501/", "All of it", CAVEAT)
    (slide,) = slides_of(a_scene(code), funding=funding)
    assert named(slide, "Address").text_frame.text == f"{code.address}\n{CAVEAT}"
    assert overlaps(slide) == []
