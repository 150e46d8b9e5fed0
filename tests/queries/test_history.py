"""What was imported, and what became of a partner, as a person asks for it."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from cci_data.history import Occasion, SourceFile, Step, store
from cci_data.models import (
    EventHost,
    FormerPartner,
    Participation,
    Partner,
    PartnerName,
    PartnerSector,
    Place,
    Project,
    Spotlight,
    Statement,
)
from cci_data.queries.history import history_of_partner, ids_of, imports, record_said, said, shown, undone_by
from cci_data.undo import undo
from tests.import_steps import AT, LATER, MALMO, NEWCOMER, bring, changes, comes, goes

HUB = "new-hub"
FILES = (SourceFile("partners.xlsx", "0" * 64), SourceFile("Łódź.csv", "1" * 64))
WISH = {"statement_id": "wish", "country_code": "LV", "kind": "need", "text": "Desks", "partner_id": HUB} | {
    "origin": "desk",
    "source": "a test",
}


def lines(session, partner_id: str) -> list[str]:
    return [said(row) for row in history_of_partner(session, partner_id).itertuples()]


def deeds(session, partner_id: str) -> list[str]:
    return [line.partition("): ")[2] or line for line in lines(session, partner_id)]


def test_imports_come_the_latest_first_with_files_and_counts_and_what_took_them_back(session):
    first = store(session, [comes(Partner, **NEWCOMER)], Occasion("workbook", AT, "anna", FILES)).import_id
    second = store(session, [], Occasion("statistics", LATER, "bob")).import_id
    third = undo(session, first, LATER, "carla").import_id
    found = imports(session)
    assert list(found.columns) == [
        *("import_id", "kind", "imported_at", "imported_by", "files"),
        *("added_count", "changed_count", "removed_count", "undoes", "undone_by"),
    ]
    assert [tuple(row) for row in found.itertuples(index=False)] == [
        (third, "undo", LATER, "carla", "", 0, 0, 1, first, None),
        (second, "statistics", LATER, "bob", "", 0, 0, 0, None, None),
        (first, "workbook", AT, "anna", "partners.xlsx, Łódź.csv", 1, 0, 0, None, third),
    ]


def test_no_import_is_an_empty_table(session):
    assert imports(session).empty and undone_by(session) == {}


def test_an_undone_undo_stands_for_nothing(session):
    first = bring(session, comes(Partner, **NEWCOMER))
    second = undo(session, first, LATER, "bob").import_id
    third = undo(session, second, LATER, "bob").import_id
    assert undone_by(session) == {second: third}
    fourth = undo(session, first, LATER, "bob").import_id
    assert undone_by(session) == {second: third, first: fourth}


def test_the_history_tells_who_changed_what_when_from_what_to_what(session):
    step = changes(session, Partner, ("media-evolution",), website="https://new.example", is_cross_sectoral=True)
    number = store(session, [step], Occasion("workbook", AT, "anna", FILES)).import_id
    found = history_of_partner(session, "media-evolution")
    assert list(found.columns) == [
        *("imported_at", "imported_by", "import_id", "kind", "files"),
        *("table", "record_key", "column", "before", "after", "former_id"),
    ]
    assert tuple(found.iloc[1])[:-1] == (
        *(AT, "anna", number, "workbook", "partners.xlsx, Łódź.csv", "partner", '["media-evolution"]'),
        *("website", "https://www.mediaevolution.se", "https://new.example"),
    )
    who = f"2026-11-25 09:30 UTC, anna, import {number} (partners.xlsx, Łódź.csv): "
    assert lines(session, "media-evolution")[1:] == [
        f"{who}website https://www.mediaevolution.se → https://new.example",
        f"{who}is cross sectoral no → yes",
    ]


def test_what_no_import_brought_begins_with_its_source(session):
    long_ago = datetime(2020, 5, 1, 12, 30, tzinfo=UTC)
    session.execute(update(Partner).where(Partner.partner_id == "alte-mu").values(recorded_at=long_ago, source="Kiel"))
    assert lines(session, "alte-mu") == ["2020-05-01 12:30 UTC, public record: came from Kiel"]
    (row,) = history_of_partner(session, "alte-mu").itertuples()
    assert (row.import_id, row.kind, row.before, row.after) == (
        None,
        "published",
        None,
        {"origin": "published", "source": "Kiel"},
    )


def test_the_history_covers_every_table(session):
    project = session.scalars(select(Project.project_id).order_by(Project.project_id)).first()
    part = {"project_id": project, "partner_id": HUB, "role": "partner", "source": "a test"}
    number = bring(
        session,
        comes(Partner, **NEWCOMER),
        comes(PartnerName, partner_id=HUB, name="The Hub"),
        comes(Place, **MALMO),
        comes(PartnerSector, partner_id=HUB, sector_id="music"),
        comes(EventHost, event_id="mesh-festival-2020", partner_id=HUB),
        comes(Participation, **part),
        comes(Statement, **WISH),
    )
    bring(session, changes(session, Statement, ("wish",), text="Desks and chairs"))
    bring(session, changes(session, Place, (HUB, "Malmö"), latitude=55.5), goes(session, PartnerSector, HUB, "music"))
    assert deeds(session, HUB) == [
        *("partner new-hub came", "other name The Hub came", "place Malmö came", "sector music came"),
        *("part as host of event mesh-festival-2020 came", f"part in project {project} came", "statement wish came"),
        *("statement wish, text Desks → Desks and chairs", "place Malmö, latitude 55.6 → 55.5", "sector music went"),
    ]
    undo(session, number + 2, LATER, "bob")
    assert deeds(session, HUB)[-2:] == ["sector music came", "place Malmö, latitude 55.5 → 55.6"]
    assert f"bob, import {number + 3} (undo): " in lines(session, HUB)[-1]


def test_what_once_was_its_own_is_told_to_the_end(session):
    bring(session, comes(Partner, **NEWCOMER), comes(Statement, **WISH))
    bring(session, changes(session, Statement, ("wish",), text="Chairs"))
    bring(session, goes(session, Statement, "wish"))
    assert deeds(session, HUB)[1:] == [
        "statement wish came",
        "statement wish, text Desks → Chairs",
        "statement wish went",
    ]


def test_a_statement_that_changed_hands_is_told_to_both(session):
    bring(session, comes(Partner, **NEWCOMER), comes(Statement, **WISH))
    bring(session, changes(session, Statement, ("wish",), partner_id="alte-mu"))
    bring(session, changes(session, Statement, ("wish",), text="Chairs"))
    assert deeds(session, HUB)[1:] == ["statement wish came", "statement wish, partner id new-hub → alte-mu"]
    assert deeds(session, "alte-mu")[1:] == [
        *("statement wish came", "statement wish, partner id new-hub → alte-mu"),
        "statement wish, text Desks → Chairs",
    ]


def test_a_merger_is_told_under_both_ids_and_so_is_what_went_before(session):
    bring(session, changes(session, Partner, ("alte-mu",), name="Alte Mu Kiel"))
    bring(
        session,
        comes(Partner, **NEWCOMER),
        goes(session, Place, "alte-mu", "Kiel"),
        goes(session, Partner, "alte-mu"),
        comes(FormerPartner, former_id="alte-mu", partner_id=HUB),
    )
    expected = [
        *("alte-mu: name Alte Mu → Alte Mu Kiel", "partner new-hub came", "alte-mu: place Kiel went"),
        *("alte-mu: partner alte-mu went", "merged: alte-mu became part of it"),
    ]
    assert deeds(session, HUB) == deeds(session, "alte-mu") == expected
    assert ids_of(session, "alte-mu") == ids_of(session, HUB) == {"alte-mu", HUB}
    session.delete(session.get(FormerPartner, "alte-mu"))
    bring(session, Step(FormerPartner.__table__, ("alte-mu",), {"former_id": "alte-mu", "partner_id": HUB}, None))
    assert deeds(session, HUB)[-1] == "no longer merged with alte-mu"


def test_a_partner_that_is_gone_still_has_its_history(session):
    bring(session, comes(Partner, **NEWCOMER))
    bring(session, goes(session, Partner, HUB))
    assert deeds(session, HUB) == ["partner new-hub came", "partner new-hub went"]


def test_an_id_within_another_is_not_meant(session):
    longer = NEWCOMER | {"partner_id": "new-hub_2", "name": 'The "new-hub"'}
    bring(session, comes(Partner, **longer), comes(PartnerName, partner_id="new-hub_2", name="new-hub"))
    assert deeds(session, HUB) == [] and len(deeds(session, "new-hub_2")) == 2
    assert deeds(session, "new-hub%") == []


def test_a_turn_is_told_to_its_steward(session):
    turn = {"country_code": "LV", "starts_on": AT.date(), "ends_on": LATER.date(), "steward_partner_id": "alte-mu"}
    bring(session, Step(Spotlight.__table__, None, None, turn | {"origin": "desk", "source": "a test"}), days=3)
    line = lines(session, "alte-mu")[-1]
    assert line.startswith(f"{AT + timedelta(days=3):%Y-%m-%d %H:%M} UTC, anna, import ")
    assert "(workbook): turn in the spotlight " in line and line.endswith(" came")


def test_long_values_are_shortened():
    assert shown("a\n b") == "a b" and shown(None) == "nothing"
    assert shown("x" * 60) == "x" * 60 and shown("x" * 61) == "x" * 59 + "…"
    assert shown(4.5) == "4.5" and shown(True) == "yes"
    assert record_said("partner_sector", '["a", "b"]') == "partner sector a, b"
