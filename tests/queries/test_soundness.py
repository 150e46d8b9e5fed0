import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from cci_data.database import writing_engine
from cci_data.imports.public_record import load_public_record
from cci_data.queries.soundness import COLUMNS, soundness

PARTNER = "INSERT INTO partner (partner_id, name, country_code, is_cross_sectoral, origin, source) VALUES "
EVENT = (
    "INSERT INTO event (event_id, title, kind, starts_on, is_online, origin, source{0}) "
    "VALUES ('e', {1}, 'desk', 'x'{2})"
)
TURN = (
    "INSERT INTO spotlight (spotlight_id, country_code, starts_on, ends_on, origin, source) VALUES "
    "(1, 'LV', '2026-11-01', '2026-12-31', 'desk', 'x'), (2, 'EE', '{0}', '2027-01-31', 'desk', 'x')"
)
STEPS = (
    "INSERT INTO step (step_id, title, kind, happened_on, cause, outcome, source, follows_id, origin) VALUES "
    "('a', 'A', {1}, {0}, 'caused', NULL, 'a', NULL, 'desk'), ('b', 'B', {3}, {2}, 'caused', NULL, 'b', 'a', 'desk')"
)
MOVED = "UPDATE place SET {0} WHERE partner_id = 'media-evolution'"
RECORDED = "UPDATE partner SET recorded_at = 'yesterday' WHERE partner_id = 'alte-mu'"
FESTIVAL = "UPDATE event SET {0} WHERE event_id = 'mesh-festival-2020'"


def event(values: str = "'Event', 'other', '2026-12-01', false", more: str = "", more_values: str = "") -> str:
    return EVENT.format(more, values, more_values)


CASES = {
    "no country": (
        PARTNER + "('a', 'A', NULL, false, 'desk', 'x')",
        [("partner", "a", "has no country")],
    ),
    "one name twice in a country": (
        PARTNER + "('a', 'ŽELVE  hub', 'LT', false, 'desk', 'x'), ('b', 'Želve Hub ', 'LT', false, 'desk', 'x')",
        [("partner", "b", "partner a in the same country")],
    ),
    "one name in two countries": (
        PARTNER + "('a', 'Hub', 'LT', false, 'desk', 'x'), ('b', 'Hub', 'LV', false, 'desk', 'x')",
        [],
    ),
    "a point in the sea": (
        MOVED.format("latitude = 56.9, longitude = 19.9"),
        [("place", "media-evolution / Malmö", "does not lie in SE")],
    ),
    "latitude and longitude swapped": (
        MOVED.format("latitude = longitude, longitude = latitude"),
        [("place", "media-evolution / Malmö", "does not lie in SE")],
    ),
    "a point in another country": (
        MOVED.format("country_code = 'FI'"),
        [("place", "media-evolution / Malmö", "does not lie in FI")],
    ),
    "a place that leaves the country to its partner": (
        MOVED.format("country_code = NULL, latitude = 60.17, longitude = 24.94"),
        [("place", "media-evolution / Malmö", "does not lie in SE")],
    ),
    "a place on an island": (
        MOVED.format("latitude = 57.64, longitude = 18.29"),
        [],
    ),
    "an event at sea, without a country": (
        event(more=", latitude, longitude", more_values=", 56.9, 19.9"),
        [("event", "e", "does not lie on land")],
    ),
    "an event on land, without a country": (event(more=", latitude, longitude", more_values=", 56.9, 24.1"), []),
    "an event that ends the day before": (
        event(more=", ends_on", more_values=", '2026-11-30'"),
        [("event", "e", "ends before it begins")],
    ),
    "an event that ends an hour before": (
        event(more=", starts_time, ends_time, time_zone", more_values=", '10:00:00', '09:00:00', 'Europe/Riga'"),
        [("event", "e", "ends before it begins")],
    ),
    "an event that ends early on a later day": (
        event(
            more=", starts_time, ends_on, ends_time, time_zone",
            more_values=", '10:00:00', '2026-12-02', '09:00:00', 'Europe/Riga'",
        ),
        [],
    ),
    "an event without an end": (event(), []),
    "a project that ends before it begins": (
        "UPDATE project SET starts = '2020-02', ends = '2019' WHERE project_id = 'ccc'",
        [("project", "ccc", "ends in 2019, before it begins in 2020-02")],
    ),
    "a practice with a date that is none": (
        "UPDATE good_practice SET starts = 'last year' WHERE good_practice_id = 'baltic-home'",
        [("good_practice", "baltic-home", "'last year' is not a date")],
    ),
    "an unknown time zone": (
        event(more=", time_zone", more_values=", 'Europe/Atlantis'"),
        [("event", "e", "'Europe/Atlantis' is no time zone")],
    ),
    "a time zone that leads out of its folder": (
        event(more=", time_zone", more_values=", '../../etc/passwd'"),
        [("event", "e", "is no time zone")],
    ),
    "a website that is a script": (
        "UPDATE partner SET website = 'javascript:alert(1)' WHERE partner_id = 'media-evolution'",
        [("partner", "media-evolution", "website 'javascript:alert(1)' is not a web address")],
    ),
    "a link that does not parse": (
        event(more=", link", more_values=", 'http://[oops'"),
        [("event", "e", "link 'http://[oops' is not a web address")],
    ),
    "a blank name": (
        "UPDATE partner SET name = '  ' WHERE partner_id = 'media-evolution'",
        [("partner", "media-evolution", "name is blank")],
    ),
    "a blank title": (event("' ', 'other', '2026-12-01', false"), [("event", "e", "title is blank")]),
    "turns that overlap by a day": (
        TURN.format("2026-12-31"),
        [("spotlight", "2", "overlaps turn 1 of LV")],
    ),
    "a step before the one that led to it": (
        STEPS.format("'2024'", "'contact'", "'2023'", "'joint_activity'"),
        [("step", "b", "before the step that led to it")],
    ),
    "a decision on no application": (
        STEPS.format("'2024'", "'contact'", "'2024'", "'decision'").replace("NULL, 'b'", "'rejected', 'b'"),
        [("step", "b", "follows no application")],
    ),
    "a step in order": (STEPS.format("'2024-05'", "'contact'", "'2024'", "'application'"), []),
    "a step with a date that is none": (
        STEPS.format("'2024'", "'contact'", "'soon'", "'contact'"),
        [("step", "b", "'soon' is not a date")],
    ),
    "an uptake of what is not finished": (
        "UPDATE solution SET finished_on = NULL WHERE solution_id = 'example-tool-contract'",
        [("uptake", "example-uptake-contract", "not finished")],
    ),
    "cooperation that went on before the project was over": (
        "UPDATE continuation SET continued_on = '2020' WHERE continuation_id = 'example-continuation-rostock'",
        [("continuation", "example-continuation-rostock", "before the project was over")],
    ),
    "a value of what is counted": (
        "UPDATE impact_value SET impact_indicator_id = 'rco87'",
        [("impact_value", "example-value-governance", "RCO87 is counted from the records")],
    ),
    "a proof that looks like an address": (
        "UPDATE solution SET proof = 'htp://oops' WHERE solution_id = 'example-pilot-stage'",
        [("solution", "example-pilot-stage", "looks like an address")],
    ),
    "turns that follow each other": (
        TURN.format("2027-01-01"),
        [],
    ),
}


def test_the_public_record_and_the_illustration_are_sound(session):
    found = soundness(session)
    assert list(found.columns) == list(COLUMNS)
    assert found.to_dict("records") == []


@pytest.mark.parametrize(("statement", "expected"), CASES.values(), ids=CASES)
def test_finds_what_is_wrong_and_nothing_else(session, statement, expected):
    session.execute(text(statement))
    found = list(soundness(session).itertuples())
    assert [(row.table, row.record) for row in found] == [(table, record) for table, record, _ in expected]
    assert all(part in row.problem for row, (_, _, part) in zip(found, expected, strict=True))
    assert all(row.problem.endswith(".") and row.remedy.endswith(".") for row in found)


@pytest.fixture
def lawless(world_url):
    """A session on the world in which nothing keeps the foreign keys, as when another program writes without them."""
    engine = writing_engine(world_url)
    with engine.connect() as connection:
        # SQLite takes the PRAGMA outside a transaction only; the driver's own connection is in none yet.
        if engine.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
        else:
            connection.execute(text("SET session_replication_role = replica"))
        with Session(connection) as opened:
            yield opened
    engine.dispose()


def test_finds_orphans_of_every_kind(lawless):
    lawless.execute(text("DELETE FROM indicator WHERE indicator_id = 'population'"))
    lawless.execute(text("DELETE FROM partner WHERE partner_id = 'danish-cultural-institute'"))
    lawless.execute(text("UPDATE partner SET country_code = 'XX' WHERE partner_id = 'media-evolution'"))
    found = soundness(lawless)
    orphans = found[found.problem.str.contains("there is no such")]
    values = lawless.scalar(text("SELECT count(*) FROM indicator_value WHERE indicator_id = 'population'"))
    assert (orphans.table == "indicator_value").sum() == values == 300
    parts = lawless.scalar(text("SELECT count(*) FROM participation WHERE partner_id = 'danish-cultural-institute'"))
    assert (orphans.table == "participation").sum() == parts > 0
    assert {"place", "event_host", "good_practice_partner"} <= set(orphans.table)
    assert "country_code names 'XX', and there is no such country." in set(orphans.problem)


def test_agrees_with_sqlite_about_foreign_keys(lawless):
    if lawless.get_bind().dialect.name != "sqlite":
        pytest.skip("PostgreSQL has no such check of its own")
    for table in ("partner", "event", "project", "sector", "country", "good_practice"):
        lawless.execute(text(f"DELETE FROM {table}"))
    own = lawless.execute(text("PRAGMA foreign_key_check")).all()
    found = soundness(lawless)
    assert found.problem.str.contains("there is no such").sum() == len(own) > 300


@pytest.mark.parametrize(
    ("statement", "table", "problem"),
    [
        (FESTIVAL.format("starts_on = '2026-13-45'"), "event", "starts_on is '2026-13-45', which is no date."),
        (FESTIVAL.format("starts_time = 'noon', time_zone = 'Europe/Riga'"), "event", "'noon', which is no time."),
        (RECORDED, "partner", "recorded_at is 'yesterday', which is no datetime."),
    ],
)
def test_a_date_that_cannot_be_read_is_a_finding(sqlite_world_url, statement, table, problem):
    engine = writing_engine(sqlite_world_url)
    with Session(engine) as session:
        session.execute(text(statement))
        (found,) = soundness(session).itertuples()
    engine.dispose()
    assert found.table == table
    assert problem in found.problem


def test_a_database_without_rows_is_sound(empty_session):
    assert soundness(empty_session).empty
    load_public_record(empty_session)
    assert soundness(empty_session).empty
