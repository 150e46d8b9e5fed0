"""What was imported, and what became of a partner: who changed what, when, and with which file."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pandas as pd
from sqlalchemy import Row, Table, or_, select
from sqlalchemy.orm import Session

from cci_data.history import PARTNER_COLUMNS, key_text, slices
from cci_data.language import shortened
from cci_data.models import Base, Change, FormerPartner, Import, ImportFile, Partner
from cci_data.queries.frames import frame, tuples_by_key
from cci_data.vocabulary import ORIGINS

LONGEST_VALUE = 60
COLUMNS = (
    *("imported_at", "imported_by", "import_id", "kind", "files"),
    *("table", "record_key", "column", "before", "after", "former_id"),
)
# What a person calls the tables whose name is not the word for it.
CALLED = {
    "event_attendance": "part in event",
    "event_host": "part as host of event",
    "good_practice_partner": "part in good practice",
    "participation": "part in project",
    "partner_name": "other name",
    "partner_sector": "sector",
    "partner_service": "service",
    "spotlight": "turn in the spotlight",
}


def imports(session: Session) -> pd.DataFrame:
    """Return what was imported, the latest first.

    Columns: import_id, kind, imported_at, imported_by, files (names, joined), added_count, changed_count,
    removed_count, undoes (the import that it took back, None), undone_by (the import that took it back, None).
    """
    found = frame(
        session,
        select(
            *(Import.import_id, Import.kind, Import.imported_at, Import.imported_by),
            *(Import.added_count, Import.changed_count, Import.removed_count),
            Import.undoes_import_id.label("undoes"),
        ).order_by(Import.import_id.desc()),
    )
    names, undone = _files(session), undone_by(session)
    found.insert(4, "files", [names.get(number, "") for number in found["import_id"]])
    found["undone_by"] = pd.Series([undone.get(number) for number in found["import_id"]], dtype=object)
    return found


def _files(session: Session) -> dict[int, str]:
    statement = select(ImportFile.import_id, ImportFile.name).order_by(ImportFile.import_id, ImportFile.position)
    return {number: ", ".join(names) for number, names in tuples_by_key(session, statement).items()}


def undone_by(session: Session) -> dict[int, int]:
    """Return {import: the import that took it back}, without those that an undone undo brought back."""
    undos = (
        select(Import.import_id, Import.undoes_import_id)
        .where(Import.undoes_import_id.is_not(None))
        .order_by(Import.import_id.desc())
    )
    undone: dict[int, int] = {}
    for number, target in session.execute(undos):
        if number not in undone:
            undone[target] = number
    return undone


def ids_of(session: Session, partner_id: str) -> frozenset[str]:
    """Return every id that a partner has or had: `partner_id` may be the present one or a former one."""
    former = FormerPartner.__table__
    present = session.scalar(select(former.c.partner_id).where(former.c.former_id == partner_id)) or partner_id
    others = session.scalars(select(former.c.former_id).where(former.c.partner_id == present))
    return frozenset({partner_id, present, *others})


@cache
def references(table: Table) -> dict[str, bool]:
    """Return the columns of `table` that hold ids of partners, and for each whether the row goes with the partner."""
    found = {
        key.parent.name: key.ondelete == "CASCADE" for key in table.foreign_keys if key.column.table.name == "partner"
    }
    if table.name == Partner.__tablename__:
        found["partner_id"] = True
    if table.name == FormerPartner.__tablename__:
        found["former_id"] = True
    return found


def ids_in(change: Row, *, that_bind: bool = False) -> set[str]:
    """Return the ids of partners in a remembered change: in its key and in what it says was before and after.

    that_bind: only ids in columns whose row goes with the partner.
    """
    table = Base.metadata.tables.get(change.table_name)
    if table is None:
        return set()
    names = {name for name, binds in references(table).items() if binds or not that_bind}
    key = dict(zip((column.name for column in table.primary_key), json.loads(change.record_key), strict=True))
    rows = [key, *(_values(change.column_name, text) for text in (change.before, change.after))]
    return {row[name] for row in rows for name in names if row.get(name)}


def _values(column: str | None, text: str | None) -> Mapping[str, Any]:
    value = None if text is None else json.loads(text)
    return {column: value} if column else value or {}


def changes_about(session: Session, ids: frozenset[str]) -> list[Row]:
    """Return what is remembered about a partner with these ids in any table, in the order of events.

    Among it everything about a record of the partner's own, such as a statement, of which a change need not name it.
    """
    log = Change.__table__
    named = [json.dumps(one, ensure_ascii=False) for one in ids]
    says = [
        text.contains(name, autoescape=True) for name in named for text in (log.c.record_key, log.c.before, log.c.after)
    ]
    candidates = session.execute(select(log).where(or_(log.c.partner_id.in_(ids), *says)))
    found = {change.change_id: change for change in candidates if change.partner_id in ids or ids_in(change) & ids}
    for name, keys in _own_records(session, ids, found.values()).items():
        for some in slices(sorted(keys)):
            about = select(log).where(log.c.table_name == name, log.c.record_key.in_(some))
            found |= {change.change_id: change for change in session.execute(about)}
    return [found[number] for number in sorted(found)]


def _own_records(session: Session, ids: frozenset[str], known: Iterable[Row]) -> dict[str, set[str]]:
    """Return {table: keys} of records that go with the partner, or that were its own when they went."""
    own = {}
    for table in Base.metadata.sorted_tables:
        binding = [table.c[name] for name, binds in references(table).items() if binds]
        if not binding or all(column.primary_key for column in binding):
            continue
        is_own = or_(*(column.in_(ids) for column in binding))
        own[table.name] = {key_text(tuple(row)) for row in session.execute(select(*table.primary_key).where(is_own))}
        once = {
            change.record_key
            for change in known
            if change.table_name == table.name and ids_in(change, that_bind=True) & ids
        }
        if once:
            own[table.name] |= once - {key_text(tuple(row)) for row in session.execute(select(*table.primary_key))}
    return own


def history_of_partner(session: Session, partner_id: str) -> pd.DataFrame:
    """Return what became of a partner, the oldest first; `partner_id` may be a former one.

    Columns: imported_at (UTC), imported_by, import_id, kind, files (names, joined), table, record_key (JSON), column
    (None: the whole row), before, after (a value, or {column: value} of the whole row; None where there was none),
    former_id (where the row is about a partner that was merged into this one). Where no import brought the partner, the
    first row says how it came: kind and source of its origin, without an import.
    """
    ids = ids_of(session, partner_id)
    found = changes_about(session, ids)
    numbers = {change.import_id for change in found}
    about = {item.import_id: item for item in session.execute(select(Import.__table__)) if item.import_id in numbers}
    names = _files(session)
    own = session.execute(select(Partner.__table__).where(Partner.partner_id.in_(ids))).first()
    rows = [_row(change, about[change.import_id], names, ids, own) for change in found]
    is_told = any(_brings_the_partner(row) for row in rows)
    if own is not None and not is_told:
        rows.insert(0, _first(own))
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _brings_the_partner(row: Mapping[str, Any]) -> bool:
    is_whole = row["table"] == Partner.__tablename__ and row["column"] is None
    return is_whole and row["before"] is None and not row["former_id"]


def _row(
    change: Row, brought_by: Row, names: Mapping[int, str], ids: frozenset[str], own: Row | None
) -> dict[str, Any]:
    former = change.partner_id if change.partner_id in ids and own and change.partner_id != own.partner_id else None
    return {
        "imported_at": brought_by.imported_at,
        "imported_by": brought_by.imported_by,
        "import_id": change.import_id,
        "kind": brought_by.kind,
        "files": names.get(change.import_id, ""),
        "table": change.table_name,
        "record_key": change.record_key,
        "column": change.column_name,
        "before": None if change.before is None else json.loads(change.before),
        "after": None if change.after is None else json.loads(change.after),
        "former_id": former,
    }


def _first(own: Row) -> dict[str, Any]:
    return dict.fromkeys(COLUMNS) | {
        "imported_at": own.recorded_at,
        "kind": own.origin,
        "files": "",
        "table": Partner.__tablename__,
        "record_key": key_text((own.partner_id,)),
        "after": {"origin": own.origin, "source": own.source},
    }


def said(row: Any) -> str:
    """Return a row of `history_of_partner` as a line for a person; long values are shortened."""
    moment = f"{row.imported_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    if row.import_id is None:
        return f"{moment}, {ORIGINS[row.kind]}: came from {shown(row.after['source'])}"
    former = f"{row.former_id}: " if row.former_id else ""
    return f"{moment}, {row.imported_by}, import {row.import_id} ({row.files or row.kind}): {former}{_deed(row)}"


def _deed(row: Any) -> str:
    if row.table == FormerPartner.__tablename__ and row.column is None:
        key = json.loads(row.record_key)[0]
        return f"merged: {key} became part of it" if row.before is None else f"no longer merged with {key}"
    if row.column is not None:
        about = "" if row.table == Partner.__tablename__ else f"{_thing(row)}, "
        return f"{about}{row.column.replace('_', ' ')} {shown(row.before)} → {shown(row.after)}"
    return f"{_thing(row)} {'came' if row.before is None else 'went'}"


def _thing(row: Any) -> str:
    """Say which record it is, but for the partner whose history it is."""
    table = Base.metadata.tables[row.table]
    key = zip((column.name for column in table.primary_key), json.loads(row.record_key), strict=True)
    is_partner = row.table == Partner.__tablename__
    parts = [shown(part) for name, part in key if is_partner or name not in PARTNER_COLUMNS]
    return " ".join([CALLED.get(row.table, row.table.replace("_", " ")), *parts])


def shown(value: Any) -> str:
    """Return a value as a line has room for it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = f"{value:%Y-%m-%d %H:%M} UTC" if isinstance(value, datetime) else " ".join(str(value).split())
    return shortened(text, LONGEST_VALUE)


def record_said(table: str, record_key: str) -> str:
    """Return a record by its table and key: `place media-evolution, Malmö`."""
    return f"{table.replace('_', ' ')} {', '.join(shown(part) for part in json.loads(record_key))}"
