from datetime import date

from sqlalchemy import func, select

from cci_data.imports.draft import Draft, is_same
from cci_data.models import (
    Base,
    Event,
    EventHost,
    FormerPartner,
    Partner,
    PartnerName,
    PartnerSector,
    Place,
    Project,
    Spotlight,
)
from tests.imports.grids_by_hand import apply, rows_of
from tests.queries.build import a_partner, a_place, add

PARTNER, SPOTLIGHT = Partner.__table__, Spotlight.__table__
NEW = {"partner_id": "new", "name": "New", "is_cross_sectoral": False, "origin": "desk", "source": "a test"}
TURN = {
    "country_code": "LV",
    "starts_on": date(2030, 1, 1),
    "ends_on": date(2030, 1, 31),
    "origin": "desk",
    "source": "x",
}


def everything(session) -> dict[str, list]:
    """All rows of all tables, but for moments that the database notes."""
    found = {}
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.columns if column.name not in {"changed_at", "recorded_at", "version"}]
        found[table.name] = sorted(map(repr, session.execute(select(*columns))))
    return found


def test_a_draft_shows_the_rows_as_they_are_and_as_they_shall_be(session):
    draft = Draft(session)
    stored = session.get(Partner, "media-evolution")
    assert len(draft.rows(PARTNER)) == session.scalar(select(func.count()).select_from(Partner))
    assert draft.rows(PARTNER)[("media-evolution",)]["name"] == stored.name
    draft.put(PARTNER, ("media-evolution",), {"name": "Media Evolution Malmö"})
    draft.put(PARTNER, ("new",), NEW)
    draft.remove(PARTNER, ("minc",))
    rows = draft.rows(PARTNER)
    assert rows[("media-evolution",)]["name"] == "Media Evolution Malmö"
    assert rows[("media-evolution",)]["website"] == stored.website
    assert rows[("new",)] == NEW and ("minc",) not in rows
    assert session.scalar(select(Partner.name).where(Partner.partner_id == "media-evolution")) == stored.name


def test_only_what_differs_becomes_a_step(session):
    draft = Draft(session)
    stored = dict(draft.rows(PARTNER)[("media-evolution",)])
    draft.put(PARTNER, ("media-evolution",), stored)
    assert draft.steps() == []
    draft.put(PARTNER, ("media-evolution",), {"website": None, "name": stored["name"]})
    (step,) = draft.steps()
    assert (step.key, step.before, step.after) == (
        ("media-evolution",),
        {"website": stored["website"]},
        {"website": None},
    )


def test_what_is_put_and_taken_back_comes_to_nothing(session):
    draft = Draft(session)
    stored = dict(draft.rows(PARTNER)[("minc",)])
    draft.put(PARTNER, ("new",), NEW)
    draft.remove(PARTNER, ("new",))
    draft.remove(PARTNER, ("minc",))
    draft.put(PARTNER, ("minc",), stored)
    draft.put(PARTNER, ("media-evolution",), {"website": None})
    draft.put(PARTNER, ("media-evolution",), {"website": draft_website(session)})
    assert draft.steps() == []


def draft_website(session) -> str | None:
    return session.get(Partner, "media-evolution").website


def test_a_row_that_changes_and_goes_is_remembered_as_it_was(session):
    draft = Draft(session)
    stored = dict(draft.rows(PARTNER)[("minc",)])
    draft.put(PARTNER, ("minc",), {"name": "Another"})
    draft.remove(PARTNER, ("minc",))
    (step,) = draft.steps()
    assert (step.before, step.after) == (stored, None)


def test_moments_that_the_database_notes_are_no_change(session):
    draft = Draft(session)
    draft.put(PARTNER, ("minc",), {"recorded_at": None, "changed_at": None})
    assert draft.steps() == []


def test_a_new_row_of_a_numbered_table_gets_its_number_when_it_is_stored(session):
    draft = Draft(session)
    first, second = draft.new_number(), draft.new_number()
    assert first != second and first[0] < 0
    draft.put(SPOTLIGHT, first, TURN | {"spotlight_id": first[0]})
    draft.put(SPOTLIGHT, second, TURN | {"starts_on": date(2030, 1, 2)})
    draft.put(SPOTLIGHT, (7000,), TURN | {"spotlight_id": 7000, "starts_on": date(2030, 1, 3)})
    assert [step.key for step in draft.steps()].count(None) == 2
    apply(session, draft.steps())
    numbers = {
        row["starts_on"].day: row["spotlight_id"] for row in rows_of(session, Spotlight, ends_on=TURN["ends_on"])
    }
    assert numbers[3] == 7000 and numbers[1] > 0 and numbers[2] > 0


def test_the_steps_come_in_an_order_that_the_database_accepts(session):
    """What refers goes after what it refers to, and what is gone goes last, whatever the order in which it is put."""
    add(
        session,
        a_partner("old", name="Old"),
        a_place("old", "Malmö", 55.6, 13.0),
        FormerPartner(former_id="older", partner_id="old"),
    )
    draft = Draft(session)
    event = {"event_id": "talk", "title": "Talk", "kind": "workshop", "starts_on": date(2027, 1, 2), "is_online": False}
    draft.put(EventHost.__table__, ("talk", "new"), {"event_id": "talk", "partner_id": "new"})
    draft.put(PartnerName.__table__, ("new", "Neu"), {"partner_id": "new", "name": "Neu"})
    draft.put(PartnerSector.__table__, ("new", "music"), {"partner_id": "new", "sector_id": "music"})
    draft.put(FormerPartner.__table__, ("older",), {"partner_id": "new"})
    draft.put(FormerPartner.__table__, ("old",), {"former_id": "old", "partner_id": "new"})
    draft.put(SPOTLIGHT, draft.new_number(), TURN | {"steward_partner_id": "new"})
    draft.remove(PARTNER, ("old",))
    draft.remove(Place.__table__, ("old", "Malmö"))
    draft.put(Event.__table__, ("talk",), event | {"origin": "desk", "source": "a test"})
    draft.put(PARTNER, ("new",), NEW)
    steps = draft.steps()
    apply(session, steps)
    session.execute(select(func.count()).select_from(Partner))
    assert session.get(FormerPartner, "older").partner_id == session.get(FormerPartner, "old").partner_id == "new"
    assert session.get(Partner, "old") is None and session.get(EventHost, ("talk", "new")) is not None
    before = {table: place for place, table in enumerate(step.table.name for step in steps if step.before is None)}
    assert before["partner"] < before["event_host"]


def test_steps_taken_back_in_reverse_bring_everything_back(session):
    before = everything(session)
    draft = Draft(session)
    draft.put(PARTNER, ("new",), NEW)
    draft.put(PartnerName.__table__, ("new", "Neu"), {"partner_id": "new", "name": "Neu"})
    draft.put(PARTNER, ("minc",), {"website": "https://other.example"})
    draft.put(Project.__table__, ("creative-ports",), {"note": None, "total_budget_eur": 1})
    steps = draft.steps()
    apply(session, steps)
    assert everything(session)["partner"] != before["partner"]
    apply(session, [step.undone() for step in reversed(steps)])
    after = everything(session)
    assert {
        name: after[name] for name in before if name not in {"import", "import_file", "change", "data_version"}
    } == {name: before[name] for name in before if name not in {"import", "import_file", "change", "data_version"}}


def test_numbers_are_compared_as_a_spreadsheet_keeps_them():
    assert is_same(56.94600000000001, 56.946) and not is_same(56.946, 56.947)
    assert is_same(None, None) and not is_same(None, 0) and not is_same("1", 1) and is_same(1, 1.0)
