"""Tables for paper: the same rows as on the page, whatever is asked for."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cci_data.api import tables
from cci_data.api.tables import table_routes
from cci_data.charts.chart import Chart
from cci_data.charts.registry import CHARTS, chart_of
from cci_data.exports.table_html import render_table_html
from cci_data.filters import PartnerFilter
from cci_data.impact.measuring import measure
from cci_data.queries.numbers import NUMBERS, rows
from cci_data.queries.partners import listing
from cci_data.reader import Reader
from cci_data.theme import LIGHT
from tests.api.answering import NEEDED
from tests.conftest import TODAY
from tests.exports.test_table_html import Cells


@pytest.fixture
def reader(sqlite_world_url: str) -> Reader:
    found = Reader(sqlite_world_url)
    yield found
    found.close()


@pytest.fixture
def client(reader: Reader) -> TestClient:
    return TestClient(
        Starlette(routes=table_routes(reader.fetch, reader.version, lambda: TODAY)), raise_server_exceptions=True
    )


def rows_of(client: TestClient, path: str) -> list[list[str]]:
    answer = client.get(f"/tables/{path}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Cells(answer.text).rows


@pytest.mark.parametrize("name", CHARTS)
def test_each_chart_has_its_table_under_the_parameters_of_its_pictures(client, reader, name: str):
    asked = NEEDED.get(name, "")
    choice = dict(part.split("=") for part in asked.split("&") if part)
    chart: Chart = chart_of(name, reader.fetch, LIGHT, choice, TODAY)
    found = rows_of(client, f"{name}.html?{asked}")
    assert found[0] == [str(column) for column in chart.table.columns]
    assert len(found) == len(chart.table) + 1 > 1


@pytest.mark.parametrize("number", NUMBERS)
def test_each_number_has_the_rows_that_it_counts(client, reader, number: str):
    assert len(rows_of(client, f"number.html?of={number}")) == len(reader.fetch(rows, number=number)) + 1


@pytest.mark.parametrize("figure", ["active-partners", "project-budgets", "events"])
def test_each_figure_of_impact_has_the_rows_that_it_counts(client, reader, figure: str):
    found = reader.fetch(measure, indicator=figure, period="2023", today=TODAY)
    answer = client.get(f"/tables/impact-rows.html?figure={figure}&period=2023")
    rows = Cells(answer.text).rows
    assert len(rows) == len(found.rows) + 1 > 1
    assert [row[0] for row in rows[1:]] == found.rows["title"].tolist() and "2023 · " in answer.text
    in_one = client.get("/tables/impact-rows.html", params={"figure": figure, "programme": "INTERREG IVC"})
    assert "INTERREG IVC · " in in_one.text


def test_partners_follow_the_filters_and_the_place(client, reader):
    everybody = rows_of(client, "partners.html")
    assert [row[0] for row in everybody[1:]] == list(reader.fetch(listing)["Partner"])
    latvian = reader.fetch(listing, chosen=PartnerFilter(country=("LV",)))
    answer = client.get("/tables/partners.html", params={"country": "LV"})
    assert [row[0] for row in Cells(answer.text).rows[1:]] == list(latvian["Partner"])
    assert f"{len(latvian)} partners · Country: Latvia" in answer.text
    nowhere = {row[0] for row in rows_of(client, "partners.html?place=none")[1:]}
    riga = {row[0] for row in rows_of(client, "partners.html?place=riga-lv")[1:]}
    assert nowhere and riga and not nowhere & riga and riga <= {row[0] for row in everybody}


def test_what_means_the_same_is_made_once(client, monkeypatch):
    made = []
    monkeypatch.setattr(tables, "render_table_html", lambda *told: made.append(told) or render_table_html(*told))
    for query in ("country=LV&place=none", "place=none&country=lv", "country=LV%20&place=none"):
        answer = client.get(f"/tables/partners.html?{query}", headers={"Host": f"{len(query)}.example"})
        assert answer.status_code == 200
    assert len(made) == 1
    same = ("number.html", "number.html?of=partners", "sector-bars.html?country=EE", "sector-bars.html?country=ee")
    for path in same:
        assert client.get(f"/tables/{path}").status_code == 200
    assert len(made) == 3
    for path in ("partners.html?country=LV", "number.html?of=projects", "sector-bars.html?country=LV"):
        assert client.get(f"/tables/{path}").status_code == 200
    assert len(made) == 6


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("nothing.html", 404),
        ("partners", 404),
        ("partners.csv", 404),
        ("partners.html?place=atlantis", 400),
        ("partners.html?wrong=1", 400),
        ("number.html?of=members", 400),
        ("indicator-series.html", 400),
        ("neighbours-map.html?id=nobody", 404),
        ("sector-bars.html?shape=square", 400),
        ("impact-rows.html", 400),
        ("impact-rows.html?figure=luck", 400),
        ("impact-rows.html?figure=projects&by=programmes", 400),
        ("impact-rows.html?figure=projects&period=soon", 404),
        ("impact-rows.html?figure=projects&period=2099", 404),
    ],
)
def test_what_there_is_not_is_said(client, path: str, status: int):
    answer = client.get(f"/tables/{path}")
    assert answer.status_code == status
    assert answer.json()["remedy"].endswith(".")


def test_a_table_is_read_only_and_known_again_by_its_etag(client):
    first = client.get("/tables/partners.html")
    assert client.get("/tables/partners.html", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert client.post("/tables/partners.html").status_code == 405
