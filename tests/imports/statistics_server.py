"""A local server that speaks Eurostat's statistics API, well or badly.

`serving(cubes)` starts it. It answers with the part of a cube that the query asks for, 404 for an unknown data set and
400 for an unknown dimension. What stands in `faults` happens to the next requests, one each; `lasting_fault` to all.
"""

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.imports.statistics.files import Cube, json_stat

DRIP = 0.02


@dataclass(frozen=True)
class Request:
    """What was asked: the target as it stood in the request, the data set, and the query."""

    target: str
    code: str
    query: dict[str, list[str]]


@dataclass
class StatisticsServer:
    """The running server, as a test sees it."""

    base_url: str
    cubes: dict[str, Cube]
    requests: list[Request] = field(default_factory=list)
    faults: list["Fault"] = field(default_factory=list)
    lasting_fault: "Fault | None" = None
    closing: threading.Event = field(default_factory=threading.Event)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: StatisticsServer

    def do_GET(self) -> None:  # noqa: N802 - the name that http.server asks for
        parts = urlsplit(self.path)
        request = Request(self.path, parts.path.rpartition("/")[2], parse_qs(parts.query))
        self.state.requests.append(request)
        self.close_connection = True
        status, body = answer(self.state.cubes, request)
        fault = self.state.faults.pop(0) if self.state.faults else self.state.lasting_fault
        if fault is None:
            self.say(status, body)
        else:
            fault(self, body)

    def say(self, status: int, body: bytes, **headers: str) -> None:
        """Send a whole answer; a header's underscores stand for hyphens."""
        self.start(status, **({"Content_Type": "application/json", "Content_Length": str(len(body))} | headers))
        self.wfile.write(body)

    def start(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *words: object) -> None:
        pass


Fault = Callable[[Handler, bytes], None]


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that goes away in the middle is what several tests are about."""


@contextmanager
def serving(*cubes: Cube) -> Iterator[StatisticsServer]:
    server = QuietServer(("127.0.0.1", 0), type("BoundHandler", (Handler,), {}))
    state = StatisticsServer(f"http://127.0.0.1:{server.server_port}/data", {cube.code: cube for cube in cubes})
    server.RequestHandlerClass.state = state
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        state.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


def answer(cubes: dict[str, Cube], request: Request) -> tuple[int, bytes]:
    cube = cubes.get(request.code)
    if cube is None:
        return 404, error(404, 100, "Resource not found")
    asked = {name: codes for name, codes in request.query.items() if name not in ("format", "lang")}
    unknown = [name for name in asked if name not in cube.dimensions]
    if unknown or request.query.get("format") != ["JSON"]:
        return 400, error(400, 150, f"Invalid <b>dimension</b> {unknown}")
    return 200, json.dumps(json_stat(part(cube, asked))).encode()


def part(cube: Cube, asked: dict[str, list[str]]) -> Cube:
    """Return the part of a cube with the codes asked for; codes that it does not have are passed over."""
    dimensions = {
        name: [code for code in codes if code in asked.get(name, codes)] for name, codes in cube.dimensions.items()
    }
    smaller = Cube(cube.code, dimensions)
    there = set(smaller.positions())
    smaller.cells.update({position: cell for position, cell in cube.cells.items() if position in there})
    return smaller


def error(status: int, number: int, label: str) -> bytes:
    return json.dumps({"error": [{"status": status, "id": number, "label": label}]}).encode()


def status(code: int, body: bytes = b"", **headers: str) -> Fault:
    return lambda handler, _: handler.say(code, body, **headers)


def page(handler: Handler, body: bytes) -> None:
    content = b"<!DOCTYPE html><html><head><title>Sign in to the Wi-Fi</title></head></html>"
    handler.say(200, content, Content_Type="text/html")


def slow(handler: Handler, body: bytes) -> None:
    handler.state.closing.wait(10)


def dripping(handler: Handler, body: bytes) -> None:
    handler.start(200, Content_Length=str(len(body)))
    drip(handler, body)


def dripping_headers(handler: Handler, body: bytes) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    drip(handler, b"x" * 10_000)


def drip(handler: Handler, content: bytes) -> None:
    for byte in content:
        if handler.state.closing.wait(DRIP):
            return
        handler.wfile.write(bytes([byte]))


def broken_off(handler: Handler, body: bytes) -> None:
    handler.start(200, Content_Length=str(len(body)))
    handler.wfile.write(body[: len(body) // 2])


def hung_up(handler: Handler, body: bytes) -> None:
    """End the connection before a word is said."""


def too_short_a_length(handler: Handler, body: bytes) -> None:
    handler.say(200, body, Content_Length=str(len(body) // 2))


def zipped(handler: Handler, body: bytes) -> None:
    handler.say(200, gzip.compress(body), Content_Encoding="gzip")


def badly_zipped(handler: Handler, body: bytes) -> None:
    handler.say(200, body, Content_Encoding="gzip")


def bomb(handler: Handler, body: bytes) -> None:
    handler.say(200, gzip.compress(b" " * 20_000_000), Content_Encoding="gzip")


def sends_on(location: str) -> Fault:
    return lambda handler, _: handler.say(302, b"", Location=location)
