"""The style sheet of the pages: generous space, large figures, links that look like links."""

from pathlib import Path

import streamlit as st

from cci_data.theme import palette
from pages.parts.fetch import colours

SHEET = Path(__file__).with_name("style.css")
ROLES = ("background", "surface", "text", "muted", "line", "primary", "accent", "sea")


@st.cache_resource(show_spinner=False)
def _sheet(theme: str) -> str:
    chosen = palette(theme)
    roles = "".join(f"--cci-{role}: {getattr(chosen, role)}; " for role in ROLES)
    return f"<style>:root {{ {roles}}}\n{SHEET.read_text(encoding='utf-8')}</style>"


def stylesheet() -> None:
    """Lay the style sheet over the page, in the colours of the viewer's theme."""
    st.html(_sheet(colours().name))
