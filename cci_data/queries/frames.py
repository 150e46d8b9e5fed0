"""From a SELECT to a DataFrame, and from many rows of a kind to one tuple a record."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import pandas as pd
from sqlalchemy import Select
from sqlalchemy.orm import Session

from cci_data.privacy import public_value

T = TypeVar("T")
# Where a session says how it asks for what its reader keeps.
SHARED = "shared"


def shared(session: Session, query: Callable[..., T], **arguments: Hashable) -> T:
    """Return `query(session, **arguments)`, from the memory of the `Reader` where the session is one of its own.

    What comes from there is of the version of the data that the session sees, and shared with others: to be read only.
    """
    fetch = session.info.get(SHARED)
    return fetch(query, **arguments) if fetch else query(session, **arguments)


def rows(session: Session, statement: Select[Any]) -> list[Sequence[Any]]:
    """Return the rows of `statement`; what the public reads (`Reader`) without e-mail addresses, whoever wrote them."""
    found = session.execute(statement).all()
    return [tuple(map(public_value, row)) for row in found] if SHARED in session.info else found


def frame(session: Session, statement: Select[Any]) -> pd.DataFrame:
    """Return the `rows` of `statement`, one column for each of its columns, None where the database has NULL."""
    return pd.DataFrame(rows(session, statement), columns=statement.selected_columns.keys(), dtype=object)


def tuples_by_key(session: Session, statement: Select[Any]) -> dict[Hashable, tuple]:
    """Return {key: (value, …)} from a SELECT of two columns, values in the order of the `rows`."""
    return tuples(rows(session, statement))


def tuples(pairs: Iterable[Sequence]) -> dict[Hashable, tuple]:
    """Return {key: (value, …)} from pairs of key and value, values in the order of the pairs."""
    found = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def column_of(keys: Iterable[Hashable], tuples: Mapping[Hashable, tuple]) -> list[tuple]:
    """Return the tuple of each key, an empty one where there is none: a column for a DataFrame."""
    return [tuples.get(key, ()) for key in keys]
