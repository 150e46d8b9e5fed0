from itertools import combinations

import pytest

from cci_data.impact import shape
from cci_data.impact.shape import density, dependence, growth, newcomers
from tests.conftest import TODAY
from tests.impact.world import World, span
from tests.queries.build import a_partner, a_project, add


def parts_by_hand(session, last_year: int | None) -> list[set[str]]:
    """Return the partners of each project that had begun by the end of a year; of every project where none is given."""
    world = World(session, TODAY.min, TODAY)
    begun = [
        key
        for key, row in world.projects.items()
        if last_year is None
        or (row["starts"] and span(row["starts"])[0] <= TODAY and int(row["starts"][:4]) <= last_year)
    ]
    return [world.who("participation", "project_id", key) for key in begun]


def links_of(parts: list[set[str]]) -> set[tuple[str, str]]:
    return {pair for ids in parts for pair in combinations(sorted(ids), 2)}


@pytest.fixture(params=[False, True])
def world(request, session):
    """A session on the world, and on the same with some projects more."""
    if request.param:
        add(session, *(a_partner(key, country_code="LV") for key in ("a", "b", "c")))
        add(
            session,
            *a_project("p", "a", "b", starts="2026"),
            *a_project("q", "b", "c"),
            *a_project("r", "a", "c", starts="2027"),
        )
    return session


def test_the_density_is_the_part_of_all_pairs_that_shared_a_project(world):
    parts = parts_by_hand(world, None)
    who = set().union(*parts)
    assert density(world) == pytest.approx(len(links_of(parts)) / (len(who) * (len(who) - 1) / 2))


def test_the_network_grows_year_by_year(world):
    found = growth(world, today=TODAY)
    assert list(found["year"]) == list(range(2008, 2027))
    for row in found.itertuples():
        parts = parts_by_hand(world, row.year)
        who, links = set().union(*parts), links_of(parts)
        assert (row.partner_count, row.link_count) == (len(who), len(links))
        assert row.density == pytest.approx(len(links) / (len(who) * (len(who) - 1) / 2))


def test_newcomers_and_those_who_return(world):
    found = newcomers(world, today=TODAY)
    for row in found.itertuples():
        until, earlier = (parts_by_hand(world, year) for year in (row.year, row.year - 1))
        known = set().union(*earlier)
        begun = World(world, TODAY.min, TODAY)
        who = set()
        for key, project in begun.projects.items():
            if project["starts"] and int(project["starts"][:4]) == row.year:
                who |= begun.who("participation", "project_id", key)
        assert (row.newcomer_count, row.returning_count) == (len(who - known), len(who & known))
        assert len(set().union(*until)) - len(known) == row.newcomer_count
    assert found["returning_count"].sum() > 0


def test_the_share_of_links_that_touch_the_five_with_the_most(world):
    links = links_of(parts_by_hand(world, None))
    found = dependence(world)
    counts = {key: sum(key in pair for pair in links) for pair in links for key in pair}
    assert list(found.partners["link_count"]) == sorted(counts.values(), reverse=True)[:5]
    assert all(counts[row.partner_id] == row.link_count for row in found.partners.itertuples())
    top = set(found.partners["partner_id"])
    assert found.link_count == len(links)
    assert found.share == pytest.approx(sum(bool(top & set(pair)) for pair in links) / len(links))


def test_without_projects_nothing_is_told(empty_session):
    assert density(empty_session) is None and dependence(empty_session).share is None
    assert growth(empty_session, today=TODAY).empty and newcomers(empty_session, today=TODAY).empty
    assert all(sentence.endswith(".") for sentence in (shape.DENSITY, shape.NEWCOMERS, shape.DEPENDENCE))
