import inspect

import pytest

from cci_data.charts import bars, cooperation, grids, impact, maps, series
from cci_data.charts.chart import Chart
from cci_data.charts.registry import CHARTS, chart_of
from cci_data.filters import EVERYBODY, PartnerFilter, read
from cci_data.theme import LIGHT
from tests.conftest import TODAY

ASKED = {
    **{"country": "LV", "indicator": "population", "id": "media-evolution"},
    **{
        "figure": "project-budgets",
        "period": "2023",
        "by": "programmes",
        "programme": "Interreg Baltic Sea Region 2021-2027",
    },
    **{"place": "riga-lv", "lines": "yes", "row": "music", "column": "FI"},
}


def test_every_chart_is_on_offer_under_its_name(fetch):
    made = {
        function
        for module in (bars, cooperation, grids, impact, maps, series)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert {entry.make for entry in CHARTS.values()} == made
    for name in CHARTS:
        assert chart_of(name, fetch, LIGHT, ASKED, TODAY).name == name


def test_charts_have_one_signature():
    for name, entry in CHARTS.items():
        first, second, *rest = inspect.signature(entry.make).parameters.values()
        assert (first.name, second.name) == ("fetch", "palette"), name
        assert {each.kind for each in rest} == {inspect.Parameter.KEYWORD_ONLY}, name
        taken = {choice.argument for choice in entry.choices.values()} | ({"chosen"} if entry.is_filtered else set())
        assert ("today" in {each.name for each in rest}) == entry.is_dated, name
        assert taken <= {each.name for each in rest}, name
        required = {choice.argument for choice in entry.choices.values() if choice.is_required}
        assert {each.name for each in rest if each.default is each.empty} - {"today"} == required, name


def said(chart: Chart) -> tuple:
    return chart.title, chart.summary, chart.legend, chart.note, chart.choice, chart.table.to_csv(), drawn(chart)


def drawn(chart: Chart) -> str:
    return chart.drawing.to_json() if chart.drawing else ""


@pytest.mark.parametrize("name", CHARTS)
def test_the_choice_of_a_chart_asks_for_it_again(fetch, name):
    def ask(asked: dict[str, str], chosen: PartnerFilter) -> Chart:
        return chart_of(name, fetch, LIGHT, asked, TODAY, chosen if CHARTS[name].is_filtered else EVERYBODY)

    first = ask(ASKED, PartnerFilter(country=("LV", "FI"), sector=("music", "design"), sectors="all"))
    assert said(ask(first.choice, read(first.choice))) == said(first)


@pytest.mark.parametrize("name", CHARTS)
def test_each_choice_has_options_on_record_and_each_chart_all_its_words(fetch, name):
    for parameter, choice in CHARTS[name].choices.items():
        # A period is no record, so there is no list of them.
        assert parameter == "period" or ASKED[parameter] in choice.options(fetch)
    chart = chart_of(name, fetch, LIGHT, ASKED, TODAY)
    for words in (chart.title, chart.summary, chart.source):
        assert words and words == words.strip() and not words.endswith((" .", ".."))
    assert chart.summary.endswith(".") and not chart.source.endswith(".") and not chart.title.endswith(".")
    assert chart.as_of and all(heading[0].isupper() for heading in chart.table.columns)
