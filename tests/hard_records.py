"""Records that spreadsheets are known to spoil, the words of the public record, and what is stored."""

from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from cci_data.models import Event, Spotlight
from cci_data.queries.sheets import sheet_rows
from cci_data.sheets.book import SHEETS
from tests.queries import record
from tests.queries.build import a_partner, add

NOW = datetime(2026, 11, 24, 9, 15, tzinfo=UTC)
SECTORS = {row["sector_id"]: row["label"] for row in record.lines("sectors")}
SERVICES = {row["service_id"]: row["label"] for row in record.lines("services")}
WORDS = {"sectors": SECTORS, "services": SERVICES}
CITIES = {"Łódź", "Malmö", "Rīga", "Šiauliai", "Reykjavík"}


def add_what_is_hard(session: Session) -> None:
    """Records that a spreadsheet is known to spoil."""
    for number, city in enumerate(sorted(CITIES)):
        add(session, a_partner(f"city-{number}", name=city, country_code="LV", website="https://a.example/?a=1;b=2"))
    add(session, a_partner("formula", name="=1+1", source="@SUM(A1)", country_basis="'=x", sector_basis="2026-01"))
    add(session, a_partner("number", name="007", source="+371 2", type_basis="1e5"))
    turn = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 2, 28)}
    add(session, Spotlight(country_code="LV", origin="desk", source="a\nb", **turn))
    timed = {"starts_on": date(2027, 3, 4), "starts_time": time(9, 30), "time_zone": "Europe/Riga"}
    place = {"latitude": 56.94600000000001, "longitude": -21.9, "is_online": True}
    details = {"title": "A meeting", "kind": "workshop", "origin": "desk", "source": "x"}
    add(session, Event(event_id="timed", **timed, **place, **details))


def stored(session: Session) -> dict[str, list[dict]]:
    """Sheet → what is stored of each record, without what is blank."""
    return {
        sheet.title: [
            {name: value for name, value in values.items() if value is not None and value != []}
            for values in sheet_rows(session, sheet).to_dict("records")
        ]
        for sheet in SHEETS
    }
