import pytest

from cci_data.cards.partner import partner_card
from cci_data.language import listed
from cci_data.models import FormerPartner, Participation, Partner, Project
from cci_data.queries.network import project_network
from cci_data.theme import LIGHT
from tests.conftest import TODAY

PARTNER, WITHOUT_PLACE, ILLUSTRATIVE = "media-evolution", "balteus-foundation", "example-hub-liepaja"


def card_of(fetch, key: str):
    return partner_card(fetch, LIGHT, TODAY, key)


def worked_with(session, key: str) -> set[str]:
    """Return the names of those who share a project with a partner, the slow way."""
    rows = session.query(Participation.project_id, Partner.partner_id, Partner.name, Partner.origin, Project.origin)
    rows = rows.join(Partner, Partner.partner_id == Participation.partner_id)
    rows = rows.join(Project, Project.project_id == Participation.project_id).all()
    own = {row[0] for row in rows if row[1] == key}
    return {row[2] for row in rows if row[0] in own and row[1] != key and "illustrative" not in row[3:]}


@pytest.mark.parametrize("key", [PARTNER, "danish-cultural-institute", WITHOUT_PLACE])
def test_a_card_says_what_the_record_says(fetch, session, key):
    card, row = card_of(fetch, key), session.get(Partner, key)
    rows = dict(card.rows)
    assert (card.kicker, card.heading) == ("Partner", row.name)
    assert rows["Type"] == (row.organisation_type or "not stated")
    others = worked_with(session, key)
    assert int(rows["Worked with"].split()[0]) == len(others)
    assert sum(name in rows["Worked with"] for name in others) >= min(4, len(others))
    assert (card.place is None) == (key == WITHOUT_PLACE)
    assert card.source == f"public record, {row.source}" and (card.page, card.choice) == ("/partner", {"id": key})
    assert ("serves all sectors" in rows["Sectors"]) == row.is_cross_sectoral


def test_nobody_is_none_and_a_merged_partner_leads_to_the_present_one(fetch, session):
    session.add(FormerPartner(former_id="mevo", partner_id=PARTNER))
    session.flush()
    assert card_of(fetch, "nobody") is None
    assert card_of(fetch, "mevo").choice == {"id": PARTNER}


def test_an_illustrative_partner_is_marked(fetch):
    assert card_of(fetch, ILLUSTRATIVE).heading.endswith("(illustrative)")


def test_a_partner_of_whom_nothing_is_known_has_a_card(fetch, session):
    session.add(Partner(partner_id="bare", name="Bare", origin="desk", source="told by telephone"))
    session.flush()
    card = card_of(fetch, "bare")
    assert dict(card.rows) == {
        "Type": "not stated",
        "Place": "place not stated",
        "Sectors": "not stated",
        "Projects": "none on record",
    }
    assert card.place is None and card.source == "Contact Desk"


@pytest.mark.parametrize("key", [PARTNER, "danish-cultural-institute", ILLUSTRATIVE])
def test_with_whom_a_partner_worked_is_as_in_the_network(fetch, key):
    near = fetch(project_network).direct_partners(key)
    told = dict(card_of(fetch, key).rows).get("Worked with", "")
    assert told == (f"{len(near)} partners: {listed(near['name'], 4)}" if len(near) else "")
