"""What tests of reports share: a reader of the world, orders, and how a file is read again."""

import io
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from pypdf import PdfReader

from cci_data.reader import Reader
from cci_data.reports.order import Order
from tests.conftest import TODAY, build_world

ADDRESS = "https://network.example/cci"


def order(kind: str, form: str, today: date = TODAY, **asked: str) -> Order:
    return Order(kind, form, tuple(asked.items()), today, today, ADDRESS)


@pytest.fixture
def reader(shared_copy: Callable[..., str]) -> Iterator[Reader]:
    """A reader of the world."""
    found = Reader(shared_copy("sqlite", build_world))
    yield found
    found.close()


def words_of(content: bytes) -> str:
    """Return all words of a PDF, set apart by single spaces; places where a long word may break are left out."""
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u200b", "").split())


def page_count(content: bytes) -> int:
    return len(PdfReader(io.BytesIO(content)).pages)
