"""The pages' only door to the data, and what they may keep of it."""

from collections.abc import Callable, Hashable
from datetime import UTC, date, datetime
from functools import cache, wraps
from typing import Any, TypeVar

import streamlit as st

from cci_data.reader import Reader
from cci_data.settings import read_settings
from cci_data.theme import Palette, palette

T = TypeVar("T")
DRAWINGS_KEPT = 80


@cache
def reader() -> Reader:
    """Return the process's reader; raises DatabaseProblem, and tries anew the next time."""
    return Reader(read_settings().database_url)


def fetch(query: Callable[..., T], **arguments: Hashable) -> T:
    """Return `query(session, **arguments)` on the shared database; the result is shared, so read it only."""
    return reader().fetch(query, **arguments)


def today() -> date:
    """Return today's date in UTC: the day that decides whose turn it is and what lies ahead."""
    return datetime.now(UTC).date()


def colours() -> Palette:
    """Return the palette of the theme that this viewer sees."""
    return palette(st.context.theme.type)


def is_phone() -> bool:
    """Tell whether this viewer's browser says that it runs on a phone."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def kept(make: Callable[..., T]) -> Callable[..., T]:
    """Keep what `make` returns and draws until the data, the day or the theme changes.

    A kept function that draws is replayed: its elements are sent again without being made again. It may hold no
    widgets, and everything that it depends on must be among its arguments: texts, numbers, filters, whose `repr` tells
    one from another.
    """

    # Streamlit leaves out of its key what is handed over under a name that begins with an underscore. One text as the
    # key, by name, takes a fraction of the time that it needs to take each argument apart.
    @st.cache_resource(show_spinner=False, max_entries=DRAWINGS_KEPT)
    @wraps(make)
    def keep(key: str, _arguments: tuple, _named: dict[str, Any]) -> T:
        return make(*_arguments, **_named)

    @wraps(make)
    def call(*arguments: Any, **named: Any) -> T:
        key = repr((reader().version(), today(), colours().name, arguments, sorted(named.items())))
        return keep(key=key, _arguments=arguments, _named=named)

    return call
