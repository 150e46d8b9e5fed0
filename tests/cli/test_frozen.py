"""The commands `freeze`, `frozen list` and `frozen remove`, as the Desk types them."""

import pytest

from tests.cli.conftest import one
from tests.conftest import change

MEETING = "Network meeting January 2027"
SLUG = "network-meeting-january-2027"
STATES = "SELECT count(*) FROM frozen_state"


def test_what_is_frozen_is_told_listed_and_removed(run, world_url: str):
    code, said, _ = run(world_url, "freeze", MEETING)
    assert code == 0 and said.startswith(f"{SLUG}: 152 partners, ")
    size = one(world_url, "SELECT length(content) FROM frozen_state")
    assert f"{size // 1000}\u202f{size % 1000:03} bytes." in said and f"?as_of={SLUG}" in said
    change(world_url, "DELETE FROM partner WHERE partner_id = 'alte-mu'")
    assert run(world_url, "freeze", "Summer")[0] == 0
    lines = run(world_url, "frozen", "list")[1].splitlines()
    assert [line.split(":")[0] for line in lines] == ["summer", SLUG]
    assert "151 partners" in lines[0] and f"{MEETING}, " in lines[1] and "152 partners" in lines[1]
    assert run(world_url, "frozen", "remove", SLUG, "--yes")[1] == f"{MEETING} is removed.\n"
    assert one(world_url, STATES) == 1


def test_nothing_frozen_says_how(run, sqlite_world_url: str):
    code, said, _ = run(sqlite_world_url, "frozen", "list")
    assert code == 0 and "python -m cci_data freeze" in said


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("freeze", "Network Meeting, January 2027"), f"frozen remove {SLUG}"),
        (("freeze", " – "), "letters or digits"),
        (("frozen", "remove", "summer", "--yes"), f"There are {SLUG}."),
        (("frozen", "remove", "summer"), f"There are {SLUG}."),
        (("frozen", "remove", SLUG), "--yes"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_changes_nothing(run, sqlite_world_url: str, command, words: str):
    run(sqlite_world_url, "freeze", MEETING)
    code, said, complaint = run(sqlite_world_url, *command)
    assert (code, said) == (2, "") and words in complaint and complaint.count("\n") == 1
    assert one(sqlite_world_url, STATES) == 1


def test_it_is_in_a_backup_stays_without_the_illustration_and_tells_of_an_erasure(run, sqlite_world_url: str, tmp_path):
    run(sqlite_world_url, "freeze", MEETING)
    digest = one(sqlite_world_url, "SELECT sha256 FROM frozen_state")
    assert run(sqlite_world_url, "backup", str(tmp_path / "all.zip"))[0] == 0
    assert run(sqlite_world_url, "clear-illustration")[0] == 0
    assert one(sqlite_world_url, "SELECT sha256 FROM frozen_state") == digest
    assert run(sqlite_world_url, "frozen", "remove", SLUG, "--yes")[0] == 0
    assert run(sqlite_world_url, "restore", str(tmp_path / "all.zip"), "--yes")[0] == 0
    assert one(sqlite_world_url, "SELECT sha256 FROM frozen_state") == digest
    said = run(sqlite_world_url, "erase", "Alte Mu", "--yes")[1]
    assert f"Erased from 1 frozen state too: {SLUG}." in said
    assert "151 partners" in run(sqlite_world_url, "frozen", "list")[1]
