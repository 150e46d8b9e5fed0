"""Passing a view on: its link, the code that shows it on another site, and what a view is like when it stands there."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import streamlit as st
from markupsafe import escape

from pages.parts import show
from pages.parts.address import this_page

HERE = Path(__file__).parent
LINKS = (
    '<a href="partner" target="_self">Find my organisation</a><button type="button">Copy link</button>'
    '<a class="present" href="?present=1" target="_self">Present</a>'
    '<a class="prepare" href="present" target="_self">Prepare a presentation</a>'
    '<span role="status"></span>'
)
STYLE = """
a, button {
  display: inline-flex; align-items: center; min-height: 2.5rem; margin: 0 1.2rem 0 0; padding: 0; border: 0;
  background: none; color: var(--st-link-color); font: inherit; font-size: 0.875rem; white-space: nowrap;
  cursor: pointer; text-decoration: none;
}
a:hover, button:hover { text-decoration: underline; text-underline-offset: 0.18em; }
a:focus-visible, button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
[role="status"] { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
"""
THEMES = {"": "The reader's own", "light_theme": "Light", "dark_theme": "Dark"}
GROWS, FIXED = "As tall as its content", "Fixed, with its own scroll bar"
LEAST_HEIGHT, HEIGHT, MOST_HEIGHT = 300, 760, 3000
NOT_PASSED_ON = ("find", "found")
# What a view needs to run, without the right to take the page around it elsewhere.
SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads"
FRAME = (
    '<iframe src="{address}" title="{title}" loading="lazy" sandbox="{sandbox}" '
    'style="width: 100%; height: {height}px; {limit}border: 0"></iframe>\n'
    '<p><a href="{plain}">{title}</a></p>'
)
# Whoever pastes this in allows the frame to say how tall it is, and nothing else.
GROW = """
<script>
  addEventListener("message", ({{ data, origin, source }}) => {{
    if (origin !== "{origin}" || data?.type !== "cci-height") return;
    for (const frame of document.querySelectorAll("iframe"))
      if (frame.contentWindow === source) frame.style.height = `${{Math.min(Number(data.height), 20000)}}px`;
  }});
</script>"""


@cache
def _links() -> Callable:
    return st.components.v2.component("links", html=LINKS, css=STYLE, js=(HERE / "links.js").read_text("utf-8"))


@cache
def _embedded() -> Callable:
    return st.components.v2.component("embedded", js=(HERE / "embed.js").read_text("utf-8"))


def share(title: str) -> None:
    """Show the way to one's organisation, and offer the view's link and the code that embeds it; `title` names it."""
    _links()(key="links", width="content")
    with st.popover("Embed", key="embed", on_change="rerun", type="tertiary") as choices:
        if choices.open:
            _embed(title)


def _embed(title: str) -> None:
    theme = st.radio("Colours", list(THEMES), format_func=THEMES.__getitem__, key="embed-theme", horizontal=True)
    is_growing = st.radio("Height", [GROWS, FIXED], key="embed-height") == GROWS
    height = HEIGHT
    if not is_growing:
        height = st.number_input("Pixels", LEAST_HEIGHT, MOST_HEIGHT, HEIGHT, 20, key="embed-pixels")
    show.source("Paste this into your page. Where frames are not allowed, its line with the link is enough.")
    st.code(embed_code(this_page(), _parameters(), title, theme, height, is_growing), language=None, wrap_lines=True)


def _parameters() -> dict[str, str]:
    """Return the state of the view, as its address has it."""
    return {key: value for key, value in st.query_params.to_dict().items() if key not in NOT_PASSED_ON}


def embed_code(address: str, parameters: dict[str, str], title: str, theme: str, height: int, is_growing: bool) -> str:
    """Return the HTML that shows a view on another site, with a link to it below.

    address: of the page, without its parameters; theme: a key of THEMES; height: in pixels, where it grows only until
    the view says how tall it is.
    """
    here = urlsplit(address)
    page = f"{here.scheme}://{here.netloc}{here.path}"
    plain = f"{page}?{urlencode(parameters)}" if parameters else page
    embedded = parameters | {"embed": "true"} | ({"embed_options": theme} if theme else {})
    frame = FRAME.format(
        address=escape(f"{page}?{urlencode(embedded)}"),
        plain=escape(plain),
        title=escape(title),
        sandbox=SANDBOX,
        height=height,
        # Something of the page around stays beside it, to scroll that one by.
        limit="" if is_growing else "max-height: 85vh; ",
    )
    code = frame + GROW.format(origin=escape(f"{here.scheme}://{here.netloc}")) if is_growing else frame
    # Whatever the encoding of the page that it is pasted into.
    return code.encode("ascii", "xmlcharrefreplace").decode()


def is_embedded() -> bool:
    """Tell whether the view stands in another site's page."""
    return bool(st.context.is_embedded)


def embedded() -> None:
    """Close an embedded view: the way to the dashboard, and what keeps the reader free to scroll and to go on."""
    show.html(
        '<p class="small"><a href="?{state}" target="_blank" rel="noopener">Open in the dashboard</a></p>',
        state=urlencode(_parameters()),
    )
    _embedded()(key="embedded", height=1)
