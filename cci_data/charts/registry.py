"""All charts and maps by name, and what an address may give each of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from cci_data.charts.bars import sector_bars, service_bars
from cci_data.charts.chart import Chart, Fetch
from cci_data.charts.cooperation import cooperation_map, cooperation_square
from cci_data.charts.grids import coverage_matrix, types_by_country
from cci_data.charts.impact import WAYS, impact_by, impact_over_years
from cci_data.charts.maps import country_map, neighbours_map, partner_map
from cci_data.charts.series import indicator_series
from cci_data.filters import EVERYBODY, YES, PartnerFilter
from cci_data.impact.measuring import impact_indicators, programmes
from cci_data.queries.everyone import everyone
from cci_data.queries.indicators import indicators
from cci_data.queries.partners import places
from cci_data.queries.roster import roster
from cci_data.theme import Palette
from cci_data.vocabulary import NETWORK_COUNTRIES

Options = Callable[[Fetch], Mapping[str, str]]


@dataclass(frozen=True)
class Choice:
    """What an address may give a chart beside filters.

    argument: its name among the chart's arguments; meaning: in words; options: its values on record, with words for
    each, none for a period; read: from the value to the argument.
    """

    argument: str
    meaning: str
    options: Options
    read: Callable[[str], str | bool] = str
    is_required: bool = False


@dataclass(frozen=True)
class Entry:
    """A chart or map on offer.

    make: the function; page: the path of the page on which it stands; is_filtered: whether it takes a filter of
    partners; is_dated: whether it depends on the day, which it then takes as `today`; choices: by parameter.
    """

    make: Callable[..., Chart]
    page: str
    is_filtered: bool = False
    is_dated: bool = False
    choices: Mapping[str, Choice] = field(default_factory=dict)


def _partners(fetch: Fetch) -> Mapping[str, str]:
    return _pairs(fetch(everyone), "partner_id", "name")


def _places(fetch: Fetch) -> Mapping[str, str]:
    return _pairs(fetch(places), "place_id", "city")


def _indicators(fetch: Fetch) -> Mapping[str, str]:
    return _pairs(fetch(indicators), "indicator_id", "label")


def _impact_indicators(fetch: Fetch) -> Mapping[str, str]:
    return _pairs(fetch(impact_indicators), "impact_indicator_id", "label")


def _programmes(fetch: Fetch) -> Mapping[str, str]:
    return {name: name for name in fetch(programmes)}


def _pairs(found, key: str, words: str) -> Mapping[str, str]:
    return dict(zip(found[key], found[words], strict=True))


def _labels(field: str) -> Options:
    return lambda fetch: fetch(roster).options[field].labels


COUNTRY = Choice("country", "code of a country", lambda _fetch: NETWORK_COUNTRIES, is_required=True)
MATRIX = {
    "row": Choice("row", "sector that is framed", _labels("sector")),
    "column": Choice("column", "country that is framed", _labels("country")),
}
MAP = {
    "place": Choice("place", "place that is marked", _places),
    "lines": Choice("is_linked", "lines for shared projects", lambda _fetch: {YES: "with lines"}, bool),
}
PARTNER = Choice("partner_id", "ID of a partner", _partners, is_required=True)
FIGURE = {
    "figure": Choice("indicator", "ID of an indicator of impact", _impact_indicators, is_required=True),
    "programme": Choice("programme", "one funding programme alone", _programmes),
}
PERIOD = Choice("period", "a year (2024), a half-year (2024-H1), several years (2021-2027), or all", lambda _fetch: {})
WAY = Choice("way", "what it is broken down by", lambda _fetch: WAYS, is_required=True)
CHARTS = {
    "coverage-matrix": Entry(coverage_matrix, "/sectors", is_filtered=True, choices=MATRIX),
    "sector-bars": Entry(sector_bars, "/sectors", is_filtered=True),
    "service-bars": Entry(service_bars, "/sectors", is_filtered=True),
    "types-by-country": Entry(types_by_country, "/sectors", is_filtered=True),
    "map": Entry(partner_map, "/map", is_filtered=True, choices=MAP),
    "country-map": Entry(country_map, "/spotlight", choices={"country": COUNTRY}),
    "neighbours-map": Entry(neighbours_map, "/partner", choices={"id": PARTNER}),
    "indicator-series": Entry(
        indicator_series,
        "/spotlight",
        choices={
            "country": COUNTRY,
            "indicator": Choice("indicator", "ID of an indicator", _indicators, is_required=True),
        },
    ),
    "impact-over-years": Entry(impact_over_years, "/impact", is_dated=True, choices=FIGURE),
    "impact-by": Entry(impact_by, "/impact", is_dated=True, choices=FIGURE | {"period": PERIOD, "by": WAY}),
    "cooperation-square": Entry(cooperation_square, "/impact", is_dated=True),
    "cooperation-map": Entry(cooperation_map, "/impact", is_dated=True),
}


def chart_of(
    name: str,
    fetch: Fetch,
    palette: Palette,
    asked: Mapping[str, str],
    today: date,
    chosen: PartnerFilter = EVERYBODY,
) -> Chart:
    """Return the chart that an address asks for.

    name: a key of CHARTS; asked: parameters, of which each of its choices takes its own, values being among the
    options; today: the day, for charts that depend on it; chosen: the filter, for charts that take one.
    """
    entry = CHARTS[name]
    given = {choice.argument: choice.read(asked[key]) for key, choice in entry.choices.items() if key in asked}
    more = ({"chosen": chosen} if entry.is_filtered else {}) | ({"today": today} if entry.is_dated else {})
    return entry.make(fetch, palette, **given, **more)
