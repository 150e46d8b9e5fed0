"""What a cell may hold: from what a person wrote to what the database keeps, or a sentence."""

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import BeforeValidator

from cci_data.language import day, fold, one_line, slug
from cci_data.links import is_web_link
from cci_data.partial_dates import first_day
from cci_data.privacy import EMAIL, holds_email
from cci_data.time_zones import time_zone

LARGEST_INTEGER = 2**31 - 1
SPREADSHEET_YEAR_ZERO = 1900
YES, NO = {"yes", "true", "1", "x", "y"}, {"no", "false", "0", "n"}
DAY_MONTH_YEAR = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})")
MONTH_YEAR = re.compile(r"(\d{1,2})[./](\d{4})")
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::(\d{2}))?")
ONE_GROUP = re.compile(r"[+-]?\d{1,3},\d{3}")
SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
# Invisible, but written on purpose: soft hyphens, places to break a word, and what joins the parts of a sign.
INVISIBLE = "\n\t\u00ad\u200b\u200c\u200d"


class Unfit(ValueError):
    """A cell says something that does not fit; the parts of the sentence about it.

    says: the part of the cell that does not fit; expected: what would; near: the nearest that would, if any.
    """

    def __init__(self, says: object, expected: str, near: str = "") -> None:
        """Keep the parts."""
        super().__init__(says, expected, near)
        self.says, self.expected, self.near = says, expected, near

    def sentence(self, where: str) -> str:
        """Return the whole sentence about the cell at `where`."""
        hint = f"; did you mean {self.near}?" if self.near else ""
        return f"{where} says {shown(self.says)}; {self.expected} is expected{hint}"


def shown(value: object) -> str:
    """Return a value as a sentence quotes it: in quotation marks, of a length that can be read."""
    text = one_line(value.isoformat() if isinstance(value, date | time) else str(value))
    return f"'{text if len(text) <= 80 else text[:79] + '…'}'"


def as_text(value: Any) -> str:
    """Return what a cell says as text; raises Unfit where it holds an e-mail address, or what nobody can see.

    What is imported is public, and an address of a person is public only with a consent that no sheet has room for.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime) and value.time() == time.min:
        value = value.date()
    text = value.isoformat() if isinstance(value, date | time) else str(value)
    if holds_email(text):
        raise Unfit(EMAIL.search(text)[0], "text without an e-mail address, which would be public without a consent,")
    if text == "-":
        raise Unfit(text, "a text, or a blank cell,")
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not all(letter.isprintable() or letter in INVISIBLE or unicodedata.category(letter) == "Zs" for letter in text):
        raise Unfit(text, "text without control characters")
    return text


def as_identifier(value: Any) -> str:
    """Return an id: small letters, digits and hyphens."""
    text = as_text(value)
    if not SLUG.fullmatch(text) or len(text) > 80:
        raise Unfit(text, "an id of at most 80 small letters, digits and hyphens", slug(text))
    return text


def as_yes_or_no(value: Any) -> bool:
    """Return whether a cell says yes."""
    word = fold(as_text(value))
    if word not in YES | NO:
        raise Unfit(value, "yes or no")
    return word in YES


def as_number(value: Any) -> float:
    """Return a number; a comma is a decimal comma. Raises Unfit where it may set thousands apart as well."""
    text = "".join(as_text(value).split())
    if ONE_GROUP.fullmatch(text):
        readings = f"{text.replace(',', '.')} or {text.replace(',', '')}"
        raise Unfit(value, f"a number that can be read in one way only (it may be {readings})")
    return _decimal(value)


def _decimal(value: Any) -> float:
    text = "".join(as_text(value).split()).replace(",", ".")
    try:
        number = float(text)
    except ValueError as error:
        raise Unfit(value, "a number") from error
    if not math.isfinite(number):
        raise Unfit(value, "a number")
    return number


def as_whole_number(value: Any) -> int:
    """Return a whole number; thousands may be set apart by blanks, points, commas or apostrophes."""
    if isinstance(value, float) and not value.is_integer():
        # A cell that holds a number has no thousands set apart: its point is a decimal point.
        raise Unfit(value, "a whole number")
    text = re.sub(r"[\s'’]", "", as_text(value))
    if re.fullmatch(r"[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*", text):
        text = re.sub(r"[.,]", "", text)
    text = re.sub(r"[.,]0+$", "", text)
    try:
        number = int(text)
    except ValueError as error:
        raise Unfit(value, "a whole number") from error
    if abs(number) > LARGEST_INTEGER:
        raise Unfit(value, f"a whole number of at most {LARGEST_INTEGER}")
    return number


def as_day(value: Any) -> date:
    """Return a day, from a date cell, 2026-01-31 or 31.1.2026; raises Unfit where two days could be meant."""
    if isinstance(value, datetime) and value.time() != time.min:
        raise Unfit(value, "a date without a time of day")
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = as_text(value)
    found = DAY_MONTH_YEAR.fullmatch(text)
    try:
        return _day_of(text, *found.groups()) if found else date.fromisoformat(text)
    except ValueError as error:
        if isinstance(error, Unfit):
            raise
        raise Unfit(value, "a date such as 2026-01-31 or 31.1.2026") from error


def _day_of(text: str, first: str, separator: str, second: str, year: str) -> date:
    if len(year) == 2:
        raise Unfit(text, "a date with the whole year, such as 2026-01-31 or 31.1.2026,")
    one, other = int(first), int(second)
    if separator == ".":
        return date(int(year), other, one)
    if one <= 12 and other <= 12 and one != other:
        readings = f"{day(date(int(year), other, one))} or {day(date(int(year), one, other))}"
        raise Unfit(text, f"a date that can be read in one way only (it may be {readings}), such as 2026-01-31,")
    return date(int(year), other, one) if other <= 12 else date(int(year), one, other)


def as_partial_date(value: Any) -> str:
    """Return a date that is known to the year, the month or the day, as ISO 8601."""
    if isinstance(value, datetime | date):
        return as_day(value).isoformat()
    text = as_text(value)
    month = MONTH_YEAR.fullmatch(text)
    if month:
        text = f"{month[2]}-{int(month[1]):02}"
    elif DAY_MONTH_YEAR.fullmatch(text):
        text = as_day(text).isoformat()
    try:
        first_day(text)
    except ValueError as error:
        raise Unfit(value, "a date such as 2019, 2019-01 or 2019-01-15") from error
    return text


def as_time(value: Any) -> time:
    """Return a time of day, from a cell with a time or a text such as 9:30."""
    if isinstance(value, datetime):
        if value.time() == time.min and value.year > SPREADSHEET_YEAR_ZERO:
            # A date, in the wrong column. A midnight that is meant comes without a day, or on that of year zero.
            raise Unfit(value, "a time such as 09:30")
        value = value.time()
    if isinstance(value, time):
        return value.replace(tzinfo=None)
    found = CLOCK.fullmatch(as_text(value))
    if not found or int(found[1]) > 23 or int(found[2]) > 59 or int(found[3] or 0) > 59:
        raise Unfit(value, "a time such as 09:30")
    return time(int(found[1]), int(found[2]), int(found[3] or 0))


def as_time_zone(value: Any) -> str:
    """Return the IANA name of a time zone."""
    text = as_text(value)
    if time_zone(text) is None:
        raise Unfit(text, "a time zone such as Europe/Riga")
    return text


def as_web_address(value: Any) -> str:
    """Return a web address."""
    text = as_text(value)
    if not is_web_link(text):
        with_scheme = f"https://{text}"
        is_near = "." in text and "://" not in text and is_web_link(with_scheme)
        raise Unfit(text, "a web address that begins with https:// or http://", with_scheme if is_near else "")
    return text


def degrees(limit: int) -> Callable[[Any], float]:
    """Return the validator for degrees between -limit and limit."""

    def as_degrees(value: Any) -> float:
        number = _decimal(value)
        if abs(number) > limit:
            raise Unfit(value, f"degrees between -{limit} and {limit}")
        return number

    return as_degrees


Text = Annotated[str | None, BeforeValidator(as_text)]
Id = Annotated[str | None, BeforeValidator(as_identifier)]
YesOrNo = Annotated[bool | None, BeforeValidator(as_yes_or_no)]
Number = Annotated[float | None, BeforeValidator(as_number)]
Whole = Annotated[int | None, BeforeValidator(as_whole_number)]
Day = Annotated[date | None, BeforeValidator(as_day)]
PartialDate = Annotated[str | None, BeforeValidator(as_partial_date)]
TimeOfDay = Annotated[time | None, BeforeValidator(as_time)]
TimeZone = Annotated[str | None, BeforeValidator(as_time_zone)]
WebAddress = Annotated[str | None, BeforeValidator(as_web_address)]
Latitude = Annotated[float | None, BeforeValidator(degrees(90))]
Longitude = Annotated[float | None, BeforeValidator(degrees(180))]
