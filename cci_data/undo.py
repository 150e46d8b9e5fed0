"""An import is taken back: the same steps the other way round, unless something was built on them since."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Column, Row, Table, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from cci_data.history import (
    KEPT_BY_THE_DATABASE,
    Key,
    Occasion,
    Step,
    key_text,
    slices,
    step_of,
    store,
    wait_for_other_writers,
)
from cci_data.language import day, listed
from cci_data.models import Base, Change, Import
from cci_data.progress import Tell, silent
from cci_data.queries.history import record_said, shown, undone_by

NEWEST = 5

Record = tuple[Table, Key]


class UndoProblem(Exception):
    """An import cannot be taken back; `problems` says in sentences why, one for each finding."""

    def __init__(self, problems: Sequence[str]) -> None:
        """Keep `problems`, all that were found together."""
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass
class _Left:
    """What an import left of a record.

    values: {column: value}, None where the row went; is_whole: whether the import brought or took the whole row.
    """

    values: dict[str, Any] | None
    is_whole: bool


@dataclass(frozen=True)
class _Since:
    """What happened after an import, as far as imports remember it: for each record, which one touched which column."""

    imports: dict[int, Row]
    touched: dict[tuple[str, str], list[tuple[int, str | None]]] = field(default_factory=lambda: defaultdict(list))

    def by(self, record: Record, columns: Iterable[str] | None = None) -> list[int]:
        """Return the imports that touched the record, or one of these columns, the latest first."""
        table, key = record
        wanted = None if columns is None else {None, *columns}
        found = self.touched.get((table.name, key_text(key)), ())
        return sorted({number for number, column in found if wanted is None or column in wanted}, reverse=True)

    def why(self, numbers: Sequence[int]) -> str:
        """Say who touched something, and what to do about it."""
        if not numbers:
            return "another program changed it, which no import remembers; set it back by hand first"
        told = listed(_told(self.imports[number]) for number in numbers)
        first = "that one" if len(numbers) == 1 else "them"
        return f"{told} touched it since; undo {first} first" + (", the latest first" if len(numbers) > 1 else "")


def undo(session: Session, import_id: int, occasion_at: datetime, by: str, tell: Tell = silent) -> Import:
    """Take an import back: all of it or nothing; the caller commits. Returns the import of kind `undo` that does it.

    occasion_at: when (UTC); by: who. An undo is taken back like any other import. Raises UndoProblem where there is no
    such import, where it is taken back already, or where a later change touched what it did or rests on it.
    """
    wait_for_other_writers(session)
    _require_standing(session, import_id)
    steps = list(_steps(session, import_id))
    left, since = _left_by(steps), _since(session, import_id)
    there = _rows_there(session, left)
    back = _in_order(_taken_back(steps, there))
    problems = [
        *(sentence for record in left for sentence in _conflicts(import_id, record, left[record], there, since)),
        *_dependents(session, back, since),
        *_lost(session, back, since),
    ]
    if problems:
        raise UndoProblem(list(dict.fromkeys(problems)))
    try:
        with session.begin_nested():
            return store(session, back, Occasion("undo", occasion_at, by, undoes=import_id), tell)
    except IntegrityError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise UndoProblem([f"Import {import_id} cannot be taken back: the database refuses it ({reason})."]) from error


def _told(item: Row) -> str:
    return f"import {item.import_id} ({day(item.imported_at)}, {item.imported_by})"


def _require_standing(session: Session, import_id: int) -> None:
    table = Import.__table__
    found = session.execute(select(table).where(table.c.import_id == import_id)).first()
    if found is None:
        newest = session.execute(select(table).order_by(table.c.import_id.desc()).limit(NEWEST)).all()
        names = f"The latest are {listed(map(_told, newest))}" if newest else "Nothing was imported yet"
        raise UndoProblem([f"There is no import {import_id}. {names}."])
    if found.is_incomplete:
        raise UndoProblem(
            [f"Import {import_id} cannot be taken back: it parted two partners, of which one was erased since."]
        )
    taken_back_by = undone_by(session).get(import_id)
    if taken_back_by is not None:
        raise UndoProblem(
            [
                f"Import {import_id} is taken back already, by import {taken_back_by}. To have it again, undo import "
                f"{taken_back_by}."
            ]
        )


def _steps(session: Session, import_id: int) -> Iterator[Step]:
    """Lead what is remembered back to steps; the values of a row that changed together are one of them."""
    log = Change.__table__
    waiting: list[Row] = []
    for change in session.execute(select(log).where(log.c.import_id == import_id).order_by(log.c.change_id)):
        if waiting and not _is_of_one_step(waiting, change):
            yield step_of(waiting[0], waiting[1:])
            waiting = []
        waiting.append(change)
    if waiting:
        yield step_of(waiting[0], waiting[1:])


def _is_of_one_step(waiting: Sequence[Row], change: Row) -> bool:
    last, columns = waiting[-1], {item.column_name for item in waiting}
    is_same_row = (change.table_name, change.record_key) == (last.table_name, last.record_key)
    return is_same_row and change.column_name not in columns and None not in {*columns, change.column_name}


def _left_by(steps: Iterable[Step]) -> dict[Record, _Left]:
    found: dict[Record, _Left] = {}
    for step in steps:
        before = found.get((step.table, step.key))
        if step.after is None or step.before is None:
            found[step.table, step.key] = _Left(None if step.after is None else dict(step.after), is_whole=True)
        elif before is None:
            found[step.table, step.key] = _Left(dict(step.after), is_whole=False)
        else:
            before.values = {**(before.values or {}), **step.after}
    return found


def _since(session: Session, import_id: int) -> _Since:
    """Look at what stands of later imports; what was taken back since, and the taking back of it, come to nothing."""
    undone = undone_by(session)
    table, log = Import.__table__, Change.__table__
    later = {
        item.import_id: item
        for item in session.execute(select(table).where(table.c.import_id > import_id))
        if item.import_id not in undone and (item.undoes_import_id or 0) <= import_id
    }
    since = _Since(later)
    changes = select(log.c.import_id, log.c.table_name, log.c.record_key, log.c.column_name)
    for number, name, key, column in session.execute(changes.where(log.c.import_id > import_id)):
        if number in later:
            since.touched[name, key].append((number, column))
    return since


def _rows_there(session: Session, records: Iterable[Record]) -> dict[Record, dict[str, Any]]:
    """Return those of `records` that are in the database, as they are."""
    wanted = defaultdict(set)
    for table, key in records:
        wanted[table].add(key)
    there = {}
    for table, keys in wanted.items():
        first = next(iter(table.primary_key))
        for some in slices(sorted({key[0] for key in keys})):
            for row in session.execute(select(table).where(first.in_(some))).mappings():
                key = tuple(row[column.name] for column in table.primary_key)
                if key in keys:
                    there[table, key] = dict(row)
    return there


def _taken_back(steps: Sequence[Step], there: dict[Record, dict[str, Any]]) -> Iterator[Step]:
    """Turn the steps round; a row that goes is remembered as it is now, with what the database added to it."""
    now = dict(there)
    for step in reversed(steps):
        record, back = (step.table, step.key), step.undone()
        if back.after is None:
            yield replace(back, before=now.pop(record, back.before))
            continue
        now[record] = {**now.get(record, {}), **back.after}
        yield back


def _in_order(steps: Iterable[Step]) -> list[Step]:
    """Let rows come after those that they refer to, and go before them, wherever several come or go in a row."""
    places = {table: place for place, table in enumerate(Base.metadata.sorted_tables)}
    ordered: list[Step] = []
    for direction, alike in groupby(steps, key=_direction):
        ordered += sorted(alike, key=lambda step, sign=direction: sign * places[step.table])
    return ordered


def _direction(step: Step) -> int:
    return 1 if step.before is None else -1 if step.after is None else 0


def _conflicts(
    import_id: int, record: Record, left: _Left, there: dict[Record, dict[str, Any]], since: _Since
) -> Iterator[str]:
    now, numbers = there.get(record), since.by(record)
    if left.values is None:
        if now is not None or numbers:
            yield f"{_named(record)}: import {import_id} took it away, and it came again; {since.why(numbers)}."
        return
    if now is None:
        yield f"{_named(record)}: it is gone, which import {import_id} left there; {since.why(numbers)}."
        return
    for column, value in _expected(record[0], left).items():
        touched = since.by(record, [column]) if numbers else []
        if touched or now[column] != value:
            yield (
                f"{_named(record)}, {column}: import {import_id} left {shown(value)} there, now it is "
                f"{shown(now[column])}; {since.why(touched)}."
            )


def _expected(table: Table, left: _Left) -> dict[str, Any]:
    """Return what should be in the columns that the import set: of a row that came, in all."""
    values = dict(left.values or {})
    if left.is_whole:
        silent_columns = (column for column in table.columns if column.name not in values)
        values |= {column.name: _default(column) for column in silent_columns if column.server_default is None}
    return {name: value for name, value in values.items() if name not in KEPT_BY_THE_DATABASE}


def _default(column: Column) -> Any:
    return None if column.default is None else column.default.arg


def _dependents(session: Session, back: Sequence[Step], since: _Since) -> Iterator[str]:
    """Look for rows of others that refer to what would go: they must not go along, or lose what they refer to."""
    going = _records(back, -1)
    moved = {(step.table, step.key, name) for step in back if _direction(step) == 0 for name in step.after}
    for table in Base.metadata.sorted_tables:
        for reference in table.foreign_keys:
            target, name = reference.column.table, reference.parent.name
            for some in slices(sorted(key[0] for other, key in going if other is target)):
                for row in session.execute(select(table).where(reference.parent.in_(some))).mappings():
                    record = (table, tuple(row[column.name] for column in table.primary_key))
                    if record not in going and (*record, name) not in moved:
                        yield (
                            f"{_named((target, (row[name],)))} would go, but {_named(record)} refers to it; "
                            f"{_rest(record, since)}."
                        )


def _rest(record: Record, since: _Since) -> str:
    numbers = since.by(record)
    return since.why(numbers) if numbers else "no later import brought that; take it away by hand first"


def _records(steps: Iterable[Step], direction: int) -> dict[Record, Step]:
    """Return what comes (1) or goes (-1), with the last step of each."""
    return {(step.table, step.key): step for step in steps if _direction(step) == direction}


def _named(record: Record) -> str:
    return record_said(record[0].name, key_text(record[1]))


def _lost(session: Session, back: Sequence[Step], since: _Since) -> Iterator[str]:
    """Look for rows and values that would come back, but what they refer to is gone."""
    wanted = defaultdict(list)
    for step in back:
        for reference in step.table.foreign_keys if step.after is not None else ():
            value = step.after.get(reference.parent.name)
            if value is not None:
                wanted[reference.column.table, (value,)].append(_named((step.table, step.key)))
    coming, there = _records(back, 1), _rows_there(session, wanted)
    for record, names in wanted.items():
        if record not in there and record not in coming:
            numbers = since.by(record)
            who = since.why(numbers) if numbers else "it was erased, or taken away by another program"
            yield from (f"{name} cannot come back as it was: {_named(record)} is gone; {who}." for name in names)
