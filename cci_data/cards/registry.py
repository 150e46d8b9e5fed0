"""All kinds of card by name, and the parameter of an address that says of which record."""

from collections.abc import Callable
from dataclasses import dataclass

from cci_data.cards.card import Card
from cci_data.cards.event import event_card
from cci_data.cards.partner import partner_card
from cci_data.cards.spotlight import spotlight_card
from cci_data.charts.registry import COUNTRY, PARTNER, Options
from cci_data.queries.events import events


@dataclass(frozen=True)
class CardEntry:
    """A kind of card on offer.

    make: `make(fetch, palette, today, key)` returns the card of a record, None where there is none of that key;
    parameter: the name of the key in an address; meaning: in words; records: the keys on record, with words for each;
    is_required: whether there is no card without a key.
    """

    make: Callable[..., Card | None]
    parameter: str
    meaning: str
    records: Options
    is_required: bool = True


CARDS = {
    "partner": CardEntry(partner_card, "id", PARTNER.meaning, PARTNER.options),
    "event": CardEntry(
        event_card,
        "event",
        "ID of an event",
        lambda fetch: dict(zip(fetch(events)["event_id"], fetch(events)["title"], strict=True)),
    ),
    "spotlight": CardEntry(
        spotlight_card, "country", "code of a country; without it, whose turn it is", COUNTRY.options, is_required=False
    ),
}
