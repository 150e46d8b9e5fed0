"""A partner's entry, its card, and partners that are not like the others: illustrative, hardly known, hostile."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import update

from cci_data.models import (
    Event,
    EventHost,
    GoodPractice,
    Participation,
    Partner,
    PartnerName,
    PartnerService,
    Place,
    Project,
    Statement,
)
from cci_data.queries.entry import entry_items
from pages.parts.fetch import fetch
from tests.conftest import TODAY
from tests.pages.screen import plain
from tests.pages.test_partner import ILLUSTRATIVE, PARTNER, WITHOUT_PLACE, linked, section
from tests.pages.test_privacy import everything

RECORDED = {"origin": "desk", "source": "told by telephone"}
ATTACK = (
    "</style><img src=//evil.test/a onerror=pwned=1> ![b](https://evil.test/c.png) **g** {0} <script>pwned=1</script>"
)


def test_the_entry_says_what_is_missing_and_prepares_the_letter(open_page, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CCI_DESK_EMAIL", "desk@example.org")
    screen = open_page("partner", id=PARTNER)
    items = fetch(entry_items, partner_id=PARTNER, today=TODAY)
    found = plain(section(screen, "Is this your organisation?"))
    assert len(items) and [row for row in items.itertuples() if row.why not in found or row.send not in found] == []
    assert not re.search(r"\d", found), "what is missing is counted nowhere"
    (address,) = re.findall(r'href="(mailto:[^"]*)"', screen.html)
    letter = {key: value[0] for key, value in parse_qs(urlsplit(address.replace("&amp;", "&")).query).items()}
    assert address.startswith("mailto:desk@example.org?")
    copied = screen.app.code[0].value
    assert copied == f"{letter['subject']}\n\n{letter['body']}".replace("\r\n", "\n").rstrip()
    assert all(f"{row.field} ({row.finding})" in copied for row in items.itertuples())


def test_without_an_address_of_the_desk_the_letter_asks_for_it(open_page):
    screen = open_page("partner", id=PARTNER)
    assert 'href="mailto:?subject=' in screen.html
    assert "asks for the Contact Desk's address" in plain(section(screen, "How to send it"))


def test_an_entry_in_which_nothing_is_missing_is_thanked_for(open_page, write):
    with write() as session:
        row = session.get(Partner, PARTNER)
        row.is_cross_sectoral = True
        session.add(PartnerService(partner_id=PARTNER, service_id="incubation"))
        text = {"kind": "offer", "text": "A room for meetings.", "country_code": "SE", "stated_on": TODAY}
        session.add(Statement(statement_id="room", partner_id=PARTNER, **text, **RECORDED))
    screen = open_page("partner", id=PARTNER)
    assert "Nothing is missing" in section(screen, "Is this your organisation?")
    assert "A room for meetings." in section(screen, "Needs and offers")


def test_an_illustrative_partner_has_a_badge_and_is_never_the_only_one(open_page):
    screen = open_page("partner", id=ILLUSTRATIVE)
    assert screen.errors == screen.notices == []
    assert 'class="badge"' in screen.titles[0]
    assert "only one" not in screen.text and "only partner" not in screen.text
    assert "Is this your organisation?" not in screen.text
    assert not screen.app.get("download_button")
    assert [shape for shape in ("share", "square") if f"shape={shape}" in section(screen, "To pass on")] == [
        "share",
        "square",
    ]
    assert 'class="badge"' in section(screen, "Needs and offers") and 'class="badge"' in section(screen, "Events")
    assert ILLUSTRATIVE not in open_page("partner", id=PARTNER).options("id")


def test_what_is_illustrative_is_listed_with_its_badge_and_counts_in_nothing(open_page, write):
    shown = {heading: section(open_page("partner", id=PARTNER), heading) for heading in ("Events", "Needs and offers")}
    told = {"country_code": "SE", "origin": "illustrative", "source": "a test"}
    with write() as session:
        old = {"kind": "need", "text": "An invented need.", "stated_on": TODAY - timedelta(days=900)}
        session.add(Statement(statement_id="invented", partner_id=PARTNER, **old, **told))
        session.add(Event(event_id="invented", title="An invented day", kind="other", starts_on=TODAY, **told))
        session.flush()
        session.add(EventHost(event_id="invented", partner_id=PARTNER))
    screen = open_page("partner", id=PARTNER)
    assert re.search(r"Hosts \d+ events? on record", shown["Events"])[0] in section(screen, "Events")
    assert re.search(r'An invented day(</a>)? <span class="badge">', section(screen, "Events"))
    wishes = section(screen, "Needs and offers")
    assert "invitation" in wishes and "to answer" not in wishes
    assert "An invented need." in wishes and 'class="badge"' in wishes
    assert "Needs and offers: none on record" in plain(section(screen, "Is this your organisation?"))
    letter = screen.app.code[0].value
    assert "Needs and offers (none on record)" in letter and "invented" not in letter


def test_who_told_the_desk_a_thing_is_not_on_the_page(open_page, write):
    told = {"origin": "desk", "source": "told by Jane Zyxwvut"}
    with write() as session:
        for model in (Partner, Project, GoodPractice):
            session.execute(update(model).values(**told))
        bases = dict.fromkeys(("country_basis", "type_basis", "sector_basis"), told["source"])
        session.execute(update(Partner).values(**bases))
        session.execute(update(Place).values(basis=told["source"]))
        session.execute(update(Participation).values(source=told["source"]))
    for page, address in (("partner", {"id": PARTNER}), ("map", {"partner": PARTNER}), ("numbers", {"of": "partners"})):
        screen = open_page(page, **address)
        assert screen.errors == [] and "Zyxwvut" not in everything(screen), page
        assert "Contact Desk" in everything(screen)
    source = dict(re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", open_page("partner", id=PARTNER).html))["Source"]
    assert source == "Contact Desk"


def test_a_partner_of_which_only_the_name_is_known_has_a_page(open_page, write):
    with write() as session:
        session.add(Partner(partner_id="nowhere", name="Nowhere Club", **RECORDED))
    screen = open_page("partner", id="nowhere")
    assert screen.errors == screen.notices == screen.decks == []
    assert len(screen.invitations) == 7
    assert "place not stated" in screen.text and "Country: not stated" in screen.text


def test_two_partners_of_one_name_are_told_apart(open_page, write):
    with write() as session:
        for number in (1, 2):
            session.add(Partner(partner_id=f"twin-{number}", name="The Twins", country_code="FI", **RECORDED))
    options = open_page("partner", id="twin-2").options("id")
    assert {"The Twins (twin-1)", "The Twins (twin-2)"} <= set(options)


def test_a_hostile_partner_is_text(open_page, write):
    key = "attack\"'><b>&?#/%2e"
    with write() as session:
        session.add(Partner(partner_id=key, name=ATTACK, website="javascript:pwned=1", country_code="SE", **RECORDED))
        session.flush()
        session.add(PartnerName(partner_id=key, name=ATTACK + " also"))
        session.add(Place(partner_id=key, city=ATTACK, country_code="SE", longitude=13.0, latitude=55.6))
        old = {"kind": "need", "text": ATTACK, "country_code": "SE", "stated_on": TODAY - timedelta(days=900)}
        session.add(Statement(statement_id="attack", partner_id=key, **old, **RECORDED))
    screen = open_page("partner", id=key, to=PARTNER)
    assert screen.errors == []
    assert re.findall(r"<(?:img|script|b)\b", screen.html) == []
    assert 'href="javascript' not in screen.html.lower()
    assert plain(screen.titles[0]) == " ".join(ATTACK.split())
    near = open_page("partner", id=PARTNER)
    assert key in linked(section(near, "On the map"))


@pytest.mark.parametrize("partner_id", [PARTNER, WITHOUT_PLACE, ILLUSTRATIVE])
def test_the_card_can_stand_alone(open_page, partner_id: str):
    screen = open_page("partner", id=partner_id)
    (name,) = screen.titles
    screen.app.context["is_embedded"] = True
    screen.run()
    assert screen.errors == []
    assert screen.titles == [name] and "<h2" not in screen.html
    assert len(screen.decks) == (partner_id == PARTNER)
    assert screen.app.selectbox == screen.app.code == screen.app.get("download_button") == []
    (facts,) = screen.marked('class="facts"')
    assert "Source" in facts and "As of" in facts


def test_names_elsewhere_lead_to_the_page(open_page):
    assert len(linked(open_page("spotlight", country="EE").html)) > 10
    card = open_page("map", partner=PARTNER)
    assert '<a href="partner?id=media-evolution" target="_self">Open the whole page</a>' in card.html


def test_drawings_are_the_same_bytes_the_next_time(open_page):
    first, second = (open_page("partner", id=PARTNER).app.get("deck_gl_json_chart") for _ in range(2))
    assert len(first) == 1 and [each.proto for each in first] == [each.proto for each in second]
