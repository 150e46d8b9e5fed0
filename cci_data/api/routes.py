"""The plain addresses under which the data can be taken away, for people, programs and catalogues."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.routing import Route

from cci_data.api.answers import Address, Content
from cci_data.api.catalogue import describe_catalogue
from cci_data.api.index import render_index
from cci_data.api.links import address, base_of, page_links
from cci_data.api.memory import Memory
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
# What an address asks for, and the content of that on a base; both raise Problem.
Read = Callable[[QueryParams], dict[str, str]]
Make = Callable[[str, Mapping[str, str]], Content]
DESCRIBED_BY = {"service-desc": "/api/openapi.json", "describedby": "/catalog.jsonld"}


def routes(fetch: Fetch, version: Callable[[], int], base: Callable[[], str] = str) -> list[Route]:
    """Return the routes of the API: the data, its description, the catalogue, and an answer for all else below /api.

    fetch: asks a query of the data and keeps the result (`Reader.fetch`); version: of the data (`Reader.version`);
    base: the address that the installation says it has, "" for that of each request. The first two may raise
    DatabaseProblem, which is answered by 503.
    """
    # Another release may write otherwise, so what was made before the start is not what is made now.
    memory, started_at = Memory(), datetime.now(UTC)

    def kept(path: str, read: Read, make: Make) -> Route:
        def recall(request: Request) -> Content:
            now, at, asked = version(), base_of(request), read(request.query_params)

            def made() -> Content:
                changed_at = fetch(scope).changed_at or started_at
                return replace(make(at, asked), changed_at=max(changed_at, started_at))

            return memory.get(now, (at, path, *asked.items()), made)

        return Route(path, Address(recall, base))

    data = [
        kept(f"/api/{offer.data.name}.{form}", partial(_asked, fetch, offer), partial(_take_away, fetch, offer, form))
        for offer in OFFERS
        for form in offer.forms
    ]
    described = {
        "/api": (render_index, "text/html; charset=utf-8"),
        "/api/openapi.json": (describe_api, "application/json"),
        "/catalog.jsonld": (describe_catalogue, JSON_LD),
    }
    about = [kept(path, _nothing_asked, partial(_describe, fetch, *how)) for path, how in described.items()]
    return [*data, *about, Route("/api/{rest:path}", Address(_nothing, base))]


def _asked(fetch: Fetch, offer: Offer, query: QueryParams) -> dict[str, str]:
    """Return what is asked of an offer in the one way in which it is kept; raises Problem where it does not fit."""
    asked = read_parameters(query, (*offer.parameters(fetch), *PAGING))
    return offer.read(fetch, asked) | canonical(asked, PAGING)


def _nothing_asked(query: QueryParams) -> dict[str, str]:
    return read_parameters(query, ())


def _describe(
    fetch: Fetch, render: Callable[[Fetch, str], bytes], media_type: str, base: str, _asked: Mapping[str, str]
) -> Content:
    return Content(render(fetch, base), media_type)


def _nothing(request: Request) -> Content:
    detail = f"Nothing is offered at {request.scope['path'][:200]}."
    raise Problem("no-such-address", detail, "See /api for all addresses, or /api/openapi.json.")


def _take_away(fetch: Fetch, offer: Offer, form: str, base: str, asked: Mapping[str, str]) -> Content:
    chosen = offer.choose(fetch, asked)
    path = f"/api/{offer.data.name}.{form}"
    links = page_links(base, path, asked, len(chosen.found))
    about = _about(fetch, offer, chosen, address(base, path, asked))
    first = int(asked.get("offset", 0))
    part = chosen.found.iloc[first : first + int(asked.get("limit", len(chosen.found)))]
    body = _render(fetch, offer, form, replace(chosen, found=part), about, links)
    described = {name: f"{base}{target}" for name, target in DESCRIBED_BY.items()}
    return Content(body, MEDIA_TYPES[form], f"cci-{offer.data.name}.{form}", links | described)


def _about(fetch: Fetch, offer: Offer, chosen: Chosen, link: str) -> About:
    origin = origin_of(fetch, offer.data)
    return About(
        link=link,
        filters=chosen.filters,
        total_count=len(chosen.found),
        source=origin.source,
        licence=origin.licence,
        collected_on=origin.collected_on,
        changed_at=fetch(scope).changed_at,
    )


def _render(fetch: Fetch, offer: Offer, form: str, chosen: Chosen, about: About, links: Mapping[str, str]) -> bytes:
    match form:
        case "csv":
            return render_table_csv(offer.data, chosen.found)
        case "xlsx":
            return render_table_xlsx(offer.data, chosen.found, about)
        case "geojson":
            return render_geojson(offer.data, chosen.found, about, links, fetch(points))
        case "ics":
            found = as_public(chosen.found)
            return render_calendar(found, name=CALENDAR_NAME, now=about.changed_at or datetime.fromtimestamp(0, UTC))
    return render_table_json(offer.data, chosen.found, about, links)
