"""Native shapes in numbers: areas, ovals, lines and words of a map, written at once as one group.

python-pptx adds shapes one by one and measures their group anew each time; a map has hundreds. All sizes are in
points.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide

from cci_data.exports.pictures.sheet import Box
from cci_data.exports.slides.words import ROLES, clean

EMU = 12_700
# Where lines may be glued to an oval, counted from the top against the clock as PowerPoint does, as steps of 45°.
SITES = [(0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1)]


def _emu(points: float) -> int:
    return round(points * EMU)


def _colour(colour: str, opacity: float = 1) -> str:
    if not colour:
        return "<a:noFill/>"
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    kind, value = ("schemeClr", colour) if colour in ROLES else ("srgbClr", colour[1:].upper())
    return f'<a:solidFill><a:{kind} val="{value}">{alpha}</a:{kind}></a:solidFill>'


def _stroke(colour: str, weight: float) -> str:
    return f'<a:ln w="{_emu(weight)}">{_colour(colour)}</a:ln>' if colour else "<a:ln><a:noFill/></a:ln>"


def _frame(box: Box, tag: str = "a:xfrm", flips: str = "") -> str:
    left, top, width, height = map(_emu, (box.left, box.top, box.width, box.height))
    return f'<{tag}{flips}><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></{tag}>'


def site_towards(x: float, y: float) -> int:
    """Return the number of the site of an oval that lies nearest to a direction."""
    return max(range(8), key=lambda site: np.dot((x, y), SITES[site]) / np.hypot(*SITES[site]))


class Drawing:
    """A drawing in the making; `put` adds it to its slide as a group."""

    def __init__(self, slide: Slide) -> None:
        """Begin a drawing on a slide."""
        self._slide = slide
        self._shapes: list[str] = []
        self._next = max(map(int, slide.shapes._spTree.xpath("//@id[number(.) = number(.)]")), default=1) + 1

    @property
    def next_id(self) -> int:
        """The id of the next shape, for lines to be glued to an oval that is drawn after them."""
        return self._next

    def _identity(self, name: str) -> tuple[int, str]:
        number, self._next = self._next, self._next + 1
        return number, f'<p:cNvPr id="{number}" name={quoteattr(clean(name))}/>'

    def _add(self, name: str, shape: str, look: str, words: str = "") -> int:
        number, identity = self._identity(name)
        self._shapes.append(
            f"<p:sp><p:nvSpPr>{identity}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{shape}{look}</p:spPr>{words}</p:sp>"
        )
        return number

    def area(self, name: str, rings: Sequence[np.ndarray], fill: str, edge: str = "", weight: float = 0.5) -> None:
        """Draw an area with its parts and holes; rings: x and y of each corner, holes the other way round."""
        corners = np.vstack(rings)
        (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
        box = Box(left, top, right, bottom)
        path = "".join(_ring(np.rint((ring - (left, top)) * EMU).astype(int)) for ring in rings)
        shape = (
            f"{_frame(box)}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{_emu(box.width)}" h="{_emu(box.height)}">{path}</a:path></a:pathLst></a:custGeom>'
        )
        self._add(name, shape, _colour(fill) + _stroke(edge, weight))

    def block(self, name: str, box: Box, fill: str) -> None:
        """Draw a rectangle."""
        self._add(name, f'{_frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', _colour(fill) + _stroke("", 0))

    def oval(
        self,
        name: str,
        middle: tuple[float, float],
        radius: float,
        *,
        fill: str,
        edge: str = "",
        opacity: float = 1,
        text: str = "",
        size: float = 14,
        colour: str = "bg1",
    ) -> int:
        """Draw a circle, with a short text in it or without; return its id, to which lines are glued."""
        x, y = middle
        box = Box(x - radius, y - radius, x + radius, y + radius)
        shape = f'{_frame(box)}<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
        words = _words(text, size, colour, is_bold=True) if text else ""
        return self._add(name, shape, _colour(fill, opacity) + _stroke(edge, 0.75), words)

    def words(self, box: Box, text: str, size: float, colour: str, *, is_bold: bool = False, fill: str = "") -> None:
        """Write a line in the middle of a box, on a ground if it has a fill."""
        shape = f'{_frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        self._add(text, shape, _colour(fill, 0.75), _words(text, size, colour, is_bold))

    def line(
        self,
        name: str,
        ends: Sequence[tuple[float, float]],
        colour: str,
        weight: float,
        glued: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Draw a line between two points. glued: the oval and its site at either end, with which the line moves."""
        (x1, y1), (x2, y2) = ends
        box = Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        flips = (' flipH="1"' if x2 < x1 else "") + (' flipV="1"' if y2 < y1 else "")
        tags = zip(("a:stCxn", "a:endCxn"), glued, strict=False)
        ties = "".join(f'<{tag} id="{oval}" idx="{site}"/>' for tag, (oval, site) in tags)
        _, identity = self._identity(name)
        self._shapes.append(
            f"<p:cxnSp><p:nvCxnSpPr>{identity}<p:cNvCxnSpPr>{ties}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>"
            f'{_frame(box, flips=flips)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{_stroke(colour, weight)}'
            "</p:spPr></p:cxnSp>"
        )

    def put(self, name: str, words: str, box: Box) -> None:
        """Add the drawing to its slide. words: what it shows, for who does not see it; box: what its shapes fill."""
        number, _ = self._identity(name)
        left, top, width, height = map(_emu, (box.left, box.top, box.width, box.height))
        inner = f'<a:chOff x="{left}" y="{top}"/><a:chExt cx="{width}" cy="{height}"/></a:xfrm>'
        group = (
            f"<p:grpSp {nsdecls('p', 'a', 'r')}><p:nvGrpSpPr>"
            f'<p:cNvPr id="{number}" name={quoteattr(name)} descr={quoteattr(clean(words))}/>'
            "<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr>{_frame(box).removesuffix('</a:xfrm>')}{inner}</p:grpSpPr>{''.join(self._shapes)}</p:grpSp>"
        )
        self._slide.shapes._spTree.append(parse_xml(group))


def _ring(corners: np.ndarray) -> str:
    first, *others = [f'<a:pt x="{x}" y="{y}"/>' for x, y in corners.tolist()]
    return f"<a:moveTo>{first}</a:moveTo>{''.join(f'<a:lnTo>{point}</a:lnTo>' for point in others)}<a:close/>"


def _words(text: str, size: float, colour: str, is_bold: bool) -> str:
    return (
        '<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>'
        f'<a:p><a:pPr algn="ctr"/><a:r><a:rPr lang="en-GB" sz="{round(size * 100)}" b="{int(is_bold)}">'
        f"{_colour(colour)}</a:rPr><a:t>{escape(clean(text))}</a:t></a:r></a:p></p:txBody>"
    )
