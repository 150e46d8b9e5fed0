"""Statistical series and their values."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cci_data.columns import Identifier, one_of
from cci_data.models.base import Base
from cci_data.vocabulary import AREAS


class Indicator(Base):
    """A statistical series with its unit and caveat."""

    __tablename__ = "indicator"

    indicator_id: Mapped[Identifier] = mapped_column(primary_key=True, comment="short stable name")
    label: Mapped[str] = mapped_column(Text, comment="name on screen")
    position: Mapped[int] = mapped_column(unique=True, comment="order on the page, from 1")
    unit: Mapped[str] = mapped_column(Text, comment="unit of the values")
    decimals: Mapped[int] = mapped_column(comment="digits to print after the point")
    publisher: Mapped[str] = mapped_column(Text, comment="who publishes the series")
    dataset_code: Mapped[str] = mapped_column(Text, comment="the publisher's name of the data set")
    dataset_filter: Mapped[str | None] = mapped_column(Text, comment="what was chosen from the data set")
    is_context: Mapped[bool] = mapped_column(comment="for scale only, not about culture")
    caveat: Mapped[str] = mapped_column(Text, comment="what to know before comparing")
    licence: Mapped[str] = mapped_column(Text, comment="terms of reuse")


class IndicatorValue(Base):
    """The value of an indicator in an area and a year; a missing year is unknown, not zero."""

    __tablename__ = "indicator_value"
    __table_args__ = (one_of("area_code", AREAS),)

    indicator_id: Mapped[Identifier] = mapped_column(
        ForeignKey("indicator.indicator_id", ondelete="CASCADE"), primary_key=True, comment="the series"
    )
    area_code: Mapped[str] = mapped_column(String(10), primary_key=True, comment="country code, or EU27_2020")
    year: Mapped[int] = mapped_column(primary_key=True, comment="calendar year")
    value: Mapped[float] = mapped_column(comment="in the indicator's unit")
    flag: Mapped[str | None] = mapped_column(String(4), comment="the publisher's flag; b: break in the series")
    source: Mapped[str] = mapped_column(Text, comment="table or page that gives the value")
    extracted_on: Mapped[date | None] = mapped_column(comment="day of the extraction, where the publisher says it")
