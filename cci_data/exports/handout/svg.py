"""Drawings as SVG, from which the template makes vectors and text of the PDF; all lengths are points."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from cci_data.privacy import public_text

TYPEFACE = "Source Sans 3"
# A tenth of a point is less than a printer shows.
DECIMALS = 1

Point = Sequence[float]


def number(value: float) -> str:
    """Return a length as it is written: `12`, `3.4`."""
    return f"{round(float(value), DECIMALS):g}"


def path(strokes: Iterable[Sequence[Point]], *, is_closed: bool = False) -> str:
    """Return the data of a path: a stroke for each row of points, the pen lifted between them."""
    end = "Z" if is_closed else ""
    parts = ("L".join(f"{number(x)} {number(y)}" for x, y in points) for points in strokes if len(points))
    return "".join(f"M{part}{end}" for part in parts)


def element(name: str, content: str = "", **attributes: object) -> str:
    """Return an element; of its attributes, `_` stands for `-`, numbers are lengths, and None is left out."""
    written = "".join(
        f" {key.strip('_').replace('_', '-')}={quoteattr(number(value) if isinstance(value, int | float) else value)}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(
    words: str, x: float, y: float, *, size: float, fill: str, anchor: str = "start", is_bold: bool = False
) -> str:
    """Return words on the line `y`; anchor: what of them is at `x`, their start, middle or end."""
    weight = "600" if is_bold else "400"
    look = {"font_family": TYPEFACE, "font_size": size, "font_weight": weight, "fill": fill, "text_anchor": anchor}
    return element("text", escape(public_text(words)), x=x, y=y, **look)


def drawing(width: float, height: float, parts: Iterable[str]) -> str:
    """Return a whole drawing; what lies outside of it is not shown."""
    size = {"width": number(width), "height": number(height), "viewBox": f"0 0 {number(width)} {number(height)}"}
    frame = element("clipPath", element("rect", width=width, height=height), id="frame")
    inside = element("g", "".join(parts), clip_path="url(#frame)")
    return element("svg", f"<defs>{frame}</defs>{inside}", xmlns="http://www.w3.org/2000/svg", **size)
