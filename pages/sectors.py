"""Sectors and competencies: which sector is covered where, by whom, and what is missing."""

import streamlit as st

from pages.parts import choose, show
from pages.parts import sectors as parts
from pages.parts.fetch import is_phone
from pages.parts.files import files
from pages.parts.filters import country_options, partner_filters
from pages.parts.reports import reports

head = st.container()
chosen = partner_filters()
with head:
    show.title("Sectors and competencies", parts.finding(chosen))
left, right = st.columns([5, 3], gap="large")
with right:
    show.heading("Partners in a cell")
    row = choose.one("Row of the matrix", parts.row_options(), key="row", everything="All rows")
    column = choose.one("Column of the matrix", country_options(), key="column", everything="All columns")
    parts.cell(row, column, chosen)
    files("All partners of these filters as a file", "partners", chosen.parameters())
with left:
    show.heading("Who covers what")
    parts.legend()
    parts.matrix(row, column, chosen)
parts.charts(is_phone(), chosen)
reports("network", chosen.parameters())
parts.definitions()
