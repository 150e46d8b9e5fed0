"""A presentation under the address of any page: which pages, what it is of, when it changes, and what without data."""

import gzip
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy.orm import Session
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from cci_data.api.presentation import Presentation
from cci_data.database import DatabaseProblem
from cci_data.exports.stage.document import script_name
from cci_data.frozen.readers import frozen_state
from cci_data.frozen.states import freeze
from cci_data.reader import Reader
from cci_data.scenes.agenda import DEFAULT, SCENES, THEMES
from tests.conftest import TODAY, build_world, change, writing
from tests.exports.stage.reading import of_class, parsed, text

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
PAGES = ("/", "/map", "/spotlight", "/events", "/present")


def presented(reader: Reader, base: Callable[[], str] = str) -> TestClient:
    """Return a client of the presentations of a reader's data, in front of pages that say `page`."""
    settings = {"pages": PAGES, "base": base, "find": partial(frozen_state, reader)}
    door = Middleware(Presentation, reader.fetch, reader.version, lambda: TODAY, **settings)
    pages = [Route("/{path:path}", lambda _request: PlainTextResponse("page"))]
    client = TestClient(Starlette(routes=pages, middleware=[door]), headers={"Accept-Encoding": "identity"})
    client.reader = reader
    return client


@pytest.fixture
def stage() -> Iterator[Callable[..., TestClient]]:
    """A function that opens the presentations of the data at an address."""
    clients = []

    def open_on(url: str, base: Callable[[], str] = str) -> TestClient:
        clients.append(presented(Reader(url), base))
        return clients[-1]

    yield open_on
    for client in clients:
        client.reader._engine.dispose()


@pytest.fixture(scope="module")
def shared(shared_copy) -> Iterator[TestClient]:
    client = presented(Reader(shared_copy("sqlite", build_world)))
    yield client
    client.reader._engine.dispose()


@pytest.fixture
def client(shared: TestClient) -> TestClient:
    """The world, for tests that only read it."""
    return shared


def root_of(client: TestClient, address: str):
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    return parsed(answer.content)


def scene_names(root) -> list[str]:
    return [section.get("id") for section in of_class(root, "scene")]


def first_of(root) -> str:
    (section,) = of_class(root, "is-shown")
    return section.get("id")


def end_of(root) -> tuple[str, dict[str, list[str]]]:
    found = urlsplit(root.find("body/nav/a").get("href"))
    return found.path, parse_qs(found.query)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_its_presentation_and_begins_with_its_own_scene(client, path: str):
    root = root_of(client, f"{path}?present=1")
    expected = list(SCENES) if path == "/new" else list(DEFAULT)
    assert scene_names(root) == expected
    own = [name for name in expected if SCENES[name].page == path]
    assert first_of(root) == (own or expected)[0]


@pytest.mark.parametrize(
    "address",
    ["/", "/map", "/map?present=0", "/map?country=LV", "/health?present=1", "/m?present=1"],
)
def test_whatever_is_no_presentation_is_passed_on(client, address: str):
    assert client.get(address).text == "page"


def test_the_address_says_which_scenes_in_which_order_of_whom_and_how(client):
    root = root_of(client, "/present?present=1&scenes=closing,where&scene=where&country=EE&every=20&theme=dark")
    assert scene_names(root) == ["closing", "where"] and first_of(root) == "where"
    assert root.get("class") == "dark" and root.find("body").get("data-every") == "20"
    partners = int(text(of_class(root, "total")[0]).split()[0])
    with_all = int(text(of_class(root_of(client, "/?present=1"), "total")[0]).split()[0])
    assert 0 < partners < with_all


def test_on_the_page_of_the_spotlight_the_country_is_the_one_in_the_spotlight(client):
    root = root_of(client, "/spotlight?present=1&country=EE")
    assert first_of(root) == "spotlight-status"
    assert "Spotlight: Estonia" in [text(kicker) for kicker in of_class(root, "kicker")]
    everybody = of_class(root_of(client, "/?present=1"), "total")[0]
    assert text(of_class(root, "total")[0]) == text(everybody)


@pytest.mark.parametrize(
    ("address", "path", "kept"),
    [
        ("/?present=1", "./", {}),
        ("/map?country=LV&present=1&text=a%26b", "map", {"country": ["LV"], "text": ["a&b"]}),
        ("/map?present=1&scene=who&theme=dark&every=20&scenes=who", "map", {}),
        ("/spotlight?country=EE&present=1&spotlight=LV", "spotlight", {"country": ["EE"]}),
        (
            "/present?present=1&scene=who&scenes=who,where&theme=dark",
            "present",
            {"scenes": ["who,where"], "theme": ["dark"]},
        ),
    ],
)
def test_the_end_leads_back_to_the_page_with_its_filters(client, address: str, path: str, kept: dict):
    assert end_of(root_of(client, address)) == (path, kept)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("scenes=where,whither", "whither"),
        ("theme=pink", "pink"),
        ("every=1", "5 to 600 seconds"),
        ("country=XX", "XX"),
        ("sector=astrology", "astrology"),
        ("as_of=never", "never"),
        (f"text={'x' * 500}", "500 characters"),
        ("scene=%3Cscript%3Ealert(1)%3C/script%3E", "<script>alert(1)</script>"),
        ("country=%00%FF%EF%BF%BE", "country"),
    ],
)
def test_what_an_address_cannot_mean_is_said_and_the_rest_is_shown(client, asked: str, words: str):
    root = root_of(client, f"/?present=1&{asked}")
    (problems,) = of_class(root, "problems")
    assert words in text(problems) and len(of_class(root, "is-shown")) == 1
    assert len(list(root.iter("script"))) == 1


def test_who_has_it_gets_it_again_only_when_the_data_has_changed(stage, sqlite_world_url, monkeypatch):
    monkeypatch.setattr("cci_data.reader.SECONDS_BETWEEN_VERSION_CHECKS", 0)
    client = stage(sqlite_world_url)
    first = client.get("/?present=1")
    again = client.get("/?present=1", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, first.headers["cache-control"]) == (304, b"", "no-cache")
    change(sqlite_world_url, "DELETE FROM event_host", "DELETE FROM event WHERE origin = 'illustrative'")
    fresh = client.get("/?present=1", headers={"If-None-Match": first.headers["etag"]})
    assert fresh.status_code == 200 and fresh.headers["etag"] != first.headers["etag"]
    versions = {parsed(answer.content).get("data-version") for answer in (first, fresh)}
    assert len(versions) == 2


def test_it_goes_out_packed(client):
    answer = client.get("/?present=1", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert len(gzip.compress(answer.content)) < 80_000
    assert answer.content == client.get("/?present=1").content


def test_the_script_is_kept_for_good_and_an_old_one_is_not_there(client):
    (script,) = root_of(client, "/map?present=1").iter("script")
    assert script.get("src") == f"stage/{script_name()}" and script.text is None
    answer = client.get(f"/{script.get('src')}")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"] and "keydown" in answer.text
    assert client.get("/stage/0123456789ab.js").status_code == 404
    assert client.get("/stage/../dashboard.py").text == "page"


def test_the_code_leads_to_the_address_that_the_installation_has(client):
    there = presented(client.reader, lambda: "https://cci.example/dashboard")
    assert text(of_class(root_of(there, "/?present=1"), "address")[0]) == "cci.example/dashboard"
    assert text(of_class(root_of(client, "/?present=1"), "address")[0]) == "testserver"


@pytest.mark.parametrize("theme", THEMES)
def test_each_theme_can_be_asked_for(client, theme: str):
    root = root_of(client, f"/?present=1&theme={theme}")
    assert root.get("class") == theme and of_class(root, "problems") == []


def test_a_frozen_state_is_presented_as_it_was_and_says_so(stage, sqlite_world_url, monkeypatch):
    monkeypatch.setattr("cci_data.reader.SECONDS_BETWEEN_VERSION_CHECKS", 0)
    with writing(sqlite_world_url) as engine, Session(engine) as session, session.begin():
        freeze(session, "January 2027", AT)
    client = stage(sqlite_world_url)
    before = text(of_class(root_of(client, "/?present=1"), "total")[0])
    change(sqlite_world_url, "DELETE FROM event_host", "DELETE FROM event")
    now, then = root_of(client, "/?present=1"), root_of(client, "/?present=1&as_of=january-2027")
    assert of_class(now, "banner") == []
    assert all("January 2027" in text(banner) for banner in of_class(then, "banner")) and of_class(then, "banner")
    assert text(of_class(then, "total")[0]) == before
    assert len(list(then.iter("li"))) > len(list(now.iter("li")))
    assert end_of(then) == ("./", {"as_of": ["january-2027"]})


def test_without_data_a_room_can_read_why_and_how_to_get_back(client, monkeypatch):
    def broken():
        raise DatabaseProblem("The database sqlite:////secret/place does not answer.")

    monkeypatch.setattr(client.reader, "_ask_version", broken)
    monkeypatch.setattr(client.reader, "_asked_at", float("-inf"))
    answer = client.get("/map?present=1&country=LV")
    assert (answer.status_code, answer.headers["cache-control"]) == (503, "no-store")
    assert "cannot be read" in answer.text and 'href="map?country=LV"' in answer.text and "secret" not in answer.text
    assert re.search(r"font:2\.5rem", answer.text)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_presentation_is_for_reading_only(client, method: str):
    assert client.request(method, "/?present=1").status_code == 405
