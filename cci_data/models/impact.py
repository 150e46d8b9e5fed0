"""What a funder is told: indicators of impact, the ledger from meeting to money, and what outlives a project."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cci_data.columns import (
    CountryKey,
    EventKey,
    Identifier,
    PartialDate,
    PartnerKey,
    SolutionKey,
    StepKey,
    one_of,
)
from cci_data.models.base import Base, Sourced
from cci_data.vocabulary import CAUSES, IMPACT_FAMILIES, IMPACT_KINDS, OUTCOMES, SOLUTION_KINDS, STEP_KINDS


class ImpactIndicator(Sourced, Base):
    """Something that a funder counts: what it is, what counts, where it starts and where it shall be.

    Most are computed from the records by the rule of the same id (`cci_data.impact.registry`); for the others the Desk
    writes values with their proof.
    """

    __tablename__ = "impact_indicator"
    constraints = (
        one_of("family", IMPACT_FAMILIES),
        one_of("kind", IMPACT_KINDS),
        CheckConstraint("target IS NULL OR target_year IS NOT NULL", name="target_needs_year"),
        CheckConstraint("baseline IS NULL OR baseline_year IS NOT NULL", name="baseline_needs_year"),
    )

    impact_indicator_id: Mapped[Identifier] = mapped_column(primary_key=True, comment="short stable name")
    code: Mapped[str | None] = mapped_column(String(20), comment="the programme's code, such as RCO87")
    label: Mapped[str] = mapped_column(Text, comment="name on screen")
    position: Mapped[int] = mapped_column(comment="order on the page, from 1")
    family: Mapped[str] = mapped_column(String(12), comment="of a programme, or the network's own count")
    kind: Mapped[str] = mapped_column(String(8), comment="output, result or own")
    unit: Mapped[str] = mapped_column(Text, comment="what is counted")
    counts: Mapped[str] = mapped_column(Text, comment="what counts, as the programme or the network says it")
    counts_not: Mapped[str | None] = mapped_column(Text, comment="what does not count")
    proof: Mapped[str] = mapped_column(Text, comment="what proves it")
    counted_by: Mapped[str] = mapped_column(Text, comment="who counts")
    is_confirmed: Mapped[bool] = mapped_column(comment="whether the rule was read in the programme's own text")
    confirmed_by: Mapped[str | None] = mapped_column(
        Text, comment="page that gives the rule, or that it is from memory"
    )
    baseline: Mapped[float | None] = mapped_column(comment="where it started, in its unit")
    baseline_year: Mapped[int | None] = mapped_column(comment="year of the baseline")
    target: Mapped[float | None] = mapped_column(comment="where it shall be, in its unit")
    target_year: Mapped[int | None] = mapped_column(comment="year in which the target shall be reached")


class ImpactValue(Sourced, Base):
    """A value of an indicator that cannot be computed, with its proof."""

    __tablename__ = "impact_value"

    impact_value_id: Mapped[Identifier] = mapped_column(primary_key=True, comment="stable name")
    impact_indicator_id: Mapped[Identifier] = mapped_column(
        ForeignKey("impact_indicator.impact_indicator_id", ondelete="CASCADE"), comment="of which indicator"
    )
    counted_on: Mapped[PartialDate] = mapped_column(comment="when it came about, as precisely as known")
    value: Mapped[float] = mapped_column(comment="how many came to it, in the indicator's unit")
    programme: Mapped[str | None] = mapped_column(Text, comment="funding programme and period")
    proof: Mapped[str] = mapped_column(Text, comment="link or name of the document that proves it")


class EventParticipation(Base):
    """How many took part in an event from a country: participations, not different persons."""

    __tablename__ = "event_participation"
    __table_args__ = (CheckConstraint("participation_count >= 0", name="not_negative"),)

    event_id: Mapped[EventKey] = mapped_column(comment="the event")
    country_code: Mapped[CountryKey] = mapped_column(comment="from where")
    participation_count: Mapped[int] = mapped_column(comment="how many took part")


class Step(Sourced, Base):
    """A step on the way from a meeting to money, each linked to the one that it follows."""

    __tablename__ = "step"
    constraints = (
        one_of("kind", STEP_KINDS),
        one_of("cause", CAUSES),
        CheckConstraint(f"outcome IN ({', '.join(map(repr, OUTCOMES))})", name="outcome"),
        CheckConstraint("(kind = 'decision') = (outcome IS NOT NULL)", name="decision_has_outcome"),
        CheckConstraint("amount IS NULL OR currency IS NOT NULL", name="amount_needs_currency"),
        CheckConstraint(
            "amount IS NULL OR currency = 'EUR' OR (eur_rate > 0 AND rate_on IS NOT NULL)", name="currency_needs_rate"
        ),
    )

    step_id: Mapped[Identifier] = mapped_column(primary_key=True, comment="stable name")
    title: Mapped[str] = mapped_column(Text, comment="what happened, in a few words without names of persons")
    kind: Mapped[str] = mapped_column(String(16), comment="what sort of step")
    happened_on: Mapped[PartialDate] = mapped_column(comment="when, as precisely as known")
    cause: Mapped[str] = mapped_column(String(10), comment="what the network had to do with it")
    follows_id: Mapped[Identifier | None] = mapped_column(
        ForeignKey("step.step_id", ondelete="SET NULL", deferrable=True, initially="DEFERRED"),
        comment="the step that led to it",
    )
    event_id: Mapped[Identifier | None] = mapped_column(
        ForeignKey("event.event_id", ondelete="SET NULL"), comment="the event at which it happened"
    )
    project_id: Mapped[Identifier | None] = mapped_column(
        ForeignKey("project.project_id", ondelete="SET NULL"), comment="the project that came of it"
    )
    programme: Mapped[str | None] = mapped_column(Text, comment="funding programme and period")
    outcome: Mapped[str | None] = mapped_column(String(10), comment="of a decision: funded, rejected or withdrawn")
    amount: Mapped[float | None] = mapped_column(comment="sum asked for or granted, in `currency`")
    currency: Mapped[str | None] = mapped_column(String(3), comment="ISO 4217")
    eur_rate: Mapped[float | None] = mapped_column(comment="units of the currency for one euro")
    rate_on: Mapped[date | None] = mapped_column(comment="day of that rate")
    proof: Mapped[str | None] = mapped_column(Text, comment="link or name of the document that proves it")


class StepPartner(Base):
    """A partner that took part in a step: who was introduced, who applied."""

    __tablename__ = "step_partner"

    step_id: Mapped[StepKey] = mapped_column(comment="the step")
    partner_id: Mapped[PartnerKey] = mapped_column(index=True, comment="who took part")


class Solution(Sourced, Base):
    """Something developed jointly that others can take up: a strategy, a pilot action, a solution."""

    __tablename__ = "solution"
    constraints = (one_of("kind", SOLUTION_KINDS),)

    solution_id: Mapped[Identifier] = mapped_column(primary_key=True, comment="stable name")
    title: Mapped[str] = mapped_column(Text, comment="title as published")
    kind: Mapped[str] = mapped_column(String(10), comment="strategy, pilot or solution")
    project_id: Mapped[Identifier | None] = mapped_column(
        ForeignKey("project.project_id", ondelete="SET NULL"), comment="the project that developed it"
    )
    finished_on: Mapped[PartialDate | None] = mapped_column(comment="when it was finished; empty: not yet")
    proof: Mapped[str] = mapped_column(Text, comment="link or name of the document that proves it")


class SolutionPartner(Base):
    """A partner that developed a solution."""

    __tablename__ = "solution_partner"

    solution_id: Mapped[SolutionKey] = mapped_column(comment="the solution")
    partner_id: Mapped[PartnerKey] = mapped_column(index=True, comment="who developed it")


class Uptake(Sourced, Base):
    """Somebody took a solution up, or carried it further."""

    __tablename__ = "uptake"

    uptake_id: Mapped[Identifier] = mapped_column(primary_key=True, comment="stable name")
    solution_id: Mapped[Identifier] = mapped_column(
        ForeignKey("solution.solution_id", ondelete="CASCADE"), comment="what was taken up"
    )
    adopter: Mapped[str] = mapped_column(Text, comment="the organisation that took it up; it may be no partner")
    taken_up_on: Mapped[PartialDate] = mapped_column(comment="when, as precisely as known")
    proof: Mapped[str] = mapped_column(Text, comment="document of the adopter that proves it")


class Continuation(Sourced, Base):
    """A partner went on cooperating after a project was over."""

    __tablename__ = "continuation"

    continuation_id: Mapped[Identifier] = mapped_column(primary_key=True, comment="stable name")
    project_id: Mapped[Identifier] = mapped_column(
        ForeignKey("project.project_id", ondelete="CASCADE"), comment="the project that was over"
    )
    partner_id: Mapped[Identifier] = mapped_column(
        ForeignKey("partner.partner_id", ondelete="CASCADE"), index=True, comment="who went on"
    )
    continued_on: Mapped[PartialDate] = mapped_column(comment="when that was agreed or seen, as precisely as known")
    proof: Mapped[str] = mapped_column(Text, comment="link or name of the agreement or survey")
