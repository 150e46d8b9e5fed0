"""What is offered of each body of data: how it is chosen, from which query it comes, and as which files."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
import pandas as pd

from cci_data.api.parameters import (
    COVERED,
    Parameter,
    canonical,
    event_parameters,
    good_practice_parameters,
    impact_indicator,
    impact_parameters,
    indicator_parameters,
    partner_parameters,
    unknown_option,
)
from cci_data.api.periods import begun_period, read_period
from cci_data.api.problems import Problem
from cci_data.charts.chart import Fetch
from cci_data.filters import EVERYBODY, SEPARATOR, PartnerFilter, cut, read
from cci_data.impact import period
from cci_data.impact.measuring import impact_indicators, period_of, programmes
from cci_data.impact.tables import impact_figures, impact_rows
from cci_data.language import listed, slug
from cci_data.privacy import public_text
from cci_data.public_data import (
    COUNTRIES,
    EVENTS,
    GOOD_PRACTICES,
    INDICATORS,
    PARTNERS,
    PROJECTS,
    SECTORS,
    PublicData,
)
from cci_data.public_impact import IMPACT, IMPACT_ROWS
from cci_data.queries.coverage import countries, sectors
from cci_data.queries.events import events
from cci_data.queries.good_practices import good_practices
from cci_data.queries.indicators import indicators, series
from cci_data.queries.partners import partners
from cci_data.queries.projects import projects
from cci_data.queries.roster import Roster, in_words, roster
from cci_data.vocabulary import ILLUSTRATIVE

# What a project says of itself, rather than its partners of them.
OF_PROJECTS = ("programme", "project")
OF_INDICATORS = ["indicator_id", "label", "unit", "is_context", "caveat", "publisher", "licence"]


@dataclass(frozen=True)
class Chosen:
    """The rows that an address asks for, in their order, and what they had to fit in words."""

    found: pd.DataFrame
    filters: tuple[str, ...]


@dataclass(frozen=True)
class Offer:
    """A body of data on offer.

    forms: the ends of its addresses; parameters: what it may be chosen by, with the options on record; read: what is
    asked, in the one way in which it is kept (raises Problem where that is not on record); choose: the rows that fit
    what `read` returned; is_dated: whether they depend on the day, which `choose` then takes as `today`.
    """

    data: PublicData
    forms: tuple[str, ...]
    parameters: Callable[[Fetch], tuple[Parameter, ...]]
    read: Callable[[Fetch, Mapping[str, str]], dict[str, str]]
    choose: Callable[..., Chosen]
    is_dated: bool = False

    def chosen(self, fetch: Fetch, asked: Mapping[str, str], today: date) -> Chosen:
        """Return the rows that fit what `read` returned, on a day."""
        return self.choose(fetch, asked, today=today) if self.is_dated else self.choose(fetch, asked)


def read_filter(who: Roster, asked: Mapping[str, str]) -> PartnerFilter:
    """Return the filter that is asked for; raises Problem where it would not be answered as it was asked."""
    if sentences := cut(asked):
        raise Problem("unfit-value", sentences[0], "Ask for less at once: what is cut here would give other rows.")
    chosen = read(asked)
    for name, option in who.unknown(chosen):
        raise unknown_option(next(known for known in partner_parameters(who) if known.name == name), option)
    return who.known(chosen)


def _read_partners(fetch: Fetch, asked: Mapping[str, str]) -> dict[str, str]:
    return read_filter(fetch(roster), asked).parameters()


def _partners(fetch: Fetch, asked: Mapping[str, str]) -> Chosen:
    who, chosen = fetch(roster), read(asked)
    return Chosen(fetch(partners, chosen=chosen), in_words(who, chosen))


def _projects(fetch: Fetch, asked: Mapping[str, str]) -> Chosen:
    """Choose projects by themselves (OF_PROJECTS), and by whether a partner takes part that fits all the rest."""
    who, found, chosen = fetch(roster), fetch(projects), read(asked)
    of_partners = chosen.without_fields(OF_PROJECTS)
    if of_partners != EVERYBODY:
        fitting = set(fetch(partners, chosen=of_partners)["partner_id"])
        found = _only(found, (not fitting.isdisjoint(ids) for ids in found["partner_ids"]))
    if chosen.project:
        found = found[found["project_id"].isin(chosen.project)]
    if chosen.programme:
        found = _only(found, (bool(name) and (slug(name) or name) in chosen.programme for name in found["programme"]))
    return Chosen(found, in_words(who, chosen))


def _only(found: pd.DataFrame, keep: Iterable[bool]) -> pd.DataFrame:
    # An empty list would be taken for one of columns.
    return found[np.fromiter(keep, dtype=bool)]


def _coverage_parameters(fetch: Fetch) -> tuple[Parameter, ...]:
    return (*_partner_parameters(fetch), COVERED)


def _read_coverage(fetch: Fetch, asked: Mapping[str, str]) -> dict[str, str]:
    return _read_partners(fetch, asked) | canonical(asked, (COVERED,))


def _coverage(query: Callable, fetch: Fetch, asked: Mapping[str, str]) -> Chosen:
    """Choose countries or sectors with the partners that fit; query: `coverage.countries` or `coverage.sectors`."""
    who, chosen = fetch(roster), read(asked)
    found = fetch(query, chosen=chosen)
    if "covered" in asked:
        found = found[(found["partner_count"] > 0) == (asked["covered"] == "yes")]
    return Chosen(found, (*in_words(who, chosen), *_words(asked, (COVERED,))))


def _good_practice_parameters(fetch: Fetch) -> tuple[Parameter, ...]:
    everyone = fetch(roster).everyone
    return good_practice_parameters(dict(zip(everyone["partner_id"], everyone["name"], strict=True)))


def _read_good_practices(fetch: Fetch, asked: Mapping[str, str]) -> dict[str, str]:
    return canonical(asked, _good_practice_parameters(fetch))


def _good_practices(fetch: Fetch, asked: Mapping[str, str]) -> Chosen:
    found = fetch(good_practices, country=asked.get("country", ""), partner_id=asked.get("partner", ""))
    return Chosen(found, _words(asked, _good_practice_parameters(fetch)))


def _read_events(fetch: Fetch, asked: Mapping[str, str]) -> dict[str, str]:
    return canonical(asked, _event_parameters(fetch))


def _events(fetch: Fetch, asked: Mapping[str, str]) -> Chosen:
    found = fetch(events, **{name: asked[name] for name in ("country", "kind", "sector") if name in asked})
    if "event" in asked:
        found = found[found["event_id"] == asked["event"]]
    if asked.get("illustrative") != "yes":
        found = found[found["origin"] != ILLUSTRATIVE]
    return Chosen(found, _words(asked, _event_parameters(fetch)))


def _event_parameters(fetch: Fetch) -> tuple[Parameter, ...]:
    labels, found = fetch(sectors), fetch(events)
    return event_parameters(
        dict(zip(labels["sector_id"], labels["label"], strict=True)),
        dict(zip(found["event_id"], found["title"], strict=True)),
    )


def _read_indicators(fetch: Fetch, asked: Mapping[str, str]) -> dict[str, str]:
    return canonical(asked, _indicator_parameters(fetch))


def _indicators(fetch: Fetch, asked: Mapping[str, str]) -> Chosen:
    """Choose values by series, area and year; what is unknown has no row, and a break keeps its flag."""
    known = _indicator_parameters(fetch)
    described = fetch(indicators)[OF_INDICATORS].rename(columns={"label": "indicator"})
    wanted = asked["indicator"].split(",") if "indicator" in asked else described["indicator_id"].tolist()
    each = [
        fetch(series, indicator_id=key).assign(indicator_id=key)
        for key in described["indicator_id"]
        if key in set(wanted)
    ]
    if not each:
        return Chosen(pd.DataFrame(columns=[column.name for column in INDICATORS.columns]), _words(asked, known))
    # What the series and its values both say is said of the series.
    found = pd.concat(each, ignore_index=True).merge(described, on="indicator_id", suffixes=("_of_value", ""))
    first, last = int(asked.get("from", 0)), int(asked.get("to", 9999))
    found = found[found["year"].between(first, last) & np.isfinite(found["value"])]
    if "country" in asked:
        found = found[found["area_code"].isin(asked["country"].split(","))]
    return Chosen(found, _words(asked, known))


def _indicator_parameters(fetch: Fetch) -> tuple[Parameter, ...]:
    found = fetch(indicators)
    return indicator_parameters(dict(zip(found["indicator_id"], found["label"], strict=True)))


def _of_figures(fetch: Fetch) -> tuple[Parameter, ...]:
    return impact_parameters({key: public_text(name) for key, name in _programmes(fetch).items()})


def _of_rows(fetch: Fetch) -> tuple[Parameter, ...]:
    found = fetch(impact_indicators)
    indicators = dict(zip(found["impact_indicator_id"], found["label"], strict=True))
    return (impact_indicator(indicators), *_of_figures(fetch))


def _programmes(fetch: Fetch) -> dict[str, str]:
    """Return the words by which an address names each programme; of names that are one there, each keeps its own."""
    names = fetch(programmes)
    written = Counter(map(slug, names))
    return {slug(name) if slug(name) and written[slug(name)] == 1 else name: name for name in names}


def _read_impact(
    parameters: Callable[[Fetch], tuple[Parameter, ...]], fetch: Fetch, asked: Mapping[str, str]
) -> dict[str, str]:
    found = canonical(asked, parameters(fetch))
    # Without a period it is all years.
    meant = read_period(found.pop("period", period.ALL))
    return found | {"period": meant.key} if meant else found


def _figures(fetch: Fetch, asked: Mapping[str, str], *, today: date) -> Chosen:
    when, words = _in_time(fetch, asked, today)
    return Chosen(fetch(impact_figures, **when), words)


def _rows(fetch: Fetch, asked: Mapping[str, str], *, today: date) -> Chosen:
    when, words = _in_time(fetch, asked, today)
    indicators = tuple(asked["indicator"].split(SEPARATOR)) if "indicator" in asked else ()
    return Chosen(fetch(impact_rows, indicators=indicators, **when), (*words, *_words(asked, _of_rows(fetch)[:1])))


def _in_time(fetch: Fetch, asked: Mapping[str, str], today: date) -> tuple[dict, tuple[str, ...]]:
    """Return of when and of which programme figures are asked, for queries and in words."""
    when = period_of(begun_period(asked.get("period", period.ALL), today), today)
    programme = _programmes(fetch)[asked["programme"]] if "programme" in asked else ""
    words = (f"period: {when.label}", *([f"programme: {public_text(programme)}"] if programme else []))
    return {"period": when.key, "today": today, "programme": programme}, words


def _words(asked: Mapping[str, str], known: tuple[Parameter, ...]) -> tuple[str, ...]:
    return tuple(
        f"{each.name}: {listed(each.options.get(option, option) for option in asked[each.name].split(','))}"
        for each in known
        if each.name in asked
    )


def _partner_parameters(fetch: Fetch) -> tuple[Parameter, ...]:
    return partner_parameters(fetch(roster))


TABLES = ("json", "csv", "xlsx")
OFFERS = (
    Offer(PARTNERS, ("json", "csv", "geojson", "xlsx"), _partner_parameters, _read_partners, _partners),
    Offer(EVENTS, ("json", "ics", "csv", "xlsx"), _event_parameters, _read_events, _events),
    Offer(PROJECTS, TABLES, _partner_parameters, _read_partners, _projects),
    Offer(GOOD_PRACTICES, TABLES, _good_practice_parameters, _read_good_practices, _good_practices),
    Offer(COUNTRIES, TABLES, _coverage_parameters, _read_coverage, partial(_coverage, countries)),
    Offer(SECTORS, TABLES, _coverage_parameters, _read_coverage, partial(_coverage, sectors)),
    Offer(INDICATORS, TABLES, _indicator_parameters, _read_indicators, _indicators),
    Offer(IMPACT, TABLES, _of_figures, partial(_read_impact, _of_figures), _figures, is_dated=True),
    Offer(IMPACT_ROWS, TABLES, _of_rows, partial(_read_impact, _of_rows), _rows, is_dated=True),
)
ALL_DATA = tuple(offer.data for offer in OFFERS)
