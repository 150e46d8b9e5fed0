"""What a picture's address means: which orders are the same, and what is refused with which words."""

import pytest
from starlette.datastructures import QueryParams

from cci_data.api import orders
from cci_data.api.moments import Moment
from cci_data.api.orders import LONGEST_ID, order_card, order_chart
from cci_data.api.problems import Problem
from cci_data.models import FormerPartner
from cci_data.queries.events import events
from cci_data.queries.partners import partner
from tests.charts.conftest import answers, fetch, fetch_nothing
from tests.conftest import TODAY

__all__ = ["answers", "fetch", "fetch_nothing"]


def ordered(fetch, name: str, query: str, kind: str = "svg"):
    make = order_card if name in ("partner", "event", "spotlight") else order_chart
    return make(Moment(fetch), TODAY, "https://cci.example", name, kind, QueryParams(query))


@pytest.mark.parametrize(
    ("name", "query", "same"),
    [
        ("sector-bars", "", "shape=wide&theme=light"),
        ("sector-bars", "country=lv", "country=LV"),
        ("sector-bars", "country=LV,SE&text=a", "text=a&country=LV,%20SE"),
        ("map", "sector=music&sectors=any", "sector=music"),
        ("map", "theme=Light&lines=YES", "lines=yes"),
        ("country-map", "country=lv", "country=LV"),
        ("partner", "id=media-evolution", "id=media-evolution&shape=share"),
        ("impact-by", "figure=projects&by=programmes&period=2024-h1", "figure=projects&by=programmes&period=2024-H1"),
        ("impact-by", "figure=Projects&by=programmes&period=ALL", "figure=projects&by=programmes&period=all"),
    ],
)
def test_two_ways_to_say_the_same_are_one_picture(fetch, name: str, query: str, same: str):
    assert ordered(fetch, name, query).key == ordered(fetch, name, same).key


def test_all_else_is_another_picture(fetch):
    asked = [
        ("sector-bars", query) for query in ("", "country=LV", "sector=music", "shape=square", "theme=dark", "text=a")
    ]
    asked += [("service-bars", ""), ("map", ""), ("map", "lines=yes"), ("map", "place=riga-lv")]
    asked += [("partner", "id=media-evolution"), ("partner", "id=minc"), ("spotlight", ""), ("spotlight", "country=LV")]
    keys = [ordered(fetch, *each).key for each in asked] + [ordered(fetch, "sector-bars", "", "png").key]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("name", "query", "kind", "said"),
    [
        ("sector-bars", "colour=red", "unknown-parameter", "“colour”"),
        ("country-map", "country=LV&sector=music", "unknown-parameter", "“sector”"),
        ("partner", "id=media-evolution&country=LV", "unknown-parameter", "“country”"),
        ("sector-bars", "country=XX", "unknown-option", "“XX”"),
        ("sector-bars", "theme=blue", "unknown-option", "“blue”"),
        ("sector-bars", "shape=share", "unknown-option", "“share”"),
        ("partner", "id=media-evolution&shape=wide", "unknown-option", "“wide”"),
        ("map", "place=atlantis", "unknown-option", "“atlantis”"),
        ("map", "lines=no", "unknown-option", "“no”"),
        ("coverage-matrix", "row=cheese", "unknown-option", "“cheese”"),
        ("indicator-series", "country=LV&indicator=luck", "unknown-option", "“luck”"),
        ("country-map", "country=FR", "unknown-option", "“FR”"),
        ("impact-by", "figure=luck&by=programmes", "unknown-option", "“luck”"),
        ("impact-by", "figure=projects&by=luck", "unknown-option", "“luck”"),
        ("impact-by", "figure=projects&by=programmes&period=2027-2021", "no-such-period", "“2027-2021”"),
        ("impact-by", "figure=projects&by=programmes&period=soon", "no-such-period", "“soon”"),
        ("impact-by", "figure=projects&by=programmes&period=2021-2027x", "unfit-value", "10 characters"),
        ("impact-over-years", "figure=projects&programme=Luck", "unknown-option", "“Luck”"),
        ("impact-over-years", "", "unfit-value", "figure is missing"),
        ("cooperation-square", "period=2024", "unknown-parameter", "“period”"),
        ("country-map", "", "unfit-value", "country is missing"),
        ("indicator-series", "country=LV", "unfit-value", "indicator is missing"),
        ("partner", "", "unfit-value", "id is missing"),
        ("sector-bars", "country=", "unfit-value", "country is blank"),
        ("sector-bars", "text=" + "x" * 51, "unfit-value", "51 characters"),
        ("sector-bars", "shape=wide&shape=square", "unfit-value", "2 times"),
        ("partner", "id=" + "x" * 81, "unfit-value", "81 characters"),
        ("partner", "id=nobody", "no-such-record", "no partner “nobody”"),
        ("partner", "id=%00", "no-such-record", "no partner"),
        ("neighbours-map", "id=nobody", "no-such-record", "no partner “nobody”"),
        ("neighbours-map", "id=" + "x" * 81, "unfit-value", "81 characters"),
        ("event", "event=' OR 1=1 --", "no-such-record", "no event"),
        ("spotlight", "country=FR", "no-such-record", "no spotlight “FR”"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(fetch, name: str, query: str, kind: str, said: str):
    with pytest.raises(Problem, match=said) as refused:
        ordered(fetch, name, query)
    assert refused.value.kind == kind and refused.value.remedy.endswith(".") and len(refused.value.detail) < 200


@pytest.mark.parametrize("name", ["partner", "neighbours-map"])
def test_a_merged_partner_leads_to_the_present_one(fetch, session, name: str):
    session.add(FormerPartner(former_id="mevo", partner_id="media-evolution"))
    session.flush()
    assert ordered(fetch, name, "id=mevo").key == ordered(fetch, name, "id=media-evolution").key


def test_an_id_that_begins_like_a_former_one_is_another(fetch, session):
    former = "m" * LONGEST_ID
    session.add(FormerPartner(former_id=former, partner_id="media-evolution"))
    session.flush()
    assert orders._present(fetch, "partner", former) == "media-evolution"
    with pytest.raises(Problem, match="no partner"):
        orders._present(fetch, "partner", former + "m")


@pytest.mark.parametrize("name", ["partner", "neighbours-map", "event"])
def test_a_record_that_went_after_it_was_asked_for_is_a_problem(fetch, name: str):
    gone = []

    def fetch_until(query, **arguments):
        found = fetch(query, **arguments)
        return found[:0] if query in gone else found

    key = {"event": "event=lublin-2029"}.get(name, "id=media-evolution")
    order = ordered(fetch_until, name, key)
    assert order.draw()
    gone += [partner, events]
    with pytest.raises(Problem, match="There is no (partner|event) “") as refused:
        order.draw()
    assert refused.value.kind == "no-such-record"


def test_a_card_is_a_file_of_its_record(fetch):
    assert ordered(fetch, "partner", "id=media-evolution").file == "cci-partner-media-evolution"
    assert ordered(fetch, "spotlight", "").file == "cci-spotlight"
    assert ordered(fetch, "map", "country=LV").file == "cci-map"


def test_a_chart_of_impact_is_that_of_the_day(fetch):
    asked = QueryParams("figure=projects")
    days = (TODAY, TODAY.replace(year=TODAY.year + 2))
    orders = [order_chart(Moment(fetch), day, "", "impact-over-years", "svg", asked) for day in days]
    assert orders[0].key != orders[1].key
    assert [f"from 2008 to {day.year}" in order.draw().decode() for day, order in zip(days, orders, strict=True)] == [
        True,
        True,
    ]


@pytest.mark.slow
def test_without_a_record_the_charts_can_be_ordered(fetch_nothing):
    impact = ("cooperation-square", "cooperation-map")
    for name in ("map", "sector-bars", "coverage-matrix", "service-bars", "types-by-country", *impact):
        assert ordered(fetch_nothing, name, "").draw().endswith(b"</svg>\n")
    assert ordered(fetch_nothing, "spotlight", "").draw().endswith(b"</svg>\n")
