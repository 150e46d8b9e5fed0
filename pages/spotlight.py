"""The country in the spotlight: what is known about it, what it needs, its figures, partners and projects."""

import streamlit as st

from pages.parts import choose, show
from pages.parts import spotlight as parts
from pages.parts.filters import country_options
from pages.parts.post import share_post
from pages.parts.reports import reports

asked = choose.known("country", "the country", country_options(), "Showing the country whose turn it is")
code = asked or parts.country_today()
parts.head(code)
parts.strip()
with st.columns(3)[0]:
    choose.one("Country", country_options(), key="country", everything="The country whose turn it is")
facts, wishes = st.columns([3, 2], gap="large")
with facts:
    parts.facts(code)
with wishes:
    parts.needs_and_offers(code)
parts.indicator_charts(code)
place, people = st.columns([3, 2], gap="large")
with place:
    parts.small_map(code)
with people:
    parts.partner_list(code)
parts.sectors(code)
left, right = st.columns(2, gap="large")
with left:
    parts.projects(code)
with right:
    parts.events(code)
parts.good_practices(code)
reports("spotlight", {"country": code})
share_post("spotlight", code)
show.source(parts.NO_RANKING)
