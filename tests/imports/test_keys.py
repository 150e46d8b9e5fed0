import hashlib
from dataclasses import replace
from datetime import date

import pytest

from cci_data.erasure.tombstones import record_digest
from cci_data.imports.keys import find_key, found_by_identity, meant, referred, refuse_erased
from cci_data.models import Erasure, Event, FormerPartner, GoodPractice, PartnerName, Project, Spotlight, Statement
from cci_data.sheets.events import EVENTS, SPOTLIGHTS, STATEMENTS
from cci_data.sheets.partners import PARTNERS, PLACES
from cci_data.sheets.projects import GOOD_PRACTICES, PARTICIPANTS, PROJECTS
from cci_data.sheets.reference import INDICATOR_VALUES
from tests.imports.grids_by_hand import NOW, work_on, written_row
from tests.queries.build import a_partner, a_place, add

SOURCE = {"origin": "desk", "source": "a test"}


def erase(session, *ids: str) -> None:
    add(session, *(Erasure(digest=hashlib.sha256(key.encode()).hexdigest(), erased_at=NOW) for key in ids))


def test_a_partner_is_known_by_its_id_whatever_it_is_called(session):
    row = written_row(PARTNERS, partner_id="media-evolution", name="Another name")
    assert find_key(work_on(session), row) == (("media-evolution",), False)


def test_a_partner_is_known_by_name_and_country(session):
    add(session, a_partner("hub", name="Hub", country_code="LV"), PartnerName(partner_id="hub", name="Centrs"))
    add(session, a_partner("hub-2", name="Hub", country_code="EE"))
    for name, country, key in (("HUB", "LV", "hub"), ("hub", "EE", "hub-2"), ("Centrs", "LV", "hub")):
        assert find_key(work_on(session), written_row(PARTNERS, name=name, country_code=country)) == ((key,), False)
    assert find_key(work_on(session), written_row(PARTNERS, name="Hub", country_code="LT")) == (("hub-3",), True)


def test_a_partner_without_country_is_known_by_its_names(session):
    add(session, a_partner("hub", name="Hub", country_code="LV"), PartnerName(partner_id="hub", name="Centrs"))
    work = work_on(session)
    assert find_key(work, written_row(PARTNERS, name="centrs")) == (("hub",), False)
    assert found_by_identity(work, written_row(PARTNERS, name="Nobody")) == set()


def test_of_several_that_are_called_so_the_id_is_asked_for(session):
    add(session, a_partner("hub", name="Hub", country_code="LV"), a_partner("hub-2", name="Hub", country_code="EE"))
    work = work_on(session)
    assert find_key(work, written_row(PARTNERS, name="Hub")) == (None, False)
    assert work.plan.problems == ["Partners!A2 says 'Hub'; several are called so (hub and hub-2); write the id of one"]


def test_a_former_id_leads_to_what_the_partner_became(session):
    add(session, FormerPartner(former_id="media-evolution-ab", partner_id="media-evolution"))
    row = written_row(PARTNERS, partner_id="media-evolution-ab")
    assert find_key(work_on(session), row) == (("media-evolution",), False)


@pytest.mark.parametrize(
    ("sheet", "cells", "key"),
    [
        (EVENTS, {"title": "TALK", "starts_on": "2.1.2027"}, ("talk",)),
        (PROJECTS, {"title": "the  project"}, ("project",)),
        (GOOD_PRACTICES, {"title": "The practice"}, ("practice",)),
        (STATEMENTS, {"country_code": "Latvia", "kind": "Need", "text": "A stage."}, ("stage",)),
        (EVENTS, {"event_id": "talk"}, ("talk",)),
    ],
)
def test_records_are_known_by_what_a_person_calls_them(session, sheet, cells: dict, key: tuple):
    practice = {"title": "The practice", "format": "x", "summary": "x"}
    add(
        session,
        Event(event_id="talk", title="Talk", starts_on=date(2027, 1, 2), kind="workshop", **SOURCE),
        Project(project_id="project", title="The project", **SOURCE),
        GoodPractice(good_practice_id="practice", **practice, **SOURCE),
        Statement(statement_id="stage", country_code="LV", kind="need", text="A stage.", **SOURCE),
    )
    assert find_key(work_on(session), written_row(sheet, **cells)) == (key, False)


@pytest.mark.parametrize(
    ("sheet", "cells", "key"),
    [
        (PARTNERS, {"name": "Łódź Hub & Co.", "country_code": "PL"}, ("lodz-hub-co",)),
        (EVENTS, {"title": "Talk", "starts_on": "2027-01-03"}, ("talk-2027-01-03",)),
        (STATEMENTS, {"country_code": "LV", "kind": "need", "text": "A stage."}, ("lv-need-a-stage",)),
        (PARTNERS, {"name": "Hub", "partner_id": "given"}, ("given",)),
    ],
)
def test_a_new_record_gets_an_id_of_its_words(session, sheet, cells: dict, key: tuple):
    assert find_key(work_on(session), written_row(sheet, **cells)) == (key, True)


def test_a_turn_is_known_by_country_and_first_day_or_its_number(session):
    days = {"starts_on": date(2030, 1, 1), "ends_on": date(2030, 1, 31)}
    add(session, Spotlight(spotlight_id=77, country_code="LV", **days, **SOURCE))
    work = work_on(session)
    assert find_key(work, written_row(SPOTLIGHTS, country_code="LV", starts_on="2030-01-01")) == ((77,), False)
    key, is_new = find_key(work, written_row(SPOTLIGHTS, country_code="LV", starts_on="2030-02-01"))
    assert is_new and key[0] < 0
    assert find_key(work_on(session), written_row(SPOTLIGHTS, country_code="EE", spotlight_id=77)) == ((77,), False)
    assert find_key(work_on(session), written_row(SPOTLIGHTS, country_code="EE", spotlight_id=900)) == ((900,), True)
    for number in (0, -1):
        work = work_on(session)
        assert find_key(work, written_row(SPOTLIGHTS, country_code="EE", spotlight_id=number)) == (None, False)
        assert work.plan.problems == [
            f"Spotlights!B2 says '{number}'; a number from 1 is expected, or nothing for a new row"
        ]


def test_a_row_that_names_no_record_is_a_problem(session):
    work = work_on(session)
    assert find_key(work, written_row(PARTNERS, website="https://a.lv", name="-")) == (None, False)
    assert find_key(work, written_row(PLACES, partner_id="minc", country_code="SE")) == (None, False)
    assert find_key(work, written_row(INDICATOR_VALUES, indicator_id="x", area_code="LV", value=1)) == (None, False)
    assert work.plan.problems == [
        "Partners!B2 is blank; a row of Partners needs Name, or an id",
        "Places!C2 is blank; every row of Places needs City",
        "Indicator values!D2 is blank; every row of Indicator values needs Year",
    ]


def test_two_rows_about_one_record_are_a_problem(session):
    work = work_on(session)
    first, again = written_row(PARTNERS, name="Minc", country_code="SE"), written_row(PARTNERS, partner_id="minc")
    assert find_key(work, first) == (("minc",), False)
    assert find_key(work, replace(again, number=9)) == (None, False)
    assert work.plan.problems == ["Partners!9 is about the same record as Partners!2; one row for each is expected"]


def test_what_joins_two_records_is_known_by_both(session):
    row = written_row(PARTICIPANTS, project_id="Creative-Ports", partner_id="Goethe-Institut")
    assert find_key(work_on(session), row) == (("creative-ports", "goethe-institut"), False)
    row = written_row(PARTICIPANTS, project_id="creative-ports", partner_id="minc")
    assert find_key(work_on(session), row) == (("creative-ports", "minc"), True)


@pytest.mark.parametrize(
    ("city", "stored", "key"),
    [
        ("Liepaja", "Liepāja", "Liepāja"),
        ("Liepaja", None, "Liepāja"),
        ("Rīga", None, "Rīga"),
        ("Riga", "Rīga", "Rīga"),
        ("LIEPĀJA, Latvia", None, "Liepāja"),
        ("Xyzzy", None, "Xyzzy"),
    ],
)
def test_a_place_is_known_by_its_city_however_it_is_spelt(session, city: str, stored: str | None, key: str):
    add(session, a_partner("hub", country_code="LV"))
    if stored:
        add(session, a_place("hub", stored, 56.5, 21.0, "LV"))
    assert find_key(work_on(session), written_row(PLACES, partner_id="hub", city=city)) == (("hub", key), not stored)


def test_a_city_with_a_point_of_its_own_is_kept_as_it_is_written(session):
    add(session, a_partner("hub", country_code="LV"))
    row = written_row(PLACES, partner_id="hub", city="Liepaja", latitude=56.5, longitude=21)
    assert find_key(work_on(session), row) == (("hub", "Liepaja"), True)


def test_a_reference_is_an_id_or_a_problem_told_once(session):
    work = work_on(session)
    assert referred(work, written_row(STATEMENTS, text="x", partner_id="MINC"), "partner_id") == "minc"
    assert referred(work, written_row(STATEMENTS, text="x"), "partner_id") is None
    row = written_row(PARTICIPANTS, project_id="Creative Prts", partner_id="Mink")
    assert referred(work, row, "project_id") is None and referred(work, row, "partner_id") is None
    assert len(work.plan.problems) == 2 and "did you mean Minc, minc?" in work.plan.problems[1]
    work.unfit_names.add("mink")
    assert meant(work, row, "partner_id", "MINK", work.partners) is None and len(work.plan.problems) == 2


def test_an_erased_partner_is_refused_by_id_and_by_name(session):
    erase(session, "lodz-hub", "gone")
    work = work_on(session)
    rows = [
        written_row(PARTNERS, partner_id="gone", name="Any name"),
        written_row(PARTNERS, name="Łódź Hub", country_code="PL"),
        written_row(PLACES, partner_id="Łódź Hub", city="Łódź"),
        written_row(PLACES, city="Łódź", partner_id="gone"),
    ]
    assert [find_key(work, row) for row in rows] == [(None, False)] * 4
    told = "{} says '{}', a partner that was erased on request; take the row out of the file"
    assert work.plan.problems == [
        told.format("Partners!A2", "gone"),
        told.format("Partners!A2", "Łódź Hub"),
        told.format("Places!A2", "Łódź Hub"),
        told.format("Places!B2", "gone"),
    ]


def test_another_of_the_same_name_is_none_that_was_erased(session):
    add(session, a_partner("lodz-hub", name="Łódź Hub", country_code="PL"))
    erase(session, "lodz-hub-2")
    work = work_on(session)
    assert not refuse_erased(work, written_row(PARTNERS, name="Łódź Hub", country_code="PL"))
    another = written_row(PARTNERS, name="Łódź Hub", country_code="DE")
    assert not refuse_erased(work, another)
    assert find_key(work, another) == (("lodz-hub-3",), True)
    assert not refuse_erased(work, written_row(PARTNERS, website="https://a.pl", name="-"))


def test_a_city_by_another_of_its_names_is_the_same_place(session):
    add(session, a_partner("dane", name="Dane", country_code="DK"), a_place("dane", "København", 55.7, 12.6))
    row = written_row(PLACES, partner_id="dane", city="Copenhagen")
    assert find_key(work_on(session), row) == (("dane", "København"), False)


TAKEN_AWAY = "says 'lab', an id that was taken away when a partner was erased; write its present id"


@pytest.mark.parametrize("sheet", [EVENTS, PROJECTS, GOOD_PRACTICES, STATEMENTS])
def test_a_record_does_not_come_back_under_an_id_that_was_taken_away(session, sheet):
    table = sheet.model.__tablename__
    add(session, Erasure(digest=record_digest(table, "lab"), erased_at=NOW))
    work = work_on(session)
    assert find_key(work, written_row(sheet, **{sheet.key[0]: "lab"})) == (None, False)
    (problem,) = work.plan.problems
    assert problem.endswith(f" {TAKEN_AWAY}, or nothing for a new record")
    assert find_key(work, written_row(sheet, **{sheet.key[0]: "lab-2"})) == (("lab-2",), True)


def test_who_took_part_in_a_project_under_a_former_id_is_asked_for_its_present_one(session):
    add(session, Erasure(digest=record_digest("project", "lab"), erased_at=NOW))
    work, row = work_on(session), written_row(PARTICIPANTS, project_id="lab", partner_id="alte-mu")
    assert referred(work, row, "project_id") is None
    assert work.plan.problems == [f"Participants!A2 {TAKEN_AWAY}"]
    work.note_unfit(written_row(PROJECTS, project_id="lab"))
    assert referred(work, row, "project_id") is None and len(work.plan.problems) == 1
