"""Figures of impact as tables: each row says what `measure` says, in the strings of the page, and rows add up."""

import pytest
from sqlalchemy import text

from cci_data.impact.measuring import impact_indicators, measure, period_of
from cci_data.impact.tables import impact_figures, impact_rows, plain
from cci_data.impact.wording import NOT_RECORDED, compared, in_unit
from cci_data.vocabulary import CAUSES, NETWORK_COUNTRIES
from tests.conftest import TODAY
from tests.impact.scene import a_step
from tests.queries.build import add, remembering

OF_ONE = "Interreg Baltic Sea Region 2014-2020"


@pytest.mark.parametrize(("period", "programme"), [("2023", ""), ("all", ""), ("2014-2020", OF_ONE)])
def test_a_row_for_each_indicator_says_what_was_measured(session, period: str, programme: str):
    with remembering(session):
        found = impact_figures(session, period=period, today=TODAY, programme=programme)
        indicators = impact_indicators(session)
        assert list(found["impact_indicator_id"]) == list(indicators["impact_indicator_id"])
        assert set(found["programme"]) == {programme or None}
        assert set(found["period"]) == {period_of(period, TODAY).label}
        for row in found.itertuples():
            asked = {"indicator": row.impact_indicator_id, "period": period, "today": TODAY, "programme": programme}
            expected = measure(session, **asked)
            assert (row.value, row.before, row.how) == (expected.value, expected.before, expected.how)
            assert row.value_in_words == in_unit(expected.value, row.unit)
            assert (row.compared or "") == compared(expected, row.unit, period_of(period, TODAY))
        assert found["value"].map(bool).any() and NOT_RECORDED in set(found["value_in_words"])


def test_a_target_and_the_way_there_are_numbers_and_words(session):
    session.execute(
        text("UPDATE impact_indicator SET target = 24.5, target_year = 2027 WHERE label = 'Projects begun'")
    )
    found = impact_figures(session, period="2023", today=TODAY).set_index("impact_indicator_id").loc["projects"]
    assert (found["target"], found["target_year"]) == (24.5, 2027)
    assert found["progress"] == 12 / 24.5 and found["progress_in_words"] == "12 until 2023: 48% of target 24.50 by 2027"


@pytest.mark.parametrize(("period", "programme"), [("2023", ""), ("all", ""), ("all", OF_ONE)])
def test_the_rows_of_a_figure_add_up_to_it(session, period: str, programme: str):
    with remembering(session):
        asked = {"period": period, "today": TODAY, "programme": programme}
        figures = impact_figures(session, **asked).set_index("impact_indicator_id")
        rows = impact_rows(session, indicators=(), **asked)
        assert not rows.duplicated(["impact_indicator_id", "key"]).any()
        sums = rows.groupby("impact_indicator_id")["number"].sum()
        for key, value in figures["value"].items():
            assert (value or 0) == sums.get(key, 0), key
        assert len(sums) > 4
        one = impact_rows(session, indicators=("projects",), **asked)
        assert set(one["impact_indicator_id"]) == {"projects"} and len(one) == figures["value"]["projects"]


def test_rows_say_in_words_what_they_have_as_keys(session):
    add(session, *a_step("first", "contact", "2024-05-02", "media-evolution", "minc", cause="helped"))
    (row,) = impact_rows(session, indicators=("introductions",), period="2024", today=TODAY).itertuples()
    assert (row.key, row.cause, row.cause_label) == ("first", "helped", CAUSES["helped"])
    rows = impact_rows(session, indicators=("active-partners",), period="all", today=TODAY)
    for row in rows.itertuples():
        assert row.countries == tuple(NETWORK_COUNTRIES[code] for code in row.country_codes)
        assert len(row.sectors) == len(row.sector_ids)
    assert any(rows["sectors"].map(len)) and not set(rows["origin"]) & {"illustrative"}


def test_tables_without_an_indicator_have_their_columns_and_no_row(empty_session):
    asked = {"period": "all", "today": TODAY}
    figures, rows = impact_figures(empty_session, **asked), impact_rows(empty_session, indicators=(), **asked)
    assert figures.empty and rows.empty and "value_in_words" in figures and "proof" in rows


@pytest.mark.parametrize(("value", "expected"), [(None, None), (float("nan"), None), (3.0, 3), (2.456, 2.46)])
def test_numbers_are_whole_where_they_are_whole(value, expected):
    found = plain(value)
    assert (found, type(found)) == (expected, type(expected))
