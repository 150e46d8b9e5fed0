"""An event at its own address: on top, in a frame, with what belongs to it, whether it lies ahead or is past."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from cci_data.models import Event
from cci_data.queries.events import events
from pages.parts.fetch import fetch
from tests.conftest import TODAY

RECORDED = {"origin": "desk", "source": "Contact Desk"}


def frames(screen) -> list[str]:
    """Return what stands in frames on the page, as HTML."""
    return re.findall(r'(?s)<section class="card">.*?</section>', screen.html)


def test_each_event_opens_at_its_address(open_page):
    assert frames(open_page("events")) == []
    for row in fetch(events).itertuples():
        screen = open_page("events", event=row.event_id)
        (frame,) = frames(screen)
        assert screen.errors == screen.notices == []
        assert row.title in unescape(frame) and row.kind_label in unescape(frame)
        assert (", past" in frame) == (max(row.starts_on, row.ends_on) < TODAY)
        assert ('class="badge"' in frame) == (row.origin == "illustrative")
        assert screen.html.index("<section") < screen.html.index("What was")


def test_what_belongs_to_an_event_is_beside_it(open_page):
    row = next(row for row in fetch(events).itertuples() if row.hosts)
    (frame,) = frames(open_page("events", event=row.event_id, kind=row.kind))
    links = [unescape(link) for link in re.findall(r'href="([^"]*)"', frame)]
    assert f"/events.ics?event={row.event_id}" in links
    assert [link for link in links if link.startswith(f"pictures/event.png?event={row.event_id}")]
    assert [link for link in links if link == f"partner?id={row.host_ids[0]}"]
    assert links[-1] == f"events?kind={row.kind}"


def test_an_event_is_on_top_whatever_the_filters_leave(open_page):
    row = next(fetch(events).itertuples())
    screen = open_page("events", event=row.event_id, country="IS", kind="competition")
    assert len(frames(screen)) == 1 and len(screen.invitations) > 0
    assert screen.choice("country") == "IS"


@pytest.mark.parametrize("asked", ["no-such-event", "x" * 10_000, "<img src=x>"])
def test_an_unknown_event_is_said_in_a_sentence(open_page, asked: str):
    screen = open_page("events", event=asked)
    assert screen.errors == frames(screen) == []
    (notice,) = screen.notices
    assert notice.startswith("The address asks for the event “") and len(notice) < 200
    assert "event" not in screen.app.query_params


@pytest.mark.parametrize("page", ["overview", "events", "spotlight"])
def test_events_in_lists_lead_to_their_address(open_page, page: str):
    keys = set(fetch(events)["event_id"])
    found = {
        key
        for link in re.findall(r'href="(events\?[^"]*)"', open_page(page).html)
        for key in parse_qs(urlsplit(unescape(link)).query).get("event", ())
    }
    assert found and found <= keys
    assert page != "events" or found == keys


def test_a_hostile_event_is_letters(open_page, write):
    key, text = 'a"&?#<b>', "<img src=x onerror=alert(1)>"
    with write() as session:
        session.add(Event(event_id=key, title=text, note=text, kind="other", starts_on=TODAY, **RECORDED))
    screen = open_page("events", event=key)
    (frame,) = frames(screen)
    assert "<img" not in screen.html and text in unescape(frame)
    link = next(link for link in re.findall(r'href="(events\?event[^"]*)"', screen.html))
    assert parse_qs(urlsplit(unescape(link)).query)["event"] == [key]


def test_an_event_becomes_past_with_the_day(open_page, set_today):
    row = next(row for row in fetch(events).itertuples() if row.starts_on > TODAY)
    assert ", past" not in frames(open_page("events", event=row.event_id))[0]
    set_today(row.ends_on + timedelta(days=1))
    assert ", past" in frames(open_page("events", event=row.event_id))[0]
