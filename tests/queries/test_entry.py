from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import delete, func, select, update

from cci_data.models import (
    Change,
    DataSet,
    FormerPartner,
    Import,
    Partner,
    PartnerSector,
    PartnerService,
    Statement,
)
from cci_data.queries.entry import OLD_AFTER, confirmed_on, entry_items
from cci_data.queries.partners import partner
from cci_data.sheets.book import SHEETS
from tests.conftest import TODAY
from tests.queries import record
from tests.queries.build import ILLUSTRATION, a_partner, a_place, add

LONG_AGO = datetime(2024, 2, 3, 10, 0, tzinfo=UTC)
COLUMNS = ["field", "finding", "since", "why", "send", "sheet", "heading"]
OFFER = ("Statements", "Text")


def items(session, partner_id: str, today: date = TODAY) -> list[tuple[str, str]]:
    found = entry_items(session, partner_id=partner_id, today=today)
    return list(zip(found["sheet"], found["heading"], strict=True))


def a_whole_entry(session, **values) -> None:
    """A partner of whom nothing is missing, recorded today."""
    given = {
        **{"country_code": "SE", "organisation_type": "NGO", "website": "https://a.example"},
        "recorded_at": datetime(2026, 11, 20, tzinfo=UTC),
    }
    add(session, a_partner("whole", **given | values), a_place("whole", "Malmö", 55.6, 13.0))
    add(session, PartnerSector(partner_id="whole", sector_id="music"))
    add(session, PartnerService(partner_id="whole", service_id="funding"), a_statement())


def a_statement(statement_id: str = "offer", **values) -> Statement:
    known = {"statement_id": statement_id, "country_code": "SE", "kind": "offer", "text": "A stage."}
    when = {"stated_on": date(2026, 10, 1), "origin": "desk", "source": "a test"}
    return Statement(**known | when | {"partner_id": "whole"} | values)


def test_what_is_missing_in_an_entry_of_the_record_is_blank_in_the_files(session):
    cities, sectors = (
        record.each("places", "partner_id", "city"),
        record.each("partner_sectors", "partner_id", "sector_id"),
    )
    missing = set()
    for row in record.lines("partners")[::5]:
        key = row["partner_id"]
        expected = {
            ("Partners", "Country"): row["country_code"],
            ("Places", "City"): cities[key],
            ("Partners", "Organisation type"): row["organisation_type"],
            ("Partners", "Sectors"): row["is_cross_sectoral"] == "true" or sectors[key],
            ("Partners", "Services"): "",
            ("Partners", "Website"): row["website"],
            OFFER: "",
        }
        assert items(session, key) == [field for field, value in expected.items() if not value]
        missing |= set(items(session, key))
    assert missing >= {("Places", "City"), ("Partners", "Sectors"), ("Partners", "Website")}


def test_nothing_is_asked_of_an_entry_that_is_whole_and_fresh(session):
    a_whole_entry(session)
    found = entry_items(session, partner_id="whole", today=TODAY)
    assert found.empty and list(found) == COLUMNS
    session.execute(delete(PartnerSector).where(PartnerSector.partner_id == "whole"))
    assert items(session, "whole") == [("Partners", "Sectors")]
    session.execute(update(Partner).where(Partner.partner_id == "whole").values(is_cross_sectoral=True))
    assert items(session, "whole") == []


def test_each_question_says_why_it_is_asked_and_what_to_send_under_a_heading_of_the_workbook(session):
    add(session, a_partner("bare", recorded_at=LONG_AGO))
    found = entry_items(session, partner_id="bare", today=TODAY)
    headings = {sheet.title: {info.title for info in sheet.fields.values()} for sheet in SHEETS}
    assert len(found) == 8
    for row in found.itertuples():
        assert row.heading in headings[row.sheet]
        assert row.why.endswith(".") and row.send.endswith(".") and row.finding
        assert (row.since is None) == (row.Index < 7)
    asked = ["Country", "Place", "Organisation type", "Sectors", "Services", "Website", "Needs and offers"]
    assert found["field"].tolist() == [*asked, "The whole entry"]
    assert found["finding"].tolist()[-2:] == ["none on record", "last confirmed on 3 February 2024"]
    assert found["since"].iloc[-1] == LONG_AGO.date()


def test_a_website_that_no_page_can_link_to_is_told(session):
    a_whole_entry(session, website="www.a.example")
    assert not urlsplit("www.a.example").scheme
    found = entry_items(session, partner_id="whole", today=TODAY)
    assert found[["field", "finding"]].to_numpy().tolist() == [
        ["Website", "not a whole web address, so no page offers it as a link"]
    ]


@pytest.mark.parametrize(("days", "is_old"), [(0, False), (365, False), (366, True)])
def test_an_entry_is_old_after_a_year(session, days, is_old):
    assert timedelta(days=365) == OLD_AFTER
    a_whole_entry(session)
    add(session, a_statement("later", stated_on=date(2026, 11, 20) + timedelta(days=days)))
    session.execute(delete(Statement).where(Statement.statement_id == "offer"))
    today = date(2026, 11, 20) + timedelta(days=days)
    assert items(session, "whole", today) == ([("Partners", "Name")] if is_old else [])


def test_an_old_need_or_offer_is_asked_after_by_its_words(session):
    a_whole_entry(session)
    old = {"recorded_at": LONG_AGO, "stated_on": None, "kind": "need", "text": "A stage in spring."}
    add(session, a_statement("old", **old), a_statement("fact", **old | {"kind": "status"}))
    add(session, a_statement("dated", **old | {"stated_on": date(2025, 11, 22), "text": "Touring artists."}))
    add(session, a_partner("other"), a_statement("of-another", **old | {"partner_id": "other"}))
    found = entry_items(session, partner_id="whole", today=TODAY)
    assert found[["field", "finding", "since"]].to_numpy().tolist() == [
        ["Needs and offers", "Need of 22 November 2025: Touring artists.", date(2025, 11, 22)],
        ["Needs and offers", "Need of 3 February 2024: A stage in spring.", LONG_AGO.date()],
    ]


def test_an_invented_need_or_offer_is_none(session):
    a_whole_entry(session)
    old = {"recorded_at": LONG_AGO, "stated_on": None, "origin": ILLUSTRATION}
    add(session, a_statement("invented", **old))
    assert items(session, "whole") == []
    session.execute(delete(Statement).where(Statement.statement_id == "offer"))
    found = entry_items(session, partner_id="whole", today=TODAY)
    assert found[["field", "finding"]].to_numpy().tolist() == [["Needs and offers", "none on record"]]


def confirmed(session, partner_id: str) -> date:
    session.expire_all()
    return confirmed_on(session, next(partner(session, partner_id=partner_id).itertuples()))


def an_import(partner_id: str, table: str, at: datetime) -> list:
    counts = {"added_count": 0, "changed_count": 1, "removed_count": 0}
    number = at.year * 100 + at.month
    return [
        Import(import_id=number, kind="workbook", imported_at=at, imported_by="a test", **counts),
        Change(import_id=number, table_name=table, record_key="[]", partner_id=partner_id, after="1"),
    ]


def test_an_entry_was_confirmed_when_it_was_recorded_or_changed_last(session):
    add(session, a_partner("old", recorded_at=LONG_AGO), a_partner("other", recorded_at=LONG_AGO))
    assert confirmed(session, "old") == LONG_AGO.date()
    add(session, *an_import("old", "partner", LONG_AGO))
    add(session, *an_import("old", "participation", LONG_AGO + timedelta(days=300)))
    assert confirmed(session, "old") == LONG_AGO.date()
    add(session, *an_import("old", "place", LONG_AGO + timedelta(days=200)))
    assert confirmed(session, "old") == date(2024, 8, 21)
    session.execute(update(Partner).where(Partner.partner_id == "old").values(website="https://a.example"))
    assert confirmed(session, "old") == datetime.now(UTC).date()
    assert confirmed(session, "other") == LONG_AGO.date()


def test_the_public_record_is_as_old_as_its_pages_were_read_until_somebody_changes_it(session):
    read_on = session.scalar(select(DataSet.collected_on).where(DataSet.data_set_id == "public-record"))
    recorded = session.scalar(select(Partner.recorded_at).where(Partner.partner_id == "alte-mu")).date()
    assert confirmed(session, "alte-mu") == min(read_on, recorded)
    session.execute(update(DataSet).values(collected_on=date(2023, 5, 6)))
    assert confirmed(session, "alte-mu") == date(2023, 5, 6)
    assert ("Partners", "Name") in items(session, "alte-mu")
    session.execute(delete(DataSet))
    assert confirmed(session, "alte-mu") == recorded
    session.execute(update(Partner).where(Partner.partner_id == "alte-mu").values(website="https://a.example"))
    assert confirmed(session, "alte-mu") == session.scalar(select(func.max(Partner.changed_at))).date()


def test_nobody_asks_what_is_invented_or_unknown(session):
    add(session, a_partner("invented", origin=ILLUSTRATION, recorded_at=LONG_AGO))
    for key in ("invented", "example-hub-liepaja", "nobody-knows"):
        found = entry_items(session, partner_id=key, today=TODAY)
        assert found.empty and list(found) == COLUMNS


def test_a_merged_partner_is_asked_what_it_is_asked_today(session):
    add(session, FormerPartner(former_id="was", partner_id="alte-mu"))
    assert items(session, "was") == items(session, "alte-mu") != []
