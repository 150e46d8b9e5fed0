"""The rows of filters that pages share."""

import streamlit as st

from cci_data.queries.coverage import APART, countries, sectors
from cci_data.queries.partners import partners
from cci_data.vocabulary import EVENT_KINDS
from pages.parts import choose
from pages.parts.fetch import fetch, kept


@kept
def country_options() -> dict[str, str]:
    """Return the countries of the network by name: code → name."""
    found = fetch(countries)
    return dict(zip(found["country_code"], found["name"], strict=True))


@kept
def sector_options() -> dict[str, str]:
    """Return the sectors in their order, then cross-sectoral and not stated: id → label."""
    found = fetch(sectors)
    labels = dict(zip(found["sector_id"], found["label"], strict=True))
    return labels | APART


@kept
def type_options() -> dict[str, str]:
    """Return the types of organisation on record: type → type."""
    return {name: name for name in sorted(fetch(partners)["organisation_type"].dropna().unique())}


def partner_filters() -> dict[str, str]:
    """Show the filters of partners in a row; return the arguments for the queries of partners and places."""
    first, second, third, fourth = st.columns(4)
    with first:
        country = choose.one("Country", country_options(), key="country", everything="All countries")
    with second:
        sector = choose.one("Sector", sector_options(), key="sector", everything="All sectors")
    with third:
        kind = choose.one("Type", type_options(), key="type", everything="All types of organisation")
    with fourth:
        text = choose.text("Name or city", key="text", placeholder="for example Media Evolution")
    return {"country": country, "sector": sector, "organisation_type": kind, "text": text}


def event_filters() -> dict[str, str]:
    """Show the filters of events in a row; return the arguments for the query of events."""
    first, second, third = st.columns(3)
    with first:
        kind = choose.one("Kind", EVENT_KINDS, key="kind", everything="All kinds of event")
    with second:
        country = choose.one("Country", country_options(), key="country", everything="All countries")
    with third:
        options = {key: label for key, label in sector_options().items() if key not in APART}
        sector = choose.one("Sector", options, key="sector", everything="All sectors")
    return {"kind": kind, "country": country, "sector": sector}
