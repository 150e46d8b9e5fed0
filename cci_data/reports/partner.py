"""A partner's profile on one sheet: what is known of it, where it is, and whom it worked with."""

from cci_data.cards.card import named, sourced
from cci_data.charts.chart import Fetch, collected_on
from cci_data.charts.maps import SHAPES
from cci_data.exports.handout.parts import Beside, Facts, Handout, Places, Section, Table, Words
from cci_data.exports.page import ExportProblem
from cci_data.filters import PartnerFilter
from cci_data.language import UNKNOWN, count, day, days, listed, place, sectors_in_words, span
from cci_data.links import is_web_link
from cci_data.queries.events import events
from cci_data.queries.good_practices import good_practices
from cci_data.queries.network import project_network
from cci_data.queries.partners import current_id, partner, partner_places
from cci_data.queries.projects import projects
from cci_data.queries.statements import statements
from cci_data.reports.order import Order
from cci_data.reports.places import bubbles
from cci_data.scenes.names import country_names
from cci_data.scenes.scene import Bubble, Entries, Entry
from cci_data.vocabulary import ILLUSTRATIVE, PARTNER_STATEMENT_KINDS, PROJECT_ROLES

MAP_WIDTH, MAP_RATIO = 230.0, 0.86
PROJECT_HEADS = ("Project", "Years", "Role", "Partners")
PROJECT_WIDTHS = (7.0, 1.6, 1.8, 1.8)
NO_PLACE = "No place is known, so it is not on the map. Tell the Contact Desk the city."


def partner_handout(fetch: Fetch, order: Order) -> Handout:
    """Return the profile of a partner, also of one that was merged; raises ExportProblem where it went."""
    key = fetch(current_id, partner_id=order.parameters["id"])
    row = next(fetch(partner, partner_id=key).itertuples(), None)
    if row is None:
        raise ExportProblem([f"The partner {key} is no longer on record."])
    return Handout(
        kicker="Partner",
        title=named(row.name, row.origin),
        lead=f"Also {listed(row.other_names)}." if row.other_names else "",
        parts=(
            Beside((Section("What is known", _facts(fetch, row)),), (Section("Where it is", _map(fetch, row)),), 0.49),
            Section("Projects", _projects(fetch, key)),
            Section("Worked with", _others(fetch, key)),
            Beside(
                (Section("Offers and needs", _wishes(fetch, key)),),
                (Section("Events and good practices", _deeds(fetch, key)),),
            ),
        ),
        made_on=order.made_on,
        filters=(f"Partner: {row.name}",),
        as_of=collected_on(fetch),
        state=order.state,
        most_pages=1,
        source=f"{sourced(row.origin, row.source)}; {SHAPES}",
        address=f"{order.address}/partner?id={key}" if order.address else "",
    )


def _facts(fetch: Fetch, row) -> Facts:
    found = fetch(partner_places, partner_id=row.partner_id)
    rows = {
        "Type": row.organisation_type or UNKNOWN,
        "Place": listed([place(each.city, each.country) for each in found.itertuples()])
        or (f"{row.country}, city not known" if row.country else "not known"),
        "Sectors": sectors_in_words(row.sectors, row.is_cross_sectoral),
        "Services": listed(row.services) or UNKNOWN,
        "Website": row.website if row.website and is_web_link(row.website) else UNKNOWN,
    }
    return Facts(tuple(rows.items()))


def _map(fetch: Fetch, row) -> Places | Words:
    """Return a map of the partner's own places, marked, among those of the other partners of its country."""
    found = fetch(partner_places, partner_id=row.partner_id)
    if not len(found):
        return Words(NO_PLACE)
    cities = tuple(dict.fromkeys(found["city"]))
    code = next((each for each in (row.country_code, *found["country_code"]) if each), "")
    others = [bubble for bubble in bubbles(fetch, PartnerFilter()) if bubble.city not in cities]
    own = [
        Bubble(each.city, each.country_code or "", each.latitude, each.longitude, (1,)) for each in found.itertuples()
    ]
    alt = f"Map on which {listed(cities)} {'is' if len(cities) == 1 else 'are'} marked."
    return Places((*others, *own), code, country_names(), alt, MAP_WIDTH, MAP_RATIO, chosen=cities)


def _projects(fetch: Fetch, key: str) -> Table:
    rows = tuple(
        (
            row.title,
            span(row.starts, row.ends),
            PROJECT_ROLES["lead" if row.lead_id == key else "partner"],
            str(len(row.partner_ids)),
        )
        for row in fetch(projects, partner_id=key).itertuples()
    )
    return Table(PROJECT_HEADS, rows, PROJECT_WIDTHS, "No project is on record. Tell the Contact Desk of one.")


def _others(fetch: Fetch, key: str) -> Words:
    found = fetch(project_network).direct_partners(key)
    if not len(found):
        return Words("No other partner on record shares a project with it.")
    told = [
        f"{row.name} ({', '.join(part for part in (row.country, _times(row.project_count)) if part)})"
        for row in found.itertuples()
    ]
    return Words(f"{count(len(found), 'partner')}: {listed(told)}.")


def _times(number: int) -> str:
    return f"{number} projects" if number > 1 else ""


def _wishes(fetch: Fetch, key: str) -> Entries:
    found = fetch(statements, kinds=PARTNER_STATEMENT_KINDS)
    said = tuple(
        Entry(
            row.text,
            label=row.kind_label,
            detail=day(row.stated_on) if row.stated_on else "",
            is_illustrative=row.origin == ILLUSTRATIVE,
        )
        for row in found[found["partner_id"] == key].itertuples()
    )
    nothing = "None is on record. Tell the Contact Desk in a sentence what you look for."
    return Entries("Offers and needs", said, nothing)


def _deeds(fetch: Fetch, key: str) -> Entries:
    hosted = [
        Entry(row.title, f"Event, {days(row.starts_on, row.ends_on)}", is_illustrative=row.origin == ILLUSTRATIVE)
        for row in fetch(events).itertuples()
        if key in row.host_ids
    ]
    practices = [
        Entry(row.title, "Good practice", row.in_figures or "")
        for row in fetch(good_practices, partner_id=key).itertuples()
    ]
    nothing = "None is on record. Tell the Contact Desk of one."
    return Entries("Events and good practices", (*hosted, *practices), nothing)
