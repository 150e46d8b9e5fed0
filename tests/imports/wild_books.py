"""Workbooks and CSV files that went wild: what people, programs and bad disks make of a good file.

A book is a dictionary of titles and rows of values; strategies change some of it and render the rest as it was.
"""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.imports.wild_values import ENCODINGS, HEADINGS, LETTERS, NAMES, TITLES, VALUES, Files, Typed

Rows = list[list[Any]]
EXPLAINING = {"Read me", "Lists"}


class Book:
    """A workbook as titles and rows; merged: ranges by title; states: visible, hidden or veryHidden by title."""

    def __init__(self, sheets: dict[str, Rows]) -> None:
        self.sheets = sheets
        self.merged: list[tuple[str, str]] = []
        self.states: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"Book({', '.join(self.sheets)})"


def book_of(path: Path) -> Book:
    """Read a workbook as titles and rows."""
    return Book(
        {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in load_workbook(path)}
    )


def _some(draw: Callable, things: Sequence[Any]) -> Any:
    return draw(st.sampled_from(list(things)))


def _rows_of_records(draw: Callable, book: Book) -> Rows:
    """Choose a sheet that holds records, where there is one."""
    return book.sheets[_some(draw, [title for title in book.sheets if title not in EXPLAINING] or book.sheets)]


def _position(draw: Callable, rows: Rows, first: int = 0) -> tuple[int, int]:
    """Choose a cell; rows, columns from 0."""
    row = draw(st.integers(first, max(first, len(rows) - 1)))
    return row, draw(st.integers(0, max((len(cells) for cells in rows), default=1)))


def _put(rows: Rows, row: int, column: int, value: Any) -> None:
    rows += [[] for _ in range(row + 1 - len(rows))]
    rows[row] += [None] * (column + 1 - len(rows[row]))
    rows[row][column] = value


def change_cell(draw: Callable, book: Book) -> None:
    """Write something else into a cell of a record."""
    rows = _rows_of_records(draw, book)
    _put(rows, *_position(draw, rows, 1), draw(VALUES))


def move_value(draw: Callable, book: Book) -> None:
    """Copy the value of a cell to another place."""
    source, target = _rows_of_records(draw, book), _rows_of_records(draw, book)
    row, column = _position(draw, source, 1)
    value = source[row][column] if row < len(source) and column < len(source[row]) else None
    _put(target, *_position(draw, target, 1), value)


def change_rows(draw: Callable, book: Book) -> None:
    """Double, drop, reorder or blank rows."""
    rows = _rows_of_records(draw, book)
    at = draw(st.integers(0, max(0, len(rows) - 1)))
    how = _some(draw, ["double", "drop", "reverse", "blank", "far"])
    if how == "double" and rows:
        rows.insert(at, list(rows[at]))
    elif how == "drop":
        del rows[at : at + 1]
    elif how == "reverse":
        rows[1:] = rows[:0:-1]
    else:
        rows[at:at] = [[] for _ in range(3 if how == "blank" else 2000)]


def change_heading(draw: Callable, book: Book) -> None:
    """Write something else over a column."""
    rows = _rows_of_records(draw, book)
    _put(rows, 0, draw(st.integers(0, 20)), draw(HEADINGS))


def change_columns(draw: Callable, book: Book) -> None:
    """Double, drop, blank or reorder columns, or put rows above the headings."""
    rows = _rows_of_records(draw, book)
    at, how = draw(st.integers(0, 12)), _some(draw, ["double", "drop", "reverse", "insert", "above"])
    if how == "above":
        rows[:0] = [["The network's partners"], [], [draw(VALUES)]]
        return
    for row in rows:
        if how == "double":
            row[at:at] = row[at : at + 1]
        elif how == "drop":
            del row[at : at + 1]
        elif how == "reverse":
            row.reverse()
        else:
            row.insert(at, None)


def change_sheet(draw: Callable, book: Book) -> None:
    """Rename, drop, double, hide, empty, reorder or add a sheet."""
    title, how = _some(draw, book.sheets), _some(draw, ["name", "drop", "double", "hide", "empty", "reverse", "add"])
    if how in ("name", "double"):
        book.sheets[draw(TITLES)] = [list(row) for row in book.sheets[title]]
    if how in ("name", "drop") and len(book.sheets) > 1:
        del book.sheets[title]
    elif how == "hide":
        book.states[title] = _some(draw, ["hidden", "veryHidden"])
    elif how == "empty":
        book.sheets[title] = []
    elif how == "reverse":
        book.sheets = dict(reversed(book.sheets.items()))
    elif how == "add":
        book.sheets[draw(TITLES)] = draw(st.lists(st.lists(VALUES, max_size=6), max_size=5))


def merge_cells(draw: Callable, book: Book) -> None:
    """Merge a range of cells."""
    title = _some(draw, book.sheets)
    row, column = _position(draw, book.sheets[title])
    right, bottom = column + draw(st.integers(0, 5)), row + draw(st.sampled_from([0, 1, 3, 1000]))
    book.merged.append((title, f"{get_column_letter(column + 1)}{row + 1}:{get_column_letter(right + 1)}{bottom + 1}"))


CHANGES = {
    "cells": (change_cell, change_cell, move_value),
    "rows": (change_rows, change_cell, merge_cells),
    "headings": (change_heading, change_columns),
    "sheets": (change_sheet, merge_cells, change_cell),
}


def rendered(book: Book) -> bytes:
    """Return a book as a workbook that openpyxl writes, with what it would refuse to take, too."""
    target = Workbook()
    target.remove(target.active)
    for title, rows in book.sheets.items():
        sheet = target.create_sheet()
        sheet._WorkbookChild__title = title
        sheet.sheet_state = book.states.get(title, "visible")
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                _write(sheet, number, column, value)
        for of_sheet, where in book.merged:
            if of_sheet == title:
                sheet.merged_cells.add(where)
    target.active = 0
    written = io.BytesIO()
    target.save(written)
    return written.getvalue()


def _write(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    if value is None:
        return
    cell = sheet.cell(row, column)
    if isinstance(value, Typed):
        cell._value, cell.data_type = value.text, value.type
    elif isinstance(value, str):
        cell._value, cell.data_type = value, "s"
    else:
        cell.value = value


@st.composite
def wild_books(draw: Callable, book: Book, kind: str) -> Files:
    """Change a book once to five times; kind: a key of CHANGES."""
    changed = Book({title: [list(row) for row in rows] for title, rows in book.sheets.items()})
    for _ in range(draw(st.integers(1, 5))):
        _some(draw, CHANGES[kind])(draw, changed)
    return Files({"network.xlsx": rendered(changed)})


@st.composite
def wild_texts(draw: Callable, texts: Sequence[tuple[str, Rows]]) -> Files:
    """Write some CSV files of a Desk in another way: other cells, encoding, delimiter, quotation, line ends, bytes."""
    files = Files()
    for name, rows in draw(st.lists(st.sampled_from(list(texts)), min_size=1, max_size=3)):
        book = Book({name: [list(row) for row in rows]})
        for _ in range(draw(st.integers(0, 3))):
            _some(draw, [change_cell, change_rows, change_heading, change_columns])(draw, book)
        text = io.StringIO(newline="")
        ends, quoting = _some(draw, ["\r\n", "\n", "\r"]), _some(draw, [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
        writer = csv.writer(text, delimiter=_some(draw, ";,\t|"), lineterminator=ends, quoting=quoting)
        writer.writerows([_said(value) for value in row] for row in book.sheets[name])
        content = (_some(draw, ["", "", "sep=;\r\n"]) + text.getvalue()).encode(_some(draw, ENCODINGS), "replace")
        for _ in range(draw(st.sampled_from([0, 0, 1, 3]))):
            at = draw(st.integers(0, len(content)))
            content = content[:at] + _some(draw, LETTERS) + content[at + draw(st.integers(0, 3)) :]
        end = draw(st.sampled_from([len(content), len(content), len(content) // 2]))
        files[draw(st.sampled_from([name, name, *NAMES]))] = content[:end]
    return files


def _said(value: Any) -> str:
    return value.text if isinstance(value, Typed) else "" if value is None else str(value)
