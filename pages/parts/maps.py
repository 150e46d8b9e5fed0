"""The map on the screen: kept as compact JSON, since pydeck would write it anew for each viewer and each run."""

import json
from typing import TYPE_CHECKING

from pydeck.bindings.json_tools import default_serialize

if TYPE_CHECKING:
    import pydeck as pdk


def compact(deck: "pdk.Deck") -> "pdk.Deck":
    """Return the deck with its JSON written once, without white space; it must not be changed afterwards."""
    # As `Deck.to_json` does, but for its indents, which take Python's slow encoder and a third more room.
    written = json.dumps(deck, sort_keys=True, default=default_serialize, separators=(",", ":"))
    deck.to_json = lambda: written
    deck.layers = []
    return deck
