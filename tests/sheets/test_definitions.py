"""What holds for every sheet, whatever it is about."""

import re

import pytest
from sqlalchemy import CheckConstraint

from cci_data.imports.headings import plain
from cci_data.imports.rows import is_required
from cci_data.sheets.book import EXAMPLE, SHEETS, TEMPLATE
from cci_data.sheets.pages import template_page
from cci_data.sheets.sheet import Sheet
from tests.queries import record

WORDS = {
    "sectors": {row["sector_id"]: row["label"] for row in record.lines("sectors")},
    "services": {row["service_id"]: row["label"] for row in record.lines("services")},
}
# Fields that answer a question and are kept by no column.
ANSWERS = {("Partners", "same_as")}
# Required columns that an import fills in where a cell is blank.
BY_ITSELF = {"origin", "source", "role", "latitude", "longitude"}
# What follows from other columns, or is kept by the database.
WITHOUT_FIELD = {"is_cross_sectoral", "recorded_at", "changed_at"}
each_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)


@each_sheet
def test_each_field_is_kept_somewhere(sheet: Sheet):
    columns = sheet.model.__table__.columns
    for name in sheet.fields:
        assert name in columns or name in sheet.many or (sheet.title, name) in ANSWERS, name
    for name, many in sheet.many.items():
        kept = many.model.__table__.columns
        assert name not in columns and set(sheet.key) | {many.column, *many.fixed} == set(kept.keys()), name


@each_sheet
def test_each_column_is_on_the_sheet(sheet: Sheet):
    columns = {column.name for column in sheet.model.__table__.columns}
    assert columns - WITHOUT_FIELD <= set(sheet.fields)
    assert set(sheet.identity) | set(sheet.words) | set(sheet.partners) | set(sheet.projects) <= set(sheet.fields)


@each_sheet
def test_each_value_that_a_row_needs_is_asked_for_first(sheet: Sheet):
    columns = sheet.model.__table__.columns
    needed = {column.name for column in columns if is_required(column)} - BY_ITSELF
    ids = set(sheet.key) if sheet.words else set()
    assert needed - ids <= set(sheet.fields)
    assert next(iter(sheet.fields)) in {*sheet.identity, *sheet.key}


@each_sheet
def test_each_heading_is_that_of_one_column(sheet: Sheet):
    own = [plain(info.title) for info in sheet.fields.values()]
    assert len(own) == len(set(own))
    aliases = [plain(name) for field in sheet.fields for name in sheet.headings(field)[2:]]
    assert len(aliases) == len(set(aliases))
    assert not set(aliases) & set(own)


@each_sheet
def test_each_column_says_what_to_write(sheet: Sheet):
    for info in sheet.fields.values():
        assert info.title and info.title[0].isupper() and info.description, info
    assert sheet.row.__doc__.endswith(".")


@pytest.mark.parametrize("sheet", TEMPLATE, ids=lambda sheet: sheet.title)
def test_each_example_is_a_row_that_fits_and_fills_what_is_needed(sheet: Sheet):
    table = sheet.model.__table__
    for number in (0, 1):
        told = {name: info.examples[number] for name, info in sheet.fields.items() if info.examples[number]}
        row = sheet.row.model_validate(told, context=WORDS)
        assert row.model_fields_set == set(told)
        filled = {*told, *BY_ITSELF, *(sheet.key if sheet.words else ())}
        assert [column.name for column in table.columns if is_required(column) and column.name not in filled] == []
    for example in template_page(sheet, WORDS).examples:
        assert example[0].startswith(EXAMPLE)


@each_sheet
def test_what_the_database_lets_in_is_what_a_cell_can_say(sheet: Sheet):
    words = {
        name: set(re.findall(r"'([^']+)'", listed))
        for constraint in sheet.model.__table__.constraints
        if isinstance(constraint, CheckConstraint)
        for name, listed in re.findall(r"^(\w+) IN \((.+)\)$", str(constraint.sqltext))
    }
    for name, stored in words.items():
        for word in stored:
            assert getattr(sheet.row.model_validate({name: word}), name) == word
        with pytest.raises(ValueError, match="is_not_among_them"):
            sheet.row.model_validate({name: "is_not_among_them"})


def test_there_are_closed_vocabularies_to_compare():
    constraints = [item for sheet in SHEETS for item in sheet.model.__table__.constraints]
    assert sum(isinstance(item, CheckConstraint) and " IN (" in str(item.sqltext) for item in constraints) >= 10
