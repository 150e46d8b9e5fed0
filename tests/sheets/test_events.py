from datetime import date, time

import pytest

from cci_data.imports.headings import find_heads
from cci_data.imports.written import read_rows
from cci_data.sheets.events import EVENTS, SPOTLIGHTS, STATEMENTS
from tests.imports.grids_by_hand import WORDS, sheet_of, written_row


def test_an_event_is_read_with_all_that_an_invitation_says():
    cells = {"title": "Study visit", "kind": "Study visit", "starts_on": "4.3.2027", "ends_on": "2027-03-05"}
    cells |= {"starts_time": "9.30", "time_zone": "Europe/Riga", "hosts": "LKA; Minc", "country_codes": "Latvia; EE"}
    row = written_row(EVENTS, **cells, is_online="no", sector_ids="Music", link="https://event.example")
    assert (row.get("kind"), row.get("starts_on"), row.get("ends_on")) == (
        "study_visit",
        date(2027, 3, 4),
        date(2027, 3, 5),
    )
    assert (row.get("starts_time"), row.get("is_online"), row.get("hosts")) == (time(9, 30), False, ["LKA", "Minc"])
    assert (row.get("country_codes"), row.get("sector_ids")) == (["LV", "EE"], ["music"])


def test_an_event_is_about_sectors_and_not_about_all():
    found = read_rows([sheet_of("Events", ["Title", "Sectors"], ["Talk", "cross-sectoral"])], WORDS)
    assert found.problems == ["Events!B2 says 'cross-sectoral'; a sector is expected"]


@pytest.mark.parametrize(
    ("sheet", "headings", "fields"),
    [
        (
            EVENTS,
            ("Event", "Type", "Date", "Until", "Town", "Organiser"),
            ("title", "kind", "starts_on", "ends_on", "city", "hosts"),
        ),
        (
            SPOTLIGHTS,
            ("Country", "From", "To", "Looked after by"),
            ("country_code", "starts_on", "ends_on", "steward_partner_id"),
        ),
        (STATEMENTS, ("Country", "Type", "Statement", "Stated by"), ("country_code", "kind", "text", "partner_id")),
    ],
)
def test_calendars_and_lists_of_needs_are_understood(sheet, headings: tuple, fields: tuple):
    heads, problems, notes = find_heads(sheet_of(sheet.title, headings), sheet)
    assert (tuple(heads.columns), problems, notes) == (fields, [], [])


def test_what_an_event_a_turn_and_a_statement_are_known_by():
    assert EVENTS.identity == ("title", "starts_on") and SPOTLIGHTS.identity == ("country_code", "starts_on")
    assert STATEMENTS.identity == ("country_code", "kind", "text")
    # A turn has a number that the database gives out.
    assert SPOTLIGHTS.words == () and EVENTS.words == ("title", "starts_on")
    assert SPOTLIGHTS.partners == ("steward_partner_id",) and STATEMENTS.partners == ("partner_id",)
