"""A meeting on the screen: any page's address with `present=1` is answered by its presentation, instead of the page."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import parse_qsl, urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from cci_data import basemap
from cci_data.api.answers import Address, Content
from cci_data.api.links import base_of
from cci_data.api.memory import Memory
from cci_data.api.moments import Find, nothing_frozen
from cci_data.api.offers import in_words
from cci_data.charts.chart import Fetch
from cci_data.exports.stage.document import Stage, render, script, script_name
from cci_data.filters import PARAMETERS
from cci_data.frozen.readers import before, states_by_slug
from cci_data.funding import Funding, current_funding
from cci_data.language import day
from cci_data.queries.roster import roster
from cci_data.scenes import agenda
from cci_data.scenes.names import country_names
from cci_data.theme import PRESENTED
from cci_data.vocabulary import NETWORK_COUNTRIES

PRESENT, SCENE, AS_OF = "present", "scene", "as_of"
# The page on which a presentation is prepared keeps what is chosen there; every other page knows its own filters only.
PREPARING = "/present"
OF_A_PRESENTATION = ("scenes", SCENE, "spotlight", "every", "theme", "shown_event", "title", "impact_programme")
# What pages have in their addresses; what others hang on links, to follow people, leads to no page of its own.
OF_PAGES = (
    *(*PARAMETERS, AS_OF, "since", "id", "to", "event", "kind", "of", "place", "partner", "lines", "row", "column"),
    *("figure", "period", "lang", "find", "found", "embed", "embed_options"),
)
SCRIPTS = "/stage/"
# No sheet of paper is printed black all over.
ON_PAPER = {"dark": "light", "contrast-dark": "contrast"}
# What no document may hold.
CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff]")
UNAVAILABLE = 503
A_YEAR = 365 * 24 * 3600
UNREADABLE = Markup(
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The data cannot be read</title><style>'
    "body{{font:2.5rem/1.4 sans-serif;margin:12vh 12vw;background:#fff;color:#000}}h1{{font-size:4rem;line-height:1.1}}"
    "</style></head><body><main><h1>The data cannot be read at the moment</h1><p>Try again in a minute; the log of the "
    'server says why.</p><p><a href="{end}">Back to the page</a></p></main></body></html>'
)


class Presentation(Address):
    """ASGI middleware that answers for presentations and their script, and passes on everything else."""

    def __init__(
        self,
        app: ASGIApp,
        fetch: Fetch,
        version: Callable[[], int],
        today: Callable[[], date],
        pages: Collection[str],
        base: Callable[[], str] = str,
        font: str = "",
        find: Find = nothing_frozen,
    ) -> None:
        """Wrap `app`.

        fetch: asks a query of the data and keeps the result (`Reader.fetch`); version: of the data (`Reader.version`);
        today: the day; all three may raise DatabaseProblem, which is answered by 503. pages: the paths that are pages;
        base: the address that the installation says it has, "" for that of each request; font: the address of a font
        of ours, relative to a page, "" for the system's own; find: finds a frozen
        state by its slug.
        """
        super().__init__(self._content, base)
        self._app, self._fetch, self._version, self._today = app, fetch, version, today
        self._pages, self._font, self._find, self._memory = frozenset(pages), font, find, Memory()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a presentation or its script, else pass the request on."""
        if scope["type"] == "http" and scope["path"].startswith(SCRIPTS):
            await _script(scope["path"].removeprefix(SCRIPTS))(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] in self._pages and _parameters(scope).get(PRESENT) == "1":
            await super().__call__(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def answer(self, request: Request) -> Response:
        """Answer a request to read; where the data cannot be read, with a page that a room can read."""
        answer = await super().answer(request)
        if answer.status_code != UNAVAILABLE:
            return answer
        end = _end(request.scope["path"], _parameters(request.scope))
        return HTMLResponse(UNREADABLE.format(end=end), UNAVAILABLE, {"Cache-Control": "no-store"})

    def _content(self, request: Request) -> Content:
        path, asked, base = request.scope["path"], _parameters(request.scope), base_of(request)
        version, moment, end = self._version(), self._moment(asked), _end(path, asked)
        known = before(self._fetch(states_by_slug), moment.frozen_at)
        plan = agenda.on_record(moment.fetch, agenda.read(asked, path), asked, known, today=moment.day)
        funding = current_funding(self._today())
        key = (plan, end, base, moment.day, moment.key, moment.banner, moment.problems, funding)
        return self._memory.get(version, key, lambda: self._make(moment, plan, end, base, funding))

    def _moment(self, asked: Mapping[str, str]) -> "Moment":
        """Return of which moment an address wants the data: of now, or of a frozen state."""
        slug = asked.get(AS_OF, "").strip()
        if not slug:
            return Moment(self._fetch, self._today())
        state = self._find(slug)
        if state is None:
            words = f"There is no frozen state “{slug[:40]}”; this is what is on record now."
            return Moment(self._fetch, self._today(), problems=(words,))
        return Moment(
            state.fetch, state.day, f"As of {day(state.day)}: {state.name}", state.sha256, (), state.frozen_at
        )

    def _make(self, moment: "Moment", plan: agenda.Agenda, end: str, base: str, funding: Funding | None) -> Content:
        address = f"{base}/" if base else ""
        choice = replace(plan.choice(moment.day, address), present=self._fetch, moment=moment.frozen_at)
        stage = Stage(
            palette=PRESENTED[plan.theme],
            first=plan.first,
            lands=basemap.shapes(),
            names=tuple(name for name in country_names() if name.text in NETWORK_COUNTRIES.values()),
            every=plan.every,
            problems=(*moment.problems, *plan.problems),
            end=end,
            script=f"{SCRIPTS.removeprefix('/')}{script_name()}",
            font=self._font,
            title=plan.title,
            paper=PRESENTED[ON_PAPER.get(plan.theme, plan.theme)],
            funding=(funding.statement, tuple(logo.data_uri for logo in funding.logos)) if funding else None,
            banner=" · ".join(filter(None, (moment.banner, *in_words(moment.fetch(roster), plan.chosen)))),
        )
        return Content(render(agenda.make(moment.fetch, plan, choice), stage), "text/html; charset=utf-8")


@dataclass(frozen=True)
class Moment:
    """Of which moment a presentation is.

    fetch, day: as of then; banner: what to say of it; key: tells its data; frozen_at: None for now.
    """

    fetch: Fetch
    day: date
    banner: str = ""
    key: str = ""
    problems: tuple[str, ...] = ()
    frozen_at: datetime | None = None


def _parameters(scope: Scope) -> dict[str, str]:
    """Return the parameters of a request, each in one line; of one that is given twice, the last."""
    query = scope.get("query_string", b"").decode("latin-1")
    return {name: CONTROL.sub(" ", value) for name, value in parse_qsl(query, errors="replace")}


def _end(path: str, asked: Mapping[str, str]) -> str:
    """Return where a presentation ends: on its page, with that page's filters, relative to it."""
    known = (*OF_PAGES, *OF_A_PRESENTATION) if path == PREPARING else OF_PAGES
    kept = urlencode({name: asked[name] for name in known if name in asked and name != SCENE}, safe=",")
    return f"{path.removeprefix('/') or './'}{'?' if kept else ''}{kept}"


def _script(name: str) -> Response:
    if name != script_name():
        return Response("The presentation has a new script; reload the page.", 404, media_type="text/plain")
    headers = {"Cache-Control": f"public, max-age={A_YEAR}, immutable"}
    return Response(script(), media_type="text/javascript; charset=utf-8", headers=headers)
