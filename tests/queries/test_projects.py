from collections import defaultdict
from itertools import combinations

from sqlalchemy import delete

from cci_data.models import Participation, ProjectSector
from cci_data.queries.projects import place_links, projects, shared_projects
from tests.queries import record
from tests.queries.build import a_partner, a_place, a_project, add, fits

COUNTRY_OF = {row["partner_id"]: row["country_code"] for row in record.lines("partners")}


def raw_links(who: set[str]) -> dict[frozenset, set[str]]:
    """Return {two points: the projects that link them}, each partner at the first of its cities."""
    at = {}
    for row in sorted(record.lines("places"), key=lambda row: record.plain(row["city"])):
        if row["partner_id"] in who:
            at.setdefault(row["partner_id"], (float(row["latitude"]), float(row["longitude"])))
    links = defaultdict(set)
    for first, second in combinations(record.lines("participations"), 2):
        ends = frozenset(at.get(row["partner_id"]) for row in (first, second))
        if first["project_id"] == second["project_id"] and len(ends) == 2 and None not in ends:
            links[ends].add(first["project_id"])
    return links


def found_links(session, **filters) -> dict[frozenset, int]:
    return {
        frozenset([(row.latitude, row.longitude), (row.other_latitude, row.other_longitude)]): row.project_count
        for row in place_links(session, chosen=fits(**filters)).itertuples()
    }


def test_each_project_of_the_record_is_there_once_with_its_partners(session):
    found = projects(session).set_index("project_id")
    assert sorted(found.index) == sorted(row["project_id"] for row in record.lines("projects"))
    members = record.each("participations", "project_id", "partner_id")
    leads = {row["project_id"]: row["partner_id"] for row in record.lines("participations") if row["role"] == "lead"}
    names = {row["partner_id"]: row["name"] for row in record.lines("partners")}
    for key, row in found.iterrows():
        assert sorted(row["partner_ids"]) == sorted(members[key])
        assert list(row["partner_names"]) == [names[partner] for partner in row["partner_ids"]]
        assert list(row["country_codes"]) == sorted({COUNTRY_OF[partner] for partner in members[key]})
        assert row["lead"] == (names[leads[key]] if key in leads else None)
        assert key not in leads or row["partner_ids"][0] == leads[key]
    assert sum(map(len, found["partner_ids"])) == len(record.lines("participations"))


def test_the_latest_project_comes_first_and_unknown_dates_last(session):
    add(session, *a_project("undated"), *a_project("future", starts="2099"))
    starts = projects(session)["starts"].tolist()
    assert (starts[0], starts[-1]) == ("2099", None)
    known = [text for text in starts if text]
    assert known == sorted(known, reverse=True)


def test_filters_ask_for_who_takes_part(session):
    members = record.each("participations", "project_id", "partner_id")
    for code in set(COUNTRY_OF.values()):
        there = {key for key, ids in members.items() if any(COUNTRY_OF[partner] == code for partner in ids)}
        assert set(projects(session, country=code)["project_id"]) == there
    theirs = {key for key, ids in members.items() if "media-evolution" in ids}
    assert theirs
    assert set(projects(session, partner_id="media-evolution")["project_id"]) == theirs
    assert not len(projects(session, partner_id="media-evolution", country="IS"))


def test_shared_projects_are_those_of_the_files(session):
    members = record.each("participations", "project_id", "partner_id")
    everyone = sorted({partner for ids in members.values() for partner in ids})
    expected = {}
    for first in everyone:
        for second in everyone:
            together = [key for key, ids in members.items() if first in ids and second in ids]
            if first < second and together:
                expected[first, second] = len(together)
    found = shared_projects(session)
    assert {(row.partner_id, row.other_id): row.project_count for row in found.itertuples()} == expected
    assert len(found) == len(expected)
    assert all(len(row.titles) == row.project_count for row in found.itertuples())


def test_the_lines_of_the_map_are_those_of_the_files(session):
    expected = raw_links(record.partner_ids())
    assert expected
    assert found_links(session) == {ends: len(keys) for ends, keys in expected.items()}
    german = raw_links(record.partner_ids(country="DE"))
    assert found_links(session, country="DE") == {ends: len(keys) for ends, keys in german.items()}
    lines = place_links(session)
    assert (lines["place_id"] != lines["other_place_id"]).all()
    assert not lines.duplicated(["place_id", "other_place_id"]).any()


def test_a_filter_that_nobody_fits_leaves_no_line(session):
    found = place_links(session, chosen=fits(text="no such name"))
    assert not len(found)
    assert list(found) == list(place_links(session))


def test_projects_of_one_title_are_two_and_a_second_place_draws_no_second_line(session):
    for key, city, latitude in (("p", "Aby", 60.1), ("q", "Bby", 61.1), ("r", "Aby", 60.1)):
        add(session, a_partner(key), a_place(key, city, latitude, 15.1))
    add(session, a_place("p", "Zby", 62.1, 15.1))
    add(session, *a_project("one", "p", "q", "r", title="Same"), *a_project("two", "p", "q", title="Same"))
    ours = place_links(session)
    ours = ours[ours["city"].isin(["Aby", "Bby", "Zby"])]
    assert ours[["city", "other_city", "project_count", "titles"]].to_numpy().tolist() == [
        ["Aby", "Bby", 2, ("Same", "Same")]
    ]
    pairs = shared_projects(session).set_index(["partner_id", "other_id"])["project_count"]
    assert (pairs["p", "q"], pairs["p", "r"], pairs["q", "r"]) == (2, 1, 1)


def test_a_project_of_nobody_is_a_project_that_links_nobody(session):
    before = shared_projects(session)
    add(session, *a_project("lonely"), ProjectSector(project_id="lonely", sector_id="music"))
    row = projects(session).set_index("project_id").loc["lonely"]
    assert [row[name] for name in ("partner_ids", "country_codes", "sectors", "lead")] == [(), (), ("Music",), None]
    session.execute(delete(Participation))
    assert len(before) and not len(shared_projects(session))
    assert not len(place_links(session))


def test_a_project_is_found_in_each_country_of_its_partners_and_is_there_once(session):
    add(session, a_partner("both", country_code="SE"), a_place("both", "Gdańsk", 54.3521, 18.6464, "PL"))
    add(session, *a_project("shared", "both"))
    everything = projects(session)["project_id"].tolist()
    assert everything.count("shared") == 1
    assert projects(session).set_index("project_id")["country_codes"]["shared"] == ("PL", "SE")
    found = {
        code: projects(session, country=code)["project_id"].tolist().count("shared") for code in ("SE", "PL", "LV")
    }
    assert found == {"SE": 1, "PL": 1, "LV": 0}
