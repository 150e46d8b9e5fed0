"""Statistical series of countries and the European Union."""

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.models import Indicator, IndicatorValue
from cci_data.queries.frames import frame
from cci_data.vocabulary import AREAS


def indicators(session: Session) -> pd.DataFrame:
    """Return the indicators that have a value, in their order, with the columns of the table `indicator`."""
    return frame(
        session,
        select(Indicator.__table__)
        .where(Indicator.indicator_id.in_(select(IndicatorValue.indicator_id)))
        .order_by(Indicator.position),
    )


def published_by(session: Session, *, publisher: str) -> pd.DataFrame:
    """Return the indicators of a publisher, with a value or without, in their order; the columns of `indicator`."""
    ours = select(Indicator.__table__).where(Indicator.publisher == publisher)
    return frame(session, ours.order_by(Indicator.position))


def series(session: Session, *, indicator_id: str) -> pd.DataFrame:
    """Return the values of an indicator by area and year; a year without a row is unknown.

    Columns: area_code, area (name), year, value (in the indicator's unit), flag (`b`: break in the series before
    this year), source.
    """
    found = frame(
        session,
        select(IndicatorValue.area_code, IndicatorValue.year, IndicatorValue.value, IndicatorValue.flag)
        .add_columns(IndicatorValue.source)
        .where(IndicatorValue.indicator_id == indicator_id)
        .order_by(IndicatorValue.area_code, IndicatorValue.year),
    )
    found.insert(1, "area", found["area_code"].map(AREAS))
    return found.astype({"year": int, "value": float})
