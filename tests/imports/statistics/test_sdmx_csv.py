from datetime import date

import pytest

from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics import sdmx_csv
from tests.imports.statistics import files

NAME = "cult.csv"
HEADER = "DATAFLOW,LAST UPDATE,freq,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
FLOW = "ESTAT:CULT_EMP_SEX(1.0),08/10/25 23:00:00"


def problems(text: str) -> list[str]:
    with pytest.raises(ImportProblem) as raised:
        sdmx_csv.read(text, NAME)
    return list(raised.value.problems)


@pytest.mark.parametrize(
    ("write", "extracted_on"),
    [
        (files.sdmx_csv_text, date(2025, 10, 8)),
        (files.labelled_csv_text, date(2025, 10, 8)),
        (files.sdmx_csv_2_text, None),
    ],
)
def test_reads_both_versions_with_labels_and_without(write, extracted_on):
    dataset = sdmx_csv.read(write(files.EMPLOYMENT), NAME)
    assert (dataset.publisher, dataset.code) == ("Eurostat", "cult_emp_sex")
    assert dataset.extracted_on == extracted_on
    assert dataset.dimensions == ["freq", "unit", "sex"]
    assert files.found(dataset) == files.expected(files.EMPLOYMENT)
    assert dataset.areas_left_out == 2


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_read(delimiter):
    dataset = sdmx_csv.read((HEADER + f"{FLOW},A,DK,2019,4.9,b\n").replace(",", delimiter), NAME)
    assert dataset.table.values.tolist() == [["A", "DK", 2019, 4.9, "b"]]


@pytest.mark.parametrize("period", ["2019", "2019-A", "2019-A1"])
def test_a_year_may_say_that_it_is_one(period):
    assert sdmx_csv.read(HEADER + f"{FLOW},A,DK,{period},4.9,\n", NAME).table["year"].tolist() == [2019]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "cult.csv, line 1: a header that begins with DATAFLOW or STRUCTURE is expected"),
        ("DATAFLOW,freq,OBS_VALUE\n", "cult.csv, line 1: column geo is missing"),
        (HEADER.replace("freq", "geo"), "cult.csv, line 1: column 'geo' is there twice"),
        (HEADER, "cult.csv holds no observation; a file of one data set is expected"),
        (HEADER + f"{FLOW},A,DK,2019,'4,9',\n", "cult.csv, line 2: 8 cells where the header has 7"),
        (HEADER + f'{FLOW},A,DK,2019,"4,9",\n', "cult.csv, line 2: '4,9' is not a number such as 4.9"),
        (HEADER + f"{FLOW},A,DK,2019,4.9,broken\n", "cult.csv, line 2: 'broken' is not a flag"),
        (HEADER + f"{FLOW},A,DK,2019,1e400,\n", "cult.csv, line 2: '1e400' is too large"),
        (HEADER + f"{FLOW},A,DK,2019-01,4.9,\n", "cult.csv: '2019-01' is no year; only annual series are taken"),
        (
            HEADER + f"{FLOW},A,DK,2019,1,\n{FLOW},A,DK,2019,2,\n",
            "the observation A, DK, 2019 is there already (line 2)",
        ),
        (HEADER + f"{FLOW},A,DK,2019,1,\nESTAT:X(1.0),,A,LV,2019,2,\n", "cult.csv holds several data sets"),
        (HEADER + "OECD:X(1.0),,A,LV,2019,2,\n", "cult.csv, line 2: 'OECD:X(1.0)' is not of Eurostat's"),
        (HEADER + "ESTAT:X(1.0),2025-10-08,A,LV,2019,2,\n", "LAST UPDATE: '2025-10-08' is not a moment such as"),
        (HEADER + f'{FLOW},A,DK,2019,"4.9', "cult.csv, line 2: the file is not whole CSV"),
        ("<html>", "cult.csv is a web page"),
    ],
)
def test_says_where_and_why_a_file_does_not_fit(text, sentence):
    assert sentence in problems(text)[0]


def test_an_observation_that_is_taken_back_is_not_taken_in():
    text = "STRUCTURE,STRUCTURE_ID,ACTION,geo,TIME_PERIOD,OBS_VALUE\ndataflow,ESTAT:X(1.0),D,DK,2019,1\n"
    assert problems(text) == [
        "cult.csv, line 2: takes an observation back (ACTION is D); download the data set as a whole"
    ]


def test_a_dimension_may_be_called_flow():
    text = "DATAFLOW,flow,geo,TIME_PERIOD,OBS_VALUE\nESTAT:X(1.0),EXP,DK,2019,1\n"
    assert sdmx_csv.read(text, NAME).table.values.tolist() == [["EXP", "DK", 2019, 1.0, None]]
