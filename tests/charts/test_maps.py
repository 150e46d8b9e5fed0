import json
import re

import pytest

from cci_data import basemap
from cci_data.charts.maps import country_map, neighbours_map, partner_map
from cci_data.filters import EVERYBODY, PartnerFilter
from cci_data.models import FormerPartner, Place
from cci_data.queries.neighbours import neighbours
from cci_data.queries.partners import partners, places
from cci_data.theme import DARK, LIGHT, rgb
from cci_data.vocabulary import NETWORK_COUNTRIES

FILTERS = [EVERYBODY, PartnerFilter(country=("LV", "SE")), PartnerFilter(sector=("music",))]
PARTNER, WITHOUT_PLACE, ILLUSTRATIVE = "media-evolution", "balteus-foundation", "example-hub-liepaja"


def layer(chart, name: str) -> list[dict] | None:
    layers = json.loads(chart.drawing.to_json())["layers"]
    return next((each["data"] for each in layers if each["id"] == name), None)


def bubbles(chart) -> list[tuple[str, int]]:
    """Return the city and the number of each bubble, as its hint says them."""
    hints = (place["hint"].split("\n")[0] for place in layer(chart, "places"))
    return sorted((hint.split(" in ", 1)[1], int(hint.split()[0])) for hint in hints)


def tabled(chart) -> list[tuple[str, int]]:
    return sorted(zip(chart.table["Place"], chart.table["Partners"], strict=True))


@pytest.mark.parametrize("chosen", FILTERS)
def test_the_table_has_each_bubble(fetch, chosen):
    chart = partner_map(fetch, LIGHT, chosen=chosen)
    assert bubbles(chart) and bubbles(chart) == tabled(chart)
    assert list(chart.table) == ["Place", "Country", "Partners"]


@pytest.mark.parametrize("chosen", FILTERS)
def test_the_summary_counts_those_on_the_map_and_those_without_a_place(fetch, chosen):
    summary = partner_map(fetch, LIGHT, chosen=chosen).summary
    who = fetch(partners, chosen=chosen)
    located = sum(bool(cities) for cities in who["cities"])
    found = fetch(places, chosen=chosen)
    assert summary.startswith(f"{located} partners are at {len(found)} places")
    largest = found["partner_count"].max()
    assert (f"({largest}" in summary) == (largest > 1)
    missing = len(who) - located
    assert ("no known place" in summary) == bool(missing) and (f"; {missing} more " in summary) == bool(missing)


def test_a_marked_place_is_amber_named_and_has_its_own_lines(fetch):
    every, own = partner_map(fetch, LIGHT, is_linked=True), partner_map(fetch, LIGHT, place="riga-lv", is_linked=True)
    (marked,) = [place for place in layer(own, "places") if place["colour"] == rgb(LIGHT.accent, 235)]
    assert " in Riga" in marked["hint"] and own.title.endswith("Riga is marked")
    assert 0 < len(layer(own, "shared-projects")) < len(layer(every, "shared-projects"))
    assert own.choice == {"place": "riga-lv", "lines": "yes"} and "Lines join" in own.legend
    plain = partner_map(fetch, LIGHT)
    assert layer(plain, "shared-projects") is None and plain.choice == {} and "Lines" not in plain.legend


def test_a_place_that_nobody_who_fits_is_at_is_not_marked(fetch):
    chart = partner_map(fetch, LIGHT, chosen=PartnerFilter(country=("IS",)), place="riga-lv")
    assert "marked" not in chart.title and chart.choice == {"country": "IS"}


def test_a_palette_is_that_of_the_map(fetch):
    light, dark = (layer(partner_map(fetch, palette), "places")[0]["colour"] for palette in (LIGHT, DARK))
    assert (light, dark) == (rgb(LIGHT.primary, 235), rgb(DARK.primary, 235))


@pytest.mark.parametrize("code", NETWORK_COUNTRIES)
def test_the_map_of_a_country_has_its_partners_in_its_name(fetch, code):
    chart = country_map(fetch, LIGHT, country=code)
    assert bubbles(chart) == tabled(chart)
    assert NETWORK_COUNTRIES[code] in chart.title and chart.choice == {"country": code}
    who = fetch(partners, chosen=PartnerFilter(country=(code,)))
    assert int(re.match(r"\d+", chart.summary)[0]) == sum(bool(cities) for cities in who["cities"])


def test_around_a_partner_the_nearest_are_listed_with_their_distance(fetch):
    chart, near = neighbours_map(fetch, LIGHT, partner_id=PARTNER), fetch(neighbours, partner_id=PARTNER).nearest
    assert chart.table["Partner"].tolist() == near["name"].tolist()
    assert chart.table["Distance in km"].tolist() == [round(km) for km in near["distance_km"]]
    assert near["name"][0] in chart.summary and "Malmö" in chart.summary
    (marked,) = [place for place in layer(chart, "places") if place["colour"] == rgb(LIGHT.accent, 235)]
    view = chart.drawing.initial_view_state
    assert (view.longitude, view.latitude) == (marked["longitude"], marked["latitude"])


def test_a_merged_partner_leads_to_the_present_one(fetch, session):
    session.add(FormerPartner(former_id="mevo", partner_id=PARTNER))
    session.flush()
    assert neighbours_map(fetch, LIGHT, partner_id="mevo").choice == {"id": PARTNER}


def test_without_a_place_there_is_nothing_to_draw_and_it_invites(fetch):
    chart = neighbours_map(fetch, LIGHT, partner_id=WITHOUT_PLACE)
    assert chart.drawing is None and "near nobody" in chart.summary and chart.nothing
    assert chart.table.empty
    with pytest.raises(KeyError, match="nobody"):
        neighbours_map(fetch, LIGHT, partner_id="nobody")


def test_an_illustrative_partner_has_no_bubble_and_the_map_says_so(fetch, session):
    where = {"city": "Liepāja", "country_code": "LV", "longitude": 21.01, "latitude": 56.51}
    session.add(Place(partner_id=ILLUSTRATIVE, **where))
    session.flush()
    chart = neighbours_map(fetch, LIGHT, partner_id=ILLUSTRATIVE)
    assert "it is illustrative" in chart.note
    assert bubbles(chart) == bubbles(partner_map(fetch, LIGHT))


def test_without_a_partner_the_map_is_empty_land(fetch_nothing):
    for chart in (partner_map(fetch_nothing, LIGHT, is_linked=True), country_map(fetch_nothing, LIGHT, country="LV")):
        assert layer(chart, "places") == [] and layer(chart, "land") == basemap.address()
        assert chart.summary == "No partner on record that fits has a known place." and chart.table.empty
