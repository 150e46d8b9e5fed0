"""A day of the Desk: workbook out, workbook in, who changed what, and taking it back, as commands."""

from pathlib import Path

import openpyxl
import pytest

from cci_data import cli
from tests.cli.conftest import one, records
from tests.conftest import build_tables, change

ACCENTED = ("Łódź", "Malmö", "Rīga", "Šiauliai", "Reykjavík", "Žemaitija; Þingvellir", '"Å" Ø')
HUB = {
    "Name": "Šiauliai Hub",
    "Country": "Lithuania",
    "Sectors": "Music; Design (incl. fashion)",
    "Services": "Funding",
}


def test_a_partner_with_its_place_and_event_comes_by_one_workbook(run, fill, sqlite_world_url):
    file = fill(
        Partners=[HUB],
        Places=[{"Partner": "Šiauliai Hub", "City": "Siauliai"}],
        Events=[{"Title": "Open day", "Kind": "Workshop", "First day": "4.3.2027", "Hosts": "Šiauliai Hub; NDPC"}],
    )
    code, said, problem = run(sqlite_world_url, "import", str(file), "--dry-run")
    assert (code, problem) == (0, "")
    assert said.splitlines() == [
        "Partners: 1 added",
        "  + Partners!4 siauliai-hub (Šiauliai Hub)",
        "Places: 1 added",
        "  + Places!4 siauliai-hub / Šiauliai (Šiauliai)",
        "Events: 1 added",
        "  + Events!4 open-day-2027-03-04 (Open day)",
        "Note: 30 example rows are left out.",
        "Nothing is stored: this was a dry run.",
    ]
    assert one(sqlite_world_url, "SELECT count(*) FROM partner WHERE partner_id = 'siauliai-hub'") == 0
    code, said, problem = run(sqlite_world_url, "import", str(file), "--by", "Anna")
    assert (code, problem) == (0, "") and said.endswith("Stored as import 1.\n")
    assert one(sqlite_world_url, "SELECT round(latitude, 1) FROM place WHERE partner_id = 'siauliai-hub'") == 55.9
    assert one(sqlite_world_url, "SELECT count(*) FROM event_host WHERE event_id = 'open-day-2027-03-04'") == 2
    assert one(sqlite_world_url, "SELECT source FROM partner WHERE partner_id = 'siauliai-hub'").startswith(
        "workbook, "
    )
    again = records(sqlite_world_url)
    code, said, _ = run(sqlite_world_url, "import", str(file))
    assert code == 0 and "added" not in said and "changed" not in said
    assert records(sqlite_world_url) == again


def test_an_import_that_changes_nothing_says_so(run, fill, sqlite_world_url):
    file = fill(Partners=[HUB])
    assert run(sqlite_world_url, "import", str(file))[0] == 0
    nothing = "Nothing changes: all of this is in the database already."
    for options, end in (["--dry-run"], "This was a dry run."), ([], "Remembered as import 2."):
        code, said, problem = run(sqlite_world_url, "import", str(file), *options)
        assert (code, problem) == (0, "") and said.endswith(f"\n{nothing} {end}\n")


def test_everything_that_does_not_fit_is_named_at_once_and_nothing_is_stored(run, fill, sqlite_world_url):
    file = fill(
        Partners=[HUB | {"Country": "Lativa"}, {"Name": "Media evolutión", "Country": "SE"}],
        Places=[{"Partner": "Media Evolution", "City": "Nykvarn"}],
        Events=[{"Title": "Talk", "Kind": "Conference", "First day": "03/04/2027"}],
    )
    before = Path(sqlite_world_url.removeprefix("sqlite:///")).read_bytes()
    code, _, problem = run(sqlite_world_url, "import", str(file))
    assert code == 2
    country, city, day, duplicate, total = problem.splitlines()
    assert country == "Partners!B4 says 'Lativa'; a country is expected; did you mean LV, Latvia?"
    assert city.startswith("Places!B4 says 'Nykvarn', and 2 places in Sweden are called so: Nykvarn, ")
    assert day.startswith(
        "Events!C4 says '03/04/2027'; a date that can be read in one way only (it may be 3 April 2027"
    )
    assert duplicate.startswith("Partners!A5 says 'Media evolutión'; it may be 'Media Evolution' (media-evolution)")
    assert total.startswith("Nothing is stored: 3 problems and 1 question.")
    assert Path(sqlite_world_url.removeprefix("sqlite:///")).read_bytes() == before


ANSWERS = {
    "by its id": ({"Same as": "media-evolution"}, []),
    "by its name": ({"Same as": "Media Evolution"}, []),
    "another": ({"Same as": "none"}, []),
    "all at once": ({}, ["--accept-duplicates"]),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_likely_duplicate_is_taken_as_the_answer_says(run, fill, sqlite_world_url, answer):
    cells, options = ANSWERS[answer]
    file = fill(
        Partners=[{"Name": "MediaEvolution AB", "Country": "SE", "Website": "http://mediaevolution.se/"} | cells]
    )
    partners = one(sqlite_world_url, "SELECT count(*) FROM partner")
    code, said, problem = run(sqlite_world_url, "import", str(file), *options)
    assert (code, problem) == (0, "")
    is_same = answer.startswith("by ")
    assert one(sqlite_world_url, "SELECT count(*) FROM partner") == partners + (not is_same)
    assert ("= Partners!4" in said) == is_same
    other_names = (
        "SELECT count(*) FROM partner_name WHERE partner_id = 'media-evolution' AND name = 'MediaEvolution AB'"
    )
    assert one(sqlite_world_url, other_names) == is_same


def test_two_stored_partners_become_one_and_come_apart_again(run, fill, world_url):
    before = records(world_url)
    partner = one(
        world_url, "SELECT partner_id FROM partner WHERE country_code = 'EE' AND partner_id <> 'creative-estonia'"
    )
    file = fill(Partners=[{"Partner id": "creative-estonia", "Same as": partner}])
    parts = one(world_url, "SELECT count(*) FROM participation WHERE partner_id = 'creative-estonia'")
    assert parts > 0
    code, said, problem = run(world_url, "import", str(file))
    assert (code, problem) == (0, "") and "1 merged" in said
    assert one(world_url, "SELECT count(*) FROM participation WHERE partner_id = 'creative-estonia'") == 0
    assert one(world_url, "SELECT partner_id FROM former_partner WHERE former_id = 'creative-estonia'") == partner
    assert one(
        world_url, f"SELECT count(*) FROM partner_name WHERE partner_id = '{partner}' AND name = 'Creative Estonia'"
    )
    assert run(world_url, "undo", "1")[0] == 0
    assert records(world_url) == before


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_is_exported_changes_nothing_when_it_comes_in_again(run, world_url, tmp_path, ending):
    before = records(world_url)
    assert run(world_url, "export", str(tmp_path / f"network.{ending}"))[0] == 0
    files = sorted(map(str, tmp_path.glob("network*")))
    code, said, problem = run(world_url, "import", *files)
    assert (code, problem) == (0, "")
    assert all(line.endswith(" left alone") for line in said.splitlines()[:-1])
    assert records(world_url) == before


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_whole_public_record_goes_through_a_file_into_an_empty_database(
    run, sqlite_world_url, migrated_url, tmp_path, ending
):
    assert run(sqlite_world_url, "clear-illustration")[0] == 0
    names = ", ".join(f"('media-evolution', '{name}')" for name in ACCENTED)
    change(sqlite_world_url, f"INSERT INTO partner_name (partner_id, name) VALUES {names}")
    assert run(sqlite_world_url, "export", str(tmp_path / f"network.{ending}"))[0] == 0
    files = sorted(map(str, tmp_path.glob("network*")))
    code, _, problem = run(migrated_url, "import", *files)
    assert (code, problem) == (0, "")
    made = records(migrated_url)
    assert made == records(sqlite_world_url)
    assert all(name in str(made["partner_name"]) for name in ACCENTED)


def test_an_email_address_does_not_become_public(run, fill, sqlite_world_url):
    file = fill(
        Events=[{"Title": "Talk", "Kind": "Workshop", "First day": "2027-03-04", "Note": "Ask anna@hub.example"}]
    )
    code, _, problem = run(sqlite_world_url, "import", str(file))
    assert code == 2
    assert problem.startswith("Events!Q4 says 'anna@hub.example'; text without an e-mail address, ")


NDPC = "northern-dimension-partnership-on-culture-secretariat"


@pytest.mark.parametrize("words", ["NDPC", "media-evolution", "MEDIA evolution"])
def test_a_partner_that_is_found_by_another_of_its_names_keeps_its_own(run, fill, sqlite_world_url, words):
    names = "SELECT group_concat(name) FROM partner WHERE name IN ('NDPC', 'media-evolution')"
    before = one(sqlite_world_url, "SELECT count(*) FROM partner")
    file = fill(Partners=[{"Name": words, "Services": "Networking"}])
    code, said, problem = run(sqlite_world_url, "import", str(file))
    assert (code, problem) == (0, "") and "1 changed" in said
    assert one(sqlite_world_url, names) is None
    assert one(sqlite_world_url, "SELECT count(*) FROM partner") == before
    assert one(sqlite_world_url, "SELECT count(*) FROM partner_service") == 1


def test_an_export_from_before_a_merging_comes_in_and_changes_nothing(run, fill, sqlite_world_url, tmp_path):
    assert run(sqlite_world_url, "export", str(tmp_path / "before.xlsx"))[0] == 0
    merging = fill(Partners=[{"Partner id": "alte-mu", "Same as": "anschar-gmbh"}])
    assert run(sqlite_world_url, "import", str(merging))[0] == 0
    before = records(sqlite_world_url)["partner"]
    code, said, problem = run(sqlite_world_url, "import", str(tmp_path / "before.xlsx"))
    assert (code, problem) == (0, "")
    assert "alte-mu was merged into anschar-gmbh; the row is left alone." in said
    assert records(sqlite_world_url)["partner"] == before


def test_merged_ids_live_on_in_a_database_made_from_an_export(run, fill, sqlite_world_url, copy_of, tmp_path):
    merging = fill(Partners=[{"Partner id": "alte-mu", "Same as": "anschar-gmbh"}])
    assert run(sqlite_world_url, "import", str(merging))[0] == 0
    assert run(sqlite_world_url, "export", str(tmp_path / "network.xlsx"))[0] == 0
    other = copy_of("sqlite", build_tables)
    assert run(other, "import", str(tmp_path / "network.xlsx"))[0] == 0
    assert one(other, "SELECT partner_id FROM former_partner WHERE former_id = 'alte-mu'") == "anschar-gmbh"


def test_a_city_written_over_another_does_not_keep_its_point(run, sqlite_world_url, tmp_path):
    export = tmp_path / "network.xlsx"
    assert run(sqlite_world_url, "export", str(export))[0] == 0
    book = openpyxl.load_workbook(export)
    row = next(row for row in book["Places"].iter_rows(min_row=2) if row[0].value == "media-evolution")
    row[1].value = "Lund"
    book.save(export)
    code, _, problem = run(sqlite_world_url, "import", str(export))
    assert code == 2
    assert "is the point of Malmö, another place of the partner; the point of Lund is expected, or a blank" in problem


def test_a_command_that_is_stopped_after_it_stored_says_so(run, fill, sqlite_world_url, monkeypatch):
    def stop(*_words: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.desk, "verdict", stop)
    stopped = run(sqlite_world_url, "import", str(fill(Partners=[HUB])))
    assert stopped == (130, "", "Stopped, after everything was stored.\n")
    assert one(sqlite_world_url, "SELECT count(*) FROM partner WHERE partner_id = 'siauliai-hub'") == 1


def test_what_a_person_may_be_called_in_a_file_name_does_not_become_public(run, fill, sqlite_world_url):
    file = fill("anna.berg@hub.example.xlsx", Partners=[HUB])
    assert run(sqlite_world_url, "import", str(file))[0] == 0
    assert "anna" not in str(records(sqlite_world_url))
    assert one(sqlite_world_url, "SELECT name FROM import_file") == "anna.berg@hub.example.xlsx"


def test_a_template_needs_no_database(run, sqlite_world_url, tmp_path):
    for number, url in enumerate((sqlite_world_url, f"sqlite:///{tmp_path / 'absent.sqlite'}")):
        assert run(url, "template", str(tmp_path / f"{number}.xlsx"))[0] == 0
    one_of, other = (openpyxl.load_workbook(tmp_path / f"{number}.xlsx")["Lists"] for number in (0, 1))
    assert list(one_of.values) == list(other.values)


def test_a_partner_that_is_renamed_goes_on_being_found_by_its_former_name(run, fill, sqlite_world_url):
    renamed = fill(Partners=[{"Partner id": "alte-mu", "Name": "Impulswerk"}])
    assert run(sqlite_world_url, "import", str(renamed))[0] == 0
    assert one(sqlite_world_url, "SELECT name FROM partner WHERE partner_id = 'alte-mu'") == "Impulswerk"
    assert one(sqlite_world_url, "SELECT name FROM partner_name WHERE partner_id = 'alte-mu'") == "Alte Mu"
    code, said, _ = run(sqlite_world_url, "history", "Alte Mu")
    assert code == 0 and "name Alte Mu → Impulswerk" in said
