import re
from datetime import date, time
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint

from cci_data import models
from cci_data.imports.rows import CHOICES, ImportProblem, check_rows, read_cells
from cci_data.models import Base

PLACE = {"partner_id": "a", "city": "Riga", "country_code": "LV", "latitude": "56.9", "longitude": "24.1", "basis": ""}
EVENT = {"event_id": "e", "title": "Meeting", "kind": "workshop", "starts_on": "2026-12-01"}
PROJECT = {"project_id": "p", "title": "Project"}


def check(folder: Path, model: type[Base], *rows: dict[str, str], **constants: object):
    """Write `rows` as a CSV file by hand and check it."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines = [",".join(columns)] + [",".join(row.get(name, "") for name in columns) for row in rows]
    path = folder / "places.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return check_rows(read_cells(path), model, constants)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"latitude": "x"}, "places.csv, row 2, latitude: 'x' is not a number"),
        ({"latitude": "nan"}, "places.csv, row 2, latitude: 'nan' is not a number"),
        ({"latitude": "91"}, "places.csv, row 2, latitude: '91' is not between -90 and 90"),
        ({"longitude": ""}, "places.csv, row 2, longitude: is empty, but every row needs it"),
        ({"city": " "}, "places.csv, row 2, city: is empty, but every row needs it"),
        ({"city": "R" * 121}, "places.csv, row 2, city: has 121 characters; 120 are the most"),
        ({"city": "Ri\x00ga"}, "places.csv, row 2, city: holds a control character"),
        ({"colour": "red"}, "places.csv, row 1: column 'colour' is not one that this file can have"),
    ],
)
def test_says_where_and_why_a_place_does_not_fit(tmp_path, change, sentence):
    sheet, problems = check(tmp_path, models.Place, PLACE | change)
    assert problems == [sentence]
    assert sheet.rows == ()


@pytest.mark.parametrize(
    ("model", "row", "sentence"),
    [
        (models.Event, EVENT | {"kind": "party"}, "kind: 'party' is not one of network_meeting, study_visit"),
        (models.Event, EVENT | {"starts_on": "2026-02-30"}, "starts_on: '2026-02-30' is not a date such as"),
        (models.Event, EVENT | {"starts_time": "25:00"}, "starts_time: '25:00' is not a time such as"),
        (models.Event, EVENT | {"starts_time": "10:00+02:00", "time_zone": "Europe/Riga"}, "carries an offset"),
        (models.Event, EVENT | {"starts_time": "10:00"}, "time_zone: is empty, but a time of day needs its zone"),
        (models.Event, EVENT | {"ends_time": "10:00"}, "ends_time: is set, but the event has no time at which"),
        (models.Event, EVENT | {"time_zone": "Europe/Atlantis"}, "'Europe/Atlantis' is not a time zone"),
        (models.Event, EVENT | {"ends_on": "2026-11-30"}, "ends_on: 2026-11-30 lies before the start on 2026-12-01"),
        (models.Event, EVENT | {"link": "javascript:alert(1)"}, "link: 'javascript:alert(1)' is not a web address"),
        (models.Event, EVENT | {"is_online": "yes"}, "is_online: 'yes' is neither true nor false"),
        (models.Project, PROJECT | {"starts": "2019-13"}, "starts: '2019-13' is a date that no calendar has"),
        (models.Project, PROJECT | {"starts": "spring 2019"}, "starts: 'spring 2019' is not a date such as"),
        (
            models.Project,
            PROJECT | {"starts": "2020-02", "ends": "2019"},
            "ends: 2019 lies before the start in 2020-02",
        ),
        (models.Project, PROJECT | {"total_budget_eur": "1.5"}, "total_budget_eur: '1.5' is not a whole number"),
        (models.Project, PROJECT | {"total_budget_eur": "9999999999"}, "total_budget_eur: '9999999999' is too large"),
    ],
)
def test_says_what_does_not_fit_in_other_tables(tmp_path, model, row, sentence):
    _, problems = check(tmp_path, model, row, origin="published", source="a page")
    assert len(problems) == 1
    assert sentence in problems[0]


def test_reads_each_type_and_fills_what_may_be_missing(tmp_path):
    row = EVENT | {
        "starts_time": "09:30",
        "time_zone": "Europe/Riga",
        "latitude": "56.9",
        "link": "https://a.example/b",
    }
    sheet, problems = check(tmp_path, models.Event, row, origin="published", source="a page", collected_on="not ours")
    assert problems == []
    ((number, values),) = sheet.rows
    assert number == 2
    assert values["starts_on"] == date(2026, 12, 1)
    assert values["starts_time"] == time(9, 30)
    assert values["latitude"] == 56.9
    assert values["is_online"] is False
    assert values["ends_on"] is None
    assert values["origin"] == "published"
    assert "recorded_at" not in values and "collected_on" not in values


def test_a_missing_required_column_is_one_problem_however_many_rows(tmp_path):
    row = {name: text for name, text in PLACE.items() if name != "latitude"}
    _, problems = check(tmp_path, models.Place, row, row | {"city": "Cēsis"})
    assert problems == ["places.csv, row 1: column 'latitude' is missing"]


def test_a_file_may_not_state_what_its_folder_decides(tmp_path):
    _, problems = check(tmp_path, models.Project, PROJECT | {"origin": "desk"}, origin="published", source="a page")
    assert problems == ["places.csv, row 1: column 'origin' is not one that this file can have"]


def test_a_partial_date_that_contains_the_start_is_no_contradiction(tmp_path):
    row = PROJECT | {"starts": "2019-06-15", "ends": "2019"}
    assert check(tmp_path, models.Project, row, origin="published", source="a page")[1] == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "places.csv: the file is empty"),
        (b"a,b\n1,2,3\n", "places.csv, row 2: 3 cells where the header has 2"),
        (b"a,b\n1,2\n\n3\n", "places.csv, row 4: 1 cells where the header has 2"),
        (b"a,a\n1,2\n", "places.csv, row 1: column 'a' is there twice"),
        ("a\nRīga\n".encode("utf-16"), "places.csv: the file is not UTF-8 text"),
        (b'a\n"open\n', "places.csv: the file is not CSV"),
    ],
)
def test_a_file_that_is_no_table_is_one_sentence(tmp_path, content, sentence):
    path = tmp_path / "places.csv"
    path.write_bytes(content)
    with pytest.raises(ImportProblem) as caught:
        read_cells(path)
    assert len(caught.value.problems) == 1
    assert caught.value.problems[0].startswith(sentence)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(ImportProblem, match=r"places\.csv: the file cannot be read \(No such file"):
        read_cells(tmp_path / "places.csv")


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path):
    path = tmp_path / "places.csv"
    path.write_bytes(b"\xef\xbb\xbfcity\r\nRiga\r\n")
    assert read_cells(path).columns == ("city",)


def test_the_choices_are_those_that_the_database_keeps():
    kept = {}
    for table in Base.metadata.sorted_tables:
        for constraint in table.constraints:
            found = isinstance(constraint, CheckConstraint) and re.fullmatch(
                r"(\w+) IN \((.*)\)", str(constraint.sqltext)
            )
            if found:
                kept[f"{table.name}.{found[1]}"] = re.findall(r"'([^']*)'", found[2])
    assert {name: list(words) for name, words in CHOICES.items()} == kept
