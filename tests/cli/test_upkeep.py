"""The command `upkeep`: the Desk's own lists, each with its rule, each number that of `impact.upkeep`."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from cci_data.cli.upkeep import listings
from cci_data.impact.upkeep import MET, activity_by_country, needs, silent_partners
from cci_data.language import day
from cci_data.models import Statement
from cci_data.queries.partners import partners as all_partners
from cci_data.reader import Reader
from tests.conftest import TODAY, writing
from tests.impact.scene import DESK, a_step, events, partners
from tests.queries.build import add

ON = ("--on", TODAY.isoformat())


@pytest.fixture
def desk_url(sqlite_world_url: str) -> str:
    """The world with a network that the Desk recorded: two needs, one of them met."""
    told = {"country_code": "LV", "kind": "need", "stated_on": date(2024, 5, 1)} | DESK
    with writing(sqlite_world_url) as engine, Session(engine) as session, session.begin():
        add(session, *partners(), *events())
        add(session, Statement(statement_id="met", partner_id="riga", text="A stage [bold]at sea.", **told))
        add(session, Statement(statement_id="open", partner_id="cesis", text="A printer.", **told))
        add(session, *a_step("s", "contact", "2024-06", "riga", "malmo"))
    return sqlite_world_url


@pytest.fixture
def reader(desk_url: str):
    found = Reader(desk_url)
    yield found
    found.close()


def lists(output: str) -> dict[str, list[list[str]]]:
    """Return the rows of each list that was written: title → cells, the heads first; cells stand two blanks apart."""
    found = {}
    for block in output.split("\n\n")[1:]:
        title, *lines = block.splitlines()
        rows = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in lines if line.startswith(" ")]
        found[title] = [row for row in rows if row and not row[0].startswith("─")]
    return found


def test_the_lists_hold_what_the_measures_say(run, reader, desk_url: str):
    code, said, complaint = run(desk_url, "upkeep", *ON)
    assert (code, complaint) == (0, "")
    activity, silent, hosts, stated = lists(said).values()
    found = reader.fetch(activity_by_country, today=TODAY)
    assert activity[1:] == [[row.country, str(row.partner_count), str(row.active_count)] for row in found.itertuples()]
    everybody = reader.fetch(silent_partners, today=TODAY)
    long = everybody[everybody["months"].map(lambda months: months is None or months >= 12)]
    assert [row[0] for row in silent[1:]] == [*long["name"]]
    assert [row[-1] for row in silent[1:] if row[-1].isdigit()] == [f"{each}" for each in long["months"].dropna()]
    assert ["riga", "3"] in hosts and ["malmo", "1"] in hosts
    assert stated[1:] == [
        ["A stage [bold]at sea.", "riga", "1 May 2024", "2024-06"],
        ["A printer.", "cesis", "1 May 2024", "open"],
    ]
    assert len(reader.fetch(needs, today=TODAY)) == 2


def test_titles_count_what_stands_below(run, reader, desk_url: str):
    said = lists(run(desk_url, "upkeep", "--silent-months", "24", *ON)[1])
    activity, silent, _, stated = said
    everybody = reader.fetch(silent_partners, today=TODAY)
    known = [months for months in everybody["months"] if months is not None]
    assert len(everybody) == len(reader.fetch(all_partners))
    number = sum(months >= 24 for months in known)
    unknown = len(everybody) - len(known)
    title = f"{number} of {len(everybody)} partners silent for 24 months or more"
    assert silent == f"{title}; {unknown} of whom no activity is on record"
    assert len(said[silent]) == 1 + number + unknown
    assert activity == "Partners active in the last 24 months, by country" and stated == "Needs: 1 of 2 open"


def test_more_months_of_patience_name_fewer(run, desk_url: str):
    sizes = []
    for months in ("1", "33", "600"):
        said = lists(run(desk_url, "upkeep", "--silent-months", months, *ON)[1])
        sizes.append(int([*said][1].split()[0]))
    assert sizes == sorted(sizes, reverse=True) and sizes[0] > sizes[-1] == 0


def test_each_list_says_its_rule_and_that_it_is_for_the_desk(run, desk_url: str):
    said = " ".join(run(desk_url, "upkeep", *ON)[1].split())
    assert said.startswith("For the Desk alone: who fell silent is no public figure.")
    assert f"As of {day(TODAY)}." in said and MET in said
    for rule in ("A partner is active where", "Whole months since", "An event counts for each of its hosts"):
        assert rule in said


def test_an_illustrative_record_is_in_no_list(run, sqlite_world_url: str):
    said = run(sqlite_world_url, "upkeep", *ON)[1]
    assert "No partner has stated a need yet." in said and "Example" not in said


def test_without_a_record_each_list_says_so(run, migrated_url: str):
    code, said, _ = run(migrated_url, "upkeep", *ON)
    assert code == 0
    for nothing in ("Nobody is silent.", "No partner hosted an event yet.", "No partner has stated a need yet."):
        assert nothing in said


def test_the_day_decides_who_is_silent(reader):
    earlier, later = (
        {row[0] for row in listings(reader.fetch, on, 12)[1].rows} for on in (date(2024, 6, 1), date(2026, 6, 1))
    )
    assert "riga" in later - earlier


@pytest.mark.parametrize("wrong", [("--silent-months", "0"), ("--silent-months", "x"), ("--on", "soon")])
def test_what_cannot_be_asked_is_a_sentence(run, sqlite_world_url: str, wrong: tuple[str, str]):
    code, said, complaint = run(sqlite_world_url, "upkeep", *wrong)
    assert (code, said) == (2, "") and wrong[0] in complaint


def test_no_database_is_a_sentence(run, tmp_path: Path):
    code, said, complaint = run(f"sqlite:///{tmp_path}/none.sqlite", "upkeep")
    assert (code, said) == (2, "") and complaint
