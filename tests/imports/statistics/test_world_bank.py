from datetime import date

import pytest

from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics import world_bank
from cci_data.vocabulary import AREAS
from tests.imports.statistics import files

NAME = "API_SP.POP.TOTL_DS2_en_csv_v2_1.csv"
TEXT = files.world_bank_text()


def problems(text: str) -> list[str]:
    with pytest.raises(ImportProblem) as raised:
        world_bank.read(text, NAME)
    return list(raised.value.problems)


def test_reads_a_download():
    dataset = world_bank.read(TEXT, NAME)
    assert (dataset.publisher, dataset.code) == ("World Bank", "SP.POP.TOTL")
    assert (dataset.extracted_on, dataset.dimensions) == (date(2025, 10, 7), [])
    assert files.found(dataset) == [
        ("DK", 1960, 4579603.0, None),
        ("DK", 2019, 5814422.0, None),
        ("DK", 2020, 5831404.0, None),
        ("EU27_2020", 1960, 356906097.5, None),
        ("EU27_2020", 2019, 447367191.0, None),
        ("LV", 2019, 1913822.0, None),
        ("LV", 2020, 1900449.0, None),
    ]
    assert dataset.areas_left_out == 1


def test_every_area_has_a_code_of_the_bank():
    assert set(world_bank.AREA_CODES.values()) == set(AREAS)


def test_our_own_codes_are_none_of_the_bank():
    assert world_bank.read(TEXT.replace('"DNK"', '"DK"'), NAME).table["area_code"].isin(["DK"]).sum() == 0


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"2025-10-07"', '"7 October"', "line 3, Last Updated Date: '7 October' is not a date such as 2025-10-07"),
        ('"5814422"', '"5.8 million"', "line 7, 2019: '5.8 million' is not a number such as 4.9"),
        ('"SP.POP.TOTL"', '"Population"', "line 6: 'Population' is not an indicator such as SP.POP.TOTL"),
        ('"2019"', '"2019 [YR2019]"', "column '2019 [YR2019]': a year such as 2019 is expected"),
        ('"Latvia","LVA"', '"LVA"', "line 9: 7 cells where the header has 8"),
        ('"Latvia","LVA"', '"Denmark","DNK"', "line 9, 2019: the observation DK, 2019 is there already (line 7, 2019)"),
    ],
)
def test_says_where_and_why_a_file_does_not_fit(old, new, sentence):
    assert old in TEXT
    assert problems(TEXT.replace(old, new))[0].startswith(f"{NAME}, {sentence}")


def test_one_indicator_a_file():
    assert problems(TEXT.replace('"LVA","Population, total","SP.POP.TOTL"', '"LVA","Area","AG.LND.TOTL.K2"')) == [
        f"{NAME} holds the indicators SP.POP.TOTL and AG.LND.TOTL.K2; a download of one indicator is expected"
    ]


def test_headings_and_countries_are_needed():
    beginning, _, _ = TEXT.partition('"Country Name"')
    assert problems(beginning)[0].startswith(f"{NAME}: a row of headings is expected that begins with Country Name")
    until_headings, _, _ = TEXT.partition('"Aruba"')
    assert problems(until_headings) == [f"{NAME} holds no country; a download of one indicator is expected"]
