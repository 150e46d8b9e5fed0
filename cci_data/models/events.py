"""Events: meetings, study visits, deadlines."""

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cci_data.columns import CountryCode, CountryKey, EventKey, Identifier, PartnerKey, ProjectKey, SectorKey, one_of
from cci_data.models.base import Base, Sourced
from cci_data.vocabulary import EVENT_KINDS


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


class EventAttendance(Base):
    """A partner that took part in an event; hosts are in `EventHost`, and need not be here."""

    __tablename__ = "event_attendance"

    event_id: Mapped[EventKey] = mapped_column(comment="the event")
    partner_id: Mapped[PartnerKey] = mapped_column(index=True, comment="who took part")


class EventProject(Base):
    """A project to which an event belongs."""

    __tablename__ = "event_project"

    event_id: Mapped[EventKey] = mapped_column(comment="the event")
    project_id: Mapped[ProjectKey] = mapped_column(index=True, comment="the project")


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
