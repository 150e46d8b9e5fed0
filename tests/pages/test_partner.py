"""A partner's own page: each section says what the record says, also where there is little."""

import csv
import re
from itertools import combinations
from urllib.parse import parse_qs, unquote

import pytest

from cci_data.models import FormerPartner
from cci_data.queries.neighbours import neighbours
from cci_data.queries.network import project_network
from cci_data.queries.standing import standing
from cci_data.settings import DATA
from cci_data.theme import LIGHT, rgb
from pages.parts.fetch import fetch
from tests.pages.screen import plain

PARTNER = "media-evolution"
CROSS_SECTORAL = "danish-cultural-institute"
ONLY_ONE = "centre-for-the-development-of-creative-industries"
WITHOUT_PLACE = "balteus-foundation"
ILLUSTRATIVE = "example-hub-liepaja"
NO_IDS = ["nobody", "' OR 1=1 --", "\x00", "<b>x</b>", "../../etc", "%00", "x" * 10_000, "Ł" * 300]


def public_record(table: str) -> list[dict[str, str]]:
    with (DATA / "public_record" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def section(screen, heading: str) -> str:
    """Return the HTML below a heading, up to the next one of its level."""
    (found,) = re.findall(rf"<h2>{re.escape(heading)}</h2>(.*?)(?=<h2>|\Z)", screen.html, re.DOTALL)
    return found


def linked(html: str) -> list[str]:
    """Return the ids of the partners to whose pages `html` leads, in order."""
    return [unquote(key) for key in re.findall(r'href="partner\?id=([^"&]*)"', html)]


def folded(html: str, words: str) -> str:
    """Return the list under the summary or heading that has these words."""
    (found,) = re.findall(rf"<(?:summary|h3)>[^<]*{words}[^<]*</(?:summary|h3)>(<ul.*?</ul>)", html, re.DOTALL)
    return found


def teams() -> list[set[str]]:
    by_project: dict[str, set[str]] = {}
    for row in public_record("participations"):
        by_project.setdefault(row["project_id"], set()).add(row["partner_id"])
    return list(by_project.values())


def worked_with(partner_id: str) -> set[str]:
    return set().union(*(team for team in teams() if partner_id in team)) - {partner_id}


def test_without_an_id_the_page_lets_a_person_find_an_organisation(open_page):
    screen = open_page("partner")
    assert screen.titles == ["My organisation"]
    assert screen.decks == screen.notices == []
    options = screen.options("id")[1:]
    assert len(options) == len(public_record("partners"))
    for row in public_record("partner_names"):
        assert any(row["name"] in option for option in options)


def test_a_choice_leads_to_the_page_and_back(open_page):
    screen = open_page("partner")
    screen.app.selectbox(key="choose-id").select(PARTNER)
    screen.run()
    assert screen.app.query_params == {"id": PARTNER}
    assert plain(screen.titles[0]) == "Media Evolution"
    assert screen.html == open_page("partner", id=PARTNER).html


@pytest.mark.parametrize("partner_id", NO_IDS)
def test_an_id_that_nobody_has_is_named_and_the_field_is_there(open_page, partner_id: str):
    screen = open_page("partner", id=partner_id)
    assert screen.errors == []
    assert screen.titles == ["My organisation"]
    (notice,) = screen.notices
    assert "a partner" in notice and len(notice) < 200
    assert "<b>x</b>" not in screen.html
    assert screen.choice("id") == "" and "id" not in screen.app.query_params


def test_an_id_in_capitals_leads_to_the_partner(open_page):
    screen = open_page("partner", id=PARTNER.upper())
    assert screen.errors == screen.notices == [] and screen.titles[0].strip() == "Media Evolution"
    assert screen.app.query_params["id"] == PARTNER


def test_the_id_of_a_partner_that_was_merged_leads_to_the_present_one(open_page, write):
    with write() as session:
        session.add(FormerPartner(former_id="mevo", partner_id=PARTNER))
        session.add(FormerPartner(former_id="rigas-dome", partner_id="city-of-riga"))
    screen = open_page("partner", id="mevo", to="rigas-dome")
    assert screen.errors == screen.notices == []
    assert screen.app.query_params == {"id": PARTNER, "to": "city-of-riga"}
    assert plain(screen.titles[0]) == "Media Evolution"


def test_the_facts_stand_there_with_their_sources(open_page):
    row = next(row for row in public_record("partners") if row["partner_id"] == PARTNER)
    facts = section(open_page("partner", id=PARTNER), "In short")
    assert f'href="{row["website"]}"' in facts and f'href="{row["source"]}"' in facts
    assert {"Malmö, Sweden", row["organisation_type"], row["type_basis"]} <= set(re.split("<[^>]*>", facts))


@pytest.mark.parametrize("partner_id", [PARTNER, ONLY_ONE, "music-norway"])
def test_the_map_marks_the_place_and_the_nearest_are_listed_with_their_distance(open_page, partner_id: str):
    screen = open_page("partner", id=partner_id)
    (city,) = [row["city"] for row in public_record("places") if row["partner_id"] == partner_id]
    (marked,) = [place for place in screen.layer("places") if place["colour"] == rgb(LIGHT.accent, 235)]
    assert f" in {city}" in marked["hint"]
    (deck,) = screen.decks
    assert (deck["initialViewState"]["longitude"], deck["initialViewState"]["latitude"]) == (
        marked["longitude"],
        marked["latitude"],
    )
    near = fetch(neighbours, partner_id=partner_id).nearest
    found = section(screen, "On the map")
    assert linked(found) == near["partner_id"].tolist() and len(near) == 8
    for row, words in zip(near.itertuples(), re.findall("<li>(.*?)</li>", found), strict=True):
        assert ("same city" if row.distance_km == 0 else f" {max(1, round(row.distance_km))} km") in words


def test_without_a_place_the_page_invites_and_has_no_map(open_page):
    screen = open_page("partner", id=WITHOUT_PLACE)
    assert screen.errors == screen.decks == []
    assert "on no map" in section(screen, "On the map")
    assert linked(section(screen, "On the map")) == []


@pytest.mark.parametrize("partner_id", [ONLY_ONE, CROSS_SECTORAL, "hamburg-music"])
def test_the_sectors_have_the_numbers_that_the_map_has(open_page, partner_id: str):
    found = section(open_page("partner", id=partner_id), "Sectors")
    cells = fetch(standing, partner_id=partner_id)
    assert plain(found).count("the only one in") == cells["is_only_one"].sum()
    shared = cells[~cells["is_only_one"].astype(bool)]
    links = re.findall(r'href="map\?([^"]*)"[^>]*>(\d+) partners?</a>', found)
    assert [int(number) for _address, number in links] == shared["partner_count"].tolist()
    for address, number in links:
        asked = {key: values[0] for key, values in parse_qs(address.replace("&amp;", "&")).items()}
        assert len(open_page("map", **asked).list_of_partners) == int(number)


def test_who_is_the_only_one_is_told_so_first(open_page):
    words = plain(section(open_page("partner", id=ONLY_ONE), "Sectors"))
    assert words.startswith("The only partner on record in the region in Advertising and communication and in its")


def test_who_has_stated_no_sector_is_asked_for_one(open_page):
    found = section(open_page("partner", id=PARTNER), "Sectors")
    assert "invitation" in found and "only" not in found and linked(found) == []


def test_whom_one_never_worked_with_is_complete(open_page):
    sectors: dict[str, set[str]] = {}
    for row in public_record("partner_sectors"):
        sectors.setdefault(row["partner_id"], set()).add(row["sector_id"])
    cross = {row["partner_id"] for row in public_record("partners") if row["is_cross_sectoral"] == "true"}
    own = {key for key, named in sectors.items() if named & sectors[ONLY_ONE]} - cross
    expected = {ONLY_ONE: own, CROSS_SECTORAL: cross}
    for partner_id, others in expected.items():
        found = folded(section(open_page("partner", id=partner_id), "Sectors"), "Never worked with")
        listed = linked(found)
        assert set(listed) == others - worked_with(partner_id) - {partner_id}
        assert len(listed) == len(set(listed)) > 20


@pytest.mark.parametrize("partner_id", [PARTNER, CROSS_SECTORAL, WITHOUT_PLACE])
def test_the_projects_are_there_with_all_who_took_part(open_page, partner_id: str):
    titles = {row["project_id"]: row["title"] for row in public_record("projects")}
    own = [row["project_id"] for row in public_record("participations") if row["partner_id"] == partner_id]
    found = section(open_page("partner", id=partner_id), "Projects")
    assert [titles[key] for key in own if titles[key] not in plain(found)] == []
    assert set(linked(found)) == worked_with(partner_id)
    assert plain(found).startswith(f"{len(own)} project")
    near = fetch(project_network).direct_partners(partner_id)
    assert f" with {len(near)} other partner" in plain(found).partition(" on record.")[0]


@pytest.mark.parametrize("partner_id", [PARTNER, CROSS_SECTORAL, WITHOUT_PLACE])
def test_the_network_has_every_partner_and_every_partner_of_them(open_page, partner_id: str):
    found = section(open_page("partner", id=partner_id), "In the network of shared projects")
    near = worked_with(partner_id)
    far = set().union(*map(worked_with, near)) - near - {partner_id}
    assert set(linked(folded(found, "direct partner"))) == near
    assert not far or set(linked(folded(found, "of partners"))) == far
    assert plain(found).startswith(f"{len(near)} direct partners and {len(far)} partners of partners")


def test_the_way_to_another_is_shown_step_by_step(open_page):
    screen = open_page("partner", id=PARTNER, to="city-of-riga")
    assert screen.errors == screen.app.exception == []
    ((ordered),) = re.findall(r'<ol class="way">(.*?)</ol>', screen.html, re.DOTALL)
    way = [PARTNER, *linked(ordered)]
    links = {pair for team in teams() for pair in combinations(sorted(team), 2)}
    assert len(way) == 3 and way[-1] == "city-of-riga"
    assert "city-of-riga" not in worked_with(PARTNER)
    assert [pair for pair in zip(way, way[1:], strict=False) if tuple(sorted(pair)) not in links] == []
    titles = {row["title"] for row in public_record("projects")}
    over = re.findall(r'<span class="over">– (.*?) →</span>', ordered)
    assert len(over) == 2 and set(over) <= titles


def test_where_there_is_no_way_the_page_says_so(open_page):
    screen = open_page("partner", id=PARTNER, to=ONLY_ONE)
    (notice,) = screen.notices
    assert notice == "No way over shared projects leads from Media Evolution to " + (
        "Centre for the Development of Creative Industries."
    )
    alone = open_page("partner", id=ONLY_ONE, to=PARTNER)
    assert "no way leads" in section(alone, "In the network of shared projects")
    assert len(alone.notices) == 1


@pytest.mark.parametrize("other", ["nobody", ILLUSTRATIVE, "\x00", "x" * 10_000])
def test_a_way_to_nobody_on_record_is_named(open_page, other: str):
    screen = open_page("partner", id=PARTNER, to=other)
    assert screen.errors == []
    (notice,) = screen.notices
    assert "the way to" in notice
    assert screen.app.query_params == {"id": PARTNER}


def test_a_way_to_itself_is_none(open_page):
    screen = open_page("partner", id=PARTNER, to=PARTNER)
    assert screen.errors == screen.notices == []
    assert screen.app.query_params == {"id": PARTNER}


def test_events_and_good_practices_are_there(open_page):
    screen = open_page("partner", id=PARTNER)
    events = {row["event_id"] for row in public_record("event_hosts") if row["partner_id"] == PARTNER}
    titles = [row["title"] for row in public_record("events") if row["event_id"] in events]
    assert titles and [title for title in titles if title not in section(screen, "Events")] == []
    own = {row["good_practice_id"] for row in public_record("good_practice_partners") if row["partner_id"] == PARTNER}
    titles = [row["title"] for row in public_record("good_practices") if row["good_practice_id"] in own]
    assert titles and [title for title in titles if title not in section(screen, "Good practices")] == []
    assert "invitation" in section(screen, "Needs and offers")
