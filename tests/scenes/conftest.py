"""What scenes ask: a `fetch` on the world and on tables without a row, which asks each question once, as a reader."""

from functools import cache

import pytest
from sqlalchemy.orm import Session

from cci_data.charts.chart import Fetch
from cci_data.queries.frames import SHARED


def _fetch_from(session: Session) -> Fetch:
    session.info[SHARED] = cache(lambda query, **arguments: query(session, **arguments))
    return session.info[SHARED]


@pytest.fixture
def fetch(session: Session) -> Fetch:
    """A fetch on the world, on each backend."""
    return _fetch_from(session)


@pytest.fixture
def fetch_nothing(empty_session: Session) -> Fetch:
    """A fetch on tables without a row, on each backend."""
    return _fetch_from(empty_session)
