"""Handouts on each backend, on tables without a row, and of a frozen state."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session
from starlette.datastructures import QueryParams

from cci_data.api.report_orders import read_order
from cci_data.exports.handout.parts import Beside, Section, Table
from cci_data.filters import read
from cci_data.frozen.states import freeze
from cci_data.models import Statement
from cci_data.queries.good_practices import good_practices
from cci_data.queries.partners import partners
from cci_data.queries.projects import projects
from cci_data.reader import Reader
from cci_data.reports.moment import reading
from cci_data.reports.network import NO_COUNTRY, WISHES, network_handout
from cci_data.reports.registry import report
from cci_data.reports.spotlight import spotlight_handout
from cci_data.vocabulary import NETWORK_COUNTRIES
from tests.charts.conftest import answers, fetch, fetch_nothing
from tests.conftest import TODAY, build_world, change, writing
from tests.reports.conftest import ADDRESS, order, page_count, words_of

__all__ = ["answers", "fetch", "fetch_nothing"]


def sections(parts) -> list[Section]:
    found = []
    for part in parts:
        if isinstance(part, Beside):
            found += sections((*part.left, *part.right))
        elif isinstance(part, Section):
            found.append(part)
    return found


def test_every_partner_is_in_the_table_once(fetch):
    found = sections(network_handout(fetch, order("network", "pdf")).parts)
    (table,) = (each.body for each in found if each.heading == "All partners")
    assert isinstance(table, Table)
    found = fetch(partners)
    assert [row[0] for row in table.rows] != [] and sorted(row[0] for row in table.rows) == sorted(found["name"])
    start = 0
    for name, number in table.groups:
        country, rows = name.rpartition(" (")[0], table.rows[start : start + number]
        there = found["country"].isna() if country == NO_COUNTRY else found["country"] == country
        assert [row[0] for row in rows] == list(found.loc[there, "name"])
        start += number
    assert start == len(found)


def test_the_countries_are_those_that_their_own_queries_count(session, fetch):
    found = sections(network_handout(fetch, order("network", "pdf")).parts)
    (table,) = (each.body for each in found if each.heading == "Country by country")
    expected, every = [], good_practices(session)
    for code, name in sorted(NETWORK_COUNTRIES.items(), key=lambda pair: pair[1]):
        there = [row for row in partners(session).itertuples() if code in row.country_codes]
        named = {sector for row in there if not row.is_cross_sectoral for sector in row.sectors}
        shared = [row for row in projects(session).itertuples() if code in row.country_codes]
        ids = {row.partner_id for row in there}
        learned = [row for row in every.itertuples() if row.country_code == code or ids & set(row.partner_ids)]
        expected.append((name, *(str(len(each)) for each in (there, named, shared, learned))))
    assert list(table.rows) == expected
    filtered = sections(network_handout(fetch, order("network", "pdf", country="LV")).parts)
    assert "Country by country" not in [each.heading for each in filtered]


def test_illustrative_wishes_and_events_carry_their_mark_and_partners_are_none(fetch):
    found = sections(spotlight_handout(fetch, order("spotlight", "pdf", country="LV")).parts)
    by_heading = {each.heading: each.body for each in found}
    wishes = by_heading["Needs and offers"].entries
    assert wishes and all(each.is_illustrative for each in wishes)
    assert any(each.is_illustrative for each in by_heading["Events"].entries)
    assert not any("Example" in row[0] for row in by_heading["Partners on record"].rows)


@pytest.mark.parametrize(
    "asked",
    [{}, {"country": "LV"}, {"sector": "music"}, {"country": "LV,SE", "sector": "music"}, {"text": "nobody at all"}],
)
def test_needs_and_offers_are_those_of_the_partners_that_fit(session, fetch, asked: dict[str, str]):
    fitting = partners(session, chosen=read(asked))
    stating = dict(partners(session).iloc[::10][["partner_id", "country_code"]].itertuples(index=False))
    for key, code in stating.items():
        stated = {"statement_id": key, "kind": "need", "partner_id": key, "text": key, "stated_on": date(2030, 1, 1)}
        session.add(Statement(**stated, country_code=code, origin="published", source="a form"))
    session.flush()
    found = sections(network_handout(fetch, order("network", "pdf", **asked)).parts)
    (said,) = (each.body.entries for each in found if each.heading == "Needs and offers of partners")
    expected = {key for key in stating if key in set(fitting["partner_id"])}
    assert {entry.text for entry in said} <= expected and len(said) == min(len(expected), WISHES)


@pytest.mark.parametrize(("kind", "asked"), [("spotlight", {"country": "LV"}), ("network", {})])
def test_tables_without_a_row_invite(fetch_nothing, kind: str, asked: dict[str, str]):
    words = words_of(report(fetch_nothing, order(kind, "pdf", **asked)))
    assert "Tell the Contact Desk" in words and "152" not in words


def test_a_frozen_state_stays_as_it_was_and_says_its_name(copy_of: Callable[..., str]):
    url = copy_of("sqlite", build_world)
    with writing(url) as engine, Session(engine) as session, session.begin():
        freeze(session, "The meeting in Liepāja", datetime(2026, 12, 18, 12, tzinfo=UTC))
    change(url, "UPDATE partner SET name = 'Another Name' WHERE partner_id = 'media-evolution'")
    reader = Reader(url)
    query = QueryParams({"as_of": "the-meeting-in-liepaja"})
    wanted = read_order(reader, "network", "pdf", query, date(2027, 2, 1), ADDRESS)
    assert (wanted.today, wanted.made_on) == (date(2026, 12, 18), date(2027, 2, 1))
    content = report(reading(reader, wanted.as_of), wanted)
    words = words_of(content)
    assert "Media Evolution" in words and "Another Name" not in words
    assert words.count("as frozen: The meeting in Liepāja · made on 1 February 2027") == page_count(content)
    assert "Another Name" in words_of(report(reader.fetch, order("network", "pdf", TODAY)))
    reader.close()
