from itertools import combinations

import pytest

from cci_data.charts.cooperation import HEADINGS, cooperation_map, cooperation_square
from cci_data.imports.illustration import clear_illustration
from cci_data.models import Project
from cci_data.theme import DARK, LIGHT, rgb
from cci_data.vocabulary import NETWORK_COUNTRIES
from tests.conftest import TODAY
from tests.impact.scene import events, partners
from tests.impact.world import World
from tests.queries.build import a_partner, a_project, add

CODES = {name: code for code, name in NETWORK_COUNTRIES.items()}


def layer(chart, name: str) -> list[dict]:
    return next(each.data for each in chart.drawing.layers if each.id == name)


def tabled(chart) -> dict[tuple[str, str], tuple[int, int, int]]:
    return {(CODES[row[0]], CODES[row[1]]): tuple(row[2:]) for row in chart.table.itertuples(index=False)}


def by_hand(session) -> dict[tuple[str, str], int]:
    """Count the projects that each pair of countries shares."""
    world, found = World(session, TODAY.min, TODAY), {}
    for key in world.projects:
        for pair in combinations(sorted(world.countries(world.who("participation", "project_id", key))), 2):
            found[pair] = found.get(pair, 0) + 1
    return found


def test_the_square_the_map_and_the_table_say_the_same(fetch, session):
    add(session, *partners(), *events())
    square, chart = (make(fetch, LIGHT, today=TODAY) for make in (cooperation_square, cooperation_map))
    assert list(square.table) == HEADINGS and tabled(square) == tabled(chart)
    assert {pair: projects for pair, (projects, *_) in tabled(square).items() if projects} == by_hand(session)
    assert all(together == projects + held for projects, held, together in tabled(square).values())
    markers = square.drawing.data[1]
    drawn = {(CODES[y], x): text for y, x, text in zip(markers.y, markers.x, markers.text, strict=True)}
    assert {pair: str(numbers[2]) for pair, numbers in tabled(square).items()}.items() <= drawn.items()
    lines = layer(chart, "shared-projects")
    assert sorted(row["project_count"] for row in lines) == sorted(by_hand(session).values())


def test_a_bubble_counts_the_partners_with_projects_across_borders(fetch, session):
    world = World(session, TODAY.min, TODAY)
    joint = [key for key in world.projects if world.joint(key)]
    inside = set().union(*(world.who("participation", "project_id", key) for key in joint))
    chart = cooperation_map(fetch, LIGHT, today=TODAY)
    found = {row["place_id"]: row["partner_count"] for row in layer(chart, "places")}
    codes = [world.partners[key]["country_code"] for key in inside]
    assert found == {code: codes.count(code) for code in set(codes) - {None}} and sum(found.values()) > 50
    assert all(" partner" in row["hint"].split("\n")[0] for row in layer(chart, "places"))


def test_the_sentence_names_who_share_the_most(fetch):
    chart = cooperation_square(fetch, LIGHT, today=TODAY)
    numbers = {pair: numbers[2] for pair, numbers in tabled(chart).items()}
    most = max(numbers.values())
    first = [pair for pair, number in numbers.items() if number == most]
    named = [f"{NETWORK_COUNTRIES[one]} with {NETWORK_COUNTRIES[other]}" for one, other in first]
    assert chart.summary.startswith(f"{len(numbers)} pairs of countries work together; ")
    assert all(words in chart.summary for words in named) and chart.summary.endswith(f" ({most}).")
    assert (" share the" in chart.summary) == (len(first) > 1)


def test_without_iceland_the_map_begins_closer(fetch, session):
    closer = cooperation_map(fetch, LIGHT, today=TODAY).drawing.initial_view_state.zoom
    reykjavik = a_partner("reykjavik", country_code="IS")
    add(session, reykjavik, a_partner("riga", country_code="LV"), *a_project("north", "reykjavik", "riga"))
    chart = cooperation_map(fetch, LIGHT, today=TODAY)
    assert chart.drawing.initial_view_state.zoom < closer
    assert "IS" in {row["place_id"] for row in layer(chart, "places")}


def test_where_nobody_works_together_it_invites(fetch_nothing):
    for make in (cooperation_square, cooperation_map):
        chart = make(fetch_nothing, LIGHT, today=TODAY)
        assert chart.drawing is None and chart.nothing and chart.table.empty
        assert chart.summary == "No two countries share a project or an event on record."


def test_what_is_illustrative_joins_nobody(fetch, session):
    def said() -> list:
        charts = [make(fetch, LIGHT, today=TODAY) for make in (cooperation_square, cooperation_map)]
        return [(chart.summary, tabled(chart)) for chart in charts] + [layer(charts[1], "places")]

    before = said()
    clear_illustration(session)
    assert said() == before


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_a_palette_is_that_of_the_drawings(fetch, palette):
    chart = cooperation_map(fetch, palette, today=TODAY)
    assert {tuple(row["colour"]) for row in layer(chart, "places")} == {tuple(rgb(palette.primary, 235))}
    assert cooperation_square(fetch, palette, today=TODAY).drawing.layout.font.color == palette.text


def test_markup_in_the_title_of_a_project_is_text_in_the_hint(fetch, session):
    session.query(Project).update({"title": "<b>@@=bold</b>"})
    hints = [row["hint"] for row in layer(cooperation_map(fetch, LIGHT, today=TODAY), "shared-projects")]
    assert all(hint[0].isdigit() and "<b>@@=bold</b>" in hint for hint in hints)
