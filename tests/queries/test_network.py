from collections import defaultdict
from itertools import combinations

import networkx as nx
import pytest
from sqlalchemy import delete

from cci_data.models import FormerPartner, Participation, PartnerSector
from cci_data.queries.network import project_network
from cci_data.queries.partners import partners
from cci_data.queries.projects import shared_projects
from tests.queries import record
from tests.queries.build import a_partner, a_project, add, an_illustration

NAMES = {row["partner_id"]: row["name"] for row in record.lines("partners")}
MEMBERS = record.each("participations", "project_id", "partner_id")
LABELS = {row["sector_id"]: row["label"] for row in record.lines("sectors")}
TITLES = {row["project_id"]: row["title"] for row in record.lines("projects")}


def raw_links() -> dict[str, set[str]]:
    links = defaultdict(set)
    for ids in MEMBERS.values():
        for one in ids:
            links[one] |= set(ids) - {one}
    return links


def all_ways(links: dict[str, set[str]], start: str) -> dict[str, list[list[str]]]:
    """Return every shortest way to everybody, breadth first, by hand: {partner: [[start, …, partner], …]}."""
    ways, ring = {start: [[start]]}, [start]
    while ring:
        found = defaultdict(list)
        for here in ring:
            for there in links[here] - ways.keys():
                found[there] += [[*way, there] for way in ways[here]]
        ways |= found
        ring = list(found)
    return ways


@pytest.fixture
def busiest(session) -> list[str]:
    found = shared_projects(session)
    return found["partner_id"].value_counts().index[:6].tolist()


def test_everybody_is_in_the_network_and_linked_as_the_shared_projects_are(session):
    graph = project_network(session).graph
    assert list(graph) == partners(session)["partner_id"].tolist()
    links = {(row.partner_id, row.other_id): sorted(row.titles) for row in shared_projects(session).itertuples()}
    found = {tuple(sorted(pair)): sorted(title for _, title in graph.edges[pair]["projects"]) for pair in graph.edges}
    assert found == links != {}
    assert nx.number_of_isolates(graph) > 0
    with pytest.raises(nx.NetworkXError, match="Frozen"):
        graph.add_node("somebody")


def test_direct_partners_share_the_projects_of_the_files(session, busiest):
    network = project_network(session)
    for key in busiest:
        shared = {
            other: {project for project, ids in MEMBERS.items() if {key, other} <= set(ids)}
            for other in raw_links()[key]
        }
        found = network.direct_partners(key)
        assert {row.partner_id: set(row.project_ids) for row in found.itertuples()} == shared
        for row in found.itertuples():
            assert row.name == NAMES[row.partner_id]
            assert row.titles == tuple(TITLES[project] for project in row.project_ids)
        order = [(-len(shared[other]), record.plain(NAMES[other])) for other in found["partner_id"]]
        assert order == sorted(order)


def test_partners_of_partners_are_two_steps_away(session, busiest):
    network, links = project_network(session), raw_links()
    seen = 0
    for key in busiest:
        expected = {
            other: {near for near in links[key] if other in links[near]}
            for other in NAMES
            if other != key and other not in links[key] and any(other in links[near] for near in links[key])
        }
        found = network.partners_of_partners(key)
        assert {row.partner_id: set(row.via_ids) for row in found.itertuples()} == expected
        assert all(row.via == tuple(NAMES[near] for near in row.via_ids) for row in found.itertuples())
        names = found["name"].map(record.plain).tolist()
        assert names == sorted(names)
        seen += len(expected)
    assert seen


def test_the_way_to_anybody_is_the_first_of_the_shortest(session, busiest):
    network, links = project_network(session), raw_links()
    lengths = set()
    for key in busiest:
        ways = all_ways(links, key)
        assert network.component_size(key) == len(ways)
        for other in NAMES:
            way = network.way(key, other)
            assert (way is None) == (other not in ways)
            if way is None:
                continue
            by_name = min(ways[other], key=lambda keys: [(record.plain(NAMES[each]), each) for each in keys])
            assert [step.partner_id for step in way] == by_name[1:]
            for before, step in zip(by_name, way, strict=False):
                titles = [TITLES[project] for project, ids in MEMBERS.items() if {before, step.partner_id} <= set(ids)]
                assert step.title == TITLES[step.project_id] == min(titles, key=record.plain)
                assert step.name == NAMES[step.partner_id]
            lengths.add(len(way))
    assert lengths >= {0, 1, 2}


def a_diamond(session) -> None:
    """a – (b, B, c) – d – e, and two that nobody leads to."""
    names = {"a": "a", "b": "Öst", "c": "ost", "d": "d", "e": "e", "far": "far", "lonely": "lonely"}
    add(session, *(a_partner(key, name=name) for key, name in names.items()))
    for one, other in (("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("d", "e")):
        add(session, *a_project(f"{one}-{other}", one, other, title=f"Project {one}{other}"))
    add(session, *a_project("more", "d", "b", "e", title="ålso"), *a_project("none", "far"))


def test_equal_ways_are_told_in_one_order(session):
    a_diamond(session)
    network = project_network(session)
    found = [(step.partner_id, step.name, step.title) for step in network.way("a", "e")]
    assert found == [("b", "Öst", "Project ab"), ("e", "e", "ålso")]
    back = [(step.partner_id, step.title) for step in network.way("e", "a")]
    assert back == [("b", "ålso"), ("a", "Project ab")]
    add(session, *a_project("c-e", "c", "e"), a_partner("0", name="Ö"))
    add(session, *a_project("a-0", "a", "0"), *a_project("0-e", "0", "e"))
    assert [step.partner_id for step in project_network(session).way("a", "e")] == ["0", "e"]


def test_a_partner_without_project_has_no_way_and_is_a_part_of_its_own(session):
    a_diamond(session)
    network = project_network(session)
    for key in ("far", "lonely"):
        assert network.way("a", key) is network.way(key, "a") is None
        assert (network.way(key, key), network.component_size(key)) == ((), 1)
        assert not len(network.direct_partners(key)) and not len(network.partners_of_partners(key))
    assert network.component_size("a") == 5
    assert network.graph.nodes["a"]["country"] is None


def test_whom_in_its_sector_a_partner_never_worked_with(session):
    network, links = project_network(session), raw_links()
    sectors = record.each("partner_sectors", "partner_id", "sector_id")
    cross = {row["partner_id"] for row in record.lines("partners") if row["is_cross_sectoral"] == "true"}
    asked = [*sorted(sectors)[::3], *sorted(cross)[:4], *sorted(NAMES.keys() - sectors.keys() - cross)[:3]]
    sizes = set()
    for key in asked:
        if key in cross:
            alike = cross
        else:
            alike = {other for other in NAMES.keys() - cross if set(sectors[key]) & set(sectors[other])}
        ways = all_ways(links, key)
        found = network.never_worked_with(key)
        expected = {other: len(ways[other][0]) - 1 if other in ways else None for other in alike - links[key] - {key}}
        assert dict(zip(found["partner_id"], found["step_count"], strict=True)) == expected
        sizes.add(len(found))
    assert 0 in sizes and max(sizes) > 3


def test_what_both_do_is_named_and_only_that(session):
    a_diamond(session)
    of_partners = {"a": ("music", "design"), "b": ("music",), "e": ("design", "music", "press"), "far": ("press",)}
    add(
        session,
        *(PartnerSector(partner_id=key, sector_id=word) for key, words in of_partners.items() for word in words),
    )
    session.execute(delete(PartnerSector).where(PartnerSector.partner_id.not_in(of_partners)))
    found = project_network(session).never_worked_with("a")
    assert found.to_numpy().tolist() == [["e", "e", None, (LABELS["design"], LABELS["music"]), 2]]
    assert project_network(session).never_worked_with("lonely").empty
    session.execute(delete(PartnerSector).where(PartnerSector.partner_id != "a"))
    alone = project_network(session).never_worked_with("a")
    assert list(alone) == list(found) and alone.empty


def test_who_is_not_on_record_has_no_links(session):
    before = set(project_network(session).graph.edges)
    add(session, *an_illustration(), FormerPartner(former_id="was", partner_id="goethe-institut"))
    network = project_network(session)
    assert set(network.graph.edges) == before
    for key in ("invented", "was", "nobody-knows"):
        assert key not in network.graph
        assert (network.component_size(key), network.way(key, "goethe-institut")) == (0, None)
        for query in (network.direct_partners, network.partners_of_partners, network.never_worked_with):
            assert query(key).empty and list(query(key)) == list(query("goethe-institut"))


def test_projects_of_one_title_are_two(session):
    add(session, a_partner("p"), a_partner("q"))
    add(session, *a_project("one", "p", "q", title="Same"), *a_project("two", "q", "p", title="Same"))
    (row,) = project_network(session).direct_partners("p").itertuples()
    assert (row.project_count, row.project_ids, row.titles) == (2, ("one", "two"), ("Same", "Same"))
    assert project_network(session).way("p", "q")[0].project_id == "one"


def test_without_projects_there_is_nobody_to_go_to(session):
    session.execute(delete(Participation))
    graph = project_network(session).graph
    assert len(graph) == len(NAMES) and not graph.edges
    assert not any(project_network(session).way(*pair) for pair in combinations(list(NAMES)[:3], 2))
