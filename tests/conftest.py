"""The worlds that tests live in: real databases, made by the real migrations and filled by the real importers.

`database_url` is an empty database, `world_url` one with the public record and the illustration as of `today`. Both
come once on SQLite and once on PostgreSQL, and so do `migrated_url` (our tables without a row) and `session`;
`sqlite_world_url` is the same world on SQLite alone, for pages.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from cci_data import cli, database
from cci_data.cli import progress
from cci_data.database import migrate, writing_engine
from cci_data.imports.illustration import load_illustration
from cci_data.imports.public_record import load_public_record
from tests.postgresql import import_server

TODAY = date(2026, 11, 23)
# Where a session says how often it wrote, and what writes nothing.
WRITES, HARMLESS = "writes", ("SELECT", "WITH", "SAVEPOINT", "RELEASE")
BACKENDS = [pytest.param("sqlite"), pytest.param("postgresql", marks=pytest.mark.postgresql)]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: "killed" not in item.nodeid)  # what takes minutes begins: a worker would wait for it


@contextmanager
def writing(url: str) -> Iterator[Engine]:
    """Open an engine that may write, and close it."""
    engine = writing_engine(url)
    yield engine
    engine.dispose()


def change(url: str, *statements: str) -> None:
    """Change a database as another program would."""
    with writing(url) as engine, engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def build_tables(url: str) -> None:
    with writing(url) as engine:
        migrate(engine)


def build_world(url: str) -> None:
    build_tables(url)
    with writing(url) as engine, Session(engine) as session, session.begin():
        load_public_record(session)
        load_illustration(session, TODAY)


def copy_database(url: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    if make_url(url).get_backend_name() == "postgresql":
        return request.getfixturevalue("make_postgresql")(url)
    target = tmp_path_factory.mktemp("copy") / "copy.sqlite"
    shutil.copyfile(make_url(url).database, target)
    return f"sqlite:///{target}"


@contextmanager
def undone(engine: Engine) -> Iterator[Session]:
    """Open a session of which nothing stays, committed or not; the engine keeps no connection."""
    with engine.connect() as connection, connection.begin() as outer:
        held = Session(connection, join_transaction_mode="create_savepoint", info={WRITES: 0})

        def note(_connection, _cursor, statement: str, *_how) -> None:
            held.info[WRITES] += not statement.lstrip().startswith(HARMLESS)

        event.listen(connection, "before_cursor_execute", note)
        yield held
        held.close()
        outer.rollback()
    engine.dispose()


@pytest.fixture(scope="session")
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a real PostgreSQL server's own database; the server and its data go with the test run.

    Its data are not in pytest's temporary folder: PostgreSQL refuses to run as root, so the package then uses an
    account of its own, and the next pytest to start would lock that account out of the folder.
    """
    folder = Path(tempfile.mkdtemp(prefix="cci-postgresql-"))
    server = import_server(folder / "run").get_server(folder / "data", cleanup_mode="delete")
    engine = create_engine(server.get_uri(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def make_postgresql(postgresql_server: str) -> Iterator[Callable[[str | None], str]]:
    """A function that makes a PostgreSQL database, as a copy of the one at an address where it is given one."""
    engine = create_engine(postgresql_server, isolation_level="AUTOCOMMIT")
    numbers = count(1)

    def make(template: str | None = None) -> str:
        name = f"test_{next(numbers)}"
        source = make_url(template).database if template else "template0"
        with engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{source}"'))
        return make_url(postgresql_server).set(database=name).render_as_string(hide_password=False)

    yield make
    engine.dispose()


@pytest.fixture(scope="session")
def original(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, Callable[[str], None]], str]:
    """A function that gives the address of a database made by `build`, once a backend: copied, never opened."""
    built: dict[tuple[str, Callable[[str], None]], str] = {}

    def find(backend: str, build: Callable[[str], None]) -> str:
        if (backend, build) not in built:
            if backend == "sqlite":
                url = f"sqlite:///{tmp_path_factory.mktemp('original') / 'original.sqlite'}"
            else:
                url = request.getfixturevalue("make_postgresql")(None)
            build(url)
            built[backend, build] = url
        return built[backend, build]

    return find


@pytest.fixture
def copy_of(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, original: Callable[..., str]
) -> Callable[[str, Callable[[str], None]], str]:
    """A function that gives the address of a copy of an original that belongs to the test alone."""

    return lambda backend, build: copy_database(original(backend, build), request, tmp_path_factory)


@pytest.fixture(scope="session")
def shared_copy(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest, original: Callable[..., str]
) -> Callable[[str, Callable[[str], None]], str]:
    """A function that gives the address of one copy of an original, for all who only read or undo what they did."""
    return cache(lambda backend, build: copy_database(original(backend, build), request, tmp_path_factory))


@pytest.fixture
def postgresql_url(make_postgresql: Callable[[str | None], str]) -> str:
    """An empty PostgreSQL database."""
    return make_postgresql(None)


@pytest.fixture(params=BACKENDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, on each backend."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgresql_url")
    return f"sqlite:///{tmp_path / 'empty.sqlite'}"


@pytest.fixture(params=BACKENDS)
def migrated_url(request: pytest.FixtureRequest, copy_of: Callable[..., str]) -> str:
    """A database with our tables and no row in them, on each backend."""
    return copy_of(request.param, build_tables)


@pytest.fixture(params=BACKENDS)
def world_url(request: pytest.FixtureRequest, copy_of: Callable[..., str]) -> str:
    """A copy of the world that the test may change, on each backend."""
    return copy_of(request.param, build_world)


@pytest.fixture
def sqlite_world_url(copy_of: Callable[..., str]) -> str:
    """A copy of the world that the test may change, on SQLite alone."""
    return copy_of("sqlite", build_world)


@pytest.fixture(params=BACKENDS)
def shared_world_url(request: pytest.FixtureRequest, shared_copy: Callable[..., str]) -> str:
    """The world for tests that only read it, on each backend."""
    return shared_copy(request.param, build_world)


@pytest.fixture(scope="session")
def fresh_engine(
    tmp_path_factory: pytest.TempPathFactory, original: Callable[..., str], shared_copy: Callable[..., str]
) -> Callable[[str, Callable[[str], None]], Engine]:
    """A function that gives an engine on a copy of an original as it was built: always the same engine, always afresh.

    An engine remembers the statements that it has compiled; a new one for each test would compile them all again.
    """
    engine_on, folder = cache(writing_engine), tmp_path_factory.mktemp("fresh")

    def find(backend: str, build: Callable[[str], None]) -> Engine:
        if backend == "postgresql":
            return engine_on(shared_copy(backend, build))
        # SQLite's driver commits what it did not begin itself, so the file is copied again for each test.
        file = shutil.copyfile(make_url(original(backend, build)).database, folder / f"{build.__name__}.sqlite")
        return engine_on(f"sqlite:///{file}")

    return find


@pytest.fixture(params=BACKENDS)
def session(request: pytest.FixtureRequest, fresh_engine: Callable[..., Engine]) -> Iterator[Session]:
    """A session on the world, on each backend; what the test writes through it is gone afterwards, committed or not."""
    with undone(fresh_engine(request.param, build_world)) as opened:
        yield opened


@pytest.fixture(params=BACKENDS)
def empty_session(request: pytest.FixtureRequest, fresh_engine: Callable[..., Engine]) -> Iterator[Session]:
    """The same on our tables without a row."""
    with undone(fresh_engine(request.param, build_tables)) as opened:
        yield opened


@pytest.fixture
def engine(migrated_url: str) -> Iterator[Engine]:
    """An engine that may write, on our tables without a row."""
    with writing(migrated_url) as opened:
        yield opened


@pytest.fixture
def world_engine(world_url: str) -> Iterator[Engine]:
    """An engine that may write, on the world."""
    with writing(world_url) as opened:
        yield opened


@pytest.fixture
def empty_engine(database_url: str) -> Iterator[Engine]:
    """An engine that may write, on a database without a table."""
    with writing(database_url) as opened:
        yield opened


@pytest.fixture
def newer_scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The migrations as a later version of the dashboard has them: one table more."""
    folder = shutil.copytree(Path(database.__file__).parent / "migrations", tmp_path / "migrations")
    head = ScriptDirectory.from_config(database.migration_config()).get_current_head()
    (folder / "versions" / "9999_later.py").write_text(
        "from alembic import op\nimport sqlalchemy as sa\n"
        f"revision = '9999'\ndown_revision = '{head}'\nbranch_labels = depends_on = None\n"
        "def upgrade():\n    op.create_table('later', sa.Column('number', sa.Integer()))\n"
        "def downgrade():\n    op.drop_table('later')\n",
        encoding="utf-8",
    )
    original = database.migration_config

    def later(engine: Engine | None = None):
        config = original(engine)
        config.set_main_option("script_location", str(folder))
        return config

    monkeypatch.setattr(database, "migration_config", later)
    return folder


@pytest.fixture
def run(monkeypatch):
    """A function that runs a command on the database at an address: returns exit code, output and error output."""
    # On a busy machine a command takes longer than two seconds, and would say how far it is.
    monkeypatch.setattr(progress, "SECONDS_OF_SILENCE", 600)

    def run(url: str, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.setenv("CCI_DATABASE_URL", url)
        result = CliRunner().invoke(cli.app, list(arguments))
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.stdout, result.stderr

    return run
