import pytest

from cci_data.imports.written import read_rows
from cci_data.models import Base
from cci_data.sheets.book import SHEETS, TEMPLATE
from cci_data.sheets.impact import (
    CONTINUATIONS,
    EVENT_PARTICIPATIONS,
    IMPACT_INDICATORS,
    IMPACT_VALUES,
    LEDGER,
    SOLUTIONS,
    UPTAKE,
)
from tests.imports.grids_by_hand import WORDS, sheet_of

OURS = (LEDGER, EVENT_PARTICIPATIONS, SOLUTIONS, UPTAKE, CONTINUATIONS, IMPACT_INDICATORS, IMPACT_VALUES)


def read(sheet, headings: list[str], *rows: list):
    return read_rows([sheet_of(sheet.title, headings, *rows)], WORDS)


@pytest.mark.parametrize("sheet", OURS, ids=lambda sheet: sheet.title)
def test_each_sheet_has_the_columns_of_its_table_and_the_lists_that_hang_on_it(sheet):
    kept = {column.name for column in sheet.model.__table__.columns} - {"recorded_at", "changed_at"}
    assert set(sheet.fields) == kept | set(sheet.many)
    for many in sheet.many.values():
        assert many.model.__table__ in Base.metadata.sorted_tables and many.is_partner


def test_the_desk_fills_in_what_it_alone_can_know():
    assert all(sheet in TEMPLATE for sheet in OURS) and all(sheet in SHEETS for sheet in OURS)


def test_a_step_is_read_by_words_as_people_write_them():
    headings = ["What happened", "Kind", "When", "Cause", "Partners", "Outcome", "Amount", "Rate of"]
    written = read(
        LEDGER, headings, ["Met", "joint activity", "2026-05", "helped by the network", "A; B", "", "1,5", ""]
    )
    (row,) = written.of(LEDGER)
    assert (row.get("kind"), row.get("cause"), row.get("partners")) == ("joint_activity", "helped", ["A", "B"])
    (problem,) = read(LEDGER, headings[:4], ["Met", "Contact", "2026", "luck"]).problems
    assert problem.startswith("Ledger!D2 says 'luck'") and "what the network had to do with it" in problem


def test_a_csv_file_of_a_sheet_is_known_by_its_headings():
    for sheet in OURS:
        headings = [info.title for info in sheet.fields.values()]
        grid = sheet_of(None, headings, ["x"] * len(headings), file="unknown.csv")
        found = read_rows([grid], WORDS)
        assert any(sheet.title in sentence for sentence in (*found.problems, *found.notes)) or found.rows.keys() == {
            sheet.title
        }
