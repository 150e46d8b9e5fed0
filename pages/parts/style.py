"""The style sheet of the pages: generous space, large figures, links that look like links."""

from dataclasses import replace
from pathlib import Path

import streamlit as st

from cci_data.theme import Palette, palette
from pages.parts.fetch import colours

SHEET = Path(__file__).with_name("style.css")
ROLES = ("background", "surface", "text", "muted", "line", "primary", "accent", "sea")


@st.cache_resource(show_spinner=False)
def _sheet(theme: str) -> str:
    # Whatever the screen, paper is white; what was drawn in light colours, maps with their sea, is turned round.
    turned = "--cci-turned: invert(1) hue-rotate(180deg); " if theme == "dark" else ""
    of_paper = replace(palette("light"), background="#fff", sea=palette(theme).sea)
    colours_of_paper = f"@media print {{ :root {{ {_roles(of_paper)}{turned}}} }}"
    sheet = SHEET.read_text(encoding="utf-8")
    return f"<style>:root {{ {_roles(palette(theme))}}}\n{colours_of_paper}\n{sheet}</style>"


def _roles(chosen: Palette) -> str:
    return "".join(f"--cci-{role}: {getattr(chosen, role)}; " for role in ROLES)


def stylesheet() -> None:
    """Lay the style sheet over the page, in the colours of the viewer's theme."""
    st.html(_sheet(colours().name))
