"""The network on four sheets, with all its partners after them: numbers, map, matrix, projects, and what is ahead."""

from cci_data.charts.chart import Fetch, collected_on, origins
from cci_data.charts.maps import AT_ITS_CITY, SHAPES
from cci_data.exports.handout.parts import Beside, Facts, Handout, NewPage, Places, Section, Table
from cci_data.filters import EVERYBODY
from cci_data.language import UNKNOWN, count, day, days, listed, span
from cci_data.queries.cooperation import projects_of
from cci_data.queries.coverage import countries, coverage
from cci_data.queries.good_practices import good_practices
from cci_data.queries.partners import partners
from cci_data.queries.projects import projects
from cci_data.queries.roster import in_words, roster
from cci_data.queries.spotlights import strip
from cci_data.queries.statements import statements
from cci_data.reports.order import Order
from cci_data.reports.places import bubbles
from cci_data.reports.spotlight import sectors_in_short
from cci_data.scenes.ahead import ahead
from cci_data.scenes.names import country_names
from cci_data.scenes.numbers import numbers
from cci_data.scenes.scene import Choice, Entries, Entry
from cci_data.scenes.together import together
from cci_data.scenes.where import where
from cci_data.scenes.who import who
from cci_data.vocabulary import ILLUSTRATIVE, PARTNER_STATEMENT_KINDS

MAP_RATIO = 0.98
TURNS_AHEAD, WISHES = 5, 8
LIST_COLUMNS = 2
# A shorter list goes on where the last sheet ends.
LONG_LIST = 40
PARTNER_HEADS = ("Partner", "Place, type and sectors")
PARTNER_WIDTHS = (1.0, 1.25)
NO_COUNTRY = "Country not known"
LIST_NOTE = "What is not said of a partner here is not on record."
COUNTRY_HEADS = ("Country", "Partners", "Sectors named", "Projects", "Good practices")
COUNTRY_WIDTHS = (3.6, 2.2, 2.2, 2.2, 2.2)
COUNTRY_NOTE = (
    "A partner counts in each of its countries, a project in each from which partners take part; so columns do not add "
    "up. 0 is none on record."
)
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
            *_fourth_page(fetch, choice),
            *_appendix(fetch, choice),
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
        *((Section("Country by country", _countries(fetch), note=COUNTRY_NOTE),) if choice.chosen == EVERYBODY else ()),
    )


def _third_page(fetch: Fetch, choice: Choice) -> tuple[Section, ...]:
    web = together(fetch, choice)
    return (
        Section(web.kicker, web.blocks[0], lead=f"{web.headline}.", note=web.note),
        Section("Projects", _projects(fetch, choice)),
    )


def _fourth_page(fetch: Fetch, choice: Choice) -> tuple[Section | Beside, ...]:
    events = ahead(fetch, choice)
    turns = Section("In the spotlight, now and next", _turns(fetch, choice))
    wishes = Section("Needs and offers of partners", _wishes(fetch, choice))
    return (
        Beside((Section(events.kicker, events.blocks[0], lead=f"{events.headline}."),), (turns, wishes), 0.5),
        Section("Good practices", _good_practices(fetch, choice)),
    )


def _appendix(fetch: Fetch, choice: Choice) -> tuple[Section | NewPage, ...]:
    listing = _partners(fetch, choice)
    section = Section("All partners", listing, lead=LIST_NOTE if listing.rows else "", columns=LIST_COLUMNS)
    return (NewPage(), section) if len(listing.rows) > LONG_LIST else (section,)


def _countries(fetch: Fetch) -> Table:
    """Return what is on record of each country of the network."""
    named = fetch(coverage).query("partner_count > 0")["country_code"].value_counts()
    rows = tuple(
        (
            row.name,
            str(row.partner_count),
            str(named.get(row.country_code, 0)),
            str(len(fetch(projects, country=row.country_code))),
            str(len(fetch(good_practices, country=row.country_code))),
        )
        for row in fetch(countries).itertuples()
    )
    return Table(COUNTRY_HEADS, rows, COUNTRY_WIDTHS, "No country is on record.", is_small=True)


def _map(fetch: Fetch, choice: Choice) -> Places:
    found = bubbles(fetch, choice.chosen)
    largest = sorted(found, key=lambda bubble: -bubble.counts[-1])
    named = [f"{bubble.city} ({bubble.counts[-1]})" for bubble in largest]
    alt = f"Map of the Baltic Sea Region with {count(len(found), 'place')} at which partners are: "
    return Places(found, "", country_names(), f"{alt}{listed(named) or 'none'}.", ratio=MAP_RATIO)


def _good_practices(fetch: Fetch, choice: Choice) -> Table:
    fitting = set(fetch(partners, chosen=choice.chosen)["partner_id"])
    found = fetch(good_practices)
    rows = tuple(
        (row.title, listed(row.partner_names), row.in_figures or "")
        for row in found.itertuples()
        if choice.chosen == EVERYBODY or fitting & set(row.partner_ids)
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
    """Return the latest needs and offers, with a filter those of the partners that fit it."""
    found = fetch(statements, kinds=PARTNER_STATEMENT_KINDS)
    if choice.chosen != EVERYBODY:
        found = found[found["partner_id"].isin(fetch(partners, chosen=choice.chosen)["partner_id"])]
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
    nothing = "No need or offer of these partners is on record. Tell the Contact Desk what you look for."
    return Entries("Needs and offers", said, nothing)


def _partners(fetch: Fetch, choice: Choice) -> Table:
    """Return all partners by country, those whose country is not known last."""
    found = fetch(partners, chosen=choice.chosen)
    listing = found.assign(group=found["country"].fillna(NO_COUNTRY), is_last=found["country"].isna())
    listing = listing.sort_values(["is_last", "group"], kind="stable")
    counts = listing.groupby("group", sort=False)["group"].size()
    return Table(
        PARTNER_HEADS,
        tuple((row.name, _known(row)) for row in listing.itertuples()),
        PARTNER_WIDTHS,
        "No partner on record fits this choice.",
        is_small=True,
        groups=tuple((f"{name} ({number})", number) for name, number in counts.items()),
    )


def _known(row) -> str:
    """Return in a line what is known of a partner beside its name and country."""
    sectors = sectors_in_short(row)
    said = (listed(row.cities), row.organisation_type, "" if sectors == UNKNOWN else sectors)
    return " · ".join(words for words in said if words) or "nothing more is on record"
