from itertools import combinations

from cci_data.impact.geography import COLUMNS, pairs, partners_across
from cci_data.imports.illustration import clear_illustration
from cci_data.queries.cooperation import country_pairs
from tests.conftest import TODAY
from tests.impact.scene import events, partners
from tests.impact.world import World
from tests.queries.build import a_project, add


def by_hand(session) -> dict[tuple[str, str], tuple[int, int]]:
    world = World(session, TODAY.min, TODAY)
    found: dict[tuple[str, str], list[int]] = {}
    for key in world.projects:
        for pair in combinations(sorted(world.countries(world.who("participation", "project_id", key))), 2):
            found.setdefault(pair, [0, 0])[0] += 1
    counted = world.tables["event_participation"]
    for event in world.events:
        codes = world.countries(world.there(event))
        codes |= {
            row["country_code"]
            for row in counted
            if row["event_id"] == event["event_id"] and row["participation_count"]
        }
        if event["starts_on"] <= TODAY:
            for pair in combinations(sorted(codes), 2):
                found.setdefault(pair, [0, 0])[1] += 1
    return {pair: tuple(numbers) for pair, numbers in found.items()}


def check(session) -> None:
    found = pairs(session, today=TODAY)
    assert list(found.columns) == COLUMNS
    told = {(row.one, row.other): (row.project_count, row.event_count) for row in found.itertuples()}
    assert told == by_hand(session)
    assert [len(titles) for titles in found["titles"]] == list(found["count"])
    assert list(found["count"]) == sorted(found["count"], reverse=True)


def test_pairs_share_projects_as_on_the_map_and_events(session):
    check(session)
    projects = country_pairs(session)
    assert pairs(session, today=TODAY)["project_count"].sum() == projects["project_count"].sum() > 0
    add(session, *partners(), *events(), *a_project("more", "riga", "malmo", "nowhere"))
    check(session)
    both = pairs(session, today=TODAY).set_index(["one", "other"]).loc[("LV", "SE")]
    assert both["event_count"] == 2 and {"before", "after", "more"} <= set(both["titles"])


def test_what_is_illustrative_joins_nobody(session):
    before = pairs(session, today=TODAY)
    clear_illustration(session)
    assert pairs(session, today=TODAY).equals(before)


def test_partners_across_borders_are_counted_once_by_their_own_country(session):
    add(session, *partners(), *a_project("more", "riga", "malmo", "nowhere"), *a_project("alone", "cesis"))
    world, found = World(session, TODAY.min, TODAY), {}
    joint = [key for key in world.projects if world.joint(key)]
    for key in set().union(*(world.who("participation", "project_id", project) for project in joint)):
        if code := world.partners[key]["country_code"]:
            found.setdefault(code, set()).add(world.partners[key]["name"])
    told = partners_across(session)
    assert dict(zip(told["country_code"], map(set, told["names"]), strict=True)) == found
    assert told["partner_count"].tolist() == told["names"].map(len).tolist()
    assert "riga" in found["LV"] and "cesis" not in found["LV"]
