"""The Desk's workbook as files, read again by other libraries and by the import."""

import sys
from datetime import date, datetime, time
from pathlib import Path

import pandas as pd
import pytest
import python_calamine
from sqlalchemy import insert

from cci_data.exports.page import ExportProblem
from cci_data.imports.grids import read_grids
from cci_data.imports.written import read_rows
from cci_data.models import Event, Partner, PartnerSector
from cci_data.queries.sheets import sheet_rows
from cci_data.sheets.book import SHEETS, TEMPLATE
from cci_data.sheets.cells import slug
from cci_data.workbooks import write_export, write_template
from tests.conftest import writing
from tests.exports.sheets import check_formulas_and_ranges
from tests.hard_records import CITIES, NOW, SECTORS, SERVICES, WORDS, add_what_is_hard, stored
from tests.measured import cost_of
from tests.queries.build import a_partner, add

A_DAY = {"starts_on": date(2027, 1, 1), "origin": "desk", "source": "a test"}


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_what_is_exported_is_read_again_value_by_value(session, tmp_path: Path, ending: str):
    add_what_is_hard(session)
    files = write_export(session, tmp_path / f"network{ending}", NOW)
    written = read_rows([grid for file in files for grid in read_grids(file)], WORDS)
    assert written.problems == []
    for sheet in SHEETS:
        assert [dict(row.values) for row in written.of(sheet)] == stored(session)[sheet.title], sheet.title
        assert not any(row.emptied for row in written.of(sheet))


def test_other_libraries_find_the_values_of_the_database(session, tmp_path: Path):
    add_what_is_hard(session)
    (file,) = write_export(session, tmp_path / "network.xlsx", NOW)
    book = python_calamine.CalamineWorkbook.from_path(file)
    assert book.sheet_names == ["Read me", *(sheet.title for sheet in SHEETS), "Lists"]
    for sheet in SHEETS:
        rows = book.get_sheet_by_name(sheet.title).to_python()
        assert rows[0] == [info.title for info in sheet.fields.values()]
        assert len(rows) - 1 == len(sheet_rows(session, sheet))
    frames = pd.read_excel(file, sheet_name=None, engine="calamine", dtype=object)
    partners = frames["Partners"].set_index("Partner id")
    assert set(partners["Name"]) >= CITIES | {"=1+1", "007"}
    assert partners["Name"].to_dict() == sheet_rows(session, SHEETS[0]).set_index("partner_id")["name"].to_dict()
    meeting = frames["Events"].set_index("Event id").loc["timed"]
    assert (meeting["First day"], meeting["Start time"]) == (datetime(2027, 3, 4), time(9, 30))
    assert (meeting["Latitude"], meeting["Longitude"], meeting["Online"]) == (56.94600000000001, -21.9, "yes")


def test_csv_comes_as_a_file_a_sheet_that_other_libraries_read(session, tmp_path: Path):
    add_what_is_hard(session)
    files = write_export(session, tmp_path / "network.csv", NOW)
    assert [file.name for file in files] == [f"network-{slug(sheet.title)}.csv" for sheet in SHEETS]
    assert {file.name for file in tmp_path.iterdir()} == {file.name for file in files}
    found = pd.read_csv(tmp_path / "network-partners.csv", dtype=str, keep_default_na=False)
    assert set(found["Name"]) >= CITIES | {"'=1+1"}
    assert (tmp_path / "network-good-practices.csv").is_file()


def test_nothing_is_run_and_every_list_is_there(session, tmp_path: Path):
    add_what_is_hard(session)
    (network,) = write_export(session, tmp_path / "network.xlsx", NOW)
    (template,) = write_template(tmp_path / "partners.xlsx", SECTORS, SERVICES, NOW)
    assert check_formulas_and_ranges(network.read_bytes()) > check_formulas_and_ranges(template.read_bytes()) > 15


def test_the_template_holds_two_examples_a_sheet_that_the_import_leaves_out(tmp_path: Path):
    for name in ("partners.xlsx", "partners.csv"):
        files = write_template(tmp_path / name, SECTORS, SERVICES, NOW)
        grids = [grid for file in files for grid in read_grids(file)]
        assert {sheet.title: len(grid.rows) for sheet, grid in zip(TEMPLATE, _records(grids), strict=True)} == {
            sheet.title: 3 for sheet in TEMPLATE
        }
        written = read_rows(grids, WORDS)
        assert written.problems == [] and not any(written.of(sheet) for sheet in SHEETS)
    assert len(list(tmp_path.iterdir())) == 1 + len(TEMPLATE)


def _records(grids: list) -> list:
    return [grid for grid in grids if grid.sheet not in ("Read me", "Lists")]


def test_the_same_data_give_the_same_file(session, tmp_path: Path):
    bodies = [write_export(session, tmp_path / f"{name}.xlsx", NOW)[0].read_bytes() for name in "ab"]
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("network.ods", "network.ods cannot be written: choose a name that ends in .xlsx or .csv."),
        ("network", "network cannot be written: choose a name that ends in .xlsx or .csv."),
        ("there.xlsx", "there.xlsx exists already: choose another name, or move it away first."),
        ("there.csv", "there-places.csv exists already: choose another name, or move it away first."),
        ("none/network.xlsx", "network.xlsx cannot be written: No such file or directory."),
        ("none/network.csv", "network-partners.csv cannot be written: No such file or directory."),
        ("there.xlsx/network.xlsx", "network.xlsx cannot be written: Not a directory."),
    ],
)
def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left(session, tmp_path: Path, name: str, sentence: str):
    there = {"there.xlsx": b"x", "there-places.csv": b"y"}
    for other, content in there.items():
        (tmp_path / other).write_bytes(content)
    for write in (
        lambda: write_export(session, tmp_path / name, NOW),
        lambda: write_template(tmp_path / name, SECTORS, SERVICES, NOW),
    ):
        with pytest.raises(ExportProblem) as caught:
            write()
        (problem,) = caught.value.problems
        assert problem.endswith(f"/{sentence}")
        assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == there


def test_all_that_a_workbook_cannot_hold_is_told_and_nothing_is_left(session, tmp_path: Path):
    add(session, a_partner("bad", name="a\x01b"), a_partner("worse", name="x", sector_basis="x" * 32_768))
    with pytest.raises(ExportProblem) as caught:
        write_export(session, tmp_path / "network.xlsx", NOW)
    assert [problem.partition(" (")[2][:20] for problem in caught.value.problems] == [
        "Name) holds a charac",
        "Sectors known from) ",
    ]
    assert list(tmp_path.iterdir()) == []
    assert len(write_export(session, tmp_path / "network.csv", NOW)) == len(SHEETS)


def test_what_an_import_would_misread_is_told_of_all_sheets(session, tmp_path: Path):
    add(session, a_partner("bad", name="-"), Event(event_id="bad", title="Example: x", kind="other", **A_DAY))
    with pytest.raises(ExportProblem) as caught:
        write_export(session, tmp_path / "network.xlsx", NOW)
    assert [problem.partition("!")[0] for problem in caught.value.problems] == ["Partners", "Events"]
    assert list(tmp_path.iterdir()) == []


def test_files_that_cannot_all_take_their_places_leave_none(tmp_path: Path, monkeypatch):
    rename, done = Path.rename, []

    def third_time_unlucky(self: Path, target: Path) -> Path:
        done.append(target)
        if len(done) == 3:
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", third_time_unlucky)
    with pytest.raises(ExportProblem, match="network-events.csv cannot be written: Permission denied."):
        write_template(tmp_path / "network.csv", SECTORS, SERVICES, NOW)
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_and_an_interruption_leaves_nothing(session, tmp_path: Path):
    told = []
    write_export(session, tmp_path / "a.xlsx", NOW, lambda *news: told.append(news))
    assert told[:2] == [("reading Partners", 0, len(SHEETS)), ("reading Places", 1, len(SHEETS))]
    assert [what for what, *_ in told if what.startswith("writing")][:2] == ["writing Partners", "writing Places"]

    def interrupt(what: str, _done: int, _total: int) -> None:
        if what.startswith("writing Events"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_export(session, tmp_path / "b.xlsx", NOW, interrupt)
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]


MEASURED = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from sqlalchemy.orm import Session
from cci_data.database import reading_engine
from cci_data.workbooks import write_export
engine = reading_engine(sys.argv[1])
with Session(engine) as session:
    write_export(session, Path(sys.argv[2]), datetime.now(UTC))
engine.dispose()
"""


def add_a_large_network(url: str) -> None:
    shared = {"origin": "desk", "source": "https://www.example.org/a/page/of/the/network", "country_code": "LV"}
    named = {"website": "https://www.example.org", "organisation_type": "NGO", "sector_basis": "stated"}
    partners = [{"partner_id": f"p-{n}", "name": f"Partner {n}", **shared, **named} for n in range(10_000)]
    sectors = [{"partner_id": f"p-{n}", "sector_id": key} for n in range(10_000) for key in ("music", "design")]
    when = {"starts_on": date(2027, 1, 1), "starts_time": time(9, 30), "time_zone": "Europe/Riga", "kind": "workshop"}
    details = {"note": "What else there is to know about it. " * 4, "city": "Riga", "latitude": 56.9, "longitude": 24.1}
    events = [{"event_id": f"e-{n}", "title": f"Event {n}", **shared, **when, **details} for n in range(20_000)]
    with writing(url) as engine, engine.begin() as connection:
        for model, rows in ((Partner, partners), (PartnerSector, sectors), (Event, events)):
            connection.execute(insert(model), rows)


@pytest.mark.slow
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_a_large_network_takes_less_than_500_megabytes(sqlite_world_url: str, tmp_path: Path, ending: str):
    add_a_large_network(sqlite_world_url)
    command = [sys.executable, "-c", MEASURED, sqlite_world_url, str(tmp_path / f"network{ending}")]
    measured = cost_of(command)
    assert measured.code == 0, measured.output
    assert measured.memory < 500
    (file,) = [*tmp_path.glob("network.xlsx"), *tmp_path.glob("network-events.csv")]
    grids = {grid.sheet or "Events": grid for grid in read_grids(file)}
    assert len(grids["Events"].rows) > 20_000
