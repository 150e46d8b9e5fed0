"""The report on impact as a workbook, opened again by other libraries."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from cci_data.exports.impact_workbook import render_impact_workbook
from cci_data.exports.page import ExportProblem
from tests.exports.impact_lines import LINE, MISSING, OF_THE_PROGRAMME, STATEMENT, a_report, proved_by
from tests.exports.sheets import cells, opened

RUN = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "'=1", "#N/A", "TRUE", "2026-01-31", "_x0041_"]


def rows_by_head(body: bytes, sheet: str) -> list[dict[str, object]]:
    heads, *rows = cells(body, sheet)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_every_indicator_has_its_figure_and_its_rule():
    found = rows_by_head(render_impact_workbook(a_report()), "Figures")
    assert [(row["Code"], row["Indicator"], row["Whose"], row["Figure"], row["Before"]) for row in found] == [
        ("RCO81", "Participations", "Interreg indicator", "1 240", None),
        ("RCR79", "Strategies taken up", "Interreg indicator", "not recorded yet", None),
        (None, "Projects begun", "own count", "2", "1 in 2022"),
    ]
    assert found[2]["Target"] == "50% of target 4 by 2027" and found[0]["Target"] == "no target set"
    assert found[2]["What counts"] == LINE.counts and found[2]["Rule"] == LINE.rule
    assert "3 more may belong" in found[0]["What does not"]
    assert found[1]["How it gets recorded"] == MISSING.how and found[1]["Counted by"] == MISSING.counted_by


def test_every_row_behind_each_figure_is_there_as_it_was_counted():
    found = cells(render_impact_workbook(a_report()), "Rows")
    assert found[0] == ["Indicator", *LINE.rows.columns]
    assert found[1:] == [
        [line.title, *(None if value == "" else value for value in row)]
        for line in (OF_THE_PROGRAMME, LINE)
        for row in line.rows.to_numpy().tolist()
    ]
    assert sum(row[3] for row in found[1:] if row[0] == "Projects begun") == int(LINE.value)


def test_a_row_that_counts_nothing_says_0_and_is_not_blank():
    rows = LINE.rows.assign(Counts=[0, 2.5])
    found = rows_by_head(render_impact_workbook(a_report(replace(LINE, rows=rows))), "Rows")
    assert [row["Counts"] for row in found] == [0, 2.5]


def test_the_method_and_who_pays_are_told():
    report = a_report()
    found = cells(render_impact_workbook(report, statement=STATEMENT), "Method")[1:]
    assert ["Report", "Impact of the network, 2023, all programmes"] in found
    assert ["Made on", "26 November 2026"] in found and ["Who pays", STATEMENT] in found
    assert [words for about, words in found if about == "How it was counted"] == [*report.method]
    assert "Who pays" not in dict(cells(render_impact_workbook(report), "Method"))


@pytest.mark.parametrize("text", RUN)
def test_no_text_becomes_anything_else(text: str):
    body = render_impact_workbook(a_report(replace(proved_by(text), label=text, counts=text)))
    (figure,), (row,) = rows_by_head(body, "Figures"), rows_by_head(body, "Rows")
    assert (figure["Indicator"], figure["What counts"], row["Proof"]) == (text, text, text)
    cell = opened(body)["Rows"]["H2"]
    assert cell.data_type == "s" and bool(cell.quotePrefix) == (text.lstrip("'")[0] in "=+-@＝")


def test_every_column_is_explained_and_heads_stay_in_sight():
    book = opened(render_impact_workbook(a_report()))
    assert book.sheetnames == ["Figures", "Rows", "Method"]
    for sheet in book:
        assert sheet.freeze_panes == "B2" and all(cell.comment.text for cell in sheet[1])
    assert book.properties.title == "Impact of the network, 2023, all programmes"
    assert book.properties.created == book.properties.modified == datetime.fromisoformat("2026-11-26")


def test_without_a_row_there_are_the_heads():
    report = a_report(lines=())
    assert len(cells(render_impact_workbook(report), "Rows")) == 1


def test_what_no_cell_holds_is_a_sentence():
    with pytest.raises(ExportProblem, match=r"Rows!H2 \(Proof\)"):
        render_impact_workbook(a_report(proved_by("a\x00b")))


def test_the_same_report_is_the_same_to_the_byte_and_another_is_not():
    first = render_impact_workbook(a_report())
    assert first == render_impact_workbook(a_report())
    assert first != render_impact_workbook(a_report(made_on=date(2026, 11, 27)))
