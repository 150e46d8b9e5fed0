"""The calendar of the Events page, to open once or to subscribe to: `/events.ics?country=lv&kind=study_visit`."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.routing import Route

from cci_data.api.answers import Address, Content
from cci_data.api.memory import Memory
from cci_data.api.moments import Find, Moment, nothing_frozen, read_moment
from cci_data.api.offers import OFFERS
from cci_data.api.parameters import canonical, read_parameters
from cci_data.api.problems import Problem, quoted
from cci_data.charts.chart import Fetch
from cci_data.exports.calendar import render_calendar
from cci_data.public_data import EVENTS, as_public
from cci_data.queries.changes import scope

MEDIA_TYPE = "text/calendar; charset=utf-8"
NAME = "CCI network, Baltic Sea Region"
# The calendar holds what its page shows: illustrative events too, marked.
SHOWN = {"illustrative": "yes"}
OFFER = next(offer for offer in OFFERS if offer.data is EVENTS)


def calendar_routes(
    fetch: Fetch, version: Callable[[], int], base: Callable[[], str] = str, find: Find = nothing_frozen
) -> list[Route]:
    """Return the route of the calendar; `country`, `kind`, `sector` and `event` choose among its events.

    The arguments are those of `routes.routes`.
    """
    memory = Memory()

    def recall(request: Request) -> Content:
        now, (moment, rest) = version(), read_moment(_stated(request.query_params), fetch, find)
        asked = _asked(moment.fetch, rest)
        return memory.get(now, (moment.frozen, *asked.items()), lambda: _calendar(moment, asked))

    return [Route("/events.ics", Address(recall, base))]


def _stated(query: QueryParams) -> QueryParams:
    """Return what an address says: subscriptions live for years, and some have a filter that is not set as blank."""
    return QueryParams([(name, value) for name, value in query.multi_items() if value])


def _asked(fetch: Fetch, query: QueryParams) -> dict[str, str]:
    """Return what is asked for in the one way in which it is kept; raises Problem where it does not fit."""
    known = {each.name: each for each in OFFER.parameters(fetch) if each.name not in SHOWN}
    asked = read_parameters(query, [*known.values()])
    if "event" in asked and not known["event"].find(asked["event"]):
        detail = f"There is no event {quoted(asked['event'])}."
        raise Problem("no-such-record", detail, "Take the address from the page Events.")
    return canonical(asked, [*known.values()])


def _calendar(moment: Moment, asked: Mapping[str, str]) -> Content:
    found, changed_at = OFFER.choose(moment.fetch, {**asked, **SHOWN}).found, moment.fetch(scope).changed_at
    name, file = ", ".join((NAME, *moment.words)), f"{'event' if 'event' in asked else 'events'}{moment.suffix}.ics"
    body = render_calendar(as_public(found), name=name, now=changed_at or datetime.fromtimestamp(0, UTC))
    return Content(body, MEDIA_TYPE, file, changed_at=changed_at)
