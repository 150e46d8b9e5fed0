"""Everybody in the records, illustrative or not, with all that is known of each: what the roster is made from."""

from collections.abc import Sequence
from functools import cache

import pandas as pd
from sqlalchemy import Subquery, literal, select, union_all
from sqlalchemy.orm import Session

from cci_data.language import fold
from cci_data.models import Country, Partner, PartnerName, PartnerSector, PartnerService, Place, Sector, Service
from cci_data.queries.frames import column_of, frame, tuples_by_key
from cci_data.vocabulary import CROSS_SECTORAL, NOT_STATED


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


def counts_under(is_cross_sectoral: bool, sector_ids: Sequence[str]) -> tuple[str, ...]:
    """Return under which sectors a partner counts: those that it names, or the key of `APART` under which it stands.

    Whoever serves all sectors is a series of its own, also where its source names some of them.
    """
    return (CROSS_SECTORAL,) if is_cross_sectoral else tuple(sector_ids) or (NOT_STATED,)


def everyone(session: Session) -> pd.DataFrame:
    """Return everybody, by name, with the columns of `queries.partners.partners`; illustrative ones too."""
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
