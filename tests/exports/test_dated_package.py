"""An office file with one day in all its parts."""

import io
from datetime import date
from zipfile import ZipFile

import pytest

from cci_data.exports.dated_package import dated_package

PARTS = {"a.xml": b"<a/>" * 100, "inner/b.bin": bytes(range(256))}


def package(moment: tuple[int, ...]) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in PARTS.items():
            with archive.open(name, "w") as part:
                part._zinfo.date_time = moment
                part.write(content)
    return file.getvalue()


@pytest.mark.parametrize(("day", "year"), [(date(2026, 11, 26), 2026), (date(1900, 11, 26), 1980)])
def test_all_parts_are_there_and_of_the_start_of_the_day(day: date, year: int):
    with ZipFile(io.BytesIO(dated_package(package((2001, 2, 3, 4, 5, 6)), day))) as found:
        assert {name: found.read(name) for name in found.namelist()} == PARTS
        assert {part.date_time for part in found.infolist()} == {(year, 11, 26, 0, 0, 0)}


def test_when_it_was_written_changes_no_byte():
    day = date(2026, 11, 26)
    assert dated_package(package((2001, 2, 3, 4, 5, 6)), day) == dated_package(package((2020, 1, 1, 0, 0, 0)), day)


def test_a_part_can_be_replaced():
    changed = dated_package(package((2001, 2, 3, 4, 5, 6)), date(2026, 1, 1), lambda name, old: name.encode() + old)
    with ZipFile(io.BytesIO(changed)) as found:
        assert {name: found.read(name) for name in PARTS} == {name: name.encode() + old for name, old in PARTS.items()}
