from datetime import date

from cci_data.imports.halves import look_through
from cci_data.sheets.events import EVENTS
from cci_data.sheets.partners import PLACES
from tests.imports.grids_by_hand import plan_of, sheet_of, work_on, written_row


def test_all_that_does_not_fit_in_a_row_is_told_at_once(session):
    plan = plan_of(
        session,
        sheet_of("Partners", ["Name", "Country"], ["New Hub", "Lativa"]),
        sheet_of("Places", ["Partner", "City", "Country"], ["New Hub", "Nykvarn", "SE"]),
        sheet_of(
            "Events",
            ["Title", "Kind", "First day", "Last day", "Hosts", "City", "Country"],
            ["Talk", "tlak", "2027-03-04", "2027-03-01", "Nobody Known", "Nykvarn", "SE"],
        ),
    )
    assert [problem.split(" ")[0] for problem in sorted(plan.problems)] == [
        *("Events!B2", "Events!D2", "Events!E2", "Events!F2", "Partners!B2", "Places!B2"),
    ]


def test_what_is_blank_is_not_said_to_contradict(session):
    work = work_on(session)
    look_through(work, written_row(EVENTS, title="Talk", ends_on=date(2027, 1, 1)))
    look_through(work, written_row(PLACES, city="Riga", country_code="LV"))
    assert work.plan.problems == []
