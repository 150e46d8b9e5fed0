import pytest

from cci_data.imports.draft import Draft
from cci_data.imports.planning import make_plan
from cci_data.imports.written import read_rows
from cci_data.models import (
    Event,
    EventHost,
    Participation,
    PartnerSector,
    Sector,
)
from tests.import_steps import content
from tests.imports.grids_by_hand import TODAY, WORDS, bring_in, items, partners, plan_of, rows_of, sheet_of, states


def test_rows_may_refer_to_rows_of_any_other_sheet(session):
    plan = bring_in(
        session,
        sheet_of("Good practices", ["Title", "Format", "Summary", "Lead partners"], ["Practice", "x", "x", "NEW HUB"]),
        sheet_of("Events", ["Title", "Kind", "First day", "Hosts"], ["Talk", "Workshop", "2.1.2027", "NH; Minc"]),
        sheet_of("Participants", ["Project", "Partner", "Role"], ["Our project", "new hub", "Lead partner"]),
        sheet_of("Places", ["Partner", "City"], ["NH", "Liepaja"]),
        sheet_of("Statements", ["Country", "Kind", "Text", "Partner"], ["LV", "Need", "A stage.", "new-hub"]),
        sheet_of("Partners", ["Name", "Country", "Other names", "Sectors"], ["New Hub", "LV", "NH", "Circus"]),
        sheet_of("Projects", ["Title", "Sectors"], ["Our project", "circus"]),
        _circus(),
    )
    assert set(states(plan)) == {
        *(("circus", "added"), ("our-project", "added"), ("new-hub", "added"), ("new-hub / Liepāja", "added")),
        *(("our-project / new-hub", "added"), ("talk-2027-01-02", "added"), ("lv-need-a-stage", "added")),
        ("practice", "added"),
    }
    assert items(session, EventHost, "partner_id", event_id="talk-2027-01-02") == ["minc", "new-hub"]
    assert items(session, PartnerSector, "sector_id", partner_id="new-hub") == ["circus"]
    assert rows_of(session, Participation, partner_id="new-hub")[0]["role"] == "lead"


def _circus():
    words = {"Sector id": "circus", "Label": "Circus", "Position": 14, "Definition": "x", "NACE of its own": "90.01"}
    words |= {"Creative Europe": "x", "ESSnet domain": "x", "German submarket": "x"}
    return sheet_of("Sectors", list(words), list(words.values()))


def test_the_same_files_again_change_nothing(session):
    grids = (
        partners(
            ("Łódź Hub", "PL", None, None, None, "ŁH", "Music", None),
            ("Hub", "DE", "minc", None, None, "H", "Design", None),
        ),
        sheet_of("Places", ["Partner", "City"], ["Łódź Hub", "Lodz"]),
        sheet_of(
            "Events", ["Title", "Kind", "First day", "City", "Country"], ["Talk", "Workshop", "2.1.2027", "Lodz", "PL"]
        ),
    )
    assert [state for _, state in states(bring_in(session, *grids))] == ["added", "added", "added", "merged"]
    before = content(session)
    again = bring_in(session, *grids)
    assert (again.steps, [state for _, state in states(again)]) == ([], ["left"] * 4)
    assert content(session) == before


@pytest.mark.parametrize(
    ("moved", "is_stored"),
    [
        (["Liepāja", None, None], True),
        (["Xyzzy", None, None], True),
        (["Liepāja", "-", "-"], True),
        (["Mārupe", 56.946, 24.10589], True),
        (["Liepāja", 56.946, 24.10589], False),
        (["R?ga", 56.946, 24.10589], False),
    ],
)
def test_an_event_that_moves_is_the_same_when_it_is_brought_again(session, moved: list, is_stored: bool):
    headings = ["Title", "Kind", "First day", "Country", "City", "Latitude", "Longitude"]
    before, after = (
        sheet_of("Events", headings, ["Talk", "Workshop", "2.1.2027", "LV", *where])
        for where in (["Rīga", None, None], moved)
    )
    bring_in(session, before)
    first = plan_of(session, after)
    assert first.is_storable == is_stored
    if is_stored:
        bring_in(session, after)
    again = plan_of(session, after)
    assert (again.steps, again.problems) == ([], first.problems)


def test_a_row_that_does_not_fit_is_told_once_and_not_in_each_row_that_names_it(session):
    plan = plan_of(
        session,
        partners(("New Hub", "Lativa"), ("Another Hub", "LV", None, None, None, "x" * 301)),
        sheet_of("Places", ["Partner", "City"], ["New Hub", "Rīga"], ["Another hub", "Rīga"], ["No Hub", "Rīga"]),
        sheet_of(
            "Events", ["Title", "Kind", "First day", "Hosts"], ["Talk", "Workshop", "2.1.2027", "New Hub; No Hub"]
        ),
    )
    assert [problem.split(" ")[0] for problem in plan.problems] == [
        *("Partners!B2", "Partners!F3", "Places!A4", "Events!D2")
    ]


def test_all_problems_are_told_and_nothing_that_fits_is_left_unsaid(session):
    plan = plan_of(
        session,
        partners(("New Hub", "LV"), ("Bad Hub", "LV", None, "hub.lv")),
        sheet_of("Places", ["Partner", "City"], ["New Hub", "Xyzzy"], ["New Hub", "Ogre"]),
    )
    assert len(plan.problems) == 2 and not plan.is_storable
    assert states(plan) == [("new-hub", "added"), ("new-hub / Ogre", "added")]


@pytest.mark.parametrize("column", ["Label", "Position"])
def test_a_word_of_a_vocabulary_has_a_label_and_a_place_of_its_own(session, column: str):
    value = {"Label": "Music", "Position": 7}[column]
    grid = sheet_of("Sectors", ["Sector id", column], ["design", value])
    assert plan_of(session, grid).problems == [
        f"Sectors!2 has {column} '{value}', which music has too; one of its own is expected"
    ]
    assert session.get(Sector, "design").label != value


def test_words_of_a_vocabulary_cannot_swap_their_places_at_once(session):
    swapped = sheet_of("Sectors", ["Sector id", "Position"], ["architecture", 2], ["design", 1], ["crafts", 3])
    assert plan_of(session, swapped).problems == [
        "Sectors!2 has Position '2', which design has until now; give that a free one in an import before this",
        "Sectors!3 has Position '1', which architecture has until now; give that a free one in an import before this",
    ]
    bring_in(session, sheet_of("Sectors", ["Sector id", "Position"], ["design", 99]))
    bring_in(session, sheet_of("Sectors", ["Sector id", "Position"], ["architecture", 2]))
    bring_in(session, sheet_of("Sectors", ["Sector id", "Position"], ["design", 1]))
    assert [session.get(Sector, key).position for key in ("architecture", "design")] == [2, 1]


def test_it_is_told_how_far_the_comparing_is(session):
    told = []
    written = read_rows([sheet_of("Projects", ["Title"], *[[f"Project {n}"] for n in range(1200)])], WORDS)
    plan = make_plan(Draft(session), written, today=TODAY, tell=lambda *news: told.append(news))
    assert told == [("comparing Projects", 500, 1200), ("comparing Projects", 1000, 1200)]
    assert len(plan.steps) == 1200 and rows_of(session, Event, event_id="project-1") == []
