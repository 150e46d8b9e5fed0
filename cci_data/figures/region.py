"""The map of the region: shapes without a tile server, a bubble for each place, lines for shared projects.

Contract: `places` has the columns of `queries.partners.places`, `links` those of `queries.projects.place_links`,
or None for a map without lines, `labels` those of `basemap.labels`.
"""

import math
from copy import copy
from functools import cache
from typing import Any

import pandas as pd
import pydeck as pdk

from cci_data.language import count, listed
from cci_data.theme import FONT, Palette, rgb

WHOLE_REGION = {"longitude": 9.5, "latitude": 60.6, "zoom": 3.05}
SEEN_SMALL = {"longitude": 9.5, "latitude": 60.2, "zoom": 2.75}
AROUND_THE_SEA = {"longitude": 17.0, "latitude": 58.6, "zoom": 3.2}
AROUND_COUNTRY = {
    "DK": {"longitude": 10.6, "latitude": 56.1, "zoom": 5.4},
    "EE": {"longitude": 25.2, "latitude": 58.7, "zoom": 5.7},
    "FI": {"longitude": 26.0, "latitude": 64.6, "zoom": 3.8},
    "DE": {"longitude": 10.4, "latitude": 51.3, "zoom": 4.4},
    "IS": {"longitude": -18.7, "latitude": 64.9, "zoom": 5.0},
    "LV": {"longitude": 24.6, "latitude": 56.9, "zoom": 5.6},
    "LT": {"longitude": 23.9, "latitude": 55.2, "zoom": 5.7},
    "NO": {"longitude": 15.5, "latitude": 64.9, "zoom": 3.6},
    "PL": {"longitude": 19.4, "latitude": 52.2, "zoom": 4.8},
    "SE": {"longitude": 16.5, "latitude": 62.6, "zoom": 3.7},
}
SMALLEST_BUBBLE_PIXELS = 5.5
BUBBLE_GROWTH_PIXELS = 3.0
# Of numbers that would lie on one another, the browser shows the largest until there is room: it knows the zoom.
ROOM_AROUND = {
    "extensions": [{"@@type": "CollisionFilterExtension"}],
    "collision_group": pdk.types.String("counts"),
    "collision_test_props": {"sizeScale": 2.4},
}
# Text measured in metres grows with the zoom: small islands get their names when there is room for them.
FIXED_SIZE = {"get_size": 15, "size_units": pdk.types.String("pixels")}
GROWING_SIZE = {"get_size": 5000, "size_units": pdk.types.String("meters"), "size_max_pixels": 15}


def region_map(
    places: pd.DataFrame,
    links: pd.DataFrame | None,
    labels: pd.DataFrame,
    palette: Palette,
    *,
    shapes_address: str,
    country: str = "",
    chosen: str = "",
    is_narrow: bool = False,
    is_small: bool = False,
) -> pdk.Deck:
    """Return the map; `country` is looked at closely and coloured, `chosen` is the place_id of a marked place.

    is_narrow: for a phone, which has no room for the whole region; it starts around the Baltic Sea.
    is_small: for a map on half a page.

    A hint begins with its number: the browser's side of pydeck takes text that begins with @@ as a formula.
    Layer ids are fixed, so that an unchanged layer is not sent again. Picking returns the rows of `places`.
    """
    view = AROUND_COUNTRY.get(country, AROUND_THE_SEA if is_narrow else SEEN_SMALL if is_small else WHOLE_REGION)
    ordered = _in_drawing_order(places, chosen)
    layers = [
        _land(shapes_address, palette, country),
        *_names(labels, palette, view["zoom"]),
        *([] if links is None else [_lines(links, palette)]),
        _bubbles(ordered, palette, chosen),
        _counts(ordered, palette),
    ]
    deck = copy(_blank_deck())
    deck.layers = layers
    deck.initial_view_state = pdk.ViewState(**view, min_zoom=2.5, max_zoom=9)
    return deck


@cache
def _blank_deck() -> pdk.Deck:
    """Return a map without layers, to be copied: making one tries several times to import what notebooks have."""
    return pdk.Deck(map_provider=None, tooltip={"text": "{hint}"})


def _land(address: str, palette: Palette, country: str) -> pdk.Layer:
    network, other = rgb(palette.network_land), rgb(palette.land)
    colour = f"properties.network ? {network} : {other}"
    if country:
        colour = f"properties.code == '{country}' ? {rgb(palette.accent, 70)} : ({colour})"
    return pdk.Layer(
        "GeoJsonLayer",
        address,
        id="land",
        get_fill_color=colour,
        get_line_color=rgb(palette.coast),
        line_width_min_pixels=0.7,
        pickable=False,
    )


def _names(labels: pd.DataFrame, palette: Palette, zoom: float) -> list[pdk.Layer]:
    groups: dict[str, list[dict]] = {"countries": [], "seas": [], "details": []}
    for row in labels.itertuples(index=False):
        group = "details" if row.min_zoom > max(zoom, 4) else "countries" if row.kind == "country" else "seas"
        groups[group].append({"text": row.text, "longitude": row.longitude, "latitude": row.latitude})
    look = {
        "countries": (rgb(palette.text, 200), FIXED_SIZE),
        "seas": (rgb(palette.primary, 200), FIXED_SIZE),
        "details": (rgb(palette.muted), GROWING_SIZE),
    }
    return [
        pdk.Layer(
            "TextLayer",
            rows,
            id=f"names-of-{name}",
            get_position="[longitude, latitude]",
            get_text="text",
            get_color=look[name][0],
            font_family=pdk.types.String(FONT),
            character_set=pdk.types.String("auto"),
            **look[name][1],
        )
        for name, rows in groups.items()
    ]


def _lines(links: pd.DataFrame, palette: Palette) -> pdk.Layer:
    rows = links[["longitude", "latitude", "other_longitude", "other_latitude", "project_count"]].assign(
        hint=[
            f"{count(row.project_count, 'shared project')}: {row.city} – {row.other_city}\n{listed(row.titles, 4)}"
            for row in links.itertuples()
        ]
    )
    return pdk.Layer(
        "LineLayer",
        rows,
        id="shared-projects",
        get_source_position="[longitude, latitude]",
        get_target_position="[other_longitude, other_latitude]",
        get_width="1.2 + 1.8 * (project_count - 1)",
        get_color=rgb(palette.accent, 140),
        pickable=True,
    )


def _bubbles(places: list[Any], palette: Palette, chosen: str) -> pdk.Layer:
    rows = [
        {
            "place_id": row.place_id,
            "longitude": row.longitude,
            "latitude": row.latitude,
            "partner_count": row.partner_count,
            "radius": _radius(row.partner_count),
            "hint": f"{count(row.partner_count, 'partner')} in {row.city}\n{listed(row.partner_names, 5)}",
            "colour": rgb(palette.accent if row.place_id == chosen else palette.primary, 235),
        }
        for row in places
    ]
    return pdk.Layer(
        "ScatterplotLayer",
        rows,
        id="places",
        get_position="[longitude, latitude]",
        get_radius="radius",
        radius_units=pdk.types.String("pixels"),
        get_fill_color="colour",
        get_line_color=rgb(palette.background),
        stroked=True,
        line_width_min_pixels=1.2,
        pickable=True,
        auto_highlight=True,
    )


def _in_drawing_order(places: pd.DataFrame, chosen: str) -> list[Any]:
    """Return the rows of `places`, the larger last, so that no ring crosses a number, and the chosen one on top.

    Closer up, what larger ones cover comes out from under them.
    """
    return sorted(places.itertuples(index=False), key=lambda row: (row.place_id == chosen, row.partner_count))


def _radius(number: int) -> float:
    return round(SMALLEST_BUBBLE_PIXELS + BUBBLE_GROWTH_PIXELS * math.sqrt(number - 1), 1)


def _counts(places: list[Any], palette: Palette) -> pdk.Layer:
    several = (row for row in places if row.partner_count > 1)
    rows = [
        {"longitude": row.longitude, "latitude": row.latitude, "text": str(row.partner_count), "priority": priority}
        for priority, row in enumerate(several)
    ]
    return pdk.Layer(
        "TextLayer",
        rows,
        id="counts",
        get_position="[longitude, latitude]",
        get_text="text",
        get_size=14,
        get_color=rgb(palette.background),
        font_family=pdk.types.String(FONT),
        font_weight=600,
        pickable=False,
        get_collision_priority="priority",
        **ROOM_AROUND,
    )
