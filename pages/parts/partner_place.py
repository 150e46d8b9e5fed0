"""Where a partner is, and who is near it."""

import streamlit as st

from cci_data.charts.maps import neighbours_map
from cci_data.language import away, listed, place
from cci_data.queries.neighbours import Neighbours, neighbours
from cci_data.queries.partners import partner_places
from pages.parts import show
from pages.parts.fetch import colours, fetch, kept
from pages.parts.maps import compact

MAP_HEIGHT = 440


@kept
def on_the_map(partner_id: str) -> None:
    """Show where the partner is; without a place, say what it takes to be on the map."""
    own, near = fetch(partner_places, partner_id=partner_id), fetch(neighbours, partner_id=partner_id)
    if not near.has_place:
        show.heading("On the map")
        show.invitation(
            "No place of this partner is known, so it stands on no map, and near nobody.",
            "Send the Contact Desk the city; no street is needed.",
        )
        return
    here = listed(place(each.city, each.country) for each in own.itertuples())
    show.heading("On the map", f"In {here}. {_nearest_in_words(near)}")
    nearest_map(partner_id)


def _nearest_in_words(near: Neighbours) -> str:
    first = next(near.nearest.itertuples(), None)
    if first is None:
        return "No other partner has a place on record."
    return f"The nearest partner is {first.name}, {away(first.distance_km)}."


@kept
def nearest_map(partner_id: str) -> None:
    """Show the map around the partner, its place marked; nothing where no place is known."""
    chart = neighbours_map(fetch, colours(), partner_id=partner_id)
    if chart.drawing is not None:
        alt = f"{chart.summary} The nearest are listed on the page."
        st.pydeck_chart(compact(chart.drawing), height=MAP_HEIGHT, key="partner-map", alt=alt)
        show.below(chart, chart.legend, has_twin=False)


@kept
def nearest(partner_id: str) -> None:
    """List the nearest partners, with how far they are."""
    near = fetch(neighbours, partner_id=partner_id)
    if not len(near.nearest):
        return
    items = [
        show.partner_line(row.partner_id, row.name, f"{place(row.city, row.country)}, {away(row.distance_km)}")
        for row in near.nearest.itertuples()
    ]
    show.html(
        '<h3>The nearest partners, as the crow flies</h3><ul class="records side">{items}</ul>',
        items=show.joined(items),
    )
