"""The database on both backends: migrations, ages, and what cannot be opened."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect, make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from cci_data import database, settings
from cci_data.addresses import make_folder, sqlite_file, sqlite_url
from cci_data.database import DatabaseProblem
from cci_data.models import Base
from cci_data.reader import Reader
from tests.conftest import writing

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
        ("sqlite:////no/such/folder/file.sqlite", "There is no database at"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
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
    url = sqlite_url(tmp_path / "file" / "database.sqlite")
    with pytest.raises(DatabaseProblem, match="cannot be made"):
        make_folder(url)
    with pytest.raises(DatabaseProblem, match="There is no folder"):
        database.writing_engine(url)
    with pytest.raises(DatabaseProblem, match="There is no database at"):
        Reader(url)


def test_a_path_that_cannot_be_looked_at_is_not_called_empty(tmp_path):
    with pytest.raises(DatabaseProblem, match=r"cannot be used \(.*[Nn]ame too long"):
        Reader(sqlite_url(tmp_path / ("x" * 300)))


@pytest.mark.parametrize("name", ["a b", "100%", "%41", "what?mode=rwc", "no#1", "malmö ä", "a&b=c;d", "'quoted\""])
def test_a_path_of_any_characters_is_read_and_not_written(name, tmp_path, sqlite_world_url):
    file = tmp_path / f"{name}.sqlite"
    shutil.copyfile(make_url(sqlite_world_url).database, file)
    url = sqlite_url(file)
    assert str(file) in database.describe(url)
    reader = Reader(url)
    assert reader.version() > 0
    with reader._engine.connect() as connection, pytest.raises(DBAPIError, match="(?i)read-?only"):
        connection.execute(text("DELETE FROM place"))
    reader._engine.dispose()
    engine = database.writing_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM place"))
    engine.dispose()
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_the_default_database_may_lie_anywhere(monkeypatch, tmp_path):
    file = tmp_path / "50%41?#" / "dashboard.sqlite"
    monkeypatch.setattr(settings, "DEFAULT_DATABASE", file)
    assert sqlite_file(settings.read_settings({}).database_url) == file


def test_the_migrations_may_lie_anywhere(monkeypatch):
    monkeypatch.setattr(database, "__file__", "/opt/50%(x)s%/cci_data/database.py")
    config = database.migration_config()
    assert Path(config.get_main_option("script_location")) == Path("/opt/50%(x)s%/cci_data/migrations")


def test_a_server_that_hangs_is_not_waited_for(postgresql_url):
    engine = database.reading_engine(postgresql_url)
    with engine.connect() as connection:
        agreed = connection.connection.driver_connection.info.get_parameters()
    engine.dispose()
    assert (agreed["connect_timeout"], agreed["tcp_user_timeout"]) == ("5", "5000")


def test_a_lost_table_is_named(world_engine, world_url):
    with world_engine.begin() as connection:
        connection.execute(text("DROP TABLE event_host"))
        connection.execute(text("DROP TABLE participation"))
    with pytest.raises(DatabaseProblem, match="has lost the tables event_host, participation. Name a new database"):
        Reader(world_url)


def left_by_a_killed_program(file: Path, folder: Path) -> Path:
    """Copy a database as it lies there after a program was killed while it wrote: half-written, with its journal."""
    with closing(sqlite3.connect(file, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 5")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE partner SET name = 'half-written'")
        writer.execute("UPDATE indicator_value SET value = value + 1")
        for path in (file, file.with_name(f"{file.name}-journal")):
            shutil.copy(path, folder)
        writer.rollback()
    return folder / file.name


def test_what_a_killed_program_left_half_written_is_taken_back_also_by_who_only_reads(sqlite_world_url, tmp_path):
    whole = Path(make_url(sqlite_world_url).database)
    half = left_by_a_killed_program(whole, tmp_path)
    assert half.read_bytes() != whole.read_bytes()
    reader = Reader(f"sqlite:///{half}")
    assert reader.fetch(lambda session: session.scalar(text("SELECT count(*) FROM partner"))) == 158
    assert half.read_bytes() == whole.read_bytes()


def test_a_running_reader_goes_on_after_a_program_was_killed(sqlite_world_url, tmp_path, monkeypatch):
    (tmp_path / "left").mkdir()
    whole = Path(make_url(sqlite_world_url).database)
    half = left_by_a_killed_program(whole, tmp_path / "left")
    reader = Reader(sqlite_world_url)
    assert reader.version() > 0
    for path in half.parent.iterdir():
        shutil.copy(path, whole.parent)
    names = reader.fetch(lambda session: session.scalars(text("SELECT DISTINCT name FROM partner")).all())
    assert len(names) > 100 and "half-written" not in names


def test_a_large_transaction_does_not_lock_out_who_reads(sqlite_world_url):
    file = Path(make_url(sqlite_world_url).database)
    before = file.read_bytes()
    with writing(sqlite_world_url) as engine, engine.begin() as connection:
        for _ in range(12):
            connection.execute(text("INSERT INTO partner_name SELECT partner_id, hex(randomblob(100)) FROM partner"))
        assert file.read_bytes() == before
        assert Reader(sqlite_world_url).version() > 0


def test_a_mistake_in_the_code_is_not_called_a_value_of_the_database(sqlite_world_url):
    with pytest.raises(ValueError, match="not enough values"), database.unreachable_is_a_problem(sqlite_world_url):
        _one, _two = [1]
