"""A headline number with its definition and its rows."""

import streamlit as st

from cci_data.queries.numbers import NUMBERS, count, rows
from pages.parts import show
from pages.parts.fetch import fetch, kept

LIST_HEIGHT = 620


@kept
def behind(number: str) -> None:
    """Show a number, what it counts and what not, and the rows that it counts."""
    show.html(
        '<p class="count"><strong class="figure">{number}</strong> {label}</p><p class="finding">{counts}</p>',
        number=fetch(count, number=number),
        label=NUMBERS[number].label,
        counts=NUMBERS[number].counts,
    )
    found = fetch(rows, number=number)
    st.dataframe(found, hide_index=True, height=min(LIST_HEIGHT, 36 * (len(found) + 1) + 3), alt="The rows counted.")
