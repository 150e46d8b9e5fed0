"""Events as the query hands them over, and what another library finds in their calendar file."""

from datetime import UTC, date, datetime

import pandas as pd
import vobject

from cci_data.exports.calendar import render_calendar
from cci_data.queries.events import COLUMNS

NOW = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)
BLANK = dict.fromkeys(COLUMNS) | {
    "event_id": "salon",
    "title": "Salon",
    "kind": "workshop",
    "kind_label": "Workshop",
    "starts_on": date(2027, 3, 27),
    "ends_on": date(2027, 3, 27),
    "is_online": False,
    "host_ids": (),
    "hosts": (),
    "sector_ids": (),
    "sectors": (),
    "countries": (),
    "origin": "published",
    "source": "a page",
    "recorded_at": datetime(2026, 11, 1, 8, 30, tzinfo=UTC),
}


def frame(*rows: dict) -> pd.DataFrame:
    """Events as the query hands them over: every column, dtype object."""
    return pd.DataFrame([BLANK | row for row in rows], columns=COLUMNS, dtype=object)


def render(*rows: dict) -> bytes:
    return render_calendar(frame(*rows), name="CCI", now=NOW)


def read(body: bytes) -> list:
    """What another library finds in the file."""
    (calendar,) = vobject.readComponents(body.decode("utf-8"))
    return calendar.contents.get("vevent", [])


def timed(first: str, zone: str | None = "Europe/Riga", last: str = "", **values) -> dict:
    """A timed event from texts such as `2027-03-27 10:00`."""
    starts = datetime.fromisoformat(first)
    ends = datetime.fromisoformat(last) if last else None
    return {
        "starts_on": starts.date(),
        "starts_time": starts.time(),
        "ends_on": ends.date() if ends else starts.date(),
        "ends_time": ends.time() if ends else None,
        "time_zone": zone,
    } | values
