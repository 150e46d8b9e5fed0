"""The ledger in a workbook: steps after those that they follow, and what cannot be is refused with a sentence."""

from collections.abc import Sequence

from cci_data.impact.order import Flaw, recorded_flaws
from cci_data.imports.draft import Draft
from cci_data.imports.work import Work
from cci_data.imports.written import Written, WrittenRow
from cci_data.sheets.book import SHEETS
from cci_data.sheets.impact import CONTINUATIONS, IMPACT_VALUES, LEDGER, SOLUTIONS, UPTAKE
from cci_data.sheets.projects import PARTICIPANTS, PROJECTS

CONCERNED = (LEDGER, SOLUTIONS, UPTAKE, CONTINUATIONS, IMPACT_VALUES, PROJECTS, PARTICIPANTS)


def known_flaws(draft: Draft, written: Written) -> frozenset[Flaw] | None:
    """Return what is wrong in the draft as it is now; None where nothing of what is written could change that.

    None, too, where a date on record is none: another program wrote it, the check of the database names it, and an
    import that mends it may not fail of it.
    """
    if not any(written.of(sheet) for sheet in CONCERNED):
        return None
    try:
        return _flaws(draft)
    except ValueError:
        return None


def _flaws(draft: Draft) -> frozenset[Flaw]:
    return recorded_flaws(lambda model: draft.rows(model.__table__).values())


def refuse_new_flaws(work: Work, before: frozenset[Flaw] | None) -> None:
    """Note what is wrong now and was not before (`known_flaws`); what was wrong already does not hold an import up."""
    if before is None:
        return
    where = {(table.name, str(key[0])): address for (table, key), address in work.taken.items()}
    titles = {sheet.model.__tablename__: sheet.title for sheet in SHEETS}
    for flaw in sorted(_flaws(work.draft) - before, key=lambda flaw: (flaw.table, flaw.key, flaw.problem)):
        address = where.get((flaw.table, flaw.key), f"{titles[flaw.table]}, {flaw.key}")
        remedy = f"{flaw.remedy[0].lower()}{flaw.remedy[1:]}"
        work.plan.problems.append(f"{address}: {flaw.problem.removesuffix('.')}; {remedy}")


def in_turn(rows: Sequence[WrittenRow]) -> list[WrittenRow]:
    """Return the rows of the ledger, each after the one that it follows; of those that go round, in their order."""
    by_id = {row.get("step_id"): row for row in rows if row.get("step_id")}
    done: dict[int, WrittenRow] = {}
    for row in rows:
        way: list[WrittenRow] = []
        while row is not None and id(row) not in done and row not in way:
            way.append(row)
            row = by_id.get(row.get("follows_id"))
        done |= {id(each): each for each in reversed(way)}
    return list(done.values())
