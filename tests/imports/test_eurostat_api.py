import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from cci_data.imports.eurostat_api import BASE_URL, NoAnswer, Patience, fetch
from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics import json_stat
from cci_data.language import one_line
from tests.imports import statistics_server as served
from tests.imports.statistics.files import EMPLOYMENT, expected, found
from tests.imports.statistics_server import StatisticsServer, serving

HASTE = Patience(connect=2, read=0.3, whole=0.45, most_bytes=100_000, tries=2)
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
AREAS = ("EU27_2020", "DK", "LV")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")


@pytest.fixture
def server() -> Iterator[StatisticsServer]:
    with serving(EMPLOYMENT) as state:
        yield state


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def ask(server: StatisticsServer, waits: list[float]):
    def ask(code: str = "cult_emp_sex", base_url: str = server.base_url, patience: Patience = HASTE, **codes) -> str:
        return fetch(code, codes, AREAS, base_url=base_url, patience=patience, wait=waits.append)

    return ask


def refused(ask, *arguments: object, kind: type[ImportProblem] = ImportProblem, **more: object) -> str:
    with pytest.raises(ImportProblem) as raised:
        ask(*arguments, **more)
    assert type(raised.value) is kind
    (sentence,) = raised.value.problems
    return sentence


def test_asks_as_the_api_wants_it(server, ask):
    text = ask(unit=["PC_EMP", "THS_PER"], sex=["T"])
    assert server.requests[0].target == (
        "/data/cult_emp_sex?format=JSON&lang=EN&geo=EU27_2020&geo=DK&geo=LV&unit=PC_EMP&unit=THS_PER&sex=T"
    )
    values = found(json_stat.read(text, "x.json"))
    assert values == [row for row in expected(EMPLOYMENT) if row[2] == "T"]


def test_the_service_is_eurostat_unless_another_is_named():
    assert BASE_URL == "https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data"


def test_an_answer_may_be_packed(server, ask):
    server.faults.append(served.zipped)
    assert found(json_stat.read(ask(), "x.json")) == expected(EMPLOYMENT)


@pytest.mark.parametrize(
    "fault",
    [
        *(served.status(code) for code in (429, 500, 502, 503, 504)),
        *(served.slow, served.dripping, served.dripping_headers),
        *(served.broken_off, served.hung_up, served.too_short_a_length, served.badly_zipped),
    ],
)
def test_what_passes_is_tried_again(server, ask, waits, fault):
    server.faults.append(fault)
    assert found(json_stat.read(ask(), "x.json")) == expected(EMPLOYMENT)
    assert (len(server.requests), len(waits)) == (2, 1)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (served.status(503, b"<h1>Down</h1> for <i>repair</i>"), "Eurostat is out of service (503: Down for repair)"),
        (served.status(500), "Eurostat is out of service (500)"),
        (served.status(429), "Eurostat asks for fewer questions (429)"),
        (served.slow, "Eurostat does not answer in time, or only drop by drop"),
        (served.dripping, "Eurostat does not answer in time, or only drop by drop"),
        (served.dripping_headers, "Eurostat does not answer in time, or only drop by drop"),
        (served.broken_off, "Eurostat's answer breaks off in the middle"),
        (served.hung_up, "Eurostat's answer breaks off in the middle"),
        (served.too_short_a_length, "Eurostat's answer breaks off in the middle"),
        (served.badly_zipped, "Eurostat's answer is packed in a way that cannot be unpacked"),
        (served.status(200), "Eurostat's answer breaks off in the middle"),
    ],
)
def test_what_does_not_pass_ends_in_a_sentence(server, ask, waits, fault, sentence):
    server.lasting_fault = fault
    assert refused(ask, kind=NoAnswer) == f"cult_emp_sex: {sentence} (tried 2 times); try again later"
    assert (len(server.requests), len(waits)) == (2, 1)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (
            served.status(400, served.error(400, 150, "Invalid <b>code</b>" + " and so on" * 99)),
            "Eurostat does not understand the question (400: Invalid code and so on and",
        ),
        (served.status(404), "Eurostat has no such data set (404); mend its dataset_code"),
        (
            served.status(413, b"<S:Fault><faultcode>413</faultcode><faultstring>EXTRACTION_TOO_BIG</faultstring>"),
            "the data set is too large to be sent at once (413: 413 EXTRACTION_TOO_BIG); narrow its dataset_filter, or",
        ),
        (served.status(418, b"x" * 10**6), "Eurostat answers with 418: xxx"),
        (served.page, "Eurostat sends a web page in the place of data (Sign in to the Wi-Fi); does the network want"),
        (served.bomb, "Eurostat's answer is larger than 0 MB; narrow its dataset_filter"),
        (served.sends_on("http://elsewhere.example/data"), "127.0.0.1 sends us on to http://elsewhere.example, which"),
        (served.sends_on("/data/cult_emp_sex"), "Eurostat sends from one address to the next without end"),
    ],
)
def test_what_will_not_pass_is_not_tried_again(server, ask, waits, fault, sentence):
    server.lasting_fault = fault
    said = refused(ask)
    assert said.startswith(f"cult_emp_sex: {sentence}")
    assert len(said) < 600
    assert waits == []


def test_an_unknown_data_set_and_dimension_are_named(ask):
    assert refused(ask, "cult_emp") == (
        "cult_emp: Eurostat has no such data set (404: Resource not found); mend its dataset_code"
    )
    assert refused(ask, colour=["RED"]) == (
        "cult_emp_sex: Eurostat does not understand the question (400: Invalid dimension ['colour']); "
        "mend its dataset_filter"
    )


def test_a_redirect_on_the_same_host_is_followed(server, ask):
    server.faults.append(served.sends_on("/elsewhere/cult_emp_sex?format=JSON"))
    assert json.loads(ask())["class"] == "dataset"
    assert server.requests[1].target == "/elsewhere/cult_emp_sex?format=JSON"


def test_each_wait_is_about_twice_the_one_before(server, ask, waits):
    server.lasting_fault = served.status(503)
    refused(ask, kind=NoAnswer, patience=Patience(tries=5, first_wait=8, longest_wait=30))
    assert all(longest / 2 <= wait <= longest for wait, longest in zip(waits, (8, 16, 30, 30), strict=True))


def test_waits_differ_by_chance(server, ask, waits):
    random.seed(1)
    server.lasting_fault = served.status(503)
    refused(ask, kind=NoAnswer)
    refused(ask, kind=NoAnswer)
    assert len(set(waits)) == 2


def test_the_service_may_say_how_long_to_wait(server, ask, waits):
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)
    server.faults += [served.status(503, Retry_After="7"), served.status(429, Retry_After=later)]
    ask(patience=Patience(tries=3))
    assert waits == [7.0, pytest.approx(40, abs=5)]


@pytest.mark.parametrize("asked", ["3600", "9" * 400, "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_nobody_waits_for_an_hour(server, ask, waits, asked):
    server.lasting_fault = served.status(503, Retry_After=asked)
    assert refused(ask, kind=NoAnswer) == "cult_emp_sex: Eurostat is out of service (503); try again later"
    assert (len(server.requests), waits) == (1, [])


@pytest.mark.parametrize("asked", ["soon", "-1", "", "Mon, 99 Foo 99999 00:00:00"])
def test_a_wait_that_cannot_be_understood_is_ours_to_choose(server, ask, waits, asked):
    server.faults.append(served.status(503, Retry_After=asked))
    ask()
    assert HASTE.first_wait / 2 <= waits[0] <= HASTE.first_wait


def test_tells_why_there_is_another_try(server):
    server.faults.append(served.status(503, Retry_After="7"))
    told: list[str] = []
    fetch("cult_emp_sex", {}, AREAS, base_url=server.base_url, tell=told.append, wait=lambda seconds: None)
    assert told == ["cult_emp_sex: Eurostat is out of service (503); trying again in 7 s"]


def test_no_route_is_a_sentence(ask, waits):
    with serving() as gone:
        base_url = gone.base_url
    said = refused(ask, kind=NoAnswer, base_url=base_url)
    assert said.startswith("cult_emp_sex: there is no way to 127.0.0.1; is this computer online, and the proxy right?")
    assert len(waits) == 1


def test_a_name_that_nobody_knows_is_a_sentence(ask):
    said = refused(ask, kind=NoAnswer, base_url="http://eurostat.invalid/data", patience=Patience(tries=1))
    assert said.startswith("cult_emp_sex: there is no way to eurostat.invalid; is this computer online")


def test_a_connection_that_is_not_secure_is_not_tried_again(server, ask, waits):
    said = refused(ask, kind=NoAnswer, base_url=server.base_url.replace("http:", "https:"))
    assert said.startswith("cult_emp_sex: the connection to 127.0.0.1 is not secure")
    assert (server.requests, waits) == ([], [])


@pytest.mark.parametrize(
    "base_url", ["eurostat", "", "https://", "http://a\nb", "ftp://127.0.0.1", "http://a:b", "http://127.0.0.1:99999"]
)
def test_an_address_that_is_none_is_a_sentence(ask, base_url):
    assert refused(ask, base_url=base_url).startswith(
        f"{one_line(base_url)} is not an address to ask; one such as https://"
    )


@pytest.mark.parametrize("code", ["", "../data", "a b", "SP.POP.TOTL", "General government"])
def test_a_code_that_is_none_is_not_asked_for(server, ask, code):
    assert refused(ask, code) == f"{code!r} is no code of a Eurostat data set such as cult_emp_sex"
    assert server.requests == []


def test_a_proxy_is_taken_from_the_environment(server, ask, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", server.base_url.removesuffix("/data"))
    ask(base_url="http://eurostat.example/data")
    assert server.requests[0].target.startswith("http://eurostat.example/data/cult_emp_sex?format=JSON")


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "gopher://127.0.0.1:1"])
def test_a_proxy_that_cannot_be_used_is_a_sentence(ask, monkeypatch, proxy):
    monkeypatch.setenv("HTTP_PROXY", proxy)
    said = refused(ask, kind=NoAnswer, base_url="http://eurostat.example/data")
    assert said.startswith("the environment names a proxy that cannot be used (")
