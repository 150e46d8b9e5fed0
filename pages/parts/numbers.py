"""A headline number with its definition and its rows."""

import streamlit as st

from cci_data.filters import EVERYBODY, WITHOUT_PLACE, PartnerFilter
from cci_data.queries.numbers import NUMBERS, count, rows
from cci_data.vocabulary import CROSS_SECTORAL, NOT_STATED
from pages.parts import show
from pages.parts.fetch import fetch, kept
from pages.parts.files import files

LIST_HEIGHT = 620
# Which of the numbers count rows of a set of data that has files, and which rows those are.
FILES = {
    "partners": ("partners", EVERYBODY),
    "cross-sectoral": ("partners", PartnerFilter(sector=(CROSS_SECTORAL,))),
    "sector-not-stated": ("partners", PartnerFilter(sector=(NOT_STATED,))),
    "without-place": ("partners", WITHOUT_PLACE),
    "projects": ("projects", EVERYBODY),
}


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
    if number in FILES:
        name, chosen = FILES[number]
        files("These rows as a file", name, chosen.parameters())
