"""Charts, maps and cards as pictures under plain addresses: `/pictures/sector-bars.svg?country=LV&shape=square`."""

import hashlib
import time
from collections.abc import Callable
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cci_data.addresses import DatabaseProblem
from cci_data.api.answers import Address, everything_below, is_known, refusal
from cci_data.api.links import base_of
from cci_data.api.moments import Find, nothing_frozen, read_moment
from cci_data.api.orders import Order, order_card, order_chart
from cci_data.api.problems import Problem, quoted
from cci_data.api.studio import Studio
from cci_data.cards.registry import CARDS
from cci_data.charts.chart import Fetch
from cci_data.charts.registry import CHARTS
from cci_data.exports.pictures.caption import KINDS, PictureProblem
from cci_data.language import listed

SECONDS_FRESH = 300
MEDIA_TYPES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}


def picture_routes(
    fetch: Fetch,
    version: Callable[[], int],
    today: Callable[[], date],
    base: Callable[[], str] = str,
    find: Find = nothing_frozen,
) -> list[Route]:
    """Return the route of all pictures, which also answers for all else below /pictures.

    fetch: asks a query of the data and keeps the result (`Reader.fetch`); version: of the data (`Reader.version`);
    today: the day; base: the address that the installation says it has, "" for that of each request; find: finds a
    frozen state by its slug. All but `today` and `base` may raise DatabaseProblem, which is answered by 503.
    """
    return [everything_below("/pictures/{file:path}", Pictures(fetch, version, today, base, find))]


class Pictures(Address):
    """The ASGI app that answers for all pictures; as an `Address`, it is read by GET and HEAD, from anywhere."""

    def __init__(
        self,
        fetch: Fetch,
        version: Callable[[], int],
        today: Callable[[], date],
        base: Callable[[], str] = str,
        find: Find = nothing_frozen,
    ) -> None:
        """Draw from what `fetch` returns; see `picture_routes`."""
        super().__init__(self._order, base)
        self._fetch, self._version, self._today, self._find = fetch, version, today, find
        self._studio = Studio()
        # Another release may draw otherwise.
        self._since = time.time_ns()

    async def answer(self, request: Request) -> Response:
        """Answer a request to read; for whoever has the picture already, none is drawn."""
        try:
            order, key, kind = await run_in_threadpool(self._order, request)
            headers = {
                # Weak: the server may pack what it sends.
                "ETag": f'W/"{hashlib.sha256(repr((self._since, key)).encode()).hexdigest()[:32]}"',
                "Cache-Control": f"max-age={SECONDS_FRESH}",
                "Content-Disposition": f'inline; filename="{order.file}.{kind}"',
            }
            if is_known(request, headers["ETag"].removeprefix("W/"), None):
                return Response(status_code=304, headers=headers)
            body = await self._studio.picture(key, order.draw)
        except (Problem, DatabaseProblem) as problem:
            return refusal(request, problem)
        except PictureProblem as problem:
            remedy = "Ask for another shape, or with other filters."
            return refusal(request, Problem("unfit-for-the-form", str(problem), remedy))
        return Response(body, headers=headers, media_type=MEDIA_TYPES[kind])

    def _order(self, request: Request) -> tuple[Order, tuple, str]:
        """Return what is asked for, what tells it from everything that was ever asked for, and the kind of file."""
        file = request.path_params["file"]
        name, _, kind = file.rpartition(".")
        if kind not in KINDS or name not in {*CHARTS, *CARDS}:
            remedy = f"There are {listed([*CHARTS, *CARDS])}, each as {listed(KINDS)}."
            raise Problem("no-such-address", f"There is no picture {quoted(file)}.", remedy)
        version, make = self._version(), order_chart if name in CHARTS else order_card
        moment, query = read_moment(request.query_params, self._fetch, self._find)
        order = make(moment, moment.day(self._today()), base_of(request), name, kind, query)
        return order, (version, moment.frozen, order.key), kind
