"""The map on the screen: kept as compact JSON, since pydeck would write it anew for each viewer and each run."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pydeck as pdk


def compact(deck: "pdk.Deck") -> "pdk.Deck":
    """Return the deck with its JSON written once, without white space; it must not be changed afterwards."""
    written = json.dumps(json.loads(deck.to_json()), separators=(",", ":"))
    deck.to_json = lambda: written
    deck.layers = []
    return deck
