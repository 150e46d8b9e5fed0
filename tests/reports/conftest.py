"""What tests of reports share: a reader of the world, orders, and how a file is read again."""

import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date

import pytest
from docx import Document
from pptx import Presentation
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from cci_data.reader import Reader
from cci_data.reports.order import Order
from tests.conftest import TODAY, build_world

ADDRESS = "https://network.example/cci"


def order(kind: str, form: str, today: date = TODAY, **asked: str) -> Order:
    return Order(kind, form, tuple(asked.items()), today, today, ADDRESS)


@pytest.fixture(scope="session")
def reader(shared_copy: Callable[..., str]) -> Iterator[Reader]:
    """A reader of the world, the same for all: it keeps what many reports ask."""
    found = Reader(shared_copy("sqlite", build_world))
    yield found
    found.close()


def words_of(content: bytes) -> str:
    """Return all words of a PDF, set apart by single spaces; places where a long word may break are left out."""
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u200b", "").split())


def page_count(content: bytes) -> int:
    return len(PdfReader(io.BytesIO(content)).pages)


def text_of(content: bytes, form: str) -> str:
    """Return all words of a report, whatever its form, set apart by single spaces."""
    return " ".join(READ[form](content).split())


def _written(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    footers = [each.text for section in document.sections for each in section.footer.paragraphs]
    return " ".join([*(each.text for each in document.paragraphs), *cells, *footers])


def _cells(content: bytes) -> str:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return " ".join(
        str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row
    )


def _drawn(content: bytes) -> str:
    slides = Presentation(io.BytesIO(content)).slides
    return " ".join(shape.text for slide in slides for shape in slide.shapes if shape.has_text_frame)


READ = {"pdf": words_of, "docx": _written, "xlsx": _cells, "pptx": _drawn}


def lacking(said: Iterable[str], words: str) -> list[str]:
    """Return what is not said, whatever blanks a reader of PDF finds between letters that stand apart."""
    bare = "".join(words.split())
    return [each for each in said if "".join(each.split()) not in bare]
