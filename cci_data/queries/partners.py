"""Who is in the network's records, and where: the one source of every list, count and map of partners."""

import re
from collections import Counter

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.filters import EVERYBODY, PartnerFilter
from cci_data.language import fold
from cci_data.models import Country, FormerPartner, Partner, Place
from cci_data.queries.everyone import everyone
from cci_data.queries.frames import column_of, frame, shared, tuples
from cci_data.queries.roster import roster
from cci_data.vocabulary import ILLUSTRATIVE


def partners(session: Session, *, chosen: PartnerFilter = EVERYBODY, within: PartnerFilter = EVERYBODY) -> pd.DataFrame:
    """Return the partners that fit a filter, by name; illustrative ones never.

    within: another filter that they have to fit too, such as that of a cell.

    Columns: every column of the table `partner`, `country` (the name of its own), and as tuples `country_codes` (its
    own, then those of its places), `other_names`, `cities`, `sector_ids`, `sectors`, `services` (labels). Whoever has
    no city is on no map. A country fits where it is the partner's own or that of one of its places.
    """
    return shared(session, roster).partners(chosen, within)


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


def current_id(session: Session, *, partner_id: str) -> str:
    """Return the id that a partner has today: of one that was merged, the id of the partner that it became."""
    merged = select(FormerPartner.partner_id).where(FormerPartner.former_id == partner_id)
    return session.scalar(merged) or partner_id


def points(session: Session) -> pd.DataFrame:
    """Return a row for each partner and point; illustrative ones never.

    Columns: partner_id, latitude, longitude (degrees, WGS 84), and those that name the point: place_id, city,
    country_code, country.

    What names a point does not hang on the filters: a link to a place must still lead there when they change. Where
    partners call one point by several cities, the first by name stands for it.
    """
    located = frame(
        session,
        select(Place.partner_id, Place.latitude, Place.longitude, Place.city, Place.country_code)
        .add_columns(Country.name.label("country"))
        .join(Partner, Partner.partner_id == Place.partner_id)
        .where(Partner.origin != ILLUSTRATIVE)
        .outerjoin(Country, Country.country_code == Place.country_code),
    )
    at = ["latitude", "longitude"]
    in_order = located.assign(order=located["city"].map(fold)).sort_values(["order", *at, "city", "country_code"])
    named = in_order.drop_duplicates(at).drop(columns=["partner_id", "order"])
    named.insert(0, "place_id", pd.Series(_place_ids(named), index=named.index, dtype=object))
    return located[["partner_id", *at]].drop_duplicates().merge(named, on=at)


def places(session: Session, *, chosen: PartnerFilter = EVERYBODY) -> pd.DataFrame:
    """Return the points on the map: one row for each point at which partners that fit a filter are, by city.

    Columns: place_id (for links), city, country_code, country, latitude, longitude (degrees, WGS 84), partner_count,
    partner_ids and partner_names (tuples, by name). A partner with several places stands at each of them, also at
    those outside the chosen country, and once at a point that it calls by two names.
    """
    who = partners(session, chosen=chosen)
    there = who[["partner_id", "name"]].merge(shared(session, points), on="partner_id")
    here = there.drop(columns=["partner_id", "name"]).drop_duplicates("place_id")
    for column, of_partner in {"partner_ids": "partner_id", "partner_names": "name"}.items():
        standing = tuples(there[["place_id", of_partner]].itertuples(index=False))
        here[column] = pd.Series(column_of(here["place_id"], standing), index=here.index, dtype=object)
    here["partner_count"] = here["partner_ids"].map(len).astype(int)
    by_city = here.assign(order=here["city"].map(fold)).sort_values(["order", "place_id"], ignore_index=True)
    return by_city.drop(columns="order")


def _place_ids(points: pd.DataFrame) -> list[str]:
    names = [
        "-".join(re.findall(r"\w+", f"{fold(city)} {(code or 'xx').lower()}"))
        for city, code in zip(points["city"], points["country_code"], strict=True)
    ]
    shared = {name for name, times in Counter(names).items() if times > 1}
    return [
        f"{name}-{latitude}-{longitude}" if name in shared else name
        for name, latitude, longitude in zip(names, points["latitude"], points["longitude"], strict=True)
    ]
