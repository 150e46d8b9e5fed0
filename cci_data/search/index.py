"""Finds records by what they are called, and by what else is known of them: best first, with the reason."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from cci_data.language import fold
from cci_data.search.lexicon import Lexicon
from cci_data.search.words import Written, initials, short_forms, written

MOST_WORDS = 32
# Words that many leave out or put in; they count only where nothing else is asked.
LITTLE_WORDS = frozenset({"a", "an", "and", "at", "for", "in", "of", "the", "und", "och", "og", "ja"})
KINDS = ("country", "sector", "partner", "project", "event", "good_practice")


class Match(IntEnum):
    """How a word was met in a text, the best first."""

    SAME, BEGINS, SLIP, NOWHERE = range(4)


class Rank(IntEnum):
    """How a record was found, the best first: by a whole name, by the words of a name, or by those of further text."""

    NAME, OTHER_NAME, INITIALS = range(3)
    # From each of these on, one for each `Match` of its words.
    IN_A_NAME, BEGINS_IN_A_NAME, SLIP_IN_A_NAME = range(3, 6)
    FURTHER, BEGINS_FURTHER, SLIP_FURTHER, NOT_FOUND = range(6, 10)


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found.

    kind: one of KINDS; record_id: its key, for links; name: its name or title; reason: why it was found, "" where that
    is its name (`also called CBSS`, `in Riga`); is_illustrative: it needs its badge; country_code: None where it has
    none.
    """

    kind: str
    record_id: str
    name: str
    reason: str
    is_illustrative: bool
    country_code: str | None


class Text(NamedTuple):
    """Something that a record is found by: what it says, the reason to give, and the rank of who asks just so."""

    said: Written
    reason: str
    rank: Rank


class SearchIndex:
    """The records, prepared to be found: made once for a version of the data and never changed, so threads share it."""

    def __init__(self, documents: pd.DataFrame) -> None:
        """Prepare `documents`, a row for each record, with the columns of `queries.search.search_documents`."""
        self._records: list[Hit] = []
        self._reasons: list[str] = []
        is_name, starts, posted, wholes = [], [], defaultdict(list), defaultdict(list)
        # Many records say the same further text; it is taken apart once.
        read = cache(written)
        for number, row in enumerate(documents.itertuples(index=False)):
            country = row.country_code if isinstance(row.country_code, str) else None
            self._records.append(Hit(row.kind, row.record_id, row.name, "", bool(row.is_illustrative), country))
            starts.append(len(self._reasons))
            for text in _texts(row, read):
                for key in text.said.keys if text.rank < Rank.FURTHER else ():
                    wholes[key].append((number, int(text.rank), text.reason))
                # Initials are found as a whole only: half of them says nothing.
                for word in {way for ways in text.said.words for way in ways if text.rank != Rank.INITIALS}:
                    posted[word].append(len(self._reasons))
                self._reasons.append(text.reason)
                is_name.append(text.rank < Rank.FURTHER)
        self._wholes = {key: tuple(records) for key, records in wholes.items()}
        self._starts = np.array(starts, dtype=np.intp)
        self._is_name = np.array(is_name, dtype=bool)
        self._order = _order(self._records)
        # The texts of each word, in the order of the words: those of all words that begin alike stand in a row.
        self._lexicon = Lexicon(posted)
        lists = [posted[word] for word in self._lexicon.words]
        self._ends = np.cumsum([0, *map(len, lists)], dtype=np.intp)
        self._postings = np.array([text for texts in lists for text in texts], dtype=np.int32)

    def find(self, text: str, most: int = 20) -> tuple[Hit, ...]:
        """Return at most `most` records that `text` means, the best first; none where it says nothing.

        Best is who is called just so, then who is also called so or has these initials; then whose name, or one other
        name, has all words, or words that begin so, or words with a slip; last who has some of the words in its
        further text only. Among equals invented records come last, then the shorter name is first. The order of words,
        accents and case do not matter. Of a long text the first words count.
        """
        asked = written(text)
        if not asked.keys or not self._records or most < 1:
            return ()
        matches = self._matches(_telling(asked))
        in_names = np.where(self._is_name, matches.max(axis=0), Match.NOWHERE)
        ranks = self._ranks(in_names, matches)
        wholes = self._whole_names(asked)
        for number, (rank, _) in wholes.items():
            ranks[number] = rank
        found = np.flatnonzero(ranks < Rank.NOT_FOUND)
        best = found[np.argsort(ranks[found].astype(np.int64) * len(ranks) + self._order[found])[:most]]
        return tuple(
            replace(
                self._records[number],
                reason=wholes[number][1] if number in wholes else self._reason(number, in_names, matches),
            )
            for number in best.tolist()
        )

    def _matches(self, words: Sequence[tuple[str, ...]]) -> np.ndarray:
        """Return how each word (row) was met in each text (column): a `Match`. No word at all is met nowhere."""
        matches = np.full((max(len(words), 1), len(self._reasons)), Match.NOWHERE, dtype=np.uint8)
        for row, ways in zip(matches, words, strict=False):
            for near in {number for way in ways for number in self._lexicon.near(way)}:
                row[self._postings[self._ends[near] : self._ends[near + 1]]] = Match.SLIP
            for numbers in map(self._lexicon.beginning, ways):
                row[self._postings[self._ends[numbers.start] : self._ends[numbers.stop]]] = Match.BEGINS
            for same in map(self._lexicon.number, ways):
                if same is not None:
                    row[self._postings[self._ends[same] : self._ends[same + 1]]] = Match.SAME
        return matches

    def _ranks(self, in_names: np.ndarray, matches: np.ndarray) -> np.ndarray:
        """Return the `Rank` of each record by its words."""
        by_name = np.minimum.reduceat(in_names, self._starts)
        anywhere = np.minimum.reduceat(matches, self._starts, axis=1).max(axis=0)
        return np.where(by_name < Match.NOWHERE, by_name + Rank.IN_A_NAME, anywhere + Rank.FURTHER)

    def _whole_names(self, asked: Written) -> dict[int, tuple[int, str]]:
        """Return the best rank, and its reason, of the records that are called as a whole what was asked."""
        found: dict[int, tuple[int, str]] = {}
        for key in sorted(asked.keys):
            for number, rank, reason in self._wholes.get(key, ()):
                if number not in found or rank < found[number][0]:
                    found[number] = rank, reason
        return found

    def _reason(self, number: int, in_names: np.ndarray, matches: np.ndarray) -> str:
        """Say why a record was found by its words: for each word the first text in which it was met best."""
        start = int(self._starts[number])
        end = int(self._starts[number + 1]) if number + 1 < len(self._starts) else len(self._reasons)
        named = in_names[start:end]
        if named.min() < Match.NOWHERE:
            return self._reasons[start + int(named.argmin())]
        reasons = [self._reasons[start + int(at)] for at in matches[:, start:end].argmin(axis=1)]
        return ", ".join(dict.fromkeys(filter(None, reasons)))


def _texts(row: Any, read: Callable[[str], Written]) -> Iterator[Text]:
    """Yield what a record is found by, its name first."""
    yield Text(read(row.name), "", Rank.NAME)
    for name in short_forms(row.name):
        yield Text(read(name), "", Rank.OTHER_NAME)
    for name in row.other_names:
        yield Text(read(name), f"also called {name}", Rank.OTHER_NAME)
    for code in row.codes:
        yield Text(read(code), f"code {code}", Rank.OTHER_NAME)
    for name in (row.name, *row.other_names):
        for letters in initials(name):
            yield Text(read(letters), f"initials {letters}", Rank.INITIALS)
    for reason, text in row.further:
        yield Text(read(text), reason, Rank.FURTHER)


def _telling(asked: Written) -> list[tuple[str, ...]]:
    """Return the words to look for: each once, without little ones unless there are no others, not too many."""
    words = list(dict.fromkeys(asked.words))
    return [ways for ways in words if ways[0] not in LITTLE_WORDS][:MOST_WORDS] or words[:MOST_WORDS]


def _order(records: Sequence[Hit]) -> np.ndarray:
    """Return the place of each record among all, for those that are found equally well."""
    places = {kind: place for place, kind in enumerate(KINDS)}

    def of(number: int) -> tuple:
        record = records[number]
        kind = places.get(record.kind, len(places))
        return record.is_illustrative, len(record.name), fold(record.name), kind, record.record_id

    order = np.empty(len(records), dtype=np.int64)
    order[sorted(range(len(records)), key=of)] = np.arange(len(records))
    return order
