import hashlib

import pytest

from cci_data.models import (
    Erasure,
    FormerPartner,
    Partner,
    PartnerName,
    PartnerSector,
    PartnerService,
    Place,
    Statement,
)
from tests.import_steps import content
from tests.imports.grids_by_hand import HUB, NOW, apply, bring_in, items, partners, plan_of, rows_of, sheet_of, states
from tests.queries.build import a_partner, add


@pytest.mark.parametrize("answer", ["centrs", "Radošais centrs", "RADOŠAIS  centrs"])
def test_a_new_row_that_is_the_same_adds_what_it_says(session, hub, answer: str):
    row = ("Radosais centrs SIA", "LV", answer, "https://other.example", None, "RC", "Music; cross-sectoral", "Funding")
    plan = bring_in(session, partners(row), sheet_of("Places", ["Partner", "City"], ["RC", "Ogre"]))
    assert states(plan)[-1] == ("Radosais centrs SIA → centrs", "merged")
    assert plan.outcomes[-1].name == "Radosais centrs SIA is Radošais centrs"
    assert items(session, PartnerName, "name", partner_id="centrs") == ["RC", "Radosais centrs SIA"]
    (stored,) = rows_of(session, Partner, partner_id="centrs")
    assert (stored["website"], stored["is_cross_sectoral"]) == (HUB["website"], True)
    assert items(session, PartnerSector, "sector_id", partner_id="centrs") == ["music"]
    assert items(session, PartnerService, "service_id", partner_id="centrs") == ["funding"]
    assert items(session, Place, "city", partner_id="centrs") == ["Cēsis", "Ogre"]
    assert len(rows_of(session, Partner, name="Radosais centrs SIA")) == 0


def test_the_id_of_a_row_that_is_the_same_lives_on(session, hub):
    bring_in(session, partners(("Nams", "LV", "centrs", None, "nams")))
    assert session.get(FormerPartner, "nams").partner_id == "centrs"
    plan = bring_in(session, partners(("Nams", "LV", "centrs", None, "nams")))
    assert (states(plan), plan.steps) == ([("nams → centrs", "left")], [])


def test_two_that_are_stored_become_one_with_what_the_row_says_itself(session, hub):
    add(session, a_partner("nams", name="Nams", country_code="LV", ror_id="https://ror.example"))
    row = ("Nams", "LV", "centrs", None, "nams", "Mājas", "Music", None)
    plan = bring_in(
        session,
        partners(row),
        sheet_of("Statements", ["Country", "Kind", "Text", "Partner"], ["LV", "Need", "A stage.", "Nams"]),
    )
    assert states(plan) == [("lv-need-a-stage", "added"), ("nams → centrs", "merged")]
    assert items(session, PartnerName, "name", partner_id="centrs") == ["Mājas", "Nams"]
    assert items(session, PartnerSector, "sector_id", partner_id="centrs") == ["music"]
    assert rows_of(session, Partner, partner_id="centrs")[0]["ror_id"] == "https://ror.example"
    assert rows_of(session, Statement, partner_id="centrs")[0]["text"] == "A stage."
    assert session.get(FormerPartner, "nams").partner_id == "centrs"


def test_a_stored_partner_is_known_by_name_where_its_country_is_left_out(session, hub):
    add(session, a_partner("nams", name="Nams", country_code="LV"))
    bring_in(session, sheet_of("Partners", ["Name", "Same as"], ["Nams", "centrs"]))
    assert session.get(Partner, "nams") is None and session.get(FormerPartner, "nams").partner_id == "centrs"


def test_of_several_of_one_name_that_shall_be_another_the_id_is_asked_for(session, hub):
    add(session, *(a_partner(key, name="Nams", country_code="LV") for key in ("nams", "nams-2")))
    (problem,) = plan_of(session, partners(("Nams", "LV", "centrs"))).problems
    assert problem == "Partners!A2 says 'Nams'; several are called so (nams and nams-2); write the id of one"


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_a_chain_ends_at_its_end_in_whatever_order(session, hub, order: tuple[int, ...]):
    add(session, a_partner("one", name="One", country_code="LV"), a_partner("two", name="Two", country_code="LV"))
    rows = [("Three", "LV", "one"), ("One", "LV", "two"), ("Two", "LV", "centrs")]
    bring_in(session, partners(*(rows[number] for number in order)))
    assert items(session, FormerPartner, "former_id", partner_id="centrs") == ["one", "two"]
    assert items(session, PartnerName, "name", partner_id="centrs") == ["One", "Three", "Two"]


def test_new_rows_may_be_the_same_as_each_other_in_a_chain(session, hub):
    rows = [("Three", "LV", "Two"), ("Two", "LV", "One"), ("One", "LV", "centrs")]
    bring_in(session, partners(*rows))
    assert items(session, PartnerName, "name", partner_id="centrs") == ["One", "Three", "Two"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("Radošais centrs", "LV", "centrs", None, "centrs"), "which is the partner of this row itself"),
        (("Nams", "LV", "Nobody at all"), "Partners!C2 says 'Nobody at all'; the name or id of a partner is expected"),
        (("Nams", "LV", "Radosais centrs"), "did you mean Radošais centrs, centrs?"),
        (("Nams", "LV", "Nams"), "Partners!C2 says 'Nams'; the name or id of a partner is expected"),
    ],
)
def test_an_answer_that_cannot_be_is_a_problem(session, hub, row: tuple, words: str):
    (problem,) = plan_of(session, partners(row)).problems
    assert words in problem


def test_a_circle_is_a_problem(session, hub):
    add(session, a_partner("nams", name="Nams", country_code="LV"))
    (problem,) = plan_of(session, partners(("Nams", "LV", "centrs"), ("Radošais centrs", "LV", "nams"))).problems
    assert problem == "Partners!C3 says 'nams', which is the partner of this row itself"


def test_an_erased_partner_does_not_come_back_by_being_the_same(session, hub):
    for key in ("nams", "gone"):
        add(session, Erasure(digest=hashlib.sha256(key.encode()).hexdigest(), erased_at=NOW))
    plan = plan_of(session, partners(("Nams", "LV", "centrs"), ("Māja", "LV", "centrs", None, "gone")))
    assert [problem.split(",")[0] for problem in plan.problems] == [
        "Partners!A2 says 'Nams'",
        "Partners!E3 says 'gone'",
    ]


def test_a_plan_of_a_merging_leads_back(session, hub):
    before = content(session)
    rows = (("Minc", "SE", "Media Evolution"), ("New Hub", "LV", None, None, None, "NH", "Music", None))
    plan = bring_in(session, partners(*rows), sheet_of("Places", ["Partner", "City"], ["NH", "Ogre"]))
    assert content(session) != before
    apply(session, [step.undone() for step in reversed(plan.steps)])
    assert content(session) == before


def test_a_name_too_long_to_be_another_name_is_a_problem(session, hub):
    add(session, a_partner("long", name="L" * 301, country_code="LV"))
    plan = plan_of(session, partners((None, None, "centrs", None, "long")))
    (problem,) = plan.problems
    assert problem.endswith("another name, which has 301 characters; 300 are the most")
