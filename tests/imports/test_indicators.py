import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from cci_data.imports.draft import Draft
from cci_data.imports.indicators import plan_series, plan_values
from cci_data.imports.plan import Plan
from cci_data.imports.statistics.dataset import Dataset
from cci_data.imports.statistics.sources import read_statistics
from cci_data.models import Change, IndicatorValue
from tests.imports.grids_by_hand import apply, rows_of
from tests.imports.statistics.files import EMPLOYMENT, json_stat

COLUMNS = ["area_code", "year", "value", "flag"]
SHARE = "cult_emp_share"


@pytest.fixture
def employment(tmp_path: Path) -> Dataset:
    path = tmp_path / "cult_emp_sex.json"
    path.write_text(json.dumps(json_stat(EMPLOYMENT)), encoding="utf-8")
    return read_statistics(path)


def series(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


def dataset(code: str = "cult_emp_sex", day: date | None = date(2027, 1, 5)) -> Dataset:
    return Dataset("Eurostat", code, day, pd.DataFrame(columns=COLUMNS))


def plan_of_series(session, *rows: tuple, day: date | None = date(2027, 1, 5)) -> Plan:
    return plan_series(Draft(session), [(SHARE, series(*rows), dataset(day=day))])


def value_of(session, area: str, year: int) -> dict:
    return rows_of(session, IndicatorValue, indicator_id=SHARE, area_code=area, year=year)[0]


def test_each_indicator_made_of_a_data_set_gets_its_values(session, employment):
    plan = plan_values(Draft(session), [employment])
    assert plan.problems == []
    assert {outcome.record for outcome in plan.outcomes} == {SHARE, "cult_emp_persons"}
    apply(session, plan.steps)
    latvia = value_of(session, "LV", 2021)
    assert (latvia["value"], latvia["flag"], latvia["source"]) == (4.9, "bd", "Eurostat cult_emp_sex")
    assert latvia["extracted_on"] == employment.extracted_on == date(2025, 10, 8)


def test_the_same_file_again_changes_nothing(session, employment):
    apply(session, plan_values(Draft(session), [employment]).steps)
    again = plan_values(Draft(session), [employment])
    assert again.steps == [] and {outcome.state for outcome in again.outcomes} == {"left"}


def test_a_data_set_of_which_no_indicator_is_made_is_a_problem(session):
    plan = plan_values(Draft(session), [dataset("nama_10_gdp"), dataset("CULT_EMP_SEX")])
    assert plan.problems[0] == (
        "No indicator is made of the data set nama_10_gdp of Eurostat; add one to the sheet Indicators first"
    )
    assert plan.problems[1:] and all("CULT_EMP_SEX has no dimension" in problem for problem in plan.problems[1:])


def test_a_new_value_comes(session):
    plan = plan_of_series(session, ("LV", 2031, 5.5, None), ("LV", 2032, 5.6, "b"))
    assert [(one.record, one.name, one.state, one.where) for one in plan.outcomes] == [
        (SHARE, "LV 2031", "added", "Eurostat cult_emp_sex"),
        (SHARE, "LV 2032", "added", "Eurostat cult_emp_sex"),
    ]
    apply(session, plan.steps)
    assert (value_of(session, "LV", 2031)["flag"], value_of(session, "LV", 2032)["flag"]) == (None, "b")


def test_a_revised_value_keeps_its_former_one(session):
    apply(session, plan_of_series(session, ("LV", 2031, 5.5, "p")).steps)
    plan = plan_of_series(session, ("LV", 2031, 5.7, None), day=date(2027, 4, 1))
    (outcome,) = plan.outcomes
    assert outcome.state == "changed"
    assert [(change.title, change.before, change.after) for change in outcome.alterations] == [
        ("Value", "5.5", "5.7"),
        ("Flag", "p", "(blank)"),
    ]
    number = apply(session, plan.steps)
    kept = {row["column_name"]: (row["before"], row["after"]) for row in rows_of(session, Change, import_id=number)}
    assert kept == {
        "value": ("5.5", "5.7"),
        "flag": ('"p"', "null"),
        "extracted_on": ('"2027-01-05"', '"2027-04-01"'),
    }


def test_a_value_that_is_told_again_stays_with_its_day(session):
    apply(session, plan_of_series(session, ("LV", 2031, 5.5, None)).steps)
    plan = plan_of_series(session, ("LV", 2031, 5.5, float("nan")), day=date(2027, 4, 1))
    assert ([outcome.state for outcome in plan.outcomes], plan.steps) == (["left"], [])


def test_where_only_the_day_of_extraction_is_new_it_is_told(session):
    apply(session, plan_of_series(session, ("LV", 2031, 5.5, None), day=None).steps)
    (outcome,) = plan_of_series(session, ("LV", 2031, 5.5, None)).outcomes
    assert [(change.title, change.before, change.after) for change in outcome.alterations] == [
        ("Extracted on", "(blank)", "2027-01-05")
    ]
    assert plan_of_series(session, ("LV", 2031, 5.5, None), day=None).outcomes[0].state == "left"


def test_what_the_publisher_has_no_longer_stays_with_a_note(session):
    stored = rows_of(session, IndicatorValue, indicator_id=SHARE)
    first, *others = [(row["area_code"], row["year"], row["value"], row["flag"]) for row in stored]
    plan = plan_of_series(session, *others)
    told = f"{SHARE}: 1 value is not among those of Eurostat cult_emp_sex here; what is stored stays."
    assert plan.notes == [told]
    assert value_of(session, *first[:2])["value"] == first[2] and not any(step.after is None for step in plan.steps)


def test_a_series_without_a_value_for_us_is_noted(session):
    notes = plan_of_series(session).notes
    assert notes[-1] == f"{SHARE}: Eurostat cult_emp_sex holds no value for the countries of the network."


def test_zero_is_a_value(session):
    plan = plan_of_series(session, ("LV", 2031, 0, None))
    apply(session, plan.steps)
    assert value_of(session, "LV", 2031)["value"] == 0.0
