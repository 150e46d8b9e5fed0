"""The report on impact as a text document, opened again by python-docx."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from cci_data.exports.impact_document import render_impact_document
from tests.exports.impact_lines import LINE, MISSING, OF_THE_PROGRAMME, STATEMENT, a_report, proved_by

ACCENT = "#0b4f79"


def opened(report=None, **options):
    return Document(io.BytesIO(render_impact_document(report or a_report(), accent=ACCENT, **options)))


def tables(document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def paragraphs(document) -> list[str]:
    return [each.text for each in document.paragraphs]


def test_every_figure_stands_in_the_table_of_its_family():
    own, programme, missing = tables(opened())
    assert own == [
        ["Indicator", "Figure", "Before", "Target"],
        ["Projects begun", "2", "1 in 2022", "50% of target 4 by 2027"],
    ]
    assert [row[:2] for row in programme[1:]] == [
        ["RCO81 Participations", "1 240"],
        ["RCR79 Strategies taken up", "not recorded yet"],
    ]
    assert missing == [["Indicator", "How it gets recorded"], ["RCR79 Strategies taken up", "Sheet Uptake."]]


def test_what_each_figure_counts_its_proofs_and_the_method_are_told():
    report = a_report()
    said = paragraphs(opened(report))
    meaning = "Projects begun. Projects that began. Not: Those still planned. Proof: The page of the project."
    assert f"{meaning} Rule confirmed: by the network." in said
    assert any(each.startswith("RCO81 Participations. ") and "3 more may belong" in each for each in said)
    assert not any(each.startswith("RCR79 Strategies") for each in said)
    assert {"https://a.example/žāļu (Projects begun)", "letter of 3 May 2023 (Projects begun)", "list (RCO81)"} < {
        *said
    }
    assert {*report.method, report.finding, report.basis} <= {*said}


def test_the_period_and_the_programme_stand_on_every_page_and_heads_on_each_of_a_table():
    document = opened(a_report(LINE, OF_THE_PROGRAMME, subtitle="2023, Programme A"))
    (section,) = document.sections
    assert "2023, Programme A" in section.footer.paragraphs[0].text
    assert (section.page_width.cm, section.page_height.cm) == (pytest.approx(21, 0.01), pytest.approx(29.7, 0.01))
    for table in document.tables:
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True, *[False] * (len(table.rows) - 1)]
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_it_says_its_title_its_language_and_its_day():
    document = opened()
    properties = document.core_properties
    assert (properties.title, properties.language) == ("Impact of the network, 2023, all programmes", "en-GB")
    assert properties.created == properties.modified == datetime.fromisoformat("2026-11-26T00:00:00+00:00")
    assert {mark.get(qn("w:val")) for mark in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert str(document.styles["Heading 1"].font.color.rgb) == "0B4F79"
    assert [each.text for each in document.paragraphs if each.style.name == "Title"] == ["Impact of the network"]


def test_the_first_figures_stand_large_with_what_was_before_and_the_target():
    first = opened(headlines=("projects", "rcr79")).tables[0]
    assert first.cell(0, 0).text == "2\nProjects begun\n1 in 2022\n50% of target 4 by 2027"
    assert (first.cell(0, 1).text, len(first.rows)) == ("", 1)


def test_every_page_says_which_it_is_of_how_many():
    footer = opened().sections[0].footer.paragraphs[0]._p
    assert [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert "".join(each.text for each in footer.iter(qn("w:t"))).endswith("Page 1 of 1")


def test_the_logos_of_who_pays_are_there_in_their_shape_and_named():
    document = opened(statement=STATEMENT, logos=(a_png(600, 200), a_png(3000, 100)), payer="A programme")
    one, wide = document.inline_shapes
    assert (one.height.cm, one.width.cm) == (pytest.approx(1.2, 0.01), pytest.approx(3.6, 0.01))
    assert wide.width.cm == pytest.approx(5, 0.01) and wide.height.cm == pytest.approx(5 / 30, 0.02)
    assert {shape._inline.docPr.get("descr") for shape in (one, wide)} == {"Logo of A programme"}
    assert not opened(statement=STATEMENT).inline_shapes


def a_png(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(file, "PNG")
    return file.getvalue()


def test_who_pays_is_told_where_it_is_handed_over():
    assert STATEMENT in paragraphs(opened(statement=STATEMENT))
    assert "" not in paragraphs(opened())


def test_without_an_indicator_and_without_a_proof_it_says_so():
    said = opened(a_report(proved_by()))
    assert "No row was counted, so there is nothing to prove." in paragraphs(said)
    assert len(tables(said)) == 2 and "Not recorded yet" not in paragraphs(said)


def test_many_proofs_are_cut_and_the_rest_is_counted():
    said = paragraphs(opened(a_report(proved_by(*(f"proof {number}" for number in range(100))))))
    assert "And 40 more, which stand in the workbook." in said and "proof 60 (Projects begun)" not in said


def test_the_same_report_is_the_same_to_the_byte_and_another_is_not():
    first = render_impact_document(a_report(), accent=ACCENT)
    assert first == render_impact_document(a_report(), accent=ACCENT)
    assert first != render_impact_document(a_report(made_on=date(2026, 11, 27)), accent=ACCENT)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2026, 11, 26, 0, 0, 0)}


def test_signs_that_xml_forbids_and_long_names_of_programmes_are_no_obstacle():
    unfit = "a\x01b\x0bc"
    told = dict.fromkeys(("label", "value", "before", "progress", "counts", "counts_not", "proof", "how"), unfit)
    line = replace(proved_by(unfit), **told)
    long = f"2023, {'Programme ' * 30}{unfit}"
    missing = replace(MISSING, label=unfit, how=unfit)
    report = a_report(line, missing, subtitle=long, finding=unfit)
    document = opened(report, headlines=(line.key,), statement=unfit)
    assert "a b c" in paragraphs(document) and any("a b c (a b c)" in each for each in paragraphs(document))
    assert document.core_properties.title.startswith("Impact of the network, 2023, Programme")
    assert len(document.core_properties.title) == 255
