"""Where each body of data comes from, as each answer says."""

from datetime import date

from cci_data.api.offers import ALL_DATA
from cci_data.api.origins import NETWORK, TERMS, origin_of
from cci_data.public_data import INDICATORS, PARTNERS
from tests.conftest import change


def test_partners_come_from_the_record_and_the_desk(client):
    origin = origin_of(client.reader.fetch, PARTNERS)
    assert "on public record" in origin.source and NETWORK in origin.source
    assert (origin.licence, origin.collected_on) == (TERMS, date(2026, 11, 23))


def test_values_come_from_whoever_publishes_them_on_their_terms(client):
    origin = origin_of(client.reader.fetch, INDICATORS)
    assert origin.source == "Eurostat, OECD and World Bank"
    rows = client.get("/api/indicators.json").json()["rows"]
    assert set(origin.licence.split(" · ")) == {row["licence"] for row in rows}


def test_an_empty_database_says_no_less(door, migrated_url: str):
    client = door(migrated_url)
    for data in ALL_DATA:
        origin = origin_of(client.reader.fetch, data)
        assert NETWORK in origin.source and origin.licence and origin.collected_on is None


def test_the_day_is_that_of_its_own_data(door, sqlite_world_url: str):
    change(sqlite_world_url, "UPDATE data_set SET collected_on = '2027-02-01' WHERE data_set_id = 'eurostat'")
    client = door(sqlite_world_url)
    assert client.get("/api/indicators.json").json()["meta"]["data_as_of"] == "2027-02-01"
    assert client.get("/api/partners.json").json()["meta"]["data_as_of"] == "2026-11-23"
