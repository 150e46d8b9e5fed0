"""How an address answers: to whom, again only when something changed, and without a body where none is wanted."""

import logging
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

import pytest
from sqlalchemy import make_url
from starlette.middleware.gzip import GZipMiddleware

from cci_data.api import answers
from cci_data.api.answers import LONGEST_QUERY
from cci_data.queries.changes import scope
from tests.api.answering import ADDRESSES
from tests.conftest import build_tables, change

PARTNERS = "/api/partners.json"


@pytest.mark.parametrize("address", [*ADDRESSES, "/api", "/api/openapi.json", "/catalog.jsonld"])
def test_who_has_it_already_gets_no_body(quick, address: str):
    first = quick.get(address)
    etag = first.headers["etag"]
    assert etag.startswith('"') and first.headers["cache-control"] == "no-cache"
    for known in (etag, f'"other", W/{etag}', "*"):
        again = quick.get(address, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert quick.get(address, headers={"If-None-Match": '"other"'}).content == first.content


def test_the_etag_outlives_a_restart_and_changes_with_the_data(door, world_url: str):
    before = door(world_url).get(PARTNERS)
    assert door(world_url).get(PARTNERS).headers["etag"] == before.headers["etag"]
    change(world_url, "UPDATE partner SET name = 'Another' WHERE partner_id = 'ars-baltica'")
    after = door(world_url).get(PARTNERS, headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200 and after.headers["etag"] != before.headers["etag"]


def test_a_change_by_another_program_shows_without_a_restart(door, sqlite_world_url: str):
    client = door(sqlite_world_url)
    assert "Another" not in client.get(PARTNERS).text
    change(sqlite_world_url, "UPDATE partner SET name = 'Another' WHERE partner_id = 'ars-baltica'")
    client.reader._asked_at = float("-inf")  # a second later
    assert "Another" in client.get(PARTNERS).text


def test_each_question_has_an_etag_of_its_own(quick):
    asked = ("", "?country=DK", "?country=SE", "?country=DK&limit=3", "?country=DK&limit=3&offset=3")
    assert len({quick.get(PARTNERS + query).headers["etag"] for query in asked}) == len(asked)


def move(client, **how: timedelta) -> None:
    """Let the data have changed at another time, for whoever asks anew."""
    moved = client.reader.fetch(scope).changed_at + how.get("by", timedelta())
    change(client.url, f"UPDATE data_version SET changed_at = '{moved:%Y-%m-%d %H:%M:%S}', version = version + 1")
    client.reader._asked_at = float("-inf")


def test_the_date_is_that_of_the_last_change(door, world_url: str):
    client = door(world_url)
    move(client, by=timedelta(hours=1))
    changed_at = client.reader.fetch(scope).changed_at.replace(microsecond=0)
    last = client.get(PARTNERS).headers["last-modified"]
    assert parsedate_to_datetime(last) == changed_at > datetime.now(UTC)
    assert client.get(PARTNERS, headers={"If-Modified-Since": last}).status_code == 304
    earlier = format_datetime(changed_at - timedelta(seconds=1), usegmt=True)
    assert client.get(PARTNERS, headers={"If-Modified-Since": earlier}).status_code == 200
    # An ETag outweighs the date.
    both = {"If-Modified-Since": last, "If-None-Match": '"other"'}
    assert client.get(PARTNERS, headers=both).status_code == 200


def test_after_a_start_the_date_alone_is_no_proof(door, world_url: str):
    """Another release may write the same data otherwise."""
    before = datetime.now(UTC).replace(microsecond=0)
    client = door(world_url)
    move(client, by=timedelta(hours=-1))
    changed_at = client.reader.fetch(scope).changed_at
    assert changed_at < before
    known = {"If-Modified-Since": format_datetime(changed_at, usegmt=True)}
    answer = client.get(PARTNERS, headers=known)
    assert answer.status_code == 200 and parsedate_to_datetime(answer.headers["last-modified"]) >= before
    known = {"If-Modified-Since": answer.headers["last-modified"]}
    assert client.get(PARTNERS, headers=known).status_code == 304
    assert client.get(PARTNERS, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    assert answer.json()["meta"]["last_change"].startswith(f"{changed_at:%Y-%m-%dT%H:%M:%S}")


@pytest.mark.parametrize(
    "date", ["yesterday", "Mon, 99 Nov 2026 99:99:99 GMT", "0", "Mon, 23 Nov 9999999 09:15:00 GMT"]
)
def test_a_date_that_is_none_is_passed_over(quick, date: str):
    assert quick.get(PARTNERS, headers={"If-Modified-Since": date}).status_code == 200


@pytest.mark.parametrize("address", [PARTNERS, "/api/partners.json?nothing=1", "/api/nothing"])
def test_head_is_get_without_a_body(quick, address: str):
    got, told = quick.get(address), quick.head(address)
    assert told.status_code == got.status_code
    wanted = ("content-length", "content-type", "etag", "link")
    assert [told.headers.get(name) for name in wanted] == [got.headers.get(name) for name in wanted]
    assert got.content and told.content == b""


@pytest.mark.parametrize("address", [PARTNERS, "/catalog.jsonld", "/api/nothing"])
def test_pages_of_others_may_read(quick, address: str):
    asked = quick.options(address, headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"})
    assert (asked.status_code, asked.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    assert "If-None-Match" in asked.headers["access-control-allow-headers"]
    answer = quick.get(address, headers={"Origin": "https://example.org"})
    for told in (asked, answer):
        assert told.headers["access-control-allow-origin"] == "*"
        assert {"Link", "ETag"} <= set(told.headers["access-control-expose-headers"].split(", "))
        assert "access-control-allow-credentials" not in told.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("address", [PARTNERS, "/api", "/api/nothing"])
def test_nothing_is_written(quick, method: str, address: str):
    answer = quick.request(method, address)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.headers["content-type"] == "application/problem+json"


def test_each_encoding_has_an_etag_of_its_own(quick):
    plain = quick.get(PARTNERS)
    packed = quick.get(PARTNERS, headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["content-encoding"] == "gzip" and packed.content == plain.content
    assert packed.headers["etag"] != plain.headers["etag"] and packed.headers["vary"] == "Accept-Encoding"
    assert int(packed.headers["content-length"]) < len(plain.content) / 3
    known = {"Accept-Encoding": "gzip", "If-None-Match": packed.headers["etag"]}
    assert quick.get(PARTNERS, headers=known).status_code == 304


@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [
        *(("gzip", True), ("br, GZIP ; q=0.5", True), ("gzip;q=1.000", True), ("gzip;q=0.001, br", True)),
        *(("gzip;q=0", False), ("br, gzip; q=0.000", False), ("gzip;q=none", False), ("x-gzip-like", False)),
        *(("identity", False), ("", False), (";", False)),
    ],
)
def test_it_is_packed_for_those_alone_who_take_it(quick, accepted: str, is_packed: bool):
    answer = quick.get(PARTNERS, headers={"Accept-Encoding": accepted})
    assert (answer.headers.get("content-encoding") == "gzip", answer.headers["etag"].endswith('-gzip"')) == (
        is_packed,
        is_packed,
    )
    assert answer.content == quick.get(PARTNERS).content


def test_no_server_packs_for_who_refuses_it(alone):
    alone.app.add_middleware(GZipMiddleware)
    answer = alone.get(PARTNERS, headers={"Accept-Encoding": "gzip;q=0"})
    assert answer.headers.get("content-encoding") != "gzip" and answer.json()["rows"]


def test_a_content_is_packed_and_digested_once(alone, monkeypatch):
    done = []
    for module, name in ((answers.gzip, "compress"), (answers.hashlib, "sha256")):
        real = getattr(module, name)
        monkeypatch.setattr(
            module,
            name,
            lambda *given, _real=real, _name=name, **named: (
                done.append(_name),
                _real(*given, **named),
            )[1],
        )
    for _ in range(3):
        assert alone.get(PARTNERS, headers={"Accept-Encoding": "gzip"}).status_code == 200
    assert sorted(done) == ["compress", "sha256"]


@pytest.mark.parametrize("path", [PARTNERS, "/api", "/api/nothing"])
def test_an_address_that_is_too_long_is_said_as_a_problem(quick, path: str):
    answer = quick.get(f"{path}?text={'x' * (LONGEST_QUERY - 4)}")
    assert (answer.status_code, answer.headers["content-type"]) == (414, "application/problem+json")
    assert answer.json()["detail"].endswith(f"has {LONGEST_QUERY + 1} characters; it may have {LONGEST_QUERY}.")
    assert quick.get(f"{path}?text={'x' * (LONGEST_QUERY - 5)}").status_code in (400, 404)


def test_without_data_it_says_so_and_names_no_database(door, tmp_path, caplog):
    url = f"sqlite:///{tmp_path / 'secret.sqlite'}"
    build_tables(url)
    client = door(url)
    client.reader._engine.dispose()
    file = make_url(url).database
    (tmp_path / "secret.sqlite").rename(f"{file}.gone")
    with caplog.at_level(logging.ERROR, logger="cci_dashboard"):
        answer = client.get(PARTNERS)
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert "secret" not in answer.text and "secret" in caplog.text
