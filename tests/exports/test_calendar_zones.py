from datetime import UTC, datetime, time, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from dateutil.tz import tzical

from tests.exports.build import read, render, timed


# Clocks go forward on 28 March 2027 and back on 31 October 2027, but not in Iceland.
@pytest.mark.parametrize(
    ("zone", "wall_clock", "utc"),
    [
        ("Europe/Riga", "2027-03-27 10:00", "2027-03-27 08:00"),
        ("Europe/Riga", "2027-03-28 02:59", "2027-03-28 00:59"),
        ("Europe/Riga", "2027-03-28 04:00", "2027-03-28 01:00"),
        ("Europe/Riga", "2027-03-29 10:00", "2027-03-29 07:00"),
        ("Europe/Riga", "2027-10-30 10:00", "2027-10-30 07:00"),
        ("Europe/Riga", "2027-11-01 10:00", "2027-11-01 08:00"),
        ("Europe/Berlin", "2027-03-27 10:00", "2027-03-27 09:00"),
        ("Europe/Berlin", "2027-03-28 03:00", "2027-03-28 01:00"),
        ("Europe/Berlin", "2027-03-29 10:00", "2027-03-29 08:00"),
        ("Europe/Berlin", "2027-11-01 10:00", "2027-11-01 09:00"),
        ("Atlantic/Reykjavik", "2027-03-27 10:00", "2027-03-27 10:00"),
        ("Atlantic/Reykjavik", "2027-03-29 10:00", "2027-03-29 10:00"),
        ("America/Nuuk", "2027-03-29 10:00", "2027-03-29 11:00"),
        ("Etc/UTC", "2027-03-29 10:00", "2027-03-29 10:00"),
        ("Europe/Kaliningrad", "2027-07-01 10:00", "2027-07-01 08:00"),  # no summer time since 2011
        ("America/Ojinaga", "2027-03-20 10:00", "2027-03-20 15:00"),  # changes on the second Sunday
        ("America/Nuuk", "2022-03-28 10:00", "2022-03-28 12:00"),
        ("Europe/Riga", "2000-07-01 10:00", "2000-07-01 08:00"),
        ("Europe/Riga", "2045-07-01 10:00", "2045-07-01 07:00"),
    ],
)
def test_a_time_is_the_right_moment_by_the_rules_in_the_file(zone: str, wall_clock: str, utc: str) -> None:
    body = render(timed(wall_clock, zone)).decode()
    assert f"DTSTART;TZID={zone}:{datetime.fromisoformat(wall_clock):%Y%m%dT%H%M%S}\r\n" in body
    rules = tzical(StringIO(body[body.index("BEGIN:VTIMEZONE") :])).get(zone)
    moment = datetime.fromisoformat(wall_clock).replace(tzinfo=rules)
    assert moment.astimezone(UTC) == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    vobject.icalendar.registerTzid(zone, None)  # it keeps the rules of the first file that it read
    (event,) = read(body.encode())
    assert event.dtstart.value.astimezone(UTC) == moment.astimezone(UTC)


@pytest.mark.parametrize("zone", ["Europe/Riga", "Europe/Berlin", "Atlantic/Reykjavik", "Europe/Warsaw", "Europe/Oslo"])
def test_the_rules_in_the_file_are_those_of_the_tz_database(zone: str) -> None:
    body = render(timed("2026-06-01 10:00", zone), timed("2028-06-01 10:00", zone)).decode()
    rules = tzical(StringIO(body[body.index("BEGIN:VTIMEZONE") :])).get(zone)
    known = ZoneInfo(zone)
    hours = int((datetime(2028, 12, 31) - datetime(2026, 1, 1)) / timedelta(hours=3))
    for moment in (datetime(2026, 1, 1, 0, 30) + number * timedelta(hours=3) for number in range(hours)):
        if moment.replace(tzinfo=known).utcoffset() == moment.replace(tzinfo=known, fold=1).utcoffset():
            assert moment.replace(tzinfo=rules).utcoffset() == moment.replace(tzinfo=known).utcoffset()
            assert moment.replace(tzinfo=rules).tzname() == moment.replace(tzinfo=known).tzname()


@pytest.mark.parametrize("zone", ["Europe/Riga", "Europe/Berlin", "Europe/Warsaw", "Europe/Oslo"])
def test_clocks_change_in_the_whole_region_at_one_in_the_morning_utc(zone: str) -> None:
    (rules,) = icalendar.Calendar.from_ical(render(timed("2027-06-01 10:00", zone))).timezones
    changes = [rule for rule in (*rules.standard, *rules.daylight) if rule.TZOFFSETFROM != rule.TZOFFSETTO]
    assert len(changes) == 2
    assert {(rule.DTSTART - rule.TZOFFSETFROM).time() for rule in changes} == {time(1)}


def test_utc_needs_no_rules() -> None:
    body = render(timed("2027-03-29 10:00", "UTC", last="2027-03-29 11:30"))
    assert {b"DTSTART:20270329T100000Z", b"DTEND:20270329T113000Z"} <= set(body.splitlines())
    assert b"VTIMEZONE" not in body


def test_the_rules_of_a_zone_are_the_same_in_every_file() -> None:
    bodies = [render(timed(f"{year}-06-01 10:00")).decode() for year in (2018, 2027, 2036)]
    assert len({body[: body.index("BEGIN:VEVENT")] for body in bodies}) == 1


def test_each_zone_comes_once_and_none_for_whole_days() -> None:
    zones = ["Europe/Riga", "Europe/Berlin", "Europe/Riga"]
    body = render({}, *(timed("2027-03-27 10:00", zone, event_id=str(number)) for number, zone in enumerate(zones)))
    calendar = icalendar.Calendar.from_ical(body)
    assert sorted(zone.tz_name for zone in calendar.timezones) == ["Europe/Berlin", "Europe/Riga"]
    assert calendar.get_missing_tzids() == set()
    assert b"VTIMEZONE" not in render({})


@pytest.mark.parametrize("zone", [None, "", "Europe/Rigga", "../../etc/passwd", "Europe", "CET\r\nX:1"])
def test_a_zone_that_nobody_knows_is_told_rather_than_guessed(zone: str | None) -> None:
    (event,) = read(render(timed("2027-03-27 10:00", zone)))
    assert event.dtstart.value == datetime(2027, 3, 27, 10)
    assert event.dtstart.value.tzinfo is None
    told = (zone or "none").replace("\r\n", "\n")
    assert f"Time zone as recorded: {told}\n" in event.description.value
