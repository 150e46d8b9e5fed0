import hashlib
from datetime import date

import pytest

from cci_data.erasure.tombstones import record_digest
from cci_data.imports.draft import Draft
from cci_data.imports.work import former_ids, partner_names, spelled
from cci_data.models import Erasure, Event, EventHost, FormerPartner, Partner, PartnerName, Project
from cci_data.sheets.cells import Unfit
from cci_data.sheets.events import EVENTS, STATEMENTS
from cci_data.sheets.partners import PARTNERS
from tests.imports.grids_by_hand import NOW, TODAY, work_on, written_row
from tests.queries.build import a_partner, a_place, add


def test_the_work_begins_with_what_the_database_knows(session):
    add(session, FormerPartner(former_id="media-evolution-ab", partner_id="media-evolution"))
    add(session, Erasure(digest=hashlib.sha256(b"gone").hexdigest(), erased_at=NOW))
    work = work_on(session)
    assert work.former == former_ids(work.draft) == {"media-evolution-ab": "media-evolution"}
    assert work.is_erased("gone") and not work.is_erased("media-evolution")
    assert work.projects.meant("creative-ports") == "creative-ports"
    assert work.projects.meant("URBCULTURALPLANNING") == "urbculturalplanning"
    assert (work.today, work.plan.is_storable) == (TODAY, True)


def test_partners_are_called_by_id_name_other_name_and_former_id(session):
    add(session, a_partner("lka", name="Latvijas Kultūras akadēmija"), PartnerName(partner_id="lka", name="LAC"))
    add(session, FormerPartner(former_id="academy", partner_id="lka"))
    names = partner_names(Draft(session))
    for words in ("lka", "latvijas kultūras akadēmija", "Lac", "academy"):
        assert names.meant(words) == "lka"


def test_a_record_is_known_by_its_identity_but_for_case_and_blanks(session):
    add(
        session,
        a_partner("one", name="Kultūras  Centrs", country_code="LV"),
        a_partner("two", name="X", country_code="LV"),
    )
    add(session, PartnerName(partner_id="two", name="Kultūras centrs"), PartnerName(partner_id="two", name="XX"))
    work = work_on(session)
    assert work.found(PARTNERS, ["KULTŪRAS centrs", "LV"]) == {("one",), ("two",)}
    assert work.found(PARTNERS, ["xx", "LV"]) == {("two",)}
    assert work.found(PARTNERS, ["Kulturas centrs", "LV"]) == work.found(PARTNERS, ["XX", "EE"]) == set()
    work.learn(PARTNERS, ["Centrs", "EE"], ("three",))
    assert work.found(PARTNERS, ["centrs", "EE"]) == {("three",)}


def test_an_event_is_known_by_its_title_and_first_day(session):
    details = {"kind": "workshop", "origin": "desk", "source": "a test"}
    add(session, Event(event_id="talk", title="Talk", starts_on=date(2027, 1, 2), **details))
    work = work_on(session)
    assert work.found(EVENTS, ["talk", date(2027, 1, 2)]) == {("talk",)}
    assert work.found(EVENTS, ["talk", date(2027, 1, 3)]) == work.found(STATEMENTS, ["LV", "need", None]) == set()


def test_an_identity_is_compared_part_by_part():
    assert spelled(["  A b", None, date(2027, 1, 2)]) == ("a b", "", "2027-01-02")


def test_new_ids_are_made_of_words_and_belong_to_nobody(session):
    add(
        session,
        FormerPartner(former_id="hub-riga-3", partner_id="media-evolution"),
        a_partner("hub-riga"),
        a_partner("hub-riga-2"),
    )
    work = work_on(session)
    partner = Partner.__table__
    assert work.new_id(partner, ["Hub", "Rīga"]) == "hub-riga-4"
    assert work.new_id(Event.__table__, ["Talk", date(2027, 1, 2)]) == "talk-2027-01-02"
    assert work.new_id(partner, ["«…»"]) == "partner"
    add(session, Erasure(digest=record_digest("event", "talk"), erased_at=NOW))
    work = work_on(session)
    assert (work.new_id(Event.__table__, ["Talk"]), work.new_id(Project.__table__, ["Talk"])) == ("talk-2", "talk")
    long = work.new_id(partner, ["Valsts kultūrkapitāla fonds " * 9])
    assert len(long) <= 60 and not long.endswith("-")


def test_an_id_was_taken_away_where_it_is_erased_and_no_record_has_it(session):
    digests = [record_digest("event", "gone"), record_digest("event", "mesh-festival-2020")]
    add(session, *(Erasure(digest=one, erased_at=NOW) for one in digests))
    work = work_on(session)
    assert work.is_taken_away(Event.__table__, "gone")
    assert not work.is_taken_away(Project.__table__, "gone")
    assert not work.is_taken_away(Event.__table__, "mesh-festival-2020")


def test_a_city_is_written_as_the_place_that_is_there(session):
    add(session, a_partner("hub"), a_place("hub", "Liepāja", 56.5, 21.0, "LV"))
    work = work_on(session)
    assert work.city_of("hub", "LIEPAJA") == "Liepāja" and work.city_of("minc", "Liepaja") == "Liepaja"
    assert work.city_of("minc", "Liepāja") == "Liepaja"


def test_rows_are_found_by_what_they_hang_on(session):
    work = work_on(session)
    hosts = work.children(EventHost.__table__)
    assert [key for key in hosts["mesh-festival-2020"]] == [("mesh-festival-2020", "media-evolution")]
    assert work.children(EventHost.__table__) is hosts


def test_problems_begin_with_the_address_of_the_cell(session):
    work, row = work_on(session), written_row(PARTNERS, name="Hub", country_code="LV")
    work.problem(row, "country_code", "is odd")
    work.problem(row, "website", "is odd")
    work.unfit(row, "name", Unfit("Hub", "a name", "Hubs"))
    assert work.plan.problems == [
        "Partners!B2 is odd",
        "Partners!2 is odd",
        "Partners!A2 says 'Hub'; a name is expected; did you mean Hubs?",
    ]
    with pytest.raises(Unfit):
        work.partners.meant("Hub")
