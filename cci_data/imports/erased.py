"""Checked rows → those that an erasure on request lets in: a file may still tell of a partner that was erased."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from cci_data.erasure.erase import digest
from cci_data.erasure.mentions import Called, Finder, site
from cci_data.erasure.names import ADDRESSES, ordinary_words, others
from cci_data.erasure.redaction import redact
from cci_data.imports.rows import Sheet
from cci_data.models import Erasure, Partner, PartnerName
from cci_data.queries.history import references


def without_the_erased(session: Session, sheets: Sequence[Sheet]) -> tuple[list[Sheet], dict[str, int]]:
    """Return `sheets` without the rows of erased partners and what hangs on them, and {table: rows left out}.

    Other rows stay; they lose what refers to an erased partner, and the mentions of it in their texts.
    """
    digests = frozenset(session.scalars(select(Erasure.digest)))
    ids = frozenset(one for one in _ids(sheets) if digest(one) in digests) if digests else frozenset()
    if not ids:
        return list(sheets), {}
    finder, kept, left_out = _finder(session, sheets, ids), [], {}
    for sheet in sheets:
        table = sheet.model.__table__
        rows = [(number, values) for number, values in sheet.rows if not _hangs(table, values, ids)]
        if len(rows) < len(sheet.rows):
            left_out[table.name] = len(sheet.rows) - len(rows)
        kept.append(replace(sheet, rows=tuple((number, _told(finder, table, values, ids)) for number, values in rows)))
    return kept, left_out


def _ids(sheets: Sequence[Sheet]) -> Iterator[str]:
    for sheet in sheets:
        names = references(sheet.model.__table__)
        yield from {values[name] for _, values in sheet.rows for name in names if values.get(name)}


def _hangs(table: Table, values: Mapping[str, Any], ids: frozenset[str]) -> bool:
    return any(binds and values.get(name) in ids for name, binds in references(table).items())


def _told(finder: Finder, table: Table, values: Mapping[str, Any], ids: frozenset[str]) -> dict[str, Any]:
    lost = {name: None for name in references(table) if values.get(name) in ids}
    return {**values, **redact(finder, table, values).changes, **lost}


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
