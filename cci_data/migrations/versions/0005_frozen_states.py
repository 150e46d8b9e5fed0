"""States of the data that were given a name and kept."""

import sqlalchemy as sa
from alembic import op

from cci_data.migrations.triggers import unwatch, watch

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "frozen_state",
        sa.Column("slug", sa.String(length=80), nullable=False, comment="stable name, used in links"),
        sa.Column("name", sa.Text(), nullable=False, comment="name on screen, such as that of a meeting"),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False, comment="the moment (UTC)"),
        sa.Column("revision", sa.String(length=32), nullable=False, comment="the migration that the tables were at"),
        sa.Column(
            "partner_count",
            sa.Integer(),
            nullable=False,
            comment="partners on record then, illustrative ones not counted",
        ),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="the tables, as a packed archive"),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="checksum of the content"),
        sa.PrimaryKeyConstraint("slug", name="pk_frozen_state"),
    )
    watch("frozen_state")


def downgrade() -> None:
    unwatch("frozen_state")
    op.drop_table("frozen_state")
