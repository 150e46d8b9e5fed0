import io
import zipfile
from xml.parsers import expat

import pytest

from cci_data.imports import xlsx_parts
from cci_data.imports.rows import ImportProblem
from cci_data.imports.xlsx_parts import MOST_ELEMENTS, Parts, StrictWorkbook, Survey
from tests.imports.workbooks import MAIN, packed, sheet_xml


def survey_of(xml: str | bytes) -> Survey:
    return Parts("a.xlsx", packed({"sheet.xml": xml})).survey("sheet.xml")


def problems_of(content: bytes) -> tuple[str, ...]:
    with pytest.raises(ImportProblem) as caught:
        Parts("a.xlsx", content)
    return caught.value.problems


def test_a_survey_knows_how_far_the_values_go():
    rows = (
        '<row r="2"><c r="A2"><v>1</v></c><c r="Z2" s="3"/></row><row r="5"><c r="C5" t="b"><v>0</v></c></row>'
        '<row r="7"><c r="B7" t="inlineStr"><is><t>x</t></is></c></row><row r="1048576"><c r="XFD1048576" s="3"/></row>'
    )
    merged = '<mergeCells><mergeCell ref="B2:C5"/></mergeCells>'
    survey = survey_of(sheet_xml(rows, '<dimension ref="A1:XFD1048576"/>', merged))
    assert (survey.last_row, survey.last_column, survey.cells) == (7, 3, 3)
    assert (survey.deepest, survey.widest) == ("B7", "C5")
    assert survey.merged == [(2, 2, 3, 5)]
    assert survey.unsolved.count == survey.errors.count == 0


def test_rows_and_cells_without_an_address_are_counted():
    survey = survey_of(sheet_xml("<row/><row><c/><c><v>1</v></c></row>"))
    assert (survey.deepest, survey.last_row, survey.last_column) == ("B2", 2, 2)


@pytest.mark.parametrize(
    ("cell", "unsolved"),
    [
        ('<c r="F12"><f>A1+1</f><v>2</v></c>', []),
        ('<c r="F12"><f>A1+1</f><v></v></c>', ["F12"]),
        ('<c r="F12"><f>A1+1</f><v/></c>', ["F12"]),
        ('<c r="F12">\n <f>A1+1</f>\n <v>\n </v>\n</c>', ["F12"]),
        ('<c r="F12"><f>A1+1</f></c>', ["F12"]),
        ('<c r="F12" t="str"><f>A1</f><v></v></c>', []),
        ('<c r="F12" t="str"><f>A1</f></c>', ["F12"]),
        ('<c r="F12"><f t="shared" si="0"/><v></v></c><c r="G12"><v>7</v></c>', ["F12"]),
        ('<c r="F12"><f>A1</f></c><c r="G12"><f>A1</f></c><c r="H12"><f>A1</f><v>1</v></c>', ["F12", "G12"]),
    ],
)
def test_a_formula_without_a_result_is_found(cell, unsolved):
    footer = "<headerFooter><oddHeader>Partners</oddHeader></headerFooter>"
    assert survey_of(sheet_xml(f'<row r="12">{cell}</row>', after=footer)).unsolved.first == unsolved


def test_errors_are_found_with_what_they_show():
    cells = '<c r="A1" t="e"><f>B1</f><v>#REF!</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1" t="str"><v>#N/A</v></c>'
    survey = survey_of(sheet_xml(f'<row r="1">{cells}</row>'))
    assert survey.errors.first == [("A1", "#REF!"), ("B1", "#N/A")]
    assert survey.unsolved.count == 0


@pytest.mark.parametrize(
    "xml",
    [
        f'<!DOCTYPE a [<!ENTITY b "bb">]><a xmlns="{MAIN}">&b;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>',
        sheet_xml('<row r="2"/><row r="1"/>'),
        sheet_xml('<row r="1"/><row r="1"/>'),
        sheet_xml('<row r="1048577"/>'),
        sheet_xml('<row r="x"/>'),
        sheet_xml("", after='<mergeCells><mergeCell ref="A:C"/></mergeCells>'),
        sheet_xml("<row>" + "<c/>" * (MOST_ELEMENTS + 1) + "</row>"),
        "<a>" * (MOST_ELEMENTS + 1),
        f'<a b="{"x" * 400_000}"/>',
        f"<a><!--{'x' * 400_000}--></a>",
        f"<a>{''.join(f'<b{number}/>' for number in range(20_000))}</a>",
    ],
)
def test_what_no_spreadsheet_writes_is_refused(xml):
    with pytest.raises(ValueError):
        survey_of(xml)


@pytest.mark.parametrize("xml", ["", "<a>", "<a></b>", "name,city", b"<a>\xff</a>", "<a>&b;</a>", "<a/><a/>"])
def test_broken_xml_is_refused(xml):
    with pytest.raises(expat.ExpatError):
        survey_of(xml)


def test_much_format_before_a_value_is_refused(monkeypatch):
    monkeypatch.setattr(xlsx_parts, "MOST_BLANK_CELLS", 3)
    assert survey_of(sheet_xml("<row><c/><c/><c/><c><v>1</v></c><c/><c/></row>")).cells == 1
    with pytest.raises(ValueError, match="all format"):
        survey_of(sheet_xml("<row><c/><c/><c/><c/><c><v>1</v></c></row>"))


def test_more_texts_than_cells_are_refused(monkeypatch):
    monkeypatch.setattr(xlsx_parts, "MOST_CELLS", 3)
    survey_of(f'<sst xmlns="{MAIN}">{"<si/>" * 3}</sst>')
    with pytest.raises(ValueError, match="more texts"):
        survey_of(f'<sst xmlns="{MAIN}">{"<si/>" * 4}</sst>')


def test_the_strict_dialect_is_told_apart():
    with pytest.raises(StrictWorkbook):
        survey_of('<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>')


def test_a_part_is_handed_out_as_it_is_when_it_was_looked_through():
    parts = Parts("a.xlsx", packed({"good.xml": "<a>Rīga</a>", "bad.xml": "<!DOCTYPE a><a/>"}))
    assert parts.read("good.xml").decode() == "<a>Rīga</a>"
    with parts.open("good.xml") as part:
        assert part.read(3) == b"<a>"
    for ask in (parts.open, parts.read, parts.survey):
        with pytest.raises(ValueError, match="document type"):
            ask("bad.xml")
    with pytest.raises(KeyError):
        parts.open("none.xml")


def lying(size: int) -> bytes:
    """Return an archive with a part of `size` bytes that claims, with the checksum to go with it, to be `<a/>`."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("short.xml", "<a/>")
        archive.writestr("a.xml", b"<a/>" + b" " * (size - 4))
        archive.filelist[1].file_size = archive.filelist[0].file_size
        archive.filelist[1].CRC = archive.filelist[0].CRC
    return written.getvalue()


def test_a_part_that_lies_about_its_size_is_refused():
    content = lying(50_000_000)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("a.xml") == b"<a/>"
    with pytest.raises(ValueError, match="larger than it says"):
        Parts("a.xlsx", content).read("a.xml")


@pytest.mark.parametrize("sizes", [[90_000_000], [70_000_000, 70_000_000, 70_000_000]])
def test_a_bomb_is_a_sentence(sizes):
    content = packed({f"part{number}.xml": bytes(size) for number, size in enumerate(sizes)})
    assert len(content) < 500_000
    (problem,) = problems_of(content)
    assert problem.startswith(f"a.xlsx: the workbook unpacks to {sum(sizes) // 1_000_000} MB, which is more than is")
    assert problem.endswith("(80 MB for a sheet); copy the cells alone into a new workbook")


def test_very_many_parts_are_a_sentence():
    content = packed({f"{number}.xml": "" for number in range(10_001)})
    assert problems_of(content) == ("a.xlsx: the workbook has more than 10000 parts; save it again as .xlsx",)


def test_a_password_of_the_archive_is_a_sentence():
    content = bytearray(packed({"a.xml": "<a/>"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert problems_of(bytes(content)) == ("a.xlsx: the file is protected by a password; save it as .xlsx without one",)


def test_a_packing_that_spreadsheets_do_not_use_is_refused():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.xml", "<a/>")
    with pytest.raises(zipfile.BadZipFile):
        Parts("a.xlsx", written.getvalue())
