"""Stored records → the pages of the workbook, such that reading them gives the stored values again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any, get_args

import pandas as pd
from pydantic import ValidationError

from cci_data.exports.page import CLOCK, DAY, NUMBER, TEXT, WHOLE, Column, ExportProblem, Page, Value, Words
from cci_data.sheets.book import EMPTIED, EXAMPLE, SHEETS
from cci_data.sheets.choices import (
    CAUSE,
    COUNTRY,
    FAMILY,
    KIND_OF_EVENT,
    KIND_OF_INDICATOR,
    KIND_OF_SOLUTION,
    KIND_OF_STATEMENT,
    KIND_OF_STEP,
    ORIGIN,
    OUTCOME,
    ROLE,
    TYPE,
    Choice,
    joined,
)
from cci_data.sheets.sheet import Sheet
from cci_data.vocabulary import CROSS_SECTORAL

# The vocabularies that the database keeps: {"sectors": {id: label}, "services": {id: label}}, in their order.
Vocabularies = Mapping[str, Mapping[str, str]]

YES_OR_NO = ("yes", "no")
CHOICES = {
    "Countries": COUNTRY,
    "Types of organisation": TYPE,
    "Kinds of event": KIND_OF_EVENT,
    "Kinds of statement": KIND_OF_STATEMENT,
    "Roles in a project": ROLE,
    "Kinds of step": KIND_OF_STEP,
    "What the network had to do with it": CAUSE,
    "Outcomes": OUTCOME,
    "Kinds of solution": KIND_OF_SOLUTION,
    "Whose indicator": FAMILY,
    "Kinds of indicator": KIND_OF_INDICATOR,
    "Origins": ORIGIN,
}
FORMATS = {date: DAY, time: CLOCK, int: WHOLE, float: NUMBER}
WIDTHS = {date: 13, time: 12, int: 11, float: 12, bool: 10}
# Sentences rather than words.
LONG = {"caveat", "counts", "counts_not", "covers", "definition", "in_figures", "note", "source", "summary", "text"}
SHORT_TEXT, LONG_TEXT = (14, 44), (40, 60)
BESIDE_HEADING, BESIDE_TEXT = 5, 2


def record_page(sheet: Sheet, rows: pd.DataFrame, words: Vocabularies) -> Page:
    """Return a sheet with its records.

    rows: as `queries.sheets.sheet_rows` gives them. Raises ExportProblem with all cells that an import would not read
    as a record's value: a first cell that begins like an example, or a text that says that the cell is emptied.
    """
    shown = [_shown(sheet, row, words) for row in rows.to_dict("records")]
    page = Page(sheet.title, _columns(sheet, words, shown), shown, about=sheet.row.__doc__)
    problems = list(_misread(page))
    if problems:
        raise ExportProblem(problems)
    return page


def template_page(sheet: Sheet, words: Vocabularies) -> Page:
    """Return a sheet to be filled in, with two example rows."""
    examples = [_example(sheet, number, words) for number in (0, 1)]
    return Page(sheet.title, _columns(sheet, words, examples), examples=examples, about=sheet.row.__doc__)


def choice_lists(words: Vocabularies) -> list[Words]:
    """Return the sheet Lists: all words that a cell can hold, each list beginning with those of every column."""
    found = [
        Words("Sectors", (*words["sectors"].values(), CROSS_SECTORAL)),
        Words("Services", tuple(words["services"].values())),
    ]
    for title, choice in CHOICES.items():
        can_be_emptied = any(
            sheet.choice(name) is choice and _is_optional(sheet, name) for sheet, name in _all_fields()
        )
        end = (EMPTIED,) if can_be_emptied else ()
        meanings = (*choice.options.values(), *("nothing" for _ in end)) if choice.is_by_code else ()
        found.append(Words(title, (*choice.listed, *end), meanings))
    return [*found, Words("Yes or no", YES_OR_NO)]


def read_me(pages: Iterable[Page]) -> list[tuple[str, str]]:
    """Return what the sheet Read me says: pairs of a word and its explanation, or of a heading and ""."""
    return [
        ("How it works", ""),
        ("A row", "One record. The note on each heading says what belongs under it; columns may be moved or left out."),
        ("A blank cell", "Keeps what is stored."),
        ("A cell with -", "Empties what is stored."),
        (
            "Several in a cell",
            "Are set apart by ; such as Music; Design. The sheet Lists names the words to choose from.",
        ),
        ("A day", "2027-01-31 or 31.1.2027. What is known to the year or month only: 2027 or 2027-01."),
        ("Ids", "Leave them blank in new rows, and as they are in others: links lead to them."),
        (EXAMPLE, "Rows whose first cell begins like this show how it is done. The import leaves them out."),
        (
            "To bring it in",
            "python -m cci_data import FILE --dry-run says what would change, and every problem; without --dry-run it "
            "is stored. The import leaves this sheet and the sheet Lists out.",
        ),
        ("The sheets, and what one row is", ""),
        *((page.title, page.about) for page in pages),
        ("Where the data come from", ""),
        ("Source", f"Each record names its source and its origin; those that are {ORIGIN.listed[-1]} are invented."),
        (
            "Licence",
            "The data keep the terms of their sources; the sheet Data sets of an export names publisher and licence.",
        ),
    ]


def _all_fields() -> Iterator[tuple[Sheet, str]]:
    return ((sheet, name) for sheet in SHEETS for name in sheet.fields)


def _is_optional(sheet: Sheet, name: str) -> bool:
    columns = sheet.model.__table__.columns
    return name in columns and columns[name].nullable


def _type(sheet: Sheet, name: str) -> Any:
    """Return the type of what a field holds: `str`, `date`, `list[str]` …"""
    return next(part for part in get_args(sheet.fields[name].annotation) if part is not type(None))


def _shown(sheet: Sheet, record: Mapping[str, Any], words: Vocabularies) -> tuple[Value, ...]:
    return tuple(_cell(sheet, name, record[name], words) for name in sheet.fields)


def _cell(sheet: Sheet, name: str, value: Any, words: Vocabularies) -> Value:
    if isinstance(value, list):
        names = _names(sheet, name, words)
        return joined(names.get(item, item) for item in value) or None
    choice = sheet.choice(name)
    return choice.shown(value) if choice and value is not None else value


def _names(sheet: Sheet, name: str, words: Vocabularies) -> Mapping[str, str]:
    """Return the words on screen for the items of a list, stored → shown; none where they are shown as stored."""
    kept = {"sector_id": "sectors", "service_id": "services"}.get(sheet.many[name].column)
    return words[kept] if kept else {}


def _example(sheet: Sheet, number: int, words: Vocabularies) -> tuple[Value, ...]:
    """Return an example row with days as days and numbers as numbers, as an import reads them."""
    told = {name: info.examples[number] for name, info in sheet.fields.items() if info.examples[number]}
    first, *others = (_example_cell(sheet, name, told.get(name), words) for name in sheet.fields)
    return (f"{EXAMPLE} {first}", *others)


def _example_cell(sheet: Sheet, name: str, text: str | None, words: Vocabularies) -> Value:
    if text is None:
        return None
    try:
        row = sheet.row.model_validate({name: text}, context=dict(words))
    except ValidationError:
        # A network may have renamed the sector of an example; it still shows how one is written.
        return text
    return _cell(sheet, name, getattr(row, name), words)


def _columns(sheet: Sheet, words: Vocabularies, rows: Sequence[tuple[Value, ...]]) -> tuple[Column, ...]:
    cells = zip(*rows, strict=True) if rows else [()] * len(sheet.fields)
    return tuple(
        Column(
            title=info.title,
            note=info.description,
            choices=_choices(sheet, name, words),
            is_list=_type(sheet, name) == list[str],
            width=_width(sheet, name, shown),
            number_format=FORMATS.get(_type(sheet, name), TEXT),
        )
        for (name, info), shown in zip(sheet.fields.items(), cells, strict=True)
    )


def _choices(sheet: Sheet, name: str, words: Vocabularies) -> tuple[str, ...]:
    if name in sheet.many:
        column = sheet.many[name].column
        if column == "country_code":
            return tuple(COUNTRY.listed)
        end = (CROSS_SECTORAL,) if column == "sector_id" and sheet.is_cross_sectoral else ()
        return (*_names(sheet, name, words).values(), *end)
    if _type(sheet, name) is bool:
        return YES_OR_NO
    choice: Choice | None = sheet.choice(name)
    if choice is None:
        return ()
    return (*choice.listed, *((EMPTIED,) if _is_optional(sheet, name) else ()))


def _width(sheet: Sheet, name: str, cells: Iterable[Value]) -> float:
    """Return the width of a column in characters: nine of ten texts fit, within what can be read on a screen."""
    heading = len(sheet.fields[name].title) + BESIDE_HEADING
    if _type(sheet, name) in WIDTHS:
        return max(heading, WIDTHS[_type(sheet, name)])
    lengths = sorted(max(map(len, str(cell).split("\n"))) for cell in cells if cell is not None)
    needed = lengths[len(lengths) * 9 // 10] + BESIDE_TEXT if lengths else 0
    narrowest, widest = LONG_TEXT if name in LONG else SHORT_TEXT
    return max(heading, narrowest, min(widest, needed))


def _misread(page: Page) -> Iterator[str]:
    for number, row in enumerate(page.rows):
        for column, value in enumerate(row):
            if value == EMPTIED:
                yield f"{page.where(number, column)} says {EMPTIED}, which would empty it: change the record first."
        first = next((cell for cell in row if cell is not None), None)
        if isinstance(first, str) and first.casefold().startswith(EXAMPLE.casefold()):
            yield f"{page.where(number, 0)} begins with {EXAMPLE}, as only example rows do: change the record first."
