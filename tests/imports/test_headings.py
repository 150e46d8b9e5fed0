import pytest

from cci_data.imports.grids import Grid, read_grids
from cci_data.imports.headings import data_rows, find_heads, find_sheet, plain
from cci_data.sheets.book import SHEETS
from cci_data.sheets.events import EVENTS
from cci_data.sheets.partners import PARTNERS, PLACES
from cci_data.sheets.projects import PARTICIPANTS, PROJECTS
from cci_data.sheets.reference import INDICATOR_VALUES
from cci_data.sheets.sheet import Sheet
from cci_data.workbooks import write_template
from tests.imports.grids_by_hand import NOW, WORDS, sheet_of

PARTNER_HEADINGS = ("Name", "Country", "Website", "Partner id")


def columns(grid: Grid, sheet: Sheet) -> dict[str, int]:
    """What is found under the headings of a sheet that is in order."""
    heads, problems, _ = find_heads(grid, sheet)
    assert problems == []
    return dict(heads.columns)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Partner-ID *", "partner id"),
        ("  ŁÓDŹ (km) ", "lodz km"),
        ("partner_id", "partner id"),
        (None, ""),
        (2027, "2027"),
    ],
)
def test_headings_are_compared_without_accents_and_punctuation(heading: object, expected: str):
    assert plain(heading) == expected


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_each_sheet_is_known_by_each_of_its_names(sheet: Sheet):
    headings = [info.title for info in sheet.fields.values()]
    for name in (sheet.title, sheet.title.upper(), f" {sheet.title} ", *sheet.names):
        assert find_sheet(sheet_of(name, headings)) == (sheet, [], [])


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_each_sheet_has_all_of_its_own_headings(sheet: Sheet):
    headings = [info.title for info in sheet.fields.values()]
    assert columns(sheet_of(sheet.title, headings), sheet) == {name: at for at, name in enumerate(sheet.fields)}
    heads, problems, notes = find_heads(sheet_of(sheet.title, list(sheet.fields)), sheet)
    assert set(heads.columns) == set(sheet.fields) and not problems and not notes


@pytest.mark.parametrize(
    ("file", "headings", "sheet"),
    [
        ("network-partners.csv", PARTNER_HEADINGS, PARTNERS),
        ("Organisations.csv", PARTNER_HEADINGS, PARTNERS),
        ("2027_places.tsv", ("City", "Partner"), PLACES),
        ("network-indicator-values.csv", ("Indicator", "Area", "Year", "Value"), INDICATOR_VALUES),
        ("project-partners.csv", ("Project", "Partner", "Role"), PARTICIPANTS),
        ("project-partners.csv", PARTNER_HEADINGS, PARTNERS),
    ],
)
def test_a_csv_file_is_known_by_the_end_of_its_name(file: str, headings: tuple[str, ...], sheet: Sheet):
    assert find_sheet(sheet_of(None, headings, file=file)) == (sheet, [], [])


def test_what_is_not_called_a_sheet_is_known_by_its_headings():
    grid = sheet_of("Adressen", ["Ours"], ["Name", "Land", "Homepage", "Also known as"])
    sheet, problems, notes = find_sheet(grid)
    assert (sheet, problems) == (PARTNERS, [])
    assert notes == ["network.xlsx: the sheet 'Adressen' is read as Partners, by its headings."]
    file, problems, _ = find_sheet(sheet_of(None, ["Title", "First day", "Kind", "City"], file="2027.csv"))
    assert (file, problems) == (EVENTS, [])


def test_a_sheet_that_may_be_meant_is_a_problem_and_another_is_left_out():
    sheet, problems, notes = find_sheet(sheet_of("Partnrs", ["a", "b"]))
    assert sheet is None and problems[0].startswith("network.xlsx holds the sheet 'Partnrs'; one of Partners, Places")
    assert problems[0].endswith("is expected; did you mean Partners?") and notes == []
    sheet, problems, notes = find_sheet(sheet_of("Budget", ["a", "b"]))
    assert (sheet, problems) == (None, []) and notes[0].endswith("and is left out.")
    sheet, problems, _ = find_sheet(sheet_of(None, ["a", "b"], file="budget.csv"))
    assert sheet is None and problems[0].startswith("budget.csv is known neither by its name nor by its headings")


def test_a_sheet_that_may_be_two_is_a_problem():
    sheet, problems, _ = find_sheet(sheet_of("Sheet1", ["Country", "Source", "Origin"]))
    assert sheet is None and "'Sheet1'; one of Partners" in problems[0]


def test_what_only_explains_or_is_blank_is_no_sheet_of_records():
    for title in ("Read me", "Lists"):
        assert find_sheet(sheet_of(title, ["Sectors", "Services", "Countries"])) == (None, [], [])
    assert find_sheet(sheet_of("Events")) == (None, [], [])
    assert find_sheet(sheet_of("Sheet2")) == (None, [], [])


def test_columns_may_be_moved_renamed_and_left_out():
    grid = sheet_of("Partners", ["HOMEPAGE", "Land", "organisation"])
    assert columns(grid, PARTNERS) == {"website": 0, "country_code": 1, "name": 2}


def test_titles_may_stand_above_the_headings():
    grid = sheet_of("Events", ["Events 2027"], [], [None, "Event", "First day"], [None, "Talk", "2027-01-31"])
    heads, problems, notes = find_heads(grid, EVENTS)
    assert (heads.row, dict(heads.columns), problems) == (3, {"title": 1, "starts_on": 2}, [])
    assert notes == ["Events: 1 row above the headings is left out."]
    assert list(data_rows(grid, heads)) == [(4, (None, "Talk", "2027-01-31"))]


def test_a_column_of_no_meaning_is_left_out_with_a_note():
    _, problems, notes = find_heads(sheet_of("Partners", ["Name", None, "Phone", 2027]), PARTNERS)
    assert problems == []
    assert notes == [
        "Partners!C1: the column 'Phone' is none of this sheet's, and is left out.",
        "Partners!D1: the column '2027' is none of this sheet's, and is left out.",
    ]


def test_a_heading_with_a_typo_is_asked_about():
    _, problems, notes = find_heads(sheet_of("Partners", ["Name", "Contry", "Web sit"]), PARTNERS)
    assert problems == [
        "Partners!B1 says 'Contry'; a heading of this sheet is expected; did you mean Country?",
        "Partners!C1 says 'Web sit'; a heading of this sheet is expected; did you mean Website?",
    ]
    assert notes == []


def test_two_columns_of_one_meaning_are_a_problem():
    heads, problems, _ = find_heads(sheet_of("Partners", ["Name", "Website", "URL", "Organisation"]), PARTNERS)
    assert problems == [
        "Partners!C1 says 'URL', which means the same as B1; one column of the two is expected",
        "Partners!D1 says 'Organisation', which means the same as A1; one column of the two is expected",
    ]
    assert heads.columns == {"name": 0, "website": 1}


def test_a_heading_is_the_column_of_its_own_before_it_is_another_name():
    # Both of a project's columns may be called Partner id; on Partners, Partner is the name.
    assert columns(sheet_of("Partners", ["Partner", "Id"]), PARTNERS) == {"name": 0, "partner_id": 1}
    assert columns(sheet_of("Places", ["Place", "Name"]), PLACES) == {"city": 0, "partner_id": 1}


@pytest.mark.parametrize(
    ("sheet", "headings", "expected"),
    [
        (PARTNERS, ["Country", "Website", "Sectors"], "Name or Partner id"),
        (EVENTS, ["First day", "City"], "Title or Event id"),
        (PLACES, ["City", "Country"], "Partner and City"),
        (PROJECTS, ["a", "b"], "Title or Project id"),
    ],
)
def test_without_the_headings_that_tell_records_apart_nothing_is_read(sheet: Sheet, headings: list, expected: str):
    heads, problems, notes = find_heads(sheet_of(sheet.title, headings, ["x", "y", "z"]), sheet)
    assert (heads.columns, notes) == ({}, [])
    assert problems == [f"{sheet.title} in network.xlsx has no row with the headings that it needs: {expected}"]


def test_headings_far_down_are_not_looked_for():
    title = [["About us"]] * 20
    assert find_heads(sheet_of("Partners", *title[1:], ["Name"], ["Hub"]), PARTNERS)[0].row == 20
    assert find_heads(sheet_of("Partners", *title, ["Name"], ["Hub"]), PARTNERS)[1] != []


def test_a_template_is_understood_as_it_is_written(tmp_path):
    (path,) = write_template(tmp_path / "template.xlsx", WORDS["sectors"], WORDS["services"], NOW)
    for grid in read_grids(path):
        sheet, problems, notes = find_sheet(grid)
        assert (problems, notes) == ([], [])
        if sheet is not None:
            assert columns(grid, sheet) == {name: at for at, name in enumerate(sheet.fields)}
