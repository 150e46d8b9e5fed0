"""The map of the region: shapes without a tile server, a bubble for each place, lines for shared projects.

Contract: `places` has the columns of `queries.partners.places`, `links` those of `queries.projects.place_links`,
or None for a map without lines, `labels` those of `basemap.labels`.
"""

import math

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
    layers = [
        _land(shapes_address, palette, country),
        *_names(labels, palette, view["zoom"]),
        *([] if links is None else [_lines(links, palette)]),
        _bubbles(places, palette, chosen),
        _counts(places, palette, chosen),
    ]
    return pdk.Deck(
        layers=layers,
        map_provider=None,
        initial_view_state=pdk.ViewState(**view, min_zoom=2.5, max_zoom=9),
        tooltip={"text": "{hint}"},
    )


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
    is_near = labels["min_zoom"] > max(zoom, 4)
    is_country = labels["kind"] == "country"
    groups = (
        ("countries", labels[is_country & ~is_near], rgb(palette.text, 200), FIXED_SIZE),
        ("seas", labels[~is_country & ~is_near], rgb(palette.primary, 200), FIXED_SIZE),
        ("details", labels[is_near], rgb(palette.muted), GROWING_SIZE),
    )
    return [
        pdk.Layer(
            "TextLayer",
            rows[["text", "longitude", "latitude"]],
            id=f"names-of-{name}",
            get_position="[longitude, latitude]",
            get_text="text",
            get_color=colour,
            font_family=pdk.types.String(FONT),
            character_set=pdk.types.String("auto"),
            **size,
        )
        for name, rows, colour, size in groups
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


def _bubbles(places: pd.DataFrame, palette: Palette, chosen: str) -> pdk.Layer:
    places = _in_drawing_order(places, chosen)
    rows = places[["place_id", "longitude", "latitude", "partner_count"]].assign(
        radius=[_radius(number) for number in places["partner_count"]],
        hint=[
            f"{count(row.partner_count, 'partner')} in {row.city}\n{listed(row.partner_names, 5)}"
            for row in places.itertuples()
        ],
        colour=[rgb(palette.accent if place == chosen else palette.primary, 235) for place in places["place_id"]],
    )
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


def _in_drawing_order(places: pd.DataFrame, chosen: str) -> pd.DataFrame:
    # The larger ones last, so that no ring crosses a number; closer up, what they cover comes out from under them.
    order = places.assign(is_chosen=places["place_id"] == chosen)
    return order.sort_values(["is_chosen", "partner_count"], kind="stable").drop(columns="is_chosen")


def _radius(number: int) -> float:
    return round(SMALLEST_BUBBLE_PIXELS + BUBBLE_GROWTH_PIXELS * math.sqrt(number - 1), 1)


def _counts(places: pd.DataFrame, palette: Palette, chosen: str) -> pdk.Layer:
    several = _in_drawing_order(places[places["partner_count"] > 1], chosen)
    rows = several[["longitude", "latitude"]].assign(
        text=several["partner_count"].astype(str), priority=range(len(several))
    )
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
