"""The description of the API: accepted by an independent tool, and true of the answers."""

import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from cci_data.api.offers import ALL_DATA, OFFERS
from cci_data.filters import PARAMETERS
from tests.api.answering import ADDRESSES


def described(client) -> dict:
    return client.get("/api/openapi.json").json()


def test_an_independent_tool_accepts_it(client):
    found = described(client)
    assert found["openapi"].startswith("3.1.")
    assert [error.message for error in OpenAPIV31SpecValidator(found).iter_errors()] == []


def test_it_accepts_the_description_of_an_empty_database(door, migrated_url: str):
    assert list(OpenAPIV31SpecValidator(described(door(migrated_url))).iter_errors()) == []


def test_each_address_is_described_and_each_described_one_answers(quick):
    paths = described(quick)["paths"]
    # Pictures and reports are made for this: their own tests have them all.
    files = {path for path in paths if not path.startswith(("/pictures/", "/reports/"))}
    assert files == {*ADDRESSES, "/api/openapi.json", "/catalog.jsonld"}
    for path in files:
        operations = paths[path]
        answer = quick.get(path)
        media_type = answer.headers["content-type"].split(";")[0]
        assert (answer.status_code, [media_type]) == (200, list(operations["get"]["responses"]["200"]["content"]))


@pytest.mark.parametrize("address", [address for address in ADDRESSES if address.endswith("json")])
def test_answers_are_as_described(quick, address: str):
    found = described(quick)
    (content,) = found["paths"][address]["get"]["responses"]["200"]["content"].values()
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **content["schema"]}
    schema["components"] = found["components"]
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    answer = quick.get(address).json()
    assert [error.message for error in validator.iter_errors(answer)] == []
    assert list(validator.iter_errors({**answer, "meta": None}))
    assert len(answer.get("rows") or answer["features"]) >= 9


def test_rows_have_the_defined_columns_and_no_other(quick):
    for data in ALL_DATA:
        names = [column.name for column in data.columns]
        assert [*described(quick)["components"]["schemas"][data.name]["properties"]] == names
        assert [*quick.get(f"/api/{data.name}.json").json()["rows"][0]] == names


def test_partners_are_asked_for_by_the_parameters_of_the_pages(quick):
    for name in ("partners", "projects"):
        parameters = described(quick)["paths"][f"/api/{name}.json"]["get"]["parameters"]
        assert {each["name"] for each in parameters} == {*PARAMETERS, "limit", "offset", "as_of"}


def test_each_described_option_is_accepted(quick):
    paths = described(quick)["paths"]
    for offer in OFFERS:
        address = f"/api/{offer.data.name}.{offer.forms[0]}"
        for parameter in paths[address]["get"]["parameters"]:
            schema = parameter["schema"].get("items", parameter["schema"])
            for option in schema.get("enum", [])[:3]:
                answer = quick.get(address, params={parameter["name"]: option})
                assert answer.status_code == 200, (address, parameter["name"], option)
