import pytest
from openpyxl.utils.cell import coordinate_to_tuple

from cci_data.imports.grid_cells import MOST_SENTENCES, Findings, cell_name, too_many_cells, trimmed


@pytest.mark.parametrize(("row", "column", "name"), [(14, 3, "D14"), (1, 0, "A1"), (2, 25, "Z2"), (2, 26, "AA2")])
def test_a_cell_is_called_as_in_a_spreadsheet(row, column, name):
    assert cell_name(row, column) == name


def test_each_name_leads_back_to_its_cell():
    assert [coordinate_to_tuple(cell_name(7, column)) for column in range(800)] == [(7, n) for n in range(1, 801)]


def test_only_blank_cells_at_the_end_go():
    assert trimmed([None, 0, None, False, None, None]) == (None, 0, None, False)
    assert trimmed([None, None]) == ()


def test_findings_keep_the_first_and_count_the_rest():
    findings = Findings()
    assert findings.told("Partners: {}") == []
    findings.add(*range(MOST_SENTENCES - 1))
    findings.add("x", "y", "z")
    told = findings.told("Partners: {} like these", lambda item: f"cell {item}")
    assert told[:2] == ["cell 0", "cell 1"]
    assert told[-2:] == ["cell x", "Partners: 2 more cells like these"]
    assert len(told) == MOST_SENTENCES + 1


def test_a_file_with_too_many_cells_is_named():
    assert too_many_cells("a.csv").startswith("a.csv: more than 1\u202f500\u202f000 cells hold a value")
