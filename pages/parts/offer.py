"""What a person can take away."""

from urllib.parse import urlsplit

import streamlit as st

from pages.parts import show


def subscription(address: str) -> None:
    """Offer a list of events as a calendar: a file to open once, and an address to subscribe to."""
    here = urlsplit(st.context.url or "")
    whole = f"{here.scheme}://{here.netloc}{address}" if here.netloc else address
    show.html(
        '<p class="small"><a href="{address}" download>Calendar file of this list</a>, or subscribe in your calendar '
        "program to <code>{whole}</code></p>",
        address=address,
        whole=whole,
    )
