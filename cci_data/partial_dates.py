"""Dates that are known to the year, the month or the day: `2019`, `2019-01` or `2019-01-15`."""

import re
from calendar import monthrange
from datetime import date

from cci_data import language

SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def first_day(text: str) -> date:
    """Return the earliest day that `text` can mean; raises ValueError where it is no partial date."""
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date:
    """Return the latest day that `text` can mean; raises ValueError where it is no partial date."""
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def said(text: str) -> str:
    """Return a partial date in words, as precise as it is: `4 March 2027`; raises ValueError where it is none."""
    year, in_month, in_day = _parts(text)
    if not in_month:
        return str(year)
    return language.day(first_day(text)) if in_day else language.month(first_day(text))


def ends_before_it_begins(starts: str | None, ends: str | None) -> bool:
    """Tell whether `ends` lies before `starts` for certain; raises ValueError where one is no partial date.

    A missing side, or a year that contains the other date, is no contradiction.
    """
    first = first_day(starts) if starts else date.min
    last = last_day(ends) if ends else date.max
    return last < first


def _parts(text: str) -> tuple[int, int | None, int | None]:
    found = SHAPE.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not a date such as 2019, 2019-01 or 2019-01-15")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        date(year, month or 1, day or 1)
    except ValueError as error:
        raise ValueError(f"{text!r} is a date that no calendar has") from error
    return year, month, day
