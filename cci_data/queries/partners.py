"""Who is in the network's records, and where: the one source of every list, count and map of partners."""

import numpy as np
import pandas as pd
import pyarrow as pa
from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.filters import EVERYBODY, WITHOUT_PLACE, PartnerFilter
from cci_data.models import Country, FormerPartner, Place
from cci_data.queries.everyone import everyone
from cci_data.queries.frames import frame, rows, shared
from cci_data.queries.ground import ground
from cci_data.queries.roster import fitting, leaves, roster


def partners(session: Session, *, chosen: PartnerFilter = EVERYBODY, within: PartnerFilter = EVERYBODY) -> pd.DataFrame:
    """Return the partners that fit a filter, by name; illustrative ones never.

    within: another filter that they have to fit too, such as that of a cell.

    Columns: every column of the table `partner`, `country` (the name of its own), and as tuples `country_codes` (its
    own, then those of its places), `other_names`, `cities`, `sector_ids`, `sectors`, `services` (labels). Whoever has
    no city is on no map. A country fits where it is the partner's own or that of one of its places.
    """
    fits = _fitting_both(session, chosen, within)
    return shared(session, roster).everyone[fits].reset_index(drop=True)


def _fitting_both(session: Session, chosen: PartnerFilter, within: PartnerFilter) -> np.ndarray:
    fits = shared(session, fitting, chosen=chosen)
    return fits if within == EVERYBODY else fits & shared(session, fitting, chosen=within)


def listing(
    session: Session, *, chosen: PartnerFilter = EVERYBODY, within: PartnerFilter = EVERYBODY, place_id: str = ""
) -> pd.DataFrame:
    """Return the partners of `partners` as a list for reading, by partner_id; of those at a place where one is named.

    Columns: Partner, Place, Country.
    """
    found = shared(session, _whole_listing)[_fitting_both(session, chosen, within)]
    if not place_id:
        return found
    there = shared(session, places, chosen=chosen)
    return found.loc[[key for ids in there.loc[there["place_id"] == place_id, "partner_ids"] for key in ids]]


def _whole_listing(session: Session) -> pd.DataFrame:
    everyone = shared(session, roster).everyone
    columns = {"Partner": everyone["name"], "Place": everyone["cities"].map(", ".join)}
    columns["Country"] = everyone["country"].fillna("not stated")
    # As objects, rows are taken out of it in half the time.
    return pd.DataFrame(columns, dtype=object).set_axis(pd.Index(everyone["partner_id"], dtype=object))


def arrow_listing(
    session: Session, *, chosen: PartnerFilter = EVERYBODY, within: PartnerFilter = EVERYBODY, place_id: str = ""
) -> pa.Table:
    """Return the rows of `listing`, without the ids, as the Arrow table that a browser gets.

    Made anew from the DataFrame of each filter, it would take twenty times as long.
    """
    if place_id:
        return _arrow(listing(session, chosen=chosen, within=within, place_id=place_id))
    return shared(session, _whole_arrow_listing).take(np.flatnonzero(_fitting_both(session, chosen, within)))


def _whole_arrow_listing(session: Session) -> pa.Table:
    return _arrow(shared(session, _whole_listing))


def _arrow(found: pd.DataFrame) -> pa.Table:
    return pa.table({name: pa.array(found[name], pa.string()) for name in found})


def unplaced_count(session: Session, *, chosen: PartnerFilter = EVERYBODY) -> int:
    """Return how many of the partners that fit a filter have no known place."""
    return int(_fitting_both(session, chosen, WITHOUT_PLACE).sum())


def partner(session: Session, *, partner_id: str) -> pd.DataFrame:
    """Return the row of one partner, illustrative or not, with the columns of `partners`; no row where unknown."""
    found = shared(session, everyone)
    return found[found["partner_id"] == partner_id].reset_index(drop=True)


def partner_places(session: Session, *, partner_id: str) -> pd.DataFrame:
    """Return where one partner is. Columns: city, country_code, country, latitude, longitude, basis."""
    return frame(
        session,
        select(
            Place.city, Place.country_code, Country.name.label("country"), Place.latitude, Place.longitude, Place.basis
        )
        .outerjoin(Country, Country.country_code == Place.country_code)
        .where(Place.partner_id == partner_id)
        .order_by(Place.city),
    )


def former_ids(session: Session) -> dict[str, str]:
    """Return the ids of partners that were merged into others: former id → the id of the partner that each became."""
    return dict(rows(session, select(FormerPartner.former_id, FormerPartner.partner_id)))


def ready(session: Session, *, chosen: PartnerFilter) -> int:
    """Ask what a page of partners is made of, all in one session, so that it is kept; return how many partners fit."""
    for query in (leaves, places, listing, arrow_listing, unplaced_count):
        shared(session, query, chosen=chosen)
    return int(shared(session, fitting, chosen=chosen).sum())


def current_id(session: Session, *, partner_id: str) -> str:
    """Return the id that a partner has today: of one that was merged, the id of the partner that it became.

    Any text will do: it is looked up among those that are known, in any case of its letters, and never asked of the
    database.
    """
    known = shared(session, _present_ids)
    return known.get(partner_id) or known.get(partner_id.lower(), partner_id)


def _present_ids(session: Session) -> dict[str, str]:
    """Return present and former ids, as they are and in lower case → the id of today; as they are goes first."""
    found = shared(session, former_ids) | {key: key for key in shared(session, everyone)["partner_id"]}
    return {key.lower(): present for key, present in found.items()} | found


def places(session: Session, *, chosen: PartnerFilter = EVERYBODY) -> pd.DataFrame:
    """Return the points on the map: one row for each point at which partners that fit a filter are, by city.

    Columns: place_id (for links), city, country_code, country, latitude, longitude (degrees, WGS 84), partner_count,
    partner_ids and partner_names (tuples, by name). A partner with several places stands at each of them, also at
    those outside the chosen country, and once at a point that it calls by two names.
    """
    return shared(session, ground).standing(shared(session, fitting, chosen=chosen))
