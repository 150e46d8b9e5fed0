"""The parts of the map page: its options, its list and the map itself."""

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from cci_data import basemap
from cci_data.figures.region import region_map
from cci_data.language import count
from cci_data.queries.partners import current_id, partner, partners, places
from cci_data.queries.projects import place_links
from pages.parts import choose, show
from pages.parts.fetch import colours, fetch, is_phone, kept
from pages.parts.maps import compact

if TYPE_CHECKING:
    import pandas as pd
    import pydeck as pdk
    from streamlit.delta_generator import DeltaGenerator

NO_PLACE = "none"
MAP_HEIGHT = 620
LIST_HEIGHT = 560
SOURCES = (
    "A partner stands at its city, not at its address. Lines join places whose partners share projects, thicker for "
    "each further one; with a place chosen, its own lines. Closer up, the numbers and small bubbles that larger ones "
    "cover come out. "
    "Shapes: Natural Earth, public domain. Partners: the source is on each card."
)


def sides() -> tuple["DeltaGenerator", "DeltaGenerator"]:
    """Return where the map and the list go; on a phone the card of a chosen partner comes before the map."""
    if is_phone() and choose.asked("partner"):
        card_first = st.container()
        return st.container(), card_first
    return tuple(st.columns([5, 3], gap="large"))


def follow_former_partner() -> None:
    """Let a link to a partner that was merged lead to the one that it became."""
    asked = choose.asked("partner")[: choose.LONGEST_TEXT]
    if asked and (current := fetch(current_id, partner_id=asked)) != asked:
        choose.write("partner", current)


def without_place(found: "pd.DataFrame") -> "pd.DataFrame":
    """Return those partners that have no known place."""
    return found[found["cities"].map(len) == 0]


@kept
def count_line(**filters: str) -> Markup:
    """Return the line that counts the partners: all of them, those on the map, and those without a place."""
    found, points = fetch(partners, **filters), fetch(places, **filters)
    missing = len(without_place(found))
    return show.fill(
        '<p class="count"><strong>{all}</strong>: {located} at {points} on the map, {missing} without a place.</p>',
        all=count(len(found), "partner"),
        located=len(found) - missing,
        points=count(len(points), "place"),
        missing=missing,
    )


@kept
def place_options(**filters: str) -> dict[str, str]:
    """Return the places on the map, and `none` for partners without one: id → words."""
    options = {
        row.place_id: f"{row.city}, {row.country or 'country not stated'} · {count(row.partner_count, 'partner')}"
        for row in fetch(places, **filters).itertuples()
    }
    if missing := len(without_place(fetch(partners, **filters))):
        options[NO_PLACE] = f"No known place · {count(missing, 'partner')}"
    return options


def at_place(place: str, **filters: str) -> "pd.DataFrame":
    """Return the partners that fit the filters and are at `place` (all places if empty)."""
    found = fetch(partners, **filters)
    if place == NO_PLACE:
        return without_place(found)
    if place:
        points = fetch(places, **filters)
        here = points.loc[points["place_id"] == place, "partner_ids"].explode()
        return found[found["partner_id"].isin(here)]
    return found


@kept
def _partner_options(place: str, asked: str, **filters: str) -> dict[str, str]:
    found = at_place(place, **filters)
    labels = dict(zip(found["partner_id"], found["name"], strict=True))
    if asked not in labels:
        labels |= {row.partner_id: row.name for row in fetch(partner, partner_id=asked[:80]).itertuples(index=False)}
    names = list(labels.values())
    return {key: name if names.count(name) == 1 else f"{name} ({key})" for key, name in labels.items()}


def partner_options(place: str, **filters: str) -> dict[str, str]:
    """Return the partners at a place, and the one that the address asks for: id → name, told apart if they share it."""
    return _partner_options(place, choose.asked("partner"), **filters)


@kept
def _rows(place: str, **filters: str) -> "pd.DataFrame":
    found = at_place(place, **filters)
    shown = found.assign(
        Place=found["cities"].map(", ".join),
        Country=found["country"].fillna("not stated"),
    )
    return shown.rename(columns={"name": "Partner"}).set_index("partner_id")[["Partner", "Place", "Country"]]


def list_of_partners(place: str, **filters: str) -> int:
    """Show the partners at a place as a list in which one can be chosen; return how many there are."""
    rows = _rows(place, **filters)
    key = "partners-" + "-".join([place, *filters.values()])
    if len(rows):
        st.dataframe(
            rows,
            hide_index=True,
            height=min(LIST_HEIGHT, 36 * (len(rows) + 1) + 3),
            key=key,
            selection_mode="single-row",
            on_select=lambda: _choose_row(key, rows),
            alt="Partners; choose a row, or a name in the field above, to open the card.",
        )
    return len(rows)


def _choose_row(key: str, rows: "pd.DataFrame") -> None:
    chosen = st.session_state[key].selection.rows
    choose.write("partner", rows.index[chosen[0]] if chosen else "")


@kept
def _deck(place: str, is_linked: bool, is_narrow: bool, **filters: str) -> "pdk.Deck":
    links = fetch(place_links, **filters)
    if place:
        links = links[(links["place_id"] == place) | (links["other_place_id"] == place)]
    return compact(
        region_map(
            fetch(places, **filters),
            links if is_linked else links[:0],
            basemap.labels(),
            colours(),
            shapes_address=basemap.address(),
            chosen=place,
            is_narrow=is_narrow,
        )
    )


@kept
def _place_of(partner_id: str) -> str:
    points = fetch(places)
    here = points.loc[points["partner_ids"].map(lambda ids: partner_id in ids).astype(bool), "place_id"]
    return here.iloc[0] if len(here) else ""


def chart(place: str, partner_id: str, is_linked: bool, **filters: str) -> None:
    """Show the map, the chosen place or that of the chosen partner marked; a click on a bubble chooses its place."""
    marked = place or (_place_of(partner_id) if partner_id else "")
    st.pydeck_chart(
        _deck(marked, is_linked, is_phone(), **filters),
        height=MAP_HEIGHT,
        key="map",
        on_select=_choose_place,
        alt="Map of the Baltic Sea Region with a bubble for each place; the list beside it has the same places.",
    )


def _choose_place() -> None:
    objects = st.session_state["map"].selection.objects
    if objects and "places" not in objects:
        return  # a line was touched: it says its projects, and chooses nothing
    chosen = objects.get("places", [])
    choose.write("place", chosen[0]["place_id"] if chosen else "")
    choose.write("partner", "")
