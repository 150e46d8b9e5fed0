"""What a test reads off an SVG: its words, and its shapes by their colour."""

import re
from html import unescape

NUMBER = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")
PATH = re.compile(r'<path d="([^"]*)"[^>]*?style="([^"]*)"')

Edges = tuple[float, float, float, float]


def words(svg: bytes) -> list[str]:
    """Return all that is written, in the order of writing: beside the outlines of a line stands what it says."""
    return [unescape(text) for text in re.findall(r"<!-- (.*?) -->", svg.decode(), re.DOTALL)]


def paths(svg: bytes) -> list[tuple[list[tuple[float, float]], str]]:
    """Return the points and the style of each painted path."""
    found = []
    for drawn, style in PATH.findall(svg.decode()):
        numbers = [float(number) for number in NUMBER.findall(drawn)]
        found.append((list(zip(numbers[::2], numbers[1::2], strict=True)), style))
    return found


def shapes(svg: bytes, colour: str) -> list[Edges]:
    """Return left, top, right and bottom of each shape that is filled with a colour #rrggbb."""
    return [
        (min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points))
        for points, style in paths(svg)
        if f"fill: {colour}" in style
    ]


def strokes(svg: bytes, colour: str) -> list[list[tuple[float, float]]]:
    """Return the points of each line that is drawn in a colour #rrggbb and fills nothing."""
    return [points for points, style in paths(svg) if f"stroke: {colour}" in style and "fill: none" in style]
