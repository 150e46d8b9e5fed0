"""Which partners took part in an event."""

import sqlalchemy as sa
from alembic import op

from cci_data.migrations.triggers import unwatch, watch

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_attendance",
        sa.Column("event_id", sa.String(length=80), nullable=False, comment="the event"),
        sa.Column("partner_id", sa.String(length=80), nullable=False, comment="who took part"),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.event_id"], name="fk_event_attendance_event_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.partner_id"], name="fk_event_attendance_partner_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "partner_id", name="pk_event_attendance"),
    )
    op.create_index("ix_event_attendance_partner_id", "event_attendance", ["partner_id"])
    watch("event_attendance")


def downgrade() -> None:
    unwatch("event_attendance")
    op.drop_table("event_attendance")
