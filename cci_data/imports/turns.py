"""Turns in the spotlight that a workbook brings or moves: checked as those that the Desk sets one by one."""

from collections.abc import Mapping
from typing import Any

from cci_data.imports.work import Work
from cci_data.models import Spotlight
from cci_data.queries.spotlights import Turn
from cci_data.turns import objections
from cci_data.vocabulary import NETWORK_COUNTRIES

SPOTLIGHT = Spotlight.__table__
WHAT_MATTERS = {"country_code", "starts_on", "ends_on"}


def check_turns(work: Work) -> None:
    """Note what stands against each turn that comes, or whose country or days change, beside all the others."""
    turns = work.draft.rows(SPOTLIGHT)
    steps = [step for step in work.draft.steps(SPOTLIGHT) if step.key and step.after]
    moved = {step.key for step in steps if WHAT_MATTERS & set(step.after)}
    rows = {key: where for (table, key), where in work.taken.items() if table is SPOTLIGHT and key in turns}
    for key, where in rows.items():
        if key[0] < 0 or key in moved:
            turn = turns[key]
            others = sorted((_turn(row) for at, row in turns.items() if at != key), key=lambda other: other.starts_on)
            for sentence in objections(others, turn["country_code"], turn["starts_on"], turn["ends_on"]):
                work.plan.problems.append(f"{where}: {sentence} Say --anyway to store it all the same.")


def _turn(row: Mapping[str, Any]) -> Turn:
    code = row["country_code"]
    return Turn(code, NETWORK_COUNTRIES.get(code, code), row["starts_on"], row["ends_on"], is_default=False)
