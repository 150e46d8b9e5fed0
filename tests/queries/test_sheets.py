from collections import Counter
from datetime import date

import pytest
from sqlalchemy import event, text

from cci_data.models import EventCountry, FormerPartner, PartnerName, PartnerSector, Spotlight
from cci_data.queries.sheets import sheet_rows
from cci_data.sheets.book import SHEETS
from cci_data.sheets.events import EVENTS
from cci_data.sheets.partners import PARTNERS, PLACES
from cci_data.sheets.projects import GOOD_PRACTICES, PARTICIPANTS, PROJECTS
from cci_data.sheets.reference import INDICATOR_VALUES
from tests.queries import record
from tests.queries.build import a_partner, add


def by_id(session, sheet):
    return sheet_rows(session, sheet).set_index(sheet.key[0])


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_every_record_is_a_row_with_every_stored_value(session, sheet):
    turn = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 2, 28), "origin": "desk", "source": "a test"}
    add(session, Spotlight(country_code="LV", **turn), FormerPartner(former_id="was", partner_id="media-evolution"))
    found = sheet_rows(session, sheet)
    assert list(found.columns) == list(sheet.fields)
    stored = session.execute(text(f"SELECT count(*) FROM {sheet.model.__tablename__}")).scalar()
    assert 0 < len(found) == stored
    kept = [name for name in sheet.fields if name in sheet.model.__table__.columns]
    rows = Counter(tuple(getattr(row, name) for name in kept) for row in session.query(sheet.model))
    assert Counter(found[kept].itertuples(index=False, name=None)) == rows
    keys = list(found[list(sheet.key)].itertuples(index=False, name=None))
    assert keys == sorted(keys)


def test_values_are_of_their_own_kind_and_none_where_nothing_is_stored(session):
    found = by_id(session, EVENTS)
    assert {type(value).__name__ for value in found["starts_on"]} == {"date"}
    assert {type(value).__name__ for value in found["starts_time"]} == {"time", "NoneType"}
    assert {type(value) for value in found["is_online"]} == {bool}
    assert {type(value).__name__ for value in found["latitude"]} == {"float", "NoneType"}
    budgets = {type(value).__name__ for value in sheet_rows(session, PROJECTS)["total_budget_eur"]}
    assert budgets <= {"int", "NoneType"} and "int" in budgets
    assert set(sheet_rows(session, PARTNERS)["same_as"]) == {None}


def test_the_names_and_sectors_of_a_partner_are_those_of_the_files(session):
    found = by_id(session, PARTNERS)
    names = record.each("partner_names", "partner_id", "name")
    sectors = record.each("partner_sectors", "partner_id", "sector_id")
    order = {row["sector_id"]: int(row["position"]) for row in record.lines("sectors")}
    for row in record.lines("partners"):
        key = row["partner_id"]
        assert found.loc[key, "other_names"] == sorted(names[key])
        first = ["cross-sectoral"] if row["is_cross_sectoral"] == "true" else []
        assert found.loc[key, "sector_ids"] == first + sorted(sectors[key], key=order.__getitem__)


def test_lists_come_in_one_order_whatever_order_they_were_stored_in(session):
    add(session, a_partner("new", is_cross_sectoral=True))
    add(session, *(PartnerSector(partner_id="new", sector_id=key) for key in ("press", "architecture", "music")))
    add(session, *(PartnerName(partner_id="new", name=name) for name in ("Łódź", "b", "Ab", "a")))
    row = by_id(session, PARTNERS).loc["new"]
    assert row["sector_ids"] == ["cross-sectoral", "architecture", "music", "press"]
    assert row["other_names"] == ["Ab", "a", "b", "Łódź"]
    assert row["service_ids"] == []


def test_who_led_a_good_practice_is_apart_from_who_took_part(session):
    found = by_id(session, GOOD_PRACTICES)
    expected = {
        role: {
            row["good_practice_id"]: {
                other["partner_id"]
                for other in record.lines("good_practice_partners")
                if other["role"] == role and other["good_practice_id"] == row["good_practice_id"]
            }
            for row in record.lines("good_practices")
        }
        for role in ("lead", "partner")
    }
    assert {key: set(value) for key, value in found["leads"].items()} == expected["lead"]
    assert {key: set(value) for key, value in found["partners"].items()} == expected["partner"]
    assert any(expected["partner"].values())


def test_the_countries_of_an_event_are_its_own(session):
    key = sheet_rows(session, EVENTS)["event_id"][0]
    session.query(EventCountry).filter_by(event_id=key).delete()
    add(session, EventCountry(event_id=key, country_code="SE"), EventCountry(event_id=key, country_code="DK"))
    assert by_id(session, EVENTS).loc[key, "country_codes"] == ["DK", "SE"]


def test_a_key_of_several_columns_orders_by_each(session):
    for sheet in (PLACES, PARTICIPANTS, INDICATOR_VALUES):
        keys = list(sheet_rows(session, sheet)[list(sheet.key)].itertuples(index=False, name=None))
        assert len(sheet.key) > 1 and keys == sorted(set(keys))


def test_a_query_for_the_records_and_one_for_each_list(session):
    for sheet in SHEETS:
        asked: list[str] = []

        def note(*told: object, asked: list[str] = asked) -> None:
            asked.append(str(told[2]).split()[0])

        event.listen(session.get_bind(), "before_cursor_execute", note)
        sheet_rows(session, sheet)
        event.remove(session.get_bind(), "before_cursor_execute", note)
        assert asked.count("SELECT") == 1 + len(sheet.many), sheet.title


def test_tables_without_a_record_give_no_row(empty_session):
    for sheet in SHEETS:
        found = sheet_rows(empty_session, sheet)
        assert (list(found.columns), len(found)) == (list(sheet.fields), 0)
