"""Checked rows → those that an erasure on request lets in: a file may still tell of a partner that was erased."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from cci_data.erasure.mentions import Called, Finder
from cci_data.erasure.names import ADDRESSES, ordinary_words, others
from cci_data.erasure.record_ids import RecordId, ids_told, new_ids, renamed
from cci_data.erasure.redaction import redact
from cci_data.erasure.sites import site
from cci_data.erasure.tombstones import digest, record_digest
from cci_data.imports.rows import Sheet
from cci_data.models import Erasure, Partner, PartnerName
from cci_data.queries.history import references


def without_the_erased(session: Session, sheets: Sequence[Sheet]) -> tuple[list[Sheet], dict[str, int]]:
    """Return `sheets` without the rows of erased partners and what hangs on them, and {table: rows left out}.

    Left out as well are records under an id that was taken away when a partner was erased: they came under another.
    Other rows stay; they lose what refers to an erased partner and the mentions of it in their texts, and get another
    id where that mentions it.
    """
    digests = frozenset(session.scalars(select(Erasure.digest)))
    ids = frozenset(one for one in _ids(sheets) if digest(one) in digests) if digests else frozenset()
    records = _records(sheets) if digests else set()
    gone = {one for one in records if record_digest(*one) in digests}
    if not ids and not gone:
        return list(sheets), {}
    finder, kept, left_out = _finder(session, sheets, ids), [], {}
    present = new_ids(finder, records - gone)
    for sheet in sheets:
        table = sheet.model.__table__
        rows = [(number, values) for number, values in sheet.rows if not _hangs(table, values, ids, gone)]
        if len(rows) < len(sheet.rows):
            left_out[table.name] = len(sheet.rows) - len(rows)
        told = tuple((number, _told(finder, table, values, ids, present)) for number, values in rows)
        kept.append(replace(sheet, rows=told))
    return kept, left_out


def _ids(sheets: Sequence[Sheet]) -> Iterator[str]:
    for sheet in sheets:
        names = references(sheet.model.__table__)
        yield from {values[name] for _, values in sheet.rows for name in names if values.get(name)}


def _records(sheets: Sequence[Sheet]) -> set[RecordId]:
    return {one for sheet in sheets for _, values in sheet.rows for one in ids_told(sheet.model.__table__, values)}


def _hangs(table: Table, values: Mapping[str, Any], ids: frozenset[str], gone: set[RecordId]) -> bool:
    if ids_told(table, values) & gone:
        return True
    return any(binds and values.get(name) in ids for name, binds in references(table).items())


def _told(
    finder: Finder, table: Table, values: Mapping[str, Any], ids: frozenset[str], present: Mapping[RecordId, str]
) -> dict[str, Any]:
    lost = {name: None for name in references(table) if values.get(name) in ids}
    return {**values, **redact(finder, table, values).changes, **lost, **renamed(table, values, present)}


def _finder(session: Session, sheets: Sequence[Sheet], ids: frozenset[str]) -> Finder:
    """Look for the erased by what the file says of them: the database no longer knows their names."""
    rows = [values for sheet in sheets if sheet.model in (Partner, PartnerName) for _, values in sheet.rows]
    mine = [values for values in rows if values["partner_id"] in ids]
    found = (site(values[name]) for values in mine for name in ADDRESSES if values.get(name))
    sites = frozenset(one for one in found if one is not None)
    who = Called(frozenset(values["name"] for values in mine), ids, sites)
    everybody_else = others(session, ids)
    for values in rows:
        if values["partner_id"] not in ids:
            owner = f"partner {values['partner_id']}"
            known = everybody_else.get(owner, Called())
            everybody_else[owner] = replace(
                known, names=known.names | {values["name"]}, ids=known.ids | {values["partner_id"]}
            )
    return Finder(who, everybody_else, ordinary_words(session, who, everybody_else))
