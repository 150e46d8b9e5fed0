"""The page of events says who has hosted network meetings, and which countries have not."""

from cci_data.models import EventHost
from cci_data.vocabulary import NETWORK_COUNTRIES
from pages.parts.hosts import HEADING
from tests.queries.build import a_partner, add, an_event


def section(screen) -> str:
    return screen.text.partition(HEADING)[2]


def test_without_hosts_the_page_says_how_to_add_them(open_page):
    found = section(open_page("events"))
    assert "No host is on record. The Contact Desk adds them in its workbook: sheet Events" in found
    assert "The hosts of 1 are not on record." in found and "illustrative meetings are not counted" in found


def test_hosts_are_listed_and_the_countries_that_have_not_hosted(open_page, write):
    with write() as session:
        add(
            session,
            a_partner("hub", name="Hub <b>", country_code="LV"),
            an_event("m"),
            EventHost(event_id="m", partner_id="hub"),
        )
    screen = open_page("events")
    found = section(screen)
    assert "1 country of 10 so far. Not yet: Denmark" in found
    assert "Hub <b> Latvia 1 meeting 5 March 2026" in found and "Hub <b>" not in screen.html
    not_yet = found.partition("Not yet: ")[2].partition(".")[0]
    assert "Latvia" not in not_yet and all(name in not_yet for name in NETWORK_COUNTRIES.values() if name != "Latvia")
