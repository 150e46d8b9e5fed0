"""Records whose id was made of an erased partner's name get another, wherever the id stands: history included."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Row, Table, delete, insert, literal, select, update
from sqlalchemy.orm import Session

from cci_data.erasure.mentions import Finder
from cci_data.erasure.names import stays
from cci_data.erasure.record_ids import RecordId, ids_told, new_ids, record_columns, record_tables, renamed
from cci_data.history import key_text
from cci_data.models import Base, Change, Erasure

ROWS_AT_ONCE = 1000


@dataclass(frozen=True)
class Renaming:
    """That a record of `table` gets another id; is_there: whether it is in its table, not only remembered."""

    table: str
    former: str
    present: str
    is_there: bool


def find_renamings(
    session: Session, finder: Finder, ids: frozenset[str], forgotten: Collection[int]
) -> tuple[Renaming, ...]:
    """Return which records get another id: those that stay in the tables, and those of which something is remembered.

    ids: the partner's. forgotten: numbers of changes that will not be remembered any longer.
    """
    there = {
        (table.name, one)
        for table in record_tables()
        for one in session.scalars(select(*table.primary_key).where(stays(table, ids)))
    }
    erased = set(session.scalars(select(Erasure.digest)))
    found = new_ids(finder, there | _remembered(session, forgotten), erased)
    return tuple(Renaming(*former, present, former in there) for former, present in found.items())


def _remembered(session: Session, forgotten: Collection[int]) -> set[RecordId]:
    log, found = Change.__table__, set()
    tables = [table.name for table in Base.metadata.sorted_tables if record_columns(table)]
    about = select(log).where(log.c.table_name.in_(tables))
    for change in session.execute(about.execution_options(yield_per=ROWS_AT_ONCE)):
        if change.change_id not in forgotten:
            table = Base.metadata.tables[change.table_name]
            rows = (key_values(table, change), *(values_told(change, side) for side in ("before", "after")))
            found |= {one for row in rows for one in ids_told(table, row)}
    return found


def key_values(table: Table, change: Row) -> dict[str, Any]:
    """Return the key of a remembered change: {column: value}."""
    return dict(zip((column.name for column in table.primary_key), json.loads(change.record_key), strict=True))


def values_told(change: Row, side: str) -> dict[str, Any]:
    """Return what a remembered change says was before or after: {column: value}, empty where there was no row."""
    value = json.loads(getattr(change, side) or "null")
    return {change.column_name: value} if change.column_name else value or {}


def renamed_key(table: Table, change: Row, ids: Mapping[RecordId, str]) -> dict[str, str]:
    """Return the `record_key` of a remembered change with present ids, {} where it has them: a value of `change`."""
    values = key_values(table, change)
    others = renamed(table, values, ids)
    return {"record_key": key_text(tuple((values | others).values()))} if others else {}


def rename(session: Session, renamings: Iterable[Renaming]) -> None:
    """Give records their other id, in their tables and in those that refer to them; what is remembered stays.

    The databases check references at once: so the record comes as a copy first, and goes when nothing refers to it.
    """
    for one in renamings:
        table = Base.metadata.tables[one.table]
        (key,) = table.primary_key
        values = [literal(one.present, key.type) if column is key else column for column in table.columns]
        copy = select(*values).where(key == one.former)
        session.execute(insert(table).from_select([column.name for column in table.columns], copy))
        for column in _references_to(table):
            session.execute(update(column.table).where(column == one.former).values({column: one.present}))
        session.execute(delete(table).where(key == one.former))


def _references_to(table: Table) -> Iterator[Column]:
    for other in Base.metadata.sorted_tables:
        for name, to in record_columns(other).items():
            if to is table and other.columns[name].foreign_keys:
                yield other.columns[name]
