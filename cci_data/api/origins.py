"""Where a body of data comes from, and on what terms it may be used again."""

from dataclasses import dataclass
from datetime import date

from cci_data.charts.chart import Fetch
from cci_data.language import listed
from cci_data.privacy import public_text
from cci_data.public_data import INDICATORS, PublicData
from cci_data.queries.changes import data_sets
from cci_data.queries.indicators import indicators

RECORD = "public-record"
NETWORK = "the Contact Desk of the network"
TERMS = "facts from published pages; each row names its source"


@dataclass(frozen=True)
class Origin:
    """Where a body of data comes from: source and licence in words, the day it was collected (None: not known)."""

    source: str
    licence: str
    collected_on: date | None


def origin_of(fetch: Fetch, data: PublicData) -> Origin:
    """Return where a body of data comes from; of indicators, whoever publishes them, each on terms of its own."""
    sets = fetch(data_sets)
    if data is INDICATORS:
        terms = fetch(indicators)[["publisher", "licence"]].drop_duplicates()
        ours = sets[sets["publisher"].isin(terms["publisher"])]
        source, licence = listed(terms["publisher"].unique()) or NETWORK, " · ".join(terms["licence"].unique())
    else:
        ours = sets[sets["data_set_id"] == RECORD]
        source = listed([*(f"{row.title} ({row.publisher})" for row in ours.itertuples()), NETWORK])
        licence = " · ".join(ours["licence"])
    return Origin(public_text(source), public_text(licence or TERMS), max(ours["collected_on"], default=None))
