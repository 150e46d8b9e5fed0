"""The little language in which a pydeck layer says how a row of its data looks: `@@=1.2 + 1.8 * (count - 1)`.

It knows numbers, texts, lists, names with dots, arithmetic, comparison, and `test ? one : other`.
"""

import operator
import re
from collections.abc import Callable, Mapping

from cci_data.exports.pictures.caption import PictureProblem

SIGN = "@@="
TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*)|'(?P<text>[^']*)'|(?P<name>[A-Za-z_][\w.]*)|(?P<sign>[=!<>]=|[-+*/<>?:,()\[\]]))"
)
LEVELS = (
    {"==": operator.eq, "!=": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge},
    {"+": operator.add, "-": operator.sub},
    {"*": operator.mul, "/": operator.truediv},
)
WORDS = {"true": True, "false": False, "null": None}

Formula = Callable[[Mapping], object]


def accessor(written: object) -> Formula:
    """Return the function from a row of data to the value that `written` means: a formula, or the value itself.

    Raises PictureProblem for a formula that it cannot read; the function does so for a name that a row has not.
    """
    if not (isinstance(written, str) and written.startswith(SIGN)):
        return lambda row: written
    reader = _Reader(written.removeprefix(SIGN))
    formula = reader.choice()
    reader.end()
    return formula


class _Reader:
    """Reads a formula from left to right, each level of it by a method of its own."""

    def __init__(self, written: str) -> None:
        self._written = written
        self._tokens: list[tuple[str, str]] = []
        place = 0
        while place < len(written.rstrip()):
            found = TOKEN.match(written, place)
            if not found:
                raise self._problem()
            self._tokens.append((found.lastgroup, found[found.lastgroup]))
            place = found.end()

    def _problem(self) -> PictureProblem:
        return PictureProblem(f"A picture cannot read the formula {self._written!r} of a map's layer.")

    def _is_next(self, *signs: str) -> bool:
        return bool(self._tokens) and self._tokens[0][0] == "sign" and self._tokens[0][1] in signs

    def _take(self, sign: str) -> None:
        if not self._is_next(sign):
            raise self._problem()
        self._tokens.pop(0)

    def end(self) -> None:
        """Make sure that nothing is left to read."""
        if self._tokens:
            raise self._problem()

    def choice(self) -> Formula:
        """Read `test ? one : other`, or what is on the levels below."""
        test = self._level(0)
        if not self._is_next("?"):
            return test
        self._take("?")
        one = self.choice()
        self._take(":")
        other = self.choice()
        return lambda row: one(row) if test(row) else other(row)

    def _level(self, level: int) -> Formula:
        if level == len(LEVELS):
            return self._single()
        left = self._level(level + 1)
        while self._is_next(*LEVELS[level]):
            work = LEVELS[level][self._tokens.pop(0)[1]]
            right = self._level(level + 1)
            left = _joined(work, left, right)
        return left

    def _single(self) -> Formula:
        if self._is_next("-"):
            self._take("-")
            value = self._single()
            return lambda row: -value(row)
        if self._is_next("("):
            self._take("(")
            inner = self.choice()
            self._take(")")
            return inner
        if self._is_next("["):
            return self._list()
        if not self._tokens or self._tokens[0][0] == "sign":
            raise self._problem()
        kind, text = self._tokens.pop(0)
        if kind == "name" and text not in WORDS:
            return lambda row: _found(row, text)
        value = float(text) if kind == "number" else WORDS.get(text, text) if kind == "name" else text
        return lambda row: value

    def _list(self) -> Formula:
        self._take("[")
        items: list[Formula] = []
        while not self._is_next("]"):
            items.append(self.choice())
            if not self._is_next("]"):
                self._take(",")
        self._take("]")
        return lambda row: [item(row) for item in items]


def _joined(work: Callable[[object, object], object], left: Formula, right: Formula) -> Formula:
    return lambda row: work(left(row), right(row))


def _found(row: Mapping, path: str) -> object:
    value: object = row
    for key in path.split("."):
        if not isinstance(value, Mapping) or key not in value:
            raise PictureProblem(f"A row of a map's layer has no {path}.")
        value = value[key]
    return value
