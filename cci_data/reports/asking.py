"""What somebody asks for, read into an order: the one rule for addresses, the page and the command line."""

from datetime import date

from starlette.datastructures import QueryParams

from cci_data.api.offers import read_filter
from cci_data.api.parameters import Parameter, canonical, impact_parameters, partner_parameters, read_parameters
from cci_data.api.periods import begun_period
from cci_data.api.problems import Problem, quoted
from cci_data.charts.chart import Fetch
from cci_data.filters import EVERYBODY
from cci_data.frozen.readers import frozen_state
from cci_data.impact.measuring import programmes
from cci_data.impact.period import ALL
from cci_data.language import listed
from cci_data.queries.partners import current_id, partner
from cci_data.queries.roster import roster
from cci_data.reader import Reader
from cci_data.reports.order import Order
from cci_data.reports.registry import REPORTS, Report
from cci_data.scenes.agenda import SCENES
from cci_data.scenes.agenda import read as read_agenda
from cci_data.vocabulary import NETWORK_COUNTRIES

LONGEST_ID = 80
LONGEST_SCENES = 400
AS_OF = Parameter("as_of", "the frozen state that is shown, by its slug", longest=120)
COUNTRY = Parameter("country", "the country; without it, the one whose turn it is", NETWORK_COUNTRIES)
PARTNER = Parameter("id", "the partner, by ID", longest=LONGEST_ID)
# How scenes are shown on a screen says nothing about slides, and a link of a presentation may be used as it is.
OF_SCREENS = tuple(Parameter(name, "as on the screen", longest=20) for name in ("scene", "theme", "every", "present"))
SCENE_LIST = Parameter("scenes", f"scenes in their order, of {listed(SCENES)}", longest=LONGEST_SCENES)
SPOTLIGHT = Parameter("spotlight", "the country in the spotlight, by its code", NETWORK_COUNTRIES)
SINCE = Parameter("since", "the frozen state that the present is compared with, by its slug", longest=120)
OF_AGENDAS = (SCENE_LIST, SPOTLIGHT, SINCE)


def reading(present: Reader, as_of: str) -> Fetch:
    """Return what fetches from a frozen state, for "" from the present; raises Problem where there is none such."""
    if not as_of:
        return present.fetch
    state = frozen_state(present, as_of)
    if state is None:
        detail = f"There is no frozen state {quoted(as_of)}."
        raise Problem("no-such-record", detail, "Leave as_of out for the present.")
    return state.fetch


def read_order(present: Reader, kind: str, form: str, query: QueryParams, today: date, address: str) -> Order:
    """Return the order that parameters ask for.

    present: reads the database; kind, form: as an address names them; today: the day; address: of the dashboard.
    Raises Problem where there is no such report, or a parameter does not fit; DatabaseProblem.
    """
    entry = _entry(kind, form)
    slug = query.get("as_of", "").strip()
    state = frozen_state(present, slug)
    fetch = reading(present, slug)
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


def _asked(fetch: Fetch, kind: str, entry: Report, query: QueryParams, day: date) -> dict[str, str]:
    own = _own(fetch, kind, entry)
    who = fetch(roster)
    filters = partner_parameters(who) if entry.is_filtered else ()
    asked = read_parameters(query, (*filters, *own, *(OF_SCREENS if kind == "agenda" else ()), AS_OF))
    if entry.is_needed and entry.subject not in asked:
        raise Problem("unfit-value", f"{entry.subject} is missing.", f"Give it: {own[0].meaning}.")
    found = canonical(asked, own)
    if "id" in found:
        found["id"] = _partner(fetch, found["id"])
    if period := found.pop("period", ""):
        found = _period(period, day) | found
    if problems := read_agenda(found).problems if kind == "agenda" else ():
        what, _, _ = problems[0].partition(";")
        raise Problem("unknown-option", f"{what}.", f"There are {listed(SCENES)}.")
    chosen = read_filter(who, asked) if entry.is_filtered else EVERYBODY
    return found | chosen.parameters()


def _own(fetch: Fetch, kind: str, entry: Report) -> tuple[Parameter, ...]:
    """Return the parameters that a report alone has, the one that says what it is about first."""
    if entry.subject == "period":
        return impact_parameters({name: name for name in fetch(programmes)})
    return {"country": (COUNTRY,), "id": (PARTNER,)}.get(entry.subject, OF_AGENDAS if kind == "agenda" else ())


def _period(asked: str, day: date) -> dict[str, str]:
    """Return the period that is asked for as it is kept, nothing for all years.

    Raises Problem where it is none, or has not begun on `day`.
    """
    found = begun_period(asked, day)
    return {} if found == ALL else {"period": found}


def _partner(fetch: Fetch, asked: str) -> str:
    key = fetch(current_id, partner_id=asked)
    if not len(fetch(partner, partner_id=key)):
        detail = f"There is no partner {quoted(asked)}."
        raise Problem("no-such-record", detail, "Take the address from the page of the partner.")
    return key
