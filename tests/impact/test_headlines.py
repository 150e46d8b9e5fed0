"""The figures that come first, and the sentence on them."""

from datetime import date

import pytest
from sqlalchemy import text

from cci_data.impact.headlines import HEADLINES, headlines, present_period, what_changed
from cci_data.impact.measuring import impact_indicators, measure, period_of
from cci_data.impact.wording import compared, in_unit, progress_in_words
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


@pytest.mark.parametrize("programme", ["", "Interreg Baltic Sea Region 2014-2020"])
@pytest.mark.parametrize("period", ["all", "2024", "2021-2027"])
def test_each_is_said_as_it_is_measured(session, period: str, programme: str):
    session.execute(text("UPDATE impact_indicator SET target = 24, target_year = 2027 WHERE label = 'Projects begun'"))
    with remembering(session):
        asked = {"period": period, "today": TODAY, "programme": programme}
        found = headlines(session.info[SHARED], **asked)
        assert {line.key for line in found} == set(HEADLINES) and len(found) == len(HEADLINES)
        rows = impact_indicators(session).set_index("impact_indicator_id").loc[[line.key for line in found]]
        assert list(rows["position"]) == sorted(rows["position"])
        for line, row in zip(found, rows.itertuples(), strict=True):
            of = measure(session, indicator=line.key, **asked)
            assert (line.label, line.value) == (row.label, in_unit(of.value, row.unit))
            assert line.before == compared(of, row.unit, period_of(period, TODAY))
            target = 24 if line.key == "projects" else None
            assert line.progress == progress_in_words(of, row.unit, target, 2027) and line.part == of.progress
            assert line.is_recorded == (of.value is not None)


def test_one_more_may_stand_among_them(session):
    with remembering(session):
        found = headlines(session.info[SHARED], period="all", today=TODAY, chosen="rco87")
        (more,) = [line for line in found if line.key not in HEADLINES]
        assert more.key == "rco87" and more.label.startswith("RCO87 ") and len(found) == len(HEADLINES) + 1


def test_without_an_indicator_there_is_nothing_to_compare(empty_session):
    with remembering(empty_session):
        fetch = empty_session.info[SHARED]
        assert what_changed(fetch, period="2024", today=TODAY) == "There is nothing to compare with yet."


@pytest.mark.parametrize(
    ("day", "key"), [(TODAY, "2021-2027"), (date(2020, 12, 31), "2014-2020"), (date(2031, 1, 1), "2031")]
)
def test_the_present_period_is_the_one_of_the_day(day: date, key: str):
    assert present_period(day).key == key
