"""The API in the words of OpenAPI 3.1, made from the definitions that its answers are made from."""

from collections.abc import Mapping
from typing import Any

from cci_data import __version__
from cci_data.api.moments import AS_OF
from cci_data.api.offers import OFFERS, Offer
from cci_data.api.openapi_parameters import describe_parameter
from cci_data.api.openapi_pictures import describe_pictures
from cci_data.api.openapi_reports import describe_reports
from cci_data.api.parameters import PAGING
from cci_data.api.problems import KINDS, MEDIA_TYPE
from cci_data.charts.chart import Fetch
from cci_data.exports.tables import json_bytes
from cci_data.language import listed
from cci_data.public_data import Kind, PublicColumn, PublicData

TYPES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.TEXTS: {"type": "array", "items": {"type": "string"}},
    Kind.LINK: {"type": "string", "format": "iri"},
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.PARTIAL_DAY: {"type": "string"},
    Kind.CLOCK: {"type": "string", "pattern": r"^\d{2}:\d{2}:\d{2}(\.\d+)?$"},
    Kind.MOMENT: {"type": "string", "format": "date-time"},
    Kind.YES_NO: {"type": "boolean"},
    Kind.WHOLE: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
}
TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
FILES = {
    "csv": ("text/csv", TEXT, "CSV for spreadsheets: UTF-8 with a byte order mark"),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        {},
        "a workbook: the rows, and a sheet about the file",
    ),
    "ics": ("text/calendar", TEXT, "an iCalendar file, to open once or to subscribe to"),
}
HEADERS = {
    "ETag": "digest of the content",
    "Last-Modified": "when the data, or the program that writes the content, changed last",
    "Link": "first, prev, next and last part, where there is a limit (RFC 8288)",
}


def describe_api(fetch: Fetch, base: str) -> bytes:
    """Return the description as JSON; base: the address of the dashboard. Options are those on record now."""
    paths = {
        f"/api/{offer.data.name}.{form}": {"get": _operation(offer, form, fetch)}
        for offer in OFFERS
        for form in offer.forms
    }
    described = {
        "/api/openapi.json": _plain("openapi", "This description", "application/json"),
        "/catalog.jsonld": _plain("catalogue", "The data as a DCAT-AP 3 catalogue", "application/ld+json"),
    }
    return json_bytes(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "CCI dashboard: the data, its pictures and its reports",
                "version": __version__,
                "description": "Reading only. What is unknown is null or has no row, never 0. Illustrative records "
                "count nowhere; events show them on request. Ask again with If-None-Match: it costs little.",
            },
            "servers": [{"url": base or "/"}],
            "paths": paths | describe_pictures(fetch) | describe_reports(fetch) | described,
            "components": {"schemas": _schemas(), "responses": _problems(), "headers": _headers()},
        }
    )


def _operation(offer: Offer, form: str, fetch: Fetch) -> dict[str, Any]:
    data = offer.data
    return {
        "operationId": f"{data.name}_{form}",
        "tags": [data.name],
        "summary": f"{data.title} as {form}",
        "description": f"Each row is {data.row}.",
        "parameters": [describe_parameter(each) for each in (*offer.parameters(fetch), *PAGING, AS_OF)],
        "responses": {
            "200": {
                "description": FILES.get(form, ("", {}, f"{data.title} with what the file is about"))[2],
                "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS},
                "content": _content(data, form),
            },
            "304": {"description": "What you have is still good."},
            **{str(status): {"$ref": f"#/components/responses/{status}"} for status in (400, 404, 406, 414, 503)},
        },
    }


def _content(data: PublicData, form: str) -> dict[str, Any]:
    if form in FILES:
        media_type, schema, _ = FILES[form]
        return {media_type: {"schema": schema}}
    media_type = "application/geo+json" if form == "geojson" else "application/json"
    return {media_type: {"schema": {"$ref": f"#/components/schemas/{data.name}_{form}"}}}


def column_schema(column: PublicColumn) -> dict[str, Any]:
    """Return the JSON schema of a column; what may be unknown may be null."""
    found = {"title": column.heading, "description": column.meaning} | TYPES[column.kind]
    if not column.is_always and column.kind is not Kind.TEXTS:
        found["type"] = [found["type"], "null"]
    return found


def _object(properties: Mapping[str, Any], *optional: str) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": dict(properties), "required": required}


def _schemas() -> dict[str, Any]:
    schemas: dict[str, Any] = {"meta": _meta(), "problem": _problem()}
    for offer in OFFERS:
        data = offer.data
        row = _object({column.name: column_schema(column) for column in data.columns})
        schemas[data.name] = row | {"additionalProperties": False}
        rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{data.name}"}}
        schemas[f"{data.name}_json"] = _object({"meta": {"$ref": "#/components/schemas/meta"}, "rows": rows})
        if "geojson" in offer.forms:
            schemas[f"{data.name}_geojson"] = _features(row)
    return schemas


def _features(row: Mapping[str, Any]) -> dict[str, Any]:
    place = {name: {"type": ["string", "null"]} for name in ("place_city", "place_country_code")}
    position = {"type": "array", "prefixItems": [{"type": "number"}] * 2, "minItems": 2, "maxItems": 2}
    point = _object({"type": {"const": "Point"}, "coordinates": position}) | {"type": ["object", "null"]}
    properties = _object(row["properties"] | place)
    feature = _object({"type": {"const": "Feature"}, "id": TEXT, "geometry": point, "properties": properties})
    features = {"type": "array", "items": feature}
    meta = {"$ref": "#/components/schemas/meta"}
    return _object({"type": {"const": "FeatureCollection"}, "features": features, "meta": meta})


def _meta() -> dict[str, Any]:
    texts = {name: TEXT for name in ("title", "description", "source", "licence", "link")}
    dates = {
        "data_as_of": {"type": ["string", "null"], "format": "date"},
        "last_change": {"type": ["string", "null"], "format": "date-time"},
    }
    counts = {"row_count": WHOLE, "total_count": WHOLE, "filters": {"type": "array", "items": TEXT}}
    words = {name: {"type": "object", "additionalProperties": TEXT} for name in ("columns", "left_out", "links")}
    return _object({**texts, **dates, **counts, **words})


def _problem() -> dict[str, Any]:
    texts = {name: TEXT for name in ("type", "title", "detail", "instance", "remedy")}
    return _object({**texts, "status": WHOLE})


def _problems() -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/problem"}}}
    titles: dict[int, list[str]] = {}
    for status, title in KINDS.values():
        titles.setdefault(status, []).append(title)
    return {str(status): {"description": listed(said), "content": content} for status, said in titles.items()}


def _headers() -> dict[str, Any]:
    return {name: {"description": meaning, "schema": TEXT} for name, meaning in HEADERS.items()}


def _plain(key: str, summary: str, media_type: str) -> dict[str, Any]:
    answer = {"description": summary, "content": {media_type: {"schema": {"type": "object"}}}}
    bad = {str(status): {"$ref": f"#/components/responses/{status}"} for status in (400, 414, 503)}
    return {"get": {"operationId": key, "summary": summary, "responses": {"200": answer, **bad}}}
