"""Eurostat's statistics API: one question, and the text of its answer or a sentence that says why there is none.

With time-outs, a bound on the whole answer in time and size, and another try where one may help. Proxies are taken
from the environment (HTTPS_PROXY, NO_PROXY), as other programs on the Desk's machine do.
"""

import asyncio
import random
import re
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics import json_stat
from cci_data.settings import EUROSTAT

BASE_URL = EUROSTAT
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_$-]*", re.ASCII)
PASSING = {429, 500, 502, 503, 504}
MOST_REDIRECTS = 3
LAST_PORT = 65_535
# Of an answer that says what is wrong, enough bytes for its sentence.
MOST_OF_A_MESSAGE = 20_000


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds, how much to take, in bytes, and how often to try."""

    connect: float = 10.0
    read: float = 30.0
    whole: float = 300.0
    most_bytes: int = 64 * 2**20
    tries: int = 4
    first_wait: float = 2.0
    longest_wait: float = 60.0


class NoAnswer(ImportProblem):
    """The service cannot be reached, or gives no answer: asking it for another data set will not help now."""


class _Passing(Exception):
    """What went wrong may be over soon; `sentence` is for the case that it is not, `wait` what the service asks for."""

    def __init__(self, sentence: str, wait: float | None = None) -> None:
        super().__init__(sentence)
        self.sentence, self.wait = sentence, wait


def quiet(sentence: str) -> None:
    """Tell nobody."""


def fetch(
    dataset_code: str,
    filter_parameters: Mapping[str, Iterable[str]],
    areas: Iterable[str],
    *,
    base_url: str = BASE_URL,
    patience: Patience | None = None,
    tell: Callable[[str], None] = quiet,
    wait: Callable[[float], None] = time.sleep,
) -> str:
    """Return the API's answer for a data set: the text of a JSON-stat document.

    filter_parameters: dimension → codes; areas: codes of `vocabulary.AREAS`; tell: is told in sentences why there is
    another try; wait: sleeps for seconds. Raises ImportProblem where the API refuses or sends no data, NoAnswer where
    it cannot be reached.
    """
    patience = patience or Patience()
    if not CODE.fullmatch(dataset_code):
        raise ImportProblem([f"{dataset_code!r} is no code of a Eurostat data set such as cult_emp_sex"])
    url = _address(base_url, dataset_code)
    codes = [(dimension, code) for dimension, several in filter_parameters.items() for code in several]
    query = [("format", "JSON"), ("lang", "EN"), *(("geo", area) for area in areas), *codes]
    for attempt in range(1, patience.tries + 1):
        try:
            return asyncio.run(_ask(dataset_code, url, query, patience))
        except _Passing as trouble:
            seconds = _seconds_to_wait(trouble, attempt, patience)
            if attempt == patience.tries or seconds is None:
                tried = f" (tried {attempt} times)" if attempt > 1 else ""
                raise NoAnswer([f"{trouble.sentence}{tried}; try again later"]) from trouble
            tell(f"{trouble.sentence}; trying again in {seconds:.0f} s")
            wait(seconds)
    raise AssertionError("the last try either returns or raises")


def _address(base_url: str, dataset_code: str) -> httpx.URL:
    sentence = f"{base_url} is not an address to ask; one such as {BASE_URL} is"
    try:
        url = httpx.URL(f"{base_url.rstrip('/')}/{dataset_code}")
    except (httpx.InvalidURL, ValueError) as error:
        raise ImportProblem([sentence]) from error
    if url.scheme not in ("http", "https") or not url.host or (url.port or 1) > LAST_PORT:
        raise ImportProblem([sentence])
    return url


def _seconds_to_wait(trouble: _Passing, attempt: int, patience: Patience) -> float | None:
    """Return how long to wait before the next try, None where the service asks for more than is sensible.

    Each wait is twice the one before, less up to half of it by chance, so that many Desks do not come back at once.
    """
    if trouble.wait is not None:
        return trouble.wait if trouble.wait <= patience.longest_wait else None
    longest = min(patience.first_wait * 2 ** (attempt - 1), patience.longest_wait)
    return random.uniform(longest / 2, longest)


async def _ask(code: str, url: httpx.URL, query: list[tuple[str, str]], patience: Patience) -> str:
    """Ask once; raises _Passing where another try may help, ImportProblem where none will."""
    try:
        async with asyncio.timeout(patience.whole), _client(patience) as client:
            return await _answer(client, code, client.build_request("GET", url, params=query), patience)
    except httpx.ConnectTimeout as error:
        raise _Passing(f"{code}: Eurostat cannot be reached within {patience.connect:g} s") from error
    except (httpx.TimeoutException, TimeoutError) as error:
        raise _Passing(f"{code}: Eurostat does not answer in time, or only drop by drop") from error
    except httpx.ConnectError as error:
        raise _without_connection(error, code, url) from error
    except httpx.ProxyError as error:
        raise _Passing(f"{code}: the proxy between here and Eurostat refuses ({error})") from error
    except httpx.DecodingError as error:
        raise _Passing(f"{code}: Eurostat's answer is packed in a way that cannot be unpacked") from error
    except httpx.TransportError as error:
        raise _Passing(f"{code}: Eurostat's answer breaks off in the middle") from error


def _client(patience: Patience) -> httpx.AsyncClient:
    try:
        return httpx.AsyncClient(timeout=httpx.Timeout(patience.read, connect=patience.connect))
    except (ValueError, ImportError, httpx.InvalidURL) as error:
        sentence = f"the environment names a proxy that cannot be used ({error})"
        raise NoAnswer([f"{sentence}; set HTTPS_PROXY to one such as http://proxy.example:8080"]) from error


def _without_connection(error: httpx.ConnectError, code: str, url: httpx.URL) -> Exception:
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    host = url.host
    if cause is not None:
        sentence = f"{code}: the connection to {host} is not secure ({error}), so nothing was asked"
        return NoAnswer([f"{sentence}; is a proxy in between, or the clock of this computer wrong?"])
    return _Passing(f"{code}: there is no way to {host}; is this computer online, and the proxy right? ({error})")


async def _answer(client: httpx.AsyncClient, code: str, request: httpx.Request, patience: Patience) -> str:
    for _ in range(MOST_REDIRECTS + 1):
        response = await client.send(request, stream=True)
        try:
            if response.next_request is None:
                return await _read(response, code, patience)
            request = _same_host(request, response.next_request, code)
        finally:
            await response.aclose()
    raise ImportProblem([f"{code}: Eurostat sends from one address to the next without end; try again later"])


def _same_host(request: httpx.Request, next_request: httpx.Request, code: str) -> httpx.Request:
    here, there = request.url, next_request.url
    if here.host != there.host or (here.scheme, there.scheme) == ("https", "http"):
        sentence = f"{code}: {here.host} sends us on to {there.scheme}://{there.host}, which is not asked"
        raise ImportProblem([f"{sentence}; does the network want a sign-in, or has Eurostat moved?"])
    return next_request


async def _read(response: httpx.Response, code: str, patience: Patience) -> str:
    is_good = response.status_code == httpx.codes.OK
    content = bytearray()
    async for part in response.aiter_bytes():
        content += part
        if not is_good and len(content) > MOST_OF_A_MESSAGE:
            break
        if len(content) > patience.most_bytes:
            size = f"{patience.most_bytes / 2**20:.0f} MB"
            raise ImportProblem([f"{code}: Eurostat's answer is larger than {size}; narrow its dataset_filter"])
    if not is_good:
        raise _refusal(response, code, json_stat.message_in(content.decode("utf-8", errors="replace")))
    text = content.decode("utf-8", errors="replace").strip("\ufeff \t\r\n")
    if text.startswith("<"):
        said = f"a web page in the place of data ({json_stat.plain(text)})"
        raise ImportProblem([f"{code}: Eurostat sends {said}; does the network want a sign-in? Try again later"])
    if not text.endswith("}"):
        raise _Passing(f"{code}: Eurostat's answer breaks off in the middle")
    return text


def _refusal(response: httpx.Response, code: str, message: str) -> Exception:
    """Return what to raise for a status other than 200."""
    status, said = response.status_code, f": {message}" if message else ""
    if status in PASSING:
        what = "asks for fewer questions" if status == 429 else "is out of service"
        return _Passing(f"{code}: Eurostat {what} ({status}{said})", _retry_after(response))
    if status == 400:
        sentence = f"{code}: Eurostat does not understand the question (400{said})"
        return ImportProblem([f"{sentence}; mend its dataset_filter"])
    if status == 404:
        return ImportProblem([f"{code}: Eurostat has no such data set (404{said}); mend its dataset_code"])
    if status == 413:
        sentence = f"{code}: the data set is too large to be sent at once (413{said}); narrow its dataset_filter"
        return ImportProblem([f"{sentence}, or try again in some minutes if Eurostat says that it prepares the answer"])
    return ImportProblem([f"{code}: Eurostat answers with {status}{said}; try again later"])


def _retry_after(response: httpx.Response) -> float | None:
    """Return the seconds that the service asks to wait, None where it asks for none that can be understood."""
    asked = response.headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked[:9])
    try:
        moment = parsedate_to_datetime(asked)
    except (ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
