from collections import defaultdict
from itertools import combinations

import pytest

from cci_data.filters import EVERYBODY, PartnerFilter
from cci_data.queries.cooperation import country_pairs, first_years, growth, projects_of
from cci_data.queries.partners import partners, places
from tests.queries import record
from tests.queries.build import a_partner, a_place, a_project, add, an_illustration

NORTH = PartnerFilter(country=("SE", "FI"))
CHOSEN = pytest.mark.parametrize("chosen", [EVERYBODY, NORTH, PartnerFilter(sector=("music",))], ids=str)


def raw_parts(session, chosen) -> dict[str, set[str]]:
    """Return for each project of the public record the partners that fit: project_id → ids."""
    fits = set(partners(session, chosen=chosen)["partner_id"])
    found = defaultdict(set)
    for row in record.lines("participations"):
        if row["partner_id"] in fits:
            found[row["project_id"]].add(row["partner_id"])
    return found


def raw_country() -> dict[str, str]:
    return {row["partner_id"]: row["country_code"] for row in record.lines("partners") if row["country_code"]}


@CHOSEN
def test_projects_are_those_with_a_partner_that_fits(session, chosen):
    found = {row.project_id: set(row.partner_ids) for row in projects_of(session, chosen=chosen).itertuples()}
    assert found and found == raw_parts(session, chosen)


@CHOSEN
def test_a_project_counts_once_for_each_pair_of_countries(session, chosen):
    home, expected = raw_country(), defaultdict(int)
    for ids in raw_parts(session, chosen).values():
        for pair in combinations(sorted({home[key] for key in ids if key in home}), 2):
            expected[pair] += 1
    found = country_pairs(session, chosen=chosen)
    assert {(row.one, row.other): row.project_count for row in found.itertuples()} == expected
    assert all(len(row.titles) == row.project_count for row in found.itertuples())
    assert found["project_count"].is_monotonic_decreasing


def test_the_first_project_of_a_partner_is_its_earliest(session):
    starts = {row["project_id"]: row["starts"] for row in record.lines("projects")}
    expected = {}
    for row in record.lines("participations"):
        if starts[row["project_id"]]:
            year = int(starts[row["project_id"]][:4])
            expected[row["partner_id"]] = min(year, expected.get(row["partner_id"], year))
    assert expected and first_years(session) == expected


def test_an_undated_project_begins_in_no_year(session):
    add(session, a_partner("newcomer"), *a_project("undated", "newcomer"))
    assert "newcomer" not in first_years(session)


@CHOSEN
def test_bubbles_grow_up_to_everybody(session, chosen):
    found = growth(session, chosen=chosen).set_index("place_id")
    since, everybody = first_years(session), partners(session, chosen=chosen)
    assert len(found)
    for row in places(session, chosen=chosen).itertuples():
        counts = found.loc[row.place_id, "counts"]
        for year, number in counts:
            assert number == sum(since.get(key, 9999) <= year for key in row.partner_ids)
        assert found.loc[row.place_id, "partner_count"] == len(row.partner_ids) >= max(n for _, n in counts)
    years = [year for year, _ in found["counts"].iloc[0]]
    began = [since[key] for key in everybody["partner_id"] if key in since]
    assert (years[0], years[-1]) == (min(began), max(began))


def test_without_a_dated_project_there_is_no_year(session):
    add(session, a_partner("newcomer", country_code="SE"), a_place("newcomer", "Kiruna", 67.85, 20.22))
    found = growth(session, chosen=PartnerFilter(text="newcomer"))
    assert found["counts"].tolist() == [()]
    assert found["partner_count"].tolist() == [1]


def test_nothing_illustrative_counts(session):
    before = [projects_of(session), country_pairs(session), first_years(session), growth(session)]
    add(session, *an_illustration())
    after = [projects_of(session), country_pairs(session), first_years(session), growth(session)]
    for one, other in zip(before, after, strict=True):
        assert one.equals(other) if hasattr(one, "equals") else one == other


def test_an_empty_database_has_no_cooperation(empty_session):
    assert projects_of(empty_session).empty and country_pairs(empty_session).empty and growth(empty_session).empty
    assert first_years(empty_session) == {}
