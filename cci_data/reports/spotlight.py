"""The country in the spotlight on two sheets: what is known, who is there, what they did and what they look for."""

import pandas as pd

from cci_data.charts.chart import Fetch, collected_on, origins
from cci_data.charts.maps import SHAPES
from cci_data.exports.handout.parts import Beside, Facts, Handout, NewPage, Places, Section, Table
from cci_data.filters import PartnerFilter
from cci_data.language import UNKNOWN, count, days, listed, place, span
from cci_data.public_data import public_source
from cci_data.queries.coverage import coverage
from cci_data.queries.events import events, past, upcoming
from cci_data.queries.good_practices import good_practices
from cci_data.queries.partners import partners
from cci_data.queries.projects import projects
from cci_data.reports.order import Order
from cci_data.reports.places import bubbles
from cci_data.scenes import spotlight as scenes
from cci_data.scenes.names import country_names
from cci_data.scenes.scene import Entries, Entry
from cci_data.vocabulary import APART, CROSS_SECTORAL, ILLUSTRATIVE, NETWORK_COUNTRIES

EVENTS_BEFORE = 4
# On paper, in points, and how high the map is.
MAP_WIDTH, MAP_RATIO = 214.0, 0.84
PARTNER_HEADS = ("Partner", "Place", "Type", "Sectors")
PARTNER_WIDTHS = (5.2, 1.6, 4.9, 2.7)


def spotlight_handout(fetch: Fetch, order: Order) -> Handout:
    """Return the handout of a country: the one that is asked for, else the one whose turn it is."""
    choice = order.choice(chosen=PartnerFilter(), spotlight=order.parameters.get("country", ""))
    code = scenes.country_of(fetch, choice)
    status, figures, people = (make(fetch, choice) for make in (scenes.status, scenes.figures, scenes.people))
    facts, (panels,), (_, wishes) = status.blocks[0], figures.blocks, people.blocks
    return Handout(
        kicker="Country in the spotlight",
        title=NETWORK_COUNTRIES[code],
        lead=f"{status.headline}.",
        parts=(
            Beside(
                (Section("Where its partners are", _map(fetch, code)), Section("Sectors", _sectors(fetch, code))),
                (Section(facts.heading, facts, note=status.note), Section(wishes.heading, wishes)),
                0.46,
            ),
            Section(f"{NETWORK_COUNTRIES[code]} in figures", panels, note=figures.note, columns=4),
            NewPage(),
            Section("Partners on record", _partners(fetch, code), lead=f"{people.headline}."),
            Beside((Section("Projects", _projects(fetch, code)),), (Section("Events", _events(fetch, code, order)),)),
            Section("Good practices", _good_practices(fetch, code), columns=2),
        ),
        made_on=order.made_on,
        filters=(f"Country: {NETWORK_COUNTRIES[code]}",),
        as_of=collected_on(fetch),
        state=order.state,
        most_pages=2,
        source=f"{origins(fetch)}; figures by {figures.source}; facts: {status.source}; {SHAPES}",
        address=order.address,
    )


def _map(fetch: Fetch, code: str) -> Places:
    found = bubbles(fetch, PartnerFilter(country=(code,)))
    there = [bubble for bubble in found if bubble.country_code == code]
    alt = f"Map of {NETWORK_COUNTRIES[code]} with {count(len(there), 'place')} at which partners are: " + (
        listed([f"{bubble.city} ({bubble.counts[-1]})" for bubble in there]) or "none known"
    )
    return Places(found, code, country_names(), f"{alt}.", MAP_WIDTH, MAP_RATIO)


def _sectors(fetch: Fetch, code: str) -> Facts:
    cells = fetch(coverage)
    here = cells[cells["country_code"] == code]
    named = [f"{row.sector} ({row.partner_count})" for row in here[here["partner_count"] > 0].itertuples()]
    cross = len(fetch(partners, chosen=PartnerFilter(country=(code,), sector=(CROSS_SECTORAL,))))
    rows = [
        ("Covered", listed(named) or "no partner there has named a particular sector"),
        (
            "None known",
            listed(here.loc[here["state"] == "none", "sector"]) or ("" if named else "an empty cell says nothing here"),
        ),
        ("Besides", f"{count(cross, 'partner')} serving all sectors"),
    ]
    return Facts(tuple(row for row in rows if row[1]))


def _partners(fetch: Fetch, code: str) -> Table:
    rows = tuple(
        (
            row.name,
            listed(row.cities) or "not known",
            row.organisation_type or UNKNOWN,
            sectors_in_short(row),
        )
        for row in fetch(partners, chosen=PartnerFilter(country=(code,))).itertuples()
    )
    nobody = "No partner is on record. Tell the Contact Desk whom you miss."
    return Table(PARTNER_HEADS, rows, PARTNER_WIDTHS, nobody, is_small=True)


def sectors_in_short(row) -> str:
    """Return the sectors of a partner, as a column has room for them; row: of `queries.partners.partners`."""
    return listed([*([APART[CROSS_SECTORAL]] if row.is_cross_sectoral else []), *row.sectors]) or UNKNOWN


def _projects(fetch: Fetch, code: str) -> Entries:
    found = tuple(
        Entry(row.title, detail=f"{span(row.starts, row.ends)} · {row.programme or 'programme not stated'}")
        for row in fetch(projects, country=code).itertuples()
    )
    return Entries("Projects", found, "No project is on record. Tell the Contact Desk of one.")


def _events(fetch: Fetch, code: str, order: Order) -> Entries:
    found = fetch(events, country=code)
    ahead, before = upcoming(found, today=order.today), past(found, today=order.today)
    listing = [_event(row, "ahead") for row in ahead.itertuples()]
    listing += [_event(row, "past") for row in before.head(EVENTS_BEFORE).itertuples()]
    return Entries("Events", tuple(listing), "No event is on record. Send the Contact Desk what you plan.")


def _event(row, when: str) -> Entry:
    where = place(row.city, row.country, row.is_online)
    return Entry(
        row.title,
        detail=f"{days(row.starts_on, row.ends_on)}, {when} · {where}",
        is_illustrative=row.origin == ILLUSTRATIVE,
    )


def _good_practices(fetch: Fetch, code: str) -> Entries:
    found = tuple(
        Entry(
            row.summary if pd.notna(row.summary) else "",
            label=row.title,
            detail=". ".join(
                text
                for text in (row.in_figures, listed(row.partner_names), public_source(row.origin, row.source))
                if text
            ),
        )
        for row in fetch(good_practices, country=code).itertuples()
    )
    return Entries("Good practices", found, "No good practice is on record. Tell the Contact Desk what worked.")
