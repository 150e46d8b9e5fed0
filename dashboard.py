"""The front door: `streamlit run dashboard.py` serves this ASGI app, and each visit runs pages/frame.py.

Here is what is not a page: plain addresses (health, calendar, basemap), security headers, the guard in front of the
WebSocket, and the warm-up.

Streamlit's own option `server.baseUrlPath` moves the pages but none of the plain addresses, so it is not supported: a
proxy that serves the dashboard below a path takes the path off, and `CCI_PUBLIC_URL` says the whole address.
"""

import asyncio
import base64
import gc
import hashlib
import logging
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from google.protobuf.message import DecodeError
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from cci_data import basemap
from cci_data.api.calendar import calendar_routes
from cci_data.api.pictures import picture_routes
from cci_data.api.presentation import Presentation
from cci_data.api.reports import report_routes
from cci_data.api.routes import routes as api_routes
from cci_data.api.tables import table_routes
from cci_data.database import DatabaseProblem
from cci_data.first_start import prepare
from cci_data.funding import read_funding
from cci_data.queries.events import events
from cci_data.queries.ground import ground
from cci_data.queries.network import project_network
from cci_data.queries.search import search_index
from cci_data.settings import read_settings
from pages.parts.fetch import fetch, find_frozen, present, reader, today
from pages.parts.reports import close_press, press

log = logging.getLogger("cci_dashboard")

A_YEAR = 365 * 24 * 3600
OBJECTS_BETWEEN_COLLECTIONS = 20_000
NO_BASE_PATH = (
    "server.baseUrlPath is set, which moves the pages but not the calendar, the data and the pictures. Leave it out, "
    "let the proxy take the path off, and set CCI_PUBLIC_URL to the whole address."
)
# What a viewer's browser may ask of the server. Anything else would act on all viewers (clearing the caches) or tell
# about the server.
ALLOWED_MESSAGES = {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"}


def health(_request: Request) -> Response:
    """Answer `ok` when the data can be read, else 503; the log says why."""
    try:
        reader().version()
    except DatabaseProblem as problem:
        log.error("%s", problem)
        return PlainTextResponse("The data cannot be read; the log says why.", status_code=503)
    return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})


def start_page(request: Request) -> Response:
    """Lead to the start page, which has no name: Streamlit would say that there is no page of this one."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{request.scope.get('root_path', '')}/{query}")


def shapes(request: Request) -> Response:
    """Answer with the shapes of the basemap; their address changes with them, so a browser keeps them for a year."""
    if request.url.path != basemap.address():
        return PlainTextResponse("The basemap has a new address; reload the page.", status_code=404)
    headers = {"Cache-Control": f"public, max-age={A_YEAR}, immutable", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(
            basemap.packed_shapes(), media_type="application/geo+json", headers=headers | {"Content-Encoding": "gzip"}
        )
    return Response(basemap.shapes(), media_type="application/geo+json", headers=headers)


def content_policy(embedders: Iterable[str] = ()) -> str:
    """Return the content security policy: everything from here, nothing from elsewhere.

    embedders: the origins beside our own that may show the answer in a frame.
    The hashes are those of the scripts that Streamlit writes into its own page.
    """
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    ancestors = " ".join(("'self'", *embedders))
    hashes = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src 'self' blob: 'wasm-unsafe-eval' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        f"frame-src 'self'; frame-ancestors {ancestors}; base-uri 'self'; form-action 'self'; manifest-src 'self'"
    )


class SecurityHeaders:
    """Adds the content security policy and its companions to every answer; other sites may frame embedded views only.

    A frame elsewhere can do no harm: the pages are public, read only, and know no viewer.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app
        self.policies = {False: content_policy(), True: content_policy(read_settings().embedders)}
        self.headers = {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers to the start of the answer."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                policy = self.policies[asks_to_embed(scope)]
                MutableHeaders(scope=message).update(self.headers | {"Content-Security-Policy": policy})
            await send(message)

        await self.app(scope, receive, send_with_headers)


def asks_to_embed(scope: Scope) -> bool:
    """Tell whether a request asks for an embedded view, as Streamlit understands it."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return any(value.lower() == "true" for value in asked.get("embed", ()))


class MessageGuard:
    """Drops messages by which any viewer could wipe the caches of all."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass WebSocket messages on, one by one, unless they are forbidden."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return

        async def receive_allowed() -> Message:
            message = await receive()
            while message["type"] == "websocket.receive" and is_forbidden(message.get("bytes")):
                log.warning("A forbidden WebSocket message was dropped.")
                message = await receive()
            return message

        await self.app(scope, receive_allowed, send)


def is_forbidden(content: bytes | None) -> bool:
    """Tell whether a WebSocket message asks for what no viewer may; one that cannot be read is Streamlit's matter."""
    try:
        return BackMsg.FromString(content or b"").WhichOneof("type") not in ALLOWED_MESSAGES
    except DecodeError:
        return False


def page_paths() -> set[str]:
    """Return the paths of the pages, among which the start page has none."""
    names = {path.stem for path in (Path(__file__).parent / "pages").glob("*.py")} - {"frame", "overview"}
    return {"/", *(f"/{name}" for name in names)}


def font() -> str:
    """Return the address of the pages' font relative to a page, as Streamlit serves it, "" where it has another one."""
    static = Path(st.__file__).parent / "static"
    return next((path.relative_to(static).as_posix() for path in static.rglob("SourceSansVF-Upright*.woff2")), "")


def public_url() -> str:
    """Return the address that the installation says it has, "" where it says none; read when it is asked for."""
    return read_settings().public_url


def warm_up() -> None:
    """Make the database ready, and load what the first visitor would otherwise wait for."""
    import pydeck  # noqa: F401
    from plotly import graph_objects  # noqa: F401

    settings = read_settings()
    for sentence in (*settings.problems, *read_funding()[1]):
        log.warning("%s", sentence)
    if st.get_option("server.baseUrlPath"):
        log.warning("%s", NO_BASE_PATH)
    try:
        prepare(settings, today())
        for query in (events, ground, search_index, project_network):
            fetch(query)
    except DatabaseProblem as problem:
        log.error("%s", problem)
    basemap.address()
    basemap.packed_shapes()
    gc.collect()
    gc.freeze()
    # A run makes some thousand objects: at the threshold of a fresh Python, each run is interrupted several times.
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, 20, 20)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Warm up before the first visitor; a database that cannot be used is said on the page, not by a crash."""
    await asyncio.to_thread(warm_up)
    yield
    await asyncio.to_thread(close_press)


app = st.App(
    "pages/frame.py",
    routes=[
        Route("/health", health),
        Route("/overview", start_page),
        Route("/basemap/{name}", shapes),
        *calendar_routes(fetch, lambda: reader().version(), base=public_url, find=find_frozen),
        *api_routes(fetch, lambda: reader().version(), base=public_url, find=find_frozen, today=today),
        *table_routes(fetch, lambda: reader().version(), today, base=public_url, find=find_frozen),
        *report_routes(present, press, lambda: read_settings().database_url, today, base=public_url),
        *picture_routes(fetch, lambda: reader().version(), today, base=public_url, find=find_frozen),
    ],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(MessageGuard),
        Middleware(
            Presentation,
            fetch,
            lambda: reader().version(),
            today,
            pages=page_paths(),
            base=public_url,
            font=font(),
            find=find_frozen,
        ),
    ],
    lifespan=lifespan,
)
