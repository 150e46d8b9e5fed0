"""Where a partner is, and who is near it."""

import math
from typing import TYPE_CHECKING

import streamlit as st

from cci_data import basemap
from cci_data.figures.region import region_map
from cci_data.language import listed, place
from cci_data.queries.neighbours import Neighbours, neighbours
from cci_data.queries.partners import partner_places, places
from cci_data.theme import Palette
from cci_data.vocabulary import ILLUSTRATIVE
from pages.parts import show
from pages.parts.fetch import colours, fetch, kept
from pages.parts.maps import compact
from pages.parts.partner_card import row_of

if TYPE_CHECKING:
    import pydeck as pdk

MAP_HEIGHT = 440
# So far from the middle of the map, in pixels, the furthest of the nearest partners may lie.
REACH = 170
AROUND_THE_EARTH_KM = 40_075
WORLD_PIXELS = 512
NEAREST_ZOOM, FURTHEST_ZOOM = 5.2, 3.0


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


def away(km: float) -> str:
    """Return how far it is, in words."""
    return "in the same city" if km == 0 else f"{max(1, round(km))} km away"


@kept
def nearest_map(partner_id: str) -> None:
    """Show the map around the partner, its place marked; nothing where no place is known."""
    deck = map_around(partner_id, colours())
    if deck is None:
        return
    row = row_of(partner_id)
    st.pydeck_chart(
        compact(deck),
        height=MAP_HEIGHT,
        key="partner-map",
        alt=f"Map of the places of partners around {listed(row.cities)}; the nearest are listed on the page.",
    )
    marked = "has no bubble: it is illustrative" if row.origin == ILLUSTRATIVE else "is the amber one"
    show.source(
        f"A bubble is a place, with the number of partners there; the place of {row.name} {marked}. "
        "Shapes: Natural Earth, public domain."
    )


def map_around(partner_id: str, palette: Palette) -> "pdk.Deck | None":
    """Return the map that shows the place of a partner and the nearest others; None where no place is known."""
    own, near = fetch(partner_places, partner_id=partner_id), fetch(neighbours, partner_id=partner_id)
    if not near.has_place:
        return None
    points, centre = fetch(places), next(own.itertuples())
    is_here = points["partner_ids"].map(lambda ids: partner_id in ids).astype(bool)
    chosen = next(iter(points.loc[is_here, "place_id"]), "")
    if chosen:
        centre = next(points[points["place_id"] == chosen].itertuples())
    deck = region_map(
        points, None, basemap.labels(), palette, shapes_address=basemap.address(), chosen=chosen, is_small=True
    )
    view = deck.initial_view_state
    view.longitude, view.latitude, view.zoom = centre.longitude, centre.latitude, _zoom(centre.latitude, near)
    return deck


def _zoom(latitude: float, near: Neighbours) -> float:
    km = max(near.nearest["distance_km"], default=0) or 1
    pixels = AROUND_THE_EARTH_KM * math.cos(math.radians(latitude)) / km * REACH
    return round(min(max(math.log2(pixels / WORLD_PIXELS), FURTHEST_ZOOM), NEAREST_ZOOM), 2)


@kept
def nearest(partner_id: str) -> None:
    """List the nearest partners, with how far they are."""
    near = fetch(neighbours, partner_id=partner_id)
    if not len(near.nearest):
        return
    items = [
        show.fill(
            '<li><span class="what">{name}</span><span class="where">{place}, {away}</span></li>',
            name=show.card_link(row.partner_id, row.name),
            place=place(row.city, row.country),
            away=away(row.distance_km),
        )
        for row in near.nearest.itertuples()
    ]
    show.html(
        '<h3>The nearest partners, as the crow flies</h3><ul class="records side">{items}</ul>',
        items=show.joined(items),
    )
