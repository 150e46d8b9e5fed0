from datetime import date

import pytest

from cci_data.impact.upkeep import activity_by_country, events_per_host, last_activities, needs, silent_partners
from cci_data.models import Statement
from tests.conftest import TODAY
from tests.impact.scene import DESK, a_step, events, partners
from tests.queries.build import a_partner, a_project, add


@pytest.fixture
def desk(session):
    """A session on a network that the Desk recorded."""
    add(session, *partners(), *events())
    return session


def test_the_last_activity_is_the_latest_of_all(desk):
    add(
        desk,
        *a_project("runs", "cesis", "malmo", starts="2025", ends="2028"),
        *a_step("s", "contact", "2026-02", "riga"),
    )
    add(desk, a_partner("asked", confirmed_on=date(2026, 1, 5)), a_partner("ahead", confirmed_on=date(2027, 1, 5)))
    found = last_activities(desk, today=TODAY)
    assert (found["cesis"], found["riga"], found["asked"]) == (TODAY, date(2026, 2, 28), date(2026, 1, 5))
    assert "nowhere" not in found and "ahead" not in found and not any(key.startswith("example") for key in found)


def test_the_longest_silence_comes_first_and_who_was_never_active_last(desk):
    found = silent_partners(desk, today=TODAY)
    silent = found.set_index("partner_id")["months"]
    assert (silent["riga"], silent["malmo"], silent["nowhere"]) == (32, 32, None)
    told = [months for months in found["months"] if months is not None]
    assert told == sorted(told, reverse=True) and found["months"].tolist()[: len(told)] == told
    last = last_activities(desk, today=TODAY)
    for row in found.itertuples():
        if row.months is not None:
            later = row.months + 1
            month = last[row.partner_id].month - 1 + later
            assert (last[row.partner_id].year + month // 12, month % 12 + 1) >= (TODAY.year, TODAY.month)


def test_activity_is_told_for_each_country_of_the_network(desk):
    before = activity_by_country(desk, today=TODAY).set_index("country_code")
    add(desk, *a_step("s", "contact", "2026-02", "riga", "malmo"))
    after = activity_by_country(desk, today=TODAY).set_index("country_code")
    grown = after["active_count"] - before["active_count"]
    assert {code: number for code, number in grown.items() if number} == {"LV": 1, "SE": 1}
    assert len(after) == 10 and (after["active_count"] <= after["partner_count"]).all()


def test_events_count_for_each_of_their_hosts_and_deadlines_for_nobody(desk):
    found = events_per_host(desk, today=TODAY).set_index("partner_id")["event_count"]
    assert (found["riga"], found["malmo"]) == (3, 1)
    assert not any(key.startswith("example") for key in found.index)


def test_a_need_is_answered_by_a_later_contact_that_the_network_had_to_do_with(desk):
    told = {"country_code": "LV", "kind": "need", "text": "A stage.", "stated_on": date(2024, 5, 1)} | DESK
    add(desk, Statement(statement_id="met", partner_id="riga", **told))
    add(desk, Statement(statement_id="open", partner_id="cesis", **told))
    add(desk, *a_step("s", "contact", "2024-06", "riga", "malmo"), *a_step("t", "contact", "2024-04", "cesis", "malmo"))
    add(desk, *a_step("u", "contact", "2024-06", "cesis", "malmo", cause="happened"))
    found = needs(desk, today=TODAY).set_index("statement_id")["answered_on"].to_dict()
    assert found == {"met": "2024-06", "open": None}
