import csv
from collections.abc import Iterator

import pandas as pd
import pytest

from cci_data.imports.eurostat import Fetched, fetch_indicators
from cci_data.imports.eurostat_api import Patience
from cci_data.imports.public_record import FOLDER
from cci_data.imports.statistics.dataset import source_of
from cci_data.vocabulary import AREAS
from tests.imports import statistics_server as served
from tests.imports.statistics.files import EMPLOYMENT, Cube
from tests.imports.statistics_server import StatisticsServer, serving

SPENDING = Cube(
    "gov_10a_exp",
    {
        "freq": ["A"],
        "unit": ["MIO_EUR", "PC_TOT"],
        "sector": ["S1311", "S13"],
        "cofog99": ["GF08", "GF0802"],
        "na_item": ["TE", "P2"],
        "geo": ["LV", "PL"],
        "time": ["2022", "2023"],
    },
    {
        ("A", "PC_TOT", "S13", "GF0802", "TE", "LV", "2023"): (2.8, "p"),
        ("A", "PC_TOT", "S13", "GF08", "TE", "LV", "2023"): (4.1, None),
        ("A", "MIO_EUR", "S13", "GF0802", "TE", "LV", "2023"): (500.0, None),
        ("A", "PC_TOT", "S13", "GF0802", "TE", "PL", "2022"): (1.4, None),
    },
)
ENTERPRISES = Cube(
    "sbs_ovw_act",
    {
        "freq": ["A"],
        "nace_r2": ["B-S_X_O_S94", "CLT", "R90"],
        "indic_sbs": ["ENT_NR", "EMP_NR"],
        "geo": ["EU27_2020", "DK"],
        "time": ["2021", "2022"],
    },
    {
        ("A", "CLT", "ENT_NR", "DK", "2022"): (12.0, "e"),
        ("A", "B-S_X_O_S94", "ENT_NR", "DK", "2022"): (250.0, None),
        ("A", "R90", "ENT_NR", "DK", "2022"): (5.0, None),
        ("A", "CLT", "EMP_NR", "DK", "2022"): (40.0, None),
        ("A", "CLT", "ENT_NR", "DK", "2021"): (11.0, None),
    },
)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[StatisticsServer]:
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1,localhost")
    with serving(EMPLOYMENT, SPENDING, ENTERPRISES) as state:
        yield state


def of_the_public_record() -> pd.DataFrame:
    with (FOLDER / "indicators.csv").open(encoding="utf-8", newline="") as file:
        return pd.DataFrame([row for row in csv.DictReader(file) if row["publisher"] == "Eurostat"])


def indicators(**filters: str | None) -> pd.DataFrame:
    rows = [(name, "cult_emp_sex", chosen, "%") for name, chosen in filters.items()]
    return pd.DataFrame(rows, columns=["indicator_id", "dataset_code", "dataset_filter", "unit"])


def refresh(server: StatisticsServer, wanted: pd.DataFrame, told: list[str] | None = None) -> Fetched:
    tell = [] if told is None else told
    patience = Patience(read=1, whole=2, tries=2)
    return fetch_indicators(wanted, base_url=server.base_url, patience=patience, tell=tell.append, wait=tell.append)


def values(fetched: Fetched) -> dict[str, list[tuple]]:
    return {series.indicator_id: list(series.values.itertuples(index=False, name=None)) for series in fetched.series}


def test_the_indicators_of_the_public_record_are_fetched(server):
    fetched = refresh(server, of_the_public_record())
    assert (fetched.notes, fetched.problems) == ([], [])
    assert values(fetched) == {
        "cult_emp_share": [
            ("DK", 2019, 4.4, None),
            ("DK", 2021, 4.6, "b"),
            ("EU27_2020", 2021, 3.7, None),
            ("LV", 2021, 4.9, "bd"),
        ],
        "cult_emp_persons": [("DK", 2021, 132.3, "b")],
        "cult_enterprise_share": [("DK", 2022, 4.8, "e")],
        "gov_culture_share": [("LV", 2023, 2.8, "p"), ("PL", 2022, 1.4, None)],
    }
    assert {source_of(series.dataset) for series in fetched.series} == {
        "Eurostat cult_emp_sex",
        "Eurostat gov_10a_exp",
        "Eurostat sbs_ovw_act",
    }


def test_there_is_one_request_a_data_set_with_the_codes_of_all_its_indicators(server):
    refresh(server, of_the_public_record())
    asked = {request.code: request.query for request in server.requests}
    assert len(server.requests) == len(asked) == 3
    assert all(query["geo"] == list(AREAS) for query in asked.values())
    assert asked["cult_emp_sex"]["unit"] == ["PC_EMP", "THS_PER"]
    assert asked["cult_emp_sex"]["sex"] == ["T"]
    assert asked["sbs_ovw_act"]["nace_r2"] == ["B-S_X_O_S94", "CLT"]
    assert asked["gov_10a_exp"]["cofog99"] == ["GF0802"]


def test_what_one_indicator_leaves_open_is_not_narrowed_for_another(server):
    fetched = refresh(server, indicators(share="unit=PC_EMP&sex=T", open="unit=PC_EMP"))
    assert "sex" not in server.requests[0].query
    assert [series.indicator_id for series in fetched.series] == ["share"]
    assert fetched.problems == ["open: cult_emp_sex has several values of 'sex' (F and T); say which in dataset_filter"]


@pytest.mark.parametrize("nothing", [None, float("nan"), ""])
def test_no_filter_asks_for_everything(server, nothing):
    fetched = refresh(server, indicators(everything=nothing))
    assert set(server.requests[0].query) == {"format", "lang", "geo"}
    assert len(fetched.problems) == 2


def test_a_filter_in_prose_is_left_alone(server):
    fetched = refresh(server, indicators(share="unit=PC_EMP over cultural codes"))
    assert fetched.notes == [
        "share is left alone: the filter 'unit=PC_EMP over cultural codes' names no series; "
        "one such as unit=PC_EMP&sex=T does."
    ]
    assert (server.requests, fetched.series, fetched.problems) == ([], [], [])


def test_a_data_set_that_is_refused_does_not_stop_the_others(server):
    server.faults.append(served.status(404))
    fetched = refresh(server, of_the_public_record())
    assert set(values(fetched)) == {"cult_enterprise_share", "gov_culture_share"}
    assert fetched.problems == ["cult_emp_sex: Eurostat has no such data set (404); mend its dataset_code"]


def test_where_there_is_no_answer_the_others_are_not_asked_for(server):
    server.lasting_fault = served.status(503)
    told: list = []
    fetched = refresh(server, of_the_public_record(), told)
    assert fetched.problems == [
        "cult_emp_sex: Eurostat is out of service (503) (tried 2 times); try again later",
        "not asked for after that: sbs_ovw_act and gov_10a_exp",
    ]
    assert {request.code for request in server.requests} == {"cult_emp_sex"}
    assert told[0] == "cult_emp_sex: asking Eurostat"


def test_a_message_in_the_place_of_data_is_a_problem(server):
    body = b'{"warning": {"status": 413, "label": "ASYNCHRONOUS_RESPONSE. Try again later."}}'
    server.lasting_fault = served.status(200, body)
    fetched = refresh(server, indicators(share="unit=PC_EMP&sex=T"))
    assert fetched.problems == [
        "Eurostat's answer for cult_emp_sex holds a message in the place of data: "
        "ASYNCHRONOUS_RESPONSE. Try again later."
    ]


def test_the_answer_to_another_question_is_a_problem(server):
    server.lasting_fault = lambda handler, body: handler.say(200, body.replace(b"CULT_EMP_SEX", b"CULT_EMP_AGE"))
    fetched = refresh(server, indicators(share="unit=PC_EMP&sex=T"))
    assert fetched.problems == ["cult_emp_sex: Eurostat answers with another data set, cult_emp_age; try again later"]
    assert fetched.series == []
