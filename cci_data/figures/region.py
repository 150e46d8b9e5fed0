"""The map of the region: shapes without a tile server, a bubble for each place, lines for shared projects.

Contract: `places` has the columns of `queries.partners.places`, `links` those of `queries.projects.place_links`,
or None for a map without lines, `labels` those of `basemap.labels`.
"""

import math
from copy import copy
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np
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
NUMBER_PIXELS = 14
# How much each further shared project adds to a line; where many share many, less, so that the lines can be told apart.
LINE_GROWTH_PIXELS, MOST_LINE_PIXELS = 1.8, 6
# A number that a larger bubble covers waits until the map is so much closer that it comes out from under it.
ZOOMS_TO_WAIT = 2.5
# How wide the world is, in pixels, at zoom 0; and how long its parallel at 58° north is, in metres.
WORLD_PIXELS = 512
PARALLEL_METRES = 40_075_017 * math.cos(math.radians(58))
# Text measured in metres grows with the zoom: small islands get their names when there is room for them.
FIXED_SIZE = {"get_size": 15, "size_units": pdk.types.String("pixels")}
GROWING_SIZE = {"get_size": 5000, "size_units": pdk.types.String("meters"), "size_max_pixels": 15}


class _Name(NamedTuple):
    """A name on the map."""

    kind: str
    text: str
    longitude: float
    latitude: float
    min_zoom: float


class _Place(NamedTuple):
    """A place, with what a bubble says of it."""

    place_id: str
    city: str
    longitude: float
    latitude: float
    partner_count: int
    partner_names: tuple[str, ...]


def _rows(table: pd.DataFrame, kind: type[NamedTuple]) -> list[Any]:
    """Return the rows of a table: `itertuples` would make their type anew each time, which takes longer than all."""
    return list(map(kind._make, zip(*(table[name].tolist() for name in kind._fields), strict=True)))


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
        _counts(ordered, palette, view["zoom"]),
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
    return _layers_of_names(tuple(_rows(labels, _Name)), palette, zoom)


@lru_cache(maxsize=32)
def _layers_of_names(labels: tuple["_Name", ...], palette: Palette, zoom: float) -> list[pdk.Layer]:
    groups: dict[str, list[dict]] = {"countries": [], "seas": [], "details": []}
    for row in labels:
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
    most = max(links["project_count"], default=1)
    growth = round(min(LINE_GROWTH_PIXELS, MOST_LINE_PIXELS / max(most - 1, 1)), 2)
    return pdk.Layer(
        "LineLayer",
        rows,
        id="shared-projects",
        get_source_position="[longitude, latitude]",
        get_target_position="[other_longitude, other_latitude]",
        get_width=f"1.2 + {growth} * (project_count - 1)",
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
    return sorted(_rows(places, _Place), key=lambda row: (row.place_id == chosen, row.partner_count))


def _radius(number: int) -> float:
    return round(SMALLEST_BUBBLE_PIXELS + BUBBLE_GROWTH_PIXELS * math.sqrt(number - 1), 1)


def _counts(places: list[Any], palette: Palette, zoom: float) -> pdk.Layer:
    # deck.gl's own way to make room leaves every number out on screens with more than one pixel to a point.
    sizes = zip(places, _covered(places, zoom), strict=True)
    rows = [
        {
            "longitude": row.longitude,
            "latitude": row.latitude,
            "text": str(row.partner_count),
            "size": _metres(zoom + ZOOMS_TO_WAIT) if is_covered else _metres(0),
        }
        for row, is_covered in sizes
        if row.partner_count > 1
    ]
    return pdk.Layer(
        "TextLayer",
        rows,
        id="counts",
        get_position="[longitude, latitude]",
        get_text="text",
        get_size="size",
        size_units=pdk.types.String("meters"),
        size_max_pixels=NUMBER_PIXELS,
        get_color=rgb(palette.background),
        font_family=pdk.types.String(FONT),
        font_weight=600,
        pickable=False,
    )


def _metres(zoom: float) -> int:
    """Return how many metres of the ground are as high as a number, at a zoom."""
    return round(PARALLEL_METRES / (WORLD_PIXELS * 2**zoom) * NUMBER_PIXELS)


def _covered(places: list[Any], zoom: float) -> np.ndarray:
    """Tell which of the places have a number that a bubble lies on, which is drawn later, at this zoom."""
    if not places:
        return np.zeros(0, dtype=bool)
    latitude = np.radians([row.latitude for row in places])
    x = np.array([row.longitude for row in places]) / 360
    y = np.log(np.tan(np.pi / 4 + latitude / 2)) / (2 * np.pi)
    scale = WORLD_PIXELS * 2**zoom
    distance = np.hypot(x[:, None] - x, y[:, None] - y) * scale
    reach = np.array([_radius(row.partner_count) for row in places]) + NUMBER_PIXELS / 3
    return np.triu(distance < reach, k=1).any(axis=1)
