"""Checked rows → the same with partners that were merged as those that they became: a file may still tell of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from cci_data.imports.rows import Sheet
from cci_data.models import FormerPartner, Partner
from cci_data.queries.history import references


def with_present_partners(session: Session, sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return `sheets` without rows of partners that were merged; what refers to them refers to what they became."""
    became = dict(session.execute(select(FormerPartner.former_id, FormerPartner.partner_id)).all())
    return [_present(sheet, became) for sheet in sheets] if became else list(sheets)


def _present(sheet: Sheet, became: Mapping[str, str]) -> Sheet:
    table = sheet.model.__table__
    if table is Partner.__table__:
        return replace(sheet, rows=tuple(row for row in sheet.rows if row[1]["partner_id"] not in became))
    if not references(table):
        return sheet
    rows = [(number, _led(table, values, became)) for number, values in sheet.rows]
    # Two rows may have become one: the first stands.
    first: dict[tuple, tuple[int, dict[str, Any]]] = {}
    for number, values in rows:
        first.setdefault(tuple(values.get(column.name) or number for column in table.primary_key), (number, values))
    return replace(sheet, rows=tuple(first.values()))


def _led(table: Table, values: Mapping[str, Any], became: Mapping[str, str]) -> dict[str, Any]:
    led = {name: became.get(values.get(name), values.get(name)) for name in references(table) if name in values}
    return {**values, **led}
