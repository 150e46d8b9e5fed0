from datetime import timedelta

from cci_data.cards.event import event_card
from cci_data.models import Event
from cci_data.queries.events import events
from cci_data.theme import LIGHT
from tests.conftest import TODAY


def test_each_event_has_a_card_with_its_day_place_and_hosts(fetch):
    for row in fetch(events).itertuples():
        card = event_card(fetch, LIGHT, TODAY, row.event_id)
        rows = dict(card.rows)
        assert card.heading.startswith(row.title) and card.subheading == row.kind_label
        assert card.heading.endswith("(illustrative)") == (row.origin == "illustrative")
        assert str(row.ends_on.year) in rows["When"] and (row.city or "") in rows["Where"]
        assert rows["When"].endswith("(past)") == (row.ends_on < TODAY)
        assert ("Hosted by" in rows) == bool(row.hosts)
        assert card.choice == {"event": row.event_id}


def test_an_unknown_event_has_none(fetch, fetch_nothing):
    assert event_card(fetch, LIGHT, TODAY, "nothing") is event_card(fetch_nothing, LIGHT, TODAY, "") is None


def test_an_event_that_ends_before_it_begins_is_past_only_after_both(fetch, session):
    backwards = {"starts_on": TODAY + timedelta(days=2), "ends_on": TODAY - timedelta(days=2)}
    session.add(Event(event_id="b", title="B", kind="other", origin="desk", source="x", **backwards))
    session.flush()
    assert "past" not in dict(event_card(fetch, LIGHT, TODAY, "b").rows)["When"]
