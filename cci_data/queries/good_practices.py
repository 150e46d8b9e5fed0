"""Good practices: what worked, who did it, and its own figures."""

import pandas as pd
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cci_data.language import fold
from cci_data.models import Country, GoodPractice, GoodPracticePartner, GoodPracticeSector, Partner, Sector
from cci_data.queries.everyone import countries_of_partners
from cci_data.queries.frames import column_of, frame, tuples_by_key
from cci_data.vocabulary import ILLUSTRATIVE


def good_practices(session: Session, *, country: str = "", partner_id: str = "") -> pd.DataFrame:
    """Return good practices by title; illustrative ones never.

    country: those of that country or with a partner that is found there (see `partners`); partner_id: those of that
    partner.

    Columns: every column of the table `good_practice`, `country` (name), and as tuples `partner_ids` and
    `partner_names` (the lead first) and `sectors` (labels).
    """
    statement = (
        select(*GoodPractice.__table__.columns, Country.name.label("country"))
        .outerjoin(Country, Country.country_code == GoodPractice.country_code)
        .where(GoodPractice.origin != ILLUSTRATIVE)
        .order_by(GoodPractice.good_practice_id)
    )
    behind = select(GoodPracticePartner.good_practice_id).join(Partner).where(Partner.origin != ILLUSTRATIVE)
    if country:
        there = countries_of_partners().c
        from_there = behind.where(Partner.partner_id.in_(select(there.partner_id).where(there.country_code == country)))
        statement = statement.where(
            or_(GoodPractice.country_code == country, GoodPractice.good_practice_id.in_(from_there))
        )
    if partner_id:
        statement = statement.where(GoodPractice.good_practice_id.in_(behind.where(Partner.partner_id == partner_id)))
    found = frame(session, statement).sort_values("title", key=lambda titles: titles.map(fold), kind="stable")
    found = found.reset_index(drop=True)
    keys = found["good_practice_id"].tolist()
    by_role = (GoodPracticePartner.role, Partner.name, Partner.partner_id)
    many = {
        "partner_ids": behind.add_columns(Partner.partner_id).order_by(*by_role),
        "partner_names": behind.add_columns(Partner.name).order_by(*by_role),
        "sectors": select(GoodPracticeSector.good_practice_id, Sector.label).join(Sector).order_by(Sector.position),
    }
    for column, many_statement in many.items():
        values = column_of(keys, tuples_by_key(session, many_statement))
        found[column] = pd.Series(values, index=found.index, dtype=object)
    return found
