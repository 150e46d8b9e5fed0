"""Sectors and competencies: which sector is covered where, by whom, and what is missing."""

import streamlit as st

from pages.parts import choose, show
from pages.parts import sectors as parts
from pages.parts.fetch import is_phone
from pages.parts.filters import country_options, sector_options

show.title("Sectors and competencies", parts.finding())
left, right = st.columns([5, 3], gap="large")
with right:
    show.heading("Partners in a cell")
    sector = choose.one("Sector", sector_options(), key="sector", everything="All sectors")
    country = choose.one("Country", country_options(), key="country", everything="All countries")
    parts.cell(sector, country)
with left:
    show.heading("Who covers what")
    parts.legend()
    parts.matrix(sector, country)
    show.source(parts.SOURCES)
    parts.matrix_table()
parts.charts(is_phone())
parts.definitions()
