"""The triggers that keep `data_version` and each record's `changed_at`: a change by any program counts.

Each migration that makes a table calls `watch` for it, and `unwatch` before dropping it; one that gives it a
`changed_at` calls `stamp`, and `unstamp` before dropping the column.
"""

from alembic import op

ACTIONS = ("INSERT", "UPDATE", "DELETE")

SQLITE_TRIGGER = """
CREATE TRIGGER version_{table}_{action} AFTER {action} ON {table}
BEGIN
    UPDATE data_version
    SET version = version + 1, changed_at = strftime('%Y-%m-%d %H:%M:%S', 'now') || '.000000'
    WHERE table_name = '{table}';
END
"""

# One transaction counts once: each further count would leave a row behind that the next has to step over, and thousands
# of statements would take minutes.
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE data_version
    SET version = version + 1, changed_at = clock_timestamp()
    WHERE table_name = TG_TABLE_NAME
    AND xmin::text <> (pg_current_xact_id()::text::numeric % 4294967296)::text;
    RETURN NULL;
END
$$
"""
FUNCTION_NAME = "cci_count_change"

POSTGRESQL_TRIGGER = """
CREATE TRIGGER version_{table} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION cci_count_change()
"""

# The condition keeps the trigger from answering to itself, and lets a restored moment stand.
SQLITE_STAMP = """
CREATE TRIGGER stamp_{table} AFTER UPDATE ON {table} FOR EACH ROW WHEN NEW.changed_at IS OLD.changed_at
BEGIN
    UPDATE {table} SET changed_at = strftime('%Y-%m-%d %H:%M:%f', 'now') || '000' WHERE {key} = NEW.{key};
END
"""

POSTGRESQL_STAMP_FUNCTION = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed_at = clock_timestamp();
    RETURN NEW;
END
$$
"""
STAMP_FUNCTION_NAME = "cci_stamp_change"

POSTGRESQL_STAMP = """
CREATE TRIGGER stamp_{table} BEFORE UPDATE ON {table}
FOR EACH ROW WHEN (NEW.changed_at IS NOT DISTINCT FROM OLD.changed_at) EXECUTE FUNCTION cci_stamp_change()
"""


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def make_counter() -> None:
    """Make what the triggers call, or make it anew; before the first `watch`."""
    if _is_postgresql():
        op.execute(POSTGRESQL_FUNCTION.format(name=FUNCTION_NAME))


def drop_counter() -> None:
    """Take away what `make_counter` made; after the last `unwatch`."""
    if _is_postgresql():
        op.execute(f"DROP FUNCTION {FUNCTION_NAME}()")


def watch(table: str) -> None:
    """Count every change of `table` from now on."""
    op.execute(f"INSERT INTO data_version (table_name, version, changed_at) VALUES ('{table}', 0, CURRENT_TIMESTAMP)")
    if _is_postgresql():
        op.execute(POSTGRESQL_TRIGGER.format(table=table))
    else:
        for action in ACTIONS:
            op.execute(SQLITE_TRIGGER.format(table=table, action=action))


def unwatch(table: str) -> None:
    """Stop counting; dropping the table drops its triggers on both databases."""
    op.execute(f"DELETE FROM data_version WHERE table_name = '{table}'")


def make_stamp() -> None:
    """Make what the stamping triggers call; before the first `stamp`."""
    if _is_postgresql():
        op.execute(POSTGRESQL_STAMP_FUNCTION.format(name=STAMP_FUNCTION_NAME))


def drop_stamp() -> None:
    """Take away what `make_stamp` made; after the last `unstamp`."""
    if _is_postgresql():
        op.execute(f"DROP FUNCTION {STAMP_FUNCTION_NAME}()")


def stamp(table: str) -> None:
    """Keep `changed_at` of `table` from now on; its key is its name and `_id`."""
    statement = POSTGRESQL_STAMP if _is_postgresql() else SQLITE_STAMP
    op.execute(statement.format(table=table, key=f"{table}_id"))


def unstamp(table: str) -> None:
    """Stop keeping `changed_at`."""
    op.execute(f"DROP TRIGGER stamp_{table}" + (f" ON {table}" if _is_postgresql() else ""))
