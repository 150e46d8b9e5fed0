"""The rows of the Desk's workbook, against what the database holds → what an import would do."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from cci_data.history import key_of
from cci_data.imports.draft import Draft
from cci_data.imports.duplicates import Known, Likeness, likenesses
from cci_data.imports.keys import find_key, found_by_identity, meant, refuse_erased
from cci_data.imports.merges import merge
from cci_data.imports.plan import Outcome, Plan
from cci_data.imports.records import put_record, unfit_value
from cci_data.imports.references import plain
from cci_data.imports.turns import check_turns
from cci_data.imports.work import Work, start
from cci_data.imports.written import Written, WrittenRow
from cci_data.language import fold, listed
from cci_data.models import FormerPartner, Partner, PartnerName
from cci_data.progress import Tell, silent
from cci_data.sheets.cells import shown
from cci_data.sheets.events import EVENTS, SPOTLIGHTS, STATEMENTS
from cci_data.sheets.partners import PARTNERS, PLACES
from cci_data.sheets.projects import GOOD_PRACTICES, PARTICIPANTS, PROJECTS
from cci_data.sheets.reference import COUNTRIES, DATA_SETS, INDICATOR_VALUES, INDICATORS, SECTORS, SERVICES
from cci_data.sheets.sheet import Sheet
from cci_data.vocabulary import CROSS_SECTORAL

# What others refer to goes before them.
REFERENCE = (COUNTRIES, SECTORS, SERVICES, DATA_SETS, INDICATORS, INDICATOR_VALUES)
AFTER_PARTNERS = (PLACES, PARTICIPANTS, EVENTS, SPOTLIGHTS, STATEMENTS, GOOD_PRACTICES)
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
    for sheet in (*REFERENCE, PROJECTS):
        _take(work, sheet, written.of(sheet), tell)
    merging = _take_partners(work, written.of(PARTNERS), tell)
    for sheet in AFTER_PARTNERS:
        _take(work, sheet, written.of(sheet), tell)
    for row, former, target in [(row, _former(work, row, target), target) for row, target in merging]:
        _merge(work, row, former, target)
    _check_own_values(work)
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
    sheet, table, before = row.sheet, row.sheet.model.__table__, len(work.plan.problems)
    key, is_new = find_key(work, row)
    if key is not None:
        put_record(work, row, key, is_new)
    if len(work.plan.problems) > before and sheet.identity:
        _note_unfit(work, row)
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


def _check_own_values(work: Work) -> None:
    """Note where two rows of a vocabulary would have one label or position, or would swap theirs."""
    for sheet in REFERENCE:
        table = sheet.model.__table__
        brought = {key: where for (other, key), where in work.taken.items() if other is table}
        changed = [step for step in work.draft.steps() if brought and step.table is table and step.before]
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


def _note_unfit(work: Work, row: WrittenRow) -> None:
    """Remember that the record of a row does not fit, so that rows which name it are not told to be wrong, too."""
    told = (row.get(name) for name in (*row.sheet.identity[:1], *row.sheet.key))
    work.unfit_names |= {plain(name) for name in told if isinstance(name, str)}


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
    return list(_same(work, by_answer[True]))


def _same(work: Work, rows: list[WrittenRow]) -> Iterator[tuple[WrittenRow, str]]:
    """Yield the rows that are the same as another, with the id of that; in whatever order they name each other."""
    waiting = []
    for row in rows:
        if refuse_erased(work, row):
            _note_unfit(work, row)
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
                _note_unfit(work, row)
                continue
            yield row, target
            for name in (row.get("name"), row.get("partner_id"), *(row.get("other_names") or ())):
                if name and not work.partners.found(name):
                    work.partners.add(name, target)
        waiting = by_target[False] if known else []


def _former(work: Work, row: WrittenRow, target: str) -> str | None:
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


def _merge(work: Work, row: WrittenRow, former: str | None, target: str) -> None:
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


def _questions(work: Work) -> list[str]:
    """Ask about each new partner that may be one that is there."""
    names: dict[str, list[str]] = {}
    for partner_id, name in work.draft.rows(PartnerName.__table__):
        names.setdefault(partner_id, []).append(name)
    everyone = [
        Known(key, (row["name"], *names.get(key, ())), row["country_code"], row["website"])
        for (key,), row in work.draft.rows(Partner.__table__).items()
    ]
    called = {known.key: known.names[0] for known in everyone}
    alike: dict[str, list[Likeness]] = {}
    for likeness in likenesses([known for known in everyone if known.key in work.new_partners], everyone):
        if likeness.newcomer not in work.answered:
            alike.setdefault(likeness.newcomer, []).append(likeness)
    return [_question(work.new_partners[newcomer], found, called) for newcomer, found in alike.items()]


def _question(row: WrittenRow, alike: list[Likeness], called: Mapping[str, str]) -> str:
    """Ask whether the partner of a row is one of those that it is like."""
    others = " or ".join(f"{shown(called[found.other])} ({found.other}), as it {found.reason}" for found in alike)
    answer = " or ".join(found.other for found in alike)
    return (
        f"{row.where('name')} says {shown(called[alike[0].newcomer])}; it may be {others}; write {answer} under "
        f"{row.sheet.fields['same_as'].title} where it is the same, or none where it is another"
    )
