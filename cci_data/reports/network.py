"""The network on four sheets, with all its partners after them: numbers, map, matrix, projects, and what is ahead."""

from cci_data.api.offers import in_words
from cci_data.charts.chart import Fetch, collected_on, origins
from cci_data.charts.maps import AT_ITS_CITY, SHAPES
from cci_data.exports.handout.parts import Beside, Facts, Handout, NewPage, Places, Section, Table
from cci_data.filters import PartnerFilter
from cci_data.language import UNKNOWN, count, day, days, listed, span
from cci_data.queries.cooperation import projects_of
from cci_data.queries.good_practices import good_practices
from cci_data.queries.partners import partners
from cci_data.queries.projects import projects
from cci_data.queries.roster import roster
from cci_data.queries.spotlights import strip
from cci_data.queries.statements import statements
from cci_data.reports.order import Order
from cci_data.reports.places import bubbles, names
from cci_data.reports.spotlight import sectors_in_short
from cci_data.scenes.ahead import ahead
from cci_data.scenes.numbers import numbers
from cci_data.scenes.scene import Choice, Entries, Entry
from cci_data.scenes.together import together
from cci_data.scenes.where import where
from cci_data.scenes.who import who
from cci_data.vocabulary import ILLUSTRATIVE, PARTNER_STATEMENT_KINDS

MAP_RATIO = 0.98
TURNS_AHEAD, WISHES = 5, 8
PARTNER_HEADS = ("Partner", "Place", "Country", "Type", "Sectors")
PARTNER_WIDTHS = (5.0, 2.0, 1.5, 4.2, 2.6)
PROJECT_HEADS = ("Project", "Years", "Programme", "Lead partner", "Partners")
PROJECT_WIDTHS = (5.0, 1.5, 3.6, 3.4, 1.2)
PRACTICE_HEADS = ("Good practice", "Partners", "In figures")
PRACTICE_WIDTHS = (3.6, 4.0, 4.6)
NO_FILTER = "All partners on record"


def network_handout(fetch: Fetch, order: Order) -> Handout:
    """Return the handout of the network, or of those of its partners that fit the filter."""
    choice = order.choice(chosen=order.chosen)
    return Handout(
        kicker="The network in figures",
        title="Who works where in the creative industries around the Baltic Sea",
        lead=f"{where(fetch, choice).headline}.",
        parts=(
            *_first_page(fetch, choice),
            NewPage(),
            *_second_page(fetch, choice),
            NewPage(),
            *_third_page(fetch, choice),
            NewPage(),
            _fourth_page(fetch, choice),
            NewPage(),
            Section("Partners", _partners(fetch, choice)),
        ),
        made_on=order.made_on,
        filters=in_words(fetch(roster), choice.chosen) or (NO_FILTER,),
        as_of=collected_on(fetch),
        state=order.state,
        source=f"{origins(fetch)}; {SHAPES}",
        address=order.address,
    )


def _first_page(fetch: Fetch, choice: Choice) -> tuple[Section, ...]:
    headline = numbers(fetch, choice)
    return (
        Section("", headline.blocks[0], note=headline.note),
        Section("Where we are", _map(fetch, choice), note=AT_ITS_CITY),
    )


def _second_page(fetch: Fetch, choice: Choice) -> tuple[Section, ...]:
    matrix = who(fetch, choice)
    return (
        Section(matrix.kicker, matrix.blocks[0], lead=f"{matrix.headline}.", note=matrix.note),
        Section("Good practices", _good_practices(fetch, choice)),
    )


def _third_page(fetch: Fetch, choice: Choice) -> tuple[Section, ...]:
    web = together(fetch, choice)
    return (
        Section(web.kicker, web.blocks[0], lead=f"{web.headline}.", note=web.note),
        Section("Projects", _projects(fetch, choice)),
    )


def _fourth_page(fetch: Fetch, choice: Choice) -> Beside:
    events = ahead(fetch, choice)
    turns = Section("In the spotlight, now and next", _turns(fetch, choice))
    wishes = Section("Needs and offers of partners", _wishes(fetch, choice))
    return Beside((Section(events.kicker, events.blocks[0], lead=f"{events.headline}."),), (turns, wishes), 0.55)


def _map(fetch: Fetch, choice: Choice) -> Places:
    found = bubbles(fetch, choice.chosen)
    largest = sorted(found, key=lambda bubble: -bubble.counts[-1])
    named = [f"{bubble.city} ({bubble.counts[-1]})" for bubble in largest]
    alt = f"Map of the Baltic Sea Region with {count(len(found), 'place')} at which partners are: "
    return Places(found, "", names(), f"{alt}{listed(named) or 'none'}.", ratio=MAP_RATIO)


def _good_practices(fetch: Fetch, choice: Choice) -> Table:
    fitting = set(fetch(partners, chosen=choice.chosen)["partner_id"])
    found = fetch(good_practices)
    rows = tuple(
        (row.title, listed(row.partner_names), row.in_figures or "")
        for row in found.itertuples()
        if choice.chosen == PartnerFilter() or fitting & set(row.partner_ids)
    )
    nothing = "No good practice is on record. Tell the Contact Desk what worked."
    return Table(PRACTICE_HEADS, rows, PRACTICE_WIDTHS, nothing, is_small=True)


def _projects(fetch: Fetch, choice: Choice) -> Table:
    fitting = set(fetch(projects_of, chosen=choice.chosen)["project_id"])
    rows = tuple(
        (
            row.title,
            span(row.starts, row.ends),
            row.programme or UNKNOWN,
            row.lead or UNKNOWN,
            str(len(row.partner_ids)),
        )
        for row in fetch(projects).itertuples()
        if row.project_id in fitting
    )
    nothing = "No project on record fits this choice. Tell the Contact Desk of one."
    return Table(PROJECT_HEADS, rows, PROJECT_WIDTHS, nothing, is_small=True)


def _turns(fetch: Fetch, choice: Choice) -> Facts:
    turns = fetch(strip, today=choice.today, before=0, after=TURNS_AHEAD)
    return Facts(tuple((turn.country, days(turn.starts_on, turn.ends_on)) for turn in turns))


def _wishes(fetch: Fetch, choice: Choice) -> Entries:
    """Return the latest needs and offers, where countries are chosen, from there."""
    found = fetch(statements, kinds=PARTNER_STATEMENT_KINDS)
    if choice.chosen.country:
        found = found[found["country_code"].isin(choice.chosen.country)]
    latest = found.sort_values("stated_on", ascending=False, kind="stable", na_position="last").head(WISHES)
    said = tuple(
        Entry(
            row.text,
            label=f"{row.kind_label}, {row.country}",
            detail=", ".join(part for part in (row.partner, day(row.stated_on) if row.stated_on else "") if part),
            is_illustrative=row.origin == ILLUSTRATIVE,
        )
        for row in latest.itertuples()
    )
    return Entries("Needs and offers", said, "No need or offer is on record. Tell the Contact Desk what you look for.")


def _partners(fetch: Fetch, choice: Choice) -> Table:
    rows = tuple(
        (
            row.name,
            listed(row.cities) or "not known",
            row.country or UNKNOWN,
            row.organisation_type or UNKNOWN,
            sectors_in_short(row),
        )
        for row in fetch(partners, chosen=choice.chosen).itertuples()
    )
    return Table(PARTNER_HEADS, rows, PARTNER_WIDTHS, "No partner on record fits this choice.", is_small=True)
