"""What partners did together: projects and good practices."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cci_data.columns import (
    CountryCode,
    GoodPracticeKey,
    Identifier,
    PartialDate,
    PartnerKey,
    ProjectKey,
    SectorKey,
    one_of,
)
from cci_data.models.base import Base, Sourced
from cci_data.vocabulary import PROJECT_ROLES


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
