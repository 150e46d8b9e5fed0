"""Partners: who they are, what they are called, where they are and what they do."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cci_data.columns import CountryCode, Identifier, PartnerKey, SectorKey, ServiceKey
from cci_data.models.base import Base, Sourced


class Partner(Sourced, Base):
    """An organisation on the map."""

    __tablename__ = "partner"

    partner_id: Mapped[Identifier] = mapped_column(primary_key=True, comment="stable name, used in links")
    name: Mapped[str] = mapped_column(Text, comment="name on screen; two partners may share one")
    country_code: Mapped[CountryCode | None] = mapped_column(
        ForeignKey("country.country_code"), index=True, comment="country; empty where not stated"
    )
    country_basis: Mapped[str | None] = mapped_column(Text, comment="how the country is known")
    organisation_type: Mapped[str | None] = mapped_column(Text, comment="type in the terms of Interreg")
    type_basis: Mapped[str | None] = mapped_column(Text, comment="how the type is known")
    is_cross_sectoral: Mapped[bool] = mapped_column(default=False, comment="serves all sectors; unlike unknown")
    sector_basis: Mapped[str | None] = mapped_column(Text, comment="how the sectors are known")
    website: Mapped[str | None] = mapped_column(Text, comment="address of the partner's own site")
    ror_id: Mapped[str | None] = mapped_column(Text, comment="identifier in the Research Organization Registry")
    confirmed_on: Mapped[date | None] = mapped_column(comment="day on which the partner last confirmed its profile")


class PartnerName(Base):
    """Another name of a partner: former, translated, or an acronym."""

    __tablename__ = "partner_name"

    partner_id: Mapped[PartnerKey] = mapped_column(comment="whose name")
    name: Mapped[str] = mapped_column(String(300), primary_key=True, comment="the other name")


class Place(Base):
    """Where a partner is: any number of places, or none."""

    __tablename__ = "place"
    __table_args__ = (
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
    )

    partner_id: Mapped[PartnerKey] = mapped_column(comment="who is there")
    city: Mapped[str] = mapped_column(String(120), primary_key=True, comment="city or municipality")
    country_code: Mapped[CountryCode | None] = mapped_column(
        ForeignKey("country.country_code"), comment="country of the place"
    )
    latitude: Mapped[float] = mapped_column(comment="degrees north, WGS 84; a city's point, not an address")
    longitude: Mapped[float] = mapped_column(comment="degrees east, WGS 84")
    basis: Mapped[str | None] = mapped_column(Text, comment="how the place is known")


class PartnerSector(Base):
    """A sector that a partner works in."""

    __tablename__ = "partner_sector"

    partner_id: Mapped[PartnerKey] = mapped_column(comment="who works in it")
    sector_id: Mapped[SectorKey] = mapped_column(index=True, comment="the sector")


class PartnerService(Base):
    """A service that a partner offers."""

    __tablename__ = "partner_service"

    partner_id: Mapped[PartnerKey] = mapped_column(comment="who offers it")
    service_id: Mapped[ServiceKey] = mapped_column(index=True, comment="the service")
