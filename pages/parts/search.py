"""The search field at the top of every page: what it finds, best first, each a link to where it is shown."""

from urllib.parse import quote, urlencode

import streamlit as st
from markupsafe import Markup

from cci_data.filters import LONGEST_TEXT
from cci_data.language import count
from cci_data.queries.search import search_index
from cci_data.search.index import Hit
from pages.parts import choose, show
from pages.parts.fetch import fetch

LABEL = "Find a partner, project, event, country, sector or good practice"
SLOT = "search"
# As much as fifty letters with accents need.
LONGEST_IN_ADDRESS = 300
AT_FIRST, COUNTED, EVERYTHING = 8, 100, 1_000_000
ALL = "all"
KINDS = {"good_practice": "good practice"}
NO_MATCH = (
    "Try fewer words, another spelling, or the name of a city or country. "
    "Whoever or whatever is missing, the Contact Desk can add."
)


def search() -> None:
    """Show the search field, and below it what it finds; the words are in the address as `find`."""
    words = _field()
    # Always there, so that what follows stays where it is when something is looked for.
    show.html("{found}", found=_found(words) if words else Markup('<div class="found"></div>'))


def _field() -> str:
    words = _short(choose.asked("find"))
    if st.session_state.get(SLOT) != words:
        st.session_state[SLOT] = words
    # Not while one types: each pause would be a step of the browser's Back.
    st.text_input(
        LABEL,
        key=SLOT,
        type="search",
        placeholder=LABEL,
        max_chars=LONGEST_TEXT,
        label_visibility="collapsed",
        on_change=_changed,
    )
    return words


def _changed() -> None:
    choose.write("found", "")
    choose.write("find", _short(st.session_state[SLOT]))


def _short(text: str) -> str:
    """Return what is looked for, no longer than the address of any view has room for."""
    words = " ".join(text.split())[:LONGEST_TEXT].strip()
    while len(quote(words)) > LONGEST_IN_ADDRESS:
        words = words[:-1]
    return words


def _found(words: str) -> Markup:
    is_all = choose.asked("found") == ALL
    hits = fetch(search_index).find(words, EVERYTHING if is_all else COUNTED + 1)
    if not hits:
        return show.fill(
            '<div class="found"><p role="status">Nothing on record is called “{words}”.</p><p>{how}</p></div>',
            words=words,
            how=NO_MATCH,
        )
    shown = hits if is_all else hits[:AT_FIRST]
    return show.fill(
        '<div class="found"><p role="status">{number}{best}</p><ol>{items}</ol>{more}</div>',
        number=_number(len(hits), is_all),
        best=", the best first" if len(hits) > 1 else "",
        items=show.joined(_item(hit) for hit in shown),
        more=_more(len(hits) - len(shown), words),
    )


def _number(found: int, is_all: bool) -> str:
    return f"More than {COUNTED}" if found > COUNTED and not is_all else count(found, "match", "matches")


def _more(left: int, words: str) -> Markup:
    if not left:
        return Markup("")
    rest = "all the others" if left > COUNTED - AT_FIRST else f"{left} more"
    address = urlencode(st.query_params.to_dict() | {"find": words, "found": ALL})
    return show.fill('<a href="?{address}" target="_self">Show {rest}</a>', address=address, rest=rest)


def _item(hit: Hit) -> Markup:
    return show.fill(
        '<li><a href="{address}" target="_self">{name}</a> {badge} <span class="why">{why}</span></li>',
        address=address_of(hit),
        name=hit.name,
        badge=show.badge("illustrative" if hit.is_illustrative else None),
        why=", ".join(filter(None, (KINDS.get(hit.kind, hit.kind), hit.reason))),
    )


def address_of(hit: Hit) -> str:
    """Return the address, relative to any page, of where a record that was found is shown."""
    match hit.kind:
        case "partner":
            page, asked = "partner", {"id": hit.record_id}
        case "project":
            page, asked = "map", {"project": hit.record_id}
        case "sector":
            page, asked = "map", {"sector": hit.record_id}
        case "country":
            page, asked = "spotlight", {"country": hit.record_id}
        case "event":
            page, asked = "events", {"event": hit.record_id}
        case _ if hit.country_code:
            page, asked = "spotlight", {"country": hit.country_code}
        case _:
            page, asked = "numbers", {"of": "good-practices"}
    return f"{page}?{urlencode(asked, quote_via=quote)}"
