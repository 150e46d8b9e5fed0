from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics import json_stat, world_bank
from cci_data.imports.statistics.dataset import Dataset
from cci_data.imports.statistics.series import read_filter, select
from tests.imports.statistics import files

YEARS = ["2021", "2022"]
CODES = ["J58", "J59", "CLT", "ALL"]


def dataset_of(cube: files.Cube) -> Dataset:
    return json_stat.read(files.json_stat_text(cube), "x.json")


EMPLOYMENT = dataset_of(files.EMPLOYMENT)


def enterprises(cells: dict[tuple[str, str, str], tuple[float | None, str | None]]) -> Dataset:
    dimensions = {"freq": ["A"], "nace_r2": CODES, "geo": ["DK", "LV"], "time": YEARS}
    return dataset_of(files.Cube("sbs_ovw_act", dimensions, {("A", *key): cell for key, cell in cells.items()}))


def rows(dataset: Dataset, dataset_filter: str | None, unit: str = "") -> list[tuple]:
    table = select(dataset, dataset_filter, unit)
    assert list(table.columns) == ["area_code", "year", "value", "flag"]
    assert (str(table["year"].dtype), str(table["value"].dtype)) == ("int64", "float64")
    return list(table.itertuples(index=False, name=None))


def problems(dataset: Dataset, dataset_filter: str) -> list[str]:
    with pytest.raises(ImportProblem) as raised:
        select(dataset, dataset_filter)
    return list(raised.value.problems)


def test_a_filter_chooses_one_value_an_area_and_year():
    assert rows(EMPLOYMENT, "unit=PC_EMP&sex=T") == [
        ("DK", 2019, 4.4, None),
        ("DK", 2021, 4.6, "b"),
        ("EU27_2020", 2021, 3.7, None),
        ("LV", 2021, 4.9, "bd"),
    ]


def test_no_filter_is_needed_where_there_is_one_series():
    dataset = world_bank.read(files.world_bank_text(), "x.csv")
    assert rows(dataset, None)[:2] == [("DK", 1960, 4579603.0, None), ("DK", 2019, 5814422.0, None)]
    assert dataset.extracted_on == date(2025, 10, 7)


@pytest.mark.parametrize(
    ("dataset_filter", "sentences"),
    [
        ("unit=PC_EMP", ["cult_emp_sex has several values of 'sex' (F and T); say which in dataset_filter"]),
        ("sex=T", ["cult_emp_sex has several values of 'unit' (PC_EMP and THS_PER); say which in dataset_filter"]),
        ("unit=PC&sex=T", ["cult_emp_sex has no value for unit=PC; it has some for PC_EMP and THS_PER"]),
        ("age=Y15", ["cult_emp_sex has no dimension 'age'; it has freq, unit and sex"]),
        ("geo=DK", ["cult_emp_sex has no dimension 'geo'; it has freq, unit and sex"]),
    ],
)
def test_what_is_not_fixed_or_not_there_is_named(dataset_filter, sentences):
    assert problems(EMPLOYMENT, dataset_filter) == sentences


@pytest.mark.parametrize(
    "prose",
    [
        "indic_sbs=ENT_NR over cultural NACE codes",
        "cultural enterprises",
        "a=1 / b=2 / c=3",
        "a=",
        "a=1&",
        "a=1++2",
        " / ",
        "a=1 /b=2",
    ],
)
def test_prose_names_no_series(prose):
    assert problems(EMPLOYMENT, prose) == [f"the filter {prose!r} names no series; one such as unit=PC_EMP&sex=T does"]


@pytest.mark.parametrize("twice", ["a=1&a=2", "a=1+1", "a=1 / a=1&a=2"])
def test_nothing_is_chosen_twice(twice):
    assert problems(EMPLOYMENT, twice) == [f"the filter {twice!r} says a dimension or a code twice"]


def test_codes_are_added_up_where_all_of_them_are_there():
    dataset = enterprises(
        {
            ("J58", "DK", "2021"): (10.5, "p"),
            ("J59", "DK", "2021"): (0.2, "bp"),
            ("J58", "DK", "2022"): (11.0, None),
            ("J59", "DK", "2022"): (None, "c"),
            ("J58", "LV", "2022"): (1.0, None),
            ("J59", "LV", "2022"): (0.0, None),
        }
    )
    assert rows(dataset, "nace_r2=J58+J59") == [("DK", 2021, 10.7, "bp"), ("LV", 2022, 1.0, None)]


def test_a_quotient_is_a_percentage_where_the_unit_is():
    dataset = enterprises(
        {
            ("CLT", "DK", "2021"): (12.0, "e"),
            ("ALL", "DK", "2021"): (250.0, "b"),
            ("CLT", "DK", "2022"): (12.0, None),
            ("CLT", "LV", "2021"): (3.0, None),
            ("ALL", "LV", "2021"): (0.0, None),
        }
    )
    assert rows(dataset, "nace_r2=CLT / nace_r2=ALL", "% of enterprises") == [("DK", 2021, 4.8, "be")]
    assert rows(dataset, "nace_r2=CLT / nace_r2=ALL", "enterprises") == [("DK", 2021, 0.048, "be")]


def test_more_flags_than_there_is_room_for_keep_the_break():
    dataset = enterprises({("J58", "DK", "2021"): (1.0, "znfe"), ("J59", "DK", "2021"): (1.0, "dub")})
    assert rows(dataset, "nace_r2=J58+J59") == [("DK", 2021, 2.0, "bued")]


@pytest.mark.parametrize("dataset_filter", [None, "", " "])
def test_an_empty_filter_is_none(dataset_filter):
    assert [choice.codes for choice in read_filter(dataset_filter)] == [{}]


CELLS = st.dictionaries(
    st.tuples(st.sampled_from(CODES), st.sampled_from(["DK", "LV"]), st.sampled_from(YEARS)),
    st.tuples(st.one_of(st.none(), st.integers(0, 1000).map(float)), st.sampled_from([None, "b", "p", "bd"])),
)


@given(CELLS)
@settings(deadline=None)
def test_a_share_of_sums_is_what_one_works_out_by_hand(cells):
    there = {code for (code, _, _), (value, _) in cells.items() if value is not None}
    dataset = enterprises(cells)
    if there < set(CODES):
        assert all("has no value for nace_r2=" in sentence for sentence in problems(dataset, "nace_r2=J58+J59+CLT+ALL"))
        return
    by_hand = []
    for area in ("DK", "LV"):
        for year in YEARS:
            parts = [cells.get((code, area, year), (None, None)) for code in CODES]
            if all(value is not None for value, _ in parts) and parts[3][0]:
                flags = {letter for _, flag in parts for letter in flag or ""}
                value = 100 * (parts[0][0] + parts[1][0] + parts[2][0]) / parts[3][0]
                by_hand.append((area, int(year), pytest.approx(value), flags))
    found = rows(dataset, "nace_r2=J58+J59+CLT / nace_r2=ALL", "%")
    assert [(area, year, value, set(flag or "")) for area, year, value, flag in found] == by_hand
