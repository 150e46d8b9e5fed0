"""What charts ask: a `fetch` on the world, on tables without a row, and on a session of the test's own."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from cci_data.charts.chart import Fetch
from cci_data.queries.frames import SHARED


def fetch_from(session: Session) -> Fetch:
    """Return a fetch that asks `session` each time; queries ask one another through it, as with a `Reader`."""

    def fetch(query: Callable, **arguments):
        return query(session, **arguments)

    session.info[SHARED] = fetch
    return fetch


@pytest.fixture
def fetch(session: Session) -> Fetch:
    """A fetch on the world, on each backend."""
    return fetch_from(session)


@pytest.fixture
def fetch_nothing(empty_session: Session) -> Fetch:
    """A fetch on tables without a row, on each backend."""
    return fetch_from(empty_session)
