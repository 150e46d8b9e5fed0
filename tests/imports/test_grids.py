import os
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from cci_data.imports import grids
from cci_data.imports.grids import Grid, cell_name, read_grids
from cci_data.imports.rows import ImportProblem
from tests.imports.workbooks import workbook

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 504


def problems_of(path: Path) -> tuple[str, ...]:
    with pytest.raises(ImportProblem) as caught:
        read_grids(path)
    return caught.value.problems


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", ["network.xlsx", "NETWORK.XLSX", "network.xlsm", "Österreich.Xlsx"])
def test_a_workbook_gives_a_grid_for_each_worksheet(tmp_path, name):
    book = workbook()
    book.create_sheet("Events").append(["title"])
    book.create_sheet("Notes")
    book.save(tmp_path / name)
    assert read_grids(tmp_path / name) == [
        Grid(name, "Partners", ((1, ("name", "city")), (2, ("Kultūras akadēmija", "Rīga")))),
        Grid(name, "Events", ((1, ("title",)),)),
        Grid(name, "Notes", ()),
    ]


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("a.txt", ";"), ("a.tsv", "\t"), ("A.CSV", ";")])
def test_a_text_gives_one_grid(tmp_path, name, delimiter):
    frame = pd.DataFrame({"name": ["Łódzkie Centrum", "Šiauliai"], "since": [2019, 2020]})
    frame.to_csv(tmp_path / name, sep=delimiter, index=False)
    rows = ((1, ("name", "since")), (2, ("Łódzkie Centrum", "2019")), (3, ("Šiauliai", "2020")))
    assert read_grids(tmp_path / name) == [Grid(name, None, rows)]


def test_pandas_writes_a_workbook_that_comes_back(tmp_path):
    frame = pd.DataFrame({"name": ["Malmö", None], "count": [3, 4], "share": [0.5, 2.0], "is_online": [True, False]})
    frame.to_excel(tmp_path / "a.xlsx", sheet_name="Events", index=False)
    (grid,) = read_grids(tmp_path / "a.xlsx")
    assert grid.rows[1:] == ((2, ("Malmö", 3, 0.5, True)), (3, (None, 4, 2, False)))
    assert [type(value) for value in grid.rows[2][1]] == [type(None), int, int, bool]


def test_a_date_of_a_workbook_is_midnight(tmp_path):
    workbook(rows=[[date(2026, 11, 23)]]).save(tmp_path / "a.xlsx")
    ((_, (value,)),) = read_grids(tmp_path / "a.xlsx")[0].rows
    assert value.isoformat() == "2026-11-23T00:00:00"


def test_the_code_page_is_a_note_of_the_grid(tmp_path):
    path = written(tmp_path, "partners.csv", "name;city\nMalmö stad;Malmö\n".encode("cp1252"))
    (grid,) = read_grids(path)
    assert grid.notes == ("partners.csv was read as Windows-1252 text; check the accents, or save it as CSV UTF-8.",)
    assert grid.rows[1] == (2, ("Malmö stad", "Malmö"))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("a.xls", "a.xls: a file that ends in .xls cannot be read; open it and save it as .xlsx or as CSV UTF-8"),
        ("a.ods", "a.ods: a file that ends in .ods cannot be read; open it and save it as .xlsx or as CSV UTF-8"),
        ("a.numbers", "a.numbers: a file that ends in .numbers cannot be read; open it and save it as .xlsx or"),
        ("a.PDF", "a.PDF: a file that ends in .pdf cannot be read; copy its table into a spreadsheet and save it as"),
        ("a.docx", "a.docx: a file that ends in .docx cannot be read; copy its table into a spreadsheet and save"),
        ("partners", "partners: the name has no ending; open it and save it as .xlsx or as CSV UTF-8"),
        (".csv", ".csv: the name has no ending; open it and save it as .xlsx or as CSV UTF-8"),
    ],
)
def test_another_ending_is_a_sentence_that_says_what_to_do(tmp_path, name, sentence):
    (problem,) = problems_of(written(tmp_path, name, b"name\nRiga\n"))
    assert problem.startswith(sentence)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"", "a.xlsx: the file is empty"),
        ("a.csv", b"", "a.csv: the file is empty"),
        ("a.xlsx", b"name,city\n", "a.xlsx: the file is no workbook, whatever its name says; save it as .xlsx or as"),
        ("a.xlsx", b"<html>", "a.xlsx: the file is no workbook, whatever its name says; save it as .xlsx or as"),
        ("a.xlsx", OLE, "a.xlsx: the file is protected by a password or an old .xls; save it as .xlsx without"),
        ("a.csv", OLE, "a.csv: the file is no text, but may be a workbook; save it as .xlsx or as CSV UTF-8"),
        ("a.csv", b"PK\3\4", "a.csv: the file is no text, but may be a workbook; save it as .xlsx or as CSV UTF-8"),
    ],
)
def test_content_that_is_not_what_the_name_says_is_a_sentence(tmp_path, name, content, sentence):
    (problem,) = problems_of(written(tmp_path, name, content))
    assert problem.startswith(sentence)


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_file_that_is_not_there_is_a_sentence(tmp_path, name):
    assert problems_of(tmp_path / name) == (f"{name}: the file cannot be read (No such file or directory)",)


@pytest.mark.parametrize("name", ["partners", "partners.csv", "partners.xlsx"])
def test_a_folder_is_a_sentence(tmp_path, name):
    (tmp_path / name).mkdir()
    assert problems_of(tmp_path / name) == (f"{name}: this is a folder; name a workbook (.xlsx) or a CSV file",)


def test_what_is_no_file_is_a_sentence_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    assert problems_of(tmp_path / "pipe.csv") == ("pipe.csv: this is no file; name a workbook (.xlsx) or a CSV file",)


def test_a_name_that_no_file_can_have_is_a_sentence(tmp_path):
    name = "a" * 300 + ".csv"
    assert problems_of(tmp_path / name) == (f"{name}: the file cannot be read (File name too long)",)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for the administrator")
def test_an_unreadable_file_is_a_sentence(tmp_path):
    path = written(tmp_path, "a.csv", b"name\n")
    path.chmod(0)
    assert problems_of(path) == ("a.csv: the file cannot be read (Permission denied)",)


def test_a_file_that_cannot_be_opened_is_a_sentence(tmp_path, monkeypatch):
    def refuse(*_: object):
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path, "a.csv", b"name\n")
    monkeypatch.setattr(Path, "open", refuse)
    assert problems_of(path) == ("a.csv: the file cannot be read (Permission denied)",)


def test_a_file_that_is_too_large_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(grids, "LARGEST_FILE", 1_000_000)
    path = written(tmp_path, "a.csv", b"name\n" * 200_001)
    assert problems_of(path) == ("a.csv: the file is larger than 1 MB; take out pictures, or split it",)
    assert problems_of(written(tmp_path, "b.csv", b"a,b\n" + b"1,2\n" * 200_000)) == (
        "b.csv: more than 200\u202f000 rows; split the file",
    )


def test_cells_are_called_as_in_a_spreadsheet():
    assert cell_name(14, 3) == "D14"


def test_a_hidden_sheet_is_told_of(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.append(["Name"])
    book.create_sheet("Places").sheet_state = "hidden"
    book.save(tmp_path / "network.xlsx")
    (grid,) = read_grids(tmp_path / "network.xlsx")
    assert grid.notes == ("network.xlsx: the sheet 'Places' is hidden, and is left out; show it to bring it in.",)
