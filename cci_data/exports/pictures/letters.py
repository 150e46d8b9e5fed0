"""Letters: the typeface, how wide words are, how they break into lines, and the little markup that plotly knows.

The typeface is DejaVu Sans, which comes with matplotlib: it has the letters of all ten countries' languages, and
whatever fonts a machine has makes no difference to a picture.
"""

import re
from bisect import bisect_right
from functools import cache, lru_cache
from html import unescape
from pathlib import Path

import matplotlib
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from cci_data.exports.pictures.caption import PictureProblem
from cci_data.language import one_line

LINE = 1.22
ABOVE, CAPITAL = 0.95, 0.73
MARKUP = re.compile(r"(<[^<>]*>)")
BREAK = re.compile(r"<br\s*/?>")
ELLIPSIS = "…"
# So many letters at most are as wide as they are high.
MOST_LETTERS = 5

# The pieces of a line: words, and whether they are bold.
Line = list[tuple[str, bool]]


@cache
def face(is_bold: bool = False) -> FontProperties:
    """Return the typeface."""
    name = "DejaVuSans-Bold.ttf" if is_bold else "DejaVuSans.ttf"
    return FontProperties(fname=str(Path(matplotlib.get_data_path(), "fonts", "ttf", name)))


@lru_cache(maxsize=4096)
def _width(text: str, is_bold: bool) -> float:
    return text_to_path.get_text_width_height_descent(text, face(is_bold), False)[0] / face(is_bold).get_size()


def width(text: str, size: float, is_bold: bool = False) -> float:
    """Return how wide `text` is in one line, in the unit of `size`."""
    return _width(one_line(text), is_bold) * size if text else 0.0


def line_width(line: Line, size: float) -> float:
    """Return how wide a line of pieces is."""
    return sum(width(text, size, is_bold) for text, is_bold in line)


def wrapped(text: str, size: float, room: float, is_bold: bool = False) -> list[str]:
    """Return the lines of `text` that are at most `room` wide.

    A word that is wider is broken: an address behind one of its signs, any other between letters.
    """
    lines: list[str] = []
    most = max(int(room / size * MOST_LETTERS), 1)
    for word in one_line(text).split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size, is_bold) <= room:
            lines[-1] = joined
            continue
        # An address may have thousands of letters: no more of it are measured than a line can have.
        while len(word) > 1 and (len(word) > most or width(word, size, is_bold) > room):
            cut = _cut(word[: most + 1], size, room, is_bold)
            lines.append(word[:cut])
            word = word[cut:]
        lines.append(word)
    return lines


def _cut(word: str, size: float, room: float, is_bold: bool) -> int:
    fits = max(bisect_right(range(1, len(word)), room, key=lambda cut: width(word[:cut], size, is_bold)), 1)
    signs = [cut for cut in range(fits // 2 + 1, fits + 1) if word[cut - 1] in "/?&=-_."]
    return max(signs, default=fits)


def balanced(lines: list[str], size: float, room: float, is_bold: bool = False) -> list[str]:
    """Return the same words in as many lines, which are as equally wide as may be: no word stands alone at the end."""
    text, best, narrower = " ".join(lines), lines, room
    while len(lines) > 1 and narrower > room / 2:
        narrower -= room / 40
        tried = wrapped(text, size, narrower, is_bold)
        if len(tried) != len(lines) or " ".join(tried) != text:
            break
        best = tried
    return best


def fitted(
    text: str, size: float, room: float, *, most_lines: int, is_bold: bool = False, smallest: float = 0.7
) -> tuple[list[str], float]:
    """Return the lines of `text` and their size: smaller letters for a long text, its end cut off as a last resort.

    smallest: the part of `size` that letters are shrunk to at most. The cut is marked by three dots.
    """
    tried = size
    while len(lines := wrapped(text, tried, room, is_bold)) > most_lines and tried > size * smallest:
        tried = max(tried * 0.94, size * smallest)
    if len(lines) > most_lines:
        last = lines[most_lines - 1]
        while last and width(last + ELLIPSIS, tried, is_bold) > room:
            last = last[:-1]
        lines = [*lines[: most_lines - 1], last.rstrip(" ,;.") + ELLIPSIS]
    return lines, tried


def pieces(text: str) -> list[Line]:
    """Return the lines of a text of a plotly figure; of its markup, line breaks and bold letters are drawn.

    Raises PictureProblem for any other markup.
    """
    lines: list[Line] = [[]]
    is_bold = False
    for part in MARKUP.split(str(text)):
        if part in ("<b>", "</b>"):
            is_bold = part == "<b>"
        elif BREAK.fullmatch(part):
            lines.append([])
        elif MARKUP.fullmatch(part):
            raise PictureProblem(f"A picture cannot draw the markup {part}.")
        elif part:
            lines[-1].append((one_line(unescape(part)), is_bold))
    return lines


def plain_text(text: str) -> str:
    """Return a text of a plotly figure in one line, without its markup."""
    return " ".join("".join(words for words, _ in line) for line in pieces(text))
