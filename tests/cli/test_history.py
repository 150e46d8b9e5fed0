"""The commands `history`, `undo` and `erase`, as the Desk types them."""

import re
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import one, records
from tests.conftest import change

NAME = {"Partner id": "media-evolution", "Name": "Media Evolution", "Other names": "ME"}
MOMENT = r"\d{4}-\d\d-\d\d \d\d:\d\d UTC"


@pytest.fixture
def bring(run, fill):
    """A function that imports one row of partners, and returns what it changed of them."""

    def bring(url: str, **cells: str) -> None:
        file = fill(Partners=[NAME | {name.replace("_", " "): value for name, value in cells.items()}])
        code, _, problem = run(url, "import", str(file), "--by", "Anna")
        assert (code, problem) == (0, "")

    return bring


def test_history_tells_who_changed_what_and_when(run, world_url, bring):
    assert run(world_url, "history") == (0, "Nothing was imported yet.\n", "")
    bring(world_url, Website="https://one.example")
    bring(world_url, Website="https://two.example")
    code, said, _ = run(world_url, "history", "media evolution")
    assert code == 0
    first, *others = said.splitlines()
    assert re.fullmatch(rf"{MOMENT}, public record: came from https://www\.xamk\.fi/.*", first)
    assert re.fullmatch(
        rf"{MOMENT}, Anna, import 2 \(filled\.xlsx\): website https://one\.example → https://two\.example", others[-1]
    )
    code, said, _ = run(world_url, "history")
    assert [line.split(":")[0] for line in said.splitlines()] == ["import 2", "import 1"]
    assert said.splitlines()[0].endswith("Anna, filled.xlsx: 1 changed")


def test_an_import_is_taken_back_unless_a_later_one_touched_the_same_value(run, world_url, bring):
    before = records(world_url)
    bring(world_url, Website="https://one.example")
    between = records(world_url)
    bring(world_url, Website="https://two.example")
    code, said, problem = run(world_url, "undo", "1")
    assert (code, said) == (2, "")
    assert "import 2" in problem and "undo that one first" in problem
    code, said, problem = run(world_url, "undo", "2", "--by", "Boris")
    assert (code, said, problem) == (0, "Import 2 is taken back, as import 3: 1 changed.\n", "")
    assert records(world_url) == between
    assert run(world_url, "undo", "1")[0] == 0
    assert records(world_url) == before
    assert "taken back by import 3" in run(world_url, "history")[1]
    assert run(world_url, "undo", "1")[0] == run(world_url, "undo", "99")[0] == 2


def test_an_erased_partner_is_in_no_table_file_or_backup_and_does_not_come_back(
    run,
    world_url,
    bring,
    tmp_path,
    fill,
):
    bring(world_url, Website="https://one.example")
    change(world_url, "UPDATE event SET note = 'With Media Evolution and others' WHERE event_id LIKE 'mesh%'")
    code, planned, _ = run(world_url, "erase", "Media Evolution", "--dry-run")
    assert code == 0 and "To be removed, of Media Evolution (media-evolution): partner 1" in planned
    assert one(world_url, "SELECT count(*) FROM partner WHERE partner_id = 'media-evolution'") == 1
    assert run(world_url, "erase", "Media Evolution")[0] == 2
    code, said, problem = run(world_url, "erase", "Media Evolution", "--yes")
    assert (code, problem) == (0, "") and said.startswith("Removed, of Media Evolution")
    assert one(world_url, "SELECT note FROM event WHERE event_id LIKE 'mesh%'") == "With [erased] and others"
    backup, export = tmp_path / "later.zip", tmp_path / "later.xlsx"
    assert run(world_url, "backup", str(backup))[0] == run(world_url, "export", str(export))[0] == 0
    for file in (backup, export):
        assert contents(file) and not re.search(rb"media.?evolution", contents(file), re.IGNORECASE)
    code, said, _ = run(world_url, "load")
    assert code == 0 and "left out as of partners that were erased" in said
    code, _, problem = run(world_url, "import", str(fill(Partners=[NAME])))
    assert code == 2 and "a partner that was erased on request" in problem
    assert one(world_url, "SELECT count(*) FROM partner WHERE partner_id = 'media-evolution'") == 0
    assert run(world_url, "erase", "media-evolution", "--yes")[0] == 2


def contents(file: Path) -> bytes:
    """Return all that a ZIP file holds, unpacked."""
    with zipfile.ZipFile(file) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def test_a_partner_that_nobody_knows_is_a_sentence(run, sqlite_world_url):
    sentence = "The command says 'Media Evolutoin'; the name or id of a partner is expected; did you mean"
    for command in ("history", "erase"):
        code, said, problem = run(sqlite_world_url, command, "Media Evolutoin")
        assert (code, said) == (2, "") and problem.startswith(sentence) and problem.count("\n") == 1


def test_a_restore_does_not_bring_back_who_was_erased_since(run, world_url, tmp_path):
    backup = tmp_path / "before.zip"
    assert run(world_url, "backup", str(backup))[0] == 0
    assert run(world_url, "erase", "media-evolution", "--yes")[0] == 0
    assert run(world_url, "restore", str(backup), "--yes")[0] == 0
    assert one(world_url, "SELECT count(*) FROM partner WHERE partner_id = 'media-evolution'") == 0
    assert one(world_url, "SELECT count(*) FROM erasure") == 3
    assert one(world_url, "SELECT count(*) FROM partner") > 100


def test_the_undo_of_a_merging_is_not_undone_when_one_of_the_two_was_erased(run, world_url, fill):
    assert run(world_url, "import", str(fill(Partners=[{"Partner id": "alte-mu", "Same as": "anschar-gmbh"}])))[0] == 0
    assert run(world_url, "undo", "1")[0] == 0
    assert run(world_url, "erase", "anschar-gmbh", "--yes")[0] == 0
    code, _, problem = run(world_url, "undo", "2")
    assert (code, problem) == (
        2,
        "Import 2 cannot be taken back: it parted two partners, of which one was erased since.\n",
    )
    assert one(world_url, "SELECT count(*) FROM partner WHERE partner_id = 'alte-mu'") == 1


def test_a_text_from_before_an_erasure_does_not_come_in_again(run, world_url, tmp_path):
    change(world_url, "UPDATE event SET note = 'With Media Evolution' WHERE event_id LIKE 'mesh%'")
    export = tmp_path / "before.csv"
    assert run(world_url, "export", str(export))[0] == 0
    assert run(world_url, "erase", "media-evolution", "--yes")[0] == 0
    code, _, problem = run(world_url, "import", str(tmp_path / "before-events.csv"))
    assert code == 2
    assert "'With Media Evolution', of which a part was erased on request" in problem


def test_a_partner_that_was_renamed_and_erased_does_not_come_back_by_its_name(run, world_url, fill):
    renamed = fill(Partners=[{"Partner id": "alte-mu", "Name": "Impulswerk e.V."}])
    assert run(world_url, "import", str(renamed))[0] == 0
    assert run(world_url, "erase", "alte-mu", "--yes")[0] == 0
    again = fill(Partners=[{"Name": "Impulswerk", "Country": "DE", "Partner id": "another-id"}])
    code, _, problem = run(world_url, "import", str(again))
    assert code == 2 and "a partner that was erased on request" in problem
    elsewhere = fill(Partners=[{"Name": "Impulswerk", "Country": "PL"}])
    assert run(world_url, "import", str(elsewhere))[0] == 0
