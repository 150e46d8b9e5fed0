"""What is asked for, read into orders: the same whoever asks, and a sentence for what cannot be."""

from datetime import date

import pytest
from starlette.datastructures import QueryParams

from cci_data.api.problems import Problem
from cci_data.api.report_orders import read_order
from tests.conftest import TODAY
from tests.reports.conftest import ADDRESS, order, reader

__all__ = ["reader"]


def asked(reader, kind: str, form: str, **parameters: str):
    return read_order(reader, kind, form, QueryParams(parameters), TODAY, ADDRESS)


def test_two_addresses_that_mean_the_same_are_the_same_order(reader):
    assert asked(reader, "spotlight", "pdf", country="lv") == order("spotlight", "pdf", country="LV")
    assert asked(reader, "network", "pdf") == order("network", "pdf")
    one = asked(reader, "network", "pdf", sector="music,design", country="EE,lv,EE")
    assert one == asked(reader, "network", "pdf", country="EE,LV", sector=" music, design")
    assert one.chosen.country == ("EE", "LV")


@pytest.mark.parametrize("name", ["media-evolution", "Media Evolution", "MEDIA EVOLUTION", "media evol"])
def test_a_partner_is_asked_for_by_its_id_or_its_name(reader, name: str):
    assert asked(reader, "partner", "pdf", id=name) == order("partner", "pdf", id="media-evolution")


def test_a_country_is_asked_for_by_its_name_too(reader):
    assert asked(reader, "spotlight", "pdf", country="latvia") == order("spotlight", "pdf", country="LV")


def test_an_agenda_is_asked_for_as_its_presentation_is(reader):
    parameters = {"scenes": "where,closing", "country": "LV", "theme": "dark", "every": "20", "present": "1"}
    found = asked(reader, "agenda", "pptx", **parameters)
    assert found.parameters == {"scenes": "where,closing", "country": "LV"}
    of_impact = {"period": "2024-H1", "impact_programme": "Interreg Baltic Sea Region 2014-2020", "figure": "rco87"}
    assert asked(reader, "agenda", "pptx", **of_impact | {"period": "2024-h1"}).parameters == of_impact
    assert asked(reader, "agenda", "pptx", period="all").parameters == {}


def test_a_period_and_a_programme_are_kept_as_they_are_on_record(reader):
    name = "Interreg Baltic Sea Region 2021-2027"
    one = asked(reader, "impact", "pdf", period="2024-h1", programme="interreg-baltic-sea-region-2021-2027")
    assert one == order("impact", "pdf", period="2024-H1", programme=name)
    assert asked(reader, "impact", "xlsx", period=" All ") == order("impact", "xlsx")
    assert asked(reader, "impact", "docx", period="2021-2027").parameters == {"period": "2021-2027"}


@pytest.mark.parametrize(
    ("kind", "form", "parameters", "words"),
    [
        ("nothing", "pdf", {}, "no report “nothing”"),
        ("spotlight", "doc", {}, "does not come as “doc”"),
        ("agenda", "pdf", {}, "does not come as “pdf”"),
        ("spotlight", "pdf", {"country": "XX"}, "no country “XX”"),
        ("spotlight", "pdf", {"sector": "music"}, "no parameter “sector”"),
        ("network", "pdf", {"country": "QQ"}, "no option “QQ”"),
        ("network", "pdf", {"text": "x" * 60}, "60 characters"),
        ("partner", "pdf", {}, "id is missing"),
        ("partner", "pdf", {"id": "nobody"}, "no partner “nobody”"),
        ("agenda", "pptx", {"scenes": "where,nix"}, "scenes has no option “nix”"),
        ("agenda", "pptx", {"period": "soon"}, "no period “soon”"),
        ("agenda", "pptx", {"period": "2027"}, "The period 2027 has not begun"),
        ("agenda", "pptx", {"impact_programme": "Moon"}, "impact_programme has no option “Moon”"),
        ("agenda", "pptx", {"figure": "rco0"}, "figure has no option “rco0”"),
        ("impact", "pptx", {}, "does not come as “pptx”"),
        ("impact", "pdf", {"period": "soon"}, "no period “soon”"),
        ("impact", "pdf", {"period": "2027-2021"}, "no period “2027-2021”"),
        ("impact", "pdf", {"period": "2027"}, "The period 2027 has not begun"),
        ("impact", "pdf", {"period": ""}, "period is blank"),
        ("impact", "pdf", {"programme": "Moon"}, "programme has no option “Moon”"),
        ("impact", "pdf", {"country": "LV"}, "no parameter “country”"),
        ("network", "pdf", {"period": "2023"}, "no parameter “period”"),
        ("network", "pdf", {"as_of": "never"}, "no frozen state “never”"),
    ],
)
def test_what_cannot_be_asked_is_a_sentence(reader, kind: str, form: str, parameters: dict[str, str], words: str):
    with pytest.raises(Problem) as caught:
        asked(reader, kind, form, **parameters)
    assert words in caught.value.detail and caught.value.remedy.endswith(".")


def test_another_day_is_another_order(reader):
    later = read_order(reader, "network", "pdf", QueryParams(), date(2027, 1, 15), ADDRESS)
    assert later != asked(reader, "network", "pdf") and later.made_on == later.today == date(2027, 1, 15)
