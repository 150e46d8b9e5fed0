"""The network's own counts, and attempts to count something twice."""

from datetime import date

import pytest
from sqlalchemy import func, select

from cci_data.impact.measuring import measure
from cci_data.imports.draft import Draft
from cci_data.imports.illustration import clear_illustration
from cci_data.imports.merges import merge
from cci_data.models import Continuation, Event, EventParticipation, Spotlight, StepPartner
from tests.conftest import TODAY
from tests.impact.oracle import ORACLES
from tests.impact.scene import DESK, a_solution, a_step, an_uptake, events, partners, went_on
from tests.imports.grids_by_hand import apply, bring_in, plan_of, sheet_of
from tests.queries.build import a_partner, a_project, add

SEK = {"currency": "SEK", "eur_rate": 11.5, "rate_on": date(2024, 5, 2)}


def rows_of(session, indicator: str, period: str = "2024") -> dict[str, float]:
    found = measure(session, indicator=indicator, period=period, today=TODAY).rows
    desk = found[found["origin"] == "desk"]
    return dict(zip(desk["key"], desk["number"], strict=True))


def figures(session, period: str = "all") -> dict[str, float | None]:
    return {key: measure(session, indicator=key, period=period, today=TODAY).value for key in ORACLES}


@pytest.fixture
def desk(session):
    """A session on a network that the Desk recorded."""
    clear_illustration(session)
    add(session, *partners(), *events())
    return session


def test_events_count_without_deadlines_and_joint_ones_have_two_countries(desk):
    assert rows_of(desk, "events") == {"after": 1, "alone": 1}
    assert rows_of(desk, "joint-events") == {"after": 1}
    assert rows_of(desk, "participations") == {"after": 3, "alone": 7}
    assert rows_of(desk, "study-visits") == {"alone": 1}


def test_active_partners_hosted_attended_or_took_a_step(desk):
    add(desk, *a_step("s", "contact", "2024", "nowhere"), *a_step("later", "contact", "2025", "nowhere", "cesis"))
    assert rows_of(desk, "active-partners") == {"cesis": 1, "malmo": 1, "nowhere": 1, "riga": 1}
    assert rows_of(desk, "active-partners", "2025") == {"cesis": 1, "nowhere": 1}
    found = measure(desk, indicator="countries-reached", period="2025", today=TODAY).rows
    assert "/map?country=LV" in set(found["page"]) and "LV" in set(found["key"])


def test_introductions_join_two_partners_and_the_network_had_to_do_with_them(desk):
    add(desk, *a_step("two", "contact", "2024", "riga", "malmo"), *a_step("one", "contact", "2024", "riga"))
    add(desk, *a_step("chance", "contact", "2024", "riga", "malmo", cause="happened"))
    assert rows_of(desk, "introductions") == {"two": 1}


def test_what_merely_happened_among_partners_is_no_merit_of_the_network(desk):
    granted = {"outcome": "funded", "amount": 100.0, "currency": "EUR"}
    for key, cause in (("ours", "helped"), ("theirs", "happened")):
        add(desk, *a_step(key, "application", "2024-02", "riga", "malmo" if key == "ours" else "cesis", cause=cause))
        add(desk, *a_step(f"{key}-yes", "decision", "2024-05", follows_id=key, cause=cause, **granted))
    add(desk, *a_step("theirs-2", "application", "2024-02", "riga", "malmo", cause="happened"))
    assert rows_of(desk, "applications") == rows_of(desk, "consortia") == {"ours": 1}
    assert rows_of(desk, "applications-funded") == {"ours-yes": 1}
    assert rows_of(desk, "eur-raised") == {"ours-yes": 100}


def test_a_consortium_is_formed_once_however_often_it_applies(desk):
    add(desk, *a_step("first", "application", "2024-02", "riga", "malmo", programme="A"))
    add(desk, *a_step("again", "application", "2025-02", "malmo", "riga"))
    add(desk, *a_step("alone", "application", "2024-03", "riga", "cesis"))
    assert rows_of(desk, "consortia") == {"first": 1}
    assert rows_of(desk, "consortia", "2025") == {}
    add(desk, *a_step("elsewhere", "application", "2025-04", "malmo", "riga", programme="B"))
    of_b = measure(desk, indicator="consortia", period="all", today=TODAY, programme="B")
    assert of_b.value == 0
    assert rows_of(desk, "applications") == {"first": 1, "alone": 1}
    assert rows_of(desk, "applications", "2025") == {"again": 1, "elsewhere": 1}


def test_money_counts_once_an_application_in_euro_at_the_stated_rate(desk):
    for key in ("a", "b", "c"):
        add(desk, *a_step(key, "application", "2024-01", "riga"))
    granted = {"outcome": "funded", "amount": 1150.0}
    add(desk, *a_step("da", "decision", "2024-05", "riga", follows_id="a", **granted, **SEK))
    add(desk, *a_step("da2", "decision", "2024-06", "malmo", follows_id="a", **granted, **SEK))
    add(desk, *a_step("db", "decision", "2024-05", follows_id="b", outcome="rejected", amount=9.0, currency="EUR"))
    add(desk, *a_step("dc", "decision", "2024-07", follows_id="c", outcome="funded"))
    assert rows_of(desk, "applications-funded") == {"da": 1, "dc": 1}
    assert rows_of(desk, "eur-raised") == {"da": 100}


def test_a_project_counts_where_it_began_with_its_budget_whatever_its_partners(desk):
    budget = {"starts": "2024-05", "total_budget_eur": 500}
    add(desk, *a_project("p", "riga", "malmo", "cesis", **budget), *a_project("q", "riga", starts="2024"))
    add(desk, *a_project("r", "riga", total_budget_eur=9))
    assert rows_of(desk, "projects") == {"p": 1, "q": 1}
    assert rows_of(desk, "project-budgets") == {"p": 500}
    found = measure(desk, indicator="project-budgets", period="2024", today=TODAY).unsure
    assert "r" in set(found["key"])


def test_turns_and_confirmed_profiles(desk):
    add(desk, a_partner("asked", confirmed_on=date(2024, 1, 1)), a_partner("earlier", confirmed_on=date(2023, 12, 31)))
    add(desk, Spotlight(country_code="LV", starts_on=date(2024, 3, 1), ends_on=date(2024, 4, 30), **DESK))
    assert rows_of(desk, "profiles-confirmed") == {"asked": 1}
    assert rows_of(desk, "spotlights") == {"LV-2024-03-01": 1}


def everything_told() -> list:
    decided = {"outcome": "funded", "amount": 1150.0, "follows_id": "applied"} | SEK
    return [
        *a_step("met", "contact", "2024-01", "riga", "malmo"),
        *a_step("applied", "application", "2024-02", "riga", "malmo", follows_id="met"),
        *a_step("decided", "decision", "2024-05", "riga", "malmo", **decided),
        *a_solution("tool", "solution", "2023-02", "riga", "malmo"),
        an_uptake("u", "tool", "2023-09"),
        went_on("riga", "2024-01"),
    ]


def test_the_same_partner_under_two_names_counts_once_when_the_two_are_merged(desk):
    add(desk, *everything_told())
    before = figures(desk)
    twin = a_partner("riga-twin", name="Riga under another name", country_code="LV")
    add(desk, twin, StepPartner(step_id="met", partner_id="riga-twin"), went_on("riga-twin", "2024-01"))
    add(desk, *a_project("other", "malmo", "riga-twin", starts="2021-01", ends="2023"))
    draft = Draft(desk)
    merge(draft, "riga-twin", "riga")
    apply(desk, draft.steps())
    assert figures(desk) == before | {"projects": before["projects"] + 1}
    assert desk.scalar(select(func.count()).select_from(Continuation)) == 1
    assert desk.scalar(select(func.count()).where(StepPartner.step_id == "met")) == 2


def test_an_event_imported_twice_is_one(desk):
    heads = ["Title", "Kind", "First day", "Hosts"]
    sheet = sheet_of("Events", heads, ["A joint day", "Workshop", "2024-09-03", "riga; malmo"])
    bring_in(desk, sheet)
    before = figures(desk)
    assert bring_in(desk, sheet).steps == []
    again = sheet_of("Events", heads, ["a joint  DAY", "Workshop", "3.9.2024", "riga"])
    bring_in(desk, again)
    assert figures(desk)["events"] == before["events"]
    assert desk.scalar(select(func.count()).where(Event.starts_on == date(2024, 9, 3))) == 1
    (problem,) = plan_of(
        desk, sheet_of("Events", heads, *(row[1] for row in (*sheet.rows[1:], *sheet.rows[1:])))
    ).problems
    assert "one row for each is expected" in problem


def test_a_budget_for_each_partner_and_a_project_in_two_programmes_are_refused(desk):
    heads = ["Title", "Programme", "Starts", "Total budget (EUR)"]
    rows = [["One project", name, "2024-05", 900] for name in ("Programme A", "Programme B")]
    (problem,) = plan_of(desk, sheet_of("Projects", heads, *rows)).problems
    assert "about the same record" in problem
    bring_in(desk, sheet_of("Projects", heads, rows[0]))
    before = figures(desk)
    bring_in(desk, sheet_of("Projects", heads, rows[1]))
    assert figures(desk) == before
    told = plan_of(desk, sheet_of("Participants", ["Project", "Partner", "Total budget (EUR)"], ["over", "riga", 5]))
    assert any("Total budget" in sentence for sentence in (*told.problems, *told.notes))
    # A step that names another programme does not make a project one of two.
    add(desk, *a_step("s", "application", "2024-06", "riga", project_id="over", programme="Programme B"))
    count = {name: value(desk, name) for name in ("Programme A", "Programme B")}
    assert count == {"Programme A": 1, "Programme B": 0}


def value(session, programme: str) -> float:
    return measure(session, indicator="applications", period="all", today=TODAY, programme=programme).value


def test_participations_of_a_country_stand_once(desk):
    heads = ["Event", "Country", "Participations"]
    bring_in(desk, sheet_of("Event participations", heads, ["after", "LV", 3]))
    assert desk.scalar(select(func.count()).where(EventParticipation.event_id == "after")) == 1
    assert rows_of(desk, "participations")["after"] == 3
