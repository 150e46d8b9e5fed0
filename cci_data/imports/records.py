"""A row of the workbook → its record in the draft: what it says is compared with what is there, value by value."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, String, Table, Text

from cci_data.erasure.mentions import ERASED
from cci_data.history import Key
from cci_data.imports.draft import is_same
from cci_data.imports.keys import meant, referred
from cci_data.imports.locating import POINT, locate
from cci_data.imports.plan import NOTHING, Alteration, Outcome
from cci_data.imports.references import plain
from cci_data.imports.rows import contradictions, is_required
from cci_data.imports.work import Work
from cci_data.imports.written import WrittenRow
from cci_data.language import day
from cci_data.sheets.book import SHEETS
from cci_data.sheets.cells import as_text, shown
from cci_data.sheets.choices import joined
from cci_data.sheets.partners import PARTNERS
from cci_data.sheets.sheet import Many, Sheet
from cci_data.vocabulary import CROSS_SECTORAL

NAMES = ("name", "title", "label", "text", "city")
BY_DEFAULT = {"origin": "desk", "role": "partner"}


def put_record(work: Work, row: WrittenRow, key: Key, is_new: bool) -> None:
    """Put what a row says into the draft, and note the outcome; what does not fit is noted as a problem instead."""
    before = len(work.plan.problems)
    more = locate(work, row, key, is_new) if "latitude" in row.sheet.fields else {}
    is_lost = len(work.plan.problems) > before
    table = row.sheet.model.__table__
    values = _values(work, row, key, is_new, more)
    lists = {name: _list(work, row, name, many) for name, many in row.sheet.many.items()}
    there = work.draft.rows(table).get(key, {})
    whole = {column.name: None for column in table.columns} | there | values
    problems = [
        *_erased_before(there, values),
        *_unfit_values(work, row, table, values, is_new),
        *_unfit_items(work, row, lists),
        *contradictions(table.name, whole),
        *_said_twice(work, row, key, lists),
    ]
    for name, sentence in problems:
        # Of a place that could not be found it was said already.
        if not (is_lost and name in POINT):
            work.problem(row, name, sentence)
    if len(work.plan.problems) > before:
        return
    changed = [] if is_new else [*_changed_values(row, there, values), *_changed_lists(work, row, key, lists)]
    work.draft.put(table, key, values)
    for name, items in lists.items():
        if items is not None:
            _put_list(work, row.sheet, key, row.sheet.many[name], items)
    state = "added" if is_new else "changed" if changed else "left"
    work.plan.outcomes.append(_outcome(row, key, whole, state, changed))


def _outcome(row: WrittenRow, key: Key, whole: Mapping[str, Any], state: str, changed: list[Alteration]) -> Outcome:
    is_numbered = row.sheet.model.__table__.autoincrement_column is not None
    names = [whole[name] for name in row.sheet.identity] if is_numbered else key
    record = " / ".join(str(part) for part in names)
    return Outcome(row.sheet.title, row.where(), record, _name(whole), state, tuple(changed))


def _name(values: Mapping[str, Any]) -> str:
    return next((str(values[name]) for name in NAMES if values.get(name)), "")


def _values(work: Work, row: WrittenRow, key: Key, is_new: bool, more: Mapping[str, Any]) -> dict[str, Any]:
    sheet, table = row.sheet, row.sheet.model.__table__
    columns = table.columns
    values = {name: value for name, value in row.values.items() if name in columns}
    if not is_new and sheet is PARTNERS and not _may_rename(work, row, key):
        values.pop("name", None)
    for name in (*sheet.partners, *sheet.projects):
        if row.get(name) is not None and name not in sheet.key:
            values[name] = referred(work, row, name)
    values |= {name: _blank(columns[name]) for name in row.emptied if name in columns}
    if sheet.is_cross_sectoral and ("sector_ids" in row.values or "sector_ids" in row.emptied):
        values["is_cross_sectoral"] = CROSS_SECTORAL in (row.get("sector_ids") or ())
    values |= more
    numbered = table.autoincrement_column
    values |= {name: part for name, part in zip(sheet.key, key, strict=True) if numbered is None or part > 0}
    return _defaults(work, row, columns) | values if is_new else values


def _may_rename(work: Work, row: WrittenRow, key: Key) -> bool:
    """Tell whether the name in a row is the partner's own: not where it was only found by another of its names."""
    own = work.draft.rows(row.sheet.model.__table__)[key]["name"]
    return row.get("partner_id") == key[0] or plain(own) == plain(row.get("name") or "")


def _defaults(work: Work, row: WrittenRow, columns: Any) -> dict[str, Any]:
    found = {column.name: None for column in columns if column.nullable and column.name != "changed_at"}
    found |= {column.name: column.default.arg for column in columns if column.default is not None}
    found |= {name: value for name, value in BY_DEFAULT.items() if name in columns}
    if "source" in columns:
        # The name of the file is remembered with the import: it may be that of a person, and this is public.
        found["source"] = f"workbook, {day(work.today)}"
    return found


def _erased_before(there: Mapping[str, Any], values: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Find texts that would bring a mention back that was erased on request."""
    for name, value in values.items():
        if isinstance(value, str) and ERASED in str(there.get(name) or "") and ERASED not in value:
            yield name, f"says {shown(value)}, of which a part was erased on request; what is stored, or -, is expected"


def _blank(column: Column) -> Any:
    return column.default.arg if column.default is not None else None


def _unfit_values(
    work: Work, row: WrittenRow, table: Table, values: Mapping[str, Any], is_new: bool
) -> Iterable[tuple[str, str]]:
    for column in table.columns:
        title = row.sheet.fields[column.name].title if column.name in row.sheet.fields else column.name
        value = values.get(column.name)
        if value is None and column.name in row.emptied and not column.nullable:
            yield column.name, f"says '-'; {title} cannot be empty"
        elif value is None and is_new and is_required(column):
            yield column.name, f"is blank; a new row of {row.sheet.title} needs {title}"
        elif value is None or _is_itself(column, value, values):
            continue
        elif sentence := unfit_value(work, column, value):
            yield column.name, sentence


def _is_itself(column: Column, value: Any, values: Mapping[str, Any]) -> bool:
    """Tell whether a row refers to itself: `contradictions` says what is wrong with that."""
    targets = (reference.column for reference in column.foreign_keys)
    return any(target.table is column.table and values.get(target.name) == value for target in targets)


def _unfit_items(work: Work, row: WrittenRow, lists: Mapping[str, list[str] | None]) -> Iterable[tuple[str, str]]:
    for name, items in lists.items():
        column = row.sheet.many[name].model.__table__.columns[row.sheet.many[name].column]
        yield from ((name, sentence) for item in items or () if (sentence := unfit_value(work, column, item)))


def unfit_value(work: Work, column: Column, value: Any) -> str | None:
    """Say why the database would refuse a value: it is too long, or refers to what is not there."""
    is_short = isinstance(column.type, String) and not isinstance(column.type, Text)
    if is_short and len(value) > column.type.length:
        return f"has {len(value)} characters; {column.type.length} are the most"
    for reference in column.foreign_keys:
        table = reference.column.table
        if (value,) not in work.draft.rows(table):
            title = next(sheet.title for sheet in SHEETS if sheet.model.__table__ is table)
            return f"says {shown(value)}, which is neither in the database nor on the sheet {title}; add it there first"
    return None


def _changed_values(row: WrittenRow, there: Mapping[str, Any], values: Mapping[str, Any]) -> Iterable[Alteration]:
    for name, value in values.items():
        if name in row.sheet.fields and not is_same(there.get(name), value):
            before, after = _as_read(row.sheet, name, there.get(name)), _as_read(row.sheet, name, value)
            yield Alteration(row.where(name), row.sheet.fields[name].title, before, after)


def _as_read(sheet: Sheet, name: str, value: Any) -> str:
    choice = sheet.choice(name)
    if value is None:
        return NOTHING
    if choice:
        return choice.shown(value)
    return value if isinstance(value, str) else as_text(value)


def _list(work: Work, row: WrittenRow, name: str, many: Many) -> list[str] | None:
    """Return the items of a list as they are kept; None where nothing is said of it."""
    if name in row.emptied:
        return []
    items = row.get(name)
    if items is None or not many.is_partner:
        return items if items is None else [item for item in items if item != CROSS_SECTORAL]
    found = (meant(work, row, name, item, work.partners) for item in items)
    return list(dict.fromkeys(key for key in found if key is not None))


def _said_twice(
    work: Work, row: WrittenRow, key: Key, lists: Mapping[str, list[str] | None]
) -> Iterable[tuple[str, str]]:
    """Find what stands in two lists that are kept in one table, such as a lead that is a partner too.

    A list of which the row says nothing is the one that is stored.
    """
    seen: dict[tuple[Any, str], str] = {}
    for name, items in lists.items():
        many = row.sheet.many[name]
        for item in _stored_items(work, key, many) if items is None else items:
            first = seen.setdefault((many.model, item), name)
            if first != name:
                told, other = (first, name) if items is None else (name, first)
                where = row.where(other) if lists[other] is not None else f"the stored {row.sheet.fields[other].title}"
                yield told, f"names {shown(item)}, which {where} names too; one of the two is expected"


def _kept(work: Work, key: Key, many: Many) -> list[Key]:
    """Return the keys of the rows that keep a list of a record."""
    table = many.model.__table__
    rows = work.draft.rows(table)
    own = work.children(table).get(key[0], {})
    return [child for child in own if all(rows[child][name] == value for name, value in many.fixed.items())]


def _stored_items(work: Work, key: Key, many: Many) -> list[str]:
    rows = work.draft.rows(many.model.__table__)
    return [rows[child][many.column] for child in _kept(work, key, many)]


def _changed_lists(
    work: Work, row: WrittenRow, key: Key, lists: Mapping[str, list[str] | None]
) -> Iterable[Alteration]:
    for name, items in lists.items():
        if items is None:
            continue
        many = row.sheet.many[name]
        there = sorted(_stored_items(work, key, many))
        is_all = _says_all(work, row, key)
        if there != sorted(items) or (name == "sector_ids" and is_all[0] != is_all[1]):
            marks = [[CROSS_SECTORAL] if name == "sector_ids" and said else [] for said in is_all]
            before, after = joined([*marks[0], *there]) or NOTHING, joined([*marks[1], *sorted(items)]) or NOTHING
            yield Alteration(row.where(name), row.sheet.fields[name].title, before, after)


def _says_all(work: Work, row: WrittenRow, key: Key) -> tuple[bool, bool]:
    """Tell whether a record serves all sectors: as it is, and as the row says."""
    if not row.sheet.is_cross_sectoral:
        return False, False
    before = bool(work.draft.rows(row.sheet.model.__table__)[key]["is_cross_sectoral"])
    return before, CROSS_SECTORAL in (row.get("sector_ids") or ())


def _put_list(work: Work, sheet: Sheet, key: Key, many: Many, items: list[str]) -> None:
    table = many.model.__table__
    (owner,) = sheet.key
    kept = {work.draft.rows(table)[child][many.column]: child for child in _kept(work, key, many)}
    for item, child in kept.items():
        if item not in items:
            work.draft.remove(table, child)
            del work.children(table)[key[0]][child]
    for item in items:
        values = {owner: key[0], many.column: item, **many.fixed}
        child = tuple(values[column.name] for column in table.primary_key)
        work.draft.put(table, child, values)
        work.children(table).setdefault(key[0], {})[child] = None
