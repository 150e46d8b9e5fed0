"""Impact: what the network counts and a funder may trust; each figure with its rule, its rows and its proof."""

import streamlit as st

from pages.parts import impact as parts
from pages.parts import impact_desk as desk
from pages.parts import impact_figure as figure
from pages.parts import impact_network as network
from pages.parts import show
from pages.parts.fetch import is_phone
from pages.parts.impact_lists import lists
from pages.parts.reports import reports

if not parts.has_indicators():
    show.title("Impact", "What the network counts, and a funder may trust.")
    show.invitation("No indicator is on record yet.", "The Desk loads them: python -m cci_data load")
else:
    head = st.container()
    period, programme = parts.choices()
    with head:
        parts.head(period, programme)
    parts.headlines(period, programme)
    chosen = figure.choice()
    figure.opened(chosen, period, programme)
    lists(chosen, period, programme, is_short=is_phone())
    network.network()
    desk.upkeep()
    reports("impact", {"period": period, "programme": programme}, "A report for a funder")
    parts.method()
