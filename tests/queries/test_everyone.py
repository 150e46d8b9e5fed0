from sqlalchemy import select

from cci_data.models import PartnerName, PartnerSector
from cci_data.queries.everyone import countries_of_partners, counts_under, everyone
from cci_data.queries.partners import partners
from tests.queries.build import ILLUSTRATION, a_partner, a_place, add


def test_everybody_is_there_once_illustrative_or_not(session):
    add(session, a_partner("made-up", name="Åse's Hub", origin=ILLUSTRATION), a_place("made-up", "Ystad", 55.4, 13.8))
    add(session, a_place("made-up", "Arendal", 58.5, 8.8, "NO"), PartnerSector(partner_id="made-up", sector_id="music"))
    add(session, PartnerName(partner_id="made-up", name="Made Up"))
    found = everyone(session).set_index("partner_id")
    assert found.index.is_unique
    assert set(partners(session)["partner_id"]) < set(found.index)
    one = found.loc["made-up"]
    assert (one["cities"], one["other_names"], one["sector_ids"]) == (("Arendal", "Ystad"), ("Made Up",), ("music",))
    assert one["country_codes"] == ("NO", "SE")


def test_a_partner_is_in_its_own_country_and_in_those_of_its_places(session):
    add(session, a_partner("both", country_code="FI"), a_place("both", "Ystad", 55.4, 13.8), a_partner("nowhere"))
    each = countries_of_partners().c
    rows = select(each.country_code, each.is_place).where(each.partner_id.in_(["both", "nowhere"]))
    assert sorted(map(tuple, session.execute(rows))) == [("FI", False), ("SE", True)]


def test_a_partner_counts_under_its_sectors_or_stands_apart():
    assert counts_under(False, ("music", "design")) == ("music", "design")
    assert counts_under(True, ("music",)) == counts_under(True, ()) == ("cross-sectoral",)
    assert counts_under(False, ()) == ("not-stated",)
