from datetime import date

import pytest

from cci_data.imports.keys import find_key
from cci_data.imports.records import put_record, unfit_value
from cci_data.models import (
    Event,
    EventHost,
    EventSector,
    GoodPracticePartner,
    Participation,
    Partner,
    PartnerName,
    PartnerSector,
    PartnerService,
    Place,
    Statement,
)
from cci_data.sheets.events import EVENTS, SPOTLIGHTS, STATEMENTS
from cci_data.sheets.partners import PARTNERS, PLACES
from cci_data.sheets.projects import GOOD_PRACTICES, PARTICIPANTS
from cci_data.sheets.reference import INDICATOR_VALUES, SECTORS
from tests.imports.grids_by_hand import apply, changes, items, rows_of, work_on, written_row
from tests.queries.build import a_partner, add

DESK = "workbook, 23 November 2026"


def put(session, sheet, **cells):
    """Put a row into a draft, and into the database where it fits; return the work on it."""
    work = work_on(session)
    row = written_row(sheet, **cells)
    put_record(work, row, *find_key(work, row))
    if not work.plan.problems:
        apply(session, work.draft.steps())
    return work


def test_a_new_record_says_where_it_comes_from(session):
    (outcome,) = put(session, PARTNERS, name="Łódź Hub", country_code="PL").plan.outcomes
    assert (outcome.sheet, outcome.where, outcome.record) == ("Partners", "Partners!2", "lodz-hub")
    assert (outcome.name, outcome.state, outcome.alterations) == ("Łódź Hub", "added", ())
    (stored,) = rows_of(session, Partner, partner_id="lodz-hub")
    assert (stored["origin"], stored["source"], stored["is_cross_sectoral"]) == ("desk", DESK, False)
    assert stored["recorded_at"] is not None and stored["changed_at"] is None and stored["website"] is None


def test_what_a_new_record_says_itself_goes_before(session):
    put(session, PARTNERS, name="Hub", country_code="LV", origin="public record", source="hub.example")
    (stored,) = rows_of(session, Partner, partner_id="hub")
    assert (stored["origin"], stored["source"]) == ("published", "hub.example")
    put(session, PARTICIPANTS, project_id="creative-ports", partner_id="hub")
    assert rows_of(session, Participation, partner_id="hub")[0]["role"] == "partner"


def test_a_blank_cell_keeps_and_a_dash_empties(session):
    add(
        session,
        a_partner("hub", name="Hub", country_code="LV", website="https://hub.example", ror_id="https://ror.example"),
    )
    work = put(session, PARTNERS, partner_id="hub", name=None, website="-", organisation_type="NGO")
    (outcome,) = work.plan.outcomes
    assert outcome.state == "changed"
    assert changes(outcome) == {
        "Website": ("https://hub.example", "(blank)"),
        "Organisation type": ("(blank)", "NGO"),
    }
    assert [change.where for change in outcome.alterations] == ["Partners!D2", "Partners!C2"]
    (stored,) = rows_of(session, Partner, partner_id="hub")
    assert (stored["name"], stored["website"], stored["ror_id"]) == ("Hub", None, "https://ror.example")
    assert (stored["source"], stored["organisation_type"]) == ("a test", "NGO")


def test_what_is_as_it_was_is_left_alone(session):
    work = put(session, PARTNERS, partner_id="minc", name="Minc", country_code="Sverige")
    assert [outcome.state for outcome in work.plan.outcomes] == ["left"] and work.draft.steps() == []


def test_a_value_is_told_as_a_workbook_shows_it(session):
    details = {
        "title": "Talk",
        "starts_on": date(2027, 1, 2),
        "kind": "workshop",
        "origin": "desk",
        "source": "a\u2066b",
    }
    add(session, Event(event_id="talk", is_online=False, **details))
    work = put(session, EVENTS, event_id="talk", kind="Festival", is_online="yes", starts_on="3.1.2027", source="c")
    assert changes(work.plan.outcomes[0]) == {
        "Kind": ("Workshop", "Festival"),
        "Online": ("no", "yes"),
        "First day": ("2027-01-02", "2027-01-03"),
        "Source": ("a\u2066b", "c"),
    }


@pytest.mark.parametrize(
    ("sheet", "cells", "problems"),
    [
        (
            EVENTS,
            {"title": "Talk"},
            [
                "kind is blank; a new row of Events needs Kind",
                "starts_on is blank; a new row of Events needs First day",
            ],
        ),
        (PARTNERS, {"partner_id": "minc", "name": "-"}, ["name says '-'; Name cannot be empty"]),
        (PARTNERS, {"name": "Hub", "country_code": "LV", "source": "-"}, ["source says '-'; Source cannot be empty"]),
        (STATEMENTS, {"country_code": "LV", "text": "x"}, ["kind is blank; a new row of Statements needs Kind"]),
        (
            PARTNERS,
            {"name": "A", "country_code": "LV", "other_names": "x" * 301},
            ["other_names has 301 characters; 300 are the most"],
        ),
        (
            PLACES,
            {"partner_id": "minc", "city": "x" * 121, "latitude": 55.6, "longitude": 13},
            ["city has 121 characters; 120 are the most"],
        ),
        (
            INDICATOR_VALUES,
            {"indicator_id": "nope", "area_code": "LV", "year": 2020, "value": 1},
            [
                "indicator_id says 'nope', which is neither in the database nor on the sheet Indicators; add it there "
                "first"
            ],
        ),
        (
            EVENTS,
            {
                "title": "A",
                "kind": "festival",
                "starts_on": "2027-01-02",
                "ends_on": "2027-01-01",
                "starts_time": "9:30",
            },
            [
                "time_zone is empty, but a time of day needs its zone",
                "ends_on 2027-01-01 lies before the start on 2027-01-02",
            ],
        ),
        (
            PLACES,
            {"partner_id": "minc", "city": "Xyzzy"},
            [
                "city says 'Xyzzy', which the gazetteer does not know in Sweden; a city there is expected, or "
                "coordinates"
            ],
        ),
    ],
)
def test_all_that_does_not_fit_is_told_at_its_cell_and_nothing_is_put(session, sheet, cells: dict, problems: list[str]):
    work = work_on(session)
    row = written_row(sheet, **cells)
    put_record(work, row, *find_key(work, row))
    expected = [(row.where(name), rest) for name, rest in (problem.split(" ", 1) for problem in problems)]
    assert work.plan.problems == [f"{where} {rest}" for where, rest in expected]
    assert work.draft.steps() == [] and work.plan.outcomes == []


def test_dates_of_a_stored_record_are_compared_with_those_of_the_row(session):
    details = {"title": "Talk", "starts_on": date(2027, 1, 2), "kind": "workshop", "origin": "desk", "source": "x"}
    add(session, Event(event_id="talk", is_online=False, **details))
    work = put(session, EVENTS, event_id="talk", ends_on="1.1.2027")
    assert work.plan.problems == ["Events!B2 2027-01-01 lies before the start on 2027-01-02"]


def test_a_list_replaces_the_one_that_is_stored(session):
    cells = {
        "partner_id": "minc",
        "other_names": "Minc Malmö; «M»",
        "sector_ids": "Music, Design",
        "service_ids": "Funding",
    }
    put(session, PARTNERS, **cells)
    assert items(session, PartnerName, "name", partner_id="minc") == ["Minc Malmö", "«M»"]
    work = put(session, PARTNERS, partner_id="minc", other_names="«M»; Mincs", sector_ids="Music; Crafts")
    assert changes(work.plan.outcomes[0]) == {
        "Other names": ("Minc Malmö; «M»", "Mincs; «M»"),
        "Sectors": ("design; music", "crafts; music"),
    }
    assert items(session, PartnerName, "name", partner_id="minc") == ["Mincs", "«M»"]
    assert items(session, PartnerSector, "sector_id", partner_id="minc") == ["crafts", "music"]
    assert items(session, PartnerService, "service_id", partner_id="minc") == ["funding"]
    again = put(session, PARTNERS, partner_id="minc", other_names="Mincs; «M»", sector_ids="crafts; music")
    assert (again.plan.outcomes[0].state, again.draft.steps()) == ("left", [])
    put(session, PARTNERS, partner_id="minc", other_names="-", service_ids="-")
    assert (
        items(session, PartnerName, "name", partner_id="minc")
        == items(session, PartnerService, "service_id", partner_id="minc")
        == []
    )


def test_sectors_may_be_blank_emptied_some_or_all(session):
    add(session, a_partner("hub", name="Hub", country_code="LV"))

    def told(**cells) -> tuple:
        work = put(session, PARTNERS, partner_id="hub", **cells)
        (stored,) = rows_of(session, Partner, partner_id="hub")
        sectors = items(session, PartnerSector, "sector_id", partner_id="hub")
        return changes(work.plan.outcomes[0]).get("Sectors"), stored["is_cross_sectoral"], sectors

    assert told(sector_ids="cross-sectoral") == (("(blank)", "cross-sectoral"), True, [])
    assert told(sector_ids=None) == told(name="Hub") == (None, True, [])
    assert told(sector_ids="Music; cross-sectoral") == (("cross-sectoral", "cross-sectoral; music"), True, ["music"])
    assert told(sector_ids="Music") == (("cross-sectoral; music", "music"), False, ["music"])
    assert told(sector_ids="-") == (("music", "(blank)"), False, [])
    assert told(sector_ids="-") == (None, False, [])


def test_hosts_are_named_as_a_person_calls_them(session):
    add(session, PartnerName(partner_id="minc", name="Malmö incubator"))
    cells = {
        "title": "Talk",
        "kind": "Workshop",
        "starts_on": "2.1.2027",
        "sector_ids": "music",
        "country_codes": "Latvia; EE",
    }
    put(session, EVENTS, hosts="malmö INCUBATOR; minc; Media Evolution", **cells)
    assert items(session, EventHost, "partner_id", event_id="talk-2027-01-02") == ["media-evolution", "minc"]
    assert items(session, EventSector, "sector_id", event_id="talk-2027-01-02") == ["music"]
    work = put(session, EVENTS, event_id="talk-2027-01-02", hosts="Malmö incubatr; nobody at all")
    assert work.plan.problems == [
        "Events!B2 says 'Malmö incubatr'; the name or id of a partner is expected; did you mean Malmö incubator, minc?",
        "Events!B2 says 'nobody at all'; the name or id of a partner is expected",
    ]
    assert work.draft.steps() == []


def test_a_reference_that_is_emptied_is_gone(session):
    statement = {"country_code": "SE", "kind": "need", "text": "A stage.", "origin": "desk", "source": "x"}
    add(session, Statement(statement_id="stage", partner_id="minc", **statement))
    put(session, STATEMENTS, statement_id="stage", partner_id="Media Evolution")
    assert rows_of(session, Statement, statement_id="stage")[0]["partner_id"] == "media-evolution"
    put(session, STATEMENTS, statement_id="stage", partner_id="-")
    assert rows_of(session, Statement, statement_id="stage")[0]["partner_id"] is None


def test_a_partner_of_a_practice_leads_it_or_not(session):
    cells = {"title": "The practice", "country_code": "SE", "format": "x", "summary": "x"}
    work = put(session, GOOD_PRACTICES, leads="Minc", partners="Media Evolution; minc", **cells)
    assert work.plan.problems == [
        "Good practices!B2 names 'minc', which Good practices!A2 names too; one of the two is expected"
    ]
    put(session, GOOD_PRACTICES, leads="Minc", partners="Media Evolution", **cells)
    assert items(session, GoodPracticePartner, "role", partner_id="minc", good_practice_id="the-practice") == ["lead"]
    only_partners = put(session, GOOD_PRACTICES, title="The practice", partners="Minc")
    assert only_partners.plan.problems == [
        "Good practices!B2 names 'minc', which the stored Lead partners names too; one of the two is expected"
    ]
    assert put(session, GOOD_PRACTICES, title="The practice", leads="Media Evolution").plan.problems != []
    put(session, GOOD_PRACTICES, title="The practice", leads="Media Evolution", partners="Minc")
    assert items(session, GoodPracticePartner, "partner_id", role="lead", good_practice_id="the-practice") == [
        "media-evolution"
    ]
    assert items(session, GoodPracticePartner, "partner_id", role="partner", good_practice_id="the-practice") == [
        "minc"
    ]


def test_a_turn_is_called_by_its_country_and_first_day(session):
    work = put(
        session, SPOTLIGHTS, country_code="LT", starts_on="2030-01-01", ends_on="2030-01-31", steward_partner_id="Minc"
    )
    assert [(outcome.record, outcome.state) for outcome in work.plan.outcomes] == [("LT / 2030-01-01", "added")]
    (outcome,) = put(session, SPOTLIGHTS, country_code="LT", starts_on="2030-01-01", note="Games").plan.outcomes
    assert (outcome.record, outcome.state) == ("LT / 2030-01-01", "changed")


def test_why_a_database_would_refuse_a_value(session):
    work = work_on(session)
    assert unfit_value(work, Place.__table__.c.city, "x" * 120) is None
    assert unfit_value(work, Place.__table__.c.city, "x" * 121) == "has 121 characters; 120 are the most"
    assert unfit_value(work, Partner.__table__.c.name, "x" * 9999) is None
    assert unfit_value(work, Partner.__table__.c.country_code, "LV") is None
    assert "on the sheet Countries" in unfit_value(work, Partner.__table__.c.country_code, "XX")
    assert "80 are the most" in unfit_value(work, SECTORS.model.__table__.c.label, "x" * 81)
