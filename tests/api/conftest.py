"""The real app of the API's routes, and that of the pictures, over the world."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cci_data.api.calendar import calendar_routes
from cci_data.api.pictures import picture_routes
from cci_data.api.reports import report_routes
from cci_data.api.routes import routes
from cci_data.api.tables import table_routes
from cci_data.frozen.readers import frozen_state
from cci_data.reader import Reader
from cci_data.reports.press import Press
from tests.conftest import BACKENDS, TODAY, build_world


def opened(url: str, *, base: Callable[[], str] = str, press: Press | None = None, **options) -> TestClient:
    """Open the API over the database at an address; press: makes its reports, none without; options: of TestClient."""
    reader = Reader(url)
    asked, find = (reader.fetch, reader.version), partial(frozen_state, reader)
    pictures = picture_routes(*asked, lambda: TODAY, base, find)
    data = routes(*asked, base, find, lambda: TODAY)
    files = (*data, *calendar_routes(*asked, base, find), *table_routes(*asked, lambda: TODAY, base, find))
    reports = report_routes(lambda: reader, lambda: press, lambda: url, lambda: TODAY, base) if press else []
    app = Starlette(routes=[*files, *pictures, *reports])
    client = TestClient(app, headers={"Accept-Encoding": "identity"}, **options)
    client.reader, client.url = reader, url
    return client


@pytest.fixture
def door() -> Iterator[Callable[..., TestClient]]:
    """A function that opens the API anew, for a test alone: see `opened`."""
    clients = []

    def open_on(url: str, **how) -> TestClient:
        clients.append(opened(url, **how))
        return clients[-1]

    yield open_on
    for client in clients:
        client.reader.close()


@pytest.fixture(scope="session")
def shared_door(shared_copy: Callable[..., str]) -> Iterator[Callable[[str], TestClient]]:
    """A function that gives the API over the world on a backend, always the same: it keeps what many tests ask."""
    clients: dict[str, TestClient] = {}

    def find(backend: str) -> TestClient:
        if backend not in clients:
            clients[backend] = opened(shared_copy(backend, build_world))
        return clients[backend]

    yield find
    for client in clients.values():
        client.reader.close()


@pytest.fixture
def desk(door, shared_copy) -> Iterator[TestClient]:
    """The API over the world with the reports, on SQLite alone."""
    press = Press()
    yield door(shared_copy("sqlite", build_world), press=press)
    press.close()


@pytest.fixture
def gallery() -> Iterator[Callable[..., TestClient]]:
    """A function that opens the pictures over the database at an address, on a day that can be moved."""
    readers = []

    def open_on(url: str, base: Callable[[], str] = str) -> TestClient:
        reader = Reader(url)
        readers.append(reader)
        app = Starlette()
        client = TestClient(app, headers={"Accept-Encoding": "identity"})
        client.reader, client.day = reader, TODAY
        app.routes.extend(picture_routes(reader.fetch, reader.version, lambda: client.day, base))
        return client

    yield open_on
    for reader in readers:
        reader._engine.dispose()


@pytest.fixture(params=BACKENDS)
def client(request: pytest.FixtureRequest, shared_door: Callable[[str], TestClient]) -> TestClient:
    """The API over the world, on each backend, for tests that only ask."""
    return shared_door(request.param)


@pytest.fixture
def quick(shared_door: Callable[[str], TestClient]) -> TestClient:
    """The same on SQLite alone: for what no database decides."""
    return shared_door("sqlite")


@pytest.fixture
def alone(door: Callable[..., TestClient], shared_copy: Callable[..., str]) -> TestClient:
    """The same, opened anew: for what depends on nobody having asked before."""
    return door(shared_copy("sqlite", build_world))
