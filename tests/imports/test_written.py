import csv
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from cci_data.imports.grids import Grid, read_grids
from cci_data.imports.written import Written, read_rows
from cci_data.sheets.events import EVENTS, SPOTLIGHTS
from cci_data.sheets.partners import PARTNERS, PLACES
from cci_data.sheets.projects import GOOD_PRACTICES
from cci_data.workbooks import write_template
from tests.imports.grids_by_hand import NOW, WORDS, sheet_of

PARTNER_ROWS = (
    ["Name", "Country", "Sectors", "Website"],
    ["Kultūras akadēmija", "LV", "Music", "https://lka.edu.lv"],
    ["Łódź Hub", "Polska", "", ""],
)


def read(*grids: Grid) -> Written:
    return read_rows(grids, WORDS)


def test_a_row_says_what_was_written_what_was_emptied_and_where():
    written = read(sheet_of("Partners", [], ["Website", "Name", "Country", "Sectors"], ["-", "Hub", "Latvija"]))
    (row,) = written.of(PARTNERS)
    assert (row.sheet, row.file, row.number) == (PARTNERS, "network.xlsx", 3)
    assert (row.values, row.emptied) == ({"name": "Hub", "country_code": "LV"}, {"website"})
    assert (row.get("name"), row.get("website"), row.get("sector_ids"), row.get("note")) == ("Hub", None, None, None)
    assert row.where("website") == "Partners!A3" and row.where("sector_ids") == "Partners!D3"
    assert row.where() == row.where("ror_id") == "Partners!3"
    assert (written.problems, written.notes, written.of(EVENTS)) == ([], [], [])


def test_blank_emptied_and_missing_are_three_things():
    blank, emptied = read(sheet_of("Partners", ["Name", "Sectors"], ["A", None], ["B", "-"])).of(PARTNERS)
    (missing,) = read(sheet_of("Partners", ["Name"], ["C"])).of(PARTNERS)
    assert ("sector_ids" in blank.values, "sector_ids" in blank.emptied, "sector_ids" in blank.columns) == (
        False,
        False,
        True,
    )
    assert emptied.emptied == {"sector_ids"} and not missing.emptied and "sector_ids" not in missing.columns


def test_the_exact_sentence_about_a_country_with_a_typo(tmp_path: Path):
    book = Workbook()
    book.active.title = "Partners"
    book.active.append(["Name", "Sectors", "Website", "Country"])
    for number in range(2, 15):
        book.active.append([f"Hub {number}", "Music", "https://hub.example", "Lativa" if number == 14 else "LV"])
    book.save(tmp_path / "network.xlsx")
    written = read(*read_grids(tmp_path / "network.xlsx"))
    assert written.problems == ["Partners!D14 says 'Lativa'; a country is expected; did you mean LV, Latvia?"]
    assert len(written.of(PARTNERS)) == 12


def test_all_problems_of_all_sheets_are_told_at_once():
    written = read(
        sheet_of(
            "Partners", ["Name", "Country", "Website"], ["A", "Lativa", "a.lv"], ["B", "LV", ""], ["C", "Polnad", ""]
        ),
        sheet_of("Events", ["Title", "First day", "Online"], ["Talk", "1/2/2027", "maybe"]),
    )
    assert [sentence.split(" says ")[0] for sentence in written.problems] == [
        *("Partners!B2", "Partners!C2", "Partners!B4", "Events!B2", "Events!C2")
    ]
    assert [row.get("name") for row in written.of(PARTNERS)] == ["B"]
    assert written.unfit == {"A", "C", "Talk"}


def test_cells_of_a_workbook_keep_their_kinds(tmp_path: Path):
    book = Workbook()
    book.active.title = "Events"
    book.active.append(["Title", "First day", "Start time", "Online", "Latitude", "Longitude"])
    book.active.append([2027, datetime(2027, 1, 31), time(9, 30), True, 56.946, 24.106])
    book.save(tmp_path / "network.xlsx")
    (row,) = read(*read_grids(tmp_path / "network.xlsx")).of(EVENTS)
    assert dict(row.values) == {
        **{"title": "2027", "starts_on": date(2027, 1, 31), "starts_time": time(9, 30)},
        **{"is_online": True, "latitude": 56.946, "longitude": 24.106},
    }


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1257"])
def test_a_csv_file_says_the_same_as_a_workbook(tmp_path: Path, delimiter: str, encoding: str):
    rows = [[cell.replace("Łódź Hub", "Šiauliai") for cell in row] for row in PARTNER_ROWS]
    with (tmp_path / "network-partners.csv").open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    written = read(*read_grids(tmp_path / "network-partners.csv"))
    compared = read(sheet_of("Partners", *rows))
    assert [(row.number, row.values) for row in written.of(PARTNERS)] == [
        (row.number, row.values) for row in compared.of(PARTNERS)
    ]
    assert written.of(PARTNERS)[0].get("name") == "Kultūras akadēmija" and written.problems == []


def test_decimal_commas_of_a_csv_file(tmp_path: Path):
    (tmp_path / "places.csv").write_text("Partner;City;Lat;Lon\nHub;Rīga;56,946;24,106\n", encoding="utf-8")
    (row,) = read(*read_grids(tmp_path / "places.csv")).of(PLACES)
    assert (row.get("latitude"), row.get("longitude")) == (56.946, 24.106)


def test_what_was_protected_from_a_spreadsheet_is_read_as_it_was(tmp_path: Path):
    (tmp_path / "partners.csv").write_text("Name,Website\n'=1+1,-\n'-,\n", encoding="utf-8")
    written = read(*read_grids(tmp_path / "partners.csv"))
    (first,) = written.of(PARTNERS)
    assert (first.get("name"), first.emptied) == ("=1+1", {"website"})
    assert written.problems == ["Partners!A3 says '-'; a text, or a blank cell, is expected"]
    (kept,) = read(sheet_of("Partners", ["Name"], ["'=1+1"])).of(PARTNERS)
    assert kept.get("name") == "'=1+1"


def test_example_rows_are_left_out_wherever_their_columns_went(tmp_path: Path):
    (path,) = write_template(tmp_path / "template.xlsx", WORDS["sectors"], WORDS["services"], NOW)
    grids = read_grids(path)
    written = read(*grids)
    assert (written.problems, written.rows.keys(), written.examples) == ([], {"Partners", *written.rows}, 30)
    assert not any(written.rows.values())
    assert written.notes == ["30 example rows are left out."]
    turned = [Grid(grid.file, grid.sheet, tuple((at, cells[::-1]) for at, cells in _padded(grid))) for grid in grids]
    again = read(*turned)
    assert (again.problems, again.examples, any(again.rows.values())) == ([], 30, False)


def _padded(grid: Grid) -> list:
    width = max((len(cells) for _, cells in grid.rows), default=0)
    return [(number, (*cells, *[None] * (width - len(cells)))) for number, cells in grid.rows]


def test_an_example_is_told_by_its_first_cell_in_any_case():
    written = read(
        sheet_of("Spotlights", ["Country", "First day"], [" EXAMPLE: LV".strip(), "soon"], ["LV", "2027-01-01"])
    )
    assert (written.problems, len(written.of(SPOTLIGHTS)), written.examples) == ([], 1, 1)
    assert written.notes == ["1 example row is left out."]
    noted = read(sheet_of("Good practices", ["Title", "Summary"], ["A", "Example: mentors."]))
    assert noted.of(GOOD_PRACTICES)[0].get("summary") == "Example: mentors." and noted.examples == 0


def test_rows_beside_the_headings_say_nothing():
    written = read(sheet_of("Partners", ["Name", "Phone"], ["Hub", "1"], [None, "only a telephone"]))
    assert [row.number for row in written.of(PARTNERS)] == [2]
    assert written.problems == []


def test_rows_of_several_sheets_of_one_kind_come_together():
    first = sheet_of("Partners", ["Name"], ["A"])
    second = sheet_of(None, ["Country", "Organisation"], ["LV", "B"], file="more-partners.csv")
    assert [(row.file, row.where("name")) for row in read(first, second).of(PARTNERS)] == [
        ("network.xlsx", "network.xlsx, Partners!A2"),
        ("more-partners.csv", "more-partners.csv, Partners!B2"),
    ]


def test_what_the_reader_of_a_file_noted_is_passed_on():
    grid = Grid("partners.csv", None, ((1, ("Name",)), (2, ("Hub",))), ("It was Windows-1257.",))
    assert read(grid).notes == ["It was Windows-1257."]


def test_it_is_told_how_far_the_checking_is():
    told = []
    read_rows(
        [sheet_of("Partners", ["Name"], *[[f"Hub {n}"] for n in range(1200)])], WORDS, lambda *news: told.append(news)
    )
    assert told == [("checking Partners", 500, 1201), ("checking Partners", 1000, 1201)]
