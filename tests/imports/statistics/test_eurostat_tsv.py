import pytest

from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics import eurostat_tsv
from tests.imports.statistics import files

NAME = "estat_cult_emp_sex.tsv"
HEADER = "freq,unit,geo\\TIME_PERIOD\t2019 \t2020 \t2021 \n"


def problems(text: str, name: str = NAME) -> list[str]:
    with pytest.raises(ImportProblem) as raised:
        eurostat_tsv.read(text, name)
    return list(raised.value.problems)


def values(text: str) -> list[list]:
    table = eurostat_tsv.read(text, NAME).table
    return table[["area_code", "year", "value", "flag"]].values.tolist()


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_reads_a_download(line_end):
    dataset = eurostat_tsv.read(files.tsv_text(files.EMPLOYMENT).replace("\n", line_end), NAME)
    assert (dataset.publisher, dataset.code, dataset.extracted_on) == ("Eurostat", "cult_emp_sex", None)
    assert dataset.dimensions == ["freq", "unit", "sex"]
    assert files.found(dataset) == files.expected(files.EMPLOYMENT)
    assert dataset.areas_left_out == 2


def test_flags_stand_behind_the_value_and_what_has_none_is_missing():
    assert values(HEADER + "A,PC,DK\t4.9 b\t: c\t12.0 bd\nA,PC,LV\t:z\t: \t0.0b\nA,PC,SE\t: @C\t5 e@C\t\t\n") == [
        ["DK", 2019, 4.9, "b"],
        ["DK", 2021, 12.0, "bd"],
        ["LV", 2021, 0.0, "b"],
        ["SE", 2020, 5.0, "e"],
    ]


@pytest.mark.parametrize(
    "name",
    [
        "cult_emp_sex.tsv",
        "ESTAT_CULT_EMP_SEX_EN.tsv".replace("_EN", "$DV_12_en"),
        "cult_emp_sex__custom_123.tsv",
        "estat_cult_emp_sex (1).tsv",
        "estat_cult_emp_sex_filtered_en.tsv",
    ],
)
def test_the_name_of_the_file_says_the_data_set(name):
    assert eurostat_tsv.read(HEADER, name).code == "cult_emp_sex"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", r"line 1: a header such as freq,unit,sex,geo\TIME_PERIOD is expected"),
        (HEADER + "A,PC,DK\t4,9 b\t:\t:\n", "line 2, 2019: '4,9 b' is not a number with a flag such as '4.9 b'"),
        (HEADER + "A,PC,DK\tnan\t:\t:\n", "line 2, 2019: 'nan' is not a number with a flag"),
        (HEADER + "A,PC,DK\t1.2.3\t:\t:\n", "line 2, 2019: '1.2.3' is not a number such as 4.9"),
        (HEADER + "A,PC,DK\t4.9 bcdef\t:\t:\n", "line 2, 2019: 'bcdef' is not a flag of at most 4 letters"),
        (HEADER + "A,PC,DK\t4.9\n", "line 2: other dimensions or years than in the header; the file is not whole"),
        (HEADER + "A,DK\t4.9\t:\t:\n", "line 2: other dimensions or years than in the header"),
        (HEADER + "A,PC,DK\t1\t:\t:\nA,PC,DK\t2\t:\t:\n", "line 3, 2019: the observation A, PC, DK, 2019 is there al"),
        ("freq,geo\\TIME_PERIOD\t2019-Q1 \nQ,DK\t1\n", "line 1: '2019-Q1' is no year; only annual series are taken"),
        ("freq,unit\\TIME_PERIOD\t2019 \n", "line 1: there is no dimension geo"),
        ("<html>", ""),
    ],
)
def test_says_where_and_why_a_file_does_not_fit(text, sentence):
    assert problems(text)[0].startswith(f"{NAME}, {sentence}" if sentence else f"{NAME} is a web page")


def test_a_name_that_says_no_data_set_is_asked_for():
    assert problems(HEADER, "2025.tsv") == [
        "2025.tsv: '2025.tsv' names no data set such as cult_emp_sex; give the file its data set's name, "
        "as in cult_emp_sex.tsv"
    ]
