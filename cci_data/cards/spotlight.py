"""The card of a country in the spotlight."""

from datetime import date

from cci_data.cards.card import Card, named, stated
from cci_data.charts.chart import Fetch, collected_on, most, origins
from cci_data.charts.maps import country_map
from cci_data.filters import YES, PartnerFilter
from cci_data.language import count, dated_title, days
from cci_data.queries.coverage import coverage
from cci_data.queries.events import events, upcoming
from cci_data.queries.good_practices import good_practices
from cci_data.queries.partners import partners, places
from cci_data.queries.projects import projects
from cci_data.queries.spotlights import Turn, spotlight_on, strip
from cci_data.theme import Palette
from cci_data.vocabulary import ILLUSTRATIVE, NETWORK_COUNTRIES

TURNS_LOOKED_AT = 20
ABOUT = "Cultural and creative industries, network around the Baltic Sea"


def spotlight_card(fetch: Fetch, palette: Palette, today: date, key: str) -> Card | None:
    """Return the card of a country, by its code, with its turn; without a code of the one whose turn it is."""
    code = key or fetch(spotlight_on, day=today).country_code
    if code not in NETWORK_COUNTRIES:
        return None
    chosen = PartnerFilter(country=(code,))
    number, at = len(fetch(partners, chosen=chosen)), len(fetch(places, chosen=chosen))
    located = len(fetch(partners, chosen=chosen.with_options("located", (YES,))))
    turn = _turn(fetch, code, today)
    rows = {
        "In the spotlight": named(days(turn.starts_on, turn.ends_on), turn.origin) if turn else "",
        "Looked after by": (turn.steward if turn else "") or "",
        "Partners": f"{_on_record(number)}, {located} at {count(at, 'place')}" if at else _on_record(number),
        "Sectors": _sectors_in_words(fetch, code),
        "Projects": _on_record(len(fetch(projects, country=code))),
        "Good practices": _on_record(len(fetch(good_practices, country=code))),
        "Next event": _next_event_in_words(fetch, code, today),
    }
    return Card(
        kicker="Spotlight",
        heading=NETWORK_COUNTRIES[code],
        subheading=ABOUT,
        rows=stated(rows),
        source=origins(fetch),
        as_of=collected_on(fetch),
        page="/spotlight",
        choice={"country": code},
        place=country_map(fetch, palette, country=code).drawing,
    )


def _turn(fetch: Fetch, code: str, today: date) -> Turn | None:
    """Return the turn that the country has, or has next."""
    rota = fetch(strip, today=today, before=0, after=TURNS_LOOKED_AT)
    return next((turn for turn in rota if turn.country_code == code), None)


def _on_record(number: int) -> str:
    return f"{number} on record" if number else "none on record"


def _sectors_in_words(fetch: Fetch, code: str) -> str:
    cells = fetch(coverage)
    here = cells[cells["country_code"] == code]
    named_here = int((here["partner_count"] > 0).sum())
    names, how_many, number = most(here["sector"], here["partner_count"])
    if not names:
        return "no partner there has named a particular sector"
    each = " each" if how_many > 1 else ""
    return f"{named_here} of {len(here)} named, most often {names} ({number}{each})"


def _next_event_in_words(fetch: Fetch, code: str, today: date) -> str:
    ahead = upcoming(fetch(events, country=code), today=today)
    first = next(ahead[ahead["origin"] != ILLUSTRATIVE].itertuples(), None)
    return dated_title(first.title, first.starts_on, first.ends_on) if first else ""
