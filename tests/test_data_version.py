"""The data version on both backends: a change by any program moves it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from cci_data.frozen.states import freeze
from cci_data.models import Base, DataVersion

# What no page shows does not make the data younger.
UNSEEN = {"change", "erasure", "import", "import_file", DataVersion.__tablename__}
WATCHED = sorted(set(Base.metadata.tables) - UNSEEN)


def versions(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        rows = connection.execute(select(DataVersion.table_name, DataVersion.version))
        return {row.table_name: row.version for row in rows}


def moved(before: dict[str, int], after: dict[str, int]) -> set[str]:
    assert all(after[name] >= number for name, number in before.items())
    return {name for name in after if after[name] > before[name]}


def test_every_table_is_watched(engine):
    assert sorted(versions(engine)) == WATCHED


@pytest.mark.parametrize("table", WATCHED)
def test_a_change_by_raw_sql_moves_the_version_of_its_table(table, session):
    """A copy of a row is changed, deleted and put back in the table, without the models."""
    add_what_the_world_lacks(session)
    counter = text(f"SELECT version, changed_at FROM data_version WHERE table_name = '{table}'")
    key = next(iter(Base.metadata.tables[table].primary_key)).name
    statements = [
        f"UPDATE {table} SET {key} = {key}",
        f"DELETE FROM {table}",
        f"INSERT INTO {table} SELECT * FROM kept",
    ]
    session.execute(text(f"CREATE TEMPORARY TABLE kept AS SELECT * FROM {table}"))
    assert session.scalar(text("SELECT count(*) FROM kept")) > 0
    switch_off_foreign_keys(session)
    for statement in statements:
        before = session.execute(counter).one()
        # One transaction counts once; here each statement is one of its own.
        with session.begin_nested():
            session.execute(text(statement))
        assert session.execute(counter).one().version > before.version, statement


def add_what_the_world_lacks(session: Session) -> None:
    """The tables that neither the public record nor the illustration fills get a row."""
    session.execute(text("INSERT INTO partner_service VALUES ('media-evolution', 'networking')"))
    session.execute(text("INSERT INTO event_attendance SELECT event_id, 'media-evolution' FROM event"))
    session.execute(text("INSERT INTO former_partner VALUES ('former', 'media-evolution')"))
    freeze(session, "Network meeting", datetime(2027, 1, 27, tzinfo=UTC))
    session.execute(
        text(
            "INSERT INTO spotlight (spotlight_id, country_code, starts_on, ends_on, origin, source) "
            "VALUES (1, 'LV', '2026-11-01', '2026-12-31', 'desk', 'the Desk')"
        )
    )


def switch_off_foreign_keys(session: Session) -> None:
    """So that a table that others refer to can be emptied; whoever does so from outside is counted too."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
    else:
        for table in Base.metadata.sorted_tables:
            for key in table.foreign_keys:
                session.execute(text(f"ALTER TABLE {table.name} DROP CONSTRAINT IF EXISTS {key.constraint.name}"))


def test_only_the_table_that_changed_moves(world_engine):
    before = versions(world_engine)
    with world_engine.begin() as connection:
        connection.execute(text("UPDATE partner SET name = 'Renamed' WHERE partner_id = 'media-evolution'"))
    assert moved(before, versions(world_engine)) == {"partner"}


def test_what_is_deleted_along_moves_too(world_engine):
    before = versions(world_engine)
    with world_engine.begin() as connection:
        connection.execute(text("DELETE FROM partner WHERE partner_id = 'media-evolution'"))
    assert {"partner", "place", "participation"} <= moved(before, versions(world_engine))


def test_a_change_that_is_rolled_back_moves_nothing(world_engine):
    before = versions(world_engine)
    with world_engine.connect() as connection:
        connection.execute(text("DELETE FROM place"))
        connection.rollback()
    assert versions(world_engine) == before


def test_the_moment_of_change_is_utc_and_now(world_engine):
    with world_engine.begin() as connection:
        connection.execute(text("UPDATE partner SET name = name"))
    with Session(world_engine) as session:
        changed = session.get(DataVersion, "partner").changed_at
    assert abs((datetime.now(UTC) - changed).total_seconds()) < 60
