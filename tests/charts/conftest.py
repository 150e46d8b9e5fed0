"""What charts ask: a `fetch` on the world and on tables without a row, which asks each question once, as a reader."""

from collections import defaultdict
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from cci_data.charts.chart import Fetch
from cci_data.queries.frames import SHARED
from tests.conftest import WRITES

Answers = dict[tuple, object]


def fetch_from(session: Session, known: Answers) -> Fetch:
    """Return a fetch that asks `session` each question once, as a `Reader` does until the data change.

    `known`: what was answered on the same data as long as nobody had written; what is asked later is not added.
    """
    own: Answers = {}

    def fetch(query: Callable, **arguments):
        session.flush()
        writes = session.info[WRITES]
        kept, asked = own if writes else known, (writes, query, frozenset(arguments.items()))
        if asked not in kept:
            kept[asked] = query(session, **arguments)
        return kept[asked]

    session.info[SHARED] = fetch
    return fetch


@pytest.fixture(scope="session")
def answers() -> dict[str, Answers]:
    """What was asked of the world as it was built: backend → answers; none of them belongs to a test."""
    return defaultdict(dict)


@pytest.fixture
def fetch(session: Session, answers: dict[str, Answers]) -> Fetch:
    """A fetch on the world, on each backend."""
    return fetch_from(session, answers[session.get_bind().dialect.name])


@pytest.fixture
def fetch_nothing(empty_session: Session) -> Fetch:
    """A fetch on tables without a row, on each backend."""
    return fetch_from(empty_session, {})
