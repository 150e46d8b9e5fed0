"""What to write beside the picture of a card on a social channel: the words for who cannot see it, and two posts."""

from collections.abc import Iterable
from dataclasses import dataclass

from cci_data.cards.card import Card
from cci_data.language import UNKNOWN, one_line, shortened
from cci_data.vocabulary import ILLUSTRATIVE

LONGEST_ALT, LONGEST_SHORT, LONGEST_LONG = 420, 280, 700
TAGS = "#CCI #BalticSea"
MARK = f" ({ILLUSTRATIVE})"
ABOUT = {
    "Partner": "On the map of creative industries around the Baltic Sea:",
    "Event": "In the calendar of the CCI network around the Baltic Sea:",
    "Spotlight": "In the spotlight of the CCI network around the Baltic Sea:",
}
# Rows whose values say by themselves what they are.
PLAIN = {"When", "Where", "Type", "Place", "In the spotlight"}
# A second address would stand beside that of the dashboard.
ADDRESSES = {"Website", "Event page"}
UNTOLD = {UNKNOWN, "place not stated", "none on record"}


@dataclass(frozen=True)
class Post:
    """What goes with a card on a social channel.

    alt: a sentence of at most LONGEST_ALT characters; short: at most LONGEST_SHORT, with the link; long: a few lines,
    at most LONGEST_LONG, with the link.
    """

    alt: str
    short: str
    long: str


def post(card: Card, link: str) -> Post:
    """Return what to write beside a card, from its own rows: no more is known than there, and no person is named.

    link: the whole address on which the record stands. An illustrative record keeps its mark, however short the text.
    """
    return Post(alt_text(card), _short(card, link), _long(card, link))


def alt_text(card: Card) -> str:
    """Return in a sentence what the picture of a card shows, with as many of its rows as there is room for."""
    kind = f"Card of {'an' if card.kicker[:1] in 'AEIOU' else 'a'} {card.kicker.lower()}"
    name = _named(card, LONGEST_ALT // 2)
    about = [f"{kind}: {name}", *filter(None, (one_line(card.subheading),))]
    rows = (f"{label.lower()}: {one_line(value)}" for label, value in _rows(card))
    map_too = "; beside it a map" if card.place else ""
    room = LONGEST_ALT - len(map_too) - 1
    return f"{'; '.join(_fitting(about[:1], [*about[1:], *rows], '; ', room))}{map_too}."


def _short(card: Card, link: str) -> str:
    end = f"\n{link} {TAGS}"
    room = LONGEST_SHORT - len(end)
    heading = _named(card, room)
    values = (
        one_line(value) if label in PLAIN else f"{label.lower()}: {one_line(value)}" for label, value in _rows(card)
    )
    return " · ".join(_fitting([heading], values, " · ", room)) + end


def _long(card: Card, link: str) -> str:
    end = f"\n\n{link}\n{TAGS}"
    room = LONGEST_LONG - len(end)
    first = f"{ABOUT.get(card.kicker, f'{card.kicker}:')} "
    heading = first + _named(card, room // 2)
    subheading = [one_line(card.subheading)] if card.subheading else []
    rows = (f"{label}: {one_line(value)}" for label, value in _rows(card))
    return "\n".join(_fitting([heading], [*subheading, *rows], "\n", room)) + end


def _rows(card: Card) -> list[tuple[str, str]]:
    """Return the rows that are worth telling: a post says what is known."""
    return [(label, value) for label, value in card.rows if label not in ADDRESSES and value not in UNTOLD]


def _named(card: Card, room: int) -> str:
    """Return the heading in at most `room` characters, the mark of an illustrative record with it."""
    heading = one_line(card.heading)
    mark = MARK if heading.endswith(MARK) else ""
    return shortened(heading.removesuffix(mark), max(room - len(mark), 1)) + mark


def _fitting(first: list[str], more: Iterable[str], between: str, room: int) -> list[str]:
    """Return the first pieces and as many of the others, in their order, as fit into `room`; none is cut."""
    found = list(first)
    for piece in more:
        if len(between.join([*found, piece])) <= room:
            found.append(piece)
    return found
