"""The card of a partner as a picture, made when somebody asks for it."""

from collections.abc import Callable

from cci_data import basemap
from cci_data.language import UNKNOWN, listed, place
from cci_data.queries.changes import scope
from cci_data.theme import LIGHT
from cci_data.vocabulary import ILLUSTRATIVE, ORIGINS
from pages.parts.fetch import fetch
from pages.parts.partner_card import projects_in_words, row_of, sectors_in_words
from pages.parts.partner_place import map_around

SHAPES = ("wide", "square")


def picture(partner_id: str, shape: str, address: str) -> Callable[[], bytes]:
    """Return what makes the card of a partner as a PNG, one of SHAPES, with its source, its date and `address`."""

    def make() -> bytes:
        # The library that draws is loaded by those who want a picture, not by everybody who opens the page.
        from cci_data.exports.pictures.caption import SHARE, SQUARE, Caption
        from cci_data.exports.pictures.cards import CardPicture, card_picture

        row, deck = row_of(partner_id), map_around(partner_id, LIGHT)
        source = f"{ORIGINS[row.origin]}, {row.source}"
        caption = Caption(source=source, as_of=fetch(scope).collected_on or "", link=address, alt="")
        heading = f"{row.name} (illustrative)" if row.origin == ILLUSTRATIVE else row.name
        return card_picture(
            CardPicture("Partner", heading, listed(row.other_names), tuple(_rows(row).items()), caption),
            shape={"wide": SHARE, "square": SQUARE}[shape],
            kind="png",
            palette=LIGHT,
            place=deck,
            lands=basemap.shapes(),
        )

    return make


def _rows(row) -> dict[str, str]:
    return {
        "Place": place(listed(row.cities), row.country),
        "Type": row.organisation_type or UNKNOWN,
        "Sectors": sectors_in_words(row),
        "Services": listed(row.services) or UNKNOWN,
        "Projects": projects_in_words(row.partner_id),
        "Website": row.website or UNKNOWN,
    }
