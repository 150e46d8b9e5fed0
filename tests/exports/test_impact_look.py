"""How the text document looks: its colours, and tables with a line below each row."""

from docx import Document
from docx.oxml.ns import qn

from cci_data.exports.impact_look import colour, rule_tables


def test_a_colour_is_read_as_it_is_written():
    assert str(colour("#0b4f79")) == "0B4F79"


def test_a_ruled_table_has_a_thin_line_of_that_colour_below_each_row():
    document = Document()
    rule_tables(document, "Ruled", "#d9d6cc")
    borders = document.styles["Ruled"].element.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
    told = {border.tag: (border.get(qn("w:val")), border.get(qn("w:color"))) for border in borders}
    assert told == {qn("w:bottom"): ("single", "D9D6CC"), qn("w:insideH"): ("single", "D9D6CC")}
    assert document.add_table(rows=1, cols=1, style="Ruled").style.name == "Ruled"
