"""What the maps of reports show: where partners are, and the names of countries."""

from cci_data.basemap import labels
from cci_data.charts.chart import Fetch
from cci_data.exports.handout.parts import Name
from cci_data.filters import PartnerFilter
from cci_data.queries.partners import places
from cci_data.scenes.scene import Bubble


def bubbles(fetch: Fetch, chosen: PartnerFilter) -> tuple[Bubble, ...]:
    """Return a bubble for each place at which partners are that fit a filter."""
    return tuple(
        Bubble(row.city, row.country_code or "", row.latitude, row.longitude, (row.partner_count,))
        for row in fetch(places, chosen=chosen).itertuples()
    )


def names() -> tuple[Name, ...]:
    """Return the names of countries, each at its point."""
    found = labels()
    return tuple(Name(row.text, row.longitude, row.latitude) for row in found[found["kind"] == "country"].itertuples())
