"""Where a text mentions a partner: by a name, an id or an address of its site, and not by a word inside another name.

Names are compared as people write them: accents and case aside, `Łódź` as `LODZ`. Names of fewer than five letters must
stand there as they are written. Only whole words count. An address on the web is judged, and replaced, as a whole.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from cci_data.erasure.sites import WORD, Site, site, slug
from cci_data.language import fold

ERASED = "[erased]"
# Shorter names are acronyms and the like: another spelling of them is another word.
LONG_ENOUGH = 5
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("’‘ʼ", "'"))
LINK = re.compile(r"https?://[^\s<>\"'„“”]+|(?<![\w.+@-])[\w.+@-]*[^\W_]\.[^\W_]{2,}[^\s<>\"'„“”,;()]*", re.IGNORECASE)
AFTER_A_LINK = ".,;:!?)]}"
# Stands for a mention among the words of an address, which have no such letter.
GONE = "*"
SEVERAL_ERASED = re.compile(r"(?:-erased)+(?=-)")


@dataclass(frozen=True)
class Called:
    """What a partner goes by: its names and ids, present and former, and its sites."""

    names: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    sites: frozenset[Site] = frozenset()


@dataclass(frozen=True)
class Left:
    """A mention that must stay: its words, and why."""

    words: str
    reason: str


@dataclass(frozen=True)
class Found:
    """What was found in a text: the text without the mentions, their words, and those that stay."""

    text: str
    words: tuple[str, ...] = ()
    left: tuple[Left, ...] = ()


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    reason: str = ""

    def meets(self, other: "_Span") -> bool:
        return self.start < other.end and other.start < self.end

    def lies_in(self, other: "_Span") -> bool:
        return other.start <= self.start and self.end <= other.end


def plain(text: str) -> tuple[str, list[int]]:
    """Return `text` as names are compared, and for each letter of it the place in `text` that it comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text.translate(DASHES)):
        is_second_blank = letter.isspace() and letters[-1:] == [" "]
        found = fold(letter) or " " * (letter.isspace() and not is_second_blank)
        letters += found
        places += [place] * len(found)
    return "".join(letters), places


class Finder:
    """Finds what mentions one partner, and leaves what belongs to others."""

    def __init__(
        self,
        called: Called,
        others: Mapping[str, Called],
        ordinary: Iterable[str] = (),
        made: Collection[str] = (),
    ) -> None:
        """Look for `called`.

        others: who else must not be damaged, and what they go by. ordinary: names (folded) that are words of the
        language as well, and stay wherever they stand. made: ids of records that were made of what it goes by.
        """
        self._called = called
        self._ordinary = frozenset(ordinary)
        self._terms = [(_pattern(name), name) for name in sorted(called.names, key=len, reverse=True)]
        self._terms += [(_pattern(one, is_id=True), one) for one in sorted(called.ids, key=len, reverse=True)]
        if made:
            any_id = "|".join(_pattern(one, is_id=True).pattern for one in made)
            self._terms.append((re.compile(any_id), max(made, key=len)))
        # An address may say a name as well: https://…/news/creative-estonia-moves.
        wanted = {slug(one) for one in (*called.ids, *called.names) if _is_distinct(one) and not self._is_ordinary(one)}
        self._slugs = sorted(wanted, key=len, reverse=True)
        self._others = [(owner, theirs) for owner, theirs in others.items() if self._is_near(theirs)]

    @cached_property
    def _needles(self) -> list[list[str]]:
        """For each way to mention the partner the words that a text must have before it is worth a closer look."""
        terms = (*self._called.names, *self._called.ids, *(one.host for one in self._called.sites))
        return [WORD.findall(fold(term)) for term in terms]

    @cached_property
    def _kept(self) -> list[tuple[re.Pattern[str], str, str]]:
        return [
            (_pattern(words, is_id=is_id), words, owner)
            for owner, theirs in self._others
            for is_id, some in ((False, theirs.names), (True, theirs.ids))
            for words in some
        ]

    @cached_property
    def _kept_slugs(self) -> list[str]:
        kept = {slug(one) for _, theirs in self._others for one in (*theirs.names, *theirs.ids)}
        return [one for one in sorted(kept, key=len, reverse=True) if any(mine in one for mine in self._slugs)]

    def _is_near(self, theirs: Called) -> bool:
        mine = [_words(one) for one in (*self._called.names, *self._called.ids)]
        near = any(_overlap(one, _words(other)) for other in (*theirs.names, *theirs.ids) for one in mine)
        return near or any(one.holds(other) for one in self._called.sites for other in theirs.sites)

    def _is_ordinary(self, words: str) -> bool:
        return fold(words) in self._ordinary

    def may_be_in(self, text: str) -> bool:
        """Tell quickly whether `text` is worth a closer look."""
        decoded = unquote(text) if "%" in text else text
        folded = decoded.lower() if decoded.isascii() else fold(decoded)
        return any(all(word in folded for word in words) for words in self._needles)

    def find(self, text: str) -> Found:
        """Return what mentions the partner in `text`, and the text without."""
        if not self.may_be_in(text):
            return Found(text)
        links = list(_links(text))
        spans = [span for link in links for span in self._in_link(text, link)]
        spans += self._in_prose(text, links)
        gone = _joined([span for span in spans if not span.reason])
        left = {
            Left(text[span.start : span.end], span.reason): None
            for span in spans
            if span.reason and not any(span.meets(other) for other in gone)
        }
        pieces, end, words = [], 0, []
        for span in gone:
            pieces += [text[end : span.start], ERASED]
            words.append(text[span.start : span.end])
            end = span.end
        return Found("".join([*pieces, text[end:]]), tuple(words), tuple(left))

    def find_in_id(self, text: str) -> bool:
        """Tell whether an id, of a list for example, is made of the partner's id or name."""
        return self._has_slug(slug(text))

    def without_in_id(self, text: str) -> str:
        """Return an id with `erased` for what mentions the partner: `creative-estonia-day` → `erased-day`; or as it is.

        What belongs to others stays. Where nothing but the mention was in it, `erased` alone is left.
        """
        if not self.may_be_in(text):
            return text
        # Whole names first: a short one may be part of a long one.
        words = self._without_slugs(slug(text)).replace(GONE, "erased")
        words = slug(self.find(text if words == slug(text) else words.strip("-")).text)
        return text if words == slug(text) else SEVERAL_ERASED.sub("-erased", words).strip("-")

    def _has_slug(self, words: str) -> bool:
        return GONE in self._without_slugs(words)

    def _without_slugs(self, words: str) -> str:
        """Return the words of an address with a sign for each mention; those that belong to others stay."""
        for number, one in enumerate(self._kept_slugs):
            words = words.replace(one, f"-|{number}|-")
        for one in self._slugs:
            # Two in a row share the hyphen between them.
            while one in words:
                words = words.replace(one, f"-{GONE}-")
        for number, one in enumerate(self._kept_slugs):
            words = words.replace(f"-|{number}|-", one)
        return words

    def _in_link(self, text: str, link: _Span) -> Iterator[_Span]:
        words = text[link.start : link.end]
        address = site(words)
        if self._has_slug(slug(unquote(words))):
            yield link
            return
        for mine in self._called.sites if address else ():
            if not mine.holds(address):
                continue
            sharing = [
                owner
                for owner, theirs in self._others
                if any(mine.holds(other) and other.holds(address) for other in theirs.sites)
            ]
            yield _Span(link.start, link.end, f"{sharing[0]} has the same site" if sharing else "")

    def _in_prose(self, text: str, links: Sequence[_Span]) -> Iterator[_Span]:
        found, places = plain(text)
        kept = [
            _Span(*_back(text, places, match), owner)
            for pattern, words, owner in self._kept
            for match in pattern.finditer(found)
            if _fits(text, _back(text, places, match), words)
        ]
        for pattern, words in self._terms:
            for match in pattern.finditer(found):
                span = _Span(*_back(text, places, match))
                if not _fits(text, (span.start, span.end), words):
                    continue
                around = next((other for other in kept if other.meets(span) and not _is_within(other, span)), None)
                if around is not None:
                    name = text[around.start : around.end]
                    yield _Span(
                        span.start, span.end, f"it is, or is part of, “{name}”, which belongs to {around.reason}"
                    )
                elif self._is_ordinary(words):
                    yield _Span(span.start, span.end, "it is an ordinary word too")
                else:
                    yield _widened(text, span, links)


def _is_distinct(words: str) -> bool:
    return len(slug(words)) - 2 >= LONG_ENOUGH


def _pattern(words: str, *, is_id: bool = False) -> re.Pattern[str]:
    """Return the pattern of whole words; the words of an id are one."""
    found = plain(words.strip())[0]
    before = r"(?<![^\W_])" if found[:1].isalnum() else ""
    after = r"(?![^\W_])" if found[-1:].isalnum() else ""
    if is_id:
        before, after = rf"{before}(?<!-)", rf"{after}(?!-)"
    return re.compile(f"{before}{re.escape(found)}{after}")


def _words(text: str) -> list[str]:
    return WORD.findall(fold(text))


def _overlap(mine: list[str], other: list[str]) -> bool:
    """Tell whether one stands within the other, or the end of one can be the beginning of the other."""
    whole = f" {' '.join(other)} "
    if f" {' '.join(mine)} " in whole:
        return True
    shortest = min(len(mine), len(other))
    return any(mine[:size] == other[-size:] or mine[-size:] == other[:size] for size in range(1, shortest + 1))


def _links(text: str) -> Iterator[_Span]:
    for match in LINK.finditer(text):
        yield _Span(match.start(), match.start() + len(match[0].rstrip(AFTER_A_LINK)))


def _back(text: str, places: Sequence[int], match: re.Match[str]) -> tuple[int, int]:
    start, end = places[match.start()], places[match.end() - 1] + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return start, end


def _fits(text: str, span: tuple[int, int], words: str) -> bool:
    """Tell whether a short name stands there as it is written."""
    if len(words) >= LONG_ENOUGH:
        return True
    return unicodedata.normalize("NFC", text[slice(*span)]) == unicodedata.normalize("NFC", words)


def _is_within(inner: _Span, outer: _Span) -> bool:
    return inner.lies_in(outer) and (inner.start, inner.end) != (outer.start, outer.end)


def _widened(text: str, span: _Span, links: Sequence[_Span]) -> _Span:
    """Take the whole of an address along: half of one leads nowhere."""
    for link in links:
        words = text[link.start : link.end]
        if link.meets(span) and ("://" in words or "/" in words or "@" in words):
            span = _Span(min(span.start, link.start), max(span.end, link.end))
    return span


def _joined(spans: Sequence[_Span]) -> list[_Span]:
    found: list[_Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if found and span.start < found[-1].end:
            found[-1] = _Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
