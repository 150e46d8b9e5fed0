"""The map of a scene as native shapes: the countries, and a bubble for each place at the last step."""

from collections.abc import Sequence
from math import hypot, sqrt

import shapely
from pptx.slide import Slide

from cci_data.exports.pictures.sheet import Box
from cci_data.exports.slides.bars import add_bars
from cci_data.exports.slides.drawing import Drawing
from cci_data.exports.slides.lands import Land, View, draw_lands, is_near, lands_in, look_at
from cci_data.exports.slides.measure import width
from cci_data.exports.slides.page import Ground, Page
from cci_data.exports.slides.theme import BACKGROUND, MUTED, PRIMARY, TEXT
from cci_data.exports.slides.words import SMALLEST, Paragraph, add_words, fitted
from cci_data.language import count
from cci_data.scenes.scene import Bubble, BubbleMap

SHARE, GAP = 0.66, 32
SMALLEST_BUBBLE, LARGEST_BUBBLE, GROWTH = 4.5, 34, 4.2
# How far a number may move from the middle of its bubble, in its radius.
INSIDE = [(x / 5, y / 5) for y in range(-4, 5) for x in range(-4, 5)]
# How far a country's name may move from its middle, in points.
ASIDE = [(x, y) for y in range(-54, 55, 9) for x in range(-72, 73, 12)]


def map_pages(block: BubbleMap, ground: Ground) -> list[Page]:
    """Return the page of a map, with how it grew beside it."""
    return [Page(lambda slide: _draw(slide, block, ground), _said(block))]


def _said(block: BubbleMap) -> str:
    if len(block.steps) < 2:
        return ""
    steps = ", ".join(f"{step}: {total}" for step, total in zip(block.steps, block.totals, strict=True))
    return f"{block.explanation}. Partners at each step: {steps}."


def _draw(slide: Slide, block: BubbleMap, ground: Ground) -> None:
    is_alone, beyond = len(block.steps) < 2, len(_shown(block)) - len(_near(block))
    room = ground.box.but(bottom=ground.box.bottom - 24) if beyond else ground.box
    box = room if is_alone else room.but(right=room.left + SHARE * room.width)
    draw_map(slide, block, box, ground)
    if not is_alone:
        side = room.but(left=box.right + GAP)
        said = fitted(block.explanation, side.width, 5 * SMALLEST * 1.2, 16)
        above = side.but(bottom=side.top + 84)
        add_words(slide, above, [Paragraph(said.text, said.size, MUTED)], name="How the map grew")
        add_bars(slide, side.but(top=side.top + 90), block.steps, block.totals, "Partners at each step")
    if beyond:
        words = f"{count(beyond, 'place')} {'lies' if beyond == 1 else 'lie'} beyond this map"
        below = ground.box.but(top=box.bottom + 4, right=ground.box.left + 400)
        add_words(slide, below, [Paragraph(words, SMALLEST, MUTED)], name="Beyond the map")


def _shown(block: BubbleMap) -> list[Bubble]:
    return [bubble for bubble in block.bubbles if bubble.counts and bubble.counts[-1] > 0]


def _near(block: BubbleMap) -> list[Bubble]:
    return [bubble for bubble in _shown(block) if is_near(bubble.longitude, bubble.latitude)]


def draw_map(slide: Slide, block: BubbleMap, box: Box, ground: Ground) -> None:
    """Draw the map of the last step into a box."""
    near = _near(block)
    view = look_at(box, [(bubble.longitude, bubble.latitude) for bubble in near])
    seen = [(bubble, view.point(bubble.longitude, bubble.latitude), radius_of(bubble)) for bubble in near]
    seen.sort(key=lambda item: (-item[2], item[0].city))
    drawing, lands = Drawing(slide), lands_in(view, ground.lands)
    draw_lands(drawing, view, lands, ground.palette)
    circles = [(point, radius) for _, point, radius in seen]
    write_names(drawing, view, lands, circles)
    _draw_bubbles(drawing, seen, circles)
    total = block.totals[-1] if block.totals else 0
    words = f"Map with {count(total, 'partner')} at {count(len(_shown(block)), 'place')}; the largest bubbles: "
    largest = ", ".join(f"{bubble.city} {bubble.counts[-1]}" for bubble, _, _ in seen[:5])
    drawing.put("Map", f"{words}{largest or 'none'}.", box)


def radius_of(bubble: Bubble) -> float:
    """Return the radius of a bubble: its area grows with the number of partners."""
    return min(max(GROWTH * sqrt(bubble.counts[-1]), SMALLEST_BUBBLE), LARGEST_BUBBLE)


def _draw_bubbles(drawing: Drawing, seen: Sequence, circles: Sequence) -> None:
    """Draw the bubbles, the largest first; a number whose middle a smaller bubble covers moves aside, on top of all."""
    moved = []
    for number, (bubble, point, radius) in enumerate(seen):
        text, name = str(bubble.counts[-1]), f"{bubble.city}: {count(bubble.counts[-1], 'partner')}"
        place = _number_at(text, point, radius, circles[number + 1 :])
        look = {"fill": PRIMARY, "edge": BACKGROUND, "opacity": 0.88, "size": SMALLEST}
        drawing.oval(name, point, radius, text=text if place == point else "", **look)
        if place and place != point:
            half = width(text, SMALLEST, True) / 2
            moved.append((Box(place[0] - half, place[1] - 8, place[0] + half, place[1] + 8), text))
    for box, text in moved:
        drawing.words(box, text, SMALLEST, BACKGROUND, is_bold=True)


def _number_at(text: str, point: tuple[float, float], radius: float, above: Sequence) -> tuple[float, float] | None:
    """Return where in its bubble a number stands: in the middle if it can; None where there is no room."""
    x, y = point
    half = width(text, SMALLEST, True) / 2
    for move_x, move_y in sorted(INSIDE, key=lambda move: hypot(*move)):
        across, down = move_x * radius, move_y * radius
        reach = hypot(abs(across) + half, abs(down) + SMALLEST * 0.36)
        if reach <= radius and _is_free((x + across, y + down), half, above):
            return x + across, y + down
    return None


def _is_free(point: tuple[float, float], half: float, above: Sequence) -> bool:
    """Tell whether no bubble that is drawn later covers a number."""
    across, down = half + 1, SMALLEST * 0.36 + 1
    return all(
        hypot(max(abs(point[0] - x) - across, 0), max(abs(point[1] - y) - down, 0)) > other for (x, y), other in above
    )


def _reaches_into(box: Box, land: Land) -> bool:
    """Tell whether a name would seem to be another country's: its middle lies there, or what is next to it."""
    middle = (box.top + box.bottom) / 2
    at = [box.left + part * box.width for part in (0.25, 0.5, 0.75)]
    return bool(shapely.intersects_xy(land.shape, at, [middle] * len(at)).any())


def write_names(drawing: Drawing, view: View, lands: Sequence[Land], circles: Sequence) -> None:
    """Write the names of the network's countries where they meet no bubble and no other of them, if they can.

    circles: the point and the radius of each bubble.
    """
    taken = [Box(x - radius, y - radius, x + radius, y + radius) for (x, y), radius in circles]
    for land in lands:
        if not land.is_network:
            continue
        across = width(land.name, SMALLEST) + 4
        for x, y in sorted(ASIDE, key=lambda move: hypot(*move)):
            middle, line = land.inside[0] + x, land.inside[1] + y
            box = Box(middle - across / 2, line - 9, middle + across / 2, line + 9)
            is_free = view.box.holds(box) and not any(box.meets(other) for other in taken)
            if is_free and not any(
                _reaches_into(box, other) for other in lands if other.is_network and other is not land
            ):
                drawing.words(box, land.name, SMALLEST, TEXT)
                taken.append(box)
                break
