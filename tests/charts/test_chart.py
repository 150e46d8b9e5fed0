from datetime import date

import pandas as pd
import pytest
from sqlalchemy import delete, update

from cci_data.charts.chart import Chart, collected_on, most, origins
from cci_data.charts.impact import impact_over_years
from cci_data.data_age import DataAge
from cci_data.models import DataSet, Partner
from cci_data.theme import LIGHT
from tests.impact.scene import a_step
from tests.queries.build import add


def chart(**other) -> Chart:
    said = {"name": "x", "title": "X", "summary": "One.", "note": "Mind this.", "source": "a book", "as_of": None}
    return Chart(**said | other, drawing=None, make_table=pd.DataFrame)


def test_the_basis_says_note_source_and_day():
    assert chart().basis == "Mind this. Source: a book."
    assert chart(note="", as_of=date(2026, 11, 3)).basis == "Source: a book. Data as of 3 November 2026."


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ({}, ("", 0, 0)),
        ({"a": 0, "b": 0}, ("", 0, 0)),
        ({"a": 1, "b": 3, "c": 2}, ("b", 1, 3)),
        ({"a": 3, "b": 3, "c": 2}, ("a and b", 2, 3)),
        (dict.fromkeys("abcde", 1), ("a, b, c and 2 more", 5, 1)),
    ],
)
def test_those_with_the_largest_number_are_named_and_none_has_none(numbers, found):
    assert most(numbers.keys(), numbers.values()) == found


def test_the_origin_is_public_as_long_as_the_desk_has_told_of_nothing(fetch, session):
    assert origins(fetch) == "public record"
    session.execute(update(Partner).where(Partner.origin == "published").values(origin="desk"))
    assert origins(fetch) == "public record and Contact Desk"
    session.execute(delete(DataSet))
    assert origins(fetch) == "Contact Desk"


def test_one_record_of_the_desk_is_enough_to_name_it(fetch, session):
    add(session, *a_step("met", "contact", "2026-03", origin="illustrative"))
    assert origins(fetch) == "public record"
    add(session, *a_step("met-again", "contact", "2026-04"))
    assert origins(fetch) == "public record and Contact Desk"
    said = impact_over_years(fetch, LIGHT, indicator="rco87", today=date(2026, 11, 26)).basis
    assert "Source: public record and Contact Desk." in said


def test_the_day_is_that_of_the_latest_data_or_not_known(fetch, session):
    assert collected_on(fetch) == DataAge(date(2026, 11, 23))
    session.execute(delete(DataSet))
    assert collected_on(fetch) is None
