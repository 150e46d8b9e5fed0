"""Figures of impact and the rows behind them, as the addresses give them: those that `measure` gives."""

import csv
import io
from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cci_data.api.routes import routes
from cci_data.impact.measuring import impact_indicators, measure, programmes
from cci_data.impact.wording import in_unit
from cci_data.language import slug
from cci_data.reader import Reader
from tests.api.answering import keys_of, rows_of
from tests.conftest import TODAY, change

IN_ONE = "interreg-baltic-sea-region-2014-2020"


@pytest.mark.parametrize("asked", [{}, {"period": "2023"}, {"period": "2014-2020", "programme": IN_ONE}])
def test_figures_of_impact_are_those_that_were_measured_in_each_file(client, asked: dict[str, str]):
    names = {slug(name): name for name in client.reader.fetch(programmes)}
    of = {"period": asked.get("period", "all"), "programme": names.get(asked.get("programme", ""), "")}
    found = client.reader.fetch(impact_indicators).set_index("impact_indicator_id")
    expected = {}
    for key, unit in found["unit"].items():
        value = client.reader.fetch(measure, indicator=key, today=TODAY, **of).value
        expected[key] = (value, in_unit(value, unit))
    rows = rows_of(client, "impact", **asked)
    assert {row["impact_indicator_id"]: (row["value"], row["value_in_words"]) for row in rows} == expected
    text = client.get("/api/impact.csv", params=asked).content.decode("utf-8-sig")
    words = {row["impact_indicator_id"]: row["value_in_words"] for row in csv.DictReader(io.StringIO(text))}
    assert words == {key: words for key, (_, words) in expected.items()}
    assert keys_of(client, "/api/impact.xlsx", **asked) == list(expected)


def test_rows_behind_a_figure_add_up_to_it_in_each_file(client):
    for row in rows_of(client, "impact", period="2023"):
        asked = {"indicator": row["impact_indicator_id"], "period": "2023"}
        rows = rows_of(client, "impact-rows", **asked)
        assert sum(each["number"] for each in rows) == (row["value"] or 0)
    rows = rows_of(client, "impact-rows", indicator="events,projects")
    assert {row["impact_indicator_id"] for row in rows} == {"events", "projects"} and len(rows) == 29
    for form in ("csv", "xlsx"):
        assert len(keys_of(client, f"/api/impact-rows.{form}", indicator="projects")) == 12


@pytest.mark.parametrize("period", ["2024-H3", "2027-2021", "1066", "soon", "2027", "2027-2030"])
def test_a_period_that_there_is_not_or_that_lies_ahead_is_a_sentence(quick, period: str):
    for name in ("impact", "impact-rows"):
        answer = quick.get(f"/api/{name}.json", params={"period": period})
        assert (answer.status_code, answer.json()["type"]) == (404, "http://testserver/api#no-such-period")
        assert answer.json()["remedy"].endswith("2024-H1 or 2021-2027.")


def test_a_figure_or_a_programme_that_there_is_not_is_a_sentence(quick):
    for asked in ({"indicator": "happiness"}, {"programme": "Marshall plan"}):
        answer = quick.get("/api/impact-rows.json", params=asked)
        assert (answer.status_code, answer.json()["type"].partition("#")[2]) == (400, "unknown-option")


def test_figures_go_on_with_the_day(sqlite_world_url: str):
    change(
        sqlite_world_url,
        "INSERT INTO event (event_id, title, kind, starts_on, is_online, origin, source) "
        "VALUES ('tomorrow', 'Tomorrow', 'other', '2026-11-24', false, 'desk', 'the Desk')",
    )
    days = [TODAY]
    reader = Reader(sqlite_world_url)
    app = Starlette(routes=routes(reader.fetch, reader.version, today=lambda: days[-1]))
    client = TestClient(app, headers={"Accept-Encoding": "identity"})
    asked = "/api/impact-rows.csv?indicator=events&period=2026"
    first, partners = client.get(asked), client.get("/api/partners.csv")
    assert "Tomorrow" not in first.text
    days.append(TODAY + timedelta(days=1))
    again = client.get(asked, headers={"If-Modified-Since": "Mon, 23 Nov 2026 23:59:59 GMT"})
    assert again.status_code == 200 and "Tomorrow" in again.text
    same = client.get("/api/partners.csv", headers={"If-None-Match": partners.headers["etag"]})
    assert same.status_code == 304
    reader._engine.dispose()


def test_two_programmes_whose_names_are_one_in_an_address_are_both_to_be_had(sqlite_world_url: str):
    for key, name in (("x", "Fund 2014-2020"), ("y", "Fund 2014–2020"), ("z", "Fund 2014–2020")):
        change(
            sqlite_world_url,
            "INSERT INTO project (project_id, title, programme, starts, is_cross_sectoral, origin, source) "
            f"VALUES ('{key}', '{key}', '{name}', '2015', false, 'desk', 'the Desk')",
        )
    reader = Reader(sqlite_world_url)
    client = TestClient(Starlette(routes=routes(reader.fetch, reader.version, today=lambda: TODAY)))
    asked = {"indicator": "projects", "period": "2015"}
    assert [row["key"] for row in rows_of(client, "impact-rows", programme="Fund 2014-2020", **asked)] == ["x"]
    assert [row["key"] for row in rows_of(client, "impact-rows", programme="Fund 2014–2020", **asked)] == ["y", "z"]
    reader._engine.dispose()
