"""A partner's own page: where it is, who is near, what it shares with whom, and what others look for in its entry."""

import streamlit as st

from pages.parts import partner as parts
from pages.parts import partner_entry, partner_network, partner_place, partner_records
from pages.parts.post import share_post
from pages.parts.reports import reports

partner_id = parts.asked_partner()
if not partner_id:
    parts.nobody()
elif st.context.is_embedded:
    parts.card_alone(partner_id, partner_place.nearest_map)
else:
    parts.name_window()
    name, field = st.columns([3, 2], gap="large", vertical_alignment="bottom")
    with name:
        parts.head(partner_id)
    with field:
        parts.choose_partner(partner_id)
    facts, where = st.columns([2, 3], gap="large")
    with facts:
        parts.facts(partner_id)
    with where:
        partner_place.on_the_map(partner_id)
    partner_place.nearest(partner_id)
    sectors, projects = st.columns([2, 3], gap="large")
    with sectors:
        partner_network.sectors(partner_id)
        partner_network.never_worked_with(partner_id)
    with projects:
        partner_network.projects(partner_id)
    partner_network.network(partner_id)
    with st.columns(2)[0]:
        partner_network.way(partner_id)
    partner_records.records(partner_id)
    partner_entry.entry(partner_id)
    parts.take_away(partner_id)
    reports("partner", {"id": partner_id})
    share_post("partner", partner_id)
