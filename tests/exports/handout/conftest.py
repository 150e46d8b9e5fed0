"""What tests of handouts share: one that is printed, and read again."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from pypdf import PdfReader

from cci_data import basemap
from cci_data.exports.handout.handout import handout
from cci_data.exports.handout.parts import Handout
from cci_data.settings import DATA
from cci_data.theme import LIGHT

FONTS = DATA / "fonts"


def printed(*parts, **said) -> bytes:
    """Return the PDF of a handout of these parts."""
    words = {"kicker": "A kicker", "title": "A title", "lead": "", "made_on": date(2026, 11, 23), "source": "a test"}
    return handout(Handout(parts=parts, **words | said), lands=basemap.shapes(), fonts=FONTS, palette=LIGHT)


@pytest.fixture
def read() -> Callable[..., PdfReader]:
    """A function that prints parts and reads the PDF again."""
    return lambda *parts, **said: PdfReader(io.BytesIO(printed(*parts, **said)))


def words_of(reader: PdfReader) -> str:
    """Return all words of a PDF, set apart by single spaces."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())
