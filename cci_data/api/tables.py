"""Tables as HTML under plain addresses, for pages that are printed: `/tables/sector-bars.html?country=LV`."""

from collections.abc import Callable, Hashable
from datetime import date

import pandas as pd
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.routing import Route

from cci_data.api.answers import Address, Content
from cci_data.api.memory import Memory
from cci_data.api.moments import Find, nothing_frozen, read_moment
from cci_data.api.offers import in_words, read_filter
from cci_data.api.orders import make_chart, read_chart
from cci_data.api.parameters import Parameter, canonical, partner_parameters, read_parameters
from cci_data.api.problems import Problem, quoted
from cci_data.charts.chart import Fetch
from cci_data.charts.registry import CHARTS
from cci_data.exports.table_html import render_table_html
from cci_data.filters import EVERYBODY, WITHOUT_PLACE
from cci_data.impact.measuring import impact_indicators, measure, period_of
from cci_data.impact.period import ALL
from cci_data.impact.report import as_shown
from cci_data.language import count, listed
from cci_data.queries.numbers import NUMBERS, rows
from cci_data.queries.partners import listing, places
from cci_data.queries.roster import roster
from cci_data.theme import palette

MEDIA_TYPE = "text/html; charset=utf-8"
END = ".html"
NO_PLACE = "none"
# A table, with the line that says what its rows are.
Told = tuple[pd.DataFrame, str]
# What tells what an address asks for, in whatever letters, and what makes the table of that; both raise Problem.
Asked = tuple[Hashable, Callable[[], Told]]


def table_routes(
    fetch: Fetch,
    version: Callable[[], int],
    today: Callable[[], date],
    base: Callable[[], str] = str,
    find: Find = nothing_frozen,
) -> list[Route]:
    """Return the route of all tables: those of `charts.registry`, `number` (of=…), `partners` (place=…, filters), and
    `impact-rows` (figure=…, period=…, programme=…), what a figure of impact counts.

    today: the day. The other arguments are those of `routes.routes`. What is answered is a fragment, to be put into a
    page.
    """
    memory = Memory()

    def recall(request: Request) -> Content:
        name = _name_in(request.path_params["file"])
        read = _chart_table if name in CHARTS else TABLES[name]
        as_of = version()
        moment, rest = read_moment(request.query_params, fetch, find)
        day = moment.day(today())
        key, make = read(moment.fetch, name, rest, day)

        def made() -> Content:
            found, words = make()
            return Content(render_table_html(found, " · ".join((words, *moment.words))), MEDIA_TYPE)

        return memory.get(as_of, (name, moment.frozen, day, key), made)

    return [Route("/tables/{file:path}", Address(recall, base))]


def _name_in(file: str) -> str:
    name = file.removesuffix(END)
    if not file.endswith(END) or name not in {*CHARTS, *TABLES}:
        detail, known = f"There is no table {quoted(file)}.", listed([*CHARTS, *TABLES])
        raise Problem("no-such-address", detail, f"There are {known}, each with {END}.")
    return name


def _chart_table(fetch: Fetch, name: str, query: QueryParams, today: date) -> Asked:
    choice, chosen, _ = read_chart(fetch, name, query, today)

    def make() -> Told:
        chart = make_chart(name, fetch, palette(None), choice, today, chosen)
        return chart.table, chart.title

    return (chosen, tuple(choice.items())), make


def _number(fetch: Fetch, _name: str, query: QueryParams, _today: date) -> Asked:
    of = Parameter("of", "number whose rows are listed", {key: number.label for key, number in NUMBERS.items()})
    asked = canonical(read_parameters(query, (of,)), (of,))
    number = asked.get("of", "partners")

    def make() -> Told:
        found = fetch(rows, number=number)
        return found, f"{len(found)} {NUMBERS[number].label}"

    return number, make


def _partners(fetch: Fetch, _name: str, query: QueryParams, _today: date) -> Asked:
    who = fetch(roster)
    points = fetch(places)
    names = dict(zip(points["place_id"], points["city"], strict=True)) | {NO_PLACE: "no known place"}
    place = Parameter("place", "place where they are", names)
    asked = read_parameters(query, (*partner_parameters(who), place))
    at, chosen = canonical(asked, (place,)).get("place", ""), read_filter(who, asked)
    within = WITHOUT_PLACE if at == NO_PLACE else EVERYBODY

    def make() -> Told:
        found = fetch(listing, chosen=chosen, within=within, place_id="" if at == NO_PLACE else at)
        words = (count(len(found), "partner"), f"Place: {names[at]}" if at else "", *in_words(who, chosen))
        return found, " · ".join(word for word in words if word)

    return (at, chosen), make


def _impact_rows(fetch: Fetch, _name: str, query: QueryParams, today: date) -> Asked:
    query = QueryParams([*query.multi_items(), ("by", "country_codes")])
    asked, _, _ = read_chart(fetch, "impact-by", query, today)
    figure, when = asked["figure"], period_of(asked.get("period", ALL), today)
    programme = asked.get("programme", "")

    def make() -> Told:
        found = fetch(measure, indicator=figure, period=when.key, today=today, programme=programme)
        label = fetch(impact_indicators).set_index("impact_indicator_id").loc[figure, "label"]
        words = (label, when.label, programme, count(len(found.rows), "row"))
        return as_shown(found.rows), " · ".join(word for word in words if word)

    return (figure, when.key, programme), make


TABLES: dict[str, Callable[[Fetch, str, QueryParams, date], Asked]] = {
    "number": _number,
    "partners": _partners,
    "impact-rows": _impact_rows,
}
