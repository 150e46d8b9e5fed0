"""When a record was changed last, so that the overview can tell."""

import sqlalchemy as sa
from alembic import op

from cci_data.migrations.triggers import drop_stamp, make_stamp, stamp, unstamp

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = ("partner", "project", "event", "good_practice", "spotlight", "statement")


def upgrade() -> None:
    make_stamp()
    for table in TABLES:
        op.add_column(
            table,
            sa.Column(
                "changed_at",
                sa.DateTime(timezone=True),
                nullable=True,
                comment="when the record was changed last (UTC), empty while it is as it came; kept by a trigger",
            ),
        )
        stamp(table)


def downgrade() -> None:
    for table in TABLES:
        unstamp(table)
        op.drop_column(table, "changed_at")
    drop_stamp()
