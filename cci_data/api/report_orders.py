"""What somebody asks for, read into an order: the one rule for addresses, the page and the command line."""

from datetime import date

from starlette.datastructures import QueryParams

from cci_data.api.moments import AS_OF
from cci_data.api.named import country_named, partner_named
from cci_data.api.offers import read_filter
from cci_data.api.parameters import (
    PERIOD,
    Parameter,
    canonical,
    impact_parameters,
    partner_parameters,
    read_parameters,
)
from cci_data.api.periods import begun_period
from cci_data.api.problems import Problem, quoted
from cci_data.charts.chart import Fetch
from cci_data.filters import EVERYBODY, LONGEST_TEXT
from cci_data.frozen.readers import frozen_state
from cci_data.impact.measuring import impact_indicators, programmes
from cci_data.impact.period import ALL
from cci_data.language import listed
from cci_data.queries.roster import roster
from cci_data.reader import Reader
from cci_data.reports.order import Order
from cci_data.reports.registry import REPORTS, Report
from cci_data.scenes.agenda import SCENES
from cci_data.scenes.agenda import read as read_agenda
from cci_data.vocabulary import EVENT_KINDS, NETWORK_COUNTRIES

LONGEST_NAME = 200
COUNTRY = Parameter(
    "country",
    f"the country, by its name or code, one of {listed(NETWORK_COUNTRIES)}; without it, the one whose turn it is",
    longest=LONGEST_NAME,
)
PARTNER = Parameter(
    "id", "the partner, by ID, or by a name as far as no other has it", longest=LONGEST_NAME, is_required=True
)
# How scenes are shown on a screen says nothing about slides, and a link of a presentation may be used as it is.
OF_SCREENS = tuple(Parameter(name, "as on the screen", longest=20) for name in ("scene", "theme", "every", "present"))
SCENE_LIST = Parameter(
    "scenes", "scenes in their order", {name: scene.title for name, scene in SCENES.items()}, is_many=True
)
SPOTLIGHT = Parameter("spotlight", "the country in the spotlight, by its code", NETWORK_COUNTRIES)
SINCE = Parameter("since", "the frozen state that the present is compared with, by its slug", longest=120)
KIND = Parameter("kind", "the kind of the events that lie ahead", EVENT_KINDS)
SHOWN_EVENT = Parameter("shown_event", "the event that is told of, by ID", longest=LONGEST_NAME)
TITLE = Parameter("title", "what the meeting is called", longest=LONGEST_TEXT)
OF_AGENDAS = (SCENE_LIST, SPOTLIGHT, SINCE, KIND, SHOWN_EVENT, TITLE, PERIOD)


def read_order(present: Reader, kind: str, form: str, query: QueryParams, today: date, address: str) -> Order:
    """Return the order that parameters ask for.

    present: reads the database; kind, form: as an address names them; today: the day; address: of the dashboard.
    Raises Problem where there is no such report, or a parameter does not fit; DatabaseProblem.
    """
    entry = _entry(kind, form)
    slug = query.get("as_of", "").strip()
    state = frozen_state(present, slug)
    if slug and state is None:
        detail = f"There is no frozen state {quoted(slug)}."
        raise Problem("no-such-frozen-state", detail, "Leave as_of out for the present.")
    fetch = state.fetch if state else present.fetch
    day = state.day if state else today
    asked = _asked(fetch, kind, entry, query, day)
    return Order(
        kind=kind,
        form=form,
        asked=tuple(asked.items()),
        today=day,
        made_on=today,
        address=address,
        as_of=slug,
        state=state.name if state else "",
    )


def _entry(kind: str, form: str) -> Report:
    if kind not in REPORTS:
        detail = f"There is no report {quoted(kind)}."
        raise Problem("no-such-address", detail, f"There are {listed(REPORTS)}.")
    if form not in REPORTS[kind].forms:
        detail = f"The report {kind} does not come as {quoted(form)}."
        raise Problem("no-such-address", detail, f"It comes as {listed(REPORTS[kind].forms)}.")
    return REPORTS[kind]


def report_parameters(fetch: Fetch, kind: str) -> tuple[Parameter, ...]:
    """Return what the address of a report may say; kind: a key of REPORTS. Raises DatabaseProblem."""
    filters = partner_parameters(fetch(roster)) if REPORTS[kind].is_filtered else ()
    return (*_own(fetch, kind), *filters, *(OF_SCREENS if kind == "agenda" else ()), AS_OF)


def _asked(fetch: Fetch, kind: str, entry: Report, query: QueryParams, day: date) -> dict[str, str]:
    own = _own(fetch, kind)
    asked = read_parameters(query, report_parameters(fetch, kind))
    if entry.is_needed and entry.subject not in asked:
        raise Problem("unfit-value", f"{entry.subject} is missing.", f"Give it: {own[0].meaning}.")
    found = canonical(asked, own)
    if entry.subject == "country" and "country" in found:
        found["country"] = country_named(found["country"])
    if "id" in found:
        found["id"] = partner_named(fetch, found["id"])
    if period := found.pop("period", ""):
        found = _period(period, day) | found
    if problems := read_agenda(found).problems if kind == "agenda" else ():
        what, _, _ = problems[0].partition(";")
        raise Problem("unknown-option", f"{what}.", f"There are {listed(SCENES)}.")
    chosen = read_filter(fetch(roster), asked) if entry.is_filtered else EVERYBODY
    return found | chosen.parameters()


def _own(fetch: Fetch, kind: str) -> tuple[Parameter, ...]:
    """Return the parameters that a report alone has, the one that says what it is about first."""
    subject = REPORTS[kind].subject
    if subject == "period":
        return impact_parameters({name: name for name in fetch(programmes)})
    if kind == "agenda":
        return (*OF_AGENDAS, *_of_impact(fetch))
    return {"country": (COUNTRY,), "id": (PARTNER,)}.get(subject, ())


def _of_impact(fetch: Fetch) -> tuple[Parameter, Parameter]:
    """Return the parameters of an agenda that say which figures its scene of impact has, beside the period."""
    known = fetch(impact_indicators)
    labels = dict(zip(known["impact_indicator_id"], known["label"], strict=True))
    words = "one funding programme alone, on the scene of impact; without it, all"
    return (
        Parameter("impact_programme", words, {name: name for name in fetch(programmes)}),
        Parameter("figure", "an indicator that stands among the headlines of impact, by ID", labels),
    )


def _period(asked: str, day: date) -> dict[str, str]:
    """Return the period that is asked for as it is kept, nothing for all years.

    Raises Problem where it is none, or has not begun on `day`.
    """
    found = begun_period(asked, day)
    return {} if found == ALL else {"period": found}
