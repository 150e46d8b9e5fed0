"""Which ids a program makes of words, and the ones that they get in their place."""

import pytest

from cci_data.erasure.mentions import Called, Finder
from cci_data.erasure.record_ids import ids_told, new_ids, record_columns, record_tables, renamed
from cci_data.erasure.tombstones import record_digest
from cci_data.models import Base

FINDER = Finder(Called(frozenset({"Creative Estonia"})), {})
TABLES = Base.metadata.tables


def test_such_are_events_statements_projects_and_good_practices():
    of_impact = {"continuation", "impact_value", "solution", "step", "uptake"}
    assert {table.name for table in record_tables()} == {"event", "statement", "project", "good_practice"} | of_impact
    columns = {f"{table.name}.{name}" for table in TABLES.values() for name in record_columns(table)}
    assert columns >= {"event.event_id", "event_host.event_id", "participation.project_id", "statement.statement_id"}
    assert not any("partner_id" in name or "sector_id" in name for name in columns)


def test_ids_of_a_row_are_found_and_renamed():
    row = {"project_id": "a", "partner_id": "b", "role": "lead"}
    assert ids_told(TABLES["participation"], row) == {("project", "a")}
    assert ids_told(TABLES["participation"], {"role": "lead", "project_id": None}) == set()
    assert renamed(TABLES["participation"], row, {("project", "a"): "c", ("event", "a"): "d"}) == {"project_id": "c"}
    assert renamed(TABLES["partner"], {"partner_id": "a"}, {("project", "a"): "c"}) == {}


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ({("event", "creative-estonia-day")}, ["erased-day"]),
        ({("event", "creative-estonia-day"), ("project", "creative-estonia-day")}, ["erased-day", "erased-day"]),
        ({("event", "creative-estonia-day"), ("event", "erased-day")}, ["erased-day-2"]),
        ({("event", "creative-estonia-day"), ("event", "day-creative-estonia-day")}, ["erased-day", "day-erased-day"]),
        ({("good_practice", "creative-estonia")}, ["good-practice-1"]),
        ({("event", "creative-estonia"), ("event", "creative_estonia"), ("event", "event-2")}, ["event-1", "event-3"]),
        ({("event", "day"), ("statement", "estonia-creative")}, []),
    ],
)
def test_each_gets_one_of_its_own_in_its_table(ids, expected):
    found = new_ids(FINDER, ids)
    assert list(found.values()) == expected
    assert set(found) <= ids


def test_none_is_too_long_or_one_that_was_taken_away():
    (found,) = new_ids(FINDER, {("event", "x" * 60 + "-creative-estonia")}).values()
    assert found == "x" * 60 + "-erased"
    (found,) = new_ids(FINDER, {("event", "creative-estonia-" + "x" * 63)}).values()
    assert found == "erased-" + "x" * 63
    long = Finder(Called(frozenset({"Abcde"})), {})
    (found,) = new_ids(long, {("event", "-".join(["abcde", *"x" * 37]))}).values()
    assert len(found) <= 70 and found.startswith("erased-x-")
    taken = {record_digest("event", "erased-day"), record_digest("event", "erased-day-2")}
    assert list(new_ids(FINDER, {("event", "creative-estonia-day")}, taken).values()) == ["erased-day-3"]
