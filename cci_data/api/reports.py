"""Reports under plain addresses: `/reports/spotlight.pptx?country=LV`, `/reports/impact.xlsx?period=2023`."""

import asyncio
import hashlib
import time
from collections.abc import Callable
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cci_data.addresses import DatabaseProblem
from cci_data.api.answers import Address, is_known, refusal
from cci_data.api.links import base_of
from cci_data.api.problems import Problem, quoted
from cci_data.api.report_orders import read_order
from cci_data.funding import current_funding
from cci_data.reader import Reader
from cci_data.reports.moment import reading
from cci_data.reports.order import Order
from cci_data.reports.press import Press, PressProblem, TooManyOrders
from cci_data.reports.registry import MEDIA_TYPES, REPORTS, file_name

SECONDS_TO_WAIT = 30
AGAIN = "Ask again in a minute."


def report_routes(
    reader: Callable[[], Reader],
    press: Callable[[], Press],
    url: Callable[[], str],
    today: Callable[[], date],
    base: Callable[[], str] = str,
) -> list[Route]:
    """Return the route of all reports, which also answers for all else below /reports.

    reader: reads the database, and may raise DatabaseProblem; press: makes reports; url: of the database; today: the
    day; base: the address that the installation says it has, "" for that of each request.
    """
    return [Route("/reports/{file:path}", Reports(reader, press, url, today, base))]


# The version of the data, a digest of who pays on the day, "" for nobody, and the order.
Key = tuple[int, str, Order]


def key_of(reader: Reader, order: Order) -> Key:
    """Return what tells an order from every other, with all that decides its bytes; raises DatabaseProblem."""
    who = current_funding(order.made_on)
    return reader.version(), hashlib.sha256(repr(who).encode()).hexdigest() if who else "", order


class Reports(Address):
    """The ASGI app that answers for all reports; as an `Address`, it is read by GET and HEAD, from anywhere."""

    def __init__(
        self,
        reader: Callable[[], Reader],
        press: Callable[[], Press],
        url: Callable[[], str],
        today: Callable[[], date],
        base: Callable[[], str] = str,
    ) -> None:
        """Order of `press` what is asked for; see `report_routes`."""
        super().__init__(self._order, base)
        self._reader, self._press, self._url, self._today = reader, press, url, today
        # Another release may make other bytes.
        self._since = time.time_ns()

    async def answer(self, request: Request) -> Response:
        """Answer a request to read, once its turn has come; for whoever has the file already, none is made."""
        try:
            key, name = await run_in_threadpool(self._order, request)
            *_, order = key
            etag = f'"{hashlib.sha256(repr((self._since, key)).encode()).hexdigest()[:32]}"'
            headers = {
                # Weak: the server may pack what it sends.
                "ETag": f"W/{etag}",
                "Cache-Control": "no-cache",
                "Content-Disposition": f'attachment; filename="{name}"',
            }
            if is_known(request, etag, None):
                return Response(status_code=304, headers=headers)
            ticket = self._press().order(key, order, self._url())
            # Whoever goes away must not take the report from the others who wait for it.
            body = await asyncio.shield(asyncio.wrap_future(ticket.future))
        except (Problem, DatabaseProblem) as problem:
            return refusal(request, problem)
        except TooManyOrders as problem:
            return refusal(request, Problem("too-many-at-once", str(problem), AGAIN, SECONDS_TO_WAIT))
        except PressProblem as problem:
            return refusal(request, Problem("cannot-be-made", str(problem), AGAIN, SECONDS_TO_WAIT))
        return Response(body, headers=headers, media_type=MEDIA_TYPES[order.form])

    def _order(self, request: Request) -> tuple[Key, str]:
        """Return the key of what is asked for, and the name of its file."""
        file = request.path_params["file"]
        kind, _, form = file.rpartition(".")
        if kind not in REPORTS or form not in REPORTS[kind].forms:
            known = ", ".join(f"{name}.{each}" for name, entry in REPORTS.items() for each in entry.forms)
            raise Problem("no-such-address", f"There is no report {quoted(file)}.", f"There are {known}.")
        reader = self._reader()
        order = read_order(reader, kind, form, request.query_params, self._today(), base_of(request))
        return key_of(reader, order), file_name(reading(reader, order.as_of), order)
