import pytest
from sqlalchemy import delete

from cci_data.models import FormerPartner, Partner, PartnerSector
from cci_data.queries.coverage import sector_counts
from cci_data.queries.standing import standing
from cci_data.vocabulary import NETWORK_COUNTRIES
from tests.queries import record
from tests.queries.build import ILLUSTRATION, a_partner, a_place, add, remembering

LABELS = {row["sector_id"]: row["label"] for row in record.lines("sectors")} | {
    "cross-sectoral": "Cross-sectoral",
    "not-stated": "Sector not stated",
}
OF_PARTNERS = record.each("partner_sectors", "partner_id", "sector_id")


def rows(session, partner_id: str) -> list[tuple]:
    """Return (sector, country, how many, whether alone) of each row."""
    found = standing(session, partner_id=partner_id)
    return [tuple(row) for row in found.drop(columns=["sector", "country"]).itertuples(index=False)]


def expected(row: dict[str, str]) -> list[tuple]:
    key, code = row["partner_id"], row["country_code"]
    ids = [sector for sector in LABELS if sector in OF_PARTNERS[key]] or ["not-stated"]
    if row["is_cross_sectoral"] == "true":
        ids = ["cross-sectoral"]
    found = []
    for sector in ids:
        for country in (code, None):
            who = record.partner_ids(country=country or "", sector=sector)
            found.append((sector, country, len(who), who == {key} and sector != "not-stated"))
    return found


def test_the_standing_of_everybody_is_that_of_the_files(session):
    lines = [row for row in record.lines("partners") if row["country_code"]]
    asked = [row for row in lines if row["partner_id"] in OF_PARTNERS] + lines[::12]
    with remembering(session):
        seen = [(rows(session, row["partner_id"]), expected(row)) for row in asked]
    assert all(found == counted for found, counted in seen)
    together = {row[:2] + row[3:] for found, _ in seen for row in found}
    assert {kind for kind, _, _ in together} >= {"cross-sectoral", "not-stated", "music"}
    assert {is_only for _, _, is_only in together} == {True, False}


def test_sectors_and_countries_have_their_words(session):
    found = standing(session, partner_id="hamburg-music")
    assert found["sector"].tolist() == [LABELS[key] for key in found["sector_id"]] == ["Music"] * len(found)
    assert found["country"].tolist() == ["Germany", None]


def test_a_partner_alone_in_its_sector_is_told_so_until_another_comes(session):
    session.execute(delete(PartnerSector).where(PartnerSector.sector_id == "crafts"))
    add(session, a_partner("alone", country_code="IS"), PartnerSector(partner_id="alone", sector_id="crafts"))
    assert rows(session, "alone") == [("crafts", "IS", 1, True), ("crafts", None, 1, True)]
    add(session, a_partner("abroad", country_code="PL"), PartnerSector(partner_id="abroad", sector_id="crafts"))
    assert rows(session, "alone") == [("crafts", "IS", 1, True), ("crafts", None, 2, False)]


def test_a_cross_sectoral_partner_counts_in_no_sector_that_it_names(session):
    add(session, a_partner("both", country_code="IS", is_cross_sectoral=True))
    add(session, PartnerSector(partner_id="both", sector_id="music"))
    found = rows(session, "both")
    assert {row[0] for row in found} == {"cross-sectoral"}
    assert found[-1][2] == sector_counts(session).set_index("sector_id")["partner_count"]["cross-sectoral"]


def test_who_states_no_sector_is_never_the_only_one(session):
    add(session, a_partner("silent"))
    assert [row[:2] for row in rows(session, "silent")] == [("not-stated", None)]
    session.query(PartnerSector).delete()
    session.execute(delete(Partner).where(Partner.partner_id != "silent"))
    assert rows(session, "silent") == [("not-stated", None, 1, False)]


def test_each_country_of_a_partner_has_its_row_its_own_first(session):
    add(session, a_partner("both", country_code="SE"), a_place("both", "Gdańsk", 54.3521, 18.6464, "PL"))
    add(session, PartnerSector(partner_id="both", sector_id="music"))
    found = standing(session, partner_id="both")
    assert found["country_code"].tolist() == ["SE", "PL", None]
    assert found["country"].tolist()[:2] == [NETWORK_COUNTRIES["SE"], NETWORK_COUNTRIES["PL"]]
    numbers = [len(record.partner_ids(country=code, sector="music")) + 1 for code in ("SE", "PL", "")]
    assert found["partner_count"].tolist() == numbers


@pytest.mark.parametrize("key", ["invented", "nobody-knows"])
def test_who_counts_nowhere_is_the_only_one_nowhere(session, key):
    session.execute(delete(PartnerSector).where(PartnerSector.sector_id == "crafts"))
    add(session, a_partner("invented", country_code="IS", origin=ILLUSTRATION))
    add(session, PartnerSector(partner_id="invented", sector_id="crafts"))
    nobody = [("crafts", "IS", 0, False), ("crafts", None, 0, False)]
    assert rows(session, key) == (nobody if key == "invented" else [])


def test_a_merged_partner_stands_where_it_is_now(session):
    add(session, FormerPartner(former_id="was", partner_id="hamburg-music"))
    assert rows(session, "was") == rows(session, "hamburg-music") != []
