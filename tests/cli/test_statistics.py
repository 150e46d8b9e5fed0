"""The command `refresh`, and statistics as files: what is new comes, what was revised keeps its former value."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from cci_data import cli
from cci_data.imports.eurostat import fetch_indicators
from cci_data.imports.eurostat_api import Patience
from tests.cli.conftest import one, records
from tests.conftest import change
from tests.imports.statistics.files import EMPLOYMENT, json_stat_text
from tests.imports.statistics_server import StatisticsServer, serving
from tests.imports.test_eurostat import ENTERPRISES, SPENDING

DENMARK_2021 = "FROM indicator_value WHERE indicator_id = 'cult_emp_share' AND area_code = 'DK' AND year = 2021"


@pytest.fixture
def eurostat(monkeypatch: pytest.MonkeyPatch) -> Iterator[StatisticsServer]:
    with serving(EMPLOYMENT, SPENDING, ENTERPRISES) as state:
        monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
        monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
        monkeypatch.setenv("CCI_EUROSTAT_URL", state.base_url)
        yield state


def test_a_refresh_stores_what_is_new_and_keeps_what_was_revised(run, world_url, eurostat):
    change(world_url, f"DELETE {DENMARK_2021}")
    change(
        world_url,
        "INSERT INTO indicator_value (indicator_id, area_code, year, value, source) "
        "VALUES ('cult_emp_share', 'DK', 2021, 4.5, 'a press report')",
    )
    before = records(world_url)
    assert run(world_url, "refresh", "eurostat", "--dry-run")[0] == 0
    assert records(world_url) == before
    code, said, problem = run(world_url, "refresh", "eurostat", "--by", "Anna", "--all")
    assert (code, problem) == (0, "")
    assert "  ~ Eurostat cult_emp_sex Value of cult_emp_share (DK 2021): '4.5' → '4.6'" in said.splitlines()
    assert [request.code for request in eurostat.requests[-3:]] == ["cult_emp_sex", "sbs_ovw_act", "gov_10a_exp"]
    assert one(world_url, f"SELECT value {DENMARK_2021}") == 4.6
    assert one(world_url, f"SELECT flag {DENMARK_2021}") == "b"
    assert one(world_url, f"SELECT source {DENMARK_2021}") == "Eurostat cult_emp_sex"
    assert one(world_url, f"SELECT count(*) {DENMARK_2021} AND extracted_on IS NOT NULL") == 1
    former = (
        "SELECT before FROM change WHERE column_name = 'value' AND record_key = '[\"cult_emp_share\", \"DK\", 2021]'"
    )
    assert one(world_url, former) == "4.5"
    assert one(world_url, "SELECT count(*) FROM indicator_value WHERE value = 0 AND area_code = 'LV'") == 0
    again = records(world_url)
    code, said, _ = run(world_url, "refresh", "eurostat")
    assert code == 0 and "changed" not in said and "added" not in said
    assert records(world_url) == again
    assert run(world_url, "undo", "2")[0] == run(world_url, "undo", "1")[0] == 0
    assert records(world_url) == before


def test_a_data_set_that_fails_is_named_and_the_others_are_stored(run, sqlite_world_url, eurostat):
    del eurostat.cubes["sbs_ovw_act"]
    code, said, problem = run(sqlite_world_url, "refresh", "eurostat")
    assert code == 2 and "Stored as import 1." in said
    assert problem.startswith("sbs_ovw_act: ") and problem.count("\n") == 1
    assert one(sqlite_world_url, f"SELECT value {DENMARK_2021}") == 4.6


def test_without_a_way_to_eurostat_nothing_changes(run, sqlite_world_url, monkeypatch):
    monkeypatch.setenv("CCI_EUROSTAT_URL", "http://127.0.0.1:1")
    impatient = partial(fetch_indicators, patience=Patience(tries=1))
    monkeypatch.setattr(cli.statistics, "fetch_indicators", impatient)
    before = records(sqlite_world_url)
    code, said, problem = run(sqlite_world_url, "refresh", "eurostat")
    assert (code, said) == (2, "Nothing is stored.\n") and problem.count("\n") == 2
    assert records(sqlite_world_url) == before


def test_a_file_does_as_well_as_a_refresh(run, sqlite_world_url, tmp_path: Path):
    file = tmp_path / "cult_emp_sex.json"
    file.write_text(json_stat_text(EMPLOYMENT), encoding="utf-8")
    code, said, problem = run(sqlite_world_url, "import", str(file))
    assert (code, problem) == (0, "") and said.endswith("Stored as import 1.\n")
    assert one(sqlite_world_url, f"SELECT value {DENMARK_2021}") == 4.6
    assert one(sqlite_world_url, "SELECT kind FROM import") == "statistics"
    assert one(sqlite_world_url, "SELECT name FROM import_file") == "cult_emp_sex.json"


def test_an_unknown_data_set_is_a_sentence(run, sqlite_world_url, tmp_path: Path):
    change(sqlite_world_url, "UPDATE indicator SET dataset_code = 'other'")
    file = tmp_path / "cult_emp_sex.json"
    file.write_text(json_stat_text(EMPLOYMENT), encoding="utf-8")
    code, _, problem = run(sqlite_world_url, "import", str(file))
    assert code == 2 and problem.startswith("No indicator is made of the data set cult_emp_sex of Eurostat")
