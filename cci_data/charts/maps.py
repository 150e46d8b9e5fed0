"""Maps: where partners are, in the region, in a country, and around one of them."""

import math
from functools import partial

import pandas as pd
import pydeck as pdk

from cci_data import basemap
from cci_data.charts.chart import Chart, Fetch, collected_on, most, origins
from cci_data.figures.region import region_map
from cci_data.filters import EVERYBODY, PartnerFilter
from cci_data.language import away, count, listed
from cci_data.queries.neighbours import Neighbours, neighbours
from cci_data.queries.partners import current_id, listing, partner, partner_places, places, unplaced_count
from cci_data.queries.projects import place_links
from cci_data.theme import Palette
from cci_data.vocabulary import ILLUSTRATIVE, NETWORK_COUNTRIES

SHAPES = "shapes by Natural Earth, public domain"
BUBBLES = "A bubble is a place, with the number of partners there."
AT_ITS_CITY = "A partner stands at its city, not at its address."
LINES = "Lines join places whose partners share projects, thicker for each further one"
OWN_LINES = "; of the marked place its own"
HEADINGS = {"city": "Place", "country": "Country", "partner_count": "Partners"}
# So far from the middle of the map, in pixels, the furthest of the nearest partners may lie.
REACH = 170
AROUND_THE_EARTH_KM = 40_075
WORLD_PIXELS = 512
NEAREST_ZOOM, FURTHEST_ZOOM = 5.2, 3.0


def partner_map(
    fetch: Fetch,
    palette: Palette,
    *,
    chosen: PartnerFilter = EVERYBODY,
    place: str = "",
    is_linked: bool = False,
    is_narrow: bool = False,
    is_small: bool = False,
) -> Chart:
    """Return the map of the partners that fit a filter.

    place: the place_id of a marked place; is_linked: with lines for shared projects, of a marked place its own alone;
    is_narrow: for a phone; is_small: for half a page.
    """
    found, links = fetch(places, chosen=chosen), fetch(place_links, chosen=chosen) if is_linked else None
    marked = next(iter(found.loc[found["place_id"] == place, "city"]), "") if place else ""
    if links is not None and marked:
        links = links[(links["place_id"] == place) | (links["other_place_id"] == place)]
    asked = {"place": place if marked else "", "lines": "yes" if is_linked else ""}
    lines = f" {LINES}{OWN_LINES if marked else ''}." if is_linked else ""
    return Chart(
        name="map",
        title=f"Where partners are; {marked} is marked" if marked else "Where partners are",
        summary=_standing_in_words(fetch, chosen, found),
        legend=f"{BUBBLES}{lines}",
        note=AT_ITS_CITY,
        source=f"{origins(fetch)}; {SHAPES}",
        as_of=collected_on(fetch),
        drawing=_deck(found, palette, links=links, chosen=place, is_narrow=is_narrow, is_small=is_small),
        make_table=partial(_readable, found),
        choice=chosen.parameters() | {name: value for name, value in asked.items() if value},
    )


def country_map(fetch: Fetch, palette: Palette, *, country: str) -> Chart:
    """Return the map of the partners of a country, looked at closely; country: its code."""
    chosen = PartnerFilter(country=(country,))
    found = fetch(places, chosen=chosen)
    return Chart(
        name="country-map",
        title=f"Where partners in {NETWORK_COUNTRIES[country]} are",
        summary=_standing_in_words(fetch, chosen, found),
        legend=BUBBLES,
        note="",
        source=f"{origins(fetch)}; {SHAPES}",
        as_of=collected_on(fetch),
        drawing=_deck(found, palette, country=country),
        make_table=partial(_readable, found),
        choice={"country": country},
    )


def neighbours_map(fetch: Fetch, palette: Palette, *, partner_id: str) -> Chart:
    """Return the map around a partner, its place marked, with the nearest others; nothing to draw without a place.

    partner_id: also one that was merged, or an illustrative one, which has no bubble. Raises KeyError where unknown.
    """
    key = fetch(current_id, partner_id=partner_id)
    row = next(fetch(partner, partner_id=key).itertuples(), None)
    if row is None:
        raise KeyError(partner_id)
    near = fetch(neighbours, partner_id=key)
    marked = "has no bubble: it is illustrative" if row.origin == ILLUSTRATIVE else "is the amber one"
    return Chart(
        name="neighbours-map",
        title=f"Who is near {row.name}",
        summary=_nearest_in_words(row, near),
        legend=BUBBLES,
        note=f"The place of {row.name} {marked}.",
        source=f"{origins(fetch)}; {SHAPES}",
        as_of=collected_on(fetch),
        drawing=_around(fetch, palette, key, near) if near.has_place else None,
        make_table=partial(_nearest, near),
        choice={"id": key},
        nothing="Send the Contact Desk the city; no street is needed.",
    )


def _deck(found: pd.DataFrame, palette: Palette, *, links: pd.DataFrame | None = None, **look: str | bool) -> pdk.Deck:
    return region_map(found, links, basemap.labels(), palette, shapes_address=basemap.address(), **look)


def _readable(found: pd.DataFrame) -> pd.DataFrame:
    return found[list(HEADINGS)].rename(columns=HEADINGS).fillna({"Country": "not stated"})


def _nearest(near: Neighbours) -> pd.DataFrame:
    nearest = near.nearest[["name", "city", "country"]].set_axis(["Partner", "Place", "Country"], axis="columns")
    return nearest.assign(**{"Distance in km": near.nearest["distance_km"].astype(float).round().astype(int)})


def _standing_in_words(fetch: Fetch, chosen: PartnerFilter, found: pd.DataFrame) -> str:
    missing = fetch(unplaced_count, chosen=chosen)
    standing = len(fetch(listing, chosen=chosen)) - missing
    if not standing:
        return "No partner on record that fits has a known place."
    names, how_many, number = most(found["city"], found["partner_count"])
    words = f"{count(standing, 'partner')} {'is' if standing == 1 else 'are'} at {count(len(found), 'place')}"
    if number > 1 and len(found) > 1:
        words += f", the most in {names} ({number}{' each' if how_many > 1 else ''})"
    return f"{words}; {missing} more {'has' if missing == 1 else 'have'} no known place." if missing else f"{words}."


def _nearest_in_words(row, near: Neighbours) -> str:
    if not near.has_place:
        return f"No place of {row.name} is known, so it stands on no map, and near nobody."
    first = next(near.nearest.itertuples(), None)
    where = f"{row.name} is in {listed(row.cities)}"
    if first is None:
        return f"{where}; no other partner has a place on record."
    return f"{where}; the nearest partner is {first.name}, {away(first.distance_km)}."


def _around(fetch: Fetch, palette: Palette, partner_id: str, near: Neighbours) -> pdk.Deck:
    points, centre = fetch(places), next(fetch(partner_places, partner_id=partner_id).itertuples())
    is_here = points["partner_ids"].map(lambda ids: partner_id in ids).astype(bool)
    chosen = next(iter(points.loc[is_here, "place_id"]), "")
    if chosen:
        centre = next(points[points["place_id"] == chosen].itertuples())
    deck = _deck(points, palette, chosen=chosen, is_small=True)
    view = deck.initial_view_state
    view.longitude, view.latitude, view.zoom = centre.longitude, centre.latitude, _zoom(centre.latitude, near)
    return deck


def _zoom(latitude: float, near: Neighbours) -> float:
    km = max(near.nearest["distance_km"], default=0) or 1
    pixels = AROUND_THE_EARTH_KM * math.cos(math.radians(latitude)) / km * REACH
    return round(min(max(math.log2(pixels / WORLD_PIXELS), FURTHEST_ZOOM), NEAREST_ZOOM), 2)
