"""The card of a partner."""

from datetime import date

from cci_data.cards.card import Card, named, sourced, stated
from cci_data.charts.chart import Fetch, collected_on
from cci_data.charts.maps import neighbours_map
from cci_data.language import UNKNOWN, count, listed, place, sectors_in_words
from cci_data.queries.network import project_network
from cci_data.queries.partners import current_id, partner
from cci_data.queries.projects import projects
from cci_data.theme import Palette

NAMED = 4


def partner_card(fetch: Fetch, palette: Palette, _today: date, key: str) -> Card | None:
    """Return the card of the partner with this id, also of one that was merged; None where there is none."""
    key = fetch(current_id, partner_id=key)
    row = next(fetch(partner, partner_id=key).itertuples(), None)
    if row is None:
        return None
    found = fetch(projects, partner_id=key)
    others = fetch(project_network).direct_partners(key)
    rows = {
        "Type": row.organisation_type or UNKNOWN,
        "Place": place(listed(row.cities), row.country),
        "Sectors": sectors_in_words(row.sectors, row.is_cross_sectoral),
        "Services": listed(row.services),
        "Projects": f"{count(len(found), 'project')} on record" if len(found) else "none on record",
        "Worked with": _others_in_words(list(others["name"])),
        "Website": row.website or "",
    }
    return Card(
        kicker="Partner",
        heading=named(row.name, row.origin),
        subheading=listed(row.other_names),
        rows=stated(rows),
        source=sourced(row.origin, row.source),
        as_of=collected_on(fetch),
        page="/partner",
        choice={"id": key},
        place=neighbours_map(fetch, palette, partner_id=key).drawing,
    )


def _others_in_words(names: list[str]) -> str:
    return f"{count(len(names), 'partner')}: {listed(names, NAMED)}" if names else ""
