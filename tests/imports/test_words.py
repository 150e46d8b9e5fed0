from cci_data.imports.words import words_of
from cci_data.models import Sector
from tests.imports.grids_by_hand import WORDS, plan_of, sheet_of, states


def test_the_words_of_the_database_in_their_order(session):
    assert words_of(session) == WORDS
    assert list(words_of(session)["sectors"])[:2] == ["architecture", "design"]
    session.get(Sector, "architecture").position = 99
    session.flush()
    assert list(words_of(session)["sectors"])[-1] == "architecture"


def test_an_empty_database_has_none(empty_session):
    assert words_of(empty_session) == {"sectors": {}, "services": {}}


def test_words_that_the_files_bring_are_there_for_their_other_sheets(session):
    sectors = sheet_of(
        "Sectors", ["Our sectors"], ["Label", "Position", "Sector id"], ["Circus", 14, "circus"], ["Tunes", 7, "music"]
    )
    services = sheet_of(None, ["Service id", "Label"], ["legal", "Legal advice"], ["x"], file="services.csv")
    found = words_of(session, [sheet_of("Partners", ["Name"], ["Hub"]), sectors, services])
    assert found["sectors"]["circus"] == "Circus" and found["sectors"]["music"] == "Tunes"
    assert found["services"]["legal"] == "Legal advice" and "x" not in found["services"]
    assert len(found["sectors"]) == len(WORDS["sectors"]) + 1


def test_a_sheet_of_words_without_labels_brings_none(session):
    assert words_of(session, [sheet_of("Sectors", ["Sector id", "Position"], ["circus", 14])]) == WORDS


def test_a_new_service_can_be_offered_in_the_same_files(session):
    plan = plan_of(
        session,
        sheet_of("Services", ["Service id", "Label", "Position"], ["legal", "Legal advice", 9]),
        sheet_of("Partners", ["Partner id", "Services"], ["minc", "Legal advice"]),
    )
    assert plan.problems == [] and states(plan) == [("legal", "added"), ("minc", "changed")]
