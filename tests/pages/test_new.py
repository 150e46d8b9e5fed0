"""The page on what is new since a moment that was kept, and the line on the start page that leads there."""

from datetime import UTC, date, datetime

from sqlalchemy import text

from cci_data.erasure.erase import erase
from cci_data.frozen.states import freeze
from tests.queries.build import a_partner, a_project, add, an_event

LONG_AGO, LATELY = datetime(2026, 1, 27, 9, tzinfo=UTC), datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_without_a_moment_it_says_how_to_keep_one(open_page):
    screen = open_page("new")
    assert screen.errors == [] and "python -m cci_data freeze" in screen.invitations[0]
    assert "Since" not in open_page("overview").text


def test_it_lists_what_came_went_and_was_held(open_page, write, sqlite_world_url):
    with write() as session:
        freeze(session, "Long ago", LONG_AGO)
        add(session, a_partner("older", name="Older"))
        freeze(session, "Lately", LATELY)
        add(session, a_partner("one-more", name="One <b>More</b>", country_code="LV"))
        add(session, *a_project("lab", "one-more", title="The lab"))
        add(session, an_event("held", title="Held meeting", starts_on=date(2026, 11, 21)))
        add(session, an_event("soon", title="Coming meeting", starts_on=date(2027, 2, 1)))
        add(session, an_event("long-past", title="Meeting of 2019", starts_on=date(2019, 2, 1)))
        session.execute(text("DELETE FROM partner WHERE partner_id = 'alte-mu'"))
    screen = open_page("new")
    assert screen.errors == []
    assert (
        "Since Lately (20 November 2026): 1 new partner, 1 new project, 1 event announced, 1 event held and 1 earlier "
        "event put on record." in screen.text
    )
    assert {"1 new partner", "1 new project", "1 event announced", "1 event held"} <= set(screen.marked(""))
    assert 'href="partner?id=one-more"' in screen.html and "One &lt;b&gt;More" in screen.html
    assert 'href="map?project=lab"' in screen.html and screen.text.count("Held meeting") == 1
    assert "Partners: Alte Mu" in screen.text and "Older" not in screen.text
    longer = open_page("new", since="long-ago")
    assert "Since Long ago (27 January 2026): 2 new partners" in longer.text and "Older" in longer.text
    assert longer.choice("since") == "long-ago"
    line = open_page("overview")
    assert "Since Lately (20 November 2026): 1 new partner" in line.text
    assert "since=lately" in [link.proto.query_string for link in line.app.get("page_link")]


def test_what_was_frozen_on_the_day_itself_is_not_what_one_begins_with(open_page, write, set_today):
    with write() as session:
        freeze(session, "Last meeting", LATELY)
        add(session, a_partner("one-more", name="One More"))
        freeze(session, "This meeting", datetime(2027, 1, 27, 8, tzinfo=UTC))
    set_today(date(2027, 1, 27))
    screen = open_page("new")
    assert "Since Last meeting (20 November 2026): 1 new partner" in screen.text
    assert "Since Last meeting" in open_page("overview").text
    assert "Nothing is new since then." in open_page("new", since="this-meeting").text
    set_today(date(2027, 1, 28))
    assert "Since This meeting" in open_page("new").text


def test_who_was_erased_since_is_counted_and_not_named(open_page, write, sqlite_world_url):
    with write() as session:
        freeze(session, "Lately", LATELY)
        erase(session, "alte-mu", datetime(2026, 11, 22, 9, tzinfo=UTC))
        freeze(session, "Later", datetime(2026, 11, 22, 10, tzinfo=UTC))
    screen = open_page("new", since="lately")
    assert "1 partner erased on request since then" in screen.text and "Alte Mu" not in screen.text
    assert "On request, 1 partner has been erased since then, here too." in open_page("map", as_of="lately").notices[0]
    assert "erased" not in open_page("new", since="later").text + open_page("map", as_of="later").text


def test_an_unknown_moment_is_said_and_nothing_new_is_said_too(open_page, write, sqlite_world_url):
    with write() as session:
        freeze(session, "Just now", datetime(2026, 11, 23, 9, tzinfo=UTC))
    screen = open_page("new", since="nothing")
    assert "Showing what is new since " in screen.notices[0]
    assert "Nothing is new since then." in screen.text


def test_a_frozen_state_is_compared_with_an_older_one(open_page, write, sqlite_world_url):
    with write() as session:
        freeze(session, "Long ago", LONG_AGO)
        add(session, a_partner("older", name="Older"))
        freeze(session, "Lately", LATELY)
        add(session, a_partner("one-more", name="One More"))
    screen = open_page("new", since="long-ago", as_of="lately")
    assert "1 new partner" in screen.text and "Older" in screen.text and "One More" not in screen.text
