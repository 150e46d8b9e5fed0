import pytest

from cci_data.queries.cooperation import country_pairs, projects_of
from cci_data.queries.numbers import count
from cci_data.scenes.together import together
from cci_data.vocabulary import NETWORK_COUNTRIES
from tests.scenes.choices import a_choice, entries

CHOICES = [a_choice(), a_choice(country=("FI", "PL")), a_choice(text="no such name")]


@pytest.mark.parametrize("choice", CHOICES, ids=["all", "two countries", "nobody"])
def test_lines_and_list_are_the_projects_on_record(fetch, choice):
    scene = together(fetch, choice)
    pairs, found = fetch(country_pairs, chosen=choice.chosen), fetch(projects_of, chosen=choice.chosen)
    assert [(link.one, link.other, link.number) for link in scene.blocks[0].links] == [
        (row.one, row.other, row.project_count) for row in pairs.itertuples()
    ]
    assert [entry.text for entry in entries(scene).entries] == list(found["title"])
    for node in scene.blocks[0].nodes:
        assert node.number == sum(node.code in codes for codes in found["country_codes"])


def test_every_country_stands_on_the_map_with_projects_or_without(fetch):
    nodes = together(fetch, a_choice(country=("FI",))).blocks[0].nodes
    assert [node.code for node in nodes] == list(NETWORK_COUNTRIES)
    assert all(53 - 4 < node.latitude < 67 and -20 < node.longitude < 30 for node in nodes)


def test_the_headline_agrees_with_the_number_of_projects(fetch):
    scene = together(fetch, a_choice())
    assert f"of {fetch(count, number='projects')} projects" in scene.headline
    assert "No project" in together(fetch, a_choice(text="no such name")).headline
