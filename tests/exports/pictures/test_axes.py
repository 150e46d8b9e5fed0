import pytest

from cci_data.exports.pictures.axes import axis_of
from cci_data.exports.pictures.caption import PictureProblem

THOUSANDS = ["1\u202f000", "10\u202f000", "100\u202f000"]


def axis(values: list, *, kind: str = "scatter", **item: object):
    return axis_of([{"type": kind, "x": values}], {"xaxis": item}, "x")


def test_names_lie_in_the_middle_of_their_part_in_the_given_order():
    names = axis(["b", "a"], categoryarray=("a", "nobody", " ", "b"))
    assert names.categories == ("a", " ", "b")
    assert [names.part(name) for name in names.categories] == pytest.approx([1 / 6, 1 / 2, 5 / 6])
    turned = axis(["b", "a"], autorange="reversed")
    assert [turned.part(name) for name in "ba"] == pytest.approx([3 / 4, 1 / 4])


def test_numbers_lie_between_the_ends():
    assert [axis([0, 9], range=[0, 10]).part(value) for value in (0, 2.5, 10)] == [0, 0.25, 1]
    free = axis([10, 20])
    assert 0 < free.part(10) < free.part(20) < 1
    assert axis([10, 20], rangemode="tozero").part(0) == 0
    assert axis([3, 3]).part(3) == pytest.approx(0.5)
    assert axis([1, 100], type="log", range=[0, 2]).part(10) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("values", "item", "labels"),
    [
        ([2015, 2022], {"range": [2014.6, 2022.4], "tickformat": "d", "dtick": 5}, ["2015", "2020"]),
        ([0, 6], {"range": [0, 6.2], "nticks": 5}, ["0", "2", "4", "6"]),
        ([0, 1], {"range": [0, 1], "nticks": 5}, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        ([1, 9e5], {"type": "log", "range": [2, 6], "dtick": 1}, ["100", *THOUSANDS, "1 million"]),
        (["a", "b"], {}, ["a", "b"]),
    ],
)
def test_the_marks_are_round_and_said_as_everywhere(values, item, labels):
    assert [label for _, label in axis(values, **item).ticks()] == labels


def test_an_axis_without_an_end_of_marks_is_refused():
    with pytest.raises(PictureProblem, match="no room for a mark every 1"):
        axis([0, 1e6], dtick=1).ticks()
