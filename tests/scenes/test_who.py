import pytest

from cci_data.queries.coverage import coverage_table
from cci_data.scenes.who import who
from cci_data.vocabulary import COVERAGE_STATES
from tests.scenes.choices import a_choice

WORDS = {"–": COVERAGE_STATES["none"], "?": COVERAGE_STATES["unstated"]}


@pytest.mark.parametrize("choice", [a_choice(), a_choice(sector=("music", "design"))], ids=["all", "two sectors"])
def test_the_matrix_is_that_of_the_page(fetch, choice):
    (drawn,) = who(fetch, choice).blocks
    expected = fetch(coverage_table, chosen=choice.chosen).set_index("Sector")
    assert list(drawn.rows) == list(expected.index) and set(drawn.column_names) == set(expected.columns)
    for name, cells in zip(drawn.rows, drawn.cells, strict=True):
        found = {
            column: WORDS.get(cell.text, cell.text) for column, cell in zip(drawn.column_names, cells, strict=True)
        }
        assert found == expected.loc[name].to_dict()


def test_the_state_of_a_cell_is_not_told_by_its_colour_alone(fetch):
    (drawn,) = who(fetch, a_choice()).blocks
    states = {(cell.state, cell.text) for cells in drawn.cells for cell in cells}
    assert {text for state, text in states if state == "none"} == {"–"}
    assert {text for state, text in states if state == "unstated"} <= {"?"}
    assert {text for state, text in states if state == "one"} == {"1"}


def test_a_filter_of_sectors_does_not_say_that_every_sector_is_named(fetch):
    headline = who(fetch, a_choice(sector=("music",))).headline
    assert "Every sector" not in headline and headline.split(" ")[0].isdecimal()
