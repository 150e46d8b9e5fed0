"""The parts of an answer, and the links between them."""

import pytest

from cci_data.api.links import link_header, page_links
from tests.api.answering import KEYS, keys_of
from tests.conftest import build_world


def follow(client, address: str, **asked: str) -> list[str]:
    """Read all parts of an answer as a program would: by the header alone, from one to the next."""
    found, answer = [], client.get(address, params=asked)
    for _ in range(200):
        found += [row[KEYS[address.split("/")[2].split(".")[0]]] for row in answer.json()["rows"]]
        links = answer.links
        assert {name: link["url"] for name, link in links.items() if name in ("first", "prev", "next", "last")} == (
            answer.json()["meta"]["links"]
        )
        if "next" not in links:
            return found
        answer = client.get(links["next"]["url"])
    raise AssertionError("the parts never end")


@pytest.mark.parametrize("limit", ["1", "7", "151", "152", "153", "1000000000"])
def test_the_parts_together_are_the_whole(client, limit: str):
    assert follow(client, "/api/partners.json", limit=limit) == keys_of(client, "/api/partners.json")


@pytest.mark.parametrize("address", ["/api/events.json", "/api/projects.json", "/api/indicators.json"])
def test_other_data_comes_in_parts_too(quick, address: str):
    assert follow(quick, address, limit="6") == keys_of(quick, address)


def test_a_filter_stays_on_the_way(quick):
    assert follow(quick, "/api/partners.json", country="DE,PL", limit="4") == keys_of(
        quick, "/api/partners.json", country="DE,PL"
    )


@pytest.mark.parametrize("form", ["csv", "geojson", "xlsx"])
def test_a_part_is_the_same_rows_in_each_file(quick, form: str):
    asked = {"limit": "5", "offset": "20"}
    assert keys_of(quick, f"/api/partners.{form}", **asked) == keys_of(quick, "/api/partners.json", **asked)


def test_beyond_the_end_is_nobody_and_a_way_back(quick):
    answer = quick.get("/api/partners.json?limit=10&offset=5000").json()
    assert answer["rows"] == [] and answer["meta"]["total_count"] == 152
    assert answer["meta"]["links"]["prev"].endswith("offset=150") and "next" not in answer["meta"]["links"]


def test_an_offset_alone_leaves_out_the_first(quick):
    assert keys_of(quick, "/api/partners.csv", offset="150") == keys_of(quick, "/api/partners.csv")[150:]


@pytest.mark.parametrize("total", range(8))
@pytest.mark.parametrize("offset", range(8))
def test_links_lead_to_rows(total: int, offset: int):
    links = page_links("https://x", "/a", {"limit": "3", "offset": str(offset)}, total)
    at = {name: int(link.split("offset=")[1]) for name, link in links.items()}
    parts = [range(start, min(start + 3, total)) for start in at.values()]
    assert at["first"] == 0 and all(parts) == (total > 0)
    assert ("next" in at) == (offset + 3 < total) and ("prev" in at) == (offset > 0)
    assert total == 0 or total - 1 in range(at["last"], at["last"] + 3)


def test_the_header_is_as_programs_read_it():
    assert link_header({"next": "https://x/?a=1,2", "first": "https://x/"}) == (
        '<https://x/?a=1,2>; rel="next", <https://x/>; rel="first"'
    )


@pytest.mark.parametrize("host", [b"[::1", b"a b", b"", b"\xff", b"x" * 300, b"<script>"])
@pytest.mark.parametrize("address", ["/api", "/api/partners.json?limit=2", "/api/nothing", "/catalog.jsonld"])
def test_a_host_that_is_none_breaks_nothing(quick, host: bytes, address: str):
    answer = quick.get(address, headers={b"Host": host})
    assert answer.status_code == (404 if "nothing" in address else 200)
    assert "<script>" not in answer.text


def test_addresses_are_those_behind_a_proxy(door, sqlite_world_url: str):
    client = door(sqlite_world_url, base_url="https://data.example.org", root_path="/cci")
    answer = client.get("/cci/api/partners.json?limit=2").json()
    assert answer["meta"]["links"]["next"] == "https://data.example.org/cci/api/partners.json?limit=2&offset=2"
    assert client.get("/cci/api/openapi.json").json()["servers"] == [{"url": "https://data.example.org/cci"}]


@pytest.mark.parametrize("base", ["https://dashboard.network.example", "https://network.example/cci"])
def test_what_the_installation_says_outweighs_the_request(door, shared_copy, base: str):
    client = door(shared_copy("sqlite", build_world), base=lambda: base)
    for headers in ({}, {"Host": "other.example"}, {"Host": "[::1", "X-Forwarded-Proto": "http"}):
        answer = client.get("/api/partners.json?limit=2", headers=headers)
        meta = answer.json()["meta"]
        assert meta["links"]["next"] == answer.links["next"]["url"] == f"{base}/api/partners.json?limit=2&offset=2"
        assert meta["link"] == f"{base}/api/partners.json?limit=2"
        assert client.get("/api/openapi.json", headers=headers).json()["servers"] == [{"url": base}]
        assert client.get("/api/nothing", headers=headers).json()["type"] == f"{base}/api#no-such-address"
        for address in ("/api", "/catalog.jsonld", "/api/openapi.json", "/api/partners.geojson"):
            text = client.get(address, headers=headers).text
            assert "testserver" not in text and "other.example" not in text and base in text or "partners" in address
