"""Whom somebody means: by a key, a name, another name, or a beginning; and what is said where that is nobody."""

import re

import pytest

from cci_data.api.named import country_named, partner_named
from cci_data.api.problems import Problem
from cci_data.language import fold
from cci_data.queries.partners import partners
from tests.charts.conftest import answers, fetch

__all__ = ["answers", "fetch"]


def test_every_partner_is_found_by_each_of_its_names_that_no_other_has(fetch):
    found = fetch(partners)
    names = {}
    for row in found.itertuples():
        for name in (row.partner_id, row.name, *row.other_names):
            names.setdefault(fold(name), []).append(row.partner_id)
    own = {name: keys[0] for name, keys in names.items() if len(set(keys)) == 1}
    assert len(own) > len(found) * 1.9
    assert {name: partner_named(fetch, name.upper()) for name in list(own)[::7]} == dict(list(own.items())[::7])


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("media-evolution", "media-evolution"),
        (" Media  Evolution ", "media-evolution"),
        ("media evo", "media-evolution"),
    ],
)
def test_a_beginning_is_enough_where_no_other_has_it(fetch, asked: str, key: str):
    assert partner_named(fetch, asked) == key


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("city of", r"^Several begin so: City .+ \(city-.+\), .+\.$"),
        ("Media Evolutions", r"^The nearest is Media Evolution \(media-evolution\)\.$"),
        ("Medai evolution", r"^The nearest is Media Evolution \(media-evolution\)\.$"),
        ("zzzz", r"^Take the address from the page of the partner\.$"),
        ("", r"^Take the address from the page of the partner\.$"),
    ],
)
def test_nobody_or_several_is_said_with_the_nearest(fetch, asked: str, said: str):
    with pytest.raises(Problem, match="There is no partner “") as problem:
        partner_named(fetch, asked)
    assert problem.value.kind == "no-such-record" and re.search(said, problem.value.remedy), problem.value.remedy


@pytest.mark.parametrize("asked", ["LV", "lv", "Latvia", " LATVIA ", "Latv"])
def test_a_country_is_found_by_code_name_or_beginning(asked: str):
    assert country_named(asked) == "LV"


@pytest.mark.parametrize(("asked", "said"), [("Latvija", "The nearest is Latvia (LV)."), ("XX", "Use one of DK, EE")])
def test_no_country_of_the_network_is_said(asked: str, said: str):
    with pytest.raises(Problem, match=f"There is no country “{asked}” in the network.") as problem:
        country_named(asked)
    assert problem.value.remedy.startswith(said)
