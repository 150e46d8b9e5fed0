"""The tables: what the network knows, and where it knows it from.

Suffixes: `_id`, `_code`, `_on` (a date), `_at` (a moment in UTC), `_eur`, `_count`; `is_` for yes or no.
`starts` and `ends` of projects and good practices keep the precision that is known: `2019`, `2019-01` or
`2019-01-15`.
"""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, MetaData, String, Text, func
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from cci_data.columns import (
    CountryCode,
    CountryKey,
    EventKey,
    GoodPracticeKey,
    Identifier,
    PartialDate,
    PartnerKey,
    ProjectKey,
    SectorKey,
    ServiceKey,
    UtcDateTime,
    one_of,
)
from cci_data.vocabulary import AREAS, EVENT_KINDS, ORIGINS, PROJECT_ROLES, STATEMENT_KINDS


class Base(DeclarativeBase):
    """The base of all tables; constraints are named, so that a migration can drop what it made."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Sourced:
    """A record that says where it comes from."""

    origin: Mapped[str] = mapped_column(
        String(12), comment="published source, the Desk, or illustrative", sort_order=90
    )
    source: Mapped[str] = mapped_column(Text, comment="page, publication or person of the Desk", sort_order=91)
    recorded_at: Mapped[datetime] = mapped_column(
        UtcDateTime,
        server_default=func.current_timestamp(),
        comment="when the record came into this database (UTC)",
        sort_order=92,
    )
    changed_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime,
        comment="when the record was changed last (UTC), empty while it is as it came; kept by a trigger",
        sort_order=93,
    )

    @declared_attr.directive
    def __table_args__(cls) -> tuple:
        """Add what every sourced record must satisfy to the class's own `constraints`."""
        return (one_of("origin", ORIGINS), *getattr(cls, "constraints", ()))


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


class Project(Sourced, Base):
    """A cooperation project."""

    __tablename__ = "project"

    project_id: Mapped[Identifier] = mapped_column(primary_key=True, comment="stable name, used in links")
    title: Mapped[str] = mapped_column(Text, comment="title as published")
    programme: Mapped[str | None] = mapped_column(Text, comment="funding programme and period")
    starts: Mapped[PartialDate | None] = mapped_column(comment="start, as precisely as known")
    ends: Mapped[PartialDate | None] = mapped_column(comment="end, as precisely as known")
    total_budget_eur: Mapped[int | None] = mapped_column(comment="published total budget; never summed over partners")
    partners_published_count: Mapped[int | None] = mapped_column(comment="number of partners as published")
    is_cross_sectoral: Mapped[bool] = mapped_column(default=False, comment="concerns all sectors")
    note: Mapped[str | None] = mapped_column(Text, comment="what the sources say differently")


class ProjectSector(Base):
    """A sector that a project concerns."""

    __tablename__ = "project_sector"

    project_id: Mapped[ProjectKey] = mapped_column(comment="the project")
    sector_id: Mapped[SectorKey] = mapped_column(comment="the sector")


class Participation(Base):
    """A partner's part in a project."""

    __tablename__ = "participation"
    __table_args__ = (one_of("role", PROJECT_ROLES),)

    project_id: Mapped[ProjectKey] = mapped_column(comment="the project")
    partner_id: Mapped[PartnerKey] = mapped_column(index=True, comment="who takes part")
    role: Mapped[str] = mapped_column(String(12), comment="lead or partner")
    source: Mapped[str] = mapped_column(Text, comment="page that names the partner")


class Event(Sourced, Base):
    """Something with a date: a meeting, a study visit, a deadline.

    Dates and times are wall-clock time in the event's own zone, as an invitation prints them: a rule that moves the
    clocks later must not move the meeting. Without `starts_time` the event lasts whole days.
    """

    __tablename__ = "event"
    constraints = (
        one_of("kind", EVENT_KINDS),
        CheckConstraint("starts_time IS NULL OR time_zone IS NOT NULL", name="time_needs_zone"),
        CheckConstraint("ends_time IS NULL OR starts_time IS NOT NULL", name="end_time_needs_start_time"),
    )

    event_id: Mapped[Identifier] = mapped_column(primary_key=True, comment="stable name; with it the calendar's UID")
    title: Mapped[str] = mapped_column(Text, comment="title as published")
    kind: Mapped[str] = mapped_column(String(20), comment="what sort of event")
    starts_on: Mapped[date] = mapped_column(index=True, comment="first day, in the event's zone")
    starts_time: Mapped[time | None] = mapped_column(comment="start, wall clock in the event's zone; empty: all day")
    ends_on: Mapped[date | None] = mapped_column(comment="last day, included; empty: the first day")
    ends_time: Mapped[time | None] = mapped_column(comment="end, wall clock in the event's zone")
    time_zone: Mapped[str | None] = mapped_column(String(40), comment="IANA name of the zone, such as Europe/Riga")
    city: Mapped[str | None] = mapped_column(Text, comment="where it takes place")
    country_code: Mapped[CountryCode | None] = mapped_column(
        ForeignKey("country.country_code"), comment="country where it takes place"
    )
    latitude: Mapped[float | None] = mapped_column(comment="degrees north, WGS 84")
    longitude: Mapped[float | None] = mapped_column(comment="degrees east, WGS 84")
    is_online: Mapped[bool] = mapped_column(default=False, comment="can be joined from anywhere")
    link: Mapped[str | None] = mapped_column(Text, comment="page of the event")
    note: Mapped[str | None] = mapped_column(Text, comment="what else to know")


class EventHost(Base):
    """A partner that hosts an event."""

    __tablename__ = "event_host"

    event_id: Mapped[EventKey] = mapped_column(comment="the event")
    partner_id: Mapped[PartnerKey] = mapped_column(index=True, comment="the host")


class EventSector(Base):
    """A sector that an event is about."""

    __tablename__ = "event_sector"

    event_id: Mapped[EventKey] = mapped_column(comment="the event")
    sector_id: Mapped[SectorKey] = mapped_column(comment="the sector")


class EventCountry(Base):
    """A country that an event concerns, besides the one where it takes place."""

    __tablename__ = "event_country"

    event_id: Mapped[EventKey] = mapped_column(comment="the event")
    country_code: Mapped[CountryKey] = mapped_column(comment="the country")


class GoodPractice(Sourced, Base):
    """Something that worked, described so that others can use it."""

    __tablename__ = "good_practice"

    good_practice_id: Mapped[Identifier] = mapped_column(primary_key=True, comment="stable name, used in links")
    title: Mapped[str] = mapped_column(Text, comment="title as published")
    country_code: Mapped[CountryCode | None] = mapped_column(
        ForeignKey("country.country_code"), comment="country of the lead partner"
    )
    is_cross_sectoral: Mapped[bool] = mapped_column(default=False, comment="serves all sectors")
    format: Mapped[str] = mapped_column(Text, comment="what sort of activity")
    starts: Mapped[PartialDate | None] = mapped_column(comment="start, as precisely as known")
    ends: Mapped[PartialDate | None] = mapped_column(comment="end, as precisely as known")
    summary: Mapped[str] = mapped_column(Text, comment="what was done, in a sentence or two")
    in_figures: Mapped[str | None] = mapped_column(Text, comment="its own figures, label: value, by ;")


class GoodPracticePartner(Base):
    """A partner behind a good practice."""

    __tablename__ = "good_practice_partner"
    __table_args__ = (one_of("role", PROJECT_ROLES),)

    good_practice_id: Mapped[GoodPracticeKey] = mapped_column(comment="the practice")
    partner_id: Mapped[PartnerKey] = mapped_column(index=True, comment="the partner")
    role: Mapped[str] = mapped_column(String(12), comment="lead or partner")


class GoodPracticeSector(Base):
    """A sector that a good practice serves."""

    __tablename__ = "good_practice_sector"

    good_practice_id: Mapped[GoodPracticeKey] = mapped_column(comment="the practice")
    sector_id: Mapped[SectorKey] = mapped_column(comment="the sector")


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
