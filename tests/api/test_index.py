"""The page that tells a person what there is."""

from html.parser import HTMLParser

from tests.api.answering import ADDRESSES


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.found += [value for name, value in attrs if name == "href"]


def test_it_leads_to_each_address_and_each_link_answers(client):
    answer = client.get("/api")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    links = Links()
    links.feed(answer.text)
    base = "http://testserver"
    assert {f"{base}{address}" for address in ADDRESSES} <= set(links.found)
    own = [link for link in links.found if not link.startswith(f"{base}/reports/")]
    assert [link for link in own if client.get(link).status_code != 200] == []


def test_it_names_each_parameter(quick):
    page = quick.get("/api").text
    for name in ("country", "sectors", "text", "illustrative", "indicator", "from", "limit"):
        assert f"<code>{name}</code>" in page
