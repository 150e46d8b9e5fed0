"""The two maps of a presentation: bubbles that grow step by step, and the network of shared projects.

Shapes are SVG; words and numbers are HTML over it, so that they have the size of text whatever the size of the map.
Each of them names, in `data-spots`, where it may stand; the script takes the first spot that is free, and hides those
that find none. A spot is `x,y,across,down`: a point of the sheet in percent, and by how much of its own width and
height the element is moved from there.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from cci_data.exports.stage.ground import WIDTH, Ground, Name
from cci_data.exports.stage.letters import fill, joined
from cci_data.scenes.scene import Bubble, BubbleMap, Link, Node, Web

# The radius of a bubble for one partner, and the largest of all, in units of the sheet.
BUBBLE, LARGEST = 10.0, 64.0
# A bubble has room for its number from so many partners on.
NUMBERED = 4
ROWS_OF_GROWTH = 8
NODE, NODE_GROWTH = 7.0, 2.6
LINE, LINE_GROWTH = 1.5, 13.5
# A number stands on the strongest links only: on all of them, none could be read.
NUMBERED_LINKS = 12
SVG = '<svg viewBox="0 0 {width} {height}" aria-hidden="true"><use href="#lands"/>{marks}</svg>'
AROUND = ((-50, -50), (-50, -110), (-50, 10), (-90, -50), (-10, -50))
BESIDE = ((0, -50), (-100, -50), (-50, -100), (-50, 0))


def bubble_map(block: BubbleMap, ground: Ground, names: Iterable[Name]) -> Markup:
    """Return the map with its bubbles as of the last step, and beside it how it grew; names: of countries, on it."""
    most = max((bubble.counts[-1] for bubble in block.bubbles), default=1)
    unit = min(BUBBLE, LARGEST / math.sqrt(most))
    ordered = sorted(block.bubbles, key=lambda bubble: bubble.counts[-1])
    places = [(bubble, *ground.point(bubble.latitude, bubble.longitude)) for bubble in ordered]
    radius = {bubble: unit * math.sqrt(bubble.counts[-1]) for bubble in ordered}
    marks = joined(
        fill(
            '<circle cx="{x}" cy="{y}" r="{radius:.1f}" data-counts="{counts}"/>',
            x=x,
            y=y,
            radius=radius[bubble],
            counts=",".join(map(str, bubble.counts)),
        )
        for bubble, x, y in places
    )
    largest = ", ".join(f"{bubble.city} {bubble.counts[-1]}" for bubble in ordered[: -NUMBERED - 1 : -1])
    return fill(
        '<div class="map growing"><div class="ground" role="img" aria-label="{words}"><div class="sheet" '
        'style="--wide:{width};--high:{height}">{svg}{numbers}{names}</div></div>{growth}</div>',
        words=f"Map of {len(ordered)} places. Most partners: {largest or 'none'}.",
        width=WIDTH,
        height=ground.height,
        svg=fill(SVG, width=WIDTH, height=ground.height, marks=marks),
        numbers=_numbers(places, radius, ground),
        names=joined(_name(name, ground) for name in names),
        growth=_growth(block),
    )


def _numbers(places: Sequence[tuple[Bubble, float, float]], radius: Mapping[Bubble, float], ground: Ground) -> Markup:
    """Return the numbers in the bubbles that have room for one and are not covered by a larger one, drawn later."""
    found = []
    for index, (bubble, x, y) in enumerate(places):
        is_covered = any(
            math.hypot(x - other_x, y - other_y) < radius[other] + radius[bubble] / 2
            for other, other_x, other_y in places[index + 1 :]
        )
        if bubble.counts[-1] >= NUMBERED and not is_covered:
            found.append(_label("number", str(bubble.counts[-1]), [(x, y)], ground, bubble.counts))
    return joined(reversed(found))


def _name(name: Name, ground: Ground) -> Markup:
    x, y = ground.point(name.latitude, name.longitude)
    return _label("name", name.text, [(x, y)], ground, moves=AROUND)


def _growth(block: BubbleMap) -> Markup:
    """Return how many partners there are at each step, large for the present one; of many steps, some."""
    every = max(1, math.ceil(len(block.steps) / ROWS_OF_GROWTH))
    rows = [row for row in range(len(block.steps)) if (len(block.steps) - 1 - row) % every == 0]
    most = max((*block.totals, 1))
    listed = joined(
        fill(
            '<li data-step="{row}"><span>{step}</span><i style="width:{share:.0f}%"></i><b>{total}</b></li>',
            row=row,
            step=block.steps[row],
            share=100 * block.totals[row] / most,
            total=block.totals[row],
        )
        for row in rows
    )
    return fill(
        '<div class="growth"><p class="total"><b data-totals="{totals}">{total}</b> <span>{words}</span></p>'
        '<p class="step" data-steps="{steps}">{step}</p>{rows}</div>',
        totals=",".join(map(str, block.totals)),
        total=block.totals[-1],
        words="partner" if block.totals[-1] == 1 else "partners",
        steps="|".join(block.steps),
        step=block.steps[-1],
        rows=fill("<ol>{listed}</ol>", listed=listed) if len(rows) > 1 else "",
    )


def web(block: Web, ground: Ground) -> Markup:
    """Return the countries at their points, joined by lines as wide as the projects that they share are many."""
    points = {node.code: ground.point(node.latitude, node.longitude) for node in block.nodes}
    most = max((link.number for link in block.links), default=1)
    thin_first = sorted(block.links, key=lambda link: link.number)
    lines = joined(_line(link, points, most) for link in thin_first)
    nodes = joined(_node(node, points) for node in block.nodes)
    words = "; ".join(f"{node.name} {node.number}" for node in block.nodes)
    return fill(
        '<div class="map web"><div class="ground" role="img" aria-label="{words}"><div class="sheet" '
        'style="--wide:{width};--high:{height}">{svg}{names}{numbers}</div></div></div>',
        words=f"Shared projects by country: {words}.",
        width=WIDTH,
        height=ground.height,
        svg=fill(SVG, width=WIDTH, height=ground.height, marks=lines + nodes),
        names=joined(_node_name(node, points, ground) for node in block.nodes),
        numbers=joined(_link_number(link, points, ground) for link in thin_first[: -NUMBERED_LINKS - 1 : -1]),
    )


def _line(link: Link, points: Mapping[str, tuple[float, float]], most: int) -> Markup:
    (x, y), (other_x, other_y) = points[link.one], points[link.other]
    share = (link.number - 1) / max(most - 1, 1)
    return fill(
        '<line x1="{x}" y1="{y}" x2="{other_x}" y2="{other_y}" stroke-width="{width:.1f}" '
        'stroke-opacity="{opacity:.2f}"/>',
        x=x,
        y=y,
        other_x=other_x,
        other_y=other_y,
        width=LINE + LINE_GROWTH * share,
        opacity=0.3 + 0.4 * share,
    )


def _node(node: Node, points: Mapping[str, tuple[float, float]]) -> Markup:
    x, y = points[node.code]
    return fill('<circle cx="{x}" cy="{y}" r="{radius:.1f}"/>', x=x, y=y, radius=_radius(node))


def _radius(node: Node) -> float:
    return NODE + NODE_GROWTH * math.sqrt(node.number)


def _node_name(node: Node, points: Mapping[str, tuple[float, float]], ground: Ground) -> Markup:
    x, y = points[node.code]
    away = _radius(node) + 6
    places = [(x + away, y), (x - away, y), (x, y - away), (x, y + away)]
    text = fill("{name} <b>{number}</b>", name=node.name, number=node.number)
    return _label("node", text, places, ground, moves=BESIDE)


def _link_number(link: Link, points: Mapping[str, tuple[float, float]], ground: Ground) -> Markup:
    (x, y), (other_x, other_y) = points[link.one], points[link.other]
    places = [(x + (other_x - x) * share, y + (other_y - y) * share) for share in (0.5, 0.38, 0.62, 0.3, 0.7)]
    return _label("link", str(link.number), places, ground)


def _label(
    kind: str,
    text: str | Markup,
    places: Sequence[tuple[float, float]],
    ground: Ground,
    counts: Sequence[int] = (),
    moves: Sequence[tuple[int, int]] = ((-50, -50),),
) -> Markup:
    """Return a text over the map: it may stand at each of `places` (units) with its move, or at one with each move."""
    pairs = zip(places, moves, strict=True) if len(places) == len(moves) else _each(places, moves)
    spots = [f"{100 * x / WIDTH:.2f},{100 * y / ground.height:.2f},{across},{down}" for (x, y), (across, down) in pairs]
    left, top, across, down = spots[0].split(",")
    return fill(
        '<span class="{kind}" style="left:{left}%;top:{top}%;transform:translate({across}%,{down}%)" '
        'data-spots="{spots}"{counts}>{text}</span>',
        kind=kind,
        left=left,
        top=top,
        across=across,
        down=down,
        spots=" ".join(spots),
        counts=fill(' data-counts="{counts}"', counts=",".join(map(str, counts))) if counts else "",
        text=text,
    )


def _each(
    places: Sequence[tuple[float, float]], moves: Sequence[tuple[int, int]]
) -> Iterable[tuple[tuple[float, float], tuple[int, int]]]:
    return ((place, move) for place in places for move in moves)
