"""The figures that come first, and the sentence on them."""

from datetime import date

import pytest

from cci_data.impact.headlines import HEADLINES, present_period, what_changed
from cci_data.impact.measuring import impact_indicators, measure
from cci_data.impact.wording import in_unit
from cci_data.queries.frames import SHARED
from tests.conftest import TODAY
from tests.queries.build import remembering


def test_the_sentence_names_what_changed_and_nothing_else(session):
    with remembering(session):
        fetch = session.info[SHARED]
        found = impact_indicators(session).set_index("impact_indicator_id")
        sentence = what_changed(fetch, period="2021-2027", today=TODAY)
        assert "2014–2020" in sentence
        for key in HEADLINES:
            of = measure(session, indicator=key, period="2021-2027", today=TODAY)
            words = f"({in_unit(of.before, found['unit'][key])} → {in_unit(of.value, found['unit'][key])}"
            is_told = of.value > of.before or of.value + of.unsure["number"].sum() < of.before
            assert (f"{found['label'][key].lower()} {words}" in sentence) == is_told, key
        assert sentence.endswith("2021–2027 is not over yet.")


def test_the_headlines_are_the_network_s_own_counts(session):
    found = impact_indicators(session).set_index("impact_indicator_id")
    assert set(found.loc[list(HEADLINES), "family"]) == {"own"}


def test_without_an_indicator_there_is_nothing_to_compare(empty_session):
    with remembering(empty_session):
        fetch = empty_session.info[SHARED]
        assert what_changed(fetch, period="2024", today=TODAY) == "There is nothing to compare with yet."


@pytest.mark.parametrize(
    ("day", "key"), [(TODAY, "2021-2027"), (date(2020, 12, 31), "2014-2020"), (date(2031, 1, 1), "2031")]
)
def test_the_present_period_is_the_one_of_the_day(day: date, key: str):
    assert present_period(day).key == key
