"""The event calendar: the event that was asked for, what lies ahead by month, what was; each is a calendar file."""

import streamlit as st

from pages.parts import event, show
from pages.parts import events as parts
from pages.parts.files import files
from pages.parts.filters import event_filters
from pages.parts.hosts import hosts
from pages.parts.offer import subscription
from pages.parts.post import share_post

show.title("Events", "Network meetings, study visits, conferences and deadlines that concern the network.")
if chosen := event.asked_event():
    event.alone(chosen, event.back())
    share_post("event", chosen)
filters = event_filters()
parts.named_on_paper(**filters)
subscription(parts.calendar_address(**filters))
files("The list as a file", "events", parts.file_parameters(**filters))
ahead, before = st.columns([3, 2], gap="large")
with ahead:
    parts.lying_ahead(**filters)
with before:
    parts.what_was(**filters)
hosts()
