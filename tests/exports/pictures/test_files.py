import io
import re
from xml.etree import ElementTree

import matplotlib
import pytest
from PIL import Image

from cci_data.exports.pictures.caption import PictureProblem, Shape
from cci_data.exports.pictures.files import rendered
from cci_data.theme import LIGHT

SHAPE = Shape(300, 100, 20)
LETTERS = "Łódź Rīga Šiauliai Žemaitija Þingvellir Ærø Öland Åland Gdańsk Tromsø Þórður Ņ ķ ģ ļ ū ę ė ų ß “…” – · ð"


def written(text: str, kind: str, **names: str) -> bytes:
    told = {"title": "A title", "description": "What is seen."} | names
    paint = lambda sheet: sheet.words((10, 60), text, 20, LIGHT.text)  # noqa: E731
    return rendered(paint, SHAPE, kind, LIGHT, **told)


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
@pytest.mark.parametrize("is_bold", [False, True])
def test_no_letter_of_the_ten_countries_is_missing(kind, is_bold):
    # A missing glyph is a warning of matplotlib, and warnings are errors.
    paint = lambda sheet: sheet.words((10, 60), LETTERS, 8, LIGHT.text, is_bold=is_bold)  # noqa: E731
    assert rendered(paint, SHAPE, kind, LIGHT, title=LETTERS, description=LETTERS)
    with pytest.warns(UserWarning, match="missing from font"):
        written("文", kind)


def test_what_looks_like_a_formula_is_drawn_letter_by_letter():
    assert written("$x$", "svg").count(b"<use ") == 3
    assert written("$\\frac{1}{2}$ $", "svg").count(b"<use ") == len("$\\frac{1}{2}$ $")


def test_a_picture_tells_its_name_and_what_is_seen():
    image = Image.open(io.BytesIO(written("x", "png", title="Łódź")))
    assert (image.info["Title"], image.info["Description"]) == ("Łódź", "What is seen.")
    pdf = written("x", "pdf")
    assert pdf.startswith(b"%PDF-") and b"/Title (A title)" in pdf and b"CreationDate" not in pdf


@pytest.mark.parametrize(
    "hostile", ["</title><script>", "a & b", "--><svg", "]]>", 'a "quoted" \x00\x07 one', "\ud800"]
)
def test_whatever_a_text_holds_the_vector_picture_stays_well_formed(hostile):
    root = ElementTree.fromstring(written(hostile, "svg", title=hostile, description=hostile))
    expected = re.sub("[\x00-\x1f\ud800]", " ", hostile)
    assert [(one.text or "").split() for one in root[:2]] == [expected.split()] * 2
    assert not [one for one in root.iter() if one.tag.endswith("script")]


def test_how_matplotlib_is_set_elsewhere_makes_no_difference():
    before = [written("abc", kind) for kind in ("png", "svg", "pdf")]
    with matplotlib.rc_context({"text.color": "red", "svg.fonttype": "none", "text.usetex": False, "font.size": 30}):
        assert [written("abc", kind) for kind in ("png", "svg", "pdf")] == before
        assert matplotlib.rcParams["svg.fonttype"] == "none"


def test_the_text_of_a_pdf_stays_text():
    assert b"/ToUnicode" in written("Rīga", "pdf") and b"/FontFile2" in written("Rīga", "pdf")


def test_another_kind_is_refused_in_a_sentence():
    with pytest.raises(PictureProblem, match="png, svg, pdf, not gif"):
        written("x", "gif")
