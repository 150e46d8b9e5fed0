"""The time that a report is about: a year, a half-year, a programme period, or all years on record."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cci_data.partial_dates import ends_before_it_begins, first_day, last_day

WRITTEN = re.compile(r"(?P<first>\d{4})(?:-(?P<last>\d{4})|-H(?P<half>[12]))?", re.IGNORECASE)
ALL = "all"


@dataclass(frozen=True)
class Period:
    """A span of days, both ends included. key: as an address has it; label: in words."""

    key: str
    label: str
    first: date
    last: date

    @property
    def is_ahead(self) -> bool:
        """Whether it begins after the day up to which it goes (see `until`): nothing has come about in it."""
        return self.first > self.last

    def holds(self, when: str | date | None) -> bool:
        """Tell whether something lies in the period for certain: all days that its date can mean do."""
        return bool(when) and self.first <= first_day(str(when)) and last_day(str(when)) <= self.last

    def may_hold(self, when: str | date | None) -> bool:
        """Tell whether something may lie in the period, though its date is not known, or not closely enough to say."""
        if self.is_ahead:
            return False
        if not when:
            return True
        return not self.holds(when) and first_day(str(when)) <= self.last and self.first <= last_day(str(when))

    def overlaps(self, starts: str | None, ends: str | None) -> bool:
        """Tell whether something that lasts ran in the period for at least a day, for certain.

        Without a start nothing is certain. What has no end on record is taken to have ended with its start.
        """
        if not starts or self.is_ahead or ends_before_it_begins(starts, ends):
            return False
        # Nothing ends before it begins: what began in `2024-08` and ended in `2024` ran in August.
        begun_by = min(last_day(starts), last_day(ends or starts))
        ended_from = max(first_day(starts), first_day(ends or starts))
        return begun_by <= self.last and ended_from >= self.first

    def may_overlap(self, starts: str | None, ends: str | None) -> bool:
        """Tell whether something may have run in the period, though its dates do not say so for certain."""
        could = not starts or first_day(starts) <= self.last
        return (
            not self.is_ahead
            and could
            and not self.overlaps(starts, ends)
            and (not ends or last_day(ends) >= self.first)
        )

    def until(self, day: date) -> "Period":
        """Return the period up to a day: what lies ahead of it has not come about yet."""
        return replace(self, last=min(self.last, day))

    @property
    def before(self) -> "Period | None":
        """The period before it, as long in the calendar; None for all years."""
        return None if self.key == ALL else read(_key_before(self.key))


def year(number: int) -> Period:
    """Return a calendar year."""
    return Period(str(number), str(number), date(number, 1, 1), date(number, 12, 31))


def half_year(number: int, half: int) -> Period:
    """Return the first or second half of a year."""
    first, last = (date(number, 1, 1), date(number, 6, 30)) if half == 1 else (date(number, 7, 1), date(number, 12, 31))
    words = "January to June" if half == 1 else "July to December"
    return Period(f"{number}-H{half}", f"{words} {number}", first, last)


def years(first: int, last: int) -> Period:
    """Return several years, such as a programme period."""
    return Period(f"{first}-{last}", f"{first}–{last}", date(first, 1, 1), date(last, 12, 31))


def everything(until: date) -> Period:
    """Return all years on record, up to a day."""
    return Period(ALL, f"all years until {until.year}", date(1, 1, 1), until)


def read(text: str) -> Period | None:
    """Return the period that an address names (`2024`, `2024-H1`, `2021-2027`), None where it names none."""
    found = WRITTEN.fullmatch(text.strip())
    if not found or not 1900 <= int(found["first"]) <= 2200:
        return None
    first = int(found["first"])
    if found["half"]:
        return half_year(first, int(found["half"]))
    if not found["last"]:
        return year(first)
    return years(first, int(found["last"])) if first < int(found["last"]) <= 2200 else None


def twelve_months_until(day: date) -> tuple[date, date]:
    """Return the first and last day of the twelve months that end on a day."""
    try:
        first = day.replace(year=day.year - 1) + timedelta(days=1)
    except ValueError:  # 29 February has no counterpart in the year before
        first = date(day.year - 1, 3, 1)
    return first, day


def _key_before(key: str) -> str:
    found = WRITTEN.fullmatch(key)
    first = int(found["first"])
    if found["half"]:
        return f"{first}-H1" if found["half"] == "2" else f"{first - 1}-H2"
    if found["last"]:
        length = int(found["last"]) - first + 1
        return f"{first - length}-{first - 1}"
    return str(first - 1)
