"""The parts of the map page: its options, its list and the map itself."""

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from cci_data.charts.maps import partner_map
from cci_data.filters import WITHOUT_PLACE, PartnerFilter
from cci_data.language import count
from cci_data.queries.partners import arrow_listing, listing, partner, places, unplaced_count
from pages.parts import choose, show
from pages.parts.fetch import colours, fetch, is_phone, kept
from pages.parts.maps import compact

if TYPE_CHECKING:
    import pandas as pd
    from streamlit.delta_generator import DeltaGenerator

    from cci_data.charts.chart import Chart

NO_PLACE = "none"
LONGEST_ID = 80
MAP_HEIGHT = 620
LIST_HEIGHT = 560
TWIN = "The list beside it has the same partners, and the field above the list the same places."
READING = (
    "Lines join places whose partners share projects, thicker for each further one; with a place chosen, its own "
    "lines. Closer up, the numbers and small bubbles that larger ones cover come out."
)


def sides() -> tuple["DeltaGenerator", "DeltaGenerator"]:
    """Return where the map and the list go; on a phone the card of a chosen partner comes before the map."""
    if is_phone() and choose.asked("partner"):
        card_first = st.container()
        return st.container(), card_first
    return tuple(st.columns([5, 3], gap="large"))


@kept
def count_line(chosen: PartnerFilter) -> Markup:
    """Return the line that counts the partners: all of them, those on the map, and those without a place."""
    number, missing = len(people("", chosen)), fetch(unplaced_count, chosen=chosen)
    return show.fill(
        '<p class="count"><strong>{all}</strong>: {located} at {points} on the map, {missing} without a place.</p>',
        all=count(number, "partner"),
        located=number - missing,
        points=count(len(fetch(places, chosen=chosen)), "place"),
        missing=missing,
    )


@kept
def place_options(chosen: PartnerFilter) -> dict[str, str]:
    """Return the places on the map, and `none` for partners without one: id → words."""
    found = fetch(places, chosen=chosen)
    columns = (found[name] for name in ("place_id", "city", "country", "partner_count"))
    options = {
        place_id: f"{city}, {country or 'country not stated'} · {count(number, 'partner')}"
        for place_id, city, country, number in zip(*columns, strict=True)
    }
    if missing := fetch(unplaced_count, chosen=chosen):
        options[NO_PLACE] = f"No known place · {count(missing, 'partner')}"
    return options


def people(place: str, chosen: PartnerFilter) -> "pd.DataFrame":
    """Return the list of partners that fit the filters and are at `place` (all places if empty), by partner_id."""
    return fetch(listing, chosen=chosen, **_at(place))


def _at(place: str) -> dict[str, PartnerFilter | str]:
    if place == NO_PLACE:
        return {"within": WITHOUT_PLACE}
    return {"place_id": place} if place else {}


@kept
def _partner_options(place: str, asked: str, chosen: PartnerFilter) -> dict[str, str]:
    labels = people(place, chosen)["Partner"].to_dict()
    if asked and asked not in labels:
        alone = fetch(partner, partner_id=asked[:LONGEST_ID])
        labels |= dict(zip(alone["partner_id"], alone["name"], strict=True))
    times = Counter(labels.values())
    return {key: name if times[name] == 1 else f"{name} ({key})" for key, name in labels.items()}


def partner_options(place: str, chosen: PartnerFilter) -> dict[str, str]:
    """Return the partners at a place, and the one that the address asks for: id → name, told apart if they share it."""
    return _partner_options(place, choose.asked("partner"), chosen)


def list_of_partners(place: str, chosen: PartnerFilter) -> None:
    """Show the partners at a place as a list in which one can be chosen; nothing where there are none."""
    rows = people(place, chosen)
    # Another list is another element: a row that was chosen in the one before must not be chosen in it.
    key = f"partners-{place}-{urlencode(chosen.parameters())}"
    if len(rows):
        st.dataframe(
            fetch(arrow_listing, chosen=chosen, **_at(place)),
            hide_index=True,
            height=min(LIST_HEIGHT, 36 * (len(rows) + 1) + 3),
            key=key,
            selection_mode="single-row",
            on_select=lambda: _choose_row(key, rows),
            alt="Partners; choose a row, or a name in the field above, to open the card.",
        )
        show.html("{paper}", paper=show.on_paper("partners", chosen.parameters() | ({"place": place} if place else {})))


def _choose_row(key: str, rows: "pd.DataFrame") -> None:
    chosen = st.session_state[key].selection.rows
    choose.write("partner", rows.index[chosen[0]] if chosen else "")


@kept
def _map(place: str, is_linked: bool, is_narrow: bool, chosen: PartnerFilter) -> "Chart":
    drawn = partner_map(fetch, colours(), chosen=chosen, place=place, is_linked=is_linked, is_narrow=is_narrow)
    return replace(drawn, drawing=compact(drawn.drawing))


@kept
def _place_of(partner_id: str) -> str:
    points = fetch(places)
    here = points.loc[points["partner_ids"].map(lambda ids: partner_id in ids).astype(bool), "place_id"]
    return here.iloc[0] if len(here) else ""


def chart(place: str, partner_id: str, is_linked: bool, chosen: PartnerFilter) -> None:
    """Show the map, the chosen place or that of the chosen partner marked; a click on a bubble chooses its place."""
    marked = place or (_place_of(partner_id) if partner_id else "")
    has_lines = is_linked and place != NO_PLACE
    shown = _map(marked, has_lines, is_phone(), chosen)
    st.pydeck_chart(shown.drawing, height=MAP_HEIGHT, key="map", on_select=_choose_place, alt=f"{shown.summary} {TWIN}")
    show.below(shown, READING, has_twin=False)


def _choose_place() -> None:
    objects = st.session_state["map"].selection.objects
    if objects and "places" not in objects:
        return  # a line was touched: it says its projects, and chooses nothing
    chosen = objects.get("places", [])
    choose.write("place", chosen[0]["place_id"] if chosen else "")
    choose.write("partner", "")
