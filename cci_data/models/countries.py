"""What is said of a country, and when it has its turn in the spotlight."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cci_data.columns import CountryCode, Identifier, one_of
from cci_data.models.base import Base, Sourced
from cci_data.vocabulary import STATEMENT_KINDS


class Statement(Sourced, Base):
    """A sentence about a country with a source: a fact, or a need or offer that a partner states."""

    __tablename__ = "statement"
    constraints = (one_of("kind", STATEMENT_KINDS),)

    statement_id: Mapped[Identifier] = mapped_column(primary_key=True, comment="stable name")
    country_code: Mapped[CountryCode] = mapped_column(
        ForeignKey("country.country_code"), index=True, comment="the country it is about"
    )
    kind: Mapped[str] = mapped_column(String(12), comment="status, strategy, body, figure, need, offer, mentoring")
    text: Mapped[str] = mapped_column(Text, comment="the statement")
    year: Mapped[int | None] = mapped_column(comment="year that a fact refers to")
    partner_id: Mapped[Identifier | None] = mapped_column(
        ForeignKey("partner.partner_id", ondelete="CASCADE"), comment="who states a need or an offer"
    )
    stated_on: Mapped[date | None] = mapped_column(comment="day of the statement")


class Spotlight(Sourced, Base):
    """A country's turn in the spotlight; where there is none, the default rota runs."""

    __tablename__ = "spotlight"
    constraints = (CheckConstraint("starts_on <= ends_on", name="dates"),)

    spotlight_id: Mapped[int] = mapped_column(primary_key=True, comment="number of the turn")
    country_code: Mapped[CountryCode] = mapped_column(ForeignKey("country.country_code"), comment="whose turn")
    starts_on: Mapped[date] = mapped_column(comment="first day")
    ends_on: Mapped[date] = mapped_column(comment="last day, included")
    steward_partner_id: Mapped[Identifier | None] = mapped_column(
        ForeignKey("partner.partner_id", ondelete="SET NULL"), comment="partner that looks after the turn"
    )
    note: Mapped[str | None] = mapped_column(Text, comment="what the turn is about")
