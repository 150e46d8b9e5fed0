from datetime import date

import pytest

from cci_data.imports.draft import Draft
from cci_data.imports.merges import keep_name, merge, referring
from cci_data.models import (
    Base,
    Event,
    EventHost,
    FormerPartner,
    GoodPracticePartner,
    Participation,
    Partner,
    PartnerName,
    PartnerSector,
    PartnerService,
    Place,
    Spotlight,
    Statement,
)
from tests.import_steps import content
from tests.imports.grids_by_hand import apply, items, rows_of
from tests.queries.build import a_partner, a_place, a_project, add

SOURCE = {"origin": "desk", "source": "a test"}


def what_they_are() -> list[Base]:
    """Two partners, and what is said of them alone."""
    names = (("gone", "H"), ("gone", "Zentrum"), ("stays", "H"))
    sectors = (("gone", "music"), ("gone", "design"), ("stays", "music"))
    return [
        a_partner("gone", name="Hub e.V.", country_code="DE", website="https://hub.example", is_cross_sectoral=True),
        a_partner("stays", name="Hub", ror_id="https://ror.example"),
        *(PartnerName(partner_id=key, name=name) for key, name in names),
        *(PartnerSector(partner_id=key, sector_id=word) for key, word in sectors),
        PartnerService(partner_id="gone", service_id="funding"),
        a_place("gone", "Kiel", 54.3, 10.1, "DE"),
        a_place("gone", "Lübeck", 53.9, 10.7, "DE"),
        a_place("stays", "Kiel", 54.4, 10.2, "DE"),
        *(FormerPartner(former_id=key, partner_id="gone") for key in ("first", "second")),
    ]


def what_they_do() -> list[Base]:
    """What the two have a part in."""
    days = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 2, 28)}
    hosts = (("talk", "gone"), ("talk", "stays"), ("fair", "gone"))
    practice = {"good_practice_id": "baltic-home", "role": "partner"}
    return [
        Event(event_id="talk", title="Talk", kind="workshop", starts_on=date(2027, 1, 2), **SOURCE),
        Event(event_id="fair", title="Fair", kind="workshop", starts_on=date(2027, 1, 2), **SOURCE),
        *(EventHost(event_id=event, partner_id=key) for event, key in hosts),
        Spotlight(country_code="DE", steward_partner_id="gone", **days, **SOURCE),
        Statement(statement_id="need", country_code="DE", kind="need", text="A stage.", partner_id="gone", **SOURCE),
        *a_project("one", "gone", "stays"),
        *a_project("two", "stays", "gone"),
        *a_project("three", "minc", "gone"),
        *(GoodPracticePartner(partner_id=key, **practice) for key in ("gone", "stays")),
    ]


@pytest.fixture
def two(session) -> None:
    """Two partners that have much in common: `gone` shall become `stays`."""
    add(session, *what_they_are(), *what_they_do())


def merged(session) -> Draft:
    draft = Draft(session)
    merge(draft, "gone", "stays")
    apply(session, draft.steps())
    return draft


def test_both_names_live_on(session, two):
    merged(session)
    assert items(session, PartnerName, "name", partner_id="stays") == ["H", "Hub e.V.", "Zentrum"]
    assert rows_of(session, Partner, partner_id="stays")[0]["name"] == "Hub"


def test_all_former_ids_lead_to_the_partner_that_stays(session, two):
    merged(session)
    assert items(session, FormerPartner, "former_id", partner_id="stays") == ["first", "gone", "second"]
    assert rows_of(session, FormerPartner, partner_id="gone") == rows_of(session, Partner, partner_id="gone") == []


def test_what_the_partner_says_itself_stays_and_what_it_does_not_is_filled(session, two):
    merged(session)
    (stays,) = rows_of(session, Partner, partner_id="stays")
    assert (stays["website"], stays["ror_id"], stays["country_code"]) == (
        "https://hub.example",
        "https://ror.example",
        "DE",
    )
    assert stays["is_cross_sectoral"] is True and stays["source"] == "a test"


def test_what_hung_on_the_one_hangs_on_the_other_and_nothing_is_doubled(session, two):
    merged(session)
    assert items(session, PartnerSector, "sector_id", partner_id="stays") == ["design", "music"]
    assert items(session, PartnerService, "service_id", partner_id="stays") == ["funding"]
    assert items(session, Place, "latitude", partner_id="stays") == [53.9, 54.4]
    assert items(session, EventHost, "event_id", partner_id="stays") == ["fair", "talk"]
    assert items(session, Statement, "statement_id", partner_id="stays") == ["need"]
    assert items(session, Spotlight, "country_code", steward_partner_id="stays") == ["DE"]
    assert items(session, GoodPracticePartner, "role", partner_id="stays") == ["partner"]


def test_who_led_a_project_still_leads_it(session, two):
    merged(session)
    parts = {row["project_id"]: row["role"] for row in rows_of(session, Participation, partner_id="stays")}
    assert parts == {"one": "lead", "two": "lead", "three": "partner"}


def test_no_table_refers_to_who_is_gone(session, two):
    merged(session)
    columns = list(referring())
    assert {f"{table.name}.{column.name}" for table, column in columns} >= {
        *(
            "participation.partner_id",
            "spotlight.steward_partner_id",
            "former_partner.partner_id",
            "statement.partner_id",
        )
    }
    for table, column in columns:
        assert not session.execute(table.select().where(column == "gone")).all(), table.name


def test_a_merging_can_be_taken_back(session, two):
    before = content(session)
    draft = merged(session)
    assert content(session)["partner"] != before["partner"]
    apply(session, [step.undone() for step in reversed(draft.steps())])
    assert content(session) == before


def test_two_merge_into_a_third_one_after_the_other(session, two):
    draft = Draft(session)
    merge(draft, "gone", "stays")
    merge(draft, "stays", "minc")
    apply(session, draft.steps())
    assert items(session, FormerPartner, "former_id", partner_id="minc") == ["first", "gone", "second", "stays"]
    assert {"Hub", "Hub e.V."} <= set(items(session, PartnerName, "name", partner_id="minc"))


def test_a_name_is_kept_unless_it_is_the_partners_own(session):
    draft = Draft(session)
    keep_name(draft, "minc", "Minc")
    assert draft.steps() == []
    keep_name(draft, "minc", "Malmö incubator")
    assert [step.key for step in draft.steps()] == [("minc", "Malmö incubator")]
