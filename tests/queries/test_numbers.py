import pandas as pd
import pytest

from cci_data.queries import changes, coverage, good_practices, numbers, projects
from cci_data.queries.partners import partners, places
from tests.queries import record
from tests.queries.build import a_partner, a_place, add, an_illustration

LOCATED = {row["partner_id"] for row in record.lines("places")}
HEADLINES = {
    "partners": (152, lambda: record.partner_ids()),
    "countries": (10, lambda: {row["country_code"] for row in record.lines("partners")}),
    "sectors": (None, lambda: {row["sector_id"] for row in record.lines("partner_sectors")}),
    "projects": (15, lambda: record.lines("projects")),
    "good-practices": (9, lambda: record.lines("good_practices")),
    "cross-sectoral": (59, lambda: record.partner_ids(sector="cross-sectoral")),
    "sector-not-stated": (59, lambda: record.partner_ids(sector="not-stated")),
    "without-place": (10, lambda: record.partner_ids() - LOCATED),
}


@pytest.mark.parametrize("number", numbers.NUMBERS)
def test_a_headline_is_the_number_of_rows_in_the_files_and_on_its_page(session, number):
    published, counted = HEADLINES[number]
    found = numbers.count(session, number=number)
    assert found == len(counted()) == len(numbers.rows(session, number=number))
    assert published in (None, found)


@pytest.mark.parametrize("number", numbers.NUMBERS)
def test_the_rows_are_for_reading(session, number):
    found = numbers.rows(session, number=number)
    assert list(found) == list(numbers.NUMBERS[number].columns.values())
    assert found.index.tolist() == list(range(len(found)))
    assert not any(isinstance(value, tuple | list) for value in found.to_numpy().ravel())


def test_rows_join_what_is_many_and_leave_the_unknown_empty(session):
    add(session, a_partner("two", name="In two places"), a_place("two", "Aby", 60, 15), a_place("two", "Bby", 61, 15))
    row = numbers.rows(session, number="partners").set_index("Partner").loc["In two places"]
    assert row.tolist() == [None, "Aby, Bby", None, "a test"]


def everything(session) -> dict[str, object]:
    """Return all that a reader may take for a fact about the network."""
    frames = {
        **{f"rows of {number}": numbers.rows(session, number=number) for number in numbers.NUMBERS},
        "partners": partners(session),
        "places": places(session),
        "projects": projects.projects(session),
        "shared projects": projects.shared_projects(session),
        "lines": projects.place_links(session),
        "matrix": coverage.coverage(session),
        "apart": coverage.apart(session),
        "types": coverage.organisation_types(session),
        "services": coverage.services(session),
        "bars": coverage.sector_counts(session),
        "practices": good_practices.good_practices(session),
        "practices there": good_practices.good_practices(session, country="SE"),
        "additions": changes.additions(session, most=100),
    }
    return {name: frame.astype(object).where(frame.notna(), None).to_dict("records") for name, frame in frames.items()}


def test_what_is_illustrative_counts_nowhere(session):
    before, scope = everything(session), changes.scope(session)
    add(session, *an_illustration())
    assert everything(session) == before
    now = changes.scope(session)
    assert (now.partner_count, now.project_count) == (scope.partner_count, scope.project_count)
    assert now.illustrative_count == scope.illustrative_count + 2


def test_the_same_records_count_once_they_are_real(session):
    before = everything(session)
    records = an_illustration()
    for one in records:
        if hasattr(one, "origin"):
            one.origin = "desk"
    add(session, *records)
    after = everything(session)
    unchanged = {name for name in before if before[name] == after[name]}
    assert unchanged == {f"rows of {name}" for name in ("countries", "cross-sectoral", "sector-not-stated")} | {
        "rows of without-place",
        "apart",
    }


def test_an_unknown_number_is_refused(session):
    with pytest.raises(KeyError):
        numbers.count(session, number="happiness")
    assert isinstance(numbers.rows(session, number="partners"), pd.DataFrame)
