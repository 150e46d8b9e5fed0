"""The workbook of one partner, read by another library and brought in again by the import."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from sqlalchemy import update

from cci_data.exports.page import ExportProblem
from cci_data.imports.desk import judge, read_files
from cci_data.models import (
    FormerPartner,
    Participation,
    Partner,
    PartnerName,
    PartnerSector,
    PartnerService,
    Place,
    Statement,
)
from cci_data.partner_workbook import OF_A_PARTNER, partner_workbook
from cci_data.queries.sheets import sheet_rows
from tests.conftest import TODAY
from tests.exports.sheets import check_formulas_and_ranges
from tests.hard_records import NOW
from tests.queries import record
from tests.queries.build import ILLUSTRATION, a_partner, a_place, a_project, add

BUSY = "media-evolution"


def a_busy_partner(session) -> None:
    """A partner with something in each sheet, and what a spreadsheet might spoil."""
    add(session, a_partner("hub", name="=Hub; Łódź", country_code="PL", website="https://a.example/?a=1;b=2"))
    add(session, PartnerName(partner_id="hub", name='A "B"; C'), PartnerService(partner_id="hub", service_id="funding"))
    add(session, *(PartnerSector(partner_id="hub", sector_id=key) for key in ("music", "design")))
    add(session, a_place("hub", "Łódź", 51.75, 19.46, "PL"), a_place("hub", "Kraków", 50.06, 19.94, None))
    add(session, *a_project("joint", BUSY, "hub"))
    add(session, statement("own", "hub"), statement("of-another", BUSY))


def statement(key: str, partner_id: str) -> Statement:
    told = {"country_code": "PL", "kind": "need", "text": f"A stage for {key}.", "stated_on": date(2026, 10, 1)}
    return Statement(statement_id=key, partner_id=partner_id, origin="desk", source="a test", **told)


def written(session, tmp_path: Path, partner_id: str) -> Path:
    file = tmp_path / f"{partner_id}.xlsx"
    file.write_bytes(partner_workbook(session, partner_id=partner_id, made_at=NOW))
    return file


def left_alone(session, file: Path) -> int:
    """Return how many rows an import leaves alone; nothing else may come of it."""
    plan = judge(session, read_files([file]), today=TODAY)
    assert (plan.problems, plan.questions, list(plan.steps)) == ([], [], [])
    assert {outcome.state for outcome in plan.outcomes} == {"left"}
    return len(plan.outcomes)


def test_only_the_rows_of_the_partner_are_there(session, tmp_path: Path):
    a_busy_partner(session)
    book = python_calamine.CalamineWorkbook.from_path(written(session, tmp_path, "hub"))
    assert book.sheet_names == ["Read me", *(sheet.title for sheet in OF_A_PARTNER), "Lists"]
    rows = {sheet.title: book.get_sheet_by_name(sheet.title).to_python() for sheet in OF_A_PARTNER}
    for sheet in OF_A_PARTNER:
        assert rows[sheet.title][0] == [info.title for info in sheet.fields.values()]
    first = {title: [row[0] for row in found[1:]] for title, found in rows.items()}
    assert first == {
        "Partners": ["=Hub; Łódź"],
        "Places": ["hub", "hub"],
        "Statements": ["PL"],
        "Participants": ["joint"],
    }
    assert "of-another" not in str(rows) and BUSY not in str(rows)
    said = book.get_sheet_by_name("Read me").to_python()
    assert said[0][0] == "CCI network: =Hub; Łódź"
    assert any("send the file to the Contact Desk" in str(row) for row in said)


def test_nothing_in_it_runs_and_every_list_is_there(session):
    a_busy_partner(session)
    assert check_formulas_and_ranges(partner_workbook(session, partner_id="hub", made_at=NOW)) > 5


@pytest.mark.parametrize("key", ["hub", BUSY, "nowhere", "invented"])
def test_the_import_takes_it_and_changes_nothing(session, tmp_path: Path, key: str):
    a_busy_partner(session)
    add(session, a_partner("nowhere"), a_partner("invented", origin=ILLUSTRATION))
    tables = [sheet_rows(session, sheet) for sheet in OF_A_PARTNER]
    own = sum(int((rows["partner_id"] == key).sum()) for rows in tables)
    assert left_alone(session, written(session, tmp_path, key)) == own
    assert own == {"hub": 5, "nowhere": 1, "invented": 1}.get(key, own) > 0


def test_nobody_who_told_a_thing_is_in_it_and_the_import_still_changes_nothing(session, tmp_path: Path):
    by = "told by Jane Zyxwvut"
    bases = dict.fromkeys(("country_basis", "type_basis", "sector_basis"), by)
    a_busy_partner(session)
    add(session, a_partner("open", country_code="PL", source=by, **bases), *a_project("both", "hub", "open"))
    add(session, a_place("open", "Gdynia", 54.52, 18.53, "PL"), statement("asked", "open"))
    add(
        session,
        *(a_partner(origin, origin=origin, source=f"{by} ({origin})") for origin in ("published", ILLUSTRATION)),
    )
    session.execute(update(Place).where(Place.partner_id == "open").values(basis=by))
    session.execute(update(Statement).values(source=by))
    session.execute(update(Participation).where(Participation.partner_id == "open").values(source=by))
    assert left_alone(session, written(session, tmp_path, "open")) == 4
    assert by not in texts_of(tmp_path / "open.xlsx")
    for origin in ("published", ILLUSTRATION):
        assert left_alone(session, written(session, tmp_path, origin)) == 1
        assert (by in texts_of(tmp_path / f"{origin}.xlsx")) == (origin == "published")


def test_what_names_nobody_stays_in_it(session, tmp_path: Path):
    file = written(session, tmp_path, BUSY)
    row = next(row for row in record.lines("partners") if row["partner_id"] == BUSY)
    assert [
        text for text in (row["source"], row["country_basis"], row["type_basis"]) if text not in texts_of(file)
    ] == []
    sheet = python_calamine.CalamineWorkbook.from_path(file).get_sheet_by_name("Participants").to_python()
    sources = [part["source"] for part in record.lines("participations") if part["partner_id"] == BUSY]
    assert sorted(row[sheet[0].index("Source")] for row in sheet[1:]) == sorted(sources) != []


def texts_of(file: Path) -> str:
    """Return all that the cells of a workbook say."""
    book = python_calamine.CalamineWorkbook.from_path(file)
    return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])


def test_partners_of_the_record_go_out_and_in_unchanged(session, tmp_path: Path):
    for row in record.lines("partners")[::25]:
        assert left_alone(session, written(session, tmp_path, row["partner_id"])) >= 1


def test_what_is_filled_in_is_all_that_changes(session, tmp_path: Path):
    file = written(session, tmp_path, BUSY)
    book = openpyxl.load_workbook(file)
    sheet = book["Partners"]
    headings = [cell.value for cell in sheet[1]]
    sheet.cell(2, headings.index("Services") + 1).value = "Funding; Networking"
    book.save(file)
    plan = judge(session, read_files([file]), today=TODAY)
    (changed,) = [outcome for outcome in plan.outcomes if outcome.state != "left"]
    assert (changed.record, [alteration.title for alteration in changed.alterations]) == (BUSY, ["Services"])


def test_a_merged_partner_gets_the_workbook_of_what_it_became(session):
    add(session, FormerPartner(former_id="was", partner_id=BUSY))
    now = partner_workbook(session, partner_id=BUSY, made_at=NOW)
    assert partner_workbook(session, partner_id="was", made_at=NOW) == now


def test_what_cannot_be_written_is_told(session):
    with pytest.raises(ExportProblem, match="^No partner on record has the id nobody-knows.$"):
        partner_workbook(session, partner_id="nobody-knows", made_at=NOW)
    add(session, a_partner("bad", name="-"), a_partner("worse", name="a\x01b"), a_place("bad", "-", 55.0, 13.0))
    with pytest.raises(ExportProblem) as caught:
        partner_workbook(session, partner_id="bad", made_at=NOW)
    assert [problem.partition(" ")[0] for problem in caught.value.problems] == ["Partners!A2", "Places!B2"]
    with pytest.raises(ExportProblem, match="a character that a workbook cannot hold"):
        partner_workbook(session, partner_id="worse", made_at=NOW)
    assert session.get(Partner, BUSY) is not None
