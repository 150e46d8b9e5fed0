"""The commands `backup` and `restore`, as the Desk types them."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cci_data.settings import ROOT
from tests.cli.conftest import one
from tests.conftest import BACKENDS, build_tables, change

PARTNERS = "SELECT count(*) FROM partner"


@pytest.fixture
def kept(run, world_url: str, tmp_path: Path) -> Path:
    """A backup of the world."""
    file = tmp_path / "network.backup"
    code, said, _ = run(world_url, "backup", str(file))
    assert (code, file.exists()) == (0, True) and str(file) in said
    return file


@pytest.mark.parametrize("target", BACKENDS)
def test_what_was_lost_comes_back_also_into_the_other_database(
    run, world_url: str, kept: Path, target: str, copy_of: Callable[..., str]
):
    there = one(world_url, PARTNERS)
    other = copy_of(target, build_tables)
    code, said, _ = run(other, "restore", str(kept))
    assert code == 0 and "rows" in said
    assert one(other, PARTNERS) == there > 0
    assert run(other, "check")[0] == run(world_url, "check")[0]


def test_records_are_replaced_only_by_who_says_so(run, world_url: str, kept: Path):
    there = one(world_url, PARTNERS)
    change(world_url, "DELETE FROM partner WHERE partner_id = 'alte-mu'")
    code, _, complaint = run(world_url, "restore", str(kept))
    assert code == 2 and "--yes" in complaint
    assert one(world_url, PARTNERS) == there - 1
    assert run(world_url, "restore", str(kept), "--yes")[0] == 0
    assert one(world_url, PARTNERS) == there


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "is_restored"), [("n", False), ("y", True)])
def test_at_a_terminal_it_asks(answer: str, is_restored: bool, run, sqlite_world_url: str, tmp_path: Path):
    file = tmp_path / "network.backup"
    run(sqlite_world_url, "backup", str(file))
    there = one(sqlite_world_url, PARTNERS)
    change(sqlite_world_url, "DELETE FROM partner WHERE partner_id = 'alte-mu'")
    desk, terminal = os.openpty()
    os.write(desk, f"{answer}\n".encode())
    ended = subprocess.run(
        [sys.executable, "-m", "cci_data", "restore", str(file)],
        cwd=ROOT,
        env=os.environ | {"CCI_DATABASE_URL": sqlite_world_url},
        stdin=terminal,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    os.close(terminal)
    os.close(desk)
    assert "Replace them" in ended.stdout
    assert (ended.returncode == 0) == is_restored
    assert one(sqlite_world_url, PARTNERS) == there - (not is_restored)


def test_a_wrong_file_is_one_sentence(run, sqlite_world_url: str, tmp_path: Path):
    wrong = tmp_path / "partners.xlsx"
    wrong.write_text("no backup")
    for command, words in (("restore", "not a whole backup"), ("backup", "exists already")):
        code, said, complaint = run(sqlite_world_url, command, str(wrong))
        assert (code, said) == (2, "")
        assert words in complaint and complaint.count("\n") == 1


def test_a_database_without_tables_has_nothing_to_keep(run, database_url: str, tmp_path: Path):
    if database_url.startswith("sqlite"):
        Path(database_url.removeprefix("sqlite:///")).touch()
    code, _, complaint = run(database_url, "backup", str(tmp_path / "network.backup"))
    assert code == 2 and "nothing to keep" in complaint
    assert not (tmp_path / "network.backup").exists()
