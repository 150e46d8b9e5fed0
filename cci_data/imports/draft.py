"""The database as it shall be: rows are put and removed on paper first, and what differs becomes steps."""

import math
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from cci_data.history import KEPT_BY_THE_DATABASE, Key, Step, Values, key_of
from cci_data.models import Base


class Draft:
    """The rows of our tables as they are, with what shall change; nothing is written."""

    def __init__(self, session: Session) -> None:
        """Read from `session`, a table when it is first asked for."""
        self._session = session
        self._rows: dict[Table, dict[Key, dict[str, Any]]] = {}
        self._before: dict[tuple[Table, Key], Values | None] = {}
        self._unnumbered = 0

    def rows(self, table: Table) -> Mapping[Key, dict[str, Any]]:
        """Return the rows of a table as they shall be, by key."""
        if table not in self._rows:
            stored = self._session.execute(select(table)).mappings()
            self._rows[table] = {key_of(table, row): dict(row) for row in stored}
        return self._rows[table]

    def new_number(self) -> Key:
        """Return a key for a row that gets its number when it is stored: a number below zero until then."""
        self._unnumbered -= 1
        return (self._unnumbered,)

    def put(self, table: Table, key: Key, values: Values) -> None:
        """Let a row have `values`: one that is there keeps its others, one that is not comes."""
        there = self.rows(table).get(key)
        self._before.setdefault((table, key), there)
        self._rows[table][key] = {**(there or {}), **values}

    def remove(self, table: Table, key: Key) -> None:
        """Let a row go."""
        self._before.setdefault((table, key), self.rows(table)[key])
        del self._rows[table][key]

    def steps(self, of: Table | None = None) -> list[Step]:
        """Return what must be done: rows come before others change or go, and none is without what it refers to.

        of: the table that is asked about, without it all.
        """
        order = {table: number for number, table in enumerate(Base.metadata.sorted_tables)}
        came, changed, gone = [], [], []
        touched = ((place, row) for place, row in self._before.items() if of is None or place[0] is of)
        for (table, key), before in touched:
            after = self._rows[table].get(key)
            if before is None and after is not None:
                came.append(_coming(table, key, after))
            elif before is not None and after is None:
                gone.append(Step(table, key, before, None))
            elif before is not None and (names := _differing(before, after)):
                pick = [{name: row.get(name) for name in names} for row in (before, after)]
                changed.append(Step(table, key, *pick))
        came.sort(key=lambda step: (order[step.table], step.table.name, sorted(step.after)))
        changed.sort(key=lambda step: (order[step.table], list(step.after)))
        gone.sort(key=lambda step: -order[step.table])
        return came + changed + gone


def _coming(table: Table, key: Key, after: Values) -> Step:
    column = table.autoincrement_column
    if column is None or key[0] >= 0:
        return Step(table, key, None, after)
    return Step(table, None, None, {name: value for name, value in after.items() if name != column.name})


def is_same(one: Any, other: Any) -> bool:
    """Tell whether two values are one; a spreadsheet keeps only 15 digits of a number, and line feeds alone."""
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-14)
    if isinstance(one, str) and isinstance(other, str):
        return one.replace("\r\n", "\n") == other.replace("\r\n", "\n")
    return one == other


def _differing(before: Values, after: Values) -> list[str]:
    names = (name for name in after if name not in KEPT_BY_THE_DATABASE)
    return [name for name in names if not is_same(before.get(name), after[name])]
