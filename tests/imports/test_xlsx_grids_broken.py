"""Workbooks that are broken, or made to break whoever reads them: each ends in a sentence."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cci_data.imports import xlsx_grids
from cci_data.imports.rows import ImportProblem
from cci_data.imports.xlsx_grids import read_worksheets
from tests.imports.workbooks import (
    DAMAGED,
    MAIN,
    SHEET,
    TYPES,
    packed,
    parts_of,
    problems_of,
    sheet_xml,
    with_changes,
    with_sheet,
    workbook,
)

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = "xl/styles.xml"


def test_the_strict_dialect_is_a_sentence():
    strict = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/x"
        )
        for name, content in parts_of(workbook()).items()
    }
    assert problems_of(packed(strict)) == (
        "network.xlsx: the workbook is saved as Strict Open XML; save it as Excel Workbook (.xlsx)",
    )


BOMB = f"""<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "{"&a;" * 100}">
<!ENTITY c "{"&b;" * 100}"><!ENTITY d "{"&c;" * 100}">]>"""


@pytest.mark.parametrize(
    "changes",
    [
        {SHEET: None},
        {SHEET: "<worksheet"},
        {SHEET: "name,city\n"},
        {SHEET: BOMB + sheet_xml('<row r="1"><c r="A1" t="str"><v>&d;</v></c></row>')},
        {SHEET: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + sheet_xml("<row><c><v>&x;</v></c></row>")},
        {"xl/workbook.xml": BOMB + "<workbook/>"},
        {"xl/workbook.xml": None},
        {"xl/_rels/workbook.xml.rels": None},
        {"xl/_rels/workbook.xml.rels": "<Relationships/>"},
        {TYPES: None},
        {TYPES: "<Types/>"},
        {TYPES: "\x00"},
        {STYLES: "<styleSheet><broken></styleSheet>"},
        {STYLES: f'<styleSheet xmlns="{MAIN}"><fonts><font><sz val="x"/></font></fonts></styleSheet>'},
        {SHEET: '<?xml version="1.0" encoding="nonsense"?><a/>'},
        {SHEET: '<?xml version="1.0" encoding="utf-8"?><a>\udcff</a>'.encode("utf-8", "surrogateescape")},
    ],
)
def test_a_broken_workbook_is_one_sentence(changes):
    (problem,) = problems_of(with_changes(changes))
    assert problem == f"network.xlsx: the workbook is {DAMAGED}"


def test_a_workbook_that_lists_nothing_is_a_sentence():
    changes = {"xl/workbook.xml": "<a>" * 100_000 + "</a>" * 100_000}
    assert problems_of(with_changes(changes)) == (
        "network.xlsx: the workbook has no visible worksheet; show one, or save it again as .xlsx",
    )


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" t="s"><v>7</v></c>',
        '<c r="A1"><v>abc</v></c>',
        '<c r="A1" t="d"><v>no date</v></c>',
        '<c r="A1" t="b"><v>maybe</v></c>',
        f'<c r="A1"><v>{"9" * 5000}</v></c>',
        '<c r="A1" s="x"><v>1</v></c>',
    ],
)
def test_a_broken_cell_is_one_sentence(cell):
    assert problems_of(with_sheet(f'<row r="1">{cell}</row>')) == (f"network.xlsx: the sheet Partners is {DAMAGED}",)


def test_very_many_sheets_are_a_sentence():
    sheets = "".join(f'<sheet name="s{number}" sheetId="{number}" r:id="rId1"/>' for number in range(1, 300))
    xml = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>'
    assert problems_of(with_changes({"xl/workbook.xml": xml})) == (f"network.xlsx: the workbook is {DAMAGED}",)


def test_a_mistake_of_our_own_is_not_taken_for_a_broken_file(monkeypatch):
    def mistaken(_: object):
        raise AttributeError("ours")

    monkeypatch.setattr(xlsx_grids, "trimmed", mistaken)
    with pytest.raises(AttributeError, match="ours"):
        read_worksheets("network.xlsx", with_changes({}))


def test_the_cause_stays_with_the_sentence():
    with pytest.raises(ImportProblem) as caught:
        read_worksheets("network.xlsx", with_changes({TYPES: None}))
    assert isinstance(caught.value.__cause__, KeyError)


def archive_with_everything() -> bytes:
    """Return a workbook with formulas, dates, merged cells, two sheets and a hidden one, packed without compression."""
    book = workbook(rows=[["name", "city", "since"], ["Malmö stad", "Malmö", date(2020, 1, 2)], [None, "Lund", 3.5]])
    book.active.merge_cells("A2:A3")
    book.create_sheet("Lists").sheet_state = "hidden"
    book.create_sheet("Events").append(["title", True])
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts_of(book).items():
            archive.writestr(name, content)
    return written.getvalue()


WHOLE = archive_with_everything()


def ends_in_rows_or_sentences(content: bytes) -> None:
    try:
        sheets = read_worksheets("network.xlsx", content)
    except ImportProblem as problem:
        assert problem.problems and all(problem.problems)
    else:
        assert all(cells and cells[-1] is not None for _, rows in sheets for _, cells in rows)


@settings(deadline=None)
@given(st.integers(0, len(WHOLE)))
def test_a_truncated_workbook_ends_in_a_sentence(length):
    ends_in_rows_or_sentences(WHOLE[:length])


@pytest.mark.slow
@settings(deadline=None, max_examples=1000)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_a_workbook_with_wrong_bytes_ends_in_rows_or_sentences(changes):
    content = bytearray(WHOLE)
    for place, byte in changes:
        content[place] = byte
    ends_in_rows_or_sentences(bytes(content))


PARTS = {name: content for name, content in parts_of(workbook()).items() if not name.startswith("docProps")}


@pytest.mark.slow
@settings(deadline=None, max_examples=1000)
@given(st.sampled_from(sorted(PARTS)), st.data())
def test_a_workbook_with_mutilated_xml_ends_in_rows_or_sentences(name, data):
    part = PARTS[name]
    start = data.draw(st.integers(0, len(part)))
    end = data.draw(st.integers(start, min(len(part), start + 40)))
    put = data.draw(st.sampled_from([b"", b"9", b"-1", b"x", b"<row/>", b'"', b"1e9", b"</c>", b"<v>#REF!</v>"]))
    ends_in_rows_or_sentences(packed(PARTS | {name: part[:start] + put + part[end:]}))
