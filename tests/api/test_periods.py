"""Which period an address asks for: all years, one that has begun, or a sentence."""

import pytest

from cci_data.api.periods import PERIODS_ARE, begun_period, read_period
from cci_data.api.problems import Problem
from tests.conftest import TODAY


def test_a_period_that_has_begun_is_kept_by_its_key_and_all_years_are_all():
    assert [begun_period(asked, TODAY) for asked in ("2024-h1", " ALL ", "2021-2027")] == [
        "2024-H1",
        "all",
        "2021-2027",
    ]
    assert read_period("all") is None and read_period("2099").key == "2099"


@pytest.mark.parametrize(
    ("asked", "words"), [("soon", "There is no period “soon”."), ("2099", "The period 2099 has not begun.")]
)
def test_what_there_is_not_or_lies_ahead_is_one_sentence_for_all(asked: str, words: str):
    with pytest.raises(Problem) as caught:
        begun_period(asked, TODAY)
    assert (caught.value.detail, caught.value.remedy) == (words, PERIODS_ARE)
