"""The map of partners: choose a place, see who is there, open a partner's card."""

import streamlit as st

from pages.parts import choose, show
from pages.parts import map as parts
from pages.parts.files import files
from pages.parts.filters import partner_filters
from pages.parts.partner import follow_former
from pages.parts.partner_card import card

show.title("Map of partners", "A bubble is a place, with the number of partners there. Choose one to see them.")
follow_former("partner")
chosen = partner_filters()
st.html(parts.count_line(chosen))

left, right = parts.sides()
with right:
    place = choose.one("Place", parts.place_options(chosen), key="place", everything="All places")
    partner_id = choose.one("Partner", parts.partner_options(place, chosen), key="partner", everything="All of them")
    if partner_id:
        st.button("Back to the list", on_click=choose.write, args=("partner", ""))
        card(partner_id)
    else:
        parts.list_of_partners(place, chosen)
    show.page_link("sectors.py", label="Their sectors and countries as a matrix", query_params=chosen.parameters())
    files("All partners of these filters as a file", "partners", chosen.parameters())
with left:
    is_linked = choose.switch("Lines for shared projects", key="lines")
    parts.chart(place, partner_id, is_linked, chosen)
