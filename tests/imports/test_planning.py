import hashlib

import pytest

from cci_data.imports.draft import Draft
from cci_data.imports.planning import make_plan
from cci_data.imports.written import read_rows
from cci_data.models import (
    Erasure,
    Event,
    EventHost,
    FormerPartner,
    Participation,
    Partner,
    PartnerName,
    PartnerSector,
    PartnerService,
    Place,
    Sector,
    Statement,
)
from tests.import_steps import content
from tests.imports.grids_by_hand import NOW, TODAY, WORDS, apply, bring_in, items, plan_of, rows_of, sheet_of, states
from tests.queries.build import a_partner, a_place, add

HUB = {"name": "Radošais centrs", "country_code": "LV", "website": "https://centrs.example"}
SAME_AS = ("Name", "Country", "Same as", "Website", "Partner id", "Other names", "Sectors", "Services")


def partners(*rows: tuple, headings: tuple[str, ...] = SAME_AS):
    return sheet_of("Partners", headings, *rows)


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


@pytest.fixture
def hub(session) -> None:
    add(session, a_partner("centrs", **HUB), a_place("centrs", "Cēsis", 57.3, 25.3, "LV"))


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


def test_it_is_told_how_far_the_comparing_is(session):
    told = []
    written = read_rows([sheet_of("Projects", ["Title"], *[[f"Project {n}"] for n in range(1200)])], WORDS)
    plan = make_plan(Draft(session), written, today=TODAY, tell=lambda *news: told.append(news))
    assert told == [("comparing Projects", 500, 1200), ("comparing Projects", 1000, 1200)]
    assert len(plan.steps) == 1200 and rows_of(session, Event, event_id="project-1") == []
