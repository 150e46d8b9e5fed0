"""What the card of a record says, whoever shows it: a picture to pass on, a slide, a printed profile."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pydeck as pdk

from cci_data.data_age import DataAge
from cci_data.public_data import public_source
from cci_data.vocabulary import ILLUSTRATIVE, ORIGINS


@dataclass(frozen=True, eq=False)
class Card:
    """A card with everything that stands on it.

    kicker: what it is a card of; rows: labels with their values, none of them empty; source: where the record comes
    from, without "Source:"; as_of: the day of the data, None where not known; page, choice: the path of the page on
    which the record stands, and its parameters; place: a map to go with it, made with the palette of the card.
    """

    kicker: str
    heading: str
    subheading: str
    rows: tuple[tuple[str, str], ...]
    source: str
    as_of: DataAge | date | None
    page: str
    choice: Mapping[str, str] = field(default_factory=dict)
    place: pdk.Deck | None = None


def named(title: str, origin: str | None) -> str:
    """Return the title of a record, marked where it is illustrative."""
    return f"{title} ({ILLUSTRATIVE})" if origin == ILLUSTRATIVE else title


def sourced(origin: str, source: str) -> str:
    """Return where a record comes from, as it may be told: `public record, https://example.org`, `Contact Desk`."""
    return ", ".join(dict.fromkeys((ORIGINS[origin], public_source(origin, source))))


def stated(pairs: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return labels with their values, without those that have none."""
    return tuple((label, value) for label, value in pairs.items() if value)
