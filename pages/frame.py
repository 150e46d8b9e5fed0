"""What every page shares: the menu, the style, the line that says how old the data is, and what to do without data."""

import logging

import streamlit as st

from cci_data.database import DatabaseProblem
from pages.parts import show
from pages.parts.banner import illustration_line, keep_fresh, language_line, moment_line, scope_line, seen
from pages.parts.funding import funding_line
from pages.parts.new import has_states
from pages.parts.partner import window_title
from pages.parts.printing import printing
from pages.parts.search import search
from pages.parts.share import embedded, is_embedded, share
from pages.parts.style import stylesheet

log = logging.getLogger("cci_dashboard")

pages = [
    st.Page("overview.py", title="Overview", default=True),
    st.Page("map.py", title="Map"),
    st.Page("partner.py", title="My organisation"),
    st.Page("sectors.py", title="Sectors"),
    st.Page("spotlight.py", title="Spotlight"),
    st.Page("events.py", title="Events"),
    st.Page("impact.py", title="Impact"),
    st.Page("numbers.py", title="Numbers"),
    st.Page("new.py", title="What is new", visibility="visible" if has_states() else "hidden"),
    st.Page("present.py", title="Prepare a presentation", visibility="hidden"),
    st.Page("about.py", title="About"),
]
page = st.navigation(pages, position="hidden" if is_embedded() else "top")
title = f"{page.title} · CCI network, Baltic Sea Region"
st.set_page_config(page_title=title, page_icon="🌊", layout="wide")
drawn = seen()
try:
    stylesheet()
    if not is_embedded():
        search()
        share(window_title() if page.url_path == "partner" else title)
    moment_line()
    language_line()
    illustration_line()
    page.run()
    scope_line()
    funding_line()
    printing()
    if is_embedded():
        embedded()
except DatabaseProblem as problem:
    log.error("%s", problem)
    show.problem(str(problem))
keep_fresh(drawn)
