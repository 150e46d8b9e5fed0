"""The words of a map: names that move aside for bubbles, and numbers that stay in theirs."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from cci_data.exports.pictures.formulas import accessor
from cci_data.exports.pictures.letters import CAPITAL, LINE, width
from cci_data.exports.pictures.map_view import Bubble, Map, ink, placed
from cci_data.exports.pictures.sheet import Box
from cci_data.language import one_line

# How far a name may move, across in its widths, down in its lines.
ASIDE = [number / 8 for number in range(-6, 7)]
DOWN = [number / 2 for number in range(-6, 7)]
# Names that are smaller, in the smallest letters of the picture, are those that the screen shows closer up.
FEWEST_TEXT = 0.8
HALO_OPACITY = 0.9


def paint_names(canvas: Map, layers: Sequence[Mapping], bubbles: Sequence[Bubble]) -> None:
    """Write the names of layers, the first ones first, each where it meets no bubble and no other name."""
    taken = [bubble.box for bubble in bubbles]
    red, green, blue, _ = ink(_rgb(canvas.sheet.palette.land))
    for layer in layers:
        text, colour = accessor(layer["getText"]), accessor(layer["getColor"])
        points = placed(canvas, layer["data"], accessor(layer["getPosition"]))
        size = _size(canvas, layer)
        if size < FEWEST_TEXT * canvas.sheet.shape.text:
            continue
        for row, (x, y) in zip(layer["data"], points, strict=True):
            words = one_line(str(text(row)))
            box = _free(canvas, (float(x), float(y)), width(words, size), size, taken)
            if box:
                taken.append(box)
                base = (box.left, box.bottom - (LINE - CAPITAL) / 2 * size)
                halo = (red, green, blue, HALO_OPACITY)
                canvas.sheet.words(base, words, size, ink(colour(row)), halo=halo)


def _rgb(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _size(canvas: Map, layer: Mapping) -> float:
    size = accessor(layer.get("getSize", 32))({})
    if layer.get("sizeUnits", "pixels") == "meters":
        most = layer.get("sizeMaxPixels", float("inf")) * canvas.unit
        return min(size * canvas.projection.metre, most)
    return size * canvas.unit


def _free(canvas: Map, at: tuple[float, float], length: float, size: float, taken: Sequence[Box]) -> Box | None:
    """Return the nearest box for a name that is free, or None; a name whose own place is out of sight has none."""
    x, y = at
    if not (canvas.box.left < x < canvas.box.right and canvas.box.top < y < canvas.box.bottom):
        return None
    return next((box for box in _around(at, length, LINE * size) if _is_free(canvas, box, taken)), None)


def _is_free(canvas: Map, box: Box, taken: Sequence[Box]) -> bool:
    return canvas.box.holds(box) and not any(box.meets(other) for other in taken)


def _around(at: tuple[float, float], length: float, height: float) -> Iterator[Box]:
    """Yield boxes of this size, the one around the point first, then ever farther ones."""
    moves = sorted(product(ASIDE, DOWN), key=lambda move: (abs(move[0]) * length / height) ** 2 + move[1] ** 2)
    for aside, down in moves:
        x, y = at[0] + aside * length, at[1] + down * height
        yield Box(x - length / 2, y - height / 2, x + length / 2, y + height / 2)


def paint_numbers(canvas: Map, layers: Sequence[Mapping], bubbles: Sequence[Bubble]) -> None:
    """Write the numbers in bubbles; one that a later bubble covers, or the number of a later one, is left out."""
    for layer in layers:
        text, colour = accessor(layer["getText"]), accessor(layer["getColor"])
        size = layer["sizeMaxPixels"] * canvas.bubble_unit
        points = placed(canvas, layer["data"], accessor(layer["getPosition"]))
        rows = reversed(list(zip(layer["data"], points, strict=True)))
        taken: list[Box] = []
        for row, (x, y) in rows:
            words = one_line(str(text(row)))
            half = width(words, size, True) / 2
            box = Box(x - half, y - CAPITAL * size / 2, x + half, y + CAPITAL * size / 2)
            if not any(box.meets(other) for other in [*taken, *_over(bubbles, x, y)]):
                taken.append(box)
                is_bold = layer.get("fontWeight", 400) >= 600
                canvas.sheet.words((box.left, box.bottom), words, size, ink(colour(row)), is_bold=is_bold)


def _over(bubbles: Sequence[Bubble], x: float, y: float) -> list[Box]:
    """Return the boxes of the bubbles that are painted after the one at this point."""
    own = next((place for place, bubble in enumerate(bubbles) if (bubble.x, bubble.y) == (x, y)), len(bubbles))
    return [bubble.box for bubble in bubbles[own + 1 :]]
