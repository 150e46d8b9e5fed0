"""Records as they come: without a country, a place or an end, in the sea, of one name, with a hostile link."""

from datetime import date, timedelta

from cci_data.models import Event, FormerPartner, Partner, Place
from tests.conftest import TODAY

RECORDED = {"origin": "desk", "source": "told by telephone"}
SEA = {"longitude": 19.5, "latitude": 57.0}


def test_a_partner_without_country_or_place_is_listed_counted_and_on_no_map(open_page, write):
    before = open_page("map")
    with write() as session:
        session.add(Partner(partner_id="nowhere", name="Nowhere Club", **RECORDED))
    screen = open_page("map")
    assert "Nowhere Club" in screen.list_of_partners
    assert len(screen.list_of_partners) == len(before.list_of_partners) + 1
    assert screen.layer("places") == before.layer("places")
    assert "Nowhere Club" in open_page("map", place="none").list_of_partners
    card = open_page("map", partner="nowhere")
    assert card.errors == []
    (facts,) = card.marked('class="facts"')
    assert "no place known" in facts and "Country not stated" in facts and facts.endswith("Source Contact Desk")
    for page in ("overview", "sectors", "spotlight", "numbers", "about"):
        assert open_page(page).errors == []
    assert "Nowhere Club" in open_page("sectors", sector="not-stated").text


def test_a_partner_in_the_sea_stands_where_the_record_says(open_page, write):
    with write() as session:
        session.add(Partner(partner_id="buoy", name="Buoy", country_code="SE", **RECORDED))
        session.flush()
        session.add(Place(partner_id="buoy", city="Open sea", country_code="SE", **SEA))
    screen = open_page("map", text="Buoy")
    (bubble,) = screen.layer("places")
    assert {key: bubble[key] for key in SEA} == SEA
    assert "Open sea" in open_page("map", partner="buoy").text
    assert open_page("spotlight", country="SE").errors == []


def test_two_partners_of_one_name_are_told_apart_and_both_counted(open_page, write):
    before = len(open_page("map").list_of_partners)
    with write() as session:
        for number in (1, 2):
            session.add(Partner(partner_id=f"twin-{number}", name="The Twins", country_code="FI", **RECORDED))
    screen = open_page("map", text="twins")
    assert screen.list_of_partners == ["The Twins", "The Twins"]
    assert len(open_page("map").list_of_partners) == before + 2
    words = [option for option in screen.options("partner") if "The Twins" in option]
    assert len(set(words)) == 2
    assert all(key in "".join(words) for key in ("twin-1", "twin-2"))
    assert open_page("map", partner="twin-2", text="twins").choice("partner") == "twin-2"


def test_an_event_without_an_end_is_one_day_and_passes_with_it(open_page, write, set_today):
    day = TODAY + timedelta(days=1)
    with write() as session:
        session.add(Event(event_id="short", title="Short notice", kind="workshop", starts_on=day, **RECORDED))

    def ahead(today: date) -> str:
        set_today(today)
        return open_page("events").html.split("What was", 1)[0]

    assert "Short notice" in ahead(day) and "24 November 2026<" in ahead(day)
    assert "place not stated" in ahead(day)
    assert "Short notice" not in ahead(day + timedelta(days=1))


def test_an_event_that_ends_before_it_begins_is_shown(open_page, write):
    with write() as session:
        backwards = {"starts_on": TODAY + timedelta(days=9), "ends_on": TODAY - timedelta(days=9)}
        session.add(Event(event_id="backwards", title="Backwards", kind="other", **backwards, **RECORDED))
    for page in ("events", "overview"):
        screen = open_page(page)
        assert screen.errors == []
        assert "Backwards" in screen.text


def test_a_hostile_link_is_text(open_page, write):
    hostile = "javascript:alert(document.domain)"
    with write() as session:
        session.add(Partner(partner_id="foe", name="Foe", website=hostile, ror_id=hostile, **RECORDED))
        session.add(Event(event_id="trap", title="Trap", kind="other", starts_on=TODAY, link=hostile, **RECORDED))
    for screen in (open_page("map", partner="foe"), open_page("events"), open_page("overview")):
        assert hostile in screen.text
        assert 'href="javascript' not in screen.html.lower()


def test_a_link_to_a_partner_that_was_merged_leads_to_the_one_that_it_became(open_page, write):
    with write() as session:
        session.add(FormerPartner(former_id="media-evolution-2", partner_id="media-evolution"))
    screen = open_page("map", partner="media-evolution-2")
    assert screen.errors == screen.notices == []
    assert screen.choice("partner") == "media-evolution"
    assert screen.app.query_params == {"partner": "media-evolution"}
