"""The tables of the public record: countries, partners, projects, events, statements and statistics."""

import sqlalchemy as sa
from alembic import op

from cci_data.migrations.triggers import drop_counter, make_counter, unwatch, watch

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "country",
    "data_set",
    "indicator",
    "project",
    "sector",
    "service",
    "event",
    "good_practice",
    "indicator_value",
    "partner",
    "project_sector",
    "event_country",
    "event_host",
    "event_sector",
    "good_practice_partner",
    "good_practice_sector",
    "participation",
    "partner_name",
    "partner_sector",
    "partner_service",
    "place",
    "spotlight",
    "statement",
)


def upgrade() -> None:
    op.create_table(
        "data_version",
        sa.Column("table_name", sa.String(length=40), nullable=False, comment="the table"),
        sa.Column("version", sa.Integer(), nullable=False, comment="grows by at least one with each change"),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False, comment="when it changed last (UTC)"),
        sa.PrimaryKeyConstraint("table_name", name="pk_data_version"),
    )
    op.create_table(
        "country",
        sa.Column("country_code", sa.String(length=2), nullable=False, comment="ISO 3166-1 alpha-2"),
        sa.Column("name", sa.String(length=40), nullable=False, comment="English short name"),
        sa.Column("is_eu_member", sa.Boolean(), nullable=False, comment="member state of the European Union"),
        sa.Column("is_nordic", sa.Boolean(), nullable=False, comment="counts as Nordic in the rules of Nordic funds"),
        sa.Column("is_interreg_bsr", sa.Boolean(), nullable=False, comment="co-financed by Interreg Baltic Sea Region"),
        sa.Column("note", sa.Text(), nullable=True, comment="what to know before reading its figures"),
        sa.PrimaryKeyConstraint("country_code", name="pk_country"),
        sa.UniqueConstraint("name", name="uq_country_name"),
    )
    op.create_table(
        "data_set",
        sa.Column("data_set_id", sa.String(length=80), nullable=False, comment="short stable name"),
        sa.Column("title", sa.Text(), nullable=False, comment="name on screen"),
        sa.Column("publisher", sa.Text(), nullable=False, comment="who publishes it"),
        sa.Column("licence", sa.Text(), nullable=False, comment="terms of reuse"),
        sa.Column("covers", sa.Text(), nullable=False, comment="what it covers and what not"),
        sa.Column("collected_on", sa.Date(), nullable=False, comment="day on which it was brought in"),
        sa.Column(
            "origin", sa.String(length=12), nullable=False, comment="published source, the Desk, or illustrative"
        ),
        sa.CheckConstraint("origin IN ('published', 'desk', 'illustrative')", name="ck_data_set_origin"),
        sa.PrimaryKeyConstraint("data_set_id", name="pk_data_set"),
    )
    op.create_table(
        "indicator",
        sa.Column("indicator_id", sa.String(length=80), nullable=False, comment="short stable name"),
        sa.Column("label", sa.Text(), nullable=False, comment="name on screen"),
        sa.Column("position", sa.Integer(), nullable=False, comment="order on the page, from 1"),
        sa.Column("unit", sa.Text(), nullable=False, comment="unit of the values"),
        sa.Column("decimals", sa.Integer(), nullable=False, comment="digits to print after the point"),
        sa.Column("publisher", sa.Text(), nullable=False, comment="who publishes the series"),
        sa.Column("dataset_code", sa.Text(), nullable=False, comment="the publisher's name of the data set"),
        sa.Column("dataset_filter", sa.Text(), nullable=True, comment="what was chosen from the data set"),
        sa.Column("is_context", sa.Boolean(), nullable=False, comment="for scale only, not about culture"),
        sa.Column("caveat", sa.Text(), nullable=False, comment="what to know before comparing"),
        sa.Column("licence", sa.Text(), nullable=False, comment="terms of reuse"),
        sa.PrimaryKeyConstraint("indicator_id", name="pk_indicator"),
        sa.UniqueConstraint("position", name="uq_indicator_position"),
    )
    op.create_table(
        "project",
        sa.Column("project_id", sa.String(length=80), nullable=False, comment="stable name, used in links"),
        sa.Column("title", sa.Text(), nullable=False, comment="title as published"),
        sa.Column("programme", sa.Text(), nullable=True, comment="funding programme and period"),
        sa.Column("starts", sa.String(length=10), nullable=True, comment="start, as precisely as known"),
        sa.Column("ends", sa.String(length=10), nullable=True, comment="end, as precisely as known"),
        sa.Column(
            "total_budget_eur",
            sa.Integer(),
            nullable=True,
            comment="published total budget; never summed over partners",
        ),
        sa.Column("partners_published_count", sa.Integer(), nullable=True, comment="number of partners as published"),
        sa.Column("is_cross_sectoral", sa.Boolean(), nullable=False, comment="concerns all sectors"),
        sa.Column("note", sa.Text(), nullable=True, comment="what the sources say differently"),
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
        sa.CheckConstraint("origin IN ('published', 'desk', 'illustrative')", name="ck_project_origin"),
        sa.PrimaryKeyConstraint("project_id", name="pk_project"),
    )
    op.create_table(
        "sector",
        sa.Column("sector_id", sa.String(length=80), nullable=False, comment="short stable name"),
        sa.Column("label", sa.String(length=80), nullable=False, comment="name on screen"),
        sa.Column("position", sa.Integer(), nullable=False, comment="order in lists and matrices, from 1"),
        sa.Column("definition", sa.Text(), nullable=False, comment="what belongs to the sector"),
        sa.Column(
            "nace_exclusive", sa.Text(), nullable=False, comment="NACE Rev. 2 classes of this sector alone, by ;"
        ),
        sa.Column("nace_shared", sa.Text(), nullable=True, comment="NACE Rev. 2 classes shared with others, by ;"),
        sa.Column("creative_europe", sa.Text(), nullable=False, comment="the same in the words of Creative Europe"),
        sa.Column("essnet_domain", sa.Text(), nullable=False, comment="domain in the ESSnet-Culture framework"),
        sa.Column("german_submarket", sa.Text(), nullable=False, comment="Teilmarkt of the German monitoring report"),
        sa.PrimaryKeyConstraint("sector_id", name="pk_sector"),
        sa.UniqueConstraint("label", name="uq_sector_label"),
        sa.UniqueConstraint("position", name="uq_sector_position"),
    )
    op.create_table(
        "service",
        sa.Column("service_id", sa.String(length=80), nullable=False, comment="short stable name"),
        sa.Column("label", sa.String(length=80), nullable=False, comment="name on screen"),
        sa.Column("position", sa.Integer(), nullable=False, comment="order in lists, from 1"),
        sa.PrimaryKeyConstraint("service_id", name="pk_service"),
        sa.UniqueConstraint("label", name="uq_service_label"),
        sa.UniqueConstraint("position", name="uq_service_position"),
    )
    op.create_table(
        "event",
        sa.Column("event_id", sa.String(length=80), nullable=False, comment="stable name; with it the calendar's UID"),
        sa.Column("title", sa.Text(), nullable=False, comment="title as published"),
        sa.Column("kind", sa.String(length=20), nullable=False, comment="what sort of event"),
        sa.Column("starts_on", sa.Date(), nullable=False, comment="first day, in the event's zone"),
        sa.Column(
            "starts_time", sa.Time(), nullable=True, comment="start, wall clock in the event's zone; empty: all day"
        ),
        sa.Column("ends_on", sa.Date(), nullable=True, comment="last day, included; empty: the first day"),
        sa.Column("ends_time", sa.Time(), nullable=True, comment="end, wall clock in the event's zone"),
        sa.Column(
            "time_zone", sa.String(length=40), nullable=True, comment="IANA name of the zone, such as Europe/Riga"
        ),
        sa.Column("city", sa.Text(), nullable=True, comment="where it takes place"),
        sa.Column("country_code", sa.String(length=2), nullable=True, comment="country where it takes place"),
        sa.Column("latitude", sa.Double(), nullable=True, comment="degrees north, WGS 84"),
        sa.Column("longitude", sa.Double(), nullable=True, comment="degrees east, WGS 84"),
        sa.Column("is_online", sa.Boolean(), nullable=False, comment="can be joined from anywhere"),
        sa.Column("link", sa.Text(), nullable=True, comment="page of the event"),
        sa.Column("note", sa.Text(), nullable=True, comment="what else to know"),
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
        sa.CheckConstraint(
            "kind IN ('network_meeting', 'study_visit', 'conference', 'workshop', 'festival', 'competition', 'project_meeting', 'call_deadline', 'capital_of_culture', 'other')",
            name="ck_event_kind",
        ),
        sa.CheckConstraint("origin IN ('published', 'desk', 'illustrative')", name="ck_event_origin"),
        sa.CheckConstraint("ends_time IS NULL OR starts_time IS NOT NULL", name="ck_event_end_time_needs_start_time"),
        sa.CheckConstraint("starts_time IS NULL OR time_zone IS NOT NULL", name="ck_event_time_needs_zone"),
        sa.ForeignKeyConstraint(["country_code"], ["country.country_code"], name="fk_event_country_code"),
        sa.PrimaryKeyConstraint("event_id", name="pk_event"),
    )
    op.create_index("ix_event_starts_on", "event", ["starts_on"])
    op.create_table(
        "good_practice",
        sa.Column("good_practice_id", sa.String(length=80), nullable=False, comment="stable name, used in links"),
        sa.Column("title", sa.Text(), nullable=False, comment="title as published"),
        sa.Column("country_code", sa.String(length=2), nullable=True, comment="country of the lead partner"),
        sa.Column("is_cross_sectoral", sa.Boolean(), nullable=False, comment="serves all sectors"),
        sa.Column("format", sa.Text(), nullable=False, comment="what sort of activity"),
        sa.Column("starts", sa.String(length=10), nullable=True, comment="start, as precisely as known"),
        sa.Column("ends", sa.String(length=10), nullable=True, comment="end, as precisely as known"),
        sa.Column("summary", sa.Text(), nullable=False, comment="what was done, in a sentence or two"),
        sa.Column("in_figures", sa.Text(), nullable=True, comment="its own figures, label: value, by ;"),
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
        sa.CheckConstraint("origin IN ('published', 'desk', 'illustrative')", name="ck_good_practice_origin"),
        sa.ForeignKeyConstraint(["country_code"], ["country.country_code"], name="fk_good_practice_country_code"),
        sa.PrimaryKeyConstraint("good_practice_id", name="pk_good_practice"),
    )
    op.create_table(
        "indicator_value",
        sa.Column("indicator_id", sa.String(length=80), nullable=False, comment="the series"),
        sa.Column("area_code", sa.String(length=10), nullable=False, comment="country code, or EU27_2020"),
        sa.Column("year", sa.Integer(), nullable=False, comment="calendar year"),
        sa.Column("value", sa.Double(), nullable=False, comment="in the indicator's unit"),
        sa.Column("flag", sa.String(length=4), nullable=True, comment="the publisher's flag; b: break in the series"),
        sa.Column("source", sa.Text(), nullable=False, comment="table or page that gives the value"),
        sa.CheckConstraint(
            "area_code IN ('DK', 'EE', 'FI', 'DE', 'IS', 'LV', 'LT', 'NO', 'PL', 'SE', 'EU27_2020')",
            name="ck_indicator_value_area_code",
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.indicator_id"], name="fk_indicator_value_indicator_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("indicator_id", "area_code", "year", name="pk_indicator_value"),
    )
    op.create_table(
        "partner",
        sa.Column("partner_id", sa.String(length=80), nullable=False, comment="stable name, used in links"),
        sa.Column("name", sa.Text(), nullable=False, comment="name on screen; two partners may share one"),
        sa.Column("country_code", sa.String(length=2), nullable=True, comment="country; empty where not stated"),
        sa.Column("country_basis", sa.Text(), nullable=True, comment="how the country is known"),
        sa.Column("organisation_type", sa.Text(), nullable=True, comment="type in the terms of Interreg"),
        sa.Column("type_basis", sa.Text(), nullable=True, comment="how the type is known"),
        sa.Column("is_cross_sectoral", sa.Boolean(), nullable=False, comment="serves all sectors; unlike unknown"),
        sa.Column("sector_basis", sa.Text(), nullable=True, comment="how the sectors are known"),
        sa.Column("website", sa.Text(), nullable=True, comment="address of the partner's own site"),
        sa.Column("ror_id", sa.Text(), nullable=True, comment="identifier in the Research Organization Registry"),
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
        sa.CheckConstraint("origin IN ('published', 'desk', 'illustrative')", name="ck_partner_origin"),
        sa.ForeignKeyConstraint(["country_code"], ["country.country_code"], name="fk_partner_country_code"),
        sa.PrimaryKeyConstraint("partner_id", name="pk_partner"),
    )
    op.create_index("ix_partner_country_code", "partner", ["country_code"])
    op.create_table(
        "project_sector",
        sa.Column("project_id", sa.String(length=80), nullable=False, comment="the project"),
        sa.Column("sector_id", sa.String(length=80), nullable=False, comment="the sector"),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.project_id"], name="fk_project_sector_project_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sector_id"], ["sector.sector_id"], name="fk_project_sector_sector_id"),
        sa.PrimaryKeyConstraint("project_id", "sector_id", name="pk_project_sector"),
    )
    op.create_table(
        "event_country",
        sa.Column("event_id", sa.String(length=80), nullable=False, comment="the event"),
        sa.Column("country_code", sa.String(length=2), nullable=False, comment="the country"),
        sa.ForeignKeyConstraint(["country_code"], ["country.country_code"], name="fk_event_country_country_code"),
        sa.ForeignKeyConstraint(["event_id"], ["event.event_id"], name="fk_event_country_event_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "country_code", name="pk_event_country"),
    )
    op.create_table(
        "event_host",
        sa.Column("event_id", sa.String(length=80), nullable=False, comment="the event"),
        sa.Column("partner_id", sa.String(length=80), nullable=False, comment="the host"),
        sa.ForeignKeyConstraint(["event_id"], ["event.event_id"], name="fk_event_host_event_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.partner_id"], name="fk_event_host_partner_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "partner_id", name="pk_event_host"),
    )
    op.create_index("ix_event_host_partner_id", "event_host", ["partner_id"])
    op.create_table(
        "event_sector",
        sa.Column("event_id", sa.String(length=80), nullable=False, comment="the event"),
        sa.Column("sector_id", sa.String(length=80), nullable=False, comment="the sector"),
        sa.ForeignKeyConstraint(["event_id"], ["event.event_id"], name="fk_event_sector_event_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["sector_id"], ["sector.sector_id"], name="fk_event_sector_sector_id"),
        sa.PrimaryKeyConstraint("event_id", "sector_id", name="pk_event_sector"),
    )
    op.create_table(
        "good_practice_partner",
        sa.Column("good_practice_id", sa.String(length=80), nullable=False, comment="the practice"),
        sa.Column("partner_id", sa.String(length=80), nullable=False, comment="the partner"),
        sa.Column("role", sa.String(length=12), nullable=False, comment="lead or partner"),
        sa.CheckConstraint("role IN ('lead', 'partner')", name="ck_good_practice_partner_role"),
        sa.ForeignKeyConstraint(
            ["good_practice_id"],
            ["good_practice.good_practice_id"],
            name="fk_good_practice_partner_good_practice_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.partner_id"], name="fk_good_practice_partner_partner_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("good_practice_id", "partner_id", name="pk_good_practice_partner"),
    )
    op.create_index("ix_good_practice_partner_partner_id", "good_practice_partner", ["partner_id"])
    op.create_table(
        "good_practice_sector",
        sa.Column("good_practice_id", sa.String(length=80), nullable=False, comment="the practice"),
        sa.Column("sector_id", sa.String(length=80), nullable=False, comment="the sector"),
        sa.ForeignKeyConstraint(
            ["good_practice_id"],
            ["good_practice.good_practice_id"],
            name="fk_good_practice_sector_good_practice_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["sector_id"], ["sector.sector_id"], name="fk_good_practice_sector_sector_id"),
        sa.PrimaryKeyConstraint("good_practice_id", "sector_id", name="pk_good_practice_sector"),
    )
    op.create_table(
        "participation",
        sa.Column("project_id", sa.String(length=80), nullable=False, comment="the project"),
        sa.Column("partner_id", sa.String(length=80), nullable=False, comment="who takes part"),
        sa.Column("role", sa.String(length=12), nullable=False, comment="lead or partner"),
        sa.Column("source", sa.Text(), nullable=False, comment="page that names the partner"),
        sa.CheckConstraint("role IN ('lead', 'partner')", name="ck_participation_role"),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.partner_id"], name="fk_participation_partner_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.project_id"], name="fk_participation_project_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("project_id", "partner_id", name="pk_participation"),
    )
    op.create_index("ix_participation_partner_id", "participation", ["partner_id"])
    op.create_table(
        "partner_name",
        sa.Column("partner_id", sa.String(length=80), nullable=False, comment="whose name"),
        sa.Column("name", sa.String(length=300), nullable=False, comment="the other name"),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.partner_id"], name="fk_partner_name_partner_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("partner_id", "name", name="pk_partner_name"),
    )
    op.create_table(
        "partner_sector",
        sa.Column("partner_id", sa.String(length=80), nullable=False, comment="who works in it"),
        sa.Column("sector_id", sa.String(length=80), nullable=False, comment="the sector"),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.partner_id"], name="fk_partner_sector_partner_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sector_id"], ["sector.sector_id"], name="fk_partner_sector_sector_id"),
        sa.PrimaryKeyConstraint("partner_id", "sector_id", name="pk_partner_sector"),
    )
    op.create_index("ix_partner_sector_sector_id", "partner_sector", ["sector_id"])
    op.create_table(
        "partner_service",
        sa.Column("partner_id", sa.String(length=80), nullable=False, comment="who offers it"),
        sa.Column("service_id", sa.String(length=80), nullable=False, comment="the service"),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.partner_id"], name="fk_partner_service_partner_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.service_id"], name="fk_partner_service_service_id"),
        sa.PrimaryKeyConstraint("partner_id", "service_id", name="pk_partner_service"),
    )
    op.create_index("ix_partner_service_service_id", "partner_service", ["service_id"])
    op.create_table(
        "place",
        sa.Column("partner_id", sa.String(length=80), nullable=False, comment="who is there"),
        sa.Column("city", sa.String(length=120), nullable=False, comment="city or municipality"),
        sa.Column("country_code", sa.String(length=2), nullable=True, comment="country of the place"),
        sa.Column(
            "latitude", sa.Double(), nullable=False, comment="degrees north, WGS 84; a city's point, not an address"
        ),
        sa.Column("longitude", sa.Double(), nullable=False, comment="degrees east, WGS 84"),
        sa.Column("basis", sa.Text(), nullable=True, comment="how the place is known"),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name="ck_place_latitude"),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name="ck_place_longitude"),
        sa.ForeignKeyConstraint(["country_code"], ["country.country_code"], name="fk_place_country_code"),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.partner_id"], name="fk_place_partner_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("partner_id", "city", name="pk_place"),
    )
    op.create_table(
        "spotlight",
        sa.Column("spotlight_id", sa.Integer(), nullable=False, comment="number of the turn"),
        sa.Column("country_code", sa.String(length=2), nullable=False, comment="whose turn"),
        sa.Column("starts_on", sa.Date(), nullable=False, comment="first day"),
        sa.Column("ends_on", sa.Date(), nullable=False, comment="last day, included"),
        sa.Column(
            "steward_partner_id", sa.String(length=80), nullable=True, comment="partner that looks after the turn"
        ),
        sa.Column("note", sa.Text(), nullable=True, comment="what the turn is about"),
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
        sa.CheckConstraint("origin IN ('published', 'desk', 'illustrative')", name="ck_spotlight_origin"),
        sa.CheckConstraint("starts_on <= ends_on", name="ck_spotlight_dates"),
        sa.ForeignKeyConstraint(["country_code"], ["country.country_code"], name="fk_spotlight_country_code"),
        sa.ForeignKeyConstraint(
            ["steward_partner_id"], ["partner.partner_id"], name="fk_spotlight_steward_partner_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("spotlight_id", name="pk_spotlight"),
    )
    op.create_table(
        "statement",
        sa.Column("statement_id", sa.String(length=80), nullable=False, comment="stable name"),
        sa.Column("country_code", sa.String(length=2), nullable=False, comment="the country it is about"),
        sa.Column(
            "kind",
            sa.String(length=12),
            nullable=False,
            comment="status, strategy, body, figure, need, offer, mentoring",
        ),
        sa.Column("text", sa.Text(), nullable=False, comment="the statement"),
        sa.Column("year", sa.Integer(), nullable=True, comment="year that a fact refers to"),
        sa.Column("partner_id", sa.String(length=80), nullable=True, comment="who states a need or an offer"),
        sa.Column("stated_on", sa.Date(), nullable=True, comment="day of the statement"),
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
        sa.CheckConstraint(
            "kind IN ('status', 'strategy', 'body', 'figure', 'need', 'offer', 'mentoring')", name="ck_statement_kind"
        ),
        sa.CheckConstraint("origin IN ('published', 'desk', 'illustrative')", name="ck_statement_origin"),
        sa.ForeignKeyConstraint(["country_code"], ["country.country_code"], name="fk_statement_country_code"),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.partner_id"], name="fk_statement_partner_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement_id", name="pk_statement"),
    )
    op.create_index("ix_statement_country_code", "statement", ["country_code"])
    make_counter()
    for table in TABLES:
        watch(table)


def downgrade() -> None:
    for table in reversed(TABLES):
        unwatch(table)
        op.drop_table(table)
    drop_counter()
    op.drop_table("data_version")
