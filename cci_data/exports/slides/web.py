"""The network of shared projects as native shapes: circles on the map, and lines that move with them."""

from collections.abc import Sequence
from math import hypot, sqrt

from pptx.enum.text import PP_ALIGN
from pptx.slide import Slide

from cci_data.exports.pictures.sheet import Box
from cci_data.exports.slides.drawing import SITES, Drawing, site_towards
from cci_data.exports.slides.lands import draw_lands, lands_in, look_at
from cci_data.exports.slides.measure import width
from cci_data.exports.slides.page import Ground, Page, nothing
from cci_data.exports.slides.tables import PADDING, add_table, fill, underline
from cci_data.exports.slides.theme import BACKGROUND, COMPARE, MUTED, PRIMARY, TEXT
from cci_data.exports.slides.words import SMALLEST, Paragraph, add_words, clean, fitted
from cci_data.language import count
from cci_data.scenes.scene import Link, Node, Web

SHARE, GAP = 0.66, 32
RADIUS, GROWTH, LARGEST = 9, 2.4, 24
THIN, THICKER, THICKEST = 0.75, 0.55, 6
MOST_PAIRS, ROW = 9, 24
NOTHING = "No country is on record."


def web_pages(block: Web, ground: Ground) -> list[Page]:
    """Return the page of the network, with the closest pairs beside it; the notes name all pairs."""
    if not block.nodes:
        return [nothing(NOTHING, ground)]
    return [Page(lambda slide: _draw(slide, block, ground), _said(block))]


def _said(block: Web) -> str:
    names = {node.code: node.name for node in block.nodes}
    pairs = [f"{names[link.one]} and {names[link.other]} {link.number}" for link in _known(block)]
    taking_part = ", ".join(f"{node.name} {node.number}" for node in block.nodes)
    return f"Projects by country: {taking_part}.\nShared projects: {', '.join(pairs) or 'none'}."


def _known(block: Web) -> list[Link]:
    names = {node.code: node.name for node in block.nodes}
    known = [link for link in block.links if {link.one, link.other} <= set(names)]
    return sorted(known, key=lambda link: (-link.number, names[link.one], names[link.other]))


def _draw(slide: Slide, block: Web, ground: Ground) -> None:
    box = ground.box.but(right=ground.box.left + SHARE * ground.box.width)
    draw_web(slide, block, box, ground)
    side = ground.box.but(left=box.right + GAP)
    said = fitted(block.explanation, side.width, 5 * SMALLEST * 1.2, 16)
    words = [Paragraph(said.text, said.size, MUTED)]
    add_words(slide, side.but(bottom=side.top + 84), words, name="How to read it")
    _list_pairs(slide, block, side.but(top=side.top + 92))


def _list_pairs(slide: Slide, block: Web, box: Box) -> None:
    links = _known(block)
    if not links:
        add_words(slide, box, [Paragraph("No project is shared yet.", 16, TEXT)], name="Shared projects")
        return
    names = {node.code: node.name for node in block.nodes}
    shown = links[:MOST_PAIRS]
    head = f"The closest {len(shown)} of {len(links)} pairs" if len(links) > len(shown) else "Pairs of countries"
    widths = [box.width - 84, 84]
    heights = [ROW] * (len(shown) + 1)
    table = add_table(slide, box, widths, heights, "Shared projects", f"Table. {head}, by shared projects.")
    rows = [(head, "projects"), *((f"{names[link.one]} – {names[link.other]}", str(link.number)) for link in shown)]
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            said = fitted(text, widths[column] - 10, ROW - 2 * PADDING + 2, SMALLEST, is_bold=not number)
            paragraph = Paragraph(said.text, SMALLEST, TEXT if number else PRIMARY, is_bold=not number)
            align = PP_ALIGN.RIGHT if column else PP_ALIGN.LEFT
            fill(table.cell(number, column), paragraph, padding=2, gap=0 if column else 8, align=align)
            underline(table.cell(number, column))


def draw_web(slide: Slide, block: Web, box: Box, ground: Ground) -> None:
    """Draw the network into a box."""
    view = look_at(box, [(node.longitude, node.latitude) for node in block.nodes])
    places = {node.code: view.point(node.longitude, node.latitude) for node in block.nodes}
    nodes = [node for node in block.nodes if places[node.code]]
    drawing = Drawing(slide)
    draw_lands(drawing, view, lands_in(view, ground.lands), ground.palette)
    # Ovals come later, so as to lie on top of the lines; their ids are known before.
    links = [link for link in _known(block) if places[link.one] and places[link.other] and link.one != link.other]
    first = drawing.next_id + len(links)
    ids = {node.code: first + number for number, node in enumerate(nodes)}
    by_code = {node.code: node for node in nodes}
    for link in reversed(links):
        _join(drawing, link, [(by_code[code], places[code], ids[code]) for code in (link.one, link.other)])
    for node in nodes:
        name = f"{node.name}: {count(node.number, 'project')}"
        look = {"fill": PRIMARY, "edge": BACKGROUND, "text": str(node.number), "size": SMALLEST}
        drawing.oval(name, places[node.code], radius_of(node), **look)
    _name(drawing, nodes, places, box)
    words = f"Network of {count(len(block.nodes), 'country', 'countries')} and {count(len(links), 'pair')} of them"
    drawing.put("Network", f"{words} with shared projects. {block.explanation}.", box)


def radius_of(node: Node) -> float:
    """Return the radius of a country's circle, with room for its number."""
    room = width(str(node.number), SMALLEST, True) / 2 + 4
    return max(min(RADIUS + GROWTH * sqrt(max(node.number, 0)), LARGEST), room)


def _join(drawing: Drawing, link: Link, ends: Sequence[tuple[Node, tuple[float, float], int]]) -> None:
    (one, (x1, y1), first), (other, (x2, y2), second) = ends
    points, glued = [], []
    for node, (x, y), (dx, dy), oval in (
        (one, (x1, y1), (x2 - x1, y2 - y1), first),
        (other, (x2, y2), (x1 - x2, y1 - y2), second),
    ):
        site = site_towards(dx, dy)
        across, down = SITES[site]
        reach = radius_of(node) / hypot(across, down)
        points.append((x + across * reach, y + down * reach))
        glued.append((oval, site))
    weight = min(THIN + THICKER * (link.number - 1), THICKEST)
    name = f"{one.name} – {other.name}: {count(link.number, 'shared project')}"
    drawing.line(name, points, COMPARE, max(weight, THIN), glued)


def _name(drawing: Drawing, nodes: Sequence[Node], places: dict, box: Box) -> None:
    """Write the name of each country below its circle, or above it, where there is room."""
    taken = []
    for node in nodes:
        x, y = places[node.code]
        radius = radius_of(node)
        taken.append(Box(x - radius, y - radius, x + radius, y + radius))
    for node in nodes:
        x, y = places[node.code]
        radius, across = radius_of(node), width(clean(node.name), SMALLEST, True) + 6
        for move_x, move_y in _around(radius, across):
            middle, line = x + move_x, y + move_y
            label = Box(middle - across / 2, line - 9, middle + across / 2, line + 9)
            if box.holds(label) and not any(label.meets(other) for other in taken):
                drawing.words(label, node.name, SMALLEST, TEXT, is_bold=True, fill=BACKGROUND)
                taken.append(label)
                break


def _around(radius: float, across: float) -> list[tuple[float, float]]:
    return [
        (0, radius + 12),
        (0, -radius - 12),
        (radius + across / 2 + 3, 0),
        (-radius - across / 2 - 3, 0),
        (radius + across / 2, radius + 6),
        (-radius - across / 2, radius + 6),
    ]
