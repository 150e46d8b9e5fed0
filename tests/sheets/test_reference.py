import pytest

from cci_data.imports.written import read_rows
from cci_data.queries.sheets import sheet_rows
from cci_data.sheets.reference import COUNTRIES, DATA_SETS, INDICATOR_VALUES, INDICATORS, SECTORS, SERVICES
from cci_data.sheets.sheet import Sheet
from tests.imports.grids_by_hand import WORDS, sheet_of, written_row

REFERENCE = (COUNTRIES, SECTORS, SERVICES, DATA_SETS, INDICATORS, INDICATOR_VALUES)


@pytest.mark.parametrize("sheet", REFERENCE, ids=lambda sheet: sheet.title)
def test_they_are_in_exports_alone_and_known_by_their_key(sheet: Sheet):
    assert not sheet.is_in_template and sheet.identity == sheet.words == ()


@pytest.mark.parametrize("sheet", REFERENCE, ids=lambda sheet: sheet.title)
def test_what_is_stored_fits(session, sheet: Sheet):
    stored = sheet_rows(session, sheet).to_dict("records")
    assert stored
    for values in stored:
        told = {name: value for name, value in values.items() if value is not None and value == value}
        row = sheet.row.model_validate(told, context=WORDS)
        assert {name: getattr(row, name) for name in told} == told


@pytest.mark.parametrize(
    ("title", "headings", "row", "problem"),
    [
        (
            "Countries",
            ("Country", "Name"),
            ("Lativa", "x"),
            "Countries!A2 says 'Lativa'; a country is expected; did you mean LV, Latvia?",
        ),
        ("Sectors", ("Sector id", "Label"), ("Circus Arts", "x"), "did you mean circus-arts?"),
        (
            "Indicators",
            ("Indicator id", "Decimals"),
            ("x", "one"),
            "Indicators!B2 says 'one'; a whole number is expected",
        ),
        (
            "Indicator values",
            ("Indicator", "Area", "Year", "Value"),
            ("x", "EU28", 2020, "4,5"),
            "Indicator values!B2 says 'EU28'; a country or EU27_2020 is expected",
        ),
    ],
)
def test_what_does_not_fit_is_asked_about(title: str, headings: tuple, row: tuple, problem: str):
    (found,) = read_rows([sheet_of(title, headings, row)], WORDS).problems
    assert problem in found


def test_a_value_is_of_an_area_and_a_year():
    row = written_row(
        INDICATOR_VALUES, indicator_id="x", area_code="European Union", year="2020", value="4,5", flag="b"
    )
    assert (row.get("area_code"), row.get("year"), row.get("value")) == ("EU27_2020", 2020, 4.5)
