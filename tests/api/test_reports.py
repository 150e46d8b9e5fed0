"""Reports under plain addresses: the file, its name, to whom again, and what is a problem."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cci_data.api.reports import report_routes
from cci_data.reader import Reader
from cci_data.reports.press import Press
from cci_data.reports.registry import MEDIA_TYPES, report
from tests.conftest import TODAY, build_world, change
from tests.reports.conftest import ADDRESS, order, words_of

pytestmark = pytest.mark.slow

PROFILE = "/reports/partner.pdf?id=media-evolution"


def opened(reader: Reader, press: Press, url: str) -> TestClient:
    """Return a client of the addresses as a server has them that was just started."""
    app = Starlette(routes=report_routes(lambda: reader, lambda: press, lambda: url, lambda: TODAY, lambda: ADDRESS))
    return TestClient(app, headers={"Accept-Encoding": "identity"})


@pytest.fixture
def client(copy_of: Callable[..., str]) -> Iterator[TestClient]:
    url = copy_of("sqlite", build_world)
    reader, press = Reader(url), Press()
    client = opened(reader, press, url)
    client.reader, client.url, client.press = reader, url, press
    yield client
    press.close()
    reader.close()


def test_an_address_gives_the_file_that_the_command_line_gives(client):
    answer = client.get("/reports/spotlight.pdf?country=lv")
    assert (answer.status_code, answer.headers["content-type"]) == (200, MEDIA_TYPES["pdf"])
    assert answer.headers["content-disposition"] == 'attachment; filename="cci-spotlight-lv-2026-11-23.pdf"'
    assert answer.content == report(client.reader.fetch, order("spotlight", "pdf", country="LV"))
    deck = client.get("/reports/agenda.pptx?scenes=closing")
    assert (deck.status_code, deck.headers["content-type"]) == (200, MEDIA_TYPES["pptx"])


def test_whoever_has_it_gets_it_again_only_when_the_data_has_changed(client, monkeypatch):
    monkeypatch.setattr("cci_data.reader.SECONDS_BETWEEN_VERSION_CHECKS", 0)
    first = client.get(PROFILE)
    known = {"If-None-Match": first.headers["etag"]}
    assert client.get(PROFILE, headers=known).status_code == 304
    change(client.url, "UPDATE partner SET name = 'Another Name' WHERE partner_id = 'media-evolution'")
    again = client.get(PROFILE, headers=known)
    assert again.status_code == 200 and again.content != first.content


def test_another_release_and_another_line_on_who_pays_make_it_anew(client, tmp_path: Path, monkeypatch):
    first = client.get(PROFILE)
    known = {"If-None-Match": first.headers["etag"]}
    assert opened(client.reader, client.press, client.url).get(PROFILE, headers=known).status_code == 200
    file = tmp_path / "settings.toml"
    file.write_text('[funding]\nstatement = "Paid by all of us."\n', encoding="utf-8")
    monkeypatch.setenv("CCI_SETTINGS_FILE", str(file))
    # The process that makes reports has the settings with which it began.
    client.press._stop()
    again = client.get(PROFILE, headers=known)
    assert again.status_code == 200 and "Paid by all of us." in words_of(again.content)
    assert "Paid by" not in words_of(first.content)


def test_a_changed_settings_file_is_taken_up_by_the_next_report(client, tmp_path: Path, monkeypatch):
    file = tmp_path / "settings.toml"
    monkeypatch.setenv("CCI_SETTINGS_FILE", str(file))
    for who in ("the moon", "the sun"):
        file.write_text(f'[funding]\nstatement = "Paid by {who}."\n', encoding="utf-8")
        assert f"Paid by {who}." in words_of(client.get(PROFILE).content)


def test_whatever_host_a_request_names_the_report_is_the_same(client):
    for host in ("one.example", "another.example"):
        assert client.get(PROFILE, headers={"Host": host}).status_code == 200
    assert len(client.press._tickets) == 1


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_the_report_on_impact_comes_in_each_of_its_forms(client, form: str):
    answer = client.get(f"/reports/impact.{form}?period=2023")
    assert (answer.status_code, answer.headers["content-type"]) == (200, MEDIA_TYPES[form])
    assert answer.headers["content-disposition"] == f'attachment; filename="cci-impact-2023-2026-11-23.{form}"'
    assert answer.content == report(client.reader.fetch, order("impact", form, period="2023"))
    known = {"If-None-Match": answer.headers["etag"]}
    assert client.get(f"/reports/impact.{form}?period=2023", headers=known).status_code == 304
    assert client.get(f"/reports/impact.{form}?period=2024", headers=known).status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/reports/nothing.pdf", 404, "There is no report “nothing.pdf”."),
        ("/reports/spotlight.doc", 404, "There is no report “spotlight.doc”."),
        ("/reports/partner.pdf", 400, "id is missing."),
        ("/reports/partner.pdf?id=nobody", 404, "There is no partner “nobody”."),
        ("/reports/network.pdf?country=QQ", 400, "country has no option “QQ”."),
        ("/reports/impact.pptx", 404, "There is no report “impact.pptx”."),
        ("/reports/impact.pdf?period=soon", 404, "There is no period “soon”."),
        ("/reports/impact.pdf?period=2099", 404, "The period 2099 has not begun."),
        ("/reports/impact.xlsx?programme=Moon", 400, "programme has no option “Moon”."),
        ("/reports/network.pdf?colour=red", 400, "There is no parameter “colour”."),
    ],
)
def test_what_cannot_be_is_told_as_problem_details(client, address: str, status: int, words: str):
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["detail"] == words and answer.json()["remedy"]
    assert client.press.process_id is None


def test_a_report_that_breaks_is_told_and_the_next_one_is_made(client):
    client.press._limit = 0.01
    answer = client.get(PROFILE)
    assert answer.status_code == 500 and "took too long" in answer.json()["detail"] and "retry-after" in answer.headers
    client.press._limit = 60
    assert client.get(PROFILE).status_code == 200


def test_reports_are_read_by_get_and_head_alone(client):
    assert client.post(PROFILE).status_code == 405
    head = client.head(PROFILE)
    assert head.status_code == 200 and head.content == b""
