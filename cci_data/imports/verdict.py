"""A plan as the Desk reads it: how much of what, each change from old to new, and everything that stands against it."""

import re
from collections.abc import Iterator

from cci_data.imports.plan import Outcome, Plan
from cci_data.language import count, one_line
from cci_data.sheets.book import SHEETS
from cci_data.sheets.cells import shown

MOST_LINES = 40
ADDRESS = re.compile(r"(?:.+, )?([^,!]+)!([A-Z]*)(\d+)")
STATES = {"added": "added", "changed": "changed", "merged": "merged", "left": "left alone"}


def verdict(plan: Plan, *, is_whole: bool = False) -> Iterator[str]:
    """Return the lines of the verdict. is_whole: every line, however many there are."""
    for sheet in SHEETS:
        counts = {state: len(plan.of(sheet.title, state)) for state in STATES}
        if sum(counts.values()):
            said = ", ".join(f"{number} {STATES[state]}" for state, number in counts.items() if number)
            yield f"{sheet.title}: {said}"
            lines = [line for state in STATES for outcome in plan.of(sheet.title, state) for line in _lines(outcome)]
            yield from map(one_line, lines if is_whole else _cut(lines))
    yield from (f"Note: {one_line(note)}" for note in plan.notes)


def complaints(plan: Plan) -> Iterator[str]:
    """Return every problem and question, and how many there are; nothing where the plan can be stored."""
    yield from map(one_line, sorted(plan.problems, key=_place))
    yield from map(one_line, sorted(plan.questions, key=_place))
    if plan.problems or plan.questions:
        found = [count(len(plan.problems), "problem")] if plan.problems else []
        found += [count(len(plan.questions), "question")] if plan.questions else []
        answer = " Questions are answered in the column Same as, or all at once by --accept-duplicates."
        yield f"Nothing is stored: {' and '.join(found)}.{answer if plan.questions else ''}"


def _place(sentence: str) -> tuple[int, int, str]:
    """Return where a sentence belongs in the order in which a person goes through the sheets, row by row."""
    found = ADDRESS.match(sentence)
    titles = [sheet.title for sheet in SHEETS]
    if not found or found[1] not in titles:
        return -1, 0, ""
    return titles.index(found[1]), int(found[3]), found[2].rjust(3)


def _lines(outcome: Outcome) -> Iterator[str]:
    if outcome.state == "added":
        yield f"  + {outcome.where} {_called(outcome)}"
    elif outcome.state == "merged":
        yield f"  = {outcome.where} {outcome.record}: {outcome.name}"
    for change in outcome.alterations:
        yield f"  ~ {change.where} {change.title} of {_called(outcome)}: {shown(change.before)} → {shown(change.after)}"


def _called(outcome: Outcome) -> str:
    return outcome.record if outcome.name in ("", outcome.record) else f"{outcome.record} ({outcome.name[:60]})"


def _cut(lines: list[str]) -> Iterator[str]:
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        yield f"  … and {len(lines) - MOST_LINES} more; --all prints every one"
