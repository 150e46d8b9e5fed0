"""How wide words are in the typeface of a deck, and how many lines they take. All sizes are in points.

PowerPoint fits no text by itself in a file that it has not made, so lines are counted here. Arial is as wide as
Helvetica, whose widths come with matplotlib; letters with accents are as wide as those without.
"""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import matplotlib

# A line of a file of metrics: code (none for letters beyond ASCII), width in thousandths, name.
METRIC = re.compile(r"^C (-?\d+) ; WX (\d+) ; N (\w+) ;", re.MULTILINE)
NAMED = {
    **{"–": "endash", "—": "emdash", "‘": "quoteleft", "’": "quoteright", "“": "quotedblleft", "”": "quotedblright"},
    **{"…": "ellipsis", "·": "periodcentered", "ł": "lslash", "Ł": "Lslash", "ø": "oslash", "Ø": "Oslash"},
    **{"æ": "ae", "Æ": "AE", "ß": "germandbls", "ð": "eth", "Ð": "Eth", "þ": "thorn", "Þ": "Thorn", "€": "Euro"},
    **{"'": "quotesingle", "`": "grave"},
}
# What renderers differ by.
SPARE = 1.02
# Signs of other scripts are taken to be as wide as they are high.
WIDEST = 1.0


@cache
def _widths(is_bold: bool) -> dict[str, float]:
    """Return the width of each sign that the metrics know, as a part of the size of letters."""
    name = "Helvetica-Bold.afm" if is_bold else "Helvetica.afm"
    file = Path(matplotlib.get_data_path(), "fonts", "pdfcorefonts", name)
    found = METRIC.findall(file.read_text(encoding="ascii"))
    by_name = {name: int(width) / 1000 for _, width, name in found}
    ascii_signs = {chr(int(code)): int(width) / 1000 for code, width, _ in found if 32 <= int(code) < 127}
    return ascii_signs | {sign: by_name[name] for sign, name in NAMED.items()}


@lru_cache(maxsize=4096)
def _sign_width(sign: str, is_bold: bool) -> float:
    known = _widths(is_bold)
    if sign in known:
        return known[sign]
    base, *accents = unicodedata.normalize("NFKD", sign)
    return known.get(base, WIDEST) if all(map(unicodedata.combining, accents)) else WIDEST


@lru_cache(maxsize=16384)
def _word_width(word: str, is_bold: bool) -> float:
    return sum(_sign_width(sign, is_bold) for sign in word) * SPARE


def width(text: str, size: float, is_bold: bool = False) -> float:
    """Return how wide a text is in one line."""
    return _word_width(text, is_bold) * size


def line_count(text: str, size: float, room: float, is_bold: bool = False) -> int:
    """Return how many lines a text takes in a room of this width, at least one; a word that is wider is broken."""
    lines, filled, space = 1, 0.0, width(" ", size, is_bold)
    for word in text.split():
        needed = width(word, size, is_bold)
        if filled and filled + space + needed <= room:
            filled += space + needed
            continue
        if filled:
            lines += 1
        filled = needed
        if needed > room:
            more, filled = _broken(word, size, room, is_bold)
            lines += more
    return lines


def _broken(word: str, size: float, room: float, is_bold: bool) -> tuple[int, float]:
    """Return how many more lines a word takes that is broken between letters, and how much it fills of the last."""
    more, filled = 0, 0.0
    for sign in word:
        needed = _sign_width(sign, is_bold) * SPARE * size
        if filled and filled + needed > room:
            more, filled = more + 1, 0.0
        filled += needed
    return more, filled
