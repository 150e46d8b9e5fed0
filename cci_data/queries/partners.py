"""Who is in the network's records, and where: the one source of every list, count and map of partners."""

import re
from collections import Counter
from functools import cache

import pandas as pd
from sqlalchemy import Subquery, literal, select, union_all
from sqlalchemy.orm import Session

from cci_data.language import fold
from cci_data.models import (
    Country,
    FormerPartner,
    Partner,
    PartnerName,
    PartnerSector,
    PartnerService,
    Place,
    Sector,
    Service,
)
from cci_data.queries.frames import column_of, frame, tuples, tuples_by_key
from cci_data.vocabulary import CROSS_SECTORAL, ILLUSTRATIVE, NOT_STATED


@cache
def countries_of_partners() -> Subquery:
    """Return in which countries each partner is: its own, then those of its places.

    Columns: partner_id, country_code, is_place. A pair may be there more than once; what is not stated is not there.
    """
    own = select(Partner.partner_id, Partner.country_code, literal(False).label("is_place"))
    of_places = select(Place.partner_id, Place.country_code, literal(True))
    each = union_all(own.where(Partner.country_code.is_not(None)), of_places.where(Place.country_code.is_not(None)))
    return each.subquery()


def _country_codes(session: Session) -> dict[str, tuple[str, ...]]:
    each = countries_of_partners()
    rows = select(each.c.partner_id, each.c.country_code).order_by(each.c.is_place, each.c.country_code)
    return {key: tuple(dict.fromkeys(codes)) for key, codes in tuples_by_key(session, rows).items()}


def _everyone(session: Session) -> pd.DataFrame:
    found = frame(
        session,
        select(Partner, Country.name.label("country"))
        .with_only_columns(*Partner.__table__.columns, Country.name.label("country"))
        .outerjoin(Country, Country.country_code == Partner.country_code)
        .order_by(Partner.partner_id),
    )
    # Databases order names by rules of their own; here å stands with a, and upper case beside lower.
    found = found.sort_values("name", key=lambda names: names.map(fold), kind="stable", ignore_index=True)
    keys = found["partner_id"].tolist()
    many = {
        "other_names": select(PartnerName.partner_id, PartnerName.name).order_by(PartnerName.name),
        "cities": select(Place.partner_id, Place.city).order_by(Place.city),
        "sector_ids": select(PartnerSector.partner_id, PartnerSector.sector_id).join(Sector).order_by(Sector.position),
        "sectors": select(PartnerSector.partner_id, Sector.label).join(Sector).order_by(Sector.position),
        "services": select(PartnerService.partner_id, Service.label).join(Service).order_by(Service.position),
    }
    by_key = {column: tuples_by_key(session, statement) for column, statement in many.items()}
    for column, values in (by_key | {"country_codes": _country_codes(session)}).items():
        found[column] = pd.Series(column_of(keys, values), index=found.index, dtype=object)
    return found


def _is_in_sector(everyone: pd.DataFrame, sector: str) -> pd.Series:
    is_cross_sectoral = everyone["is_cross_sectoral"].astype(bool)
    if sector == CROSS_SECTORAL:
        return is_cross_sectoral
    if sector == NOT_STATED:
        return ~is_cross_sectoral & (everyone["sector_ids"].map(len) == 0)
    return ~is_cross_sectoral & everyone["sector_ids"].map(lambda ids: sector in ids).astype(bool)


def _mentions(everyone: pd.DataFrame, text: str) -> pd.Series:
    wanted = fold(text).split()
    searched = [
        fold(" ".join([name, *others, *cities]))
        for name, others, cities in zip(everyone["name"], everyone["other_names"], everyone["cities"], strict=True)
    ]
    return pd.Series([all(word in line for word in wanted) for line in searched], index=everyone.index, dtype=bool)


def partners(
    session: Session, *, country: str = "", sector: str = "", organisation_type: str = "", text: str = ""
) -> pd.DataFrame:
    """Return the partners that fit all filters, by name; illustrative ones never.

    country: a country code, the partner's own or that of one of its places; sector: a sector's id, `cross-sectoral` or
    `not-stated` (each partner with one of the two is in no sector); text: words that all occur in a name, another name
    or a city, accents and case aside. An empty filter lets everybody pass.

    Columns: every column of the table `partner`, `country` (the name of its own), and as tuples `country_codes` (its
    own, then those of its places), `other_names`, `cities`, `sector_ids`, `sectors`, `services` (labels). Whoever has
    no city is on no map.
    """
    found = _everyone(session)
    keep = found["origin"] != ILLUSTRATIVE
    if country:
        keep &= found["country_codes"].map(lambda codes: country in codes).astype(bool)
    if sector:
        keep &= _is_in_sector(found, sector)
    if organisation_type:
        keep &= found["organisation_type"] == organisation_type
    if text:
        keep &= _mentions(found, text)
    return found[keep].reset_index(drop=True)


def partner(session: Session, *, partner_id: str) -> pd.DataFrame:
    """Return the row of one partner, illustrative or not, with the columns of `partners`; no row where unknown."""
    found = _everyone(session)
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


def _points(session: Session) -> pd.DataFrame:
    """Return a row for each partner and point. Columns: partner_id, latitude, longitude, and those that name a point.

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


def places(
    session: Session, *, country: str = "", sector: str = "", organisation_type: str = "", text: str = ""
) -> pd.DataFrame:
    """Return the points on the map: one row for each point at which partners that fit the filters are, by city.

    Columns: place_id (for links), city, country_code, country, latitude, longitude (degrees, WGS 84), partner_count,
    partner_ids and partner_names (tuples, by name). A partner with several places stands at each of them, also at
    those outside the chosen country, and once at a point that it calls by two names.
    """
    who = partners(session, country=country, sector=sector, organisation_type=organisation_type, text=text)
    there = who[["partner_id", "name"]].merge(_points(session), on="partner_id")
    points = there.drop(columns=["partner_id", "name"]).drop_duplicates("place_id")
    for column, of_partner in {"partner_ids": "partner_id", "partner_names": "name"}.items():
        standing = tuples(there[["place_id", of_partner]].itertuples(index=False))
        points[column] = pd.Series(column_of(points["place_id"], standing), index=points.index, dtype=object)
    points["partner_count"] = points["partner_ids"].map(len).astype(int)
    by_city = points.assign(order=points["city"].map(fold)).sort_values(["order", "place_id"], ignore_index=True)
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
