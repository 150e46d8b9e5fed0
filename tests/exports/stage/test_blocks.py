"""Lists, numbers, the matrix and the code: all that a block says is there, and the code leads where it says."""

import re

import pytest
import segno

from cci_data.exports.stage.blocks import LOOSE, code, entries, figures, matrix
from cci_data.scenes.scene import Cell, Code, Entries, Entry, Figure, Figures, Matrix
from tests.exports.stage.reading import of_class, parsed, text

HOSTILE = "<script>alert(1)</script>\"&'"


def test_a_list_says_each_entry_with_its_label_detail_and_badge():
    block = Entries("Projects", (Entry("One", "2020", "Interreg"), Entry(HOSTILE, is_illustrative=True)))
    root = parsed(entries(block))
    first, second = root.iter("li")
    assert text(root.find("h2")) == "Projects"
    assert [text(element) for element in first] == ["One", "2020", "Interreg"]
    assert text(second) == f"{HOSTILE} illustrative" and len(of_class(second, "badge")) == 1
    assert of_class(first, "badge") == [] and list(root.iter("script")) == []


def test_an_empty_list_says_what_is_missing():
    root = parsed(entries(Entries("Needs", (), "Tell the Desk.")))
    assert text(root) == "NeedsTell the Desk." and not list(root.iter("li"))


@pytest.mark.parametrize(("number", "is_dense"), [(LOOSE, False), (LOOSE + 1, True)])
def test_a_long_list_is_dense(number: int, is_dense: bool):
    root = parsed(entries(Entries("All", tuple(Entry(str(index)) for index in range(number)))))
    assert bool(of_class(root, "dense")) == is_dense and len(list(root.iter("li"))) == number


def test_each_number_stands_with_what_it_counts():
    root = parsed(figures(Figures((Figure("152", "partners", "Each once."), Figure("10", "countries")))))
    (values, details) = of_class(root, "value"), of_class(root, "detail")
    assert [text(value) for value in values] == ["152", "10"]
    assert [text(label) for label in root.iter("dt")] == ["partners", "countries"]
    assert [text(detail) for detail in details] == ["Each once.", ""]


def test_each_cell_of_the_matrix_is_in_its_row_and_column():
    cells = ((Cell("3", "several"), Cell("–", "none")), (Cell("1", "apart"), Cell("0", "apart")))
    block = Matrix(("Music", "Cross-sectoral"), ("LV", "DE"), ("Latvia", "Germany"), cells, "– none known.")
    root = parsed(matrix(block))
    head, *body = root.iter("tr")
    assert [(text(of_class(cell, "name")[0]), text(cell.find("abbr"))) for cell in head.iter("th")] == [
        ("Latvia", "LV"),
        ("Germany", "DE"),
    ]
    assert [(text(row.find("th")), [(cell.text, cell.get("class")) for cell in row.iter("td")]) for row in body] == [
        (name, [(cell.text, cell.state) for cell in row]) for name, row in zip(block.rows, cells, strict=True)
    ]
    assert [row.get("class") for row in body] == [None, "apart"]
    assert text(of_class(root, "legend")[0]) == block.legend


def test_the_code_is_that_of_the_address_in_the_most_readable_colours():
    address = "https://dashboard.example/cci/?country=LV&x=Łódź"
    root = parsed(code(Code(address, "All of it")))
    (drawing,) = of_class(root, "qr")
    box = next(element for element in drawing.iter() if element.tag.endswith("svg")).get("viewBox").split()
    assert int(box[2]) == segno.make(address, error="m").symbol_size(border=3)[0]
    assert drawing.get("aria-label") == f"QR code: {address}"
    assert text(of_class(root, "address")[0]) == address.removeprefix("https://")


def test_the_drawing_is_the_symbol_module_by_module():
    address = "https://dashboard.example"
    expected = {
        (column, row)
        for row, modules in enumerate(segno.make(address, error="m").matrix)
        for column, module in enumerate(modules)
        if module
    }
    drawing = [element for element in parsed(code(Code(address, ""))).iter() if element.tag.endswith("path")][-1]
    dark, x, y = set(), 0.0, 0.0
    for step, first, second in re.findall(r"([Mmh])\s*(-?[\d.]+)\s*(-?[\d.]+)?", drawing.get("d")):
        if step == "h":
            dark |= {(int(x) + module - 3, int(y) - 3) for module in range(int(float(first)))}
            x += float(first)
        else:
            x, y = (float(first), float(second)) if step == "M" else (x + float(first), y + float(second))
    assert dark == expected and len(expected) > 100


def test_without_an_address_there_is_no_code():
    root = parsed(code(Code("", "The dashboard")))
    assert text(root) == "The dashboard" and of_class(root, "qr") == []
