"""What is said when a request cannot be answered."""

import pytest

from cci_data.api.problems import KINDS, quoted
from tests.api.answering import ADDRESSES

MEMBERS = {"type", "title", "status", "detail", "instance", "remedy"}


@pytest.mark.parametrize(
    ("address", "status", "kind", "said"),
    [
        ("/api/partners.json?colour=red", 400, "unknown-parameter", "“colour”"),
        ("/api/openapi.json?colour=red", 400, "unknown-parameter", "“colour”"),
        ("/api/partners.csv?country=XX", 400, "unknown-option", "“XX”"),
        ("/api/partners.csv?country=DK,SE,XX", 400, "unknown-option", "“XX”"),
        ("/api/partners.json?sector=cheese", 400, "unknown-option", "“cheese”"),
        ("/api/partners.json?project=old-one", 400, "unknown-option", "“old-one”"),
        ("/api/projects.json?programme=none", 400, "unknown-option", "“none”"),
        ("/api/events.ics?country=FR", 400, "unknown-option", "“FR”"),
        ("/api/events.json?kind=party", 400, "unknown-option", "“party”"),
        ("/api/indicators.csv?indicator=luck", 400, "unknown-option", "“luck”"),
        ("/api/indicators.csv?from=soon", 400, "unfit-value", "“soon”"),
        ("/api/indicators.csv?from=²", 400, "unfit-value", "“²”"),
        ("/api/partners.json?country=", 400, "unfit-value", "country is blank"),
        ("/api/partners.json?country=DK,,SE", 400, "unfit-value", "none of them blank"),
        ("/api/partners.json?country=DK&country=SE", 400, "unfit-value", "2 times"),
        ("/api/partners.json?text=" + "x" * 51, 400, "unfit-value", "51 characters"),
        ("/api/partners.json?status=published,desk", 400, "unfit-value", "2 options"),
        ("/api/partners.json?sectors=both", 400, "unfit-value", "“any” or “all”"),
        ("/api/partners.json?limit=0", 400, "unfit-value", "“0”"),
        ("/api/partners.json?limit=-1", 400, "unfit-value", "“-1”"),
        ("/api/partners.json?limit=" + "9" * 3000, 400, "unfit-value", "99…”"),
        ("/api/partners.json?limit=" + "9" * 5000, 414, "address-too-long", "5006 characters"),
        ("/api/partners.json?offset=1.5", 400, "unfit-value", "“1.5”"),
        ("/api/partners.pdf", 404, "no-such-address", "/api/partners.pdf"),
        ("/api/partners", 404, "no-such-address", "/api/partners"),
        ("/api/", 404, "no-such-address", "/api/"),
        ("/api/a/b/c.json", 404, "no-such-address", "/api/a/b/c.json"),
    ],
)
def test_it_says_what_is_wrong_and_what_to_do(client, address: str, status: int, kind: str, said: str):
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.headers["cache-control"] == "no-store"
    problem = answer.json()
    assert set(problem) == MEMBERS
    assert (problem["type"], problem["status"]) == (f"http://testserver/api#{kind}", status)
    assert problem["instance"] == address.split("?")[0] and problem["title"] == KINDS[kind][1]
    assert said in problem["detail"] and problem["detail"].endswith(".") and problem["remedy"].endswith(".")
    assert len(answer.content) < 1500


def test_each_kind_is_explained_where_its_type_leads(quick):
    page = quick.get("/api").text
    assert [kind for kind in KINDS if f'id="{kind}"' not in page] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_takes_what_it_does_not_know(quick, address: str):
    assert quick.get(f"{address}?lang=en").json()["type"].endswith("#unknown-parameter")


def test_a_quotation_is_short_and_says_no_address():
    assert quoted("x" * 500) == f"“{'x' * 79}…”"
    assert quoted("a\r\nb") == "“a b”"
    assert "@" not in quoted("ask jane@example.org")
