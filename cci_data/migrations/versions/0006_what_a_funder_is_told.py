"""What a funder is told: indicators of impact, the ledger from meeting to money, and what outlives a project."""

import sqlalchemy as sa
from alembic import op

from cci_data.migrations.triggers import stamp, unstamp, unwatch, watch

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = (
    "impact_indicator",
    "impact_value",
    "solution",
    "continuation",
    "event_participation",
    "event_project",
    "solution_partner",
    "step",
    "uptake",
    "step_partner",
)
STAMPED = ("impact_indicator", "impact_value", "solution", "continuation", "step", "uptake")


def sourced() -> list[sa.Column]:
    return [
        sa.Column(
            "origin", sa.String(length=12), nullable=False, comment="published source, the Desk, or illustrative"
        ),
        sa.Column("source", sa.Text(), nullable=False, comment="page, publication or person of the Desk"),
        sa.Column(
            "recorded_at",
            sa.DateTime(timezone=True),
            server_default=sa.func.current_timestamp(),
            nullable=False,
            comment="when the record came into this database (UTC)",
        ),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            comment="when the record was changed last (UTC), empty while it is as it came; kept by a trigger",
        ),
    ]


def upgrade() -> None:
    op.create_table(
        "impact_indicator",
        sa.Column("impact_indicator_id", sa.String(length=80), nullable=False, comment="short stable name"),
        sa.Column("code", sa.String(length=20), comment="the programme's code, such as RCO87"),
        sa.Column("label", sa.Text(), nullable=False, comment="name on screen"),
        sa.Column("position", sa.Integer(), nullable=False, comment="order on the page, from 1"),
        sa.Column("family", sa.String(length=12), nullable=False, comment="of a programme, or the network's own count"),
        sa.Column("kind", sa.String(length=8), nullable=False, comment="output, result or own"),
        sa.Column("unit", sa.Text(), nullable=False, comment="what is counted"),
        sa.Column("counts", sa.Text(), nullable=False, comment="what counts, as the programme or the network says it"),
        sa.Column("counts_not", sa.Text(), comment="what does not count"),
        sa.Column("proof", sa.Text(), nullable=False, comment="what proves it"),
        sa.Column("counted_by", sa.Text(), nullable=False, comment="who counts"),
        sa.Column(
            "is_confirmed",
            sa.Boolean(),
            nullable=False,
            comment="whether the rule was read in the programme's own text",
        ),
        sa.Column("confirmed_by", sa.Text(), comment="page that gives the rule, or that it is from memory"),
        sa.Column("baseline", sa.Double(), comment="where it started, in its unit"),
        sa.Column("baseline_year", sa.Integer(), comment="year of the baseline"),
        sa.Column("target", sa.Double(), comment="where it shall be, in its unit"),
        sa.Column("target_year", sa.Integer(), comment="year in which the target shall be reached"),
        *sourced(),
        sa.CheckConstraint("family IN ('programme', 'own')", name="ck_impact_indicator_family"),
        sa.CheckConstraint("kind IN ('output', 'result', 'own')", name="ck_impact_indicator_kind"),
        sa.CheckConstraint("origin IN ('published', 'desk', 'illustrative')", name="ck_impact_indicator_origin"),
        sa.CheckConstraint(
            "baseline IS NULL OR baseline_year IS NOT NULL", name="ck_impact_indicator_baseline_needs_year"
        ),
        sa.CheckConstraint("target IS NULL OR target_year IS NOT NULL", name="ck_impact_indicator_target_needs_year"),
        sa.PrimaryKeyConstraint("impact_indicator_id", name="pk_impact_indicator"),
    )
    op.create_table(
        "impact_value",
        sa.Column("impact_value_id", sa.String(length=80), nullable=False, comment="stable name"),
        sa.Column("impact_indicator_id", sa.String(length=80), nullable=False, comment="of which indicator"),
        sa.Column(
            "counted_on", sa.String(length=10), nullable=False, comment="when it came about, as precisely as known"
        ),
        sa.Column("value", sa.Double(), nullable=False, comment="how many came to it, in the indicator's unit"),
        sa.Column("programme", sa.Text(), comment="funding programme and period"),
        sa.Column("proof", sa.Text(), nullable=False, comment="link or name of the document that proves it"),
        *sourced(),
        sa.CheckConstraint("origin IN ('published', 'desk', 'illustrative')", name="ck_impact_value_origin"),
        sa.ForeignKeyConstraint(
            ["impact_indicator_id"],
            ["impact_indicator.impact_indicator_id"],
            name="fk_impact_value_impact_indicator_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("impact_value_id", name="pk_impact_value"),
    )
    op.create_table(
        "solution",
        sa.Column("solution_id", sa.String(length=80), nullable=False, comment="stable name"),
        sa.Column("title", sa.Text(), nullable=False, comment="title as published"),
        sa.Column("kind", sa.String(length=10), nullable=False, comment="strategy, pilot or solution"),
        sa.Column("project_id", sa.String(length=80), comment="the project that developed it"),
        sa.Column("finished_on", sa.String(length=10), comment="when it was finished; empty: not yet"),
        sa.Column("proof", sa.Text(), nullable=False, comment="link or name of the document that proves it"),
        *sourced(),
        sa.CheckConstraint("kind IN ('strategy', 'pilot', 'solution')", name="ck_solution_kind"),
        sa.CheckConstraint("origin IN ('published', 'desk', 'illustrative')", name="ck_solution_origin"),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.project_id"], name="fk_solution_project_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("solution_id", name="pk_solution"),
    )
    op.create_table(
        "continuation",
        sa.Column("continuation_id", sa.String(length=80), nullable=False, comment="stable name"),
        sa.Column("project_id", sa.String(length=80), nullable=False, comment="the project that was over"),
        sa.Column("partner_id", sa.String(length=80), nullable=False, comment="who went on"),
        sa.Column(
            "continued_on",
            sa.String(length=10),
            nullable=False,
            comment="when that was agreed or seen, as precisely as known",
        ),
        sa.Column("proof", sa.Text(), nullable=False, comment="link or name of the agreement or survey"),
        *sourced(),
        sa.CheckConstraint("origin IN ('published', 'desk', 'illustrative')", name="ck_continuation_origin"),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.partner_id"], name="fk_continuation_partner_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.project_id"], name="fk_continuation_project_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("continuation_id", name="pk_continuation"),
    )
    op.create_index("ix_continuation_partner_id", "continuation", ["partner_id"])
    op.create_table(
        "event_participation",
        sa.Column("event_id", sa.String(length=80), nullable=False, comment="the event"),
        sa.Column("country_code", sa.String(length=2), nullable=False, comment="from where"),
        sa.Column("participation_count", sa.Integer(), nullable=False, comment="how many took part"),
        sa.CheckConstraint("participation_count >= 0", name="ck_event_participation_not_negative"),
        sa.ForeignKeyConstraint(["country_code"], ["country.country_code"], name="fk_event_participation_country_code"),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.event_id"], name="fk_event_participation_event_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "country_code", name="pk_event_participation"),
    )
    op.create_table(
        "event_project",
        sa.Column("event_id", sa.String(length=80), nullable=False, comment="the event"),
        sa.Column("project_id", sa.String(length=80), nullable=False, comment="the project"),
        sa.ForeignKeyConstraint(["event_id"], ["event.event_id"], name="fk_event_project_event_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.project_id"], name="fk_event_project_project_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "project_id", name="pk_event_project"),
    )
    op.create_index("ix_event_project_project_id", "event_project", ["project_id"])
    op.create_table(
        "solution_partner",
        sa.Column("solution_id", sa.String(length=80), nullable=False, comment="the solution"),
        sa.Column("partner_id", sa.String(length=80), nullable=False, comment="who developed it"),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.partner_id"], name="fk_solution_partner_partner_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["solution_id"], ["solution.solution_id"], name="fk_solution_partner_solution_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("solution_id", "partner_id", name="pk_solution_partner"),
    )
    op.create_index("ix_solution_partner_partner_id", "solution_partner", ["partner_id"])
    op.create_table(
        "step",
        sa.Column("step_id", sa.String(length=80), nullable=False, comment="stable name"),
        sa.Column("title", sa.Text(), nullable=False, comment="what happened, in a few words without names of persons"),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="what sort of step"),
        sa.Column("happened_on", sa.String(length=10), nullable=False, comment="when, as precisely as known"),
        sa.Column("cause", sa.String(length=10), nullable=False, comment="what the network had to do with it"),
        sa.Column("follows_id", sa.String(length=80), comment="the step that led to it"),
        sa.Column("event_id", sa.String(length=80), comment="the event at which it happened"),
        sa.Column("project_id", sa.String(length=80), comment="the project that came of it"),
        sa.Column("programme", sa.Text(), comment="funding programme and period"),
        sa.Column("outcome", sa.String(length=10), comment="of a decision: funded, rejected or withdrawn"),
        sa.Column("amount", sa.Double(), comment="sum asked for or granted, in `currency`"),
        sa.Column("currency", sa.String(length=3), comment="ISO 4217"),
        sa.Column("eur_rate", sa.Double(), comment="units of the currency for one euro"),
        sa.Column("rate_on", sa.Date(), comment="day of that rate"),
        sa.Column("proof", sa.Text(), comment="link or name of the document that proves it"),
        *sourced(),
        sa.CheckConstraint("(kind = 'decision') = (outcome IS NOT NULL)", name="ck_step_decision_has_outcome"),
        sa.CheckConstraint(
            "amount IS NULL OR currency = 'EUR' OR (eur_rate > 0 AND rate_on IS NOT NULL)",
            name="ck_step_currency_needs_rate",
        ),
        sa.CheckConstraint("cause IN ('caused', 'helped', 'happened')", name="ck_step_cause"),
        sa.CheckConstraint(
            "kind IN ('contact', 'joint_activity', 'application', 'decision', 'project')", name="ck_step_kind"
        ),
        sa.CheckConstraint("origin IN ('published', 'desk', 'illustrative')", name="ck_step_origin"),
        sa.CheckConstraint("outcome IN ('funded', 'rejected', 'withdrawn')", name="ck_step_outcome"),
        sa.CheckConstraint("amount IS NULL OR currency IS NOT NULL", name="ck_step_amount_needs_currency"),
        sa.ForeignKeyConstraint(["event_id"], ["event.event_id"], name="fk_step_event_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["follows_id"],
            ["step.step_id"],
            name="fk_step_follows_id",
            ondelete="SET NULL",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.project_id"], name="fk_step_project_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("step_id", name="pk_step"),
    )
    op.create_table(
        "uptake",
        sa.Column("uptake_id", sa.String(length=80), nullable=False, comment="stable name"),
        sa.Column("solution_id", sa.String(length=80), nullable=False, comment="what was taken up"),
        sa.Column(
            "adopter", sa.Text(), nullable=False, comment="the organisation that took it up; it may be no partner"
        ),
        sa.Column("taken_up_on", sa.String(length=10), nullable=False, comment="when, as precisely as known"),
        sa.Column("proof", sa.Text(), nullable=False, comment="document of the adopter that proves it"),
        *sourced(),
        sa.CheckConstraint("origin IN ('published', 'desk', 'illustrative')", name="ck_uptake_origin"),
        sa.ForeignKeyConstraint(
            ["solution_id"], ["solution.solution_id"], name="fk_uptake_solution_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("uptake_id", name="pk_uptake"),
    )
    op.create_table(
        "step_partner",
        sa.Column("step_id", sa.String(length=80), nullable=False, comment="the step"),
        sa.Column("partner_id", sa.String(length=80), nullable=False, comment="who took part"),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.partner_id"], name="fk_step_partner_partner_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["step_id"], ["step.step_id"], name="fk_step_partner_step_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("step_id", "partner_id", name="pk_step_partner"),
    )
    op.create_index("ix_step_partner_partner_id", "step_partner", ["partner_id"])
    for table in TABLES:
        watch(table)
    for table in STAMPED:
        stamp(table)
    op.add_column(
        "partner", sa.Column("confirmed_on", sa.Date(), comment="day on which the partner last confirmed its profile")
    )


def downgrade() -> None:
    op.drop_column("partner", "confirmed_on")
    for table in STAMPED:
        unstamp(table)
    for table in reversed(TABLES):
        unwatch(table)
        op.drop_table(table)
