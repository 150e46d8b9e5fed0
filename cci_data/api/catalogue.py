"""The data as a catalogue that data portals harvest: DCAT-AP 3 in JSON-LD, with nothing to be fetched to read it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cci_data.api.offers import OFFERS, Offer
from cci_data.api.origins import Origin, origin_of
from cci_data.charts.chart import Fetch
from cci_data.exports.tables import as_json, json_bytes
from cci_data.public_data import EVENTS, GOOD_PRACTICES, INDICATORS, PROJECTS, PublicData
from cci_data.queries.changes import Scope, scope
from cci_data.vocabulary import NETWORK_COUNTRIES

EUROPEAN = "http://publications.europa.eu/resource/authority"
IANA = "http://www.iana.org/assignments/media-types"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# The ten countries as the authority tables of the European Union have them.
COUNTRIES = {
    **{"DK": "DNK", "EE": "EST", "FI": "FIN", "DE": "DEU", "IS": "ISL"},
    **{"LV": "LVA", "LT": "LTU", "NO": "NOR", "PL": "POL", "SE": "SWE"},
}
# form → (media type, file type of the European Union).
FILES = {
    "json": ("application/json", "JSON"),
    "csv": ("text/csv", "CSV"),
    "geojson": ("application/geo+json", "GEOJSON"),
    "ics": ("text/calendar", "ICS"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
}
# Data themes of the European Union by the name of a data set.
THEMES = {
    **{"partners": ("EDUC", "ECON"), "events": ("EDUC",), "projects": ("EDUC", "REGI"), "good-practices": ("EDUC",)},
    **{"countries": ("EDUC", "REGI"), "sectors": ("EDUC", "ECON"), "indicators": ("EDUC", "ECON")},
    **{"impact": ("EDUC", "REGI"), "impact-rows": ("EDUC", "REGI")},
}
DESK = "Contact Desk of the network of cultural and creative industries in the Baltic Sea Region"


def describe_catalogue(fetch: Fetch, base: str) -> bytes:
    """Return the catalogue as JSON-LD; base: the address of the dashboard, on which all addresses in it rest."""
    how_old = fetch(scope)
    origins = {offer.data: origin_of(fetch, offer.data) for offer in OFFERS}
    return json_bytes(
        {
            "@context": CONTEXT,
            "@id": f"{base}/catalog.jsonld",
            "@type": "dcat:Catalog",
            "dct:title": _english("Cultural and creative industries in the Baltic Sea Region"),
            "dct:description": _english(
                "Organisations, projects, good practices, events and statistics of the cultural and creative "
                "industries in the ten countries of the network, from published sources and its Contact Desk."
            ),
            "dct:publisher": _desk(base),
            "dct:language": _of("dct:LinguisticSystem", f"{EUROPEAN}/language/ENG"),
            "dct:spatial": _countries(),
            "dct:license": _licence(f"{base}/catalog.jsonld#terms", "each data set says its terms"),
            "dcat:themeTaxonomy": {"@id": f"{EUROPEAN}/data-theme"},
            "foaf:homepage": _of("foaf:Document", f"{base}/"),
            **_dates(how_old, min((each.collected_on for each in origins.values() if each.collected_on), default=None)),
            "dcat:dataset": [_data_set(fetch, base, offer, origins[offer.data], how_old) for offer in OFFERS],
            "dcat:service": _service(base),
        }
    )


def _data_set(fetch: Fetch, base: str, offer: Offer, origin: Origin, how_old: Scope) -> dict[str, Any]:
    data = offer.data
    return {
        "@id": _id(base, data),
        "@type": "dcat:Dataset",
        "dct:identifier": _id(base, data),
        "dct:title": _english(data.title),
        "dct:description": _english(f"Each row is {data.row}. Source: {origin.source}."),
        "dct:publisher": {"@id": f"{base}/catalog.jsonld#desk"},
        "dcat:contactPoint": {
            "@type": "vcard:Organization",
            "vcard:fn": DESK,
            "vcard:hasURL": {"@id": f"{base}/about"},
        },
        "dcat:keyword": [_english(word) for word in data.keywords],
        "dcat:theme": [_of("skos:Concept", f"{EUROPEAN}/data-theme/{theme}") for theme in THEMES[data.name]],
        "dct:spatial": _countries(),
        "dct:language": _of("dct:LinguisticSystem", f"{EUROPEAN}/language/ENG"),
        "dct:accrualPeriodicity": _of("dct:Frequency", f"{EUROPEAN}/frequency/IRREG"),
        "dct:accessRights": _of("dct:RightsStatement", f"{EUROPEAN}/access-right/PUBLIC"),
        **_dates(how_old, origin.collected_on),
        **_temporal(fetch, offer, how_old),
        "dcat:distribution": [_distribution(base, data, form, origin, how_old) for form in offer.forms],
    }


def _distribution(base: str, data: PublicData, form: str, origin: Origin, how_old: Scope) -> dict[str, Any]:
    media_type, file_type = FILES[form]
    address = f"{base}/api/{data.name}.{form}"
    return {
        "@id": f"{_id(base, data)}-{form}",
        "@type": "dcat:Distribution",
        "dct:title": _english(f"{data.title} ({file_type})"),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": _of("dct:MediaType", f"{IANA}/{media_type}"),
        "dct:format": _of("dct:MediaTypeOrExtent", f"{EUROPEAN}/file-type/{file_type}"),
        "dct:license": _licence(f"{_id(base, data)}-terms", origin.licence),
        "dcat:accessService": {"@id": f"{base}/catalog.jsonld#api"},
        **_dates(how_old, origin.collected_on),
    }


def _service(base: str) -> dict[str, Any]:
    return {
        "@id": f"{base}/catalog.jsonld#api",
        "@type": "dcat:DataService",
        "dct:title": _english("The data by plain addresses"),
        "dcat:endpointURL": {"@id": f"{base}/api"},
        "dcat:endpointDescription": {"@id": f"{base}/api/openapi.json"},
        "dcat:servesDataset": [{"@id": _id(base, offer.data)} for offer in OFFERS],
    }


def _id(base: str, data: PublicData) -> str:
    return f"{base}/catalog.jsonld#{data.name}"


def _desk(base: str) -> dict[str, Any]:
    return {"@id": f"{base}/catalog.jsonld#desk", "@type": "foaf:Agent", "foaf:name": _english(DESK)}


def _licence(key: str, words: str) -> dict[str, Any]:
    return {"@id": key, "@type": "dct:LicenseDocument", "dct:title": _english(words)}


def _countries() -> list[dict[str, Any]]:
    return [_of("dct:Location", f"{EUROPEAN}/country/{COUNTRIES[code]}") for code in NETWORK_COUNTRIES]


def _dates(how_old: Scope, issued: date | None) -> dict[str, Any]:
    found = {"dct:issued": (issued, "xsd:date"), "dct:modified": (how_old.changed_at, "xsd:dateTime")}
    return {name: _typed(as_json(value), kind) for name, (value, kind) in found.items() if value}


def _temporal(fetch: Fetch, offer: Offer, how_old: Scope) -> Mapping[str, Any]:
    """Return what time a body of data covers: of events in days, of the others in years, where it covers any."""
    if offer.is_dated:
        # Its years are chosen, up to the present one.
        return {}
    found = offer.choose(fetch, {}).found
    first, last, kind = None, None, "xsd:gYear"
    if offer.data is PROJECTS:
        first, last = how_old.first_year, how_old.last_year
    elif offer.data is GOOD_PRACTICES and any(found["starts"]):
        years = [day[:4] for day in (*found["starts"], *found["ends"]) if day]
        first, last = min(years), max(years)
    elif offer.data is INDICATORS and len(found):
        first, last = min(found["year"]), max(found["year"])
    elif offer.data is EVENTS and len(found):
        first, last, kind = min(found["starts_on"]), max(found["ends_on"]), "xsd:date"
    if first is None:
        return {}
    ends = {"dcat:startDate": _typed(str(first), kind), "dcat:endDate": _typed(str(last), kind)}
    return {"dct:temporal": {"@type": "dct:PeriodOfTime"} | ends}


def _english(words: str) -> dict[str, str]:
    return {"@value": words, "@language": "en"}


def _typed(value: str, kind: str) -> dict[str, str]:
    return {"@value": value, "@type": kind}


def _of(kind: str, key: str) -> dict[str, str]:
    return {"@id": key, "@type": kind}
