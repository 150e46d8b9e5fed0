"""What alembic runs: our tables only, on the engine that `cci_data.database` hands over.

For whoever writes a migration: on SQLite, `batch_alter_table` makes the table anew. Dropping the old one would delete
along what refers to it, so foreign keys must be off before the transaction begins (SQLite ignores the pragma inside);
and its triggers go with it, so `unwatch` and then `watch` must be called again, and `stamp` where it has a `changed_at`
(triggers.py).
"""

from alembic import context

from cci_data.database import VERSION_TABLE, writing_engine
from cci_data.models import Base
from cci_data.settings import read_settings


def is_ours(name: str | None, kind: str, _parents: dict[str, str | None]) -> bool:
    """Leave every table alone that is not in our models: the database may be shared."""
    return kind != "table" or name in Base.metadata.tables


def run() -> None:
    """Run the migrations in one transaction, so that a failed one leaves nothing half-done."""
    engine = context.config.attributes.get("engine") or writing_engine(read_settings().database_url)
    with engine.begin() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            version_table=VERSION_TABLE,
            include_name=is_ours,
            render_as_batch=True,
            compare_type=True,
            transactional_ddl=True,
        )
        context.run_migrations()


run()
