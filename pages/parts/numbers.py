"""A headline number with its definition and its rows."""

import streamlit as st

from cci_data.filters import WITHOUT_PLACE, PartnerFilter
from cci_data.queries.numbers import NUMBERS, count, rows
from cci_data.vocabulary import CROSS_SECTORAL, NOT_STATED
from pages.parts import show
from pages.parts.fetch import fetch, kept
from pages.parts.files import files

LIST_HEIGHT = 620
# Of which set of data each number counts rows, and which rows those are, in the parameters of its addresses.
FILES = {
    "partners": ("partners", {}),
    "countries": ("countries", {"covered": "yes"}),
    "sectors": ("sectors", {"covered": "yes"}),
    "projects": ("projects", {}),
    "good-practices": ("good-practices", {}),
    "cross-sectoral": ("partners", PartnerFilter(sector=(CROSS_SECTORAL,)).parameters()),
    "sector-not-stated": ("partners", PartnerFilter(sector=(NOT_STATED,)).parameters()),
    "without-place": ("partners", WITHOUT_PLACE.parameters()),
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
    show.html("{paper}", paper=show.on_paper("number", {"of": number}))
    files("These rows as a file", *FILES[number])
