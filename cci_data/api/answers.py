"""An address that is read: GET, HEAD and OPTIONS, from anywhere, again only when its content has changed.

The ETag is a digest of the content itself. It therefore outlives restarts, and changes with the data as with the code
that writes it. Digest and packed body stay with the content, and `Memory` keeps that until the data changes.
"""

import gzip
import hashlib
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import cached_property

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from cci_data.addresses import DatabaseProblem
from cci_data.api.links import BASE, link_header
from cci_data.api.problems import Problem, problem_response
from cci_data.exports.page import ExportProblem

log = logging.getLogger("cci_dashboard")

METHODS = "GET, HEAD, OPTIONS"
LONGEST_QUERY = 4000
# What is smaller, the server does not pack either.
SMALLEST_TO_PACK = 500
# A weight above zero.
WEIGHT = re.compile(r"q\s*=\s*(1(\.0*)?|0\.\d*[1-9]\d*)")
FOR_ANYBODY = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Link, ETag, Last-Modified, Content-Disposition",
}
UNREADABLE = (
    "The database does not answer, or does not fit.",
    "Try again in a minute; the log of the server says why.",
)
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}


@dataclass(frozen=True)
class Content:
    """What an address holds.

    file: the name under which to keep it; links: relation → address; changed_at: when the data changed last, or what
    makes the content of it (aware).
    """

    body: bytes
    media_type: str
    file: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    changed_at: datetime | None = None

    def headers(self) -> dict[str, str]:
        """Return the headers that say this; whoever kept the content asks each time whether it is still good."""
        found = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding", "Link": link_header(self.links)}
        if self.file:
            found["Content-Disposition"] = f'inline; filename="{self.file}"'
        if self.changed_at:
            found["Last-Modified"] = format_datetime(self.changed_at.astimezone(UTC), usegmt=True)
        return {name: value for name, value in found.items() if value}

    @cached_property
    def digest(self) -> str:
        """The digest of the body."""
        return hashlib.sha256(self.body).hexdigest()[:32]

    @cached_property
    def packed(self) -> bytes:
        """The body as gzip has it; the same for the same body."""
        return gzip.compress(self.body, 6, mtime=0)

    def etag(self, *, is_packed: bool) -> str:
        """Return the strong ETag of the content: one for each encoding of it."""
        return f'"{self.digest}{"-gzip" if is_packed else ""}"'

    def is_packed_for(self, request: Request) -> bool:
        """Tell whether it goes out packed: here, since the server would pack it without changing the ETag."""
        return len(self.body) >= SMALLEST_TO_PACK and takes_gzip(request)


class Address:
    """An ASGI app that answers for one address with the content that `make` makes for a request.

    make: called in a thread; may raise Problem, DatabaseProblem, ExportProblem; base: says on which address links
    rest, "" for that of the request (`links.base_of`).
    """

    def __init__(self, make: Callable[[Request], Content], base: Callable[[], str] = str) -> None:
        """Answer with what `make` makes."""
        self.make, self.base = make, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request of any method."""
        request = Request({**scope, BASE: self.base()}, receive)
        if request.method == "OPTIONS":
            response = Response(status_code=204, headers=PREFLIGHT)
        elif (length := len(scope["query_string"])) > LONGEST_QUERY:
            detail = f"What follows the question mark has {length} characters; it may have {LONGEST_QUERY}."
            response = problem_response(request, Problem("address-too-long", detail, "Ask for less at once."))
        elif request.method in ("GET", "HEAD"):
            response = await self.answer(request)
        else:
            detail = f"{request.method} changes things, or asks for what is not offered."
            response = problem_response(request, Problem("only-for-reading", detail, f"Use one of {METHODS}."))
            response.headers["Allow"] = METHODS
        response.headers.update(FOR_ANYBODY)
        if request.method == "HEAD":
            response.body = b""
        await response(scope, receive, send)

    async def answer(self, request: Request) -> Response:
        """Answer a request to read."""
        return await run_in_threadpool(self._read, request)

    def _read(self, request: Request) -> Response:
        try:
            content = self.make(request)
        except (Problem, ExportProblem, DatabaseProblem) as problem:
            return refusal(request, problem)
        is_packed = content.is_packed_for(request)
        headers = content.headers() | {"ETag": content.etag(is_packed=is_packed)}
        if is_known(request, headers["ETag"], content.changed_at):
            return Response(status_code=304, headers=headers)
        if is_packed:
            headers["Content-Encoding"] = "gzip"
        elif "gzip" in request.headers.get("accept-encoding", ""):
            # The server packs for whoever names gzip, be it to refuse it, unless it is told that there is an encoding.
            headers["Content-Encoding"] = "identity"
        return Response(content.packed if is_packed else content.body, headers=headers, media_type=content.media_type)


def everything_below(path: str, app: Address) -> Route:
    """Return the route of all that matches a path, also where there is a line break in it: Starlette's has none."""
    route = Route(path, app)
    route.path_regex = re.compile(route.path_regex.pattern, re.DOTALL)
    return route


def takes_gzip(request: Request) -> bool:
    """Tell whether whoever asks takes gzip, as the request says in so many words: `gzip;q=0` is no (RFC 9110)."""
    for part in request.headers.get("accept-encoding", "").lower().split(","):
        coding, _, weight = part.partition(";")
        if coding.strip() == "gzip":
            return not weight.strip() or WEIGHT.fullmatch(weight.strip()) is not None
    return False


def refusal(request: Request, problem: Problem | ExportProblem | DatabaseProblem) -> Response:
    """Return the answer to a request that cannot be answered, as problem details."""
    if isinstance(problem, ExportProblem):
        remedy = "Ask for another kind of file, such as .csv, or have the record changed."
        problem = Problem("unfit-for-the-form", problem.problems[0], remedy)
    elif isinstance(problem, DatabaseProblem):
        # What it says is for the host: it names the database.
        log.error("%s", problem)
        problem = Problem("data-cannot-be-read", *UNREADABLE)
    return problem_response(request, problem)


def is_known(request: Request, etag: str, changed_at: datetime | None) -> bool:
    """Tell whether whoever asks has the content already: by its ETag, and only without one by its date (RFC 9110)."""
    if known := request.headers.get("if-none-match", "").strip():
        return known == "*" or etag in [tag.strip().removeprefix("W/") for tag in known.split(",")]
    try:
        since = parsedate_to_datetime(request.headers["if-modified-since"])
    except (KeyError, ValueError, TypeError, OverflowError):
        return False
    return bool(since.tzinfo and changed_at and changed_at.replace(microsecond=0) <= since)
