"""The card of an event."""

from datetime import date

from cci_data.cards.card import Card, named, sourced, stated
from cci_data.charts.chart import Fetch, collected_on
from cci_data.language import days, listed, place
from cci_data.queries.events import events
from cci_data.theme import Palette
from cci_data.vocabulary import NETWORK_COUNTRIES

NAMED = 4


def event_card(fetch: Fetch, _palette: Palette, today: date, key: str) -> Card | None:
    """Return the card of the event with this id, past or ahead; None where there is none."""
    found = fetch(events)
    row = next(found[found["event_id"] == key].itertuples(), None)
    if row is None:
        return None
    also = [NETWORK_COUNTRIES.get(code, code) for code in row.countries if code != row.country_code]
    is_past = max(row.starts_on, row.ends_on) < today
    rows = {
        "When": f"{days(row.starts_on, row.ends_on)}{' (past)' if is_past else ''}",
        "Where": place(row.city, row.country, row.is_online),
        "Hosted by": listed(row.hosts, NAMED),
        "Sectors": listed(row.sectors, NAMED),
        "Also concerns": listed(also, NAMED),
        "Event page": row.link or "",
    }
    return Card(
        kicker="Event",
        heading=named(row.title, row.origin),
        subheading=row.kind_label,
        rows=stated(rows),
        source=sourced(row.origin, row.source),
        as_of=collected_on(fetch),
        page="/events",
        choice={"event": row.event_id},
    )
