import pytest
from sqlalchemy import delete, update

from cci_data.charts.series import indicator_series
from cci_data.language import grouped
from cci_data.models import DataSet, IndicatorValue
from cci_data.queries.changes import data_sets
from cci_data.queries.indicators import indicators
from cci_data.theme import LIGHT
from cci_data.vocabulary import NETWORK_COUNTRIES


def values_of(session, indicator: str, area: str) -> dict[int, float]:
    asked = session.query(IndicatorValue.year, IndicatorValue.value)
    return dict(asked.filter_by(indicator_id=indicator, area_code=area).all())


@pytest.mark.parametrize("country", ["LV", "IS"])
def test_each_series_has_its_latest_value_its_table_and_its_source(fetch, session, country):
    for row in fetch(indicators).itertuples():
        chart = indicator_series(fetch, LIGHT, country=country, indicator=row.indicator_id)
        own = values_of(session, row.indicator_id, country)
        if own:
            assert f": {grouped(float(own[max(own)]), row.decimals)} ({row.unit}) in {max(own)}." in chart.summary
        else:
            assert chart.summary.endswith(f"no value for {NETWORK_COUNTRIES[country]} is on record.")
        drawn = [(trace.name, year) for trace in chart.drawing.data if trace.name for year in trace.x if year]
        assert sorted(drawn) == sorted(zip(chart.table["Area"], chart.table["Year"], strict=True))
        assert chart.title == row.label and chart.source == f"{row.publisher} {row.dataset_code}"
        assert row.caveat in chart.note and row.unit in chart.note
        assert ("ten times" in chart.note) == (chart.drawing.layout.yaxis.type == "log")


def test_a_break_is_said_in_words_in_the_table(fetch):
    table = indicator_series(fetch, LIGHT, country="LV", indicator="cult_emp_share").table
    assert list(table) == ["Area", "Year", "Value", "Flag", "Source"]
    assert set(table.loc[table["Year"] == 2021, "Flag"]) == {"break in the series"}
    assert set(table.loc[table["Year"] == 2022, "Flag"]) == {None}


def test_a_country_without_a_value_says_so(fetch, session):
    session.execute(delete(IndicatorValue).where(IndicatorValue.area_code == "LV"))
    chart = indicator_series(fetch, LIGHT, country="LV", indicator="cult_emp_share")
    assert chart.summary.endswith(": no value for Latvia is on record.") and "Latvia" not in set(chart.table["Area"])


def test_the_day_is_that_of_the_publishers_data(fetch, session):
    day = max(fetch(data_sets)["collected_on"]).replace(year=2025)
    session.execute(update(DataSet).where(DataSet.publisher == "OECD").values(collected_on=day))
    asked = {"gov_recreation_culture_gdp": day, "gdp_usd": day.replace(year=2026)}
    for indicator, expected in asked.items():
        assert indicator_series(fetch, LIGHT, country="LV", indicator=indicator).as_of == expected


def test_an_indicator_that_there_is_not_is_a_key_error(fetch, fetch_nothing):
    for ask in (fetch, fetch_nothing):
        with pytest.raises(KeyError, match="luck"):
            indicator_series(ask, LIGHT, country="LV", indicator="luck")
