from cci_data.models import Indicator
from cci_data.queries.indicators import indicators, series
from cci_data.vocabulary import AREAS
from tests.queries import record
from tests.queries.build import add


def test_the_indicators_are_those_of_the_files_in_their_order(session):
    rows = sorted(record.lines("indicators"), key=lambda row: int(row["position"]))
    found = indicators(session)
    assert found["indicator_id"].tolist() == [row["indicator_id"] for row in rows]
    assert found["caveat"].tolist() == [row["caveat"] for row in rows]
    assert found["decimals"].tolist() == [int(row["decimals"]) for row in rows]


def test_an_indicator_without_a_value_is_not_there(session):
    before = indicators(session)["indicator_id"].tolist()
    texts = dict.fromkeys(("label", "unit", "publisher", "dataset_code", "caveat", "licence"), "x")
    add(session, Indicator(indicator_id="empty", position=99, decimals=0, is_context=False, **texts))
    assert indicators(session)["indicator_id"].tolist() == before
    assert not len(series(session, indicator_id="empty"))


def test_each_series_is_that_of_the_files_and_a_missing_year_stays_missing(session):
    for indicator_id in record.each("indicator_values", "indicator_id", "year"):
        raw = [row for row in record.lines("indicator_values") if row["indicator_id"] == indicator_id]
        expected = sorted(
            (row["area_code"], AREAS[row["area_code"]], int(row["year"]), float(row["value"]), row["flag"] or None)
            for row in raw
        )
        found = series(session, indicator_id=indicator_id)
        assert list(found.drop(columns="source").itertuples(index=False, name=None)) == expected
        assert sorted(found["source"]) == sorted(row["source"] for row in raw)
        assert found["value"].notna().all()
        assert (str(found["year"].dtype), str(found["value"].dtype)) == ("int64", "float64")
