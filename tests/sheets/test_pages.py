from datetime import date, time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cci_data.exports.page import ExportProblem
from cci_data.imports.grids import Grid
from cci_data.imports.written import read_rows
from cci_data.models import FormerPartner, PartnerName, PartnerSector, PartnerService, Spotlight
from cci_data.queries.sheets import sheet_rows
from cci_data.sheets.book import EMPTIED, EXAMPLE, SHEETS, TEMPLATE
from cci_data.sheets.choices import joined, pieces
from cci_data.sheets.events import EVENTS, SPOTLIGHTS, STATEMENTS
from cci_data.sheets.pages import choice_lists, read_me, record_page, template_page
from cci_data.sheets.partners import PARTNERS
from cci_data.sheets.projects import GOOD_PRACTICES
from cci_data.sheets.reference import COUNTRIES
from cci_data.vocabulary import NETWORK_COUNTRIES
from tests.queries import record
from tests.queries.build import a_partner, add

WORDS = {
    "sectors": {row["sector_id"]: row["label"] for row in record.lines("sectors")},
    "services": {row["service_id"]: row["label"] for row in record.lines("services")},
}


def columns_of(sheet, words=WORDS):
    return dict(zip(sheet.fields, template_page(sheet, words).columns, strict=True))


def first_row(session, sheet, key: str) -> dict:
    """What the page shows of a record."""
    rows = sheet_rows(session, sheet)
    page = record_page(sheet, rows[rows[sheet.key[0]] == key], WORDS)
    return dict(zip(sheet.fields, page.rows[0], strict=True))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_reading_a_page_gives_the_stored_values(session, sheet):
    turn = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 2, 28), "steward_partner_id": "media-evolution"}
    add(session, Spotlight(country_code="LV", origin="desk", source="a test", **turn))
    add(session, FormerPartner(former_id="was", partner_id="media-evolution"))
    stored = sheet_rows(session, sheet)
    page = record_page(sheet, stored, WORDS)
    compared = 0
    for cells, values in zip(page.rows, stored.to_dict("records"), strict=True):
        for name, shown in zip(sheet.fields, cells, strict=True):
            if shown is None:
                assert values[name] is None or values[name] == []
                continue
            row = sheet.row.model_validate({name: shown}, context=WORDS)
            assert getattr(row, name) == values[name]
            compared += 1
    assert compared > len(stored)


def test_words_on_screen_are_shown_and_codes_of_countries(session):
    add(session, a_partner("new", country_code="LV", is_cross_sectoral=True, organisation_type="NGO"))
    add(session, PartnerSector(partner_id="new", sector_id="music"), PartnerName(partner_id="new", name="a; b"))
    add(session, PartnerService(partner_id="new", service_id="export_promotion"))
    row = first_row(session, PARTNERS, "new")
    assert (row["country_code"], row["origin"], row["organisation_type"]) == ("LV", "Contact Desk", "NGO")
    assert (row["sector_ids"], row["service_ids"]) == ("cross-sectoral; Music", "Export promotion")
    assert (row["other_names"], row["website"], row["same_as"]) == ('"a; b"', None, None)


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), unique=True))
def test_a_list_comes_back_from_its_cell(parts: list[str]):
    assert pieces(joined(parts)) == parts if parts else joined(parts) == ""


def test_columns_say_what_they_hold():
    columns = columns_of(EVENTS)
    formats = {name: column.number_format for name, column in columns.items()}
    assert (formats["starts_on"], formats["starts_time"], formats["latitude"]) == ("yyyy-mm-dd", "hh:mm", "General")
    assert formats["event_id"] == columns_of(GOOD_PRACTICES)["starts"].number_format == "@"
    assert columns_of(STATEMENTS)["year"].number_format == "0"
    assert {name for name, column in columns.items() if column.is_list} == {
        *("hosts", "attendees", "sector_ids", "country_codes", "project_ids")
    }
    for sheet in SHEETS:
        for name, column in columns_of(sheet).items():
            assert (column.title, column.note) == (sheet.fields[name].title, sheet.fields[name].description)
            assert len(column.title) < column.width <= 60


def test_a_column_is_as_wide_as_most_of_its_texts():
    def width(*names: str) -> float:
        blank = dict.fromkeys(PARTNERS.fields) | {"other_names": [], "sector_ids": [], "service_ids": []}
        rows = pd.DataFrame([blank | {"name": name} for name in names], dtype=object)
        return record_page(PARTNERS, rows, WORDS).columns[0].width

    assert width("x") == 14
    assert width(*["x" * 30] * 19, "x" * 90) == 32
    assert width("x" * 90) == 44
    assert width("x" * 20 + "\n" + "x" * 10) == 22


def test_what_can_be_chosen_is_what_the_import_takes():
    for sheet in SHEETS:
        for name, column in columns_of(sheet).items():
            for word in column.choices:
                if word != EMPTIED:
                    assert getattr(sheet.row.model_validate({name: word}, context=WORDS), name) is not None
    choices = {name: column.choices for name, column in columns_of(PARTNERS).items()}
    assert choices["country_code"] == (*NETWORK_COUNTRIES, EMPTIED)
    assert choices["sector_ids"] == (*WORDS["sectors"].values(), "cross-sectoral")
    assert choices["service_ids"] == tuple(WORDS["services"].values())
    assert choices["origin"] == ("public record", "Contact Desk", "illustrative")
    assert choices["name"] == ()
    assert columns_of(EVENTS)["sector_ids"].choices == tuple(WORDS["sectors"].values())
    assert columns_of(EVENTS)["country_codes"].choices == tuple(NETWORK_COUNTRIES)
    assert columns_of(SPOTLIGHTS)["country_code"].choices == tuple(NETWORK_COUNTRIES)
    assert columns_of(COUNTRIES)["is_nordic"].choices == ("yes", "no")


def test_all_choices_are_on_the_lists_and_every_list_is_of_use():
    lists = choice_lists(WORDS)
    used = {column.choices for sheet in SHEETS for column in columns_of(sheet).values() if column.choices}
    for choices in used:
        assert any(each.words[: len(choices)] == choices for each in lists), choices
    for each in lists:
        assert each.words in used, each.title
        assert not each.meanings or len(each.meanings) == len(each.words)


@pytest.mark.parametrize("sheet", TEMPLATE, ids=lambda sheet: sheet.title)
def test_the_examples_are_left_out_by_the_import_and_would_fit_without_their_mark(sheet):
    page = template_page(sheet, WORDS)
    assert len(page.examples) == 2 and page.rows == ()
    headings = tuple(column.title for column in page.columns)
    grid = Grid("x.xlsx", sheet.title, ((1, headings), *enumerate(page.examples, start=2)))
    left_out = read_rows([grid], WORDS)
    assert left_out.of(sheet) == [] and left_out.problems == []
    assert any("2 example rows" in note for note in left_out.notes)
    bare = tuple((number, (row[0].removeprefix(f"{EXAMPLE} "), *row[1:])) for number, row in grid.rows[1:])
    found = read_rows([Grid("x.xlsx", sheet.title, (grid.rows[0], *bare))], WORDS)
    assert found.problems == [] and len(found.of(sheet)) == 2


def test_examples_hold_days_as_days_and_numbers_as_numbers():
    first, second = template_page(EVENTS, WORDS).examples
    assert {date(2027, 3, 4), "Study visit", False} <= set(first)
    assert {date(2027, 4, 30), time(23, 59), True} <= set(second)
    assert first[0] == "Example: Example of a study visit"


def test_an_example_whose_sector_is_not_there_is_shown_as_it_is():
    page = template_page(GOOD_PRACTICES, {"sectors": {"x": "Other"}, "services": {}})
    assert page.examples[0][2] == "Design"


def test_the_sheet_read_me_tells_of_each_sheet():
    said = dict(read_me([template_page(sheet, WORDS) for sheet in TEMPLATE]))
    assert said["Partners"] == "A partner."
    assert {sheet.title for sheet in TEMPLATE} <= set(said)
    assert {f"A cell with {EMPTIED}", EXAMPLE, "A blank cell", "Licence", "Source"} <= set(said)


def test_what_an_import_would_misread_is_told_before_it_is_written(session):
    add(session, a_partner("bad", name="example: x", website=EMPTIED), a_partner("good", name="x Example: y"))
    rows = sheet_rows(session, PARTNERS)
    number = rows.index[rows["partner_id"] == "bad"][0] + 2
    with pytest.raises(ExportProblem) as caught:
        record_page(PARTNERS, rows, WORDS)
    assert caught.value.problems == (
        f"Partners!F{number} (Website) says -, which would empty it: change the record first.",
        f"Partners!A{number} (Name) begins with Example:, as only example rows do: change the record first.",
    )
