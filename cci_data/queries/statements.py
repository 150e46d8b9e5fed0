"""What is said about a country: facts with a source, and what partners need and offer."""

import pandas as pd
from sqlalchemy import case, select
from sqlalchemy.orm import Session

from cci_data.models import Country, Partner, Statement
from cci_data.queries.frames import frame
from cci_data.vocabulary import STATEMENT_KINDS


def statements(session: Session, *, kinds: tuple[str, ...], country: str = "") -> pd.DataFrame:
    """Return statements of these kinds, in the order of the vocabulary, the latest first.

    country: a country code, or empty for all. Illustrative ones are among them: `origin` says which.

    Columns: every column of the table `statement`, `country` (name), `kind_label`, and `partner` (name of who
    states it, None for a published fact).
    """
    rank = case({kind: number for number, kind in enumerate(STATEMENT_KINDS)}, value=Statement.kind)
    statement = (
        select(*Statement.__table__.columns, Country.name.label("country"), Partner.name.label("partner"))
        .join(Country, Country.country_code == Statement.country_code)
        .outerjoin(Partner, Partner.partner_id == Statement.partner_id)
        .where(Statement.kind.in_(kinds))
        .order_by(rank, Statement.stated_on.desc().nulls_last(), Statement.year.desc().nulls_last())
        .order_by(Statement.statement_id)
    )
    found = frame(session, statement.where(Statement.country_code == country) if country else statement)
    found["kind_label"] = found["kind"].map(STATEMENT_KINDS)
    return found
