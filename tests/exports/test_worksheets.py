import io
import re
import zipfile
from dataclasses import replace

from cci_data.exports.workbook import render_workbook
from tests.exports.sheets import (
    BLANK,
    COLUMNS,
    LISTS,
    MAIN,
    NOW,
    ROW,
    a_page,
    a_row,
    cells,
    check_formulas_and_ranges,
    opened,
    parts,
    render,
)

EXAMPLE = ("Example: a", *ROW[1:])


def test_headings_stay_in_sight_and_can_be_filtered():
    sheet = opened(render(*[ROW] * 3))["Events"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("B2", "A1:K4", "$1:$1")
    heading = sheet["A1"]
    assert heading.font.b
    assert (heading.fill.fgColor.rgb, heading.font.color.rgb) == ("000B4F79", "00FBFAF6")


def test_each_heading_has_its_note_large_enough_to_read():
    sheet = opened(render(ROW))["Events"]
    notes = [cell.comment for cell in sheet[1]]
    assert [note.text for note in notes] == [column.note for column in COLUMNS]
    assert {note.author for note in notes} == {"Contact Desk"}
    with zipfile.ZipFile(io.BytesIO(render(ROW))) as archive:
        drawing = archive.read("xl/drawings/commentsDrawing1.vml").decode()
    sizes = re.findall(r"width:(\d+)px;height:(\d+)px", drawing)
    for note, (width, height) in zip(notes, sizes, strict=True):
        assert int(height) / 20 * int(width) / 7 >= len(note.text)


def test_every_list_to_choose_from_is_there():
    assert check_formulas_and_ranges(render(ROW, a_row(title="=1"))) == 4


def test_a_closed_vocabulary_refuses_other_words_and_goes_on_below_the_rows():
    sheet = opened(render(ROW, ROW, examples=(EXAMPLE,)))["Events"]
    found = {str(each.sqref): each for each in sheet.data_validations.dataValidation}
    kind = found["B2:B2004"]
    assert (kind.type, kind.formula1, kind.showErrorMessage, kind.errorStyle) == (
        "list",
        "Lists!$A$2:$A$3",
        True,
        "stop",
    )
    assert kind.errorTitle == "Not on the list"
    assert kind.error == "Kind: choose one of the list. The sheet Lists shows all of them."
    assert found["E2:E2004"].formula1 == "Lists!$B$2:$B$4"
    assert found["H2:H2004"].formula1 == "Lists!$D$2:$D$3"


def test_a_column_that_holds_several_refuses_nothing_but_says_how():
    sheet = opened(render(ROW))["Events"]
    found = {str(each.sqref)[0]: each for each in sheet.data_validations.dataValidation}
    assert set(found) == set("BCDEH")
    for letter in "CD":
        assert not found[letter].showErrorMessage
        assert found[letter].showInputMessage
        assert "set apart by ;" in found[letter].prompt
    assert (found["C"].type, found["C"].formula1) == ("list", "Lists!$B$2:$B$3")
    assert found["D"].type is None


def test_no_message_is_longer_than_spreadsheets_take():
    page = replace(a_page(), columns=tuple(replace(each, title=each.title * 20, is_list=True) for each in COLUMNS))
    found = parts(render_workbook([page], LISTS, "", NOW))["xl/worksheets/sheet2.xml"]
    for each in list(found.iter(f"{MAIN}dataValidation")):
        assert 0 < len(each.get("prompt")) <= 255
        assert 0 < len(each.get("promptTitle")) <= 32
    for each in opened(render(ROW))["Events"].data_validations.dataValidation:
        assert len(each.error or "") <= 225


def test_what_is_typed_below_the_rows_is_taken_as_it_is_meant():
    dimensions = opened(render(ROW))["Events"].column_dimensions
    formats = [dimensions[letter].number_format for letter in "AFGIJ"]
    assert formats == ["@", "yyyy-mm-dd", "hh:mm", "0", "General"]
    assert (dimensions["K"].width, dimensions["K"].alignment.wrap_text) == (60, True)


def test_example_rows_look_like_examples_from_end_to_end():
    sheet = opened(render(ROW, examples=(EXAMPLE, ("Example: b", *BLANK[1:]))))["Events"]
    assert all(cell.fill.fgColor.rgb == "00F1EFE8" and cell.font.i for row in sheet["A2:K3"] for cell in row)
    assert not sheet["A4"].font.i
    assert [row[0].value for row in sheet["A2:A4"]] == ["Example: a", "Example: b", "Łódź"]


def test_rows_are_as_high_as_their_texts_and_fit_again_when_these_change():
    rows = parts(render(a_row(note="x"), a_row(note="word " * 50), a_row(note="a\nb\nc")))["xl/worksheets/sheet2.xml"]
    found = {row.get("r"): (row.get("ht"), row.get("customHeight")) for row in rows.iter(f"{MAIN}row")}
    assert found["2"] == (None, None)
    assert found["3"] == ("60", None)
    assert found["4"] == ("45", None)


def test_the_sheet_lists_names_all_words_and_what_they_mean():
    found = cells(render(ROW), "Lists")
    assert found[0] == ["Kinds", "Countries", None, "Yes or no"]
    columns = list(zip(*found[1:], strict=True))
    for words, column in zip(LISTS, (columns[0], columns[1], columns[3]), strict=True):
        assert tuple(word for word in column if word) == words.words
    assert columns[2] == ("Latvia", "Estonia", "nothing")


def test_the_sheet_read_me_says_when_and_how():
    found = cells(render(ROW), "Read me")
    assert [row[0] for row in found if row[0]] == [
        "A workbook",
        "Written by the dashboard on 24 November 2026, 09:15 UTC.",
        "How",
        "-",
    ]
    assert found[-1] == ["-", "Empties."]
