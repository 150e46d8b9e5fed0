"""Widgets whose state is the address: each reads its query parameter, and writes it back when it is changed.

The address is the one source of truth, so links, reloads and the browser's Back lead to the same view. A value that
is not known falls back to "all", and the page says so.
"""

from collections.abc import Callable, Mapping

import streamlit as st

from pages.parts import show

LONGEST_TEXT = 80
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
    quote = value if len(value) <= LONGEST_QUOTE else f"{value[:LONGEST_QUOTE]}…"
    show.notice(f"The address asks for {what} “{quote}”, which is not among the choices here. {instead} instead.")
    write(key, "")
    return ""


def one(label: str, options: Mapping[str, str], *, key: str, everything: str, what: str = "", default: str = "") -> str:
    """Let a person choose one of `options` (value → words) or everything; return the value, empty for everything.

    default: another name for everything in the address.
    """
    value = "" if default and asked(key) == default else known(key, what or f"the {label.lower()}", options)
    words = {"": everything, **options}
    _widget(st.selectbox, label, key, value, options=list(words), format_func=words.__getitem__)
    return value


def text(label: str, *, key: str, placeholder: str) -> str:
    """Let a person type a text; return it, at most LONGEST_TEXT characters of it."""
    value = asked(key)
    if len(value) > LONGEST_TEXT:
        show.notice(f"The text in the address has {len(value)} characters; only the first {LONGEST_TEXT} are used.")
        value = value[:LONGEST_TEXT]
        write(key, value)
    _widget(st.text_input, label, key, value, placeholder=placeholder, max_chars=LONGEST_TEXT)
    return value


def switch(label: str, *, key: str) -> bool:
    """Let a person switch something on; return whether it is on."""
    is_on = known(key, "the switch", {"yes": label}, "It is off") == "yes"
    _widget(st.toggle, label, key, is_on)
    return is_on


def _widget(make: Callable, label: str, key: str, value: str | bool, **settings: object) -> None:
    slot = f"choose-{key}"
    if st.session_state.get(slot) != value:
        st.session_state[slot] = value
    make(label, key=slot, on_change=_changed, args=(key, slot), **settings)


def _changed(key: str, slot: str) -> None:
    value = st.session_state[slot]
    write(key, ("yes" if value else "") if isinstance(value, bool) else (value or "").strip())
