from datetime import date

import pandas as pd
import pytest
from sqlalchemy import delete, update

from cci_data.charts.chart import Chart, collected_on, most, origins
from cci_data.models import DataSet, Partner


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


def test_the_origin_is_that_of_the_partners_on_record(fetch, session):
    assert origins(fetch) == "public record"
    first = session.query(Partner.partner_id).filter(Partner.origin == "published").order_by(Partner.partner_id).first()
    session.execute(update(Partner).where(Partner.partner_id == first[0]).values(origin="desk"))
    assert origins(fetch) == "public record and Contact Desk"
    session.execute(update(Partner).where(Partner.origin == "published").values(origin="desk"))
    assert origins(fetch) == "Contact Desk"


def test_the_day_is_that_of_the_latest_data_or_not_known(fetch, session):
    assert collected_on(fetch) == date(2026, 11, 23)
    session.execute(delete(DataSet))
    assert collected_on(fetch) is None
