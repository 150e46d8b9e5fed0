from collections import defaultdict
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.models import Event, EventHost, Partner
from cci_data.queries.hosts import COUNTRIES, HOSTS, host_record
from cci_data.vocabulary import NETWORK_COUNTRIES
from tests.queries.build import ILLUSTRATION, a_partner, add, an_event

TODAY = date(2026, 11, 26)


@pytest.fixture
def hosted(session: Session) -> Session:
    """The world with meetings: two hosts of one country, hosts of two countries, none, one ahead, one invented."""
    hosts = {
        "first": ["a", "b"],
        "second": ["a", "c"],
        "third": [],
        "ahead": ["b"],
        "invented": ["c"],
        "stray": ["made-up"],
        "nowhere": ["d"],
        "workshop": ["b"],
    }
    days = {"second": date(2026, 6, 1), "ahead": date(2027, 1, 1)}
    kinds = {"invented": {"origin": ILLUSTRATION}, "workshop": {"kind": "workshop"}}
    places = {"a": "LV", "b": "LV", "c": "SE", "d": None}
    add(
        session,
        *(a_partner(key, country_code=code) for key, code in places.items()),
        a_partner("made-up", country_code="PL", origin=ILLUSTRATION),
        *(an_event(key, starts_on=days.get(key, date(2025, 3, 5)), **kinds.get(key, {})) for key in hosts),
        *(EventHost(event_id=event, partner_id=partner) for event, all_of in hosts.items() for partner in all_of),
    )
    return session


def slowly(session: Session) -> tuple[dict, dict, int]:
    """The same, one meeting, one host and one question at a time: by host, by country, meetings without a host."""
    by_host, by_country, without = defaultdict(list), defaultdict(list), 0
    for event in session.scalars(select(Event)):
        if event.kind != "network_meeting" or event.origin == ILLUSTRATION or event.starts_on > TODAY:
            continue
        countries, known = set(), False
        for key in session.scalars(select(EventHost.partner_id).filter_by(event_id=event.event_id)):
            partner = session.get(Partner, key)
            if partner.origin != ILLUSTRATION:
                known = True
                by_host[key].append(event.starts_on)
                countries.add(partner.country_code)
        without += not known
        for code in countries - {None}:
            by_country[code].append(event.starts_on)
    return by_host, by_country, without


def test_hosts_and_countries_are_those_of_a_slow_count(hosted: Session):
    found = host_record(hosted, today=TODAY)
    by_host, by_country, without = slowly(hosted)
    assert list(found.hosts) == HOSTS and list(found.countries) == COUNTRIES
    for rows, key, slow in ((found.hosts, "partner_id", by_host), (found.countries, "country_code", by_country)):
        told = {row[key]: (row["meeting_count"], row["last_on"]) for row in rows.to_dict("records")}
        assert told == {each: (len(days), max(days)) for each, days in slow.items()}
    assert found.without_host_count == without
    assert {*found.not_yet, *found.countries["country"]} == set(NETWORK_COUNTRIES.values())
    assert not {*found.not_yet} & {*found.countries["country"]}


def test_a_meeting_of_two_hosts_counts_for_each_and_once_for_their_country(hosted: Session):
    found = host_record(hosted, today=TODAY)
    hosts = {row.partner_id: row for row in found.hosts.itertuples()}
    assert (hosts["a"].meeting_count, hosts["b"].meeting_count, hosts["d"].country) == (2, 1, None)
    latvia = next(row for row in found.countries.itertuples() if row.country_code == "LV")
    assert (latvia.meeting_count, latvia.last_on) == (2, date(2026, 6, 1))
    assert found.countries["country_code"].iloc[0] == "LV" and "Poland" in found.not_yet


def test_an_invented_meeting_or_host_counts_nowhere_and_one_ahead_not_yet(hosted: Session):
    before = host_record(hosted, today=TODAY)
    assert "made-up" not in set(before.hosts["partner_id"])
    assert before.illustrative_count >= 1
    later = host_record(hosted, today=date(2027, 1, 1))
    assert later.meeting_count == before.meeting_count + 1


def test_without_meetings_every_country_has_yet_to_host(session: Session):
    found = host_record(session, today=date(1990, 1, 1))
    assert found.hosts.empty and found.countries.empty and found.meeting_count == 0
    assert found.not_yet == tuple(NETWORK_COUNTRIES.values())
