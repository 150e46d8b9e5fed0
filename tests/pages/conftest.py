"""Pages over a small real world: `open_page` opens one, `write` changes the database as another program would."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

import pytest
import streamlit as st
from sqlalchemy.orm import Session

from cci_data.database import writing_engine
from pages.parts import fetch
from tests.conftest import TODAY
from tests.pages.screen import Screen


def forget() -> None:
    """Forget the database that was read and everything that was kept of it."""
    if fetch.reader.cache_info().currsize:
        fetch.reader()._engine.dispose()
    fetch.reader.cache_clear()
    st.cache_resource.clear()


@pytest.fixture
def use_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """A function that makes the pages read the database at an address."""

    def use(url: str) -> None:
        forget()
        monkeypatch.setenv("CCI_DATABASE_URL", url)

    yield use
    forget()


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


@pytest.fixture
def open_page(
    sqlite_world_url: str, use_database: Callable[[str], None], set_today: Callable[[date], None]
) -> Callable[..., Screen]:
    """A function that opens a page of the world as of TODAY; its arguments are the query parameters."""
    use_database(sqlite_world_url)
    set_today(TODAY)
    return lambda page, **address: Screen(page, address)


@pytest.fixture
def write(sqlite_world_url: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Session]:
    """A context in which a session of another program writes; the pages ask for the version at once afterwards."""
    monkeypatch.setattr("cci_data.database.SECONDS_BETWEEN_VERSION_CHECKS", 0)

    @contextmanager
    def writing() -> Iterator[Session]:
        engine = writing_engine(sqlite_world_url)
        with Session(engine) as session, session.begin():
            yield session
        engine.dispose()

    return writing


