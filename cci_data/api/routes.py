"""The plain addresses under which the data can be taken away, for people, programs and catalogues."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from starlette.requests import Request
from starlette.routing import Route

from cci_data.api.answers import Address, Content, Memory
from cci_data.api.catalogue import describe_catalogue
from cci_data.api.index import render_index
from cci_data.api.links import address, base_of, page_links
from cci_data.api.offers import OFFERS, Chosen, Offer
from cci_data.api.openapi import describe_api
from cci_data.api.origins import origin_of
from cci_data.api.parameters import PAGING, read_parameters
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
DESCRIBED_BY = {"service-desc": "/api/openapi.json", "describedby": "/catalog.jsonld"}


def routes(fetch: Fetch, version: Callable[[], int]) -> list[Route]:
    """Return the routes of the API: the data, its description, the catalogue, and an answer for all else below /api.

    fetch: asks a query of the data and keeps the result (`Reader.fetch`); version: of the data (`Reader.version`).
    Both may raise DatabaseProblem, which is answered by 503.
    """
    memory = Memory()

    def kept(make: Callable[[Request], Content]) -> Address:
        def recall(request: Request) -> Content:
            key = (base_of(request), request.scope["path"], request.scope["query_string"])
            return memory.get(version(), key, lambda: replace(make(request), changed_at=fetch(scope).changed_at))

        return Address(recall)

    data = [
        Route(f"/api/{offer.data.name}.{form}", kept(partial(_take_away, fetch, offer, form)))
        for offer in OFFERS
        for form in offer.forms
    ]
    described = {
        "/api": (render_index, "text/html; charset=utf-8"),
        "/api/openapi.json": (describe_api, "application/json"),
        "/catalog.jsonld": (describe_catalogue, JSON_LD),
    }
    about = [Route(path, kept(partial(_describe, fetch, *how))) for path, how in described.items()]
    return [*data, *about, Route("/api/{rest:path}", Address(_nothing))]


def _describe(fetch: Fetch, render: Callable[[Fetch, str], bytes], media_type: str, request: Request) -> Content:
    read_parameters(request.query_params, ())
    return Content(render(fetch, base_of(request)), media_type)


def _nothing(request: Request) -> Content:
    detail = f"Nothing is offered at {request.scope['path'][:200]}."
    raise Problem("no-such-address", detail, "See /api for all addresses, or /api/openapi.json.")


def _take_away(fetch: Fetch, offer: Offer, form: str, request: Request) -> Content:
    asked = read_parameters(request.query_params, (*offer.parameters(fetch), *PAGING))
    chosen = offer.choose(fetch, asked)
    base, path = base_of(request), f"/api/{offer.data.name}.{form}"
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
