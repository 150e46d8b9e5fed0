"""A map of places, drawn: a bubble for each, with its number, and of a country the names of its cities."""

import math
from collections.abc import Iterator

from cci_data.exports.handout.land import Ground, ground, painted
from cci_data.exports.handout.parts import Name, Places
from cci_data.exports.handout.svg import drawing, element, text
from cci_data.scenes.scene import Bubble
from cci_data.theme import Palette

SMALLEST, GROWTH, CHOSEN = 2.6, 1.9, 4.5
NUMBER_FROM = 6.5
CITY_SIZE, COUNTRY_SIZE, NUMBER_SIZE = 8.0, 9.0, 7.5
# How wide a letter of the typeface is, on average and in its size, for making room.
LETTER = 0.52

Box = tuple[float, float, float, float]


def places(part: Places, lands: bytes, palette: Palette) -> str:
    """Return the drawing of a map; lands: GeoJSON, as `land.shapes` reads it."""
    width, height = part.width, part.width * part.ratio
    on = ground(lands, width, height, part.country, _chosen_points(part))
    bubbles = sorted(part.bubbles, key=lambda bubble: (bubble.city in part.chosen, bubble.counts[-1]))
    placed = [(bubble, *on.point(bubble.longitude, bubble.latitude), _radius(bubble, part)) for bubble in bubbles]
    placed = [each for each in placed if each[0].counts[-1] and on.holds(each[1], each[2])]
    taken: list[Box] = [(x - r, y - r, x + r, y + r) for _, x, y, r in placed]
    drawn = [circle(bubble, x, y, r, part, palette) for bubble, x, y, r in placed]
    cities = list(_cities(part, on, placed, taken, palette)) if part.country or part.chosen else []
    names = [words for name in part.names for words in _name(name, on, taken, palette)]
    return drawing(width, height, [*painted(lands, on, palette, part.country), *names, *drawn, *cities])


def radius(number: int) -> float:
    """Return how large a bubble of so many partners is: its surface grows with them."""
    return SMALLEST + GROWTH * math.sqrt(max(number - 1, 0))


def _radius(bubble: Bubble, part: Places) -> float:
    return max(radius(bubble.counts[-1]), CHOSEN if bubble.city in part.chosen else 0)


def _chosen_points(part: Places) -> list[tuple[float, float]]:
    return [(bubble.longitude, bubble.latitude) for bubble in part.bubbles if bubble.city in part.chosen]


def circle(bubble: Bubble, x: float, y: float, r: float, part: Places, palette: Palette) -> str:
    """Return a bubble, with its number where there is room for it."""
    fill = palette.accent if bubble.city in part.chosen else palette.primary
    drawn = element("circle", cx=x, cy=y, r=r, fill=fill, stroke="#ffffff", stroke_width="0.7")
    if r < NUMBER_FROM:
        return drawn
    return drawn + text(
        str(bubble.counts[-1]), x, y + NUMBER_SIZE / 3, size=NUMBER_SIZE, fill="#ffffff", anchor="middle", is_bold=True
    )


def _cities(part: Places, on: Ground, placed: list, taken: list[Box], palette: Palette) -> Iterator[str]:
    """Return the names of cities beside their bubbles, the largest first, where there is room; a chosen one always."""
    for bubble, x, y, r in reversed(placed):
        is_own = bool(part.country) and bubble.country_code == part.country
        if not is_own and bubble.city not in part.chosen:
            continue
        width, around = _width(bubble.city, CITY_SIZE), _around(r)
        boxes = [_box(x + across, y + down, width, CITY_SIZE, anchor) for across, down, anchor in around]
        free = next((side for side, box in enumerate(boxes) if _is_free(box, taken, on)), None)
        if free is None and bubble.city in part.chosen:
            free = 0
        if free is not None:
            across, down, anchor = around[free]
            taken.append(boxes[free])
            look = {"size": CITY_SIZE, "fill": palette.text, "anchor": anchor, "is_bold": True}
            yield text(bubble.city, x + across, y + down, **look)


def _around(r: float) -> tuple[tuple[float, float, str], ...]:
    """Return where words may stand around a bubble: how far across and down, and what of them is there."""
    return (r + 2, 2.6, "start"), (-r - 2, 2.6, "end"), (0, -r - 2.5, "middle"), (0, r + 8, "middle")


def _name(name: Name, on: Ground, taken: list[Box], palette: Palette) -> Iterator[str]:
    x, y = on.point(name.longitude, name.latitude)
    box = _box(x, y, _width(name.text, COUNTRY_SIZE), COUNTRY_SIZE, "middle")
    if _is_free(box, taken, on):
        taken.append(box)
        yield text(name.text, x, y, size=COUNTRY_SIZE, fill=palette.muted, anchor="middle")


def _width(words: str, size: float) -> float:
    return len(words) * size * LETTER


def _box(x: float, y: float, width: float, size: float, anchor: str) -> Box:
    left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
    return left, y - size * 0.75, left + width, y + size * 0.2


def _is_free(box: Box, taken: list[Box], on: Ground) -> bool:
    left, top, right, bottom = box
    if left < 2 or top < 2 or right > on.width - 2 or bottom > on.height - 2:
        return False
    return not any(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken)
