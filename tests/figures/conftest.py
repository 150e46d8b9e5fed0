"""What figures are drawn from: the queries' answers on the world."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session


@pytest.fixture
def world(sqlite_world_url: str) -> Iterator[Session]:
    engine = create_engine(sqlite_world_url)
    with Session(engine) as opened:
        yield opened
    engine.dispose()
