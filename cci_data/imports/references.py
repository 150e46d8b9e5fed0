"""What a cell means that names a partner or a project: by id, name, other name or former id."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from cci_data.language import fold, listed
from cci_data.sheets.cells import Unfit

NEAR_ENOUGH = 70
MOST_TO_NAME = 5


def plain(name: str) -> str:
    """Return a name as two are compared that shall be one: case and blanks aside, accents not."""
    return " ".join(name.casefold().split())


class Names:
    """The names by which the records of a kind are known, and what a cell means by one of them."""

    def __init__(self, what: str, called: Iterable[tuple[str, str]]) -> None:
        """Know `what` (a partner, a project) by pairs of name and id."""
        self.what = what
        self._ids: dict[str, set[str]] = defaultdict(set)
        self._called: dict[str, str] = {}
        self._folded: dict[str, str] = {}
        for name, key in called:
            self.add(name, key)

    def add(self, name: str, key: str) -> None:
        """Let the record `key` be called `name` too."""
        self._ids[plain(name)].add(key)
        self._called.setdefault(plain(name), name)
        self._folded.setdefault(plain(name), fold(name))

    def found(self, name: str) -> set[str]:
        """Return the ids of all that are called `name`."""
        return self._ids.get(plain(name), set())

    def meant(self, words: str) -> str:
        """Return the id of the one that `words` name; raises Unfit where nobody or several are called so.

        An id goes before a name: several may be called Zinoo, but one of them is `zinoo`.
        """
        found = self.found(words)
        if words in found:
            return words
        if len(found) == 1:
            return next(iter(found))
        if found:
            some = listed(sorted(found), most=MOST_TO_NAME)
            raise Unfit(words, f"the id of one {self.what} (they are called so: {some})")
        near = process.extractOne(fold(words), self._folded, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
        hint = ""
        if near:
            key = min(self._ids[near[2]])
            hint = self._called[near[2]] if key == self._called[near[2]] else f"{self._called[near[2]]}, {key}"
        raise Unfit(words, f"the name or id of a {self.what}", hint)
