"""The public columns: each is in what the query gives, each is explained, and what is left out is left out."""

from functools import partial

import pandas as pd
import pytest
from sqlalchemy.orm import Session

from cci_data.api.offers import ALL_DATA
from cci_data.impact.tables import impact_figures, impact_rows
from cci_data.public_data import (
    COUNTRIES,
    EVENTS,
    GOOD_PRACTICES,
    INDICATORS,
    PARTNERS,
    PROJECTS,
    SECTORS,
    as_public,
    public_basis,
    public_source,
)
from cci_data.public_impact import IMPACT, IMPACT_ROWS
from cci_data.queries.coverage import countries, sectors
from cci_data.queries.events import events
from cci_data.queries.good_practices import good_practices
from cci_data.queries.partners import partners
from cci_data.queries.projects import projects
from tests.conftest import TODAY
from tests.queries import record

QUERIES = {
    **{PARTNERS: partners, EVENTS: events, PROJECTS: projects},
    **{GOOD_PRACTICES: good_practices, COUNTRIES: countries, SECTORS: sectors},
    IMPACT: partial(impact_figures, period="2023", today=TODAY),
    IMPACT_ROWS: partial(impact_rows, indicators=(), period="all", today=TODAY),
}
# Of what nothing is on record: the Desk sets and records it.
NOT_YET = {"changed_at", "services", "confirmed_on", "cause", "cause_label", "programme"}
NOT_YET |= {"baseline", "baseline_year", "target", "target_year", "progress", "progress_in_words"}


@pytest.mark.parametrize("data", ALL_DATA, ids=lambda data: data.name)
def test_each_column_has_a_name_a_heading_and_a_meaning(data):
    names = [column.name for column in data.columns]
    headings = [column.heading for column in data.columns]
    assert len(set(names)) == len(names) and len(set(headings)) == len(headings)
    assert all(column.meaning and column.heading for column in data.columns)
    assert set(names).isdisjoint(data.left_out) and all(data.left_out.values())


@pytest.mark.parametrize("data", QUERIES, ids=lambda data: data.name)
def test_each_column_of_a_query_is_public_or_left_out(session: Session, data):
    given = set(QUERIES[data](session).columns)
    public = {column.name for column in data.columns}
    assert public <= given and given - public <= set(data.left_out)


@pytest.mark.parametrize("data", QUERIES, ids=lambda data: data.name)
def test_what_is_said_to_be_there_always_is(session: Session, data):
    rows = data.rows(QUERIES[data](session))
    for place, column in enumerate(data.columns):
        values = [row[place] for row in rows]
        assert not column.is_always or None not in values
        assert any(value not in (None, ()) for value in values) or column.name in NOT_YET


def row_of(**values) -> dict:
    return dict.fromkeys(column.name for column in PARTNERS.columns) | {"origin": "published", "source": "x"} | values


def value_of(name: str, **values):
    (row,) = PARTNERS.rows(pd.DataFrame([row_of(**values)], dtype=object))
    return row[[column.name for column in PARTNERS.columns].index(name)]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "mailto:a@b.org", "www.x.org", "https://x.org/?a=b@c.org", ""])
def test_what_is_no_address_on_the_web_is_no_link(link: str):
    assert value_of("website", website=link) is None
    assert value_of("website", website="https://x.org") == "https://x.org"


@pytest.mark.parametrize(
    ("origin", "told"),
    [("published", "by Jane"), ("desk", "Contact Desk"), ("illustrative", "made up to show how it will look")],
)
def test_a_record_of_the_desk_names_the_desk(origin: str, told: str):
    assert value_of("source", origin=origin, source="by Jane") == public_source(origin, "by Jane") == told
    frame = as_public(pd.DataFrame([row_of(origin=origin, source="by Jane")], dtype=object))
    assert frame["source"].tolist() == [told]


def test_a_value_keeps_its_source():
    assert as_public(pd.DataFrame({"source": ["Eurostat"]}))["source"].tolist() == ["Eurostat"]
    assert "source" in [column.name for column in INDICATORS.columns]


def test_how_a_value_is_known_is_told_in_our_words_only():
    assert public_basis("stated") == "stated in the source"
    assert [public_basis(text) for text in (None, "", "told by Jane", "Stated")] == [None] * 4


def test_nothing_that_the_public_record_says_of_its_values_is_lost():
    rows = [*record.lines("partners"), *record.lines("places")]
    said = {value for row in rows for name, value in row.items() if name.endswith("basis")} - {""}
    assert len(said) > 5 and [basis for basis in said if not public_basis(basis)] == []


def test_of_events_it_is_said_how_to_find_who_took_part():
    assert EVENTS.left_out["attendance"].endswith("partners are filtered by event, and hosts count as attending")
