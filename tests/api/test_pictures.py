"""Pictures under plain addresses: what they show, in which size, to whom again, and what no one may draw into them."""

import io
import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from PIL import Image
from sqlalchemy import make_url
from starlette.testclient import TestClient

from cci_data.cards.registry import CARDS
from cci_data.charts.registry import CHARTS
from cci_data.exports.pictures.caption import KINDS, SHAPES
from cci_data.theme import DARK, LIGHT
from tests.api.answering import picture_address as address
from tests.conftest import TODAY, build_tables, build_world, change

pytestmark = pytest.mark.slow

SVG = "{http://www.w3.org/2000/svg}"
BARS = "/pictures/sector-bars.svg"


@pytest.fixture
def client(gallery, shared_copy) -> TestClient:
    return gallery(shared_copy("sqlite", build_world))


@pytest.fixture
def event_id(client) -> str:
    return next(iter(CARDS["event"].records(client.reader.fetch)))


def told(answer) -> tuple[str, str]:
    """Return the title and the description of an SVG."""
    root = ElementTree.fromstring(answer.content)
    return root.find(f"{SVG}title").text, root.find(f"{SVG}desc").text


@pytest.mark.parametrize("name", [*CHARTS, *CARDS])
def test_each_is_a_png_of_its_size_and_an_svg_that_says_where_it_lives(client, event_id, name: str):
    for shape in ("wide", "square") if name in CHARTS else ("share", "square"):
        answer = client.get(address(name, "png", event_id, shape=shape))
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
        assert Image.open(io.BytesIO(answer.content)).size == (SHAPES[shape].width, SHAPES[shape].height)
        assert re.fullmatch(rf'inline; filename="cci-{name}[\w-]*\.png"', answer.headers["content-disposition"])
    answer = client.get(address(name, "svg", event_id))
    title, description = told(answer)
    page = CHARTS[name].page if name in CHARTS else {"event": "/events"}.get(name, f"/{name}")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert title and f"http://testserver{page}" in description
    assert "Source: " in description and "Data as of 23 November 2026" in description
    assert client.get(address(name, "pdf", event_id)).content.startswith(b"%PDF")


def test_filters_change_the_picture_and_stand_in_it(client):
    everybody, some = client.get(BARS), client.get(f"{BARS}?country=lv,EE&sector=music,design&sectors=all&text=a")
    assert everybody.content != some.content
    _, description = told(some)
    assert "Country: Latvia or Estonia · Sector: Music and Design" in description and "Text: “a”" in description
    assert "http://testserver/sectors?country=LV,EE&sector=music,design&sectors=all&text=a" in description
    assert "Country" not in told(everybody)[1]


def test_the_caption_leads_to_where_the_installation_says_it_is(gallery, shared_copy):
    client = gallery(shared_copy("sqlite", build_world), lambda: "https://network.example/cci")
    answers = [client.get(BARS, headers={"Host": host}) for host in ("a.example", "b.example")]
    assert answers[0].content == answers[1].content and answers[0].headers["etag"] == answers[1].headers["etag"]
    assert told(answers[0])[1].endswith("https://network.example/cci/sectors")
    problem = client.get("/pictures/nothing.svg", headers={"Host": "a.example"}).json()
    assert problem["type"] == "https://network.example/cci/api#no-such-address"


def test_theme_and_choices_change_the_picture(client):
    for theme, palette in (("light", LIGHT), ("dark", DARK)):
        image = Image.open(io.BytesIO(client.get(f"/pictures/map.png?theme={theme}").content)).convert("RGB")
        assert "#" + bytes(image.getpixel((2, 2))).hex() == palette.background
    plain, linked = client.get("/pictures/map.svg"), client.get("/pictures/map.svg?lines=yes&place=riga-lv")
    assert plain.content != linked.content and "/map?place=riga-lv&lines=yes" in told(linked)[1]


@pytest.mark.parametrize("path", ["", "nothing.png", "sector-bars.gif", "sector-bars", "a/b/sector-bars.png", ".png"])
def test_what_is_not_there_is_said_as_a_problem(client, path: str):
    answer = client.get(f"/pictures/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["type"].endswith("#no-such-address") and all(name in answer.json()["remedy"] for name in KINDS)


@pytest.mark.parametrize(
    ("path", "status"),
    [("sector-bars.png?country=XX", 400), ("sector-bars.png?a=b", 400), ("partner.png?id=nobody", 404)],
)
def test_what_does_not_fit_is_said_as_a_problem(client, path: str, status: int):
    answer = client.get(f"/pictures/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.headers["cache-control"] == "no-store"


def test_who_has_it_already_gets_no_body_and_nothing_is_drawn(client, monkeypatch):
    first = client.get(BARS)
    etag = first.headers["etag"]
    assert first.headers["cache-control"] == "max-age=300" and etag.startswith('W/"')
    for known in (etag, etag.removeprefix("W/"), f'"other", {etag}'):
        again = client.get(BARS, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert client.get(BARS, headers={"If-None-Match": '"other"'}).content == first.content
    others = [client.get(f"{BARS}?{query}").headers["etag"] for query in ("country=LV", "shape=square", "theme=dark")]
    assert len({etag, *others}) == 4
    monkeypatch.setattr("cci_data.api.orders.chart_picture", None)
    fresh = client.get(f"{BARS}?country=SE", headers={"If-None-Match": "*"})
    assert fresh.status_code == 304


def test_the_etag_changes_with_the_data_and_the_day(gallery, sqlite_world_url: str):
    client = gallery(sqlite_world_url)
    before = client.get(BARS)
    client.day += timedelta(days=1)
    assert client.get(BARS).headers["etag"] != before.headers["etag"]
    client.day = TODAY
    change(sqlite_world_url, "DELETE FROM partner_sector WHERE sector_id = 'music'")
    client.reader._asked_at = float("-inf")
    after = client.get(BARS, headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200 and after.content != before.content


def test_head_is_get_without_a_body_and_nothing_is_written(client):
    for path in (BARS, "/pictures/nothing.png", f"{BARS}?country=XX"):
        got, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (got.status_code, b"") and got.content
        wanted = ("content-length", "content-type", "etag", "content-disposition")
        assert [head.headers.get(name) for name in wanted] == [got.headers.get(name) for name in wanted]
    assert client.post(BARS).status_code == 405
    assert client.options(BARS).headers["allow"] == "GET, HEAD, OPTIONS"


def test_hostile_text_stays_letters_and_no_address_of_a_person_leaves(gallery, sqlite_world_url: str):
    attack = "</desc><script>x</script>&<!-- --> jane.doe@mail.example ]]> $\\frac{1}{2}$"
    tables = {"partner": ("name", "website", "source"), "event": ("title", "link"), "project": ("title",)}
    for table, columns in tables.items():
        change(sqlite_world_url, *(f"UPDATE {table} SET {column} = '{attack}'" for column in columns))
    client = gallery(sqlite_world_url)
    event_id = next(iter(CARDS["event"].records(client.reader.fetch)))
    for name in (*CHARTS, *CARDS):
        answer = client.get(address(name, "svg", event_id))
        assert answer.status_code == 200, answer.text
        root = ElementTree.fromstring(answer.content)
        assert f"{SVG}script" not in {each.tag for each in root.iter()}
        assert "jane.doe" not in answer.text and "<script" not in answer.text
    text = client.get("/pictures/sector-bars.svg", params={"text": attack[:50]})
    assert text.status_code == 200 and "<script" not in text.text and ElementTree.fromstring(text.content)


def test_a_card_of_a_record_that_went_meanwhile_is_no_server_error(client, monkeypatch):
    monkeypatch.setitem(CARDS, "partner", replace(CARDS["partner"], make=lambda *_given: None))
    answer = client.get("/pictures/partner.svg?id=media-evolution")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert client.get(f"{BARS}?text={'x' * 5000}").status_code == 414


@pytest.mark.parametrize("host", ["evil.test", "a b", "x" * 5000, "[::1", "é"])
def test_any_host_gets_a_picture_or_a_refusal_never_a_server_error(client, host: str):
    answer = client.get(BARS, headers={"Host": host.encode()})
    assert answer.status_code in (200, 400)


def test_an_event_of_a_database_that_is_gone_is_a_problem(gallery, tmp_path):
    url = f"sqlite:///{tmp_path / 'secret.sqlite'}"
    build_tables(url)
    client = gallery(url)
    client.reader._engine.dispose()
    (tmp_path / "secret.sqlite").rename(f"{make_url(url).database}.gone")
    answer = client.get(BARS)
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert "secret" not in answer.text


def test_without_a_record_a_chart_says_that_there_is_none(gallery, tmp_path):
    url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    build_tables(url)
    title, description = told(gallery(url).get(BARS))
    assert title == "No partner on record names a sector" and "Contact Desk" in description


def test_who_asks_for_too_many_at_once_is_told_when_to_ask_again(client, monkeypatch):
    monkeypatch.setattr("cci_data.api.studio.MOST_WAITING", 0)
    answer = client.get(BARS)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.json()["type"].endswith("#too-many-at-once") and answer.json()["remedy"].endswith(".")
