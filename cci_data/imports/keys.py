"""Which record a row of the workbook is about: by its id, or by what it is known by; or that it is a new one."""

from cci_data.history import Key
from cci_data.imports.locating import plain_city
from cci_data.imports.work import Work
from cci_data.imports.written import WrittenRow
from cci_data.language import listed
from cci_data.models import Partner, Place
from cci_data.sheets.cells import Unfit, shown
from cci_data.sheets.partners import PARTNERS

ERASED = "says {}, a partner that was erased on request; take the row out of the file"


def referred(work: Work, row: WrittenRow, name: str) -> str | None:
    """Return the id of the partner or project that a cell names, None where it is blank or does not fit."""
    words = row.get(name)
    if words is None:
        return None
    names = work.partners if name in row.sheet.partners else work.projects
    if names is work.partners and work.is_erased(words):
        work.problem(row, name, ERASED.format(shown(words)))
        return None
    try:
        return names.meant(words)
    except Unfit as unfit:
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
    first = work.taken.setdefault((table, key), row.where())
    if first != row.where():
        work.plan.problems.append(f"{row.where()} is about the same record as {first}; one row for each is expected")
        return None, False
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
    partner = work.draft.rows(Partner.__table__)[(partner_id,)]
    return work.city_of(partner_id, plain_city(row.get("city"), row.get("country_code") or partner["country_code"]))


def _by_id_or_identity(work: Work, row: WrittenRow) -> Key | None:
    sheet = row.sheet
    (id_field,) = sheet.key
    given = row.get(id_field)
    if given is not None:
        return _by_id(work, row, given)
    identity = [_identifying(work, row, name) for name in sheet.identity]
    if row.get(sheet.identity[0]) is None:
        needed = sheet.fields[sheet.identity[0]].title
        work.problem(row, sheet.identity[0], f"is blank; a row of {sheet.title} needs {needed}, or an id")
        return None
    found = work.found(sheet, identity)
    if sheet is PARTNERS and identity[1] is None:
        found = {(key,) for key in work.partners.found(identity[0])}
    if len(found) > 1:
        ids = listed(sorted(str(key[0]) for key in found), most=5)
        work.problem(
            row, sheet.identity[0], f"says {shown(identity[0])}; several are called so ({ids}); write the id of one"
        )
        return None
    return next(iter(found)) if found else _new(work, row)


def _identifying(work: Work, row: WrittenRow, name: str) -> object:
    return work.partners.meant(row.get(name)) if name in row.sheet.partners and row.get(name) else row.get(name)


def _by_id(work: Work, row: WrittenRow, given: object) -> Key | None:
    if row.sheet is not PARTNERS:
        return (given,)
    if work.is_erased(str(given)):
        work.problem(row, row.sheet.key[0], ERASED.format(shown(given)))
        return None
    return (work.former.get(str(given), given),)


def _new(work: Work, row: WrittenRow) -> Key | None:
    sheet = row.sheet
    table = sheet.model.__table__
    if not sheet.words:
        return work.draft.new_number()
    key = work.new_id(table, [row.get(name) or "" for name in sheet.words])
    if sheet is PARTNERS and work.is_erased(key):
        work.problem(row, sheet.words[0], ERASED.format(shown(row.get(sheet.words[0]))))
        return None
    return (key,)
