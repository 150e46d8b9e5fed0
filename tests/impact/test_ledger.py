from datetime import date

import pytest

from cci_data.impact.ledger import COLUMNS, by_cause, chains
from cci_data.impact.measuring import measure
from cci_data.models import Step, StepPartner
from tests.conftest import TODAY
from tests.impact.scene import DESK, a_step, partners
from tests.queries.build import add

SEK = {"amount": 1150.0, "currency": "SEK", "eur_rate": 11.5, "rate_on": date(2024, 5, 2)}


@pytest.fixture
def desk(session):
    """A session on a ledger: one contact led to two applications, of which one was funded; another stands alone."""
    add(session, *partners())
    add(session, *a_step("met", "contact", "2024-01", "riga", "malmo"))
    add(session, *a_step("one", "application", "2024-02", "malmo", "riga", follows_id="met", cause="helped", **SEK))
    add(session, *a_step("two", "application", "2024-02", "riga", follows_id="met", cause="happened"))
    add(session, *a_step("yes", "decision", "2024-05", follows_id="one", cause="helped", outcome="funded", **SEK))
    add(session, *a_step("alone", "contact", "2025", "riga"))
    return session


def test_each_step_is_in_one_chain_once_in_the_order_of_time(desk):
    found = chains(desk)
    assert list(found.columns) == list(COLUMNS)
    told = list(found[["chain_id", "place", "step_id"]].itertuples(index=False, name=None))
    assert told == [
        ("alone", 1, "alone"),
        *(("met", place, key) for place, key in enumerate(("met", "one", "two", "yes"), start=1)),
    ]
    yes = found.set_index("step_id").loc["yes"]
    assert (yes["eur"], yes["outcome_label"], yes["cause_label"]) == (100, "Funded", "helped by the network")
    assert found.set_index("step_id").loc["one", "partners"] == ("malmo", "riga")


def test_what_the_network_caused_and_helped_adds_up_to_the_figures_and_what_happened_stands_apart(desk):
    found = by_cause(desk, period="2024", today=TODAY).set_index("cause")
    assert found["step_count"].to_dict() == {"caused": 1, "helped": 2, "happened": 1}
    assert found["application_count"].to_dict() == {"caused": 0, "helped": 1, "happened": 1}
    assert found["eur"].to_dict() == {"caused": 0, "helped": 100, "happened": 0}
    for column, indicator in (("application_count", "applications"), ("funded_count", "applications-funded")):
        ours = found.loc[["caused", "helped"], column].sum()
        assert ours == measure(desk, indicator=indicator, period="2024", today=TODAY).value
    everything = by_cause(desk, period="all", today=TODAY)
    assert everything["step_count"].sum() == len(chains(desk)) == 5


def test_without_a_decision_on_record_money_is_not_nothing(session):
    add(session, *a_step("met", "contact", "2024", "minc", "alte-mu"))
    add(session, *a_step("asked", "application", "2024", "minc"))
    found = by_cause(session, period="2024", today=TODAY).set_index("cause")
    assert list(found["application_count"]) == [1, 0, 0]
    assert set(found["funded_count"]) == set(found["eur"]) == {None}


def test_illustrative_steps_are_in_no_chain_and_what_follows_them_begins_one(session):
    assert chains(session).empty and by_cause(session, period="all", today=TODAY)["step_count"].sum() == 0
    add(
        session,
        *partners(),
        *a_step("s", "decision", "2026", "riga", follows_id="example-application-touring", outcome="funded"),
    )
    (row,) = chains(session).itertuples()
    assert (row.chain_id, row.follows_id) == ("s", None)


def test_steps_that_go_round_are_one_chain(session):
    told = {"kind": "contact", "happened_on": "2024", "cause": "caused"} | DESK
    add(session, *(Step(step_id=key, title=key, follows_id=to, **told) for key, to in ("ab", "ba", "cb")))
    assert set(chains(session)["chain_id"]) == {"a"} and len(chains(session)) == 3
    assert session.get(StepPartner, ("a", "riga")) is None
