from datetime import date

from cci_data.models import Statement
from cci_data.queries.statements import statements
from cci_data.vocabulary import COUNTRY_FACT_KINDS, PARTNER_STATEMENT_KINDS, STATEMENT_KINDS
from tests.queries import record
from tests.queries.build import add


def a_need(statement_id: str, **values: object) -> Statement:
    usual = {"kind": "need", "country_code": "EE", "text": "a need", "origin": "desk", "source": "a test"}
    return Statement(statement_id=statement_id, **usual | values)


def test_the_facts_of_each_country_are_those_of_the_files(session):
    found = statements(session, kinds=COUNTRY_FACT_KINDS)
    expected = {(row["statement_id"], row["country_code"], row["kind"]) for row in record.lines("statements")}
    assert {(row.statement_id, row.country_code, row.kind) for row in found.itertuples()} == expected
    assert len(found) == len(expected)
    assert set(found["partner"]) == {None}
    for code in ("EE", "DK"):
        here = {key for key, country, _ in expected if country == code}
        assert here == set(statements(session, kinds=COUNTRY_FACT_KINDS, country=code)["statement_id"])


def test_kinds_come_in_the_order_of_the_vocabulary_and_the_latest_first(session):
    add(session, a_need("old", stated_on=date(2026, 1, 1)), a_need("new", stated_on=date(2026, 9, 1)))
    add(session, a_need("undated"), a_need("fact", kind="status", year=2024), a_need("older", kind="status", year=1999))
    found = statements(session, kinds=tuple(STATEMENT_KINDS), country="EE")
    ranks = [list(STATEMENT_KINDS).index(kind) for kind in found["kind"]]
    assert ranks == sorted(ranks)
    ours = [key for key in found["statement_id"] if key in {"old", "new", "undated", "fact", "older"}]
    assert ours == ["fact", "older", "new", "old", "undated"]
    assert found["kind_label"].tolist() == [STATEMENT_KINDS[kind] for kind in found["kind"]]


def test_who_states_a_need_is_named_and_illustrative_ones_say_so(session):
    add(session, a_need("ours", partner_id="media-evolution"))
    found = statements(session, kinds=PARTNER_STATEMENT_KINDS).set_index("statement_id")
    assert found.loc["ours", "partner"] == "Media Evolution"
    assert set(found["origin"]) == {"desk", "illustrative"}
    assert not len(statements(session, kinds=()))
