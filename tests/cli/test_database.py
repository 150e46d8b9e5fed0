import sys

import pytest
from typer.testing import CliRunner

from cci_data import cli, database
from cci_data.addresses import sqlite_url
from cci_data.imports.rows import ImportProblem
from cci_data.settings import ROOT, Settings
from tests.cli.conftest import one
from tests.conftest import change


def test_from_nothing_to_a_sound_database_and_without_the_illustration_again(run, database_url):
    code, said, _ = run(database_url, "migrate")
    assert code == 0 and "up to date" in said
    code, said, _ = run(database_url, "load")
    assert code == 0
    assert said.startswith("public record: 1529 rows stored, 0 left as they were (")
    assert "partner 152" in said and "illustration" not in said
    code, said, _ = run(database_url, "load", "--no-public-record", "--illustration")
    assert code == 0 and said.startswith("illustration: 156 rows stored")
    assert run(database_url, "check") == (0, "The database is sound.\n", "")
    code, said, _ = run(database_url, "clear-illustration")
    assert code == 0 and said.startswith("illustration: 156 rows removed (")
    assert one(database_url, "SELECT count(*) FROM partner WHERE origin = 'illustrative'") == 0
    assert run(database_url, "clear-illustration") == (0, "illustration: 0 rows removed\n", "")
    assert run(database_url, "load") == (0, "public record: 0 rows stored, 1529 left as they were\n", "")


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
    monkeypatch.setattr(database, "writing_engine", None)
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
        raise ImportProblem(["places.csv: no"])

    monkeypatch.setattr(cli.database, failing, fail)
    assert run(migrated_url, "load", "--illustration") == (2, "", "places.csv: no\n")
    assert one(migrated_url, "SELECT count(*) FROM country") == 0


def test_serve_starts_streamlit_in_the_repository_and_passes_options_on(monkeypatch):
    calls = []
    monkeypatch.setattr(cli.database.os, "chdir", lambda folder: calls.append(folder))
    monkeypatch.setattr(cli.database.os, "execv", lambda path, command: calls.append((path, command)))
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


COMMANDS = [
    ["migrate"],
    ["load"],
    ["clear-illustration"],
    ["check"],
    ["backup", "FILE"],
    ["restore", "FILE", "--yes"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("table", ["good_practice_partner", "data_version"])
def test_a_database_that_lost_a_table_says_which_and_what_to_do(run, migrated_url, spell, command, table, tmp_path):
    change(migrated_url, f"DROP TABLE {table}")
    code, said, problem = run(migrated_url, *spell(command))
    assert (code, said) == (2, "")
    assert f"has lost the table {table}. Name a new database in CCI_DATABASE_URL and run: " in problem
    assert problem.count("\n") == 1 and "names it rightly" not in problem
    assert not (tmp_path / "new.zip").exists()


@pytest.mark.parametrize("command", [["migrate"], ["restore", "FILE", "--yes"]], ids=lambda command: command[0])
def test_tables_that_do_not_say_how_old_they_are_are_not_made_again(run, migrated_url, spell, command):
    change(migrated_url, "DROP TABLE cci_migration")
    code, said, problem = run(migrated_url, *spell(command))
    assert (code, said) == (2, "")
    assert "has lost the table cci_migration, which tells the age of change" in problem


def test_an_older_database_that_lost_a_table_is_not_called_up_to_date(run, migrated_url, newer_scripts):
    change(migrated_url, "DROP TABLE spotlight")
    code, said, problem = run(migrated_url, "migrate")
    assert (code, said) == (2, "")
    assert "has lost the table spotlight. " in problem


@pytest.mark.parametrize("command", [command for command in COMMANDS if command[0] not in {"migrate", "restore"}])
def test_without_a_file_a_command_says_so_and_makes_none(run, tmp_path, spell, command):
    file = tmp_path / "folder" / "none.sqlite"
    words = spell(command)
    before = sorted(tmp_path.iterdir())
    code, said, problem = run(sqlite_url(file), *words)
    assert (code, said) == (2, "")
    assert problem.startswith(f"There is no database at {file} yet.")
    assert "python -m cci_data migrate && python -m cci_data load" in problem and problem.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("command", [["migrate"], ["restore", "FILE"]], ids=lambda command: command[0])
def test_no_folder_is_made_for_an_address_that_someone_typed(run, tmp_path, spell, command):
    folder = tmp_path / "foldre"
    code, said, problem = run(sqlite_url(folder / "new.sqlite"), *spell(command))
    assert (code, said) == (2, "")
    assert problem.startswith(f"There is no folder {folder} for the database.") and problem.count("\n") == 1
    assert not folder.exists()


def test_the_default_database_gets_its_folder(run, tmp_path, monkeypatch):
    url = sqlite_url(tmp_path / "local" / "dashboard.sqlite")
    monkeypatch.setattr(cli.application, "read_settings", lambda: Settings(url, is_default_database=True))
    assert run("", "migrate")[0] == 0
    assert one(url, "SELECT count(*) FROM country") == 0


def test_check_says_that_there_is_nothing_yet(run, migrated_url):
    said = "The database is sound but holds no records yet. Run: python -m cci_data load\n"
    assert run(migrated_url, "check") == (0, said, "")
    change(migrated_url, "INSERT INTO service (service_id, label, position) VALUES ('a', 'A', 1)")
    assert run(migrated_url, "check") == (0, "The database is sound.\n", "")


def test_a_path_of_any_characters_does_for_every_command(run, tmp_path):
    file = tmp_path / "50 %41 öst?mode=rw#1.sqlite"
    for words in (["migrate"], ["load", "--illustration"], ["check"], ["backup", str(tmp_path / "b.zip")]):
        code, _, problem = run(sqlite_url(file), *words)
        assert (code, problem) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == [file.name, "b.zip"]
