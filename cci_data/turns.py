"""The Desk gives a country its turn in the spotlight: checked against the turns that there are, then stored."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import takewhile

from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.history import Occasion, Step, store, wait_for_other_writers
from cci_data.imports.draft import Draft
from cci_data.imports.work import partner_names
from cci_data.language import day, days, listed
from cci_data.models import Spotlight
from cci_data.queries.spotlights import Turn, desk_turns, round_of
from cci_data.sheets.cells import Unfit, as_text
from cci_data.vocabulary import NETWORK_COUNTRIES


class TurnProblem(Exception):
    """A turn cannot be stored; the message is a sentence that says why and what to do."""


def store_turn(
    session: Session,
    country: str,
    starts_on: date,
    ends_on: date,
    *,
    now: datetime,
    by: str,
    steward: str = "",
    note: str = "",
    is_anyway: bool = False,
) -> Spotlight:
    """Store a turn of the Desk, remember who set it and when (`now`, UTC), and return it; the caller commits.

    country: its code, in either case; starts_on, ends_on: first and last day; steward: the id or a name of the partner
    that looks after the turn. is_anyway: also where it overlaps another turn of the Desk, or comes before everybody
    had a turn. Raises TurnProblem.
    """
    code = _country(country)
    if ends_on < starts_on:
        raise TurnProblem(f"The turn would end on {day(ends_on)}, before it starts on {day(starts_on)}.")
    wait_for_other_writers(session)
    problems = [] if is_anyway else list(objections(desk_turns(session), code, starts_on, ends_on))
    if problems:
        raise TurnProblem(f"{' '.join(problems)} Say --anyway to store it all the same.")
    turn = {
        "country_code": code,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "steward_partner_id": _partner(session, steward.strip()) if steward.strip() else None,
        "note": _note(note.strip()),
        "origin": "desk",
        "source": f"the Contact Desk, {day(now.date())}",
    }
    store(session, [Step(Spotlight.__table__, None, None, turn)], Occasion("turn", now, by))
    return session.scalars(select(Spotlight).order_by(Spotlight.spotlight_id.desc()).limit(1)).one()


def objections(desk: list[Turn], code: str, starts_on: date, ends_on: date) -> Iterator[str]:
    """Say what stands against a turn: one of the Desk's that it overlaps, or that the country had its turn already.

    desk: the turns that the Desk has set, by first day, without the one in question.
    """
    for turn in desk:
        if turn.starts_on <= ends_on and turn.ends_on >= starts_on:
            yield f"{turn.country} has the spotlight on {days(turn.starts_on, turn.ends_on)}."
    yield from _too_early(desk, code, starts_on)


def _country(words: str) -> str:
    code = words.strip().upper()
    if code not in NETWORK_COUNTRIES:
        known = ", ".join(f"{code} {name}" for code, name in NETWORK_COUNTRIES.items())
        raise TurnProblem(f"“{words}” is not the code of a country of the network. They are: {known}.")
    return code


def _too_early(desk: list[Turn], code: str, starts_on: date) -> Iterator[str]:
    """Look through the round that the first day lies in: it has one turn for each country."""
    current = round_of(desk, starts_on)
    had = [turn for turn in current if turn.country_code == code and _is_taken(turn, starts_on)]
    if had:
        before = {turn.country_code for turn in takewhile(lambda turn: turn.starts_on < starts_on, current)}
        waiting = listed(name for key, name in NETWORK_COUNTRIES.items() if key not in before | {code})
        turn = had[0]
        if not waiting:
            return
        yield (
            f"{turn.country} has its turn on {days(turn.starts_on, turn.ends_on)}, and comes again when everybody had "
            f"one; still to come on {day(starts_on)}: {waiting}."
        )


def _is_taken(turn: Turn, starts_on: date) -> bool:
    """Tell whether a turn counts against a new one: a default turn that is not over by then would only move aside."""
    return turn.ends_on < starts_on or not turn.is_default


def _note(words: str) -> str | None:
    try:
        return as_text(words) if words else None
    except Unfit as unfit:
        raise TurnProblem(f"{unfit.sentence('The note')}.") from unfit


def _partner(session: Session, words: str) -> str:
    """Return the id of the partner that `words` are the id or a name of."""
    try:
        return partner_names(Draft(session)).meant(words)
    except Unfit as unfit:
        hint = f" Did you mean {unfit.near}?" if unfit.near else ""
        raise TurnProblem(f"The steward “{words}” is not {unfit.expected}.{hint}") from unfit
