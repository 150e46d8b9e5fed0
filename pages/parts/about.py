"""The sections of the about page."""

from cci_data import __version__
from cci_data.language import count, day, listed
from cci_data.queries.changes import data_sets, scope
from cci_data.queries.numbers import NUMBERS
from cci_data.queries.numbers import count as count_of
from cci_data.vocabulary import COVERAGE_STATES, NETWORK_COUNTRIES
from pages.parts import show
from pages.parts.fetch import fetch, kept

PURPOSE = (
    "The Contact Desk of the cultural and creative industries (CCI) network around the Baltic Sea keeps this "
    "dashboard: who works where, which sectors are covered, a country in the spotlight in turn, and a calendar for all."
)
GAZETTEER = (
    "Where the Desk names a city without a point, the point is from GeoNames (geonames.org, CC BY 4.0), reduced to the "
    "ten countries."
)
WORDS = {
    "Partner": "An organisation on the map. Those shown here are on public record, or told by the Desk where their "
    "card says so; they are not the Desk's member list, which is not public.",
    "Sector": "One of 13 sectors in the scope of Creative Europe, with classes of NACE Rev. 2; the sectors page has "
    "the definitions.",
    "Service": "What a partner does for others, such as incubation or export promotion; never mixed into sectors.",
    "Cross-sectoral": "The partner serves all sectors. It is a series of its own and is added to no sector.",
    "Not stated": "The sources do not say. That is neither all nor none, and never counted as zero.",
    "Spotlight": "A country's turn, with its first and last day. Where the Desk has set none, every country comes once "
    "in alphabetical order, two months each, from 1 January 2026, and then again.",
    "Illustrative": "Invented for a trial. Such records carry a badge and count in no number; the command "
    "python -m cci_data clear-illustration removes them.",
}
RULES = (
    "Each number has one list behind it; the number is the length of that list, on every page and in every file.",
    "Organisations are counted once, participations each time. A project's budget belongs to the project and is never "
    "added up over its partners.",
    "A partner may have several places or none. It stands at each of its places on the map and is counted once.",
    "A missing year is a gap in a line; a break in a series is a break in the line.",
    "Countries are never ranked by figures that use national definitions.",
)
PRIVACY = (
    "The dashboard holds organisations, not people: no person's name and no e-mail address is public unless a dated "
    "consent is stored with it, and today none is. It sets no cookies of its own beyond what Streamlit needs for a "
    "session, counts no visitors, and loads nothing from any other site: map, fonts and scripts come from this server."
)
ACCESSIBILITY = (
    "We aim at WCAG 2.2, level AA, in light and dark. Each page is tested with axe in a real browser. Each map and "
    "chart has a one-sentence summary and the same content as a list or table that can be reached by keyboard."
)
KNOWN_LIMITS = {
    "map": "The map and the charts are drawings: they are chosen by mouse or touch. The fields and tables beside them "
    "do the same by keyboard.",
    "table": "Sortable tables are drawn by Streamlit on a canvas; a screen reader hears them as a grid whose cells are "
    "announced one by one.",
    "language": "Streamlit's own words (such as those of a table's menu) are in English only.",
}


@kept
def sources() -> None:
    """Show each body of data with its publisher, licence, date and coverage."""
    show.heading("Sources")
    rows = [
        (
            show.fill("{title} {badge}", title=row.title, badge=show.badge(row.origin)),
            *(row.publisher, row.licence, row.covers, day(row.collected_on)),
        )
        for row in fetch(data_sets).itertuples()
    ]
    show.table(("Data", "Publisher", "Licence", "What it covers", "Brought in on"), rows)
    show.paragraphs(GAZETTEER)


@kept
def covers() -> None:
    """Show what is covered and what is not, in numbers."""
    found = fetch(scope)
    missing = fetch(count_of, number="sector-not-stated")
    without = fetch(count_of, number="without-place")
    show.heading("What is covered, and what is not")
    show.paragraphs(
        f"{count(found.partner_count, 'organisation')} in {count(found.country_count, 'country', 'countries')} "
        f"({listed(NETWORK_COUNTRIES.values())}), {count(found.project_count, 'project')} and their partners.",
        f"Of the organisations, {missing} state no sector and {without} no place in the sources that were read. "
        "Partner lists of some projects were not found in full; a project says how many partners were published.",
        "What is not on public record is not here: an empty cell means that nobody is known, not that nobody is there.",
    )


@kept
def counting() -> None:
    """Show how numbers are counted, each with the link to its rows."""
    show.heading("How numbers are counted")
    show.bullets(RULES)
    show.facts({number.label.capitalize(): number.counts for number in NUMBERS.values()})
    show.page_link("numbers.py", label="See each number with the rows behind it")


@kept
def definitions() -> None:
    """Show what the words mean."""
    show.heading("Words")
    show.facts(WORDS | {f"“{words}” in the matrix": _meaning(state) for state, words in COVERAGE_STATES.items()})


def _meaning(state: str) -> str:
    return {
        "several": "At least two partners in the country name the sector.",
        "one": "A single partner in the country names the sector.",
        "none": "Partners in the country name other sectors, and none names this one.",
        "unstated": "No partner in the country names any particular sector, so an empty cell says nothing.",
    }[state]


@kept
def privacy() -> None:
    """Show what is kept about people and visitors."""
    show.heading("Privacy")
    show.paragraphs(PRIVACY)


@kept
def accessibility() -> None:
    """Show the accessibility statement with its known limits."""
    show.heading("Accessibility")
    show.paragraphs(ACCESSIBILITY)
    show.bullets(KNOWN_LIMITS.values())


@kept
def version() -> None:
    """Show the version of the dashboard."""
    show.heading("Version")
    show.paragraphs(f"CCI dashboard {__version__}. Code: see the licence file of the project.")
