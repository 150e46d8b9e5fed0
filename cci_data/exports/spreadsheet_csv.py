"""A page of rows as CSV that spreadsheets open."""

import csv
import io
from datetime import date, time

from cci_data.exports.page import ExportProblem, Page, Value, protected, written


def render_csv(page: Page) -> bytes:
    """Return a page as CSV: UTF-8 with a byte order mark, commas, a heading row, then examples and rows.

    Days as 2026-01-31, times as 09:30, yes and no, numbers with a decimal point, blank for None. Texts that a
    spreadsheet would run stand behind an apostrophe (see `unprotected`). Raises ExportProblem with all cells that hold
    half a character, which no file can.
    """
    problems = [
        f"{page.where(number, column)} holds half a character, which no file can hold: change the record first."
        for number, row in enumerate(page.all_rows)
        for column, value in enumerate(row)
        if isinstance(value, str) and _is_broken(value)
    ]
    if problems:
        raise ExportProblem(problems)
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([protected(column.title) for column in page.columns])
    writer.writerows([_text(written(value)) for value in row] for row in page.all_rows)
    return file.getvalue().encode("utf-8-sig")


def _is_broken(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text)


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return protected(value)
    if isinstance(value, time):
        return value.isoformat("auto" if value.second or value.microsecond else "minutes")
    return value.isoformat() if isinstance(value, date) else repr(value)
