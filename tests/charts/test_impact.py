import pandas as pd
import pytest

from cci_data.charts.impact import EACH, HEADS, NOBODY, WAYS, impact_by, impact_over_years
from cci_data.impact.measuring import impact_indicators, measure, over_the_years, period_of
from cci_data.imports.illustration import clear_illustration
from cci_data.models import Project
from cci_data.theme import LIGHT
from tests.conftest import TODAY
from tests.impact.oracle import figure
from tests.impact.scene import a_step
from tests.impact.world import World
from tests.queries.build import a_partner, a_project, add

PROGRAMME = "Interreg Baltic Sea Region 2021-2027"
FIGURES = ("active-partners", "project-budgets", "rco87", "events")


def by(fetch, way: str, indicator: str = "projects", period: str = "all", programme: str = ""):
    asked = {"indicator": indicator, "period": period, "today": TODAY, "programme": programme}
    return impact_by(fetch, LIGHT, way=way, **asked)


def over(fetch, indicator: str, programme: str = ""):
    return impact_over_years(fetch, LIGHT, indicator=indicator, today=TODAY, programme=programme)


def drawn(chart) -> list[tuple[str, float]]:
    (bars,) = chart.drawing.data
    return [
        (label.replace("<br>", " ").replace("&amp;", "&"), value) for label, value in zip(bars.y, bars.x, strict=True)
    ]


def tabled(chart) -> list[tuple]:
    return [tuple(row) for row in chart.table.itertuples(index=False)]


@pytest.mark.parametrize(
    ("indicator", "programme"), [*((key, "") for key in FIGURES), ("rco87", PROGRAMME), ("project-budgets", PROGRAMME)]
)
def test_each_year_is_the_figure_of_that_year_and_the_table_has_the_same(fetch, session, indicator, programme):
    chart = over(fetch, indicator, programme)
    assert list(chart.table) == ["Year", "In the year", "Until its end"]
    bar, line, _ = chart.drawing.data
    assert list(zip(bar.x, bar.y, line.y[::2], strict=True)) == tabled(chart)
    for year, value, cumulative in tabled(chart)[-5:]:
        period = period_of(str(year), TODAY)
        assert value == pytest.approx(figure(World(session, period.first, period.last), indicator, programme))
        until = World(session, TODAY.min, period.last)
        assert cumulative == pytest.approx(figure(until, indicator, programme))
    assert chart.choice == {"figure": indicator} | ({"programme": programme} if programme else {})


def test_the_years_are_said_in_a_sentence_with_the_whole_and_the_most(fetch):
    chart = over(fetch, "project-budgets")
    assert chart.summary == (
        "Published budgets of projects begun: EUR 18\u202f682\u202f638 from 2008 to 2026, most in 2023 "
        "(EUR 10\u202f151\u202f753)."
    )
    assert chart.note == "Unit: EUR."


def test_a_single_year_is_no_span(fetch, session):
    add(session, a_partner("x", country_code="LV"), *a_step("s", "contact", "2026-01-01", "x", "minc"))
    assert over(fetch, "introductions").summary == "Introductions: 1 in 2026, the first year on record."


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("indicator", FIGURES)
def test_a_bar_is_the_sum_of_what_belongs_to_it(fetch, indicator, way):
    chart = by(fetch, way, indicator, "2023")
    rows = fetch(measure, indicator=indicator, period="2023", today=TODAY).rows
    assert drawn(chart) == tabled(chart) and list(chart.table)[0] == HEADS[way]
    values = [value for label, value in drawn(chart) if label != NOBODY[way]]
    assert values == sorted(values, reverse=True)
    belonging = {key for keys in rows[way] for key in keys}
    expected = [rows.loc[[key in keys for keys in rows[way]], "number"].sum() for key in belonging]
    assert sorted(values) == sorted(expected)
    nobody = rows.loc[[not keys for keys in rows[way]], "number"].sum()
    assert dict(drawn(chart)).get(NOBODY[way], 0) == nobody


def test_what_has_none_stands_apart_at_the_end_and_is_never_the_finding(fetch):
    chart = by(fetch, "sector_ids", "active-partners", "2023")
    label, value = drawn(chart)[-1]
    assert label == "No sector stated" and value > max(number for _, number in drawn(chart)[:-1])
    assert chart.drawing.data[0].marker.pattern.shape[-1] == "/"
    assert chart.summary == "Active partners by sector, 2023: most in Music (5)."
    assert EACH in chart.note


def test_where_nothing_but_that_is_known_the_sentence_says_so(fetch, session):
    session.query(Project).update({"programme": None})
    assert by(fetch, "programmes", "projects", "2023").summary == "Projects begun by programme, 2023: no programme."


def test_where_nothing_counts_it_invites(fetch):
    for chart in (by(fetch, "country_codes", "introductions"), over(fetch, "introductions")):
        assert chart.drawing is None and not len(chart.table)
        assert chart.nothing == "The Desk writes them into its workbook, sheet Ledger, kind Contact."
    assert by(fetch, "country_codes", "introductions").summary.endswith("nothing counts in all years until 2026.")
    assert over(fetch, "introductions").summary == "Introductions: no year has a figure yet."


def test_an_indicator_that_is_not_on_record_is_an_error(fetch, fetch_nothing):
    for ask, indicator in ((fetch, "luck"), (fetch_nothing, "projects")):
        with pytest.raises(KeyError):
            by(ask, "programmes", indicator)
        with pytest.raises(KeyError):
            over(ask, indicator)


def test_what_is_illustrative_is_in_no_bar(fetch, session):
    def said() -> list:
        charts = [over(fetch, key) for key in fetch(impact_indicators)["impact_indicator_id"]]
        charts += [by(fetch, way, key) for way in WAYS for key in FIGURES]
        return [(chart.summary, tabled(chart)) for chart in charts]

    before = said()
    clear_illustration(session)
    assert said() == before


def test_markup_in_the_name_of_a_programme_is_text(fetch, session):
    add(session, a_partner("x", country_code="LV"), *a_project("p", "x", programme="<b>Ours</b>", starts="2026-01-02"))
    chart = by(fetch, "programmes", "projects", "2026")
    assert "&lt;b&gt;Ours&lt;/b&gt;" in chart.drawing.data[0].y
    assert ("<b>Ours</b>", 1) in tabled(chart)


def test_the_years_are_those_of_the_one_function(fetch):
    rows: pd.DataFrame = fetch(over_the_years, indicator="events", today=TODAY)
    assert tabled(over(fetch, "events")) == [tuple(row) for row in rows.itertuples(index=False)]
