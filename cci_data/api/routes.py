"""The plain addresses under which the data can be taken away, for people, programs and catalogues."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.routing import Route

from cci_data.api.answers import Address, Content, everything_below
from cci_data.api.catalogue import describe_catalogue
from cci_data.api.index import render_index
from cci_data.api.links import address, base_of, page_links
from cci_data.api.memory import Memory
from cci_data.api.moments import Find, Moment, nothing_frozen, read_moment
from cci_data.api.offers import OFFERS, Chosen, Offer
from cci_data.api.openapi import describe_api
from cci_data.api.origins import origin_of
from cci_data.api.parameters import PAGING, canonical, read_parameters
from cci_data.api.problems import Problem
from cci_data.charts.chart import Fetch
from cci_data.exports.calendar import render_calendar
from cci_data.exports.geojson import render_geojson
from cci_data.exports.tables import About, render_table_csv, render_table_json, render_table_xlsx
from cci_data.public_data import as_public
from cci_data.queries.changes import scope
from cci_data.queries.ground import points

MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "ics": "text/calendar; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
JSON_LD = "application/ld+json"
CALENDAR_NAME = "CCI network, Baltic Sea Region"
# Of which moment an address asks, and what; and the content of that on a day and a base. Both raise Problem.
Read = Callable[[QueryParams], tuple[Moment, dict[str, str]]]
Make = Callable[[Moment, date, str, Mapping[str, str]], Content]
DESCRIBED = {
    "/api": (render_index, "text/html; charset=utf-8"),
    "/api/openapi.json": (describe_api, "application/json"),
    "/catalog.jsonld": (describe_catalogue, JSON_LD),
}
DESCRIBED_BY = {"service-desc": "/api/openapi.json", "describedby": "/catalog.jsonld"}


def this_day() -> date:
    """Return the day that it is, in UTC."""
    return datetime.now(UTC).date()


def routes(
    fetch: Fetch,
    version: Callable[[], int],
    base: Callable[[], str] = str,
    find: Find = nothing_frozen,
    today: Callable[[], date] = this_day,
) -> list[Route]:
    """Return the routes of the API: the data, its description, the catalogue, and an answer for all else below /api.

    fetch: asks a query of the data and keeps the result (`Reader.fetch`); version: of the data (`Reader.version`);
    base: the address that the installation says it has, "" for that of each request; find: finds a frozen state by its
    slug, of which the data then is; today: the day, for figures that end with it. All but `base` and `today` may raise
    DatabaseProblem, which is answered by 503.
    """
    # Another release may write otherwise, so what was made before the start is not what is made now.
    memory, started_at = Memory(), datetime.now(UTC)

    def kept(path: str, read: Read, make: Make, *, is_dated: bool = False) -> Route:
        def recall(request: Request) -> Content:
            now, at, (moment, asked) = version(), base_of(request), read(request.query_params)
            day = moment.day(today())
            of_day = day if is_dated else None

            def made() -> Content:
                return replace(make(moment, day, at, asked), changed_at=_changed_at(moment, started_at, of_day))

            return memory.get(now, (at, path, moment.frozen, of_day, *asked.items()), made)

        return Route(path, Address(recall, base))

    def offered(offer: Offer, form: str) -> Route:
        how = partial(_asked, fetch, find, offer), partial(_take_away, offer, form)
        return kept(f"/api/{offer.data.name}.{form}", *how, is_dated=offer.is_dated)

    about = [kept(path, partial(_nothing_asked, fetch), partial(_describe, *how)) for path, how in DESCRIBED.items()]
    data = (offered(offer, form) for offer in OFFERS for form in offer.forms)
    return [*data, *about, everything_below("/api/{rest:path}", Address(_nothing, base))]


def _changed_at(moment: Moment, started_at: datetime, day: date | None) -> datetime:
    """Return when a content changed last: with the data, the program, or, where it is of a day, with that."""
    # Another day of a frozen state never comes.
    dawn = datetime.combine(day, time(), UTC) if day and not moment.frozen else started_at
    return max(moment.fetch(scope).changed_at or started_at, started_at, dawn)


def _asked(fetch: Fetch, find: Find, offer: Offer, query: QueryParams) -> tuple[Moment, dict[str, str]]:
    """Return what is asked of an offer in the one way in which it is kept; raises Problem where it does not fit."""
    moment, rest = read_moment(query, fetch, find)
    asked = read_parameters(rest, (*offer.parameters(moment.fetch), *PAGING))
    return moment, offer.read(moment.fetch, asked) | canonical(asked, PAGING)


def _nothing_asked(fetch: Fetch, query: QueryParams) -> tuple[Moment, dict[str, str]]:
    return Moment(fetch), read_parameters(query, ())


def _describe(
    render: Callable[[Fetch, str], bytes],
    media_type: str,
    moment: Moment,
    _day: date,
    base: str,
    _asked: Mapping[str, str],
) -> Content:
    return Content(render(moment.fetch, base), media_type)


def _nothing(request: Request) -> Content:
    detail = f"Nothing is offered at {request.scope['path'][:200]}."
    raise Problem("no-such-address", detail, "See /api for all addresses, or /api/openapi.json.")


def _take_away(offer: Offer, form: str, moment: Moment, day: date, base: str, asked: Mapping[str, str]) -> Content:
    chosen = offer.chosen(moment.fetch, asked, day)
    path = f"/api/{offer.data.name}.{form}"
    whole = {**asked, **moment.parameters}
    links = page_links(base, path, whole, len(chosen.found))
    about = _about(moment, offer, chosen, address(base, path, whole))
    first = int(asked.get("offset", 0))
    part = chosen.found.iloc[first : first + int(asked.get("limit", len(chosen.found)))]
    body = _render(moment, offer, form, replace(chosen, found=part), about, links)
    described = {name: f"{base}{target}" for name, target in DESCRIBED_BY.items()}
    return Content(body, MEDIA_TYPES[form], f"cci-{offer.data.name}{moment.suffix}.{form}", links | described)


def _about(moment: Moment, offer: Offer, chosen: Chosen, link: str) -> About:
    origin = origin_of(moment.fetch, offer.data)
    return About(
        link=link,
        filters=(*chosen.filters, *moment.words),
        total_count=len(chosen.found),
        source=origin.source,
        licence=origin.licence,
        collected_on=origin.collected_on,
        changed_at=moment.fetch(scope).changed_at,
    )


def _render(moment: Moment, offer: Offer, form: str, chosen: Chosen, about: About, links: Mapping[str, str]) -> bytes:
    match form:
        case "csv":
            return render_table_csv(offer.data, chosen.found)
        case "xlsx":
            return render_table_xlsx(offer.data, chosen.found, about)
        case "geojson":
            return render_geojson(offer.data, chosen.found, about, links, moment.fetch(points))
        case "ics":
            found = as_public(chosen.found)
            name = ", ".join((CALENDAR_NAME, *moment.words))
            return render_calendar(found, name=name, now=about.changed_at or datetime.fromtimestamp(0, UTC))
    return render_table_json(offer.data, chosen.found, about, links)
