"""From a SELECT to a DataFrame, and from many rows of a kind to one tuple a record."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import pandas as pd
from sqlalchemy import Select
from sqlalchemy.orm import Session

T = TypeVar("T")
# Where a session says how it asks for what its reader keeps.
SHARED = "shared"


def shared(session: Session, query: Callable[..., T], **arguments: Hashable) -> T:
    """Return `query(session, **arguments)`, from the memory of the `Reader` where the session is one of its own.

    What comes from there is shared with others: to be read only.
    """
    fetch = session.info.get(SHARED)
    return fetch(query, **arguments) if fetch else query(session, **arguments)


def frame(session: Session, statement: Select[Any]) -> pd.DataFrame:
    """Return the rows of `statement`, one column for each of its columns, None where the database has NULL."""
    result = session.execute(statement)
    return pd.DataFrame(result.all(), columns=list(result.keys()), dtype=object)


def tuples_by_key(session: Session, statement: Select[Any]) -> dict[Hashable, tuple]:
    """Return {key: (value, …)} from a SELECT of two columns, values in the order of the rows."""
    return tuples(session.execute(statement))


def tuples(pairs: Iterable[Sequence]) -> dict[Hashable, tuple]:
    """Return {key: (value, …)} from pairs of key and value, values in the order of the pairs."""
    found = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def column_of(keys: Iterable[Hashable], tuples: Mapping[Hashable, tuple]) -> list[tuple]:
    """Return the tuple of each key, an empty one where there is none: a column for a DataFrame."""
    return [tuples.get(key, ()) for key in keys]
