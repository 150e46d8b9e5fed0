"""The network of shared projects between countries, drawn on the land."""

import math

from cci_data.exports.handout.land import ground, painted
from cci_data.exports.handout.svg import drawing, element, path, text
from cci_data.scenes.scene import Web
from cci_data.theme import Palette

WIDTH, HEIGHT = 480.0, 330.0
SMALLEST, GROWTH = 7.5, 1.6
THINNEST, THICKEST = 0.5, 4.0
SIZE = 7.5


def web(found: Web, lands: bytes, palette: Palette) -> str:
    """Return the drawing: a circle for each country with its code and number, a line for each pair.

    lands: GeoJSON, as `land.shapes` reads it.
    """
    on = ground(lands, WIDTH, HEIGHT, more=[(node.longitude, node.latitude) for node in found.nodes])
    points = {node.code: on.point(node.longitude, node.latitude) for node in found.nodes}
    most = max((link.number for link in found.links), default=1)
    lines = [
        element(
            "path",
            d=path([(points[link.one], points[link.other])]),
            stroke=palette.accent,
            stroke_opacity="0.55",
            stroke_width=THINNEST + (THICKEST - THINNEST) * link.number / most,
            stroke_linecap="round",
        )
        for link in sorted(found.links, key=lambda link: link.number)
    ]
    nodes = []
    for node in found.nodes:
        x, y = points[node.code]
        r = SMALLEST + GROWTH * math.sqrt(node.number)
        nodes += [
            element("circle", cx=x, cy=y, r=r, fill=palette.primary, stroke="#ffffff", stroke_width="1"),
            text(node.code, x, y - 0.5, size=SIZE, fill="#ffffff", anchor="middle", is_bold=True),
            text(str(node.number), x, y + SIZE * 0.9, size=SIZE, fill="#ffffff", anchor="middle"),
        ]
    return drawing(WIDTH, HEIGHT, [*painted(lands, on, palette), *lines, *nodes])
