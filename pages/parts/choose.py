"""Widgets whose state is the address: each reads its query parameter, and writes it back when it is changed.

The address is the one source of truth, so links, reloads and the browser's Back lead to the same view. A value that
is not known falls back to "all", and the page says so.
"""

from collections.abc import Callable, Iterable, Mapping

import streamlit as st

from cci_data.filters import LONGEST_TEXT, MOST_OPTIONS, SEPARATOR
from pages.parts import show

LONGEST_QUOTE = 40


def asked(key: str) -> str:
    """Return what the address says for `key`, an empty text where it says nothing."""
    return st.query_params.get(key, "").strip()


def write(key: str, value: str) -> None:
    """Put a value into the address, or take it out where it is empty."""
    if value:
        st.query_params[key] = value
    else:
        st.query_params.pop(key, None)


def known(key: str, what: str, options: Mapping[str, str], instead: str = "Showing all") -> str:
    """Return the asked value if it is among `options`, else an empty text; an unknown one is named on the page."""
    value = asked(key)
    if not value or value in options:
        return value
    show.notice(not_here(what, value, f"{instead} instead."))
    write(key, "")
    return ""


def not_here(what: str, value: str, instead: str) -> str:
    """Return the sentence that the address asks for something that there is not, and what is done instead."""
    quote = value if len(value) <= LONGEST_QUOTE else f"{value[:LONGEST_QUOTE]}…"
    return f"The address asks for {what} “{quote}”, which is not among the choices here. {instead}"


def one(label: str, options: Mapping[str, str], *, key: str, everything: str, what: str = "", default: str = "") -> str:
    """Let a person choose one of `options` (value → words) or everything; return the value, empty for everything.

    default: another name for everything in the address.
    """
    value = "" if default and asked(key) == default else known(key, what or f"the {label.lower()}", options)
    option(label, {"": everything, **options}, value, key=key)
    return value


def switch(label: str, *, key: str) -> bool:
    """Let a person switch something on; return whether it is on."""
    is_on = known(key, "the switch", {"yes": label}, "It is off") == "yes"
    _widget(st.toggle, label, key, is_on)
    return is_on


def option(label: str, words: Mapping[str, str], value: str, *, key: str) -> None:
    """Let a person choose one of `words` (value → words, `` for everything); the choice goes into the address."""
    _widget(st.selectbox, label, key, value, options=list(words), format_func=words.__getitem__)


def options(label: str, words: Mapping[str, str], values: Iterable[str], *, key: str, everything: str) -> None:
    """Let a person choose any of `words` (value → words); the choice goes into the address, joined by commas."""
    _widget(
        st.multiselect,
        label,
        key,
        list(values),
        options=list(words),
        format_func=words.__getitem__,
        placeholder=everything,
        max_selections=MOST_OPTIONS,
        select_all=False,
    )


def words(label: str, value: str, *, key: str, placeholder: str) -> None:
    """Let a person type a text of at most LONGEST_TEXT characters; it goes into the address."""
    _widget(st.text_input, label, key, value, placeholder=placeholder, max_chars=LONGEST_TEXT)


def _widget(make: Callable, label: str, key: str, value: str | bool | list[str], **settings: object) -> None:
    slot = f"choose-{key}"
    if st.session_state.get(slot) != value:
        st.session_state[slot] = value
    make(label, key=slot, on_change=_changed, args=(key, slot), **settings)


def _changed(key: str, slot: str) -> None:
    value = st.session_state[slot]
    if isinstance(value, list):
        value = SEPARATOR.join(value)
    write(key, ("yes" if value else "") if isinstance(value, bool) else (value or "").strip())
