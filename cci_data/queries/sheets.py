"""The records as the sheets of the workbook hold them."""

from typing import Any

import pandas as pd
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from cci_data.queries.frames import column_of, frame, tuples_by_key
from cci_data.sheets.sheet import Many, Sheet
from cci_data.vocabulary import CROSS_SECTORAL


def sheet_rows(session: Session, sheet: Sheet) -> pd.DataFrame:
    """Return the records of a sheet, a row each, in the order of their key.

    Columns: the fields of the sheet, in their order, as stored (str, int, float, bool, date, time, None). Fields that
    hold a list (`Sheet.many`) are lists of str, sectors and services by their position, others by the item;
    `sector_ids` begins with "cross-sectoral" where the record serves all. A field that the database does not keep is
    None.
    """
    table = sheet.model.__table__
    read = dict.fromkeys([*sheet.key, *(name for name in sheet.fields if name in table.columns)])
    if sheet.is_cross_sectoral:
        read["is_cross_sectoral"] = None
    found = frame(session, select(*(table.columns[name] for name in read)))
    # Databases differ in how they order text; Python is the same everywhere.
    order = sorted(range(len(found)), key=list(found[list(sheet.key)].itertuples(index=False, name=None)).__getitem__)
    found = found.iloc[order].reset_index(drop=True)
    filled = {name: _lists(session, sheet, many, found) for name, many in sheet.many.items()}
    columns = {name: filled.get(name, found.get(name)) for name in sheet.fields}
    return pd.DataFrame(columns, index=found.index, dtype=object)


def _lists(session: Session, sheet: Sheet, many: Many, found: pd.DataFrame) -> list[list[str]]:
    (key,) = sheet.key
    statement, is_ordered = _items(many, key)
    items = tuples_by_key(session, statement)
    lists = [list(row) if is_ordered else sorted(row) for row in column_of(found[key], items)]
    if many.column == "sector_id" and sheet.is_cross_sectoral:
        pairs = zip(found["is_cross_sectoral"], lists, strict=True)
        return [[CROSS_SECTORAL, *row] if is_cross else row for is_cross, row in pairs]
    return lists


def _items(many: Many, key: str) -> tuple[Select[Any], bool]:
    """Return the SELECT of the key of a record and an item of its list, and whether it orders the items."""
    table = many.model.__table__
    item = table.columns[many.column]
    statement = select(table.columns[key], item).where(
        *(table.columns[name] == value for name, value in many.fixed.items())
    )
    for reference in item.foreign_keys:
        if "position" in reference.column.table.columns:
            named = statement.join(reference.column.table, reference.column == item)
            return named.order_by(reference.column.table.columns.position), True
    return statement, False
