from cci_data.models import GoodPracticePartner, Partner
from cci_data.queries.good_practices import good_practices
from tests.queries import record
from tests.queries.build import ILLUSTRATION, a_partner, a_place, add

PARTNERS = {row["partner_id"]: row for row in record.lines("partners")}
BEHIND = record.each("good_practice_partners", "good_practice_id", "partner_id")


def test_each_good_practice_of_the_record_is_there_once_by_title(session):
    found = good_practices(session)
    titles = {row["good_practice_id"]: row["title"] for row in record.lines("good_practices")}
    assert found["good_practice_id"].tolist() == sorted(titles, key=lambda key: record.plain(titles[key]))
    leads = {row["partner_id"] for row in record.lines("good_practice_partners") if row["role"] == "lead"}
    for row in found.itertuples():
        assert sorted(row.partner_ids) == sorted(BEHIND[row.good_practice_id])
        assert list(row.partner_names) == [PARTNERS[key]["name"] for key in row.partner_ids]
        assert not leads & set(row.partner_ids) or row.partner_ids[0] in leads


def test_a_country_has_its_own_and_those_with_a_partner_from_there(session):
    for code in {row["country_code"] for row in PARTNERS.values()}:
        expected = {
            row["good_practice_id"]
            for row in record.lines("good_practices")
            if row["country_code"] == code
            or any(PARTNERS[key]["country_code"] == code for key in BEHIND[row["good_practice_id"]])
        }
        found = good_practices(session, country=code)
        assert set(found["good_practice_id"]) == expected
        assert len(found) == len(expected)


def test_a_partner_has_those_that_it_stands_behind(session):
    partner_id = BEHIND["baltic-home"][0]
    expected = {key for key, ids in BEHIND.items() if partner_id in ids}
    assert set(good_practices(session, partner_id=partner_id)["good_practice_id"]) == expected
    assert not len(good_practices(session, partner_id="nobody"))


def test_an_invented_partner_stands_behind_nothing(session):
    before = good_practices(session, country="IS")["good_practice_id"].tolist()
    practice = next(key for key in BEHIND if key not in before)
    add(session, a_partner("invented", country_code="IS", origin=ILLUSTRATION))
    add(session, GoodPracticePartner(good_practice_id=practice, partner_id="invented", role="partner"))
    assert good_practices(session, country="IS")["good_practice_id"].tolist() == before
    assert all("invented" not in ids for ids in good_practices(session)["partner_ids"])
    session.get(Partner, "invented").origin = "desk"
    session.flush()
    assert sorted(good_practices(session, country="IS")["good_practice_id"]) == sorted([*before, practice])


def test_a_good_practice_is_found_in_each_country_of_its_partners_once(session):
    before = good_practices(session, country="IS")["good_practice_id"].tolist()
    practice = next(key for key in BEHIND if key not in before)
    add(session, a_partner("both", country_code="SE"), a_place("both", "Reykjavik", 64.1466, -21.9426, "IS"))
    add(session, GoodPracticePartner(good_practice_id=practice, partner_id="both", role="partner"))
    assert sorted(good_practices(session, country="IS")["good_practice_id"]) == sorted([*before, practice])
