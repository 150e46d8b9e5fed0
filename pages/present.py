"""Preparing a presentation: which scenes, in which order, of whom, and how they are shown; all of it is one link."""

import streamlit as st

from pages.parts import present as parts
from pages.parts import show
from pages.parts.reports import reports

show.title("Prepare a presentation", "Put the scenes in order and choose what they are of; one link holds all of it.")
plan = parts.asked()
parts.start(plan)
scenes, settings = st.columns([3, 2], gap="large")
with scenes:
    show.heading("Scenes")
    parts.scenes(plan)
with settings:
    show.heading("Of whom")
    parts.of_whom(plan)
    show.heading("How it is shown")
    parts.how(plan)
reports("agenda", plan.parameters())
