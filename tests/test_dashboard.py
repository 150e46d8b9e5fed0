"""The front door: its plain addresses, the headers of every answer, and the guard in front of the WebSocket."""

import base64
import csv
import gzip
import hashlib
import http.client
import json
import logging
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import pytest
import vobject
from starlette.requests import Request
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

import dashboard
from cci_data.basemap import FOLDER
from cci_data.settings import DATA
from pages.parts import fetch
from tests.server import Server, serve_by_readme

SECRET = "swordfish"
HEADERS = {
    *("content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy"),
    "cross-origin-opener-policy",
}
ALLOWED = {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"}
DROPPED = "forbidden WebSocket message"


@dataclass(frozen=True)
class Answer:
    """What the server said: header names in lower case, the body as it came."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serve_by_readme(tmp_path_factory.mktemp("door")) as running:
        yield running


@pytest.fixture(scope="module")
def get(server: Server):
    """A function that asks the server for a path."""

    def ask(path: str, **headers: str) -> Answer:
        connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=30)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        named = {name.lower(): value for name, value in answer.getheaders()}
        found = Answer(answer.status, named, answer.read())
        connection.close()
        return found

    return ask


def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of a table in the public record and the illustration, both as they are in their files."""
    found = []
    for folder in ("public_record", "illustration"):
        path = DATA / folder / f"{table}.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                found += csv.DictReader(file)
    return found


def expected(country: str = "", kind: str = "", sector: str = "") -> set[str]:
    """Return the events that fit, the slow way over the files."""
    concerned = {row["event_id"] for row in rows("event_countries") if row["country_code"] == country}
    about = {row["event_id"] for row in rows("event_sectors") if row["sector_id"] == sector}
    return {
        row["event_id"]
        for row in rows("events")
        if (not country or row["country_code"] == country or row["event_id"] in concerned)
        and (not kind or row["kind"] == kind)
        and (not sector or row["event_id"] in about)
    }


def calendar_of(answer: Answer) -> set[str]:
    """Return the events of a calendar file as another library reads them: their UIDs without what follows the @."""
    assert (answer.status, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    uids = [event.uid.value for event in getattr(vobject.readOne(answer.text), "vevent_list", [])]
    assert len(set(uids)) == len(uids)
    return {uid.split("@")[0] for uid in uids}


def is_one_sentence(text: str) -> bool:
    return text.endswith(".") and "\n" not in text and len(text) < 300 and "Traceback" not in text


def test_health_is_ok_and_never_kept(get):
    answer = get("/health")
    assert (answer.status, answer.text, answer.headers["cache-control"]) == (200, "ok", "no-store")


@pytest.mark.parametrize("url", [f"no address {SECRET}", f"postgresql://desk:{SECRET}@127.0.0.1:1/cci"])
def test_without_data_health_says_so(url: str, monkeypatch, caplog):
    fetch.present.cache_clear()
    monkeypatch.setenv("CCI_DATABASE_URL", url)
    with caplog.at_level(logging.ERROR, logger="cci_dashboard"):
        answer = dashboard.health(Request({"type": "http", "query_string": b"", "headers": []}))
    text = bytes(answer.body).decode()
    assert answer.status_code == 503
    assert is_one_sentence(text.split(". ")[-1])
    assert SECRET not in text + caplog.text
    assert "CCI_DATABASE_URL" in caplog.text


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"country": "LV"},
        {"kind": "study_visit"},
        {"sector": "music"},
        {"country": "LV", "kind": "network_meeting"},
        {"country": "EE", "kind": "study_visit", "sector": "design"},
        {"country": "LV", "sector": ""},
        {"country": "IS", "kind": "competition"},
    ],
    ids=str,
)
def test_a_calendar_holds_the_events_that_were_asked_for(get, chosen: dict[str, str]):
    assert calendar_of(get(f"/events.ics?{urlencode(chosen)}")) == expected(**chosen)


def test_a_filter_may_be_written_in_any_case(get):
    assert calendar_of(get("/events.ics?country=lv&kind=Study%20visit")) == expected("LV", "study_visit")


def test_the_filters_of_the_test_above_find_something():
    assert expected("LV") < expected() and expected("EE", "study_visit", "design") and not expected("IS", "competition")


def test_one_event_is_a_calendar_of_its_own(get):
    answer = get("/events.ics?event=example-visit-tartu")
    assert calendar_of(answer) == {"example-visit-tartu"}
    assert 'filename="event.ics"' in answer.headers["content-disposition"]


def test_a_calendar_that_did_not_change_is_the_same_file(get):
    first = get("/events.ics")
    time.sleep(1.1)
    assert get("/events.ics").body == first.body


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"country": "XX"}, 400),
        ({"event": "no-such-event"}, 404),
        ({"event": "x" * 10_000}, 414),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_calendar_that_cannot_be_is_said_in_a_sentence(get, query: dict[str, str], status: int):
    answer = get(f"/events.ics?{urlencode(query)}")
    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = json.loads(answer.text)
    assert problem["status"] == status and problem["instance"] == "/events.ics"
    assert is_one_sentence(problem["detail"]) and is_one_sentence(problem["remedy"])


def test_the_basemap_is_kept_for_a_year_packed_or_not(get):
    shapes = (FOLDER / "region.geojson").read_bytes()
    path = f"/basemap/{hashlib.sha256(shapes).hexdigest()[:12]}.geojson"
    plain, packed = get(path), get(path, **{"Accept-Encoding": "br, gzip"})
    assert plain.body == gzip.decompress(packed.body) == shapes
    assert "content-encoding" not in plain.headers and packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(shapes) / 2
    for answer in (plain, packed):
        assert {"public", "immutable", "max-age=31536000"} == set(answer.headers["cache-control"].split(", "))
        assert "Accept-Encoding" in answer.headers["vary"]
        assert answer.headers["content-type"] == "application/geo+json"


@pytest.mark.parametrize("name", ["000000000000.geojson", "region.geojson", "README.md", "x" * 5000])
def test_an_old_basemap_is_gone(get, name: str):
    answer = get(f"/basemap/{name}")
    assert answer.status == 404
    assert "immutable" not in answer.headers.get("cache-control", "")


def test_every_answer_has_the_security_headers(get):
    script = re.search(r'src="\./(static/[^"]+\.js)"', get("/").text)[1]
    statuses = {
        **dict.fromkeys(("/", "/map?country=EE", "/health", "/events.ics", f"/{script}", "/_stcore/health"), 200),
        **{"/events.ics?country=XX": 400, "/basemap/old.geojson": 404, "/media/none.png": 404},
    }
    answers = {path: get(path) for path in statuses}
    assert {path: answer.status for path, answer in answers.items()} == statuses
    assert {path: HEADERS - set(answer.headers) for path, answer in answers.items()} == dict.fromkeys(statuses, set())


def directives(policy: str) -> dict[str, set[str]]:
    parts = (part.split() for part in policy.split(";"))
    return {name: set(sources) for name, *sources in parts}


def test_the_content_policy_names_no_other_host_and_no_loose_script(get):
    policy = directives(get("/").headers["content-security-policy"])
    sources = set().union(*policy.values())
    digest = re.compile(r"'sha256-[A-Za-z0-9+/]{43}='")
    known = {"'self'", "'none'", "'unsafe-inline'", "'wasm-unsafe-eval'", "blob:", "data:"}
    assert {source for source in sources if not digest.fullmatch(source)} <= known
    assert [name for name, allowed in policy.items() if "'unsafe-inline'" in allowed] == ["style-src"]
    assert policy["default-src"] == {"'none'"}
    assert {"frame-ancestors", "base-uri", "form-action"} <= set(policy)


def test_the_content_policy_allows_the_scripts_of_the_page_and_no_other(get):
    answer = get("/")
    scripts = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", answer.text, re.DOTALL)
    digests = {base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts}
    allowed = directives(answer.headers["content-security-policy"])["script-src"]
    assert digests and {source[8:-1] for source in allowed if source.startswith("'sha256-")} == digests


def message(kind: str) -> bytes:
    made = BackMsg()
    if BackMsg.DESCRIPTOR.fields_by_name[kind].message_type:
        getattr(made, kind).SetInParent()
    else:
        setattr(made, kind, True)
    return made.SerializeToString()


KINDS = [field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields]


@pytest.mark.parametrize("kind", KINDS)
def test_only_messages_that_act_on_the_sender_alone_pass(kind: str):
    assert dashboard.is_forbidden(message(kind)) == (kind not in ALLOWED)


def test_what_is_no_message_is_dropped_or_left_to_streamlit():
    assert {"clear_cache", "set_run_on_save", "load_git_info"} <= set(KINDS)
    assert dashboard.is_forbidden(None) and dashboard.is_forbidden(b"")
    assert not dashboard.is_forbidden(b"\xff\xff")


def run(socket: ClientConnection) -> int:
    """Run the map page to its end and return how many messages came."""
    request = BackMsg()
    request.rerun_script.page_name = "map"
    socket.send(request.SerializeToString())
    for number in range(1000):
        answer = ForwardMsg.FromString(socket.recv(timeout=30))
        if answer.WhichOneof("type") == "script_finished":
            assert answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            return number
    raise AssertionError("The page did not come to an end.")


def test_a_viewer_cannot_clear_the_caches_and_goes_on(server: Server):
    url = f"ws{server.address.removeprefix('http')}/_stcore/stream"
    with connect(url, subprotocols=["streamlit"], origin=server.address, max_size=None) as socket:
        run(socket)
        for number, kind in enumerate(("clear_cache", "set_run_on_save", "load_git_info"), start=1):
            socket.send(message(kind))
            socket.send("a text frame")
            run(socket)
            assert server.log.read_text(encoding="utf-8").count(DROPPED) == 2 * number


def test_the_start_page_is_found_under_its_name_too(get):
    answer = get("/overview?find=lodz")
    assert (answer.status, answer.headers["location"]) == (307, "/?find=lodz")


def test_the_data_can_be_taken_away_from_the_front_door(get):
    answer = get("/api/partners.csv?country=LV")
    assert answer.status == 200 and set(answer.headers) >= HEADERS
    found = csv.DictReader(answer.body.decode("utf-8-sig").splitlines())
    assert {row["country_code"] for row in found} == {"LV"}
    # The server itself would pack for whoever names gzip, be it to refuse it.
    assert get("/api/partners.csv?country=LV", **{"Accept-Encoding": "gzip;q=0"}).body == answer.body
