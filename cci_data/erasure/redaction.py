"""What stays of a row when the mentions of a partner are taken out: in every text column, whatever the table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import CheckConstraint, Column, Table, UniqueConstraint

from cci_data.erasure.mentions import ERASED, Finder, Left
from cci_data.erasure.record_ids import record_columns
from cci_data.imports.rows import LINKS
from cci_data.models import Partner
from cci_data.stored import kind_of

Treatment = Literal["text", "link", "key", "label", "name", "id", "code"]

# Texts that no person writes: another word in them would break them, or what reads them.
CODES = frozenset(
    (
        *("column_name", "digest", "ends", "flag", "record_key", "revision", "sha256", "starts", "table_name"),
        *("time_zone", "version_num"),
    )
)
REASONS: dict[Treatment, str] = {
    "key": "it is what the record is known by, and links rest on that",
    "label": "it is the label of a list, which no other may have",
    "name": "it is the name of another partner",
}


@dataclass
class Redacted:
    """What is to change of a row: {column: value}; the words of each mention and of what must stay, with its column."""

    changes: dict[str, Any] = field(default_factory=dict)
    words: list[tuple[str, str]] = field(default_factory=list)
    left: list[tuple[str, Left]] = field(default_factory=list)


def treatment(column: Column) -> Treatment | None:
    """Tell what a mention in `column` comes to; None where it holds no text.

    text: the mention is replaced; link: the whole address goes; key, label, name: it stays, and is told; id: the record
    gets another (see `renaming`); code: it is no text that anybody writes, or an id that is looked after as such.
    """
    if kind_of(column) is not str:
        return None
    if column.name in CODES or column.foreign_keys or _is_closed(column):
        return "code"
    if column.primary_key:
        return "id" if column.name in record_columns(column.table) else "key"
    if column.unique or _is_unique(column):
        return "label"
    if column.table.name == Partner.__tablename__ and column.name == "name":
        return "name"
    return "link" if column.name in LINKS else "text"


def _is_closed(column: Column) -> bool:
    """Tell whether the database takes only the words of a list."""
    checks = (item for item in column.table.constraints if isinstance(item, CheckConstraint))
    return any(str(check.sqltext).startswith(f"{column.name} IN (") for check in checks)


def _is_unique(column: Column) -> bool:
    constraints = (item for item in column.table.constraints if isinstance(item, UniqueConstraint))
    return any([part.name for part in item.columns] == [column.name] for item in constraints)


def redact(finder: Finder, table: Table | None, values: Mapping[str, Any]) -> Redacted:
    """Return what is to change of a row, or of some of its values, for the partner of `finder` not to be mentioned.

    table: None where it is one that there is no longer; all its texts are taken for texts.
    """
    redacted = Redacted()
    for name, value in values.items():
        if isinstance(value, str) and finder.may_be_in(value):
            column = None if table is None else table.columns.get(name)
            _redact(finder, column, name, value, redacted)
    return redacted


def _redact(finder: Finder, column: Column | None, name: str, value: str, redacted: Redacted) -> None:
    what = "text" if column is None else treatment(column)
    if what == "code":
        return
    found = finder.find(value)
    if what in REASONS:
        is_mention = found.words or found.left or (what == "key" and finder.find_in_id(value))
        redacted.left += [(name, Left(value, REASONS[what]))] if is_mention else []
        return
    redacted.left += [(name, left) for left in found.left]
    if what == "id":
        return
    redacted.words += [(name, words) for words in found.words]
    if found.words:
        redacted.changes[name] = _without(found.text, what == "link", column)


def _without(text: str, is_link: bool, column: Column | None) -> str | None:
    if is_link:
        return None if column is None or column.nullable else ERASED
    longest = getattr(column.type, "length", None) if column is not None else None
    return text[:longest]
