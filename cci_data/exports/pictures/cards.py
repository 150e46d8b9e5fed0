"""The card of a partner, an event or a spotlight as a picture that can be shared."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pydeck as pdk

from cci_data.exports.pictures import frame
from cci_data.exports.pictures.caption import Caption, PictureProblem, Shape
from cci_data.exports.pictures.files import rendered
from cci_data.exports.pictures.letters import ABOVE, ELLIPSIS, LINE, balanced, fitted, width
from cci_data.exports.pictures.maps import paint_map
from cci_data.exports.pictures.sheet import Box, Sheet
from cci_data.language import count, one_line
from cci_data.theme import Palette

WIDE_FROM = 1.4
# The parts of a card that a map takes: of a wide one's width, at least of a square one's height.
MAP_WIDTH, MAP_HEIGHT = 0.38, 0.26
LABEL_PART = 0.36
# The size of the rows, in heights of the smallest letters, the largest that fits.
ROW_SIZES = (1.25, 1.15, 1.05, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75)
FOOTER_SIZE = 0.8
# Without a map: the part of the height that is a ground of colour, with how large the heading stands on it, the largest
# that leaves room for all rows in large letters.
POSTERS = ((0.56, 3.4), (0.5, 3.0), (0.44, 2.6), (0.0, 2.2), (0.0, 2.0))
LARGE_ROWS = (2.0, 1.85, 1.7, 1.55, 1.4, 1.25)
POSTER_ROWS = (*LARGE_ROWS, *ROW_SIZES[1:])
KICKER, SUBHEADING = 1.25, 1.4
MOST_LINES = (3, 2, 1)
BETWEEN_ROWS = 0.5


@dataclass(frozen=True)
class CardPicture:
    """What a card says.

    kicker: what it is a card of (Partner, Event, Spotlight); rows: labels with their values, about eight at most;
    caption: source, date, link and alt; its title and subtitle are not written.
    """

    kicker: str
    heading: str
    subheading: str = ""
    rows: Sequence[tuple[str, str]] = ()
    caption: Caption = field(default_factory=Caption)


def card_picture(
    card: CardPicture,
    *,
    shape: Shape,
    kind: str,
    palette: Palette,
    place: pdk.Deck | None = None,
    lands: bytes = b"",
) -> bytes:
    """Return the file of a card, the same bytes for the same input.

    shape: SHARE, SQUARE or another; kind: png, svg or pdf; place: a map to go with it, made with the same palette;
    lands: the GeoJSON that stands at the address in the map's layer.
    Raises PictureProblem where the rows do not fit, and for a map that it cannot draw.
    """

    def paint(sheet: Sheet) -> None:
        box = _within(sheet)
        if place is None:
            _paint_poster(sheet, card, box)
            return
        if shape.width > WIDE_FROM * shape.height:
            split = shape.width * (1 - MAP_WIDTH)
            paint_map(sheet, place, sheet.box.but(left=split), lands)
            box = box.but(right=split - frame.edge(sheet) * 0.8)
        bottom = frame.footed(sheet, box, card.caption, size=FOOTER_SIZE)
        top = _headed(sheet, card, box)
        is_below = shape.width <= WIDE_FROM * shape.height
        lowest = bottom - (shape.height * MAP_HEIGHT if is_below else 0)
        end = _paint_rows(sheet, card.rows, box.but(top=top, bottom=lowest))
        if is_below:
            paint_map(sheet, place, Box(0, end + shape.text, shape.width, bottom - shape.text * 0.2), lands)

    words = "" if card.caption.alt else " ".join(f"{label}: {value}." for label, value in card.rows)
    description = " ".join(text for text in (words, card.caption.described) if text)
    return rendered(paint, shape, kind, palette, title=f"{card.kicker}: {card.heading}", description=description)


def _paint_poster(sheet: Sheet, card: CardPicture, box: Box) -> None:
    """Paint a card that has no map: its heading large on a ground of colour, the rows below as large as they fit."""
    text, bottom = sheet.shape.text, frame.footed(sheet, box, card.caption, size=FOOTER_SIZE)
    for ground, title in POSTERS:
        heading, letters = fitted(card.heading, text * title, box.width, most_lines=3, is_bold=True)
        heading = balanced(heading, letters, box.width, is_bold=True)
        under, small = fitted(card.subheading, text * SUBHEADING, box.width, most_lines=2, smallest=0.8)
        needed = LINE * (text * KICKER + len(heading) * letters + len(under) * small) + text * 0.6
        end = max(box.top + needed + text, sheet.shape.height * ground)
        room = box.but(top=end + text, bottom=bottom)
        if _setting(card.rows, room, text, LARGE_ROWS) or (ground, title) == POSTERS[-1]:
            break
    sheet.rectangle(sheet.box.but(bottom=end), sheet.palette.primary)
    light = sheet.palette.background
    sheet.words((box.left, box.top + ABOVE * text * KICKER), one_line(card.kicker), text * KICKER, light)
    y = end - text - LINE * (len(heading) * letters + len(under) * small) - text * 0.3 * bool(under)
    y = sheet.block((box.left, y), heading, letters, light, is_bold=True) + text * 0.3
    sheet.block((box.left, y), under, small, light)
    _paint_rows(sheet, card.rows, room, POSTER_ROWS)


def _within(sheet: Sheet) -> Box:
    gap = frame.edge(sheet)
    return Box(gap, gap * 0.9, sheet.box.right - gap, sheet.box.bottom - gap * 0.7)


def _headed(sheet: Sheet, card: CardPicture, box: Box) -> float:
    text = sheet.shape.text
    kicker = one_line(card.kicker)
    sheet.words((box.left, box.top + ABOVE * text), kicker, text, sheet.palette.primary, is_bold=True)
    under = box.but(top=box.top + LINE * text * 1.1)
    return frame.headed(sheet, under, card.heading, card.subheading, most_lines=2) + text * 0.9


@dataclass(frozen=True)
class _Setting:
    """Rows set in letters of one size: where their values begin, and the lines of each label and value."""

    size: float
    column: float
    rows: Sequence[tuple[list[str], list[str]]]

    @property
    def height(self) -> float:
        return sum(len(lines) * LINE + BETWEEN_ROWS for _, lines in self.rows) * self.size

    @property
    def is_whole(self) -> bool:
        return not any(lines[-1].endswith(ELLIPSIS) for _, lines in self.rows)


def _setting(
    rows: Sequence[tuple[str, str]], box: Box, text: float, sizes: Sequence[float], *, is_cut: bool = False
) -> "_Setting | None":
    """Return the rows set as large as they fit into `box`, None where they do not; is_cut: even if values are cut."""
    tried = [_set(rows, part * text, box.width, most) for most in MOST_LINES for part in sizes]
    fitting = [setting for setting in tried if setting.height <= box.height]
    return next((setting for setting in fitting if setting.is_whole), fitting[0] if is_cut and fitting else None)


def _paint_rows(sheet: Sheet, rows: Sequence[tuple[str, str]], box: Box, sizes: Sequence[float] = ROW_SIZES) -> float:
    """Write the rows as large as they fit into `box`, values cut only where they must be; return where they end."""
    chosen = _setting(rows, box, sheet.shape.text, sizes, is_cut=True)
    if chosen is None:
        raise PictureProblem(f"A card of this shape has no room for {count(len(rows), 'row')}: leave some out.")
    y, size = box.top, chosen.size
    for label, lines in chosen.rows:
        sheet.block((box.left, y), label, size, sheet.palette.muted)
        y = sheet.block((box.left + chosen.column, y), lines, size, sheet.palette.text) + BETWEEN_ROWS * size
    return y


def _set(rows: Sequence[tuple[str, str]], size: float, room: float, most_lines: int) -> _Setting:
    labels = max((width(one_line(label), size) for label, _ in rows), default=0)
    column = min(labels, room * LABEL_PART) + size
    broken = [
        (
            fitted(label, size, column - size / 2, most_lines=1, smallest=1)[0],
            fitted(value, size, room - column, most_lines=most_lines, smallest=1)[0] or ["–"],
        )
        for label, value in rows
    ]
    return _Setting(size, column, broken)
