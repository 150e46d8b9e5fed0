"""Impact: what the network counts and a funder may trust; each figure with its rule, its rows and its proof."""

import streamlit as st

from pages.parts import impact as parts
from pages.parts import impact_desk as desk
from pages.parts import impact_figure as figure
from pages.parts import impact_network as network
from pages.parts import show
from pages.parts.reports import reports

if not parts.has_indicators():
    show.title("Impact", "What the network counts, and a funder may trust.")
    show.invitation("No indicator is on record yet.", "The Desk loads them: python -m cci_data load")
else:
    head = st.container()
    period, programme = parts.choices()
    with head:
        show.title("Impact", parts.finding(period, programme))
    parts.headlines(period, programme)
    chosen = figure.choice()
    left, right = st.columns([2, 3], gap="large")
    with left:
        figure.definition(chosen, period, programme)
    with right:
        figure.over_the_years(chosen, programme)
    figure.rows(chosen, period, programme)
    parts.rows_as_files(chosen, period, programme)
    figure.broken_down(chosen, period, programme)
    figure.practices(chosen, period, programme)
    parts.all_indicators("programme", period, programme)
    parts.all_indicators("own", period, programme)
    parts.figures_as_files(period, programme)
    network.ledger(period, programme)
    network.geography()
    network.shape()
    desk.upkeep()
    reports("impact", {"period": period, "programme": programme}, "A report for a funder")
    parts.method()
