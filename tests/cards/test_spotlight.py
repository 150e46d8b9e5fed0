import csv
from datetime import date

import pytest

from cci_data.cards.spotlight import spotlight_card
from cci_data.queries.partners import partners
from cci_data.queries.spotlights import spotlight_on
from cci_data.settings import DATA
from cci_data.theme import LIGHT
from cci_data.vocabulary import NETWORK_COUNTRIES
from tests.conftest import TODAY


def public_record(table: str) -> list[dict[str, str]]:
    with (DATA / "public_record" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_without_a_code_it_is_whose_turn_it_is(fetch):
    card, turn = spotlight_card(fetch, LIGHT, TODAY, ""), fetch(spotlight_on, day=TODAY)
    assert card.heading == turn.country and card.choice == {"country": turn.country_code}
    assert str(turn.ends_on.year) in dict(card.rows)["In the spotlight"]
    assert spotlight_card(fetch, LIGHT, date(2027, 6, 1), "").heading != card.heading


@pytest.mark.parametrize("code", NETWORK_COUNTRIES)
def test_each_country_has_its_numbers_and_its_turn(fetch, code):
    card = spotlight_card(fetch, LIGHT, TODAY, code)
    rows = dict(card.rows)
    assert card.heading == NETWORK_COUNTRIES[code] and rows["In the spotlight"]
    who = fetch(partners)
    there = {row.partner_id: row for row in who.itertuples() if code in row.country_codes}
    assert rows["Partners"].startswith(f"{len(there)} on record")
    named = {label for row in there.values() if not row.is_cross_sectoral for label in row.sectors}
    assert rows["Sectors"].startswith(f"{len(named)} of 13" if named else "no partner there")
    shared = {row["project_id"] for row in public_record("participations") if row["partner_id"] in there}
    assert rows["Projects"] == (f"{len(shared)} on record" if shared else "none on record")


def test_a_country_outside_the_network_has_none_and_an_empty_network_has_one(fetch, fetch_nothing):
    assert spotlight_card(fetch, LIGHT, TODAY, "FR") is None
    rows = dict(spotlight_card(fetch_nothing, LIGHT, TODAY, "LV").rows)
    assert rows["Partners"] == rows["Projects"] == "none on record"
