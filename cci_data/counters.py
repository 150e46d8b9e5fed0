"""The counters that give out numbers to new rows, where rows brought theirs along."""

from sqlalchemy import Connection, Table, cast, func, select
from sqlalchemy.dialects.postgresql import REGCLASS


def follow(connection: Connection, table: Table) -> None:
    """Let the next number of `table` be higher than all that it holds.

    SQLite does so by itself; on PostgreSQL, rows that bring their numbers along do not move the counter.
    """
    numbered = table.autoincrement_column
    if numbered is not None and connection.dialect.name == "postgresql":
        counter = func.pg_get_serial_sequence(table.name, numbered.name)
        given = func.pg_sequence_last_value(cast(counter, REGCLASS))
        highest = func.greatest(func.max(numbered), given)
        connection.execute(select(func.setval(counter, highest)))
