"""The rows of the Desk's workbook, against what the database holds → what an import would do."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from cci_data.imports.draft import Draft
from cci_data.imports.duplicates import Known, Likeness, likenesses
from cci_data.imports.keys import find_key
from cci_data.imports.merges import keep_name, merge
from cci_data.imports.plan import Outcome, Plan
from cci_data.imports.records import put_record
from cci_data.imports.turns import check_turns
from cci_data.imports.work import Work, start
from cci_data.imports.written import Written, WrittenRow
from cci_data.language import fold, listed
from cci_data.models import FormerPartner, Partner, PartnerName
from cci_data.progress import Tell, silent
from cci_data.sheets.cells import Unfit, shown
from cci_data.sheets.events import EVENTS, SPOTLIGHTS, STATEMENTS
from cci_data.sheets.partners import PARTNERS, PLACES
from cci_data.sheets.projects import GOOD_PRACTICES, PARTICIPANTS, PROJECTS
from cci_data.sheets.reference import COUNTRIES, DATA_SETS, INDICATOR_VALUES, INDICATORS, SECTORS, SERVICES
from cci_data.sheets.sheet import Sheet

# What others refer to goes before them.
REFERENCE = (COUNTRIES, SECTORS, SERVICES, DATA_SETS, INDICATORS, INDICATOR_VALUES)
AFTER_PARTNERS = (PLACES, PARTICIPANTS, EVENTS, SPOTLIGHTS, STATEMENTS, GOOD_PRACTICES)
NOBODY = {"none", "no", "nobody", "no one", "new"}
ROWS_BETWEEN_NEWS = 500


def make_plan(
    session: Session,
    written: Written,
    *,
    today: date,
    accepts_duplicates: bool = False,
    is_anyway: bool = False,
    tell: Tell = silent,
) -> Plan:
    """Return what storing `written` would do to the database of `session`; nothing is written.

    accepts_duplicates: whether partners that look like others are taken as others. is_anyway: whether turns in the
    spotlight may overlap and come before everybody's first.
    """
    plan = Plan(problems=list(written.problems), notes=list(written.notes))
    draft = Draft(session)
    work = start(draft, today, plan)
    for sheet in (*REFERENCE, PROJECTS):
        _take(work, sheet, written.of(sheet), tell)
    merging = _take_partners(work, written.of(PARTNERS), tell)
    for sheet in AFTER_PARTNERS:
        _take(work, sheet, written.of(sheet), tell)
    for row, target in merging:
        _merge(work, row, target)
    if not is_anyway:
        check_turns(work)
    if not accepts_duplicates:
        plan.questions += _questions(work)
    plan.steps = draft.steps()
    return plan


def _take(work: Work, sheet: Sheet, rows: list[WrittenRow], tell: Tell) -> None:
    for done, row in enumerate(rows, start=1):
        _take_row(work, row)
        if done % ROWS_BETWEEN_NEWS == 0:
            tell(f"comparing {sheet.title}", done, len(rows))


def _take_row(work: Work, row: WrittenRow) -> None:
    key, is_new = find_key(work, row)
    if key is None:
        return
    put_record(work, row, key, is_new)
    sheet = row.sheet
    there = work.draft.rows(sheet.model.__table__).get(key)
    if there is None:
        return
    if sheet.identity:
        work.learn(sheet, [there[name] for name in sheet.identity], key)
    if sheet is PROJECTS:
        work.projects.add(there["title"], key[0])
        work.projects.add(key[0], key[0])
    if sheet is PARTNERS:
        _introduce(work, row, key[0], is_new)


def _introduce(work: Work, row: WrittenRow, partner_id: str, is_new: bool) -> None:
    """Let other rows name the partner."""
    there = work.draft.rows(Partner.__table__)[(partner_id,)]
    for name in (there["name"], partner_id, *(row.get("other_names") or ())):
        work.partners.add(name, partner_id)
        work.learn(PARTNERS, [name, there["country_code"]], (partner_id,))
    if is_new:
        work.new_partners[partner_id] = row
    if fold(row.get("same_as") or "") in NOBODY:
        work.answered.add(partner_id)


def _take_partners(work: Work, rows: list[WrittenRow], tell: Tell) -> list[tuple[WrittenRow, str]]:
    """Take the partners; return the rows that are the same as another, with the id of the partner that stays."""
    by_answer: dict[bool, list[WrittenRow]] = {True: [], False: []}
    for row in rows:
        by_answer[bool(row.get("same_as")) and fold(row.get("same_as")) not in NOBODY].append(row)
    _take(work, PARTNERS, by_answer[False], tell)
    merging = []
    for row in by_answer[True]:
        try:
            target = work.partners.meant(row.get("same_as"))
        except Unfit as unfit:
            work.unfit(row, "same_as", unfit)
            continue
        merging.append((row, target))
        for name in (row.get("name"), row.get("partner_id")):
            if name and not work.partners.found(name):
                work.partners.add(name, target)
    return merging


def _merge(work: Work, row: WrittenRow, target: str) -> None:
    """Make one partner of two: of one that is there and the target, or of a row alone and the target."""
    former = _former(work, row, target)
    if former == target:
        work.problem(row, "same_as", f"says {shown(row.get('same_as'))}, which is the partner of this row itself")
        return
    stays = work.draft.rows(Partner.__table__)[(target,)]
    if former is not None:
        gone = work.draft.rows(Partner.__table__)[(former,)]["name"]
        merge(work.draft, former, target)
    else:
        gone = row.get("name") or ""
        _fold_in(work, row, target)
    record = f"{former or gone} → {target}"
    work.plan.outcomes.append(Outcome(PARTNERS.title, row.where(), record, f"{gone} is {stays['name']}", "merged"))


def _former(work: Work, row: WrittenRow, target: str) -> str | None:
    """Return the id of the partner that is there and goes; None where the row brings no partner of its own."""
    given = row.get("partner_id")
    partners = work.draft.rows(Partner.__table__)
    if given is not None:
        return given if (given,) in partners else None
    found = work.found(PARTNERS, [row.get("name"), row.get("country_code")]) - {(target,)}
    return next(iter(found))[0] if len(found) == 1 else None


def _fold_in(work: Work, row: WrittenRow, target: str) -> None:
    """Let a partner that stays have the names, and what it does not say itself, of a row about the same one."""
    there = work.draft.rows(Partner.__table__)[(target,)]
    told = {name: value for name, value in row.values.items() if name in there and there[name] is None}
    if told:
        work.draft.put(Partner.__table__, (target,), told)
    for name in (row.get("name"), *(row.get("other_names") or ())):
        if name:
            keep_name(work.draft, target, name)
    if row.get("partner_id"):
        redirect = {"former_id": row.get("partner_id"), "partner_id": target}
        work.draft.put(FormerPartner.__table__, (row.get("partner_id"),), redirect)


def _questions(work: Work) -> list[str]:
    """Ask about each new partner that may be one that is there."""
    names: dict[str, list[str]] = {}
    for partner_id, name in work.draft.rows(PartnerName.__table__):
        names.setdefault(partner_id, []).append(name)
    everyone = [
        Known(key, (row["name"], *names.get(key, ())), row["country_code"], row["website"])
        for (key,), row in work.draft.rows(Partner.__table__).items()
    ]
    asked = set(work.new_partners) - work.answered
    called = {known.key: known.names[0] for known in everyone}
    alike: dict[str, list[Likeness]] = {}
    for likeness in likenesses([known for known in everyone if known.key in asked], everyone):
        alike.setdefault(likeness.newcomer, []).append(likeness)
    return [_question(work.new_partners[newcomer], found, called) for newcomer, found in alike.items()]


def _question(row: WrittenRow, alike: list[Likeness], called: Mapping[str, str]) -> str:
    """Ask whether the partner of a row is one of those that it is like."""
    others = listed(f"{shown(called[found.other])} ({found.other}), as it {found.reason}" for found in alike)
    answer = listed(found.other for found in alike)
    return (
        f"{row.where('name')} says {shown(called[alike[0].newcomer])}; it may be {others}; write {answer} under "
        f"{row.sheet.fields['same_as'].title} where it is the same, or none where it is another"
    )
