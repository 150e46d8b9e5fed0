import pytest

from cci_data.imports.written import read_rows
from cci_data.sheets.projects import GOOD_PRACTICES, PARTICIPANTS, PROJECTS
from tests.imports.grids_by_hand import WORDS, sheet_of, written_row


def test_a_project_is_dated_as_precisely_as_it_is_known():
    row = written_row(PROJECTS, title="Urb", starts="1/2019", ends=2021, total_budget_eur="2.528.385")
    assert (row.get("starts"), row.get("ends"), row.get("total_budget_eur")) == ("2019-01", "2021", 2528385)


@pytest.mark.parametrize(("words", "role"), [("Lead partner", "lead"), ("lead", "lead"), ("PARTNER", "partner")])
def test_the_part_in_a_project(words: str, role: str):
    assert written_row(PARTICIPANTS, project_id="Urb", partner_id="Minc", role=words).get("role") == role


def test_another_part_is_asked_about():
    found = read_rows([sheet_of("Participants", ["Project", "Partner", "Role"], ["Urb", "Minc", "Leed"])], WORDS)
    assert found.problems == ["Participants!C2 says 'Leed'; a role is expected; did you mean Lead partner?"]


def test_a_participant_is_known_by_project_and_partner():
    assert (PARTICIPANTS.key, PARTICIPANTS.identity) == (("project_id", "partner_id"), ())
    assert (PARTICIPANTS.projects, PARTICIPANTS.partners) == (("project_id",), ("partner_id",))


def test_who_leads_a_practice_and_who_takes_part_are_kept_in_one_table_apart():
    leads, others = GOOD_PRACTICES.many["leads"], GOOD_PRACTICES.many["partners"]
    assert leads.model is others.model and (leads.fixed, others.fixed) == ({"role": "lead"}, {"role": "partner"})
    row = written_row(GOOD_PRACTICES, title="Mentors", leads="LKA\nMinc", in_figures="participants: 40; days: 2")
    assert row.get("leads") == ["LKA", "Minc"] and row.get("in_figures") == "participants: 40; days: 2"
