"""Rows of partners that are the same as another: what they say and who they were goes to the partner that stays."""

from collections.abc import Iterator
from typing import Any

from cci_data.history import key_of
from cci_data.imports.keys import found_by_identity, meant, refuse_erased
from cci_data.imports.merges import merge
from cci_data.imports.plan import Outcome
from cci_data.imports.records import put_record, unfit_value
from cci_data.imports.work import Work
from cci_data.imports.written import WrittenRow
from cci_data.language import listed
from cci_data.models import FormerPartner, Partner, PartnerName
from cci_data.sheets.cells import shown
from cci_data.sheets.partners import PARTNERS
from cci_data.vocabulary import CROSS_SECTORAL


def same_as_others(work: Work, rows: list[WrittenRow]) -> Iterator[tuple[WrittenRow, str]]:
    """Yield the rows that are the same as another, with the id of that; in whatever order they name each other."""
    waiting = []
    for row in rows:
        if refuse_erased(work, row):
            work.note_unfit(row)
        else:
            waiting.append(row)
    while waiting:
        by_target: dict[bool, list[WrittenRow]] = {True: [], False: []}
        for row in waiting:
            by_target[bool(work.partners.found(row.get("same_as")))].append(row)
        known = by_target[True]
        for row in known or waiting:
            target = meant(work, row, "same_as", row.get("same_as"), work.partners)
            if target is None:
                work.note_unfit(row)
                continue
            yield row, target
            for name in (row.get("name"), row.get("partner_id"), *(row.get("other_names") or ())):
                if name and not work.partners.found(name):
                    work.partners.add(name, target)
        waiting = by_target[False] if known else []


def former_partner(work: Work, row: WrittenRow, target: str) -> str | None:
    """Return the id of the partner that is there and goes, with what its row says; None where the row brings no other.

    What cannot be said is noted as a problem.
    """
    given, partners = row.get("partner_id"), work.draft.rows(Partner.__table__)
    if given is None:
        found = {key for (key,) in found_by_identity(work, row)} - {target}
    else:
        found = {key for key in (given, work.former.get(given)) if (key,) in partners}
    if len(found) > 1:
        ids = listed(sorted(found), most=5)
        sentence = f"says {shown(row.get('name'))}; several are called so ({ids}); write the id of one"
        work.problem(row, "name", sentence)
    if len(found) != 1:
        return None
    (former,) = found
    if former != target:
        outcomes = len(work.plan.outcomes)
        put_record(work, row, (former,), is_new=False)
        # The row is told of as one that is merged.
        del work.plan.outcomes[outcomes:]
    return former


def make_one(work: Work, row: WrittenRow, former: str | None, target: str) -> None:
    """Make one partner of two: of one that is there and the target, or of a row alone and the target."""
    former, target = (_present(work, key) for key in (former, target))
    partners = work.draft.rows(Partner.__table__)
    if former == target:
        if row.get("partner_id") in work.former:
            _told(work, row, f"{row.get('partner_id')} → {target}", partners[(target,)]["name"], "left")
        else:
            work.problem(row, "same_as", f"says {shown(row.get('same_as'))}, which is the partner of this row itself")
        return
    stays = partners[(target,)]["name"]
    if former is not None:
        gone = partners[(former,)]["name"]
        if sentence := unfit_value(work, PartnerName.__table__.c.name, gone):
            work.problem(row, "same_as", f"makes {shown(gone)} another name, which {sentence}")
            return
        merge(work.draft, former, target)
        work.former[former] = target
        _told(work, row, f"{former} → {target}", f"{gone} is {stays}", "merged")
    else:
        gone = row.get("name") or row.get("partner_id") or ""
        state = "merged" if _fold_in(work, row, target) else "left"
        _told(work, row, f"{gone} → {target}", f"{gone} is {stays}", state)


def _present(work: Work, partner_id: str | None) -> str | None:
    """Return what a partner has become, if it was merged by a row before."""
    while partner_id in work.former:
        partner_id = work.former[partner_id]
    return partner_id


def _told(work: Work, row: WrittenRow, record: str, name: str, state: str) -> None:
    work.plan.outcomes.append(Outcome(PARTNERS.title, row.where(), record, name, state))


def _fold_in(work: Work, row: WrittenRow, target: str) -> bool:
    """Let a partner that stays have what a row about the same one says and it does not; tell whether that is anything.

    Its names and lists grow; of the rest only what it does not say itself is taken.
    """
    there = work.draft.rows(Partner.__table__)[(target,)]
    told: dict[str, Any] = {name: value for name, value in row.values.items() if there.get(name, "") is None}
    if CROSS_SECTORAL in (row.get("sector_ids") or ()) and not there["is_cross_sectoral"]:
        told["is_cross_sectoral"] = True
    rows = [(PartnerName.__table__, {"partner_id": target, "name": name}) for name in _names(work, row, there["name"])]
    for name in ("sector_ids", "service_ids"):
        many, items = PARTNERS.many[name], row.get(name) or ()
        rows += [
            (many.model.__table__, {"partner_id": target, many.column: item})
            for item in items
            if item != CROSS_SECTORAL
        ]
    if row.get("partner_id"):
        rows.append((FormerPartner.__table__, {"former_id": row.get("partner_id"), "partner_id": target}))
    new = [(table, values) for table, values in rows if key_of(table, values) not in work.draft.rows(table)]
    for table, values in new:
        work.draft.put(table, key_of(table, values), values)
    if told:
        work.draft.put(Partner.__table__, (target,), told)
    return bool(new or told)


def _names(work: Work, row: WrittenRow, own: str) -> Iterator[str]:
    """Yield the names in a row that a partner may be called besides its own."""
    for column, names in (("name", [row.get("name")]), ("other_names", row.get("other_names") or ())):
        for name in names:
            if name and name != own:
                sentence = unfit_value(work, PartnerName.__table__.c.name, name)
                if sentence:
                    work.problem(row, column, sentence)
                yield name
