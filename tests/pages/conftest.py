"""Pages over a small real world: `open_page` opens one, `write` changes the database as another program would."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache

import pytest
import streamlit as st
from sqlalchemy import make_url
from sqlalchemy.orm import Session
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import app_test

from cci_data.database import writing_engine
from pages.parts import fetch
from tests.conftest import TODAY, build_world
from tests.pages.screen import Screen


def forget() -> None:
    """Forget the database that was read and everything that was kept of it."""
    if fetch.present.cache_info().currsize:
        fetch.present().close()
    fetch.present.cache_clear()
    st.cache_resource.clear()


@pytest.fixture(scope="session", autouse=True)
def packages_are_searched_once() -> Iterator[None]:
    """Let AppTest search the installed packages for components once, and not anew at each visit."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session")
def opened() -> Iterator[list[str]]:
    """The address of the database that was read last: as long as it stays the same, what was kept of it is right."""
    last: list[str] = []
    yield last
    forget()
    app_test.TMP_DIR.cleanup()


@pytest.fixture
def use_database(opened: list[str], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A function that makes the pages read the database at an address."""

    def use(url: str) -> None:
        monkeypatch.setenv("CCI_DATABASE_URL", url)
        if opened != [url]:
            forget()
            opened[:] = [url]

    return use


@pytest.fixture
def set_today(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """A function that makes the pages believe that it is another day."""

    def believe(day: date) -> None:
        class Clock(datetime):
            @classmethod
            def now(cls, tz=None):
                return cls(day.year, day.month, day.day, 12, tzinfo=tz)

        monkeypatch.setattr(fetch, "datetime", Clock)

    return believe


@pytest.fixture(scope="session")
def unchanged_world_url(tmp_path_factory: pytest.TempPathFactory, original: Callable[..., str]) -> str:
    """One copy of the world for all tests that only read it."""
    target = tmp_path_factory.mktemp("unchanged") / "world.sqlite"
    shutil.copyfile(make_url(original("sqlite", build_world)).database, target)
    return f"sqlite:///{target}"


@pytest.fixture
def open_page(
    request: pytest.FixtureRequest, use_database: Callable[[str], None], set_today: Callable[[date], None]
) -> Callable[..., Screen]:
    """A function that opens a page of the world as of TODAY; its arguments are the query parameters.

    A test that asks for a world of its own gets that one.
    """
    is_own = "sqlite_world_url" in request.fixturenames
    use_database(request.getfixturevalue("sqlite_world_url" if is_own else "unchanged_world_url"))
    set_today(TODAY)
    return lambda page, **address: Screen(page, address)


@pytest.fixture
def write(sqlite_world_url: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Session]:
    """A context in which a session of another program writes; the pages ask for the version at once afterwards."""
    monkeypatch.setattr("cci_data.reader.SECONDS_BETWEEN_VERSION_CHECKS", 0)

    @contextmanager
    def writing() -> Iterator[Session]:
        engine = writing_engine(sqlite_world_url)
        with Session(engine) as session, session.begin():
            yield session
        engine.dispose()

    return writing
