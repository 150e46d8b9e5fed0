"""What there is to do for a partner to be erased: what is forgotten, what is written, and which records are renamed."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, Table, select
from sqlalchemy.orm import Session

from cci_data.erasure.mentions import Called, Finder
from cci_data.erasure.names import stays
from cci_data.erasure.record_ids import RecordId, renamed
from cci_data.erasure.redaction import REASONS, Redacted, redact, treatment
from cci_data.erasure.removal import Mention
from cci_data.erasure.renaming import Renaming, find_renamings, renamed_key, values_told
from cci_data.erasure.tombstones import record_digest
from cci_data.history import Key, key_text
from cci_data.models import Base, Change
from cci_data.progress import Tell
from cci_data.queries.history import ids_in, record_said, references

ROWS_AT_ONCE = 1000


@dataclass
class Plan:
    """What there is to do: rows of `change` to forget, and values to write: (table, key, {column: value}).

    renamed: records that get another id; values are written under the former one. tombstones: checksums that are to
    stay. mentions: what is replaced; left: what stays.
    """

    forget: list[int] = field(default_factory=list)
    edits: list[tuple[Table, Key, dict[str, Any]]] = field(default_factory=list)
    renamed: tuple[Renaming, ...] = ()
    tombstones: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    left: list[Mention] = field(default_factory=list)

    def note(self, table: str, record: str, found: Redacted) -> None:
        """Note what was found in a record of `table`, which is called `record`."""
        self.mentions += [Mention(table, record, column, words) for column, words in found.words]
        self.left += [Mention(table, record, column, left.words, left.reason) for column, left in found.left]


def make_plan(
    session: Session,
    who: Called,
    everybody_else: Mapping[str, Called],
    ordinary: Collection[str],
    about: Sequence[Row],
    tell: Tell,
) -> Plan:
    """Return what there is to do for `who` to be erased; nothing is written.

    everybody_else, ordinary: see `Finder`. about: what is remembered of the partner (rows of `change`).
    """
    # What goes with the partner is forgotten with it; where a row only loses its reference, so does what is remembered.
    forget = [change.change_id for change in about if not (ids_in(change) & who.ids) or _binds(change, who.ids)]
    renamings = find_renamings(session, Finder(who, everybody_else, ordinary), who.ids, set(forget))
    plan, tables = Plan(forget, renamed=renamings), Base.metadata.sorted_tables
    plan.tombstones = {record_digest(one.table, one.former) for one in renamings}
    # In a text, too, a former id is a mention.
    finder = Finder(who, everybody_else, ordinary, made=[one.former for one in renamings])
    for done, table in enumerate(tables, start=1):
        if table is Change.__table__:
            _look_through_history(session, who.ids, finder, plan)
        else:
            _look_through(session, table, who.ids, finder, plan)
        tell("looking for mentions", done, len(tables))
    return plan


def _look_through(session: Session, table: Table, ids: frozenset[str], finder: Finder, plan: Plan) -> None:
    columns = [column for column in table.columns if treatment(column) not in (None, "code")]
    if not columns:
        return
    statement = select(*dict.fromkeys([*table.primary_key, *columns])).where(stays(table, ids))
    for row in session.execute(statement.execution_options(yield_per=ROWS_AT_ONCE)).mappings():
        found = redact(finder, table, {column.name: row[column.name] for column in columns})
        key = tuple(row[column.name] for column in table.primary_key)
        if found.changes:
            plan.edits.append((table, key, found.changes))
        plan.note(table.name, record_said(table.name, key_text(key)), found)


def _look_through_history(session: Session, ids: frozenset[str], finder: Finder, plan: Plan) -> None:
    log, forgotten = Change.__table__, set(plan.forget)
    present = {(one.table, one.former): one.present for one in plan.renamed}
    for change in session.execute(select(log).execution_options(yield_per=ROWS_AT_ONCE)):
        if change.change_id in forgotten:
            continue
        values = _rewritten(change, ids, finder, present, plan)
        before, after = (values.get(side, getattr(change, side)) for side in ("before", "after"))
        if values and change.column_name and before == after:
            plan.forget.append(change.change_id)
        elif values:
            plan.edits.append((log, (change.change_id,), values))


def _binds(change: Row, ids: frozenset[str]) -> bool:
    return bool(ids_in(change, that_bind=True) & ids)


def _rewritten(
    change: Row, ids: frozenset[str], finder: Finder, present: Mapping[RecordId, str], plan: Plan
) -> dict[str, Any]:
    """Return what is to change of a remembered change, {column of `change`: value}."""
    table = Base.metadata.tables.get(change.table_name)
    record = f"import {change.import_id}, {record_said(change.table_name, change.record_key)}"
    rewritten = {} if table is None else renamed_key(table, change, present)
    for side in ("before", "after"):
        values = values_told(change, side)
        found = redact(finder, table, values)
        lost = {} if table is None else {name: None for name in references(table) if values.get(name) in ids}
        others = {} if table is None else renamed(table, values, present)
        if found.changes or lost or others:
            new = {**values, **found.changes, **lost, **others}
            rewritten[side] = json.dumps(new[change.column_name] if change.column_name else new, ensure_ascii=False)
        found.left = [(name, left) for name, left in found.left if left.reason not in REASONS.values()]
        plan.note(Change.__tablename__, record, found)
    if change.partner_id in ids:
        rewritten["partner_id"] = min(ids_in(change) - ids, default=None)
    return rewritten
