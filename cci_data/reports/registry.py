"""All reports: each kind in each of its forms, with what it may be asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from cci_data import basemap
from cci_data.charts.chart import Fetch
from cci_data.exports.handout.parts import Handout
from cci_data.funding import Funding, current_funding
from cci_data.impact.report import ImpactReport
from cci_data.language import slug
from cci_data.progress import Tell, silent
from cci_data.reports.impact import impact_document, impact_handout, impact_workbook, ordered_report
from cci_data.reports.network import network_handout
from cci_data.reports.order import Order
from cci_data.reports.partner import partner_handout
from cci_data.reports.slides import Deck, agenda_scenes, drawn, network_scenes, spotlight_scenes
from cci_data.reports.spotlight import spotlight_handout
from cci_data.scenes.spotlight import country_of
from cci_data.settings import DATA
from cci_data.theme import LIGHT

OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
}
FONTS = DATA / "fonts"
READING, STEPS = "reading the data", 2

Make = Callable[[Fetch, Order, Tell], bytes]


@dataclass(frozen=True)
class Report:
    """A kind of report.

    title: what it is, for a button; forms: how each of its forms is made; subject: the parameter that says what it is
    about, "" where it has none; is_needed: whether nothing can be made without; is_filtered: whether it takes the
    filters of partners.
    """

    title: str
    forms: Mapping[str, Make]
    subject: str = ""
    is_needed: bool = False
    is_filtered: bool = False


def _printed(make: Callable[[Fetch, Order], Handout]) -> Make:
    def printed(fetch: Fetch, order: Order, tell: Tell) -> bytes:
        # It takes time to load, and slides do without.
        from cci_data.exports.handout.handout import handout

        tell(READING, 0, STEPS)
        found = replace(make(fetch, order), funding=current_funding(order.made_on))
        tell("setting the pages", 1, STEPS)
        return handout(found, lands=basemap.shapes(), fonts=FONTS, palette=LIGHT)

    return printed


def _drawn(make: Callable[[Fetch, Order], Deck]) -> Make:
    def slides(fetch: Fetch, order: Order, tell: Tell) -> bytes:
        tell(READING, 0, STEPS)
        found = make(fetch, order)
        tell("drawing the slides", 1, STEPS)
        return drawn(found, order)

    return slides


def _written(write: Callable[[ImpactReport, Funding | None], bytes]) -> Make:
    def written(fetch: Fetch, order: Order, tell: Tell) -> bytes:
        tell(READING, 0, STEPS)
        found = ordered_report(fetch, order)
        tell("writing the file", 1, STEPS)
        return write(found, current_funding(order.made_on))

    return written


REPORTS = {
    "spotlight": Report(
        "The country in the spotlight",
        {"pdf": _printed(spotlight_handout), "pptx": _drawn(spotlight_scenes)},
        subject="country",
    ),
    "network": Report(
        "The network", {"pdf": _printed(network_handout), "pptx": _drawn(network_scenes)}, is_filtered=True
    ),
    "partner": Report("A partner's profile", {"pdf": _printed(partner_handout)}, subject="id", is_needed=True),
    "agenda": Report("The scenes of a presentation", {"pptx": _drawn(agenda_scenes)}, is_filtered=True),
    "impact": Report(
        "Impact",
        {
            "pdf": _printed(impact_handout),
            "docx": _written(impact_document),
            "xlsx": _written(impact_workbook),
        },
        subject="period",
    ),
}


def report(fetch: Fetch, order: Order, tell: Tell = silent) -> bytes:
    """Return the file of a report, the same bytes for the same data and order.

    fetch: asks the database, or the frozen state that the order names; tell: is told each step. Raises DatabaseProblem,
    and ExportProblem where it cannot be made.
    """
    return REPORTS[order.kind].forms[order.form](fetch, order, tell)


def file_name(fetch: Fetch, order: Order) -> str:
    """Return the name under which to keep a report: `cci-spotlight-latvia-2026-11-26.pdf`."""
    about = order.parameters.get(REPORTS[order.kind].subject, "")
    if order.kind == "spotlight":
        choice = order.choice(chosen=order.chosen, spotlight=about)
        about = country_of(fetch, choice)
    if order.kind == "impact":
        about = f"{about} {order.parameters.get('programme', '')}"
    words = "-".join(text for text in (order.kind, slug(about), order.as_of) if text)
    return f"cci-{words}-{order.made_on.isoformat()}.{order.form}"
