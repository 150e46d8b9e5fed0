from dataclasses import replace
from datetime import timedelta

from cci_data.queries.events import events, past, upcoming
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


def test_only_events_of_a_kind_and_it_says_so(fetch):
    expected = upcoming(fetch(events, kind="study_visit"), today=TODAY)
    scene = ahead(fetch, replace(a_choice(), kind="study_visit"))
    assert [entry.text for entry in entries(scene).entries] == list(expected["title"]) != []
    assert "Study visit" in scene.note and not ahead(fetch, a_choice()).note


def test_where_nothing_that_fits_lies_ahead_there_is_what_was(fetch):
    expected = past(fetch(events, kind="conference"), today=TODAY)
    scene = ahead(fetch, replace(a_choice(), kind="conference"))
    assert not entries(scene).entries and "of this choice" in scene.headline
    assert [entry.text for entry in entries(scene, 1).entries] == list(expected["title"]) != []
    nowhere = ahead(fetch, a_choice(country=("IS",), sector=("books",), text="no such"))
    assert nowhere.blocks and "of this choice" in nowhere.headline


def test_one_event_is_told_of_first_past_or_ahead(fetch):
    for row in (upcoming(fetch(events), today=TODAY).iloc[0], past(fetch(events), today=TODAY).iloc[0]):
        scene = ahead(fetch, replace(a_choice(), event=row.event_id))
        facts = {entry.label: entry.text for entry in entries(scene).entries}
        assert scene.headline.startswith(row.title) and facts["Kind"] == row.kind_label and facts["When"]
        assert len(entries(scene, 1).entries) == len(upcoming(fetch(events), today=TODAY))
        assert all(entry.is_illustrative == (row.origin == ILLUSTRATIVE) for entry in entries(scene).entries)
