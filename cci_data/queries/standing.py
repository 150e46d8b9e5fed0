"""Where a partner stands among the others of its sectors."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from cci_data.queries.coverage import apart, coverage, sector_counts
from cci_data.queries.everyone import counts_under
from cci_data.queries.frames import shared
from cci_data.queries.partners import current_id, partner
from cci_data.vocabulary import APART, ILLUSTRATIVE, NOT_STATED

COLUMNS = ["sector_id", "sector", "country_code", "country", "partner_count", "is_only_one"]


def sectors_of(row: Any) -> Mapping[str, str]:
    """Return under which sectors a partner counts: id → label, in their order.

    row: of `queries.partners.partners`. A cross-sectoral partner, and one that has stated none, is in no sector: it
    stands apart, under a key and label of `APART` alone.
    """
    labels = dict(zip(row.sector_ids, row.sectors, strict=True)) | APART
    return {key: labels[key] for key in counts_under(row.is_cross_sectoral, row.sector_ids)}


def standing(session: Session, *, partner_id: str) -> pd.DataFrame:
    """Return how many partners share each sector of a partner: in each of its countries, and in the region.

    Columns: sector_id, sector (label), country_code and country (both None: the whole region), partner_count (with
    itself, as in `coverage`), is_only_one (nobody else does). For each sector the countries come first, its own before
    those of its places; the region is last.

    partner_id: also one that was merged; no row where unknown. Who is cross-sectoral or has stated no sector has rows
    under that key of `APART` alone, and is never the only one not to have stated any. An illustrative partner counts
    nowhere, so it is not the only one either.
    """
    found = shared(session, partner, partner_id=current_id(session, partner_id=partner_id))
    row = next(found.itertuples(), None)
    if row is None:
        return pd.DataFrame(columns=COLUMNS)
    cells = pd.concat([shared(session, coverage), shared(session, apart)])
    here = cells.set_index(["sector_id", "country_code"])
    region = shared(session, sector_counts).set_index("sector_id")["partner_count"]
    rows = []
    for key, label in sectors_of(row).items():
        of_countries = [here.loc[(key, code), ["country", "partner_count"]] for code in row.country_codes]
        numbers = [(code, *cell) for code, cell in zip(row.country_codes, of_countries, strict=True)]
        is_counted = row.origin != ILLUSTRATIVE and key != NOT_STATED
        rows += [
            (key, label, code, country, int(number), bool(is_counted and number == 1))
            for code, country, number in [*numbers, (None, None, region[key])]
        ]
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object)
