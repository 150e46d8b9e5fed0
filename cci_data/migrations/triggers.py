"""The triggers that keep `data_version`: a change by any program counts.

Each migration that makes a table calls `watch` for it, and `unwatch` before dropping it.
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

POSTGRESQL_FUNCTION = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE data_version
    SET version = version + 1, changed_at = clock_timestamp()
    WHERE table_name = TG_TABLE_NAME;
    RETURN NULL;
END
$$
"""
FUNCTION_NAME = "cci_count_change"

POSTGRESQL_TRIGGER = """
CREATE TRIGGER version_{table} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION cci_count_change()
"""


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def make_counter() -> None:
    """Make what the triggers call; before the first `watch`."""
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
