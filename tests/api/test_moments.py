"""`as_of` asks for a frozen state: its data, its name in files and captions, and links that lead to the same."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session
from starlette.datastructures import QueryParams
from starlette.testclient import TestClient

from cci_data.api.moments import read_moment
from cci_data.api.problems import Problem
from cci_data.frozen.states import freeze
from tests.conftest import change, writing

AT = datetime(2027, 1, 27, 9, tzinfo=UTC)
THEN = "as_of=network-meeting-january-2027"
NAMED = "As of: Network meeting January 2027, 27 January 2027"
PATHS = [
    *("/api/partners.json", "/api/partners.csv", "/api/partners.geojson", "/api/partners.xlsx"),
    *("/tables/number.html", "/pictures/sector-bars.svg", "/pictures/partner.svg?id=alte-mu", "/events.ics"),
]


@pytest.fixture
def client(door, world_url: str) -> Iterator[TestClient]:
    """A world in which, since a state was frozen, one partner went and an event came."""
    with writing(world_url) as engine, Session(engine) as session, session.begin():
        freeze(session, "Network meeting January 2027", AT)
    change(
        world_url,
        "DELETE FROM partner WHERE partner_id = 'alte-mu'",
        "INSERT INTO event (event_id, title, kind, starts_on, is_online, origin, source) "
        "VALUES ('later', 'Later', 'other', '2027-03-03', false, 'desk', 'the Desk')",
    )
    return door(world_url)


def then(path: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{THEN}"


def ids(client: TestClient, path: str) -> set[str]:
    text = client.get(path).content.decode("utf-8-sig")
    return {row["partner_id"] for row in csv.DictReader(io.StringIO(text))}


def test_files_hold_what_was_on_record_then(client):
    now, before = ids(client, "/api/partners.csv"), ids(client, then("/api/partners.csv"))
    assert before - now == {"alte-mu"} and now - before == set()
    assert "Later" in client.get("/events.ics").text and "Later" not in client.get(then("/events.ics")).text
    assert "<td>Alte Mu</td>" in client.get(then("/tables/number.html")).text
    assert "<td>Alte Mu</td>" not in client.get("/tables/number.html").text
    assert client.get("/pictures/partner.svg?id=alte-mu").status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_a_file_is_another_one_and_says_its_moment_in_its_name(client, path: str):
    answer = client.get(then(path))
    assert answer.status_code == 200, answer.text
    assert answer.headers["etag"] != client.get(path).headers.get("etag")
    assert client.get(then(path), headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    if "tables" not in path:
        assert "-network-meeting-january-2027." in answer.headers["content-disposition"]
        assert "network-meeting" not in client.get(path).headers.get("content-disposition", "")


def test_what_a_file_says_of_itself_names_the_moment(client):
    found = client.get(then("/api/partners.json?country=DE&limit=2")).json()["meta"]
    assert found["filters"] == ["Country: Germany", NAMED]
    assert THEN in found["link"] and all(THEN in found["links"][name] for name in ("first", "next", "last"))
    assert client.get(found["links"]["next"].removeprefix("http://testserver")).status_code == 200
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(then("/api/partners.xlsx")).content))
    assert ["This file", "Filters", NAMED] in book.get_sheet_by_index(1).to_python()
    assert NAMED in client.get(then("/tables/number.html")).text
    assert NAMED.replace(",", "\\,") in client.get(then("/events.ics")).text.replace("\r\n ", "")
    for path in ("/pictures/sector-bars.svg", "/pictures/partner.svg?id=alte-mu"):
        told = "".join(ElementTree.fromstring(client.get(then(path)).content).itertext())
        assert "Network meeting January 2027" in told and THEN in told


@pytest.mark.parametrize("path", PATHS)
def test_a_state_that_there_is_not_is_404(client, path: str):
    answer = client.get(f"{path}{'&' if '?' in path else '?'}as_of=nothing")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["type"].endswith("/api#no-such-frozen-state")
    assert answer.json()["detail"] == "There is no frozen state “nothing”."


def test_what_describes_the_data_has_no_moment(client):
    for path in ("/api", "/api/openapi.json", "/catalog.jsonld"):
        assert client.get(then(path)).json()["type"].endswith("#unknown-parameter")
    paths = client.get("/api/openapi.json").json()["paths"]
    described = {
        path for path, of in paths.items() for each in of["get"].get("parameters", ()) if each["name"] == "as_of"
    }
    assert described == {
        path for path in paths if path.startswith(("/api/", "/pictures/", "/reports/")) and "openapi" not in path
    }


def test_a_change_of_the_state_is_another_answer(client):
    before = client.get(then("/api/partners.csv")).headers["etag"]
    change(client.url, "DELETE FROM frozen_state")
    with writing(client.url) as engine, Session(engine) as session, session.begin():
        freeze(session, "Network meeting January 2027", AT)
    client.reader._asked_at = 0
    assert "alte-mu" not in ids(client, then("/api/partners.csv"))
    assert client.get(then("/api/partners.csv")).headers["etag"] != before


@pytest.mark.parametrize("query", ["as_of=", "as_of=a&as_of=b", f"as_of={'x' * 81}"])
def test_what_no_state_can_be_called_is_refused_before_one_is_looked_for(query):
    with pytest.raises(Problem) as problem:
        read_moment(QueryParams(query), None, None)
    assert problem.value.kind == "unfit-value"
