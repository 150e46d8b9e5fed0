"""What is loaded after two partners became one tells of the one that is left."""

from datetime import UTC, datetime

from sqlalchemy import func, select

from cci_data.history import Occasion, store
from cci_data.imports.draft import Draft
from cci_data.imports.merges import merge
from cci_data.imports.public_record import load_public_record
from cci_data.models import Base, Participation, Partner

FORMER, PRESENT = "copenhagen-international-theater", "media-evolution"


def counts(session) -> dict[str, int]:
    tables = Base.metadata.sorted_tables
    return {table.name: session.scalar(select(func.count()).select_from(table)) for table in tables}


def test_a_partner_that_was_merged_does_not_come_back_when_the_record_is_loaded(session):
    draft = Draft(session)
    merge(draft, FORMER, PRESENT)
    store(session, draft.steps(), Occasion("workbook", datetime(2026, 11, 25, tzinfo=UTC), "the Desk"))
    before = counts(session)
    loaded = load_public_record(session)
    assert sum(loaded.stored.values()) == 0
    assert counts(session) == before


def test_what_the_file_says_of_a_merged_partner_goes_to_the_one_that_it_became(session):
    parts = select(func.count()).where(Participation.partner_id == PRESENT)
    draft = Draft(session)
    merge(draft, FORMER, PRESENT)
    store(session, draft.steps(), Occasion("workbook", datetime(2026, 11, 25, tzinfo=UTC), "the Desk"))
    there = session.scalar(parts)
    session.execute(Participation.__table__.delete().where(Participation.partner_id == PRESENT))
    assert load_public_record(session).stored["participation"] == there > 1
    assert session.scalar(parts) == there
    assert session.get(Partner, FORMER) is None
