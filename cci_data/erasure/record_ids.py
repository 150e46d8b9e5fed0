"""Ids of records that a program makes of words, among which may be a partner's name; and others in their place.

Such are the ids of events, statements, projects, good practices, and what the ledger tells. Those of countries,
sectors, services and indicators are chosen by people and known to programs; those of partners are their own.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from itertools import chain, count
from typing import Any

from sqlalchemy import Table

from cci_data.erasure.mentions import Finder
from cci_data.erasure.tombstones import record_digest
from cci_data.models import Base, ImpactIndicator, Partner, Sourced
from cci_data.stored import kind_of

# Leaves room for a number in a column of 80.
LONGEST = 70
# The table of a record, and its id.
RecordId = tuple[str, str]


@cache
def record_tables() -> frozenset[Table]:
    """Return the tables of such records: they say where they come from and are known by one text, but no partner's."""
    sourced = {mapper.local_table for mapper in Base.registry.mappers if issubclass(mapper.class_, Sourced)}
    known_by_text = {table for table in sourced if [kind_of(column) for column in table.primary_key] == [str]}
    return frozenset(known_by_text - {Partner.__table__, ImpactIndicator.__table__})


@cache
def record_columns(table: Table) -> dict[str, Table]:
    """Return the columns of `table` that hold such ids, each with the table of the record."""
    found = {key.parent.name: key.column.table for key in table.foreign_keys if key.column.table in record_tables()}
    return found | ({column.name: table for column in table.primary_key} if table in record_tables() else {})


def ids_told(table: Table, values: Mapping[str, Any]) -> set[RecordId]:
    """Return the ids of records among the values of a row of `table`."""
    return {(to.name, values[name]) for name, to in record_columns(table).items() if values.get(name) is not None}


def renamed(table: Table, values: Mapping[str, Any], ids: Mapping[RecordId, str]) -> dict[str, str]:
    """Return those of a row's values that are ids with another in their place: {column: the other}."""
    columns = record_columns(table).items()
    return {name: ids[to.name, values[name]] for name, to in columns if (to.name, values.get(name)) in ids}


def new_ids(finder: Finder, ids: Collection[RecordId], erased: Collection[str] = ()) -> dict[RecordId, str]:
    """Return for each of `ids` that mentions the partner of `finder` another, which says `erased` in its place.

    ids: all that there are; none of them is given again. erased: checksums of ids that nobody gets.
    """
    taken, found = set(ids), {}
    for table, former in sorted(ids):
        words = finder.without_in_id(former)
        if words == former:
            continue
        candidates = ((table, one) for one in _candidates(table, words))
        free = (one for one in candidates if one not in taken and record_digest(*one) not in erased)
        _, found[table, former] = next(free)
        taken.add((table, found[table, former]))
    return found


def _candidates(table: str, words: str) -> Iterable[str]:
    """Give `erased-day`, `erased-day-2` …; where nothing but the mention was in the id, `event-1`, `event-2` …"""
    words = words[:LONGEST].strip("-")
    if words == "erased":
        return (f"{table.replace('_', '-')}-{number}" for number in count(1))
    return chain([words], (f"{words}-{number}" for number in count(2)))
