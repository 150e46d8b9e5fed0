"""A record as a post on a social channel: its card as a picture, the words for who cannot see it, and two texts."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from cci_data.cards.post import post
from cci_data.cards.registry import CARDS
from cci_data.settings import read_settings
from pages.parts import show
from pages.parts.fetch import AS_OF, as_of, colours, fetch, today

TEXTS = {
    "alt": "Words for who cannot see the picture",
    "short": "Short post",
    "long": "Long post",
}


def share_post(name: str, key: str) -> None:
    """Offer the card of a record as a post; name: a key of CARDS; key: of the record, such as a partner's id.

    The texts are made when somebody opens it.
    """
    with st.expander("Share as a post", key=f"post-{name}", on_change="rerun") as offered:
        if offered.open:
            _offer(name, key)


def _offer(name: str, key: str) -> None:
    entry = CARDS[name]
    card = entry.make(fetch, colours(), today(), key)
    if card is None:
        return
    state = as_of()
    asked = {**card.choice, **({AS_OF: state.slug} if state else {})}
    made = post(card, f"{_base()}{card.page}?{urlencode(asked)}")
    show.html(
        '<p class="small">Picture, with these words in the file: {pictures}</p>',
        pictures=show.card_pictures(name, {entry.parameter: key}),
    )
    for field, words in TEXTS.items():
        show.html('<p class="small">{words}, {length} characters</p>', words=words, length=len(getattr(made, field)))
        st.code(getattr(made, field), language=None, wrap_lines=True)


def _base() -> str:
    """Return the address of the dashboard: as the installation says it, else as this viewer reaches it."""
    here = urlsplit(st.context.url or "")
    return read_settings().public_url or (f"{here.scheme}://{here.netloc}" if here.netloc else "")
