import random
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.datavalidation import DataValidation
from python_calamine import CalamineWorkbook

from cci_data.imports import xlsx_grids
from cci_data.imports.xlsx_grids import read_worksheets
from tests.imports.workbooks import (
    DAMAGED,
    MAIN,
    SHEET,
    STRINGS,
    TYPES,
    packed,
    parts_of,
    problems_of,
    sheet_xml,
    types_with_strings,
    with_changes,
    with_sheet,
    workbook,
)


def read(book: Workbook) -> dict[str, tuple]:
    """Read a workbook after openpyxl has written it: title → rows."""
    return dict(read_worksheets("network.xlsx", packed(parts_of(book))))


def rows_of_sheet(data: str, **places: str) -> tuple:
    ((_, rows),) = read_worksheets("network.xlsx", with_sheet(data, **places))
    return rows


def test_each_kind_of_value_comes_as_itself():
    values = [
        *(" Łódź ", "", "  ", 3, 2019.0, -0.5, True, False, 0),
        *(date(2026, 11, 23), datetime(2026, 11, 23, 9, 30), time(9, 30), timedelta(hours=9, minutes=30)),
        *(timedelta(hours=25, minutes=30), "007", "#N/A in words", "a_x000D_\nb", "end"),
    ]
    ((number, cells),) = read(workbook(rows=[values]))["Partners"]
    assert number == 1
    assert cells == (
        *("Łódź", None, None, 3, 2019, -0.5, True, False, 0),
        *(datetime(2026, 11, 23), datetime(2026, 11, 23, 9, 30), time(9, 30), time(9, 30)),
        *("25:30:00", "007", "#N/A in words", "a\nb", "end"),
    )
    assert [type(cell) for cell in cells[3:9]] == [int, int, float, bool, bool, int]


def test_another_library_reads_the_same(tmp_path):
    generator = random.Random(3)
    dates = [datetime(2026, 1, 2), datetime(2026, 1, 2, 3, 4, 5), time(1, 2, 3)]
    choices = ["Rīga", "a\nb", None, 1, 2.5, True, *dates]
    rows = [[generator.choice(choices) for _ in range(12)] for _ in range(60)]
    workbook(rows=[["first"] * 12, *rows, ["last"] * 12]).save(tmp_path / "a.xlsx")
    other = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_name("Partners").to_python()
    ((_, ours),) = read_worksheets("a.xlsx", (tmp_path / "a.xlsx").read_bytes())

    def plain(value: object) -> object:
        is_midnight = isinstance(value, datetime) and value.time() == time()
        return value.date() if is_midnight else None if value == "" else value

    assert [[plain(value) for value in row] for row in other] == [
        [plain(value) for value in (*cells, *[None] * (12 - len(cells)))] for _, cells in ours
    ]


def test_blank_rows_go_and_row_numbers_stay():
    book = workbook(rows=[])
    book.active["B3"] = "name"
    book.active["A7"] = "Rīga"
    book.active["A8"] = " "
    book.active["C9"].number_format = "0.00"
    assert read(book)["Partners"] == ((3, (None, "name")), (7, ("Rīga",)))


def test_only_visible_worksheets_are_read():
    book = workbook()
    for title, state in (("Lists", "hidden"), ("Secrets", "veryHidden"), ("Events", "visible")):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        sheet["A1"] = "=1+1" if state != "visible" else "title"
    chart = BarChart()
    chart.add_data(Reference(book["Partners"], min_col=1, min_row=1, max_row=2))
    book.create_chartsheet("Chart", 0).add_chart(chart)
    assert list(read(book)) == ["Partners", "Events"]
    assert read(book)["Events"] == ((1, ("title",)),)


def test_a_workbook_without_a_visible_worksheet_is_a_sentence():
    content = parts_of(workbook())["xl/workbook.xml"].replace(b'state="visible"', b'state="hidden"')
    assert problems_of(with_changes({"xl/workbook.xml": content})) == (
        "network.xlsx: the workbook has no visible worksheet; show one, or save it again as .xlsx",
    )


def test_shared_strings_are_read_with_their_formats_taken_off():
    bold = "<si><r><t>Rī</t></r><r><rPr><b/></rPr><t>ga</t></r></si>"
    strings = f"<si><t> Kultūras akadēmija </t></si>{bold}<si><t/></si>"
    data = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>2</v></c><c r="C1" t="s"><v>1</v></c></row>'
    changes = {
        SHEET: sheet_xml(data),
        STRINGS: f'<sst xmlns="{MAIN}">{strings}</sst>',
        TYPES: types_with_strings(),
    }
    assert read_worksheets("network.xlsx", with_changes(changes)) == [
        ("Partners", ((1, ("Kultūras akadēmija", None, "Rīga")),))
    ]
    assert problems_of(with_changes(changes | {STRINGS: None})) == (f"network.xlsx: the workbook is {DAMAGED}",)
    assert problems_of(with_changes(changes | {STRINGS: f'<sst xmlns="{MAIN}"/>'})) == (
        f"network.xlsx: the sheet Partners is {DAMAGED}",
    )


def test_merged_cells_show_their_value_in_each_cell():
    book = workbook(
        rows=[
            ["Partner", None, "Place"],
            ["Malmö stad", "SE", "Malmö"],
            [None, "SE", "Lund"],
            ["Rīgas dome", "LV", "Rīga"],
        ]
    )
    book.active.merge_cells("A1:B1")
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("C4:D4")
    assert read(book)["Partners"] == (
        (1, ("Partner", "Partner", "Place")),
        (2, ("Malmö stad", "SE", "Malmö")),
        (3, ("Malmö stad", "SE", "Lund")),
        (4, ("Rīgas dome", "LV", "Rīga", "Rīga")),
    )


def test_a_block_is_filled_below_and_beside():
    book = workbook(rows=[["a", "b", "c"], [1, 2, 3], [4, None, None], [5, None, 6]])
    book.active.merge_cells("B2:C4")
    assert read(book)["Partners"][1:] == ((2, (1, 2, 2)), (3, (4, 2, 2)), (4, (5, 2, 2)))


def test_a_record_in_tall_cells_stays_one_record():
    book = workbook(rows=[["name", "city"], ["Malmö stad", "Malmö"], [None, None], ["Rīgas dome", "Rīga"]])
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("B2:B3")
    assert [number for number, _ in read(book)["Partners"]] == [1, 2, 4]


def test_what_hides_under_a_merged_cell_is_not_read():
    data = '<row><c/><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row><row><c r="C2"><v>4</v></c></row>'
    after = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="C1:C2"/></mergeCells>'
    assert rows_of_sheet(data, after=after) == ((1, (None, None, 3)), (2, (None, None, 3)))
    assert rows_of_sheet(data, after='<mergeCells><mergeCell ref="A1:C2"/></mergeCells>') == ()


def test_merging_without_end_is_a_sentence():
    merge = '<mergeCell ref="A1:XFD1048576"/>'
    data = '<row r="1"><c r="A1"><v>1</v></c></row>'
    assert rows_of_sheet(data, after=f"<mergeCells>{merge}</mergeCells>") == ((1, (1,) * 500),)
    (problem,) = problems_of(with_sheet(data, after=f"<mergeCells>{merge * 500}</mergeCells>"))
    assert problem == "network.xlsx: more than 200\u202f000 cells of Partners are merged; take the merging back"


def test_formulas_and_errors_are_told_by_their_cells_all_at_once():
    book = workbook(rows=[["name", "count"], ["Rīga", "=1+1"]])
    book.active["F12"] = "=A1"
    events = book.create_sheet("Events")
    events["B2"].value = "#REF!"
    events["B2"].data_type = "e"
    assert problems_of(book) == (
        "Partners!B2 holds a formula without a result; open the file in a spreadsheet, save it, or write the value",
        "Partners!F12 holds a formula without a result; open the file in a spreadsheet, save it, or write the value",
        "Events!B2 shows the error #REF!; mend its formula, or write the value",
    )


def test_a_formula_with_a_result_is_its_value():
    data = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c></row>'
    assert rows_of_sheet(data) == ((1, (2, "a")),)


def test_very_many_formulas_without_a_result_are_counted():
    problems = problems_of(workbook(rows=[["=1"]] * 50))
    assert len(problems) == 21
    assert problems[-1] == "Partners: 30 more cells with a formula without a result"


def test_a_date_that_no_calendar_has_is_told_by_its_cell():
    book = workbook(rows=[["starts"], [date(2026, 1, 1)], [9999999999.0], [-9999999.0]])
    for row in (3, 4):
        book.active.cell(row, 1).number_format = "yyyy-mm-dd"
    sentence = "is formatted as a date, but its number is none of a day; write the date, or clear the cell"
    assert problems_of(book) == (f"Partners!A3 {sentence}", f"Partners!A4 {sentence}")


@pytest.mark.parametrize("number", ["1e999", "-1e999", "9" * 20])
def test_a_number_beyond_all_measure_is_told_by_its_cell(number):
    (problem,) = problems_of(with_sheet(f'<row r="4"><c r="C4"><v>{number}</v></c></row>'))
    assert problem.startswith("Partners!C4 holds a number ")


def test_a_large_number_that_is_no_whole_one_stays():
    assert rows_of_sheet('<row r="1"><c r="A1"><v>1e300</v></c><c r="B1"><v>9007199254740992</v></c></row>') == (
        (1, (1e300, 2**53)),
    )


def test_format_without_content_costs_nothing():
    rows = "".join(f'<row r="{row}" s="1"><c r="A{row}" s="1"/></row>' for row in range(3, 50_000))
    data = f'<row r="1"><c r="A1"><v>1</v></c></row>{rows}<row r="1048576" s="1"/>'
    assert rows_of_sheet(data, before='<dimension ref="A1:XFD1048576"/>') == ((1, (1,)),)


def test_a_value_after_a_long_gap_is_not_left_out():
    data = '<row r="1"><c r="A1"><v>1</v></c></row><row r="200000"><c r="SF200000"><v>2</v></c></row>'
    rows = rows_of_sheet(data, before='<dimension ref="A1:XFD1048576"/>')
    assert rows[0] == (1, (1,))
    assert rows[1] == (200_000, (*(None,) * 499, 2))


@pytest.mark.parametrize(
    ("cell", "limit"),
    [
        ('<row r="200001"><c r="B200001"><v>1</v></c></row>', "B200001 holds a value beyond the 200\u202f000 rows"),
        ('<row r="3"><c r="SG3"><v>1</v></c></row>', "SG3 holds a value beyond the 500 columns"),
    ],
)
def test_a_value_far_out_is_told_by_its_cell(cell, limit):
    assert problems_of(with_sheet(cell)) == (
        f"network.xlsx: Partners!{limit} that are read; clear it, or split the sheet",
    )


def test_too_many_cells_in_all_sheets_together_are_a_sentence(monkeypatch):
    book = workbook()
    book.create_sheet("Events").append([1])
    monkeypatch.setattr(xlsx_grids, "MOST_CELLS", 5)
    assert len(read(book)) == 2
    monkeypatch.setattr(xlsx_grids, "MOST_CELLS", 4)
    (problem,) = problems_of(book)
    assert problem.startswith("network.xlsx: more than ")


def test_a_wrong_dimension_hides_nothing():
    data = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row><row r="9"><c r="A9"><v>3</v></c></row>'
    expected = ((1, (1, None, 2)), (9, (3,)))
    assert rows_of_sheet(data, before='<dimension ref="A1"/>') == expected
    assert rows_of_sheet(data) == expected


def test_drop_down_lists_and_broken_trimmings_do_no_harm():
    book = workbook()
    choice = DataValidation(type="list", formula1='"LV,LT"')
    choice.add("B2:B9")
    book.active.add_data_validation(choice)
    parts = parts_of(book)
    sheet = parts[SHEET].replace(b"</worksheet>", b'<extLst><ext uri="{none}"/></extLst></worksheet>')
    sheet = sheet.replace(b'type="list"', b'type="nonsense"')
    broken = {
        SHEET: sheet,
        "docProps/core.xml": b"<broken",
        "xl/theme/theme1.xml": b"",
        "xl/vbaProject.bin": b"\xd0\xcf",
    }
    assert read_worksheets("network.xlsm", packed(parts | broken)) == list(read(workbook()).items())
