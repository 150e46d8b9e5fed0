from cci_data.queries.numbers import NUMBERS, count
from cci_data.scenes.numbers import SHOWN, numbers
from tests.scenes.choices import a_choice


def test_the_numbers_are_those_of_the_pages(fetch):
    (drawn,) = numbers(fetch, a_choice()).blocks
    assert {figure.key: figure.value for figure in drawn.figures} == {
        name: str(fetch(count, number=name)) for name in SHOWN
    }
    assert [figure.label for figure in drawn.figures] == [NUMBERS[name].label for name in SHOWN]


def test_they_are_of_the_whole_network_and_say_so(fetch):
    whole, some = numbers(fetch, a_choice()), numbers(fetch, a_choice(country=("LV",)))
    assert whole.blocks == some.blocks
    assert "whole network" in some.note and not whole.note
