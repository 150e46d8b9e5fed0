"""The event calendar: what lies ahead by month, then what was; every list is a calendar file."""

import streamlit as st

from pages.parts import events as parts
from pages.parts import show
from pages.parts.files import files
from pages.parts.filters import event_filters
from pages.parts.offer import subscription

show.title("Events", "Network meetings, study visits, conferences and deadlines that concern the network.")
filters = event_filters()
subscription(parts.calendar_address(**filters))
files("The list as a file", "events", parts.file_parameters(**filters))
ahead, before = st.columns([3, 2], gap="large")
with ahead:
    parts.lying_ahead(**filters)
with before:
    parts.what_was(**filters)
