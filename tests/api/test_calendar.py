"""The calendar of the Events page: whom it answers how; what it holds is tested at the front door."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cci_data.addresses import DatabaseProblem
from cci_data.api.calendar import calendar_routes
from cci_data.queries.events import events
from cci_data.reader import Reader
from tests.api.answering import keys_of
from tests.conftest import build_world


@pytest.fixture
def reader(shared_copy):
    reader = Reader(shared_copy("sqlite", build_world))
    yield reader
    reader._engine.dispose()


@pytest.fixture
def client(reader) -> TestClient:
    return TestClient(Starlette(routes=calendar_routes(reader.fetch, reader.version)))


def names(answer) -> set[str]:
    return {line.removeprefix("UID:").split("@")[0] for line in answer.text.splitlines() if line.startswith("UID:")}


def test_it_holds_all_events_illustrative_ones_too(client, reader):
    found = reader.fetch(events)
    answer = client.get("/events.ics")
    assert names(answer) == set(found["event_id"]) and (found["origin"] == "illustrative").any()
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'inline; filename="events.ics"'


@pytest.mark.parametrize("same", ["country=lv&sector=", "kind=&country=Lv"])
def test_one_wish_is_one_calendar_in_any_case_and_with_blank_filters(client, same: str):
    assert client.get(f"/events.ics?{same}").content == client.get("/events.ics?country=LV").content


def test_whoever_has_it_already_is_told_so(client):
    tag = client.get("/events.ics").headers["etag"]
    assert client.get("/events.ics", headers={"If-None-Match": tag}).status_code == 304
    assert client.head("/events.ics").content == b""


@pytest.mark.parametrize(
    ("query", "status", "kind"),
    [
        ("country=XX", 400, "unknown-option"),
        ("country=LV,EE", 400, "unknown-option"),
        ("kind=party", 400, "unknown-option"),
        ("sector=no-such-sector", 400, "unknown-option"),
        ("country=" + "x" * 3000, 400, "unknown-option"),
        ("x" * 3000 + "=1", 400, "unknown-parameter"),
        ("event=" + "x" * 3000, 404, "no-such-record"),
        ("year=2026", 400, "unknown-parameter"),
        ("illustrative=no", 400, "unknown-parameter"),
        ("kind=conference&kind=other", 400, "unfit-value"),
        ("event=nothing", 404, "no-such-record"),
        ("event=" + "x" * 5000, 414, "address-too-long"),
    ],
)
def test_what_cannot_be_answered_is_said_as_problem_details(client, query: str, status: int, kind: str):
    answer = client.get(f"/events.ics?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["type"] == f"http://testserver/api#{kind}"
    assert answer.json()["instance"] == "/events.ics" and len(answer.content) < 1500
    assert client.post("/events.ics").status_code == 405


def test_without_data_it_says_so_and_names_no_database(caplog):
    def version() -> int:
        raise DatabaseProblem("postgresql://desk:swordfish@127.0.0.1 does not answer.")

    client = TestClient(Starlette(routes=calendar_routes(lambda *_: None, version)))
    answer = client.get("/events.ics")
    assert answer.status_code == 503 and answer.json()["type"].endswith("#data-cannot-be-read")
    assert "swordfish" not in answer.text


def test_the_api_has_the_same_events_and_leaves_out_what_is_made_up(client, door, shared_copy):
    published = keys_of(door(shared_copy("sqlite", build_world)), "/api/events.ics", country="LV")
    assert published and set(published) <= names(client.get("/events.ics?country=LV"))
