"""The rows of the Desk's workbook, against what the database holds → what an import would do."""

from datetime import date

from cci_data.imports.draft import Draft
from cci_data.imports.halves import look_through
from cci_data.imports.impact import in_turn, known_flaws, refuse_new_flaws
from cci_data.imports.keys import find_key
from cci_data.imports.locating import look_up_alone
from cci_data.imports.merges import keep_name
from cci_data.imports.plan import Outcome, Plan
from cci_data.imports.questions import questions
from cci_data.imports.records import put_record, unfit_value
from cci_data.imports.references import plain
from cci_data.imports.sameness import former_partner, make_one, same_as_others
from cci_data.imports.turns import check_turns
from cci_data.imports.work import Work, start
from cci_data.imports.written import Written, WrittenRow
from cci_data.language import fold
from cci_data.models import Partner, PartnerName
from cci_data.progress import Tell, silent
from cci_data.sheets.cells import shown
from cci_data.sheets.events import EVENTS, SPOTLIGHTS, STATEMENTS
from cci_data.sheets.impact import (
    CONTINUATIONS,
    EVENT_PARTICIPATIONS,
    IMPACT_INDICATORS,
    IMPACT_VALUES,
    LEDGER,
    SOLUTIONS,
    UPTAKE,
)
from cci_data.sheets.partners import PARTNERS, PLACES
from cci_data.sheets.projects import GOOD_PRACTICES, PARTICIPANTS, PROJECTS
from cci_data.sheets.reference import (
    COUNTRIES,
    DATA_SETS,
    FORMER_PARTNERS,
    INDICATOR_VALUES,
    INDICATORS,
    SECTORS,
    SERVICES,
)
from cci_data.sheets.sheet import Sheet

# What others refer to goes before them.
REFERENCE = (COUNTRIES, SECTORS, SERVICES, DATA_SETS, INDICATORS, INDICATOR_VALUES, IMPACT_INDICATORS)
AFTER_PARTNERS = (
    *(FORMER_PARTNERS, PLACES, PARTICIPANTS, EVENTS, EVENT_PARTICIPATIONS, SPOTLIGHTS, STATEMENTS, GOOD_PRACTICES),
    *(LEDGER, SOLUTIONS, UPTAKE, CONTINUATIONS, IMPACT_VALUES),
)
NOBODY = {"none", "no", "nobody", "no one", "new"}
ROWS_BETWEEN_NEWS = 500


def make_plan(
    draft: Draft,
    written: Written,
    *,
    today: date,
    accepts_duplicates: bool = False,
    is_anyway: bool = False,
    tell: Tell = silent,
) -> Plan:
    """Return what storing `written` would do to the database of `draft`; nothing is written.

    accepts_duplicates: whether partners that look like others are taken as others. is_anyway: whether turns in the
    spotlight may overlap and come before everybody's first.
    """
    plan = Plan(problems=list(written.problems), notes=list(written.notes))
    work = start(draft, today, plan)
    work.unfit_names |= {plain(name) for name in written.unfit}
    flaws = known_flaws(draft, written)
    for sheet in (*REFERENCE, PROJECTS):
        _take(work, sheet, written.of(sheet), tell)
    merging = _take_partners(work, written.of(PARTNERS), tell)
    for sheet in AFTER_PARTNERS:
        _take(work, sheet, written.of(sheet), tell)
    for row in written.halves:
        look_through(work, row)
    for row, former, target in [(row, former_partner(work, row, target), target) for row, target in merging]:
        make_one(work, row, former, target)
    _check_own_values(work)
    refuse_new_flaws(work, flaws)
    if not is_anyway:
        check_turns(work)
    if not accepts_duplicates:
        plan.questions += questions(work)
    plan.steps = draft.steps()
    return plan


def _take(work: Work, sheet: Sheet, rows: list[WrittenRow], tell: Tell) -> None:
    # Of two rows that became one with their partners, the one that names the present partner stands.
    rows = sorted(in_turn(rows) if sheet is LEDGER else rows, key=work.names_former)
    for done, row in enumerate(rows, start=1):
        _take_row(work, row)
        if done % ROWS_BETWEEN_NEWS == 0:
            tell(f"comparing {sheet.title}", done, len(rows))


def _take_row(work: Work, row: WrittenRow) -> None:
    sheet, table, before = row.sheet, row.sheet.model.__table__, len(work.plan.problems)
    key, is_new = find_key(work, row)
    if (table, key) in work.taken and work.names_former(row) and work.taken[table, key] != row.where():
        record = " / ".join(map(str, key))
        work.plan.outcomes.append(Outcome(sheet.title, row.where(), record, "", "left"))
        return
    former = work.draft.rows(table).get(key, {})
    if key is not None:
        put_record(work, row, key, is_new)
    if len(work.plan.problems) > before and sheet.identity:
        work.note_unfit(row)
    if key is None:
        look_up_alone(work, row)
    there = work.draft.rows(table).get(key)
    if there is None:
        return
    if sheet.identity:
        work.learn(sheet, [there[name] for name in sheet.identity], key)
    if sheet is PROJECTS:
        work.projects.add(there["title"], key[0])
        work.projects.add(key[0], key[0])
    if sheet is PARTNERS:
        _introduce(work, row, key[0], is_new)
        _keep_former_name(work, row, key[0], former.get("name"))


def _check_own_values(work: Work) -> None:
    """Note where two rows of a vocabulary would have one label or position, or would swap theirs."""
    for sheet in REFERENCE:
        table = sheet.model.__table__
        brought = {key: where for (other, key), where in work.taken.items() if other is table}
        changed = [step for step in work.draft.steps(table) if step.before] if brought else []
        for name in (name for name in sheet.fields if brought and table.columns[name].unique):
            rows = work.draft.rows(table)
            former = {step.before[name]: step.key for step in changed if name in step.before}
            has = {row[name]: key for key, row in rows.items() if key not in brought}
            for key, where in brought.items():
                value = rows.get(key, {}).get(name, key)
                if has.setdefault(value, key) != key:
                    rest = f"{has[value][0]} has too; one of its own is expected"
                elif former.get(value, key) != key:
                    rest = f"{former[value][0]} has until now; give that a free one in an import before this"
                else:
                    continue
                work.plan.problems.append(f"{where} has {sheet.fields[name].title} {shown(value)}, which {rest}")


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


def _keep_former_name(work: Work, row: WrittenRow, partner_id: str, former: str | None) -> None:
    """Let a partner that was renamed go on being found by the name that it had.

    A row that says the other names says all of them: bringing it a second time must change nothing.
    """
    present = work.draft.rows(Partner.__table__)[(partner_id,)]["name"]
    if not former or plain(former) == plain(present) or unfit_value(work, PartnerName.__table__.c.name, former):
        return
    if row.get("other_names") is None and "other_names" not in row.emptied:
        keep_name(work.draft, partner_id, former)
    elif (partner_id, former) not in work.draft.rows(PartnerName.__table__):
        sentence = f"leaves {shown(former)} out, the name until now; add it there to have the partner found by it"
        work.plan.notes.append(f"{row.where('other_names')} {sentence}.")


def _leave(work: Work, row: WrittenRow) -> None:
    """Leave a row of an older file alone: its partner has become another since, which has a row of its own."""
    former = row.get("partner_id")
    present = work.former[former]
    work.plan.outcomes.append(
        Outcome(PARTNERS.title, row.where(), f"{former} → {present}", row.get("name") or "", "left")
    )
    work.plan.notes.append(f"{row.where()}: {former} was merged into {present}; the row is left alone.")


def _take_partners(work: Work, rows: list[WrittenRow], tell: Tell) -> list[tuple[WrittenRow, str]]:
    """Take the partners; return the rows that are the same as another, with the id of the partner that stays."""
    by_answer: dict[bool, list[WrittenRow]] = {True: [], False: []}
    for row in rows:
        if row.get("partner_id") in work.former and not row.get("same_as"):
            _leave(work, row)
            continue
        by_answer[bool(row.get("same_as")) and fold(row.get("same_as")) not in NOBODY].append(row)
    _take(work, PARTNERS, by_answer[False], tell)
    return list(same_as_others(work, by_answer[True]))
