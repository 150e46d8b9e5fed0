"""The parts of a deck: none that nobody needs, all of one moment, also in the workbooks within."""

import io
import zipfile

from cci_data.exports.slides.layouts import blank_deck
from cci_data.exports.slides.package import packed
from cci_data.theme import LIGHT
from tests.conftest import TODAY


def parts_of(file: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(file))


def test_workbooks_within_are_of_the_same_moment(file: bytes):
    with parts_of(file) as parts:
        books = [name for name in parts.namelist() if name.endswith(".xlsx")]
        assert len(books) == 8
        for book in books:
            with parts_of(parts.read(book)) as inner:
                assert b"2026-11-23T00:00:00Z" in inner.read("docProps/core.xml")


def test_there_is_nothing_of_the_template_that_nobody_needs(file: bytes):
    with parts_of(file) as parts:
        names = parts.namelist()
    assert [name for name in names if "printer" in name or "thumbnail" in name] == []
    assert sum(name.startswith("ppt/slideLayouts/slideLayout") for name in names) == 4


def test_days_before_archives_could_say_them_are_said_as_the_first():
    with parts_of(packed(blank_deck(LIGHT), TODAY.replace(year=1970))) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
