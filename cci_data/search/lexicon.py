"""All words that can be found, and how a word of a question leads to them: the same, one that begins so, one slip away.

A slip is one letter that is wrong, missing, too many, or swapped with its neighbour, in a word of five letters or more.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

import numpy as np
from rapidfuzz.distance import OSA

SHORTEST_WITH_SLIP = 5
# Longer ones are no words of any language, and would cost the square of their length.
LONGEST_WITH_SLIP = 40
LAST_CHARACTER = "\U0010ffff"


class Lexicon:
    """Words in alphabetical order, each known by its number in that order; never changed, so threads may share it."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words, folded; the same word twice counts once."""
        self.words = tuple(sorted(set(words)))
        pairs = [
            (key, number)
            for number, word in enumerate(self.words)
            if SHORTEST_WITH_SLIP <= len(word) <= LONGEST_WITH_SLIP
            for key in _with_a_letter_less(word)
        ]
        # Arrays, not a dict: a tenth of the memory, and nothing that the garbage collector walks through.
        columns = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        self._keys, self._numbers = columns[np.argsort(columns[:, 0])].T.copy()

    def number(self, word: str) -> int | None:
        """Return the number of `word`, None where it is unknown."""
        at = bisect_left(self.words, word)
        return at if at < len(self.words) and self.words[at] == word else None

    def beginning(self, start: str) -> range:
        """Return the numbers of the words that begin with `start`: they stand in a row."""
        return range(bisect_left(self.words, start), bisect_left(self.words, start + LAST_CHARACTER))

    def near(self, word: str) -> list[int]:
        """Return the numbers of the words of five letters or more that are one slip away from `word`, or the same."""
        if not SHORTEST_WITH_SLIP - 1 <= len(word) <= LONGEST_WITH_SLIP + 1:
            return []
        keys = np.array(list(_with_a_letter_less(word)), dtype=np.int64)
        spans = zip(np.searchsorted(self._keys, keys), np.searchsorted(self._keys, keys, side="right"), strict=True)
        candidates = {number for start, end in spans for number in self._numbers[start:end].tolist()}
        return sorted(number for number in candidates if OSA.distance(word, self.words[number], score_cutoff=1) <= 1)


def _with_a_letter_less(word: str) -> Iterator[int]:
    """Yield the hash of `word` and those of what is left without one of its letters, each once.

    Two words one slip apart have one of these in common.
    """
    yield from {hash(word), *(hash(word[:at] + word[at + 1 :]) for at in range(len(word)))}
