"""The addresses together: what each is, what it says of itself, and that the same data makes the same file."""

import pytest

from cci_data.api.routes import MEDIA_TYPES
from tests.api.answering import ADDRESSES
from tests.conftest import change


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_address_holds_a_file_of_its_kind(client, address: str):
    answer = client.get(address)
    form = address.rpartition(".")[2]
    assert (answer.status_code, answer.headers["content-type"]) == (200, MEDIA_TYPES[form])
    assert answer.headers["content-disposition"] == f'inline; filename="cci-{address.removeprefix("/api/")}"'
    assert answer.links["service-desc"]["url"] == "http://testserver/api/openapi.json"
    assert answer.links["describedby"]["url"] == "http://testserver/catalog.jsonld"


@pytest.mark.slow
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_same_data_makes_the_same_file(door, shared_world_url: str, address: str):
    assert door(shared_world_url).get(address).content == door(shared_world_url).get(address).content


@pytest.mark.parametrize("name", ["partners", "events", "projects", "sectors", "indicators"])
def test_an_answer_says_what_it_is(client, name: str):
    found = client.get(f"/api/{name}.json", params={"limit": "3"}).json()
    meta = found["meta"]
    assert (meta["row_count"], len(found["rows"])) == (3, 3) and meta["total_count"] > 10
    assert meta["link"] == f"http://testserver/api/{name}.json?limit=3"
    assert client.get(meta["link"]).json() == found
    assert meta["source"] and meta["licence"] and meta["data_as_of"] == "2026-11-23"
    assert set(meta["columns"]) == set(found["rows"][0]) and set(meta["columns"]).isdisjoint(meta["left_out"])


def test_a_file_that_cannot_hold_a_record_says_which(door, sqlite_world_url: str):
    change(sqlite_world_url, "UPDATE project SET note = printf('%040000d', 7) WHERE project_id = 'creative-ports'")
    client = door(sqlite_world_url)
    answer = client.get("/api/projects.xlsx")
    assert (answer.status_code, answer.headers["content-type"]) == (406, "application/problem+json")
    assert "Projects!" in answer.json()["detail"] and ".csv" in answer.json()["remedy"]
    assert client.get("/api/projects.csv").status_code == 200


@pytest.mark.parametrize("address", ["/api/a%0Ab", "/api/%0A", "/pictures/map%0A.svg", "/pictures/%0Amap.svg"])
def test_a_line_break_leads_nowhere_else(client, address: str):
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_nothing_of_the_pages_is_taken(client):
    for address in ("/", "/map", "/events", "/apis"):
        assert client.get(address).status_code == 404
        assert client.get(address).headers["content-type"].startswith("text/plain")
