"""The map on the screen: kept as compact JSON, since pydeck would write it anew for each viewer and each run."""

from typing import TYPE_CHECKING

from cci_data.figures.decks import written

if TYPE_CHECKING:
    import pydeck as pdk


def compact(deck: "pdk.Deck") -> "pdk.Deck":
    """Return the deck with its JSON written once, without white space; it must not be changed afterwards."""
    json = written(deck)
    deck.to_json = lambda: json
    deck.layers = []
    return deck
