"""Which record a row of the workbook is about: by its id, or by what it is known by; or that it is a new one."""

from contextlib import suppress
from typing import Any

from cci_data.erasure.tombstones import name_digest
from cci_data.history import Key
from cci_data.imports.locating import is_one_place, plain_city
from cci_data.imports.references import Names, plain
from cci_data.imports.work import LONGEST_ID, Work
from cci_data.imports.written import WrittenRow
from cci_data.language import listed
from cci_data.models import Partner, Place, Project
from cci_data.sheets.cells import Unfit, shown, slug
from cci_data.sheets.partners import PARTNERS

PARTNER = Partner.__table__
ERASED = "says {}, a partner that was erased on request; take the row out of the file"
TAKEN_AWAY = "says {}, an id that was taken away when a partner was erased; write its present id"


def referred(work: Work, row: WrittenRow, name: str) -> str | None:
    """Return the id of the partner or project that a cell names, None where it is blank or does not fit."""
    words = row.get(name)
    if words is None:
        return None
    return meant(work, row, name, words, work.partners if name in row.sheet.partners else work.projects)


def meant(work: Work, row: WrittenRow, name: str, words: str, names: Names) -> str | None:
    """Return the id of the partner or project that words in a cell name, None where they do not fit.

    Where the row of the one that they name does not fit itself, that was told, and is not told again.
    """
    try:
        return names.meant(words)
    except Unfit as unfit:
        if names is work.partners and (work.is_erased(words) or work.is_erased(slug(words)[:LONGEST_ID])):
            work.problem(row, name, ERASED.format(shown(words)))
        elif plain(words) in work.unfit_names:
            return None
        elif names is work.projects and work.is_taken_away(Project.__table__, words):
            work.problem(row, name, TAKEN_AWAY.format(shown(words)))
        else:
            work.unfit(row, name, unfit)
        return None


def find_key(work: Work, row: WrittenRow) -> tuple[Key | None, bool]:
    """Return the key of the record that a row is about and whether the record is new; no key where that cannot be said.

    What cannot be said is noted as a problem.
    """
    sheet = row.sheet
    key = _known_by_itself(work, row) if not sheet.identity else _by_id_or_identity(work, row)
    if key is None:
        return None, False
    table = sheet.model.__table__
    if (table, key) in work.taken and work.names_former(row):
        return key, False
    if (table, key) in work.taken:
        first = work.taken[table, key]
        work.plan.problems.append(f"{row.where()} is about the same record as {first}; one row for each is expected")
        return None, False
    work.taken[table, key] = row.where()
    return key, key not in work.draft.rows(table)


def _known_by_itself(work: Work, row: WrittenRow) -> Key | None:
    """Return the key of a record that is known by what it joins, such as a partner and a city."""
    sheet, key = row.sheet, []
    for name in sheet.key:
        refers = name in sheet.partners or name in sheet.projects
        value = referred(work, row, name) if refers else row.get(name)
        if row.get(name) is None:
            work.problem(row, name, f"is blank; every row of {sheet.title} needs {sheet.fields[name].title}")
        key.append(value)
    if None in key:
        return None
    return (key[0], _city(work, row, key[0])) if sheet.model is Place else tuple(key)


def _city(work: Work, row: WrittenRow, partner_id: str) -> str:
    """Return the city of a place as it is kept; one that is looked up as the gazetteer spells it."""
    if row.get("latitude") is not None:
        return work.city_of(partner_id, row.get("city"))
    country = row.get("country_code") or work.draft.rows(PARTNER)[(partner_id,)]["country_code"]
    city = plain_city(row.get("city"), country)
    known = (other for other in work.cities_of(partner_id).values() if is_one_place(city, other, country))
    return work.city_of(partner_id, next(known, city))


def _by_id_or_identity(work: Work, row: WrittenRow) -> Key | None:
    sheet = row.sheet
    (id_field,) = sheet.key
    given = row.get(id_field)
    if given is not None:
        return _by_id(work, row, given)
    if row.get(sheet.identity[0]) is None:
        needed = sheet.fields[sheet.identity[0]].title
        work.problem(row, sheet.identity[0], f"is blank; a row of {sheet.title} needs {needed}, or an id")
        return None
    found = found_by_identity(work, row)
    if len(found) > 1:
        ids = listed(sorted(str(key[0]) for key in found), most=5)
        work.problem(
            row,
            sheet.identity[0],
            f"says {shown(row.get(sheet.identity[0]))}; several are called so ({ids}); write the id of one",
        )
        return None
    return next(iter(found)) if found else _new(work, row)


def found_by_identity(work: Work, row: WrittenRow) -> set[Key]:
    """Return the keys of the records that are known by what a row says: of a partner without country, by its names."""
    identity = [_as_stored(work, row, name) for name in row.sheet.identity]
    if row.sheet is PARTNERS and identity[1] is None:
        return {(key,) for key in work.partners.found(identity[0])}
    return work.found(row.sheet, identity)


def _as_stored(work: Work, row: WrittenRow, name: str) -> Any:
    """Return what a cell says; where it names a partner or a project, the id, if that can be told."""
    words, sheet = row.get(name), row.sheet
    if words is None or name not in (*sheet.partners, *sheet.projects):
        return words
    names = work.partners if name in sheet.partners else work.projects
    with suppress(Unfit):
        return names.meant(words)
    return words


def _by_id(work: Work, row: WrittenRow, given: object) -> Key | None:
    if isinstance(given, int) and given < 1:
        work.problem(
            row, row.sheet.key[0], f"says {shown(given)}; a number from 1 is expected, or nothing for a new row"
        )
        return None
    if row.sheet is not PARTNERS and work.is_taken_away(row.sheet.model.__table__, given):
        work.problem(row, row.sheet.key[0], f"{TAKEN_AWAY.format(shown(given))}, or nothing for a new record")
        return None
    if row.sheet is not PARTNERS:
        return (given,)
    if refuse_erased(work, row):
        return None
    return (work.former.get(str(given), given),)


def refuse_erased(work: Work, row: WrittenRow) -> bool:
    """Tell whether a row brings a partner back that was erased on request, by its id or its name; note that it may not.

    Of its names only checksums are known, and of one that it had before that the id which would be made of it.
    """
    given, name = row.get("partner_id"), row.get("name")
    if given is not None and work.is_erased(given):
        column, is_erased = "partner_id", True
    elif name is not None and name_digest(name, row.get("country_code")) in work.erased:
        column, is_erased = "name", not found_by_identity(work, row)
    elif given is not None:
        return False
    elif name is not None and not found_by_identity(work, row):
        column, is_erased = "name", work.is_erased(slug(name)[:LONGEST_ID].strip("-"))
    else:
        return False
    if is_erased:
        work.problem(row, column, ERASED.format(shown(row.get(column))))
    return is_erased


def _new(work: Work, row: WrittenRow) -> Key | None:
    sheet = row.sheet
    table = sheet.model.__table__
    if not sheet.words:
        return work.draft.new_number()
    if sheet is PARTNERS and refuse_erased(work, row):
        return None
    return (work.new_id(table, [row.get(name) or "" for name in sheet.words]),)
