"""Events as an iCalendar file (RFC 5545, RFC 7986) that calendar programs open or subscribe to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from typing import Any
from unicodedata import category
from zoneinfo import ZoneInfo

import icalendar
import pandas as pd

from cci_data.language import day, listed, place
from cci_data.links import is_web_link
from cci_data.time_zones import time_zone
from cci_data.vocabulary import ILLUSTRATIVE

PRODUCT = "-//CCI Contact Desk//CCI dashboard//EN"
UID_SUFFIX = "@cci-dashboard.invalid"
REFRESH = timedelta(hours=12)
ILLUSTRATIVE_MARK = "[illustrative] "
# Since 2004 the clocks of the region change alike; before 1900 they went by the sun.
RULES_NEVER_BEFORE, RULES_FROM, RULES_UNTIL = 1900, 2004, 2037
ONE_SECOND, ONE_DAY, ONE_WEEK = timedelta(seconds=1), timedelta(days=1), timedelta(days=7)
SUNDAY = 6
DEADLINE = "call_deadline"
BYTE_ORDER_MARK = "\ufeff"


def render_calendar(events: pd.DataFrame, *, name: str, now: datetime) -> bytes:
    """Return the events as an iCalendar file.

    events: as `queries.events.events` gives them, in any number; name: what a subscriber's list of calendars shows;
    now: the moment of the export (aware), stamped on each event.

    Dates stay dates, wall-clock times stay in the event's own zone, whose rules come with the file. What is written so
    that a calendar cannot hold it is left out rather than guessed: an end before the start, a link that is no web
    address, a zone that nobody knows (the time then stands without one, and the description names it).
    Raises ValueError where `now` has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("The moment of the export needs a time zone.")
    calendar = icalendar.Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    for title in ("NAME", "X-WR-CALNAME"):
        calendar.add(title, icalendar.vText(" ".join(_plain(name).split())))
    calendar.refresh_interval = REFRESH
    calendar.add("X-PUBLISHED-TTL", icalendar.vDuration(REFRESH))
    rows = list(events.itertuples(index=False))
    for zone, first_year in _first_years(rows).items():
        calendar.add_component(_zone_rules(zone, first_year))
    for row in rows:
        calendar.add_component(_event(row, now.astimezone(UTC)))
    return calendar.to_ical()


def _plain(text: str) -> str:
    """Return `text` with one kind of line break and without the control characters that iCalendar forbids.

    A byte order mark goes too: nobody sees it, and some calendars take it for the encoding and drop it.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    lines = lines.replace(BYTE_ORDER_MARK, "")
    return "".join(letter for letter in lines if letter in "\n\t" or category(letter) not in {"Cc", "Cs"})


def _zone(row: Any) -> ZoneInfo | None:
    """Return the zone of a timed event, None for whole days and for a zone that the tz database does not know."""
    return time_zone(row.time_zone) if row.starts_time is not None and row.time_zone else None


def _first_years(rows: Iterable[Any]) -> dict[ZoneInfo, int]:
    years: dict[ZoneInfo, int] = {}
    for row in rows:
        if (zone := _zone(row)) and zone.key != "UTC":
            years[zone] = min(row.starts_on.year, row.ends_on.year, years.get(zone, MAXYEAR))
    return years


def _event(row: Any, now: datetime) -> icalendar.Event:
    event = icalendar.Event()
    mark = ILLUSTRATIVE_MARK if row.origin == ILLUSTRATIVE else ""
    event.add("UID", _plain(row.event_id) + UID_SUFFIX)
    event.add("SUMMARY", mark + _plain(row.title))
    event.add("DTSTAMP", now)
    event.add("LAST-MODIFIED", now)
    event.add("CREATED", row.recorded_at)
    _add_times(event, row)
    event.add("DESCRIPTION", "\n".join(_plain(line) for line in _description(row)))
    if row.city or row.country or row.is_online:
        event.add("LOCATION", _plain(place(row.city, row.country, row.is_online)))
    if row.latitude is not None and row.longitude is not None:
        event.add("GEO", (row.latitude, row.longitude))
    if row.link and is_web_link(row.link):
        event.add("URL", row.link)
    event.add("CATEGORIES", [row.kind_label, *(_plain(label) for label in row.sectors)])
    # Whole days, deadlines and inventions keep nobody busy: a title year would block a year.
    is_busy = row.starts_time is not None and row.kind != DEADLINE and row.origin != ILLUSTRATIVE
    event.add("TRANSP", "OPAQUE" if is_busy else "TRANSPARENT")
    return event


def _day_after(day: date) -> date:
    return day + ONE_DAY if day < date.max else day


def _end(row: Any) -> date | datetime | None:
    """Return where the event ends, wall clock; None where that is not known or not after its start."""
    if row.starts_time is None:
        return _day_after(max(row.starts_on, row.ends_on))
    if row.ends_time is not None:
        end = datetime.combine(row.ends_on, row.ends_time)
    elif row.ends_on > row.starts_on:
        end = datetime.combine(_day_after(row.ends_on), time.min)
    else:
        return None
    return end if end > datetime.combine(row.starts_on, row.starts_time) else None


def _add_times(event: icalendar.Event, row: Any) -> None:
    zone = _zone(row)
    start = row.starts_on if row.starts_time is None else datetime.combine(row.starts_on, row.starts_time)
    # As a parameter, not as tzinfo: the library writes zones that are like UTC today, Reykjavik among them, as UTC.
    parameters = {"TZID": zone.key} if zone else {}
    event.add("DTSTART", start, parameters=parameters)
    if end := _end(row):
        event.add("DTEND", end, parameters=parameters)


def _description(row: Any) -> Iterator[str]:
    if row.origin == ILLUSTRATIVE:
        yield "Illustrative: invented to show how the dashboard works; this does not take place."
    yield row.kind_label
    if row.kind == DEADLINE:
        yield _deadline(row)
    if row.hosts:
        yield f"Hosted by {listed(row.hosts)}"
    if row.sectors:
        yield f"Sectors: {listed(row.sectors)}"
    if row.note:
        yield row.note
    if row.starts_time is not None and _zone(row) is None:
        yield f"Time zone as recorded: {row.time_zone or 'none'}"
    if row.starts_time is not None and row.ends_time is None and row.ends_on > row.starts_on:
        yield "The end on the last day is not stated."
    yield f"Source: {row.source}"


def _deadline(row: Any) -> str:
    last_day = max(row.starts_on, row.ends_on)
    if row.starts_time is None:
        return f"The last day to apply is {day(last_day)}."
    return f"Apply by {row.ends_time or row.starts_time:%H:%M} on {day(last_day)} ({row.time_zone})."


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """Return the moments (UTC) between `first` and `last` from which another offset or name of time holds."""

    def rule(moment: datetime) -> tuple:
        local = moment.astimezone(zone)
        return local.utcoffset(), local.tzname(), local.dst()

    before = first
    while before < last:
        after = before + ONE_WEEK
        if rule(before) != rule(after):
            low, high = before, after
            while high - low > ONE_SECOND:
                middle = low + (high - low) // ONE_SECOND // 2 * ONE_SECOND
                low, high = (middle, high) if rule(middle) == rule(low) else (low, middle)
            yield high
        before = after


def _zone_rules(zone: ZoneInfo, first_year: int) -> icalendar.Timezone:
    """Return the VTIMEZONE of `zone` from RULES_FROM, or from `first_year` where that is earlier, to RULES_UNTIL.

    Where the clocks change as in the European Union, the rules go on without end.

    The same for almost every file: calendar programs keep the first rules that they read under a zone's name.
    The library's own `add_missing_timezones` is not used, since it dates the change to summer time an hour late.
    """
    first = datetime(max(min(first_year - 1, RULES_FROM), RULES_NEVER_BEFORE), 1, 1, tzinfo=UTC)
    last = datetime(RULES_UNTIL, 12, 31, tzinfo=UTC)
    onsets: dict[tuple, list[datetime]] = defaultdict(list)
    offset = first.astimezone(zone).utcoffset()
    for moment in (first, *_changes(zone, first, last)):
        local = moment.astimezone(zone)
        key = (offset, local.utcoffset(), local.tzname(), bool(local.dst()))
        onsets[key].append((moment + offset).replace(tzinfo=None))
        offset = local.utcoffset()
    rules = icalendar.Timezone()
    rules.add("TZID", zone.key)
    for key, moments in onsets.items():
        rules.add_component(_rule(*key, moments))
    return rules


def _rule(offset_from: timedelta, offset_to: timedelta, name: str, is_summer: bool, onsets: list[datetime]):
    rule = icalendar.TimezoneDaylight() if is_summer else icalendar.TimezoneStandard()
    rule.add("DTSTART", onsets[0])
    rule.add("TZOFFSETFROM", offset_from)
    rule.add("TZOFFSETTO", offset_to)
    rule.add("TZNAME", name)
    if _is_each_last_sunday(onsets):
        rule.add("RRULE", {"FREQ": "YEARLY", "BYMONTH": onsets[0].month, "BYDAY": "-1SU"})
    else:
        # One by one: not every reader takes a list, though the standard has it.
        for onset in onsets[1:]:
            rule.add("RDATE", [onset])
    return rule


def _is_each_last_sunday(onsets: list[datetime]) -> bool:
    """Tell whether the clocks change as in all of the European Union, every year up to the end of the rules."""
    if onsets[-1].year < RULES_UNTIL:
        return False
    years = range(onsets[0].year, onsets[-1].year + 1)
    return [(each.year, each.month, each.time()) for each in onsets] == [
        (year, onsets[0].month, onsets[0].time()) for year in years
    ] and all(each.weekday() == SUNDAY and (each + ONE_WEEK).month != each.month for each in onsets)
