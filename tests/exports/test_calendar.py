from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from cci_data.exports.calendar import render_calendar
from cci_data.queries.events import events
from tests.exports.build import NOW, frame, read, render, timed


def test_the_whole_record_comes_back(session: Session) -> None:
    found = events(session)
    back = {event.uid.value: event for event in read(render_calendar(found, name="CCI", now=NOW))}
    assert len(back) == len(found) > 20
    for row in found.itertuples():
        event = back[f"{row.event_id}@cci-dashboard.invalid"]
        mark = "[illustrative] " if row.origin == "illustrative" else ""
        assert event.summary.value == mark + row.title
        if row.starts_time is None:
            assert event.dtstart.value == row.starts_on
            assert type(event.dtstart.value) is date
            assert event.dtend.value == row.ends_on + timedelta(days=1)
        else:
            zone = ZoneInfo(row.time_zone)
            assert event.dtstart.value == datetime.combine(row.starts_on, row.starts_time, zone)
            ends = datetime.combine(row.ends_on, row.ends_time, zone) if row.ends_time else None
            assert (event.dtend.value if "dtend" in event.contents else None) == ends
        assert event.categories.value == [row.kind_label, *row.sectors]
        for text in (*row.hosts, *row.sectors, row.note or "", f"Source: {row.source}"):
            assert text in event.description.value
        assert row.country is None or row.country in event.location.value
        assert row.city is None or row.city in event.location.value
        if row.latitude is not None:
            assert event.geo.value == f"{row.latitude};{row.longitude}"
        if row.link:
            assert event.url.value == row.link


def test_the_file_says_what_it_is() -> None:
    (calendar,) = vobject.readComponents(render({}).decode())
    assert calendar.version.value == "2.0"
    assert calendar.prodid.value == "-//CCI Contact Desk//CCI dashboard//EN"
    assert calendar.contents["name"][0].value == calendar.contents["x-wr-calname"][0].value == "CCI"
    assert calendar.contents["refresh-interval"][0].value == "PT12H"
    assert "method" not in calendar.contents
    assert icalendar.Calendar.from_ical(render({})).refresh_interval == timedelta(hours=12)


def test_a_name_cannot_add_lines_to_the_file() -> None:
    body = render_calendar(frame({}), name="Wrocław, a;b\r\nMETHOD:REQUEST", now=NOW)
    (calendar,) = vobject.readComponents(body.decode())
    assert "method" not in calendar.contents
    assert calendar.contents["x-wr-calname"][0].value == "Wrocław, a;b METHOD:REQUEST"


def test_no_events_are_a_calendar_too() -> None:
    (calendar,) = vobject.readComponents(render_calendar(frame(), name="CCI", now=NOW).decode())
    assert calendar.name == "VCALENDAR"
    assert "vevent" not in calendar.contents


def test_the_same_events_give_the_same_bytes_and_stable_uids(session: Session) -> None:
    found = events(session)
    assert render_calendar(found, name="CCI", now=NOW) == render_calendar(found, name="CCI", now=NOW)
    later = read(render_calendar(found.iloc[::-1], name="Other", now=NOW + timedelta(days=9)))
    assert {event.uid.value for event in later} == {f"{each}@cci-dashboard.invalid" for each in found["event_id"]}


def test_stamps_are_moments_in_utc() -> None:
    now = NOW.astimezone(ZoneInfo("Europe/Tallinn"))
    lines = render_calendar(frame({}), name="CCI", now=now).decode().splitlines()
    assert {"DTSTAMP:20261123T091500Z", "LAST-MODIFIED:20261123T091500Z", "CREATED:20261101T083000Z"} <= set(lines)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        render_calendar(frame({}), name="CCI", now=datetime(2026, 11, 23))


@pytest.mark.parametrize("day", [date.min, date(1850, 6, 1), date(3000, 6, 1), date.max])
def test_a_year_that_somebody_mistyped_breaks_no_calendar(day: date) -> None:
    there = {"starts_on": day, "ends_on": day}
    hours = {"starts_time": time(10), "ends_time": time(11), "time_zone": "Europe/Riga"}
    whole_day, two_hours, good = icalendar.Calendar.from_ical(render(there, there | hours, {})).events
    assert whole_day["DTSTART"].dt == day
    assert two_hours["DTSTART"].dt.replace(tzinfo=None) == datetime.combine(day, time(10))
    assert good["DTSTART"].dt == date(2027, 3, 27)


@pytest.mark.parametrize(
    ("values", "end"),
    [
        ({}, date(2027, 3, 28)),
        ({"ends_on": date(2027, 12, 31)}, date(2028, 1, 1)),
        ({"ends_on": date(2027, 3, 1)}, date(2027, 3, 28)),
        (timed("2027-03-27 10:00"), None),
        (timed("2027-03-27 10:00", last="2027-03-27 12:30"), datetime(2027, 3, 27, 12, 30)),
        (timed("2027-03-27 10:00", last="2027-03-28 12:30"), datetime(2027, 3, 28, 12, 30)),
        (timed("2027-03-27 10:00", ends_on=date(2027, 3, 28)), datetime(2027, 3, 29)),
        (timed("2027-03-27 10:00", last="2027-03-27 09:00"), None),
        (timed("2027-03-27 10:00", last="2027-03-27 10:00"), None),
        (timed("2027-03-27 10:00", last="2027-03-26 12:00"), None),
        (timed("2027-03-27 10:00", ends_on=date(2027, 3, 1)), None),
    ],
    ids=[
        *("a day", "a year", "days that end early", "no end", "same day", "next day", "last day without a time"),
        *("ends an hour early", "ends at once", "ends a day early", "last day early"),
    ],
)
def test_an_end_is_given_where_there_is_one(values: dict, end: date | datetime | None) -> None:
    (event,) = icalendar.Calendar.from_ical(render(values)).events
    (again,) = read(render(values))
    if end is None:
        assert "DTEND" not in event
        assert "dtend" not in again.contents
    else:
        expected = end.replace(tzinfo=ZoneInfo("Europe/Riga")) if isinstance(end, datetime) else end
        assert type(again.dtend.value) is type(expected)
        assert event["DTEND"].dt == again.dtend.value == expected


@pytest.mark.parametrize(
    ("link", "is_kept"),
    [
        ("https://example.org/a,b;c?d=é", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("ftp://example.org/x", False),
        ("https://example.org/\r\nATTENDEE:x", False),
        ("example.org", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_links(link: str | None, is_kept: bool) -> None:
    (event,) = read(render({"link": link}))
    assert set(event.contents) & {"url", "attendee"} == ({"url"} if is_kept else set())
    if is_kept:
        assert event.url.value == link


@pytest.mark.parametrize(
    ("values", "location"),
    [
        ({"city": "Łódź; centre", "country": "Poland"}, "Łódź; centre, Poland"),
        ({"country": "Latvia", "is_online": True}, "Latvia, online"),
        ({"is_online": True}, "online"),
        ({}, None),
    ],
)
def test_where_it_takes_place(values: dict, location: str | None) -> None:
    (event,) = read(render(values))
    assert (event.location.value if "location" in event.contents else None) == location


def test_a_point_needs_both_its_coordinates() -> None:
    (event,) = icalendar.Calendar.from_ical(render({"latitude": 0.0, "longitude": -21.94})).events
    assert event["GEO"].to_ical() == "0.0;-21.94"
    assert b"GEO" not in render({"latitude": 56.9})


def test_the_description_tells_kind_hosts_sectors_note_and_source() -> None:
    (event,) = read(render({"hosts": ("A", "B"), "sectors": ("Music", "Film, TV"), "note": "bring\nboots"}))
    assert event.description.value.splitlines() == [
        *("Workshop", "Hosted by A and B", "Sectors: Music and Film, TV", "bring", "boots", "Source: a page")
    ]
    assert event.categories.value == ["Workshop", "Music", "Film, TV"]


def test_an_illustrative_event_says_so_twice_and_blocks_nobody() -> None:
    (event,) = read(render(timed("2027-03-27 10:00", origin="illustrative")))
    assert event.summary.value == "[illustrative] Salon"
    assert event.description.value.startswith("Illustrative: invented")
    assert event.transp.value == "TRANSPARENT"


DEADLINE = {"kind": "call_deadline", "kind_label": "Call deadline"}


@pytest.mark.parametrize(
    ("values", "wording"),
    [
        (DEADLINE, "The last day to apply is 27 March 2027."),
        (DEADLINE | {"ends_on": date(2027, 4, 1)}, "The last day to apply is 1 April 2027."),
        (timed("2027-03-27 17:00", **DEADLINE), "Apply by 17:00 on 27 March 2027 (Europe/Riga)."),
        (
            timed("2027-03-01 09:00", last="2027-03-27 23:59", **DEADLINE),
            "Apply by 23:59 on 27 March 2027 (Europe/Riga).",
        ),
    ],
)
def test_a_deadline_is_worded_as_one(values: dict, wording: str) -> None:
    (event,) = read(render(values))
    assert wording in event.description.value.splitlines()
    assert event.transp.value == "TRANSPARENT"


def test_only_hours_make_busy() -> None:
    whole_day, hours = read(render({"event_id": "a"}, timed("2027-03-27 10:00", event_id="b")))
    assert whole_day.transp.value == "TRANSPARENT"
    assert hours.transp.value == "OPAQUE"


def expected(text: str) -> str:
    """`text` with one kind of line break and without control characters and byte order marks, letter by letter."""
    text = text.replace("\r\n", "\n").replace("\ufeff", "")
    text = "".join("\n" if letter in "\r\u2028\u2029" else letter for letter in text)
    return "".join(letter for letter in text if letter in "\n\t" or not (ord(letter) < 32 or 127 <= ord(letter) < 160))


@settings(deadline=None)
@given(
    title=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200),
    note=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200),
)
@example(title='Salon, "Zeitgeist"; a\\n b: c', note="one\r\ntwo\nthree\rfour\u2028five")
@example(title="ā" * 200, note="🎻" * 200)
@example(title="\x00\x0b\x0c\x1c\x85 x", note="END:VEVENT\r\nBEGIN:VEVENT")
@example(title="ends\r", note="ends\r")
@example(title="\ufeff", note="0\ufeff")
@example(title="\\;\\,\\\\", note=" \t ")
def test_any_title_and_note_come_back(title: str, note: str) -> None:
    body = render({"title": title, "note": note})
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    (event,) = read(body)
    assert event.summary.value == expected(title)
    assert f"\n{expected(note)}\n" in event.description.value
    (again,) = icalendar.Calendar.from_ical(body).events
    assert again["SUMMARY"] == expected(title)


def test_midnight_and_seconds_survive() -> None:
    row = timed("2027-03-27 00:00", starts_time=time(0, 0), ends_time=time(23, 59, 59))
    (event,) = read(render(row))
    assert event.dtstart.value == datetime(2027, 3, 27, tzinfo=ZoneInfo("Europe/Riga"))
    assert event.dtend.value == datetime(2027, 3, 27, 23, 59, 59, tzinfo=ZoneInfo("Europe/Riga"))
