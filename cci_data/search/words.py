"""From what is written to what is compared: words without accents, short forms of names, and initials."""

import re
import unicodedata
from typing import NamedTuple

from cci_data.language import fold
from cci_data.place_names import SPELT_OUT, WORD

LONGEST_TEXT = 2000
FEWEST_INITIALS = 3
IN_BRACKETS = re.compile(r"\(([^()]*)\)")
# What follows explains the name: Creative Ports - Internationalisation of …, BSG-Go! Scaling-up …
EXPLAINED = re.compile(r"\s[-–—|]\s|[:!]\s|\(")


class Written(NamedTuple):
    """How a text is compared.

    keys: the whole without blanks and signs, once for each way to write its letters; words: for each of its words the
    ways to write it. A letter such as ö has two: Malmö → malmo, malmoe.
    """

    keys: frozenset[str]
    words: tuple[tuple[str, ...], ...]


def written(text: str) -> Written:
    """Return how `text` is compared; of what is longer than LONGEST_TEXT the beginning.

    A text without letters and digits has no words, and itself as its key; an empty one has no key either.
    """
    composed = unicodedata.normalize("NFC", text[:LONGEST_TEXT]).casefold()
    folded = fold(composed)
    plain = WORD.findall(folded)
    if not plain:
        return Written(frozenset({"".join(folded.split())} - {""}), ())
    respelt = composed.translate(SPELT_OUT)
    spelt_out = plain if respelt == composed else WORD.findall(fold(respelt))
    if len(spelt_out) != len(plain):
        spelt_out = plain
    ways = tuple((one,) if one == other else (one, other) for one, other in zip(plain, spelt_out, strict=True))
    return Written(frozenset({"".join(plain), "".join(spelt_out)}), ways)


def short_forms(name: str) -> list[str]:
    """Return what `name` says of itself in short: the part before an explanation, and what stands in brackets.

    Creative Circular Cities (CCC) → Creative Circular Cities, CCC.
    """
    explained = EXPLAINED.search(name)
    begins = name[: explained.end()].rstrip("(:-–—| ") if explained else ""
    return [part for part in (begins.strip(), *map(str.strip, IN_BRACKETS.findall(name))) if part]


def initials(name: str) -> list[str]:
    """Return what `name` may be called by its capitals, outside of brackets; what is shorter than three is left out.

    These are the first letters of its capitalised words, and all capitals of words that have small letters too:
    Centre for the Development of Creative Industries → CDCI; NetPort Science Park → NSP, NPSP.
    """
    words = WORD.findall(unicodedata.normalize("NFC", IN_BRACKETS.sub(" ", name[:LONGEST_TEXT])))
    first = "".join(word[0] for word in words if word[0].isupper())
    capitals = "".join(word[0] if word.isupper() else "".join(filter(str.isupper, word)) for word in words)
    return [letters for letters in dict.fromkeys((first, capitals)) if len(letters) >= FEWEST_INITIALS]
