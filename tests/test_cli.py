import os
import subprocess
import sys

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from cci_data import __version__, cli
from cci_data.database import writing_engine
from cci_data.settings import ROOT


@pytest.fixture
def run(monkeypatch):
    """A function that runs a command on the database at an address: returns exit code, output and error output."""

    def run(url: str, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.setenv("CCI_DATABASE_URL", url)
        result = CliRunner().invoke(cli.app, list(arguments))
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.stdout, result.stderr

    return run


def process(url: str, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cci_data", *arguments],
        cwd=ROOT,
        env=os.environ | {"CCI_DATABASE_URL": url} | more,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def change(url: str, *statements: str) -> None:
    engine = writing_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def one(url: str, query: str) -> int:
    engine = writing_engine(url)
    with engine.connect() as connection:
        found = connection.scalar(text(query))
    engine.dispose()
    return found


def test_from_nothing_to_a_sound_database_and_without_the_illustration_again(run, database_url):
    code, said, _ = run(database_url, "migrate")
    assert code == 0 and "up to date" in said
    code, said, _ = run(database_url, "load")
    assert code == 0
    assert said.startswith("public record: 1500 rows stored, 0 left as they were (")
    assert "partner 152" in said and "illustration" not in said
    code, said, _ = run(database_url, "load", "--no-public-record", "--illustration")
    assert code == 0 and said.startswith("illustration: 95 rows stored")
    assert run(database_url, "check") == (0, "The database is sound.\n", "")
    code, said, _ = run(database_url, "clear-illustration")
    assert code == 0 and said.startswith("illustration: 95 rows removed (")
    assert one(database_url, "SELECT count(*) FROM partner WHERE origin = 'illustrative'") == 0
    assert run(database_url, "clear-illustration") == (0, "illustration: 0 rows removed\n", "")
    assert run(database_url, "load") == (0, "public record: 0 rows stored, 1500 left as they were\n", "")


def test_check_prints_each_finding_with_its_remedy_and_ends_with_one(run, world_url):
    change(
        world_url,
        "UPDATE partner SET website = 'javascript:alert(1)' WHERE partner_id = 'media-evolution'",
        "UPDATE partner SET country_code = NULL WHERE partner_id = 'alte-mu'",
    )
    code, said, _ = run(world_url, "check")
    assert code == 1
    assert said.splitlines() == [
        "partner alte-mu: The partner has no country. Set country_code.",
        "partner media-evolution: The website 'javascript:alert(1)' is not a web address, so no page offers it as a "
        "link. Write it with https:// or http://, or empty it.",
        "2 findings.",
    ]


def test_check_writes_nothing(run, shared_world_url, monkeypatch):
    monkeypatch.setattr(cli.database, "writing_engine", None)
    assert run(shared_world_url, "check")[0] == 0


@pytest.mark.parametrize("command", ["load", "clear-illustration", "check"])
def test_without_tables_a_command_names_the_remedy(run, database_url, command):
    change(database_url, "CREATE TABLE somebody_elses (number INTEGER)")
    code, said, problem = run(database_url, command)
    assert (code, said) == (2, "")
    assert "Run: python -m cci_data migrate" in problem
    assert problem.count("\n") == 1


def test_migrate_refuses_a_newer_database(run, migrated_url):
    change(migrated_url, "UPDATE cci_migration SET version_num = 'from-the-future'")
    code, said, problem = run(migrated_url, "migrate")
    assert (code, said) == (2, "")
    assert "newer version of the dashboard" in problem


def test_a_load_that_fails_stores_nothing(run, migrated_url):
    code, said, problem = run(migrated_url, "load", "--no-public-record", "--illustration")
    assert (code, said) == (2, "")
    assert "partners.csv, row 2, country_code: there is no country 'LV'" in problem.splitlines()
    assert one(migrated_url, "SELECT count(*) FROM partner") == 0


@pytest.mark.parametrize("failing", ["load_illustration", "load_public_record"])
def test_both_loads_are_one_transaction(run, migrated_url, monkeypatch, failing):
    def fail(*_arguments: object) -> None:
        raise cli.ImportProblem(["places.csv: no"])

    monkeypatch.setattr(cli, failing, fail)
    assert run(migrated_url, "load", "--illustration") == (2, "", "places.csv: no\n")
    assert one(migrated_url, "SELECT count(*) FROM country") == 0


def test_serve_starts_streamlit_in_the_repository_and_passes_options_on(monkeypatch):
    calls = []
    monkeypatch.setattr(cli.os, "chdir", lambda folder: calls.append(folder))
    monkeypatch.setattr(cli.os, "execv", lambda path, command: calls.append((path, command)))
    result = CliRunner().invoke(cli.app, ["serve", "--server.port", "8502", "--server.headless=true"])
    assert result.exit_code == 0
    expected = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "dashboard.py",
        "--server.port",
        "8502",
        "--server.headless=true",
    ]
    assert calls == [ROOT, (sys.executable, expected)]


def test_help_names_every_command(run):
    code, said, _ = run("", "--help")
    assert code == 0
    for command in ("migrate", "load", "clear-illustration", "check", "serve"):
        assert f"  {command} " in said


def test_an_unreachable_server_is_one_sentence_without_the_password(run):
    code, said, problem = run("postgresql://desk:secret@127.0.0.1:1/cci", "check")
    assert (code, said) == (2, "")
    assert "Check that CCI_DATABASE_URL names it rightly" in problem
    assert problem.count("\n") == 1 and "secret" not in problem


def test_a_problem_is_one_sentence_on_the_error_output_of_the_process():
    done = process("nonsense", "check")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("CCI_DATABASE_URL is not a database address that can be read.")
    assert done.stderr.count("\n") == 1


def test_the_version_of_the_process():
    assert process("nonsense", "--version").stdout == f"{__version__}\n"


def test_a_command_as_a_process_warns_of_nothing(tmp_path):
    url = f"sqlite:///{tmp_path / 'folder' / 'new.sqlite'}"
    done = process(url, "migrate", PYTHONWARNINGS="error")
    assert (done.returncode, done.stderr) == (0, "")
    assert one(url, "SELECT count(*) FROM country") == 0
