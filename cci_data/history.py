"""Changes as data: worked out first, shown to a person, then applied and remembered in one transaction."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Table, and_, bindparam, delete, insert, text, update
from sqlalchemy.orm import Session

from cci_data.counters import follow
from cci_data.models import Base, Change, DataVersion, Import, ImportFile
from cci_data.progress import Tell, silent
from cci_data.stored import read, written

T = TypeVar("T")
Key = tuple[Any, ...]
Values = Mapping[str, Any]
PARTNER_COLUMNS = ("partner_id", "steward_partner_id")
ROWS_AT_ONCE = 1000
KEYS_AT_ONCE = 500
# Moments that no file brings.
KEPT_BY_THE_DATABASE = frozenset({"recorded_at", "changed_at"})


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one row: it comes (`before` is None), goes (`after` is None), or some of its values change.

    key: the values of the primary key; None for a row that comes and gets its number from the database.
    before, after: the whole row, or the changed values alone.
    """

    table: Table
    key: Key | None
    before: Values | None
    after: Values | None

    def undone(self) -> "Step":
        """Return the step that takes this one back."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True)
class SourceFile:
    """A file that changes come from: its name without the folder, and the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Occasion:
    """What the changes come with: kind (a word of IMPORT_KINDS), when (UTC), who, and from which files.

    undoes: the number of the import that is taken back.
    """

    kind: str
    at: datetime
    by: str
    files: tuple[SourceFile, ...] = ()
    undoes: int | None = None


def source_file(path: Path) -> SourceFile:
    """Return the name and checksum of a file; raises OSError."""
    with path.open("rb") as file:
        return SourceFile(path.name, hashlib.file_digest(file, "sha256").hexdigest())


def key_of(table: Table, values: Values) -> Key:
    """Return the primary key among `values`."""
    return tuple(values[column.name] for column in table.primary_key)


def wait_for_other_writers(session: Session) -> None:
    """Take the write lock before looking, so that what was looked at still holds when the changes are applied.

    On SQLite a transaction that may write begins with the lock. On PostgreSQL every change of our tables, by whatever
    program, counts in `data_version`: the lock on that table waits until such changes are committed, and then holds up
    further ones.
    """
    if session.connection().dialect.name == "postgresql":
        session.execute(text(f"LOCK TABLE {DataVersion.__tablename__} IN SHARE ROW EXCLUSIVE MODE"))


def store(session: Session, steps: Sequence[Step], occasion: Occasion, tell: Tell = silent) -> Import:
    """Apply `steps` in their order and remember them; the caller commits. Returns the remembered import.

    tell: is told how many steps are done. Raises IntegrityError where the database refuses a row.
    """
    remembered = Import(
        kind=occasion.kind,
        imported_at=occasion.at,
        imported_by=occasion.by,
        added_count=sum(step.before is None for step in steps),
        changed_count=sum(step.before is not None and step.after is not None for step in steps),
        removed_count=sum(step.after is None for step in steps),
        undoes_import_id=occasion.undoes,
    )
    session.add(remembered)
    session.flush()
    for position, file in enumerate(occasion.files, start=1):
        session.add(ImportFile(import_id=remembered.import_id, position=position, name=file.name, sha256=file.sha256))
    done = 0
    for _, alike in groupby(steps, key=_shape):
        for some in slices(list(alike), ROWS_AT_ONCE):
            applied = _apply(session, some)
            session.execute(insert(Change), [row for step in applied for row in _rows(step, remembered.import_id)])
            done += len(some)
            tell("storing", done, len(steps))
    session.flush()
    return remembered


def _shape(step: Step) -> tuple:
    """Steps of one shape, one after the other, are one statement."""
    what = "comes" if step.before is None else "goes" if step.after is None else "changes"
    return step.table.name, what, tuple(step.after or ()), step.key is None


def slices(items: list[T], most: int = KEYS_AT_ONCE) -> Iterable[list[T]]:
    """Cut a list into pieces that a database takes in one statement."""
    return (items[start : start + most] for start in range(0, len(items), most))


def _apply(session: Session, steps: list[Step]) -> list[Step]:
    table = steps[0].table
    if steps[0].before is None:
        return _insert(session, steps)
    row = and_(*(column == bindparam(f"key_{column.name}") for column in table.primary_key))
    change = delete(table).where(row)
    if steps[0].after is not None:
        change = update(table).where(row).values({name: bindparam(f"new_{name}") for name in steps[0].after})
    session.connection().execute(change, [_bound(step) for step in steps])
    return steps


def _bound(step: Step) -> dict[str, Any]:
    names = (column.name for column in step.table.primary_key)
    keys = {f"key_{name}": part for name, part in zip(names, step.key, strict=True)}
    return keys | {f"new_{name}": value for name, value in (step.after or {}).items()}


def _insert(session: Session, steps: list[Step]) -> list[Step]:
    table = steps[0].table
    if steps[0].key is not None:
        session.execute(insert(table), [dict(step.after) for step in steps])
        follow(session.connection(), table)
        return steps
    numbered = []
    for step in steps:
        number = session.execute(insert(table).values(dict(step.after)).returning(*table.primary_key)).scalar_one()
        (column,) = table.primary_key
        numbered.append(replace(step, key=(number,), after={**step.after, column.name: number}))
    return numbered


def _rows(step: Step, import_id: int) -> Iterable[dict[str, Any]]:
    """Return what is remembered of a step: a row for the whole record, or one for each value that changed."""
    about = {
        "import_id": import_id,
        "table_name": step.table.name,
        "record_key": key_text(step.key),
        "partner_id": _partner_of(step),
    }
    if step.before is None or step.after is None:
        yield about | {"column_name": None, "before": _row_text(step.before), "after": _row_text(step.after)}
        return
    for name, value in step.after.items():
        yield about | {"column_name": name, "before": _text(step.before[name]), "after": _text(value)}


def key_text(key: Key) -> str:
    """Return a primary key as `change.record_key` has it."""
    return json.dumps([written(part) for part in key], ensure_ascii=False)


def _row_text(row: Values | None) -> str | None:
    return None if row is None else _text({name: written(value) for name, value in row.items()})


def _text(value: Any) -> str:
    return json.dumps(written(value), ensure_ascii=False)


def _partner_of(step: Step) -> str | None:
    keys = dict(zip((column.name for column in step.table.primary_key), step.key, strict=True))
    known = {**(step.after or {}), **(step.before or {}), **keys}
    return next((known[name] for name in PARTNER_COLUMNS if known.get(name)), None)


def step_of(change: Change, others: Sequence[Change] = ()) -> Step:
    """Return the step that was remembered as `change`, and as `others` where several values of a row changed."""
    table = Base.metadata.tables[change.table_name]
    key = tuple(
        read(part, column) for part, column in zip(json.loads(change.record_key), table.primary_key, strict=True)
    )
    if change.column_name is None:
        return Step(table, key, _row(table, change.before), _row(table, change.after))
    together = (change, *others)
    before = {item.column_name: read(json.loads(item.before), table.c[item.column_name]) for item in together}
    after = {item.column_name: read(json.loads(item.after), table.c[item.column_name]) for item in together}
    return Step(table, key, before, after)


def _row(table: Table, text: str | None) -> Values | None:
    if text is None:
        return None
    return {name: read(value, table.c[name]) for name, value in json.loads(text).items() if name in table.c}
