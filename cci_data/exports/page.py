"""What a sheet is that shall be written, and what of it no spreadsheet may take for a formula."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from openpyxl.utils import get_column_letter

# How a spreadsheet shows what a column holds.
TEXT, DAY, CLOCK, WHOLE, NUMBER = "@", "yyyy-mm-dd", "hh:mm", "0", "General"

# What a spreadsheet takes for the beginning of a formula; the last four are what East Asian keyboards write.
RUN = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")

Value = str | int | float | bool | date | time | None


class ExportProblem(Exception):
    """A file cannot be written; `problems` says in sentences where and why, one for each finding."""

    def __init__(self, problems: Sequence[str]) -> None:
        """Keep `problems`, all that were found together."""
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Column:
    """A column of a page.

    title: its heading; note: what to write under it; choices: the words of a closed vocabulary; is_list: whether a
    cell may hold several, set apart by ;. width: in characters; number_format: as spreadsheets write it.
    """

    title: str
    note: str
    choices: tuple[str, ...] = ()
    is_list: bool = False
    width: float = 18.0
    number_format: str = TEXT


@dataclass(frozen=True)
class Page:
    """A sheet to be written.

    rows: a value for each column; examples: rows that only show how it is done; about: what one row is, in a sentence.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Value, ...]] = ()
    examples: Sequence[tuple[Value, ...]] = ()
    about: str = ""

    @property
    def all_rows(self) -> list[tuple[Value, ...]]:
        """The rows under the heading: the examples first."""
        return [*self.examples, *self.rows]

    def where(self, row: int, column: int) -> str:
        """Return the address of a cell as a sentence says it: `Partners!D14 (Website)`.

        row: from 0, among `all_rows`; column: from 0.
        """
        return f"{self.title}!{get_column_letter(column + 1)}{row + 2} ({self.columns[column].title})"


@dataclass(frozen=True)
class Words:
    """A list to choose from: its words, and beside them what they mean where they do not say so themselves."""

    title: str
    words: tuple[str, ...]
    meanings: tuple[str, ...] = ()


def is_run(text: str) -> bool:
    """Tell whether a spreadsheet might take a text for a formula, be it behind apostrophes."""
    return RUN.match(text) is not None


def protected(text: str) -> str:
    """Return `text` so that no spreadsheet runs it: behind an apostrophe where it would."""
    return f"'{text}" if is_run(text) else text


def unprotected(text: str) -> str:
    """Return the text that `protected` was given."""
    return text[1:] if text.startswith("'") and is_run(text) else text


def written(value: Value) -> Value:
    """Return a value as a cell shows it: yes and no in words, everything else as it is."""
    return ("yes" if value else "no") if isinstance(value, bool) else value
