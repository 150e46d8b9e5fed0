from cci_data.models import (
    Partner,
    PartnerName,
)
from tests.imports.grids_by_hand import bring_in, items, partners, plan_of, rows_of
from tests.queries.build import a_partner, add


def test_likely_duplicates_are_asked_about(session, hub):
    plan = plan_of(
        session, partners(("Radosais Centrs SIA", "LV"), ("Other", "LV", None, "http://www.centrs.example/en/"))
    )
    assert plan.problems == [] and not plan.is_storable
    assert plan.questions == [
        "Partners!A2 says 'Radosais Centrs SIA'; it may be 'Radošais centrs' (centrs), as it has the same name but for "
        "accents, capitals or legal form; write centrs under Same as where it is the same, or none where it is another",
        "Partners!A3 says 'Other'; it may be 'Radošais centrs' (centrs), as it has the same site; write centrs under "
        "Same as where it is the same, or none where it is another",
    ]


def test_of_several_that_may_be_meant_one_is_to_be_written(session, hub):
    add(session, a_partner("nams", name="Radošais cents", country_code="LV"))
    (question,) = plan_of(session, partners(("Radosais centrs", "LV", None, "https://centrs.example"))).questions
    assert question == (
        "Partners!A2 says 'Radosais centrs'; it may be 'Radošais centrs' (centrs), as it has the same site or "
        "'Radošais cents' (nams), as it has the same name but for a typo; write centrs or nams under Same as where it "
        "is the same, or none where it is another"
    )


def test_answers_are_given_one_by_one_or_all_at_once(session, hub):
    rows = [("Radosais centrs", "LV"), ("Radošais centr", "LV", "none")]
    assert len(plan_of(session, partners(*rows)).questions) == 1
    assert plan_of(session, partners(*rows), accepts_duplicates=True).questions == []
    for word in ("none", "None", "no", "nobody", "new"):
        assert plan_of(session, partners(("Radosais centrs", "LV", word))).questions == []
    bring_in(session, partners(*rows), accepts_duplicates=True)
    assert len(rows_of(session, Partner, country_code="LV", name="Radosais centrs")) == 1
    assert plan_of(session, partners(*rows)).questions == []


def test_of_two_newcomers_the_later_is_asked_about_and_answers_for_both(session):
    first, second = ("Radošais nams", "LV"), ("Radosais nams", "LV")
    (question,) = plan_of(session, partners(first, second)).questions
    assert question.startswith("Partners!A3 says 'Radosais nams'; it may be 'Radošais nams' (radosais-nams)")
    assert plan_of(session, partners(first, (*second, "none"))).questions == []
    assert len(plan_of(session, partners((*first, "none"), second)).questions) == 1
    bring_in(session, partners(first, (*second, "Radošais nams")))
    assert items(session, PartnerName, "name", partner_id="radosais-nams") == ["Radosais nams"]


def test_the_country_of_a_partner_may_not_be_known(session):
    add(session, a_partner("somewhere", name="Somewhere Hub"))
    assert len(plan_of(session, partners(("Somewhere Hub", "LV"))).questions) == 1
