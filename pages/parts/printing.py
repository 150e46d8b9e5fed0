"""What a page is like on paper: its tables whole, its charts as wide as the sheet; the style sheet has the rest."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import streamlit as st

SCRIPT = Path(__file__).with_name("printing.js")


@cache
def _printing() -> Callable:
    return st.components.v2.component("printing", js=SCRIPT.read_text("utf-8"))


def printing() -> None:
    """Make the page ready for paper whenever somebody prints it."""
    _printing()(key="printing", height=1)
