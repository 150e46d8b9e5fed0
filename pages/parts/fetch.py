"""The pages' only door to the data, and what they may keep of it."""

from collections.abc import Callable, Hashable
from datetime import UTC, date, datetime
from functools import cache, wraps
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from cci_data.frozen.readers import Frozen, frozen_state
from cci_data.reader import Reader
from cci_data.settings import read_settings
from cci_data.theme import Palette, palette

T = TypeVar("T")
DRAWINGS_KEPT = 80
AS_OF = "as_of"


@cache
def present() -> Reader:
    """Return the process's reader of the shared database; raises DatabaseProblem, and tries anew the next time."""
    return Reader(read_settings().database_url)


def find_frozen(slug: str) -> Frozen | None:
    """Return the frozen state of that slug, None where there is none; raises DatabaseProblem."""
    return frozen_state(present(), slug)


def as_of() -> Frozen | None:
    """Return the frozen state that the page's address asks for; None for now, and outside of pages."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    slug = st.query_params.get(AS_OF, "").strip()
    return find_frozen(slug) if slug else None


def reader() -> Reader:
    """Return the reader of what is to be shown: of now, or of the frozen state that the page's address asks for.

    Raises DatabaseProblem.
    """
    state = as_of()
    return state.reader() if state else present()


def fetch(query: Callable[..., T], **arguments: Hashable) -> T:
    """Return `query(session, **arguments)` as of the moment to be shown; the result is shared, so read it only."""
    return reader().fetch(query, **arguments)


def today() -> date:
    """Return the day that decides whose turn it is and what lies ahead: today's in UTC, or that of a frozen state."""
    state = as_of()
    return state.day if state else this_day()


def this_day() -> date:
    """Return today's day in UTC, whatever moment is shown: what is made on it, and who pays for that."""
    return datetime.now(UTC).date()


def colours() -> Palette:
    """Return the palette of the theme that this viewer sees."""
    return palette(st.context.theme.type)


def is_phone() -> bool:
    """Tell whether this viewer's browser says that it runs on a phone."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def kept(make: Callable[..., T]) -> Callable[..., T]:
    """Keep what `make` returns and draws until the data, the moment, the day or the theme changes.

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
        state = as_of()
        moment = state, (state.reader() if state else present()).version(), state.day if state else this_day()
        key = repr((moment, colours().name, arguments, sorted(named.items())))
        return keep(key=key, _arguments=arguments, _named=named)

    return call
