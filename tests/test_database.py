"""The database on both backends: migrations, ages, what cannot be opened, and the Reader."""

from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import func, inspect, make_url, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from cci_data import database
from cci_data.database import DatabaseProblem, Reader
from cci_data.models import Base, Partner

OURS = set(Base.metadata.tables)
WRITES = [
    "INSERT INTO country (country_code, name, is_eu_member, is_nordic, is_interreg_bsr) "
    "VALUES ('XX', 'Nowhere', false, false, false)",
    "UPDATE partner SET name = 'x'",
    "DELETE FROM place",
    "CREATE TABLE more (number INTEGER)",
    "UPDATE data_version SET version = 0",
]


def test_migrations_go_up_and_down_and_leave_what_is_not_ours(empty_engine):
    with empty_engine.begin() as connection:
        connection.execute(text("CREATE TABLE somebody_elses (number INTEGER)"))
    database.migrate(empty_engine)
    assert set(inspect(empty_engine).get_table_names()) == OURS | {"somebody_elses", database.VERSION_TABLE}
    database.migrate(empty_engine, "base")
    assert set(inspect(empty_engine).get_table_names()) == {"somebody_elses", database.VERSION_TABLE}
    assert database.age(empty_engine) == "empty"
    database.migrate(empty_engine)
    assert database.age(empty_engine) == "current"


def test_migrations_make_what_the_models_say(engine):
    command.check(database.migration_config(engine))


def test_a_filled_database_goes_down_to_nothing(world_engine):
    database.migrate(world_engine, "base")
    assert inspect(world_engine).get_table_names() == [database.VERSION_TABLE]


def test_comments_of_the_models_stand_in_postgresql(postgresql_url):
    engine = database.writing_engine(postgresql_url)
    database.migrate(engine)
    for table in Base.metadata.sorted_tables:
        stored = {column["name"]: column["comment"] for column in inspect(engine).get_columns(table.name)}
        assert stored == {column.name: column.comment for column in table.columns}
    engine.dispose()


@pytest.mark.parametrize("statement", WRITES)
def test_the_reading_engine_cannot_write(shared_world_url, statement):
    engine = database.reading_engine(shared_world_url)
    with engine.connect() as connection:
        counter = text("SELECT sum(version) FROM data_version")
        before = connection.scalar(counter)
        with pytest.raises(DBAPIError, match="(?i)read-?only"):
            connection.execute(text(statement))
        connection.rollback()
        assert connection.scalar(counter) == before
    engine.dispose()


def test_foreign_keys_are_kept(world_engine):
    with world_engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text("INSERT INTO partner_name (partner_id, name) VALUES ('nobody', 'No one')"))
        connection.commit()


def test_ages(empty_engine, newer_scripts):
    assert database.age(empty_engine) == "empty"
    database.migrate(empty_engine, "0001")
    assert database.age(empty_engine) == "older"
    database.migrate(empty_engine)
    assert database.age(empty_engine) == "current"


def test_a_newer_database_is_told_from_an_older_one(engine):
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {database.VERSION_TABLE} SET version_num = 'from-the-future'"))
    assert database.age(engine) == "newer"


def test_an_empty_database_names_the_remedy(empty_engine, database_url):
    with empty_engine.begin() as connection:
        connection.execute(text("CREATE TABLE somebody_elses (number INTEGER)"))
    with pytest.raises(DatabaseProblem, match="has no tables of this dashboard yet. Run: python -m cci_data migrate"):
        Reader(database_url)


def test_an_older_database_names_the_remedy(migrated_url, newer_scripts):
    with pytest.raises(DatabaseProblem, match="older version of the dashboard. Run: python -m cci_data migrate"):
        Reader(migrated_url)


def test_a_newer_database_names_the_remedy(engine, migrated_url):
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {database.VERSION_TABLE} SET version_num = 'from-the-future'"))
    with pytest.raises(DatabaseProblem, match="newer version of the dashboard. Update the dashboard"):
        Reader(migrated_url)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("not an address", "is not a database address that can be read"),
        ("nosuchdialect://host/name", "is not a database address that can be read"),
        ("mysql://host/name", "SQLite and PostgreSQL are supported"),
        ("sqlite:////no/such/folder/file.sqlite", "unable to open database file"),
        ("postgresql://desk:secret@127.0.0.1:1/cci", "Check that CCI_DATABASE_URL names it rightly"),
    ],
)
def test_a_wrong_or_unreachable_address_is_a_sentence_without_the_password(url, sentence):
    with pytest.raises(DatabaseProblem) as caught:
        Reader(url)
    assert sentence in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_database_is_a_sentence(tmp_path):
    file = tmp_path / "file.sqlite"
    file.write_text("a letter, not a database " * 100, encoding="utf-8")
    with pytest.raises(DatabaseProblem, match="file is not a database"):
        Reader(f"sqlite:///{file}")


def test_reading_makes_no_file(tmp_path):
    with pytest.raises(DatabaseProblem):
        Reader(f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(DatabaseProblem, match="cannot be made"):
        database.writing_engine(f"sqlite:///{tmp_path / 'file' / 'database.sqlite'}")


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(database.time, "monotonic", made)
    return made


@pytest.fixture
def reader(world_url):
    opened = Reader(world_url)
    yield opened
    opened._engine.dispose()


@pytest.fixture
def count_partners():
    """A query that notes each time it is asked."""

    def query(session: Session, country_code: str = "SE") -> int:
        query.asked.append(country_code)
        return session.scalar(select(func.count()).where(Partner.country_code == country_code))

    query.asked = []
    return query


def test_a_result_is_kept_until_the_data_changes(reader, world_engine, clock, count_partners):
    before = reader.fetch(count_partners)
    assert reader.fetch(count_partners) == before
    assert reader.fetch(count_partners, country_code="LV") != before
    assert count_partners.asked == ["SE", "LV"]
    with world_engine.begin() as connection:
        connection.execute(text("DELETE FROM partner WHERE partner_id = 'media-evolution'"))
    clock.now += database.SECONDS_BETWEEN_VERSION_CHECKS
    assert reader.fetch(count_partners) == before - 1
    assert count_partners.asked == ["SE", "LV", "SE"]


def test_the_version_is_asked_once_a_second(reader, world_engine, clock):
    first = reader.version()
    with world_engine.begin() as connection:
        connection.execute(text("UPDATE place SET basis = 'seen'"))
    clock.now += database.SECONDS_BETWEEN_VERSION_CHECKS - 0.01
    assert reader.version() == first
    clock.now += 0.02
    assert reader.version() > first


def test_a_database_that_goes_away_is_a_sentence(world_url, reader, clock, request):
    reader.version()
    reader._engine.dispose()
    if make_url(world_url).get_backend_name() == "sqlite":
        Path(make_url(world_url).database).unlink()
    else:
        rename(request.getfixturevalue("postgresql_server"), make_url(world_url).database)
    clock.now += 2
    with pytest.raises(DatabaseProblem, match="cannot be used"):
        reader.version()


def rename(server: str, name: str) -> None:
    engine = database.writing_engine(server).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'ALTER DATABASE "{name}" RENAME TO "{name}_gone"'))
    engine.dispose()


def test_only_so_many_results_are_kept(shared_world_url, count_partners, monkeypatch):
    monkeypatch.setattr(database, "RESULTS_KEPT", 2)
    reader = Reader(shared_world_url)
    for code in ("SE", "LV", "EE", "SE", "EE"):
        reader.fetch(count_partners, country_code=code)
    assert count_partners.asked == ["SE", "LV", "EE", "SE"]
    reader._engine.dispose()
