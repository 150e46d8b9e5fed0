import random
from itertools import combinations

import pytest
from sqlalchemy import select

from cci_data.filters import EVERYBODY, FIELDS, PartnerFilter
from cci_data.models import EventAttendance, EventHost, Participation, Partner, PartnerSector, PartnerService, Project
from cci_data.queries.coverage import apart, coverage, sector_counts, split
from cci_data.queries.partners import partners, places
from cci_data.queries.roster import roster
from tests.queries import record
from tests.queries.build import ILLUSTRATION, a_partner, a_project, add, an_event, fits, remembering

STATES = 300
PROGRAMMES = sorted({row["programme"] for row in record.lines("projects")} - {""})


@pytest.fixture
def networked(session):
    """The world with services, events that partners hosted and attended, and a partner that nothing is known of."""
    some = sorted(session.scalars(select(Partner.partner_id).where(Partner.origin == "published")))
    for number, key in enumerate(some[:60]):
        add(session, PartnerService(partner_id=key, service_id=("networking", "funding", "research")[number % 3]))
    for name, hosts, guests in (("spring-meeting", some[3:5], some[10:30]), ("autumn-meeting", some[4:5], some[20:50])):
        add(session, an_event(name))
        add(session, *(EventHost(event_id=name, partner_id=key) for key in hosts))
        add(session, *(EventAttendance(event_id=name, partner_id=key) for key in guests))
    add(session, a_partner("nothing-known"), a_partner("from-the-desk", country_code="LV", origin="desk"))
    with remembering(session):
        yield session


@pytest.fixture
def facts(networked):
    """What each partner fits, found one partner and one question at a time: id → {field: options}, and its words."""

    def pairs(*columns) -> set[tuple]:
        return {tuple(row) for row in networked.execute(select(*columns))}

    part = pairs(Participation.partner_id, Participation.project_id)
    in_sector = pairs(PartnerSector.partner_id, PartnerSector.sector_id)
    offered = pairs(PartnerService.partner_id, PartnerService.service_id)
    hosted, guests = (pairs(table.partner_id, table.event_id) for table in (EventHost, EventAttendance))
    programme_of = dict(networked.execute(select(Project.project_id, Project.programme)).all())
    found = {}
    for row in partners(networked).itertuples():
        key, is_all = row.partner_id, bool(row.is_cross_sectoral)
        sectors = {sector for who, sector in in_sector if who == key}
        mine = {project for who, project in part if who == key}
        has = {
            "country": set(row.country_codes),
            "sector": {"cross-sectoral"} if is_all else sectors or {"not-stated"},
            "type": {record.address_word(row.organisation_type or "")} - {""},
            "service": {service for who, service in offered if who == key},
            "programme": {record.address_word(programme_of[project] or "") for project in mine} - {""},
            "project": mine,
            "event": {event for who, event in hosted | guests if who == key},
            "across": {"yes"} if is_all or len(sectors) > 1 else {"no"} if sectors else set(),
            "located": {"yes" if row.cities else "no"},
            "status": {row.origin},
        }
        found[key] = (has, record.plain(" ".join([row.name, *row.other_names, *row.cities])))
    return found


def slow_fits(facts, chosen: PartnerFilter) -> set[str]:
    found = set()
    for key, (has, words) in facts.items():
        is_every = chosen.sectors == "all" and set(chosen.sector) <= has["sector"]
        if all(
            set(chosen.chosen(field)) & has[field] and (field != "sector" or chosen.sectors != "all" or is_every)
            for field in FIELDS
            if chosen.chosen(field)
        ) and all(word in words for word in record.plain(chosen.text).split()):
            found.add(key)
    return found


def random_states(found, count: int):
    """Draw filters as the widgets can make them, most of them with few parts, so that not all are empty."""
    draw = random.Random(20261125)
    texts = [*[""] * 20, "media", "LODZ", "göteborg", "city of", "university", "no such name"]
    for _ in range(count):
        fields = draw.sample(list(FIELDS), draw.choice([0, 1, 1, 1, 1, 2, 2, 3]))
        chosen = {}
        for field in fields:
            options = list(found.options[field].labels)
            most = min(len(options), 3 if FIELDS[field].is_many else 1)
            chosen[field] = tuple(draw.sample(options, draw.randint(1, most)))
        yield PartnerFilter(**chosen, sectors=draw.choice(["", "all"]), text=draw.choice(texts))


@pytest.mark.slow
def test_headline_list_map_matrix_and_options_agree_in_every_state(networked, facts):
    found = roster(networked)
    sizes = []
    for chosen in random_states(found, STATES):
        listed, points, halves = (query(networked, chosen=chosen) for query in (partners, places, split))
        who = set(listed["partner_id"])
        assert who == slow_fits(facts, chosen), chosen
        assert found.count(chosen) == len(listed) == halves.total == sector_total(networked, chosen)
        without = int((listed["cities"].map(len) == 0).sum())
        assert len({key for ids in points["partner_ids"] for key in ids}) + without == len(listed)
        assert in_matrix(networked, chosen) == sum(len(row.country_codes) for row in listed.itertuples())
        sizes.append(len(listed))
    assert sum(size > 0 for size in sizes) > STATES / 3 and sum(size == 0 for size in sizes) > STATES / 20


def sector_total(session, chosen: PartnerFilter) -> int:
    """Return how many partners the bars of the sectors count, each once."""
    bars = sector_counts(session, chosen=chosen).set_index("sector_id")["partner_count"]
    listed = partners(session, chosen=chosen)
    twice = sum(max(len(row.sector_ids) - 1, 0) for row in listed.itertuples() if not row.is_cross_sectoral)
    return int(bars.sum()) - twice


def in_matrix(session, chosen: PartnerFilter) -> int:
    """Return what the cells of the matrix add up to, each partner once in each of its countries."""
    listed = partners(session, chosen=chosen)
    cells = sum(int(query(session, chosen=chosen)["partner_count"].sum()) for query in (coverage, apart))
    again = sum(
        (len(row.sector_ids) - 1) * len(row.country_codes)
        for row in listed.itertuples()
        if not row.is_cross_sectoral and row.sector_ids
    )
    return cells - again


def test_an_option_leaves_as_many_as_choosing_it_shows(networked, facts):
    found = roster(networked)
    for chosen in [EVERYBODY, *random_states(found, 25)]:
        for field, counts in found.leaves(chosen).items():
            for option, number in counts.items():
                is_every = field == "sector" and chosen.sectors == "all"
                options = {*chosen.sector, option} if is_every else {option}
                assert number == len(slow_fits(facts, chosen.with_options(field, options)))
            if chosen == EVERYBODY:
                assert set(counts) == set(found.options[field].labels) and any(counts.values())


def test_every_option_of_the_record_is_there(session):
    options = roster(session).options
    assert set(options["project"].labels) == {row["project_id"] for row in record.lines("projects")}
    assert list(options["country"].labels.values()) == sorted(options["country"].labels.values())
    assert {label for label in options["type"].labels.values()} == {
        row["organisation_type"] for row in record.lines("partners")
    } - {""}
    assert list(options["sector"].labels)[-2:] == ["cross-sectoral", "not-stated"]
    assert list(options["status"].labels) == ["published", "desk"]


def test_illustrative_records_are_no_partner_and_no_option(session):
    add(session, a_partner("made-up", origin=ILLUSTRATION), *a_project("dreamt", origin=ILLUSTRATION))
    found = roster(session)
    assert "made-up" not in set(found.everyone["partner_id"])
    assert "dreamt" not in found.options["project"].labels


def test_what_an_old_link_asks_for_is_told_and_left_out(session):
    found, chosen = roster(session), fits(country="LV,ZZ", sector="alchemy", text="riga")
    assert found.unknown(chosen) == [("country", "ZZ"), ("sector", "alchemy")]
    assert found.known(chosen) == fits(country="LV", text="riga")
    assert not found.count(fits(sector="alchemy"))
    assert [found.label(*part) for part in chosen.parts()] == ["Latvia", "ZZ", "alchemy", "riga"]


def test_options_are_found_as_people_write_them(session):
    found = roster(session)
    asked = fits(country="lv,Lt", type="Interest group,NGO", programme=next(iter(PROGRAMMES)))
    expected = fits(country="LV,LT", type="interest-group,ngo", programme=record.address_word(next(iter(PROGRAMMES))))
    assert found.unknown(asked) == [] and found.known(asked) == expected
    assert found.count(found.known(asked)) == found.count(expected)


def test_the_filter_that_empties_is_named(networked, facts):
    found = roster(networked)
    assert found.emptied_by(fits(country="LV")) == ()
    assert found.emptied_by(fits(country="LV", text="no such name")) == ("text",)
    both = fits(country="LV", located="no", text="no such name")
    assert found.emptied_by(both) == slow_blame(facts, both)
    assert found.emptied_by(fits(text="no such name")) == ("text",)


def slow_blame(facts, chosen: PartnerFilter) -> tuple[str, ...]:
    fields = list(dict.fromkeys(field for field, _ in chosen.parts()))
    for size in (1, 2):
        left = {}
        for some in combinations(fields, size):
            kept = {name: value for name, value in chosen.parameters().items() if name not in some}
            left[some] = len(slow_fits(facts, fits(**kept)))
        if max(left.values()):
            return max(left, key=left.get)
    return tuple(fields)


def test_a_programme_counts_no_part_in_an_invented_project(session):
    programme = PROGRAMMES[0]
    chosen = fits(programme=record.address_word(programme))
    before = roster(session).count(chosen)
    outsider = next(
        key for key in partners(session)["partner_id"] if key not in set(partners(session, chosen=chosen)["partner_id"])
    )
    add(session, *a_project("dreamt", outsider, programme=programme, origin=ILLUSTRATION))
    assert roster(session).count(chosen) == before > 0


def test_where_nobody_is_on_record_no_filter_is_to_blame(empty_session):
    assert roster(empty_session).emptied_by(fits(text="abc", country="LV")) == ("country", "text")
