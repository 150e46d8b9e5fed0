"""What is asked of the API in many tests, and how its files are read by other libraries."""

import csv
import io

import vobject
from python_calamine import CalamineWorkbook
from starlette.testclient import TestClient

from cci_data.api.offers import OFFERS

ADDRESSES = [f"/api/{offer.data.name}.{form}" for offer in OFFERS for form in offer.forms]
KEYS = {
    **{"partners": "partner_id", "events": "event_id", "projects": "project_id", "indicators": "indicator_id"},
    **{"good-practices": "good_practice_id", "countries": "country_code", "sectors": "sector_id"},
    **dict.fromkeys(("impact", "impact-rows"), "impact_indicator_id"),
}

# What the address of a picture has to say.
NEEDED = {
    "country-map": "country=LV",
    "indicator-series": "country=LV&indicator=population",
    "impact-over-years": "figure=projects",
    "impact-by": "figure=projects&by=country_codes",
    "neighbours-map": "id=media-evolution",
    "partner": "id=media-evolution",
}


def picture_address(name: str, kind: str, event_id: str, **asked: str) -> str:
    """Return the address of a picture; of records, of one that is there."""
    needed = f"event={event_id}" if name == "event" else NEEDED.get(name, "")
    query = "&".join(part for part in (needed, *(f"{key}={value}" for key, value in asked.items())) if part)
    return f"/pictures/{name}.{kind}?{query}"


def rows_of(client: TestClient, name: str, **asked: str) -> list[dict]:
    answer = client.get(f"/api/{name}.json", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()["rows"]


def keys_of(client: TestClient, address: str, **asked: str) -> list[str]:
    """Return the keys of the rows of a file, in their order, as another library reads it."""
    name, form = address.removeprefix("/api/").split(".")
    key = KEYS[name]
    answer = client.get(address, params=asked)
    assert answer.status_code == 200, answer.text
    if form == "json":
        return [row[key] for row in answer.json()["rows"]]
    if form == "geojson":
        return list(dict.fromkeys(each["properties"][key] for each in answer.json()["features"]))
    if form == "csv":
        return [row[key] for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))]
    if form == "ics":
        events = getattr(vobject.readOne(answer.text), "vevent_list", [])
        return [event.uid.value.split("@")[0] for event in events]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    return [row[0] for row in sheet.to_python()[1:]]


def everything(client: TestClient) -> dict[str, str]:
    """Return all texts that leave: address → text; of workbooks the cells of all sheets."""
    found = {}
    for address in (*ADDRESSES, "/api", "/api/openapi.json", "/catalog.jsonld"):
        answer = client.get(address, params={"illustrative": "yes"} if "events" in address else {})
        assert answer.status_code == 200, answer.text
        # A calendar breaks its lines anywhere.
        text = _cells(answer.content) if address.endswith(".xlsx") else answer.content.decode().replace("\r\n ", "")
        found[address] = text
    return found


def _cells(body: bytes) -> str:
    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    return "\n".join(str(cell) for sheet in sheets for row in sheet for cell in row)
