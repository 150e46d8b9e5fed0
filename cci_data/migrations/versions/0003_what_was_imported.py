"""What was imported, by whom, and what each value was before; ids that live on; when statistics were extracted.

Only `former_partner` is watched: no page shows what the other tables hold, so they do not make the data younger. The
counter of changes is made anew: a transaction counts once.
"""

import sqlalchemy as sa
from alembic import op

from cci_data.migrations.triggers import make_counter, unwatch, watch

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_counter()
    op.create_table(
        "import",
        sa.Column("import_id", sa.Integer(), nullable=False, comment="number of the import"),
        sa.Column("kind", sa.String(length=12), nullable=False, comment="workbook, statistics, undo or turn"),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False, comment="when it was stored (UTC)"),
        sa.Column("imported_by", sa.Text(), nullable=False, comment="who did it; never public"),
        sa.Column("added_count", sa.Integer(), nullable=False, comment="rows that came"),
        sa.Column("changed_count", sa.Integer(), nullable=False, comment="rows of which a value changed"),
        sa.Column("removed_count", sa.Integer(), nullable=False, comment="rows that went"),
        sa.Column(
            "is_incomplete",
            sa.Boolean(),
            nullable=False,
            comment="it parted two partners, of which one was erased since",
        ),
        sa.Column("undoes_import_id", sa.Integer(), nullable=True, comment="the import that this one takes back"),
        sa.CheckConstraint("kind IN ('workbook', 'statistics', 'turn', 'undo')", name=op.f("ck_import_kind")),
        sa.ForeignKeyConstraint(
            ["undoes_import_id"], ["import.import_id"], name="fk_import_undoes_import_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("import_id", name="pk_import"),
    )
    op.create_table(
        "import_file",
        sa.Column("import_id", sa.Integer(), nullable=False, comment="the import"),
        sa.Column("position", sa.Integer(), nullable=False, comment="order on the command line, from 1"),
        sa.Column("name", sa.Text(), nullable=False, comment="name of the file, without its folder"),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="checksum of its bytes"),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.import_id"], name="fk_import_file_import_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("import_id", "position", name="pk_import_file"),
    )
    op.create_table(
        "change",
        sa.Column("change_id", sa.Integer(), nullable=False, comment="number of the change, in the order of events"),
        sa.Column("import_id", sa.Integer(), nullable=False, comment="what it came with"),
        sa.Column("table_name", sa.String(length=40), nullable=False, comment="the table of the row"),
        sa.Column("record_key", sa.Text(), nullable=False, comment="the key of the row, as a JSON array"),
        sa.Column("column_name", sa.String(length=40), comment="the value that changed; empty: the whole row"),
        sa.Column("before", sa.Text(), comment="the former value or row as JSON; empty: the row came"),
        sa.Column("after", sa.Text(), comment="the new value or row as JSON; empty: the row went"),
        sa.Column(
            "partner_id", sa.String(length=80), comment="the partner that the row is about, also when it is gone"
        ),
        sa.ForeignKeyConstraint(["import_id"], ["import.import_id"], name="fk_change_import_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("change_id", name="pk_change"),
    )
    op.create_index("ix_change_import_id", "change", ["import_id"])
    op.create_index("ix_change_partner_id", "change", ["partner_id"])
    op.create_index("ix_change_table_name_record_key", "change", ["table_name", "record_key"])
    op.create_table(
        "former_partner",
        sa.Column("former_id", sa.String(length=80), nullable=False, comment="the id that was"),
        sa.Column("partner_id", sa.String(length=80), nullable=False, comment="the partner that it leads to"),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.partner_id"], name="fk_former_partner_partner_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("former_id", name="pk_former_partner"),
    )
    op.create_index("ix_former_partner_partner_id", "former_partner", ["partner_id"])
    watch("former_partner")
    op.create_table(
        "erasure",
        sa.Column("digest", sa.String(length=64), nullable=False, comment="SHA-256 of an id, or of a name and country"),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False, comment="when (UTC)"),
        sa.PrimaryKeyConstraint("digest", name="pk_erasure"),
    )
    op.add_column(
        "indicator_value",
        sa.Column("extracted_on", sa.Date(), comment="day of the extraction, where the publisher says it"),
    )


def downgrade() -> None:
    op.drop_column("indicator_value", "extracted_on")
    op.drop_table("erasure")
    unwatch("former_partner")
    for table in ("former_partner", "change", "import_file", "import"):
        op.drop_table(table)
