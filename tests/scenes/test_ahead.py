from datetime import timedelta

from cci_data.queries.events import events, upcoming
from cci_data.scenes.ahead import ahead
from cci_data.vocabulary import ILLUSTRATIVE
from tests.conftest import TODAY
from tests.scenes.choices import a_choice, entries


def test_all_that_lies_ahead_is_there_and_marked(fetch):
    expected = upcoming(fetch(events), today=TODAY)
    found = entries(ahead(fetch, a_choice())).entries
    assert [entry.text for entry in found] == list(expected["title"])
    assert [entry.is_illustrative for entry in found] == list(expected["origin"] == ILLUSTRATIVE)


def test_the_headline_counts_no_illustration(fetch):
    found = upcoming(fetch(events), today=TODAY)
    real = found[found["origin"] != ILLUSTRATIVE]
    headline = ahead(fetch, a_choice()).headline
    assert len(real) < len(found)
    assert headline.startswith(f"{len(real)} event") and real["title"].iloc[0] in headline


def test_a_filter_leaves_the_events_of_its_countries_and_sectors(fetch):
    expected = upcoming(fetch(events, country="LV"), today=TODAY)
    assert [entry.text for entry in entries(ahead(fetch, a_choice(country=("LV",)))).entries] == list(expected["title"])
    expected = upcoming(fetch(events, sector="music"), today=TODAY)
    assert [entry.text for entry in entries(ahead(fetch, a_choice(sector=("music",)))).entries] == list(
        expected["title"]
    )


def test_when_nothing_lies_ahead_the_scene_invites(fetch):
    last = max(fetch(events)["ends_on"])
    scene = ahead(fetch, a_choice(today=last + timedelta(days=1)))
    assert not entries(scene).entries and "Contact Desk" in entries(scene).nothing
    assert "Nothing lies ahead" in scene.headline
