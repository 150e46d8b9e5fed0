"""What the records refer to, and how old they are: countries, sectors, services, bodies of data, versions."""

from datetime import date, datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cci_data.columns import CountryCode, Identifier, UtcDateTime, one_of
from cci_data.models.base import Base
from cci_data.vocabulary import ORIGINS


class Country(Base):
    """A country of the network."""

    __tablename__ = "country"

    country_code: Mapped[CountryCode] = mapped_column(primary_key=True, comment="ISO 3166-1 alpha-2")
    name: Mapped[str] = mapped_column(String(40), unique=True, comment="English short name")
    is_eu_member: Mapped[bool] = mapped_column(comment="member state of the European Union")
    is_nordic: Mapped[bool] = mapped_column(comment="counts as Nordic in the rules of Nordic funds")
    is_interreg_bsr: Mapped[bool] = mapped_column(comment="co-financed by Interreg Baltic Sea Region")
    note: Mapped[str | None] = mapped_column(Text, comment="what to know before reading its figures")


class Sector(Base):
    """One of the network's sectors of the cultural and creative industries."""

    __tablename__ = "sector"

    sector_id: Mapped[Identifier] = mapped_column(primary_key=True, comment="short stable name")
    label: Mapped[str] = mapped_column(String(80), unique=True, comment="name on screen")
    position: Mapped[int] = mapped_column(unique=True, comment="order in lists and matrices, from 1")
    definition: Mapped[str] = mapped_column(Text, comment="what belongs to the sector")
    nace_exclusive: Mapped[str] = mapped_column(Text, comment="NACE Rev. 2 classes of this sector alone, by ;")
    nace_shared: Mapped[str | None] = mapped_column(Text, comment="NACE Rev. 2 classes shared with others, by ;")
    creative_europe: Mapped[str] = mapped_column(Text, comment="the same in the words of Creative Europe")
    essnet_domain: Mapped[str] = mapped_column(Text, comment="domain in the ESSnet-Culture framework")
    german_submarket: Mapped[str] = mapped_column(Text, comment="Teilmarkt of the German monitoring report")


class Service(Base):
    """What a partner does for others: an axis of its own, never mixed into sectors."""

    __tablename__ = "service"

    service_id: Mapped[Identifier] = mapped_column(primary_key=True, comment="short stable name")
    label: Mapped[str] = mapped_column(String(80), unique=True, comment="name on screen")
    position: Mapped[int] = mapped_column(unique=True, comment="order in lists, from 1")


class DataSet(Base):
    """A body of data that was brought in as a whole: its publisher, licence and date."""

    __tablename__ = "data_set"
    __table_args__ = (one_of("origin", ORIGINS),)

    data_set_id: Mapped[Identifier] = mapped_column(primary_key=True, comment="short stable name")
    title: Mapped[str] = mapped_column(Text, comment="name on screen")
    publisher: Mapped[str] = mapped_column(Text, comment="who publishes it")
    licence: Mapped[str] = mapped_column(Text, comment="terms of reuse")
    covers: Mapped[str] = mapped_column(Text, comment="what it covers and what not")
    collected_on: Mapped[date] = mapped_column(comment="day on which it was brought in")
    origin: Mapped[str] = mapped_column(String(12), comment="published source, the Desk, or illustrative")


class DataVersion(Base):
    """How often each table has changed; kept by triggers, so that a change by any program counts."""

    __tablename__ = "data_version"

    table_name: Mapped[str] = mapped_column(String(40), primary_key=True, comment="the table")
    version: Mapped[int] = mapped_column(comment="grows by at least one with each change")
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when it changed last (UTC)")
