"""The start page: the network in five numbers, and what is on."""

import streamlit as st

from pages.parts import overview as parts
from pages.parts import show
from pages.parts.fetch import is_phone
from pages.parts.sectors import finding

show.title("Who works where in the creative industries around the Baltic Sea", finding())
with st.container(key="numbers"):
    parts.numbers()
here, next_to_it = st.columns([3, 2], gap="large")
with here:
    parts.small_map(is_phone())
    parts.changed_last()
    parts.since_last()
with next_to_it:
    parts.turn()
    parts.next_events()
