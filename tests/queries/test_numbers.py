from functools import partial

import pytest
from sqlalchemy import update

from cci_data.models import GoodPractice, Partner, Project
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
    assert row.tolist() == [None, "Aby, Bby", None, "Contact Desk"]


@pytest.mark.parametrize("number", [key for key, each in numbers.NUMBERS.items() if "source" in each.columns])
def test_nobody_who_told_a_record_is_among_the_sources(session, number):
    for model in (Partner, Project, GoodPractice):
        session.execute(update(model).values(origin="desk", source="told by Jane"))
    assert set(numbers.rows(session, number=number)["Source"]) == {"Contact Desk"}


QUERIES = {
    **{f"rows of {number}": partial(numbers.rows, number=number) for number in numbers.NUMBERS},
    "partners": partners,
    "places": places,
    "projects": projects.projects,
    "shared projects": projects.shared_projects,
    "lines": projects.place_links,
    "matrix": coverage.coverage,
    "apart": coverage.apart,
    "types": coverage.organisation_types,
    "services": coverage.services,
    "bars": coverage.sector_counts,
    "practices": good_practices.good_practices,
    "practices there": partial(good_practices.good_practices, country="SE"),
    "latest": partial(changes.latest, most=100),
}
SEEN_TO_CHANGE = (
    "rows of partners",
    "places",
    "projects",
    "lines",
    "matrix",
    "services",
    "practices there",
    "latest",
)


def answers(session, names) -> dict[str, list[dict]]:
    """Return what the queries say, as plain rows that can be compared."""
    frames = {name: QUERIES[name](session).astype(object) for name in names}
    return {name: frame.where(frame.notna(), None).to_dict("records") for name, frame in frames.items()}


def test_what_is_illustrative_counts_nowhere(session):
    before, scope = answers(session, QUERIES), changes.scope(session)
    add(session, *an_illustration())
    assert answers(session, QUERIES) == before
    now = changes.scope(session)
    assert (now.partner_count, now.project_count) == (scope.partner_count, scope.project_count)
    assert now.illustrative_count == scope.illustrative_count + 2


def test_the_same_records_count_once_they_are_real(session):
    before = answers(session, SEEN_TO_CHANGE)
    records = an_illustration()
    for one in records:
        if hasattr(one, "origin"):
            one.origin = "desk"
    add(session, *records)
    after = answers(session, SEEN_TO_CHANGE)
    assert [name for name in SEEN_TO_CHANGE if before[name] == after[name]] == []


def test_whole_numbers_stay_whole(session):
    found = numbers.rows(session, number="projects").set_index("Project")
    for row in record.lines("projects"):
        shown = found.loc[row["title"], "Total budget, EUR"]
        assert ("" if shown is None else str(shown)) == row["total_budget_eur"]


def test_an_unknown_number_is_refused(session):
    with pytest.raises(KeyError):
        numbers.count(session, number="happiness")
