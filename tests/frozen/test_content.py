"""What pages show goes into a few bytes, and comes out as it was: by whatever database it was kept, however old."""

import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, create_engine, inspect, select, text
from sqlalchemy.orm import Session

from cci_data import database
from cci_data.database import age, migration_config
from cci_data.frozen.content import LEFT_OUT, FrozenProblem, pack, unpack, unpacked
from cci_data.models import Base, DataVersion
from cci_data.queries.changes import scope
from cci_data.queries.partners import partners
from tests.erasure.scene import add_a_past

AT = datetime(2027, 1, 27, 9, 30, tzinfo=UTC)
HISTORY = {model.__tablename__ for model in LEFT_OUT}


def everything(engine: Engine) -> dict[str, list[tuple]]:
    with engine.connect() as connection:
        return {
            name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for name, table in Base.metadata.tables.items()
        }


def packed(engine: Engine) -> bytes:
    with engine.connect() as connection:
        return pack(connection, AT)


@contextmanager
def opened(file: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{file}")
    yield engine
    engine.dispose()


def test_all_that_pages_show_comes_out_as_it_was_and_no_history(world_engine, tmp_path):
    with Session(world_engine) as session, session.begin():
        add_a_past(session)
    before = everything(world_engine)
    assert all(before[name] for name in ("change", "import", "data_version", "former_partner", "partner"))
    unpack(packed(world_engine), tmp_path / "state.sqlite")
    with opened(tmp_path / "state.sqlite") as engine:
        after = everything(engine)
        assert age(engine) == "current"
    assert {name: rows for name, rows in after.items() if name not in HISTORY} == {
        name: rows for name, rows in before.items() if name not in HISTORY
    }
    assert [name for name in HISTORY if after[name]] == []


def test_pages_say_the_moment_of_the_last_change_then(world_engine):
    with Session(world_engine) as session:
        before = scope(session)
    with unpacked(packed(world_engine)) as engine, Session(engine) as session:
        assert scope(session) == before
        session.execute(text("UPDATE partner SET name = 'Renamed' WHERE partner_id = 'alte-mu'"))
        assert scope(session).changed_at == before.changed_at


def test_the_same_rows_make_the_same_few_bytes(world_engine):
    content = packed(world_engine)
    assert packed(world_engine) == content
    assert len(content) < 60_000


def test_an_older_state_is_brought_up_to_date(world_engine, newer_scripts, monkeypatch, tmp_path):
    """A dashboard with one migration more reads what the one of today kept."""
    with monkeypatch.context() as earlier:
        earlier.setattr(database, "migration_config", migration_config)
        content = packed(world_engine)
    later = database.migration_config()
    for module in ("cci_data.archive",):
        monkeypatch.setattr(f"{module}.migration_config", lambda: later)
    unpack(content, tmp_path / "state.sqlite")
    with opened(tmp_path / "state.sqlite") as engine, engine.connect() as connection:
        assert database.current_revision(connection) == "9999"
        assert "later" in inspect(connection).get_table_names()
        found = {name: engine.connect().scalar(text(f"SELECT count(*) FROM {name}")) for name in ("partner", "event")}
    assert found == {name: len(rows) for name, rows in everything(world_engine).items() if name in found}


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004"])
def test_what_was_packed_at_any_migration_is_read(revision, sqlite_world_url, tmp_path):
    engine = create_engine(sqlite_world_url)
    command.downgrade(migration_config(engine), revision)
    content = packed(engine)
    engine.dispose()
    with unpacked(content) as state, Session(state) as session:
        assert age(state) == "current" and len(partners(session)) == 152
        assert session.get(DataVersion, "partner").version > 0


def flipped(content: bytes) -> bytes:
    return content[:3000] + bytes([content[3000] ^ 0xFF]) + content[3001:]


@pytest.mark.parametrize(
    "damage", [lambda content: content[:-400], flipped, lambda _: b"", lambda _: lzma.compress(b"no archive")]
)
def test_damage_is_a_sentence(damage, sqlite_world_url, tmp_path):
    engine = create_engine(sqlite_world_url)
    content = damage(packed(engine))
    engine.dispose()
    with pytest.raises(FrozenProblem, match=r"frozen state .*(\.|frozen remove)$"):
        unpack(content, tmp_path / "state.sqlite")
