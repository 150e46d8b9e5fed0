"""The Desk gives a country its turn in the spotlight: checked against the turns that there are, then stored."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from itertools import takewhile

from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.language import day, days, listed
from cci_data.models import Partner, PartnerName, Spotlight
from cci_data.queries.spotlights import Turn, desk_turns, round_on
from cci_data.vocabulary import NETWORK_COUNTRIES


class TurnProblem(Exception):
    """A turn cannot be stored; the message is a sentence that says why and what to do."""


def store_turn(
    session: Session,
    country: str,
    starts_on: date,
    ends_on: date,
    *,
    today: date,
    steward: str = "",
    note: str = "",
    is_anyway: bool = False,
) -> Spotlight:
    """Store a turn of the Desk, dated `today`, and return it.

    country: its code, in either case; starts_on, ends_on: first and last day; steward: the id or a name of the partner
    that looks after the turn. is_anyway: also where it overlaps another turn of the Desk, or comes before everybody
    had a turn. Raises TurnProblem.
    """
    code = _country(country)
    if ends_on < starts_on:
        raise TurnProblem(f"The turn would end on {day(ends_on)}, before it starts on {day(starts_on)}.")
    problems = [] if is_anyway else [*_overlaps(session, starts_on, ends_on), *_too_early(session, code, starts_on)]
    if problems:
        raise TurnProblem(f"{' '.join(problems)} Say --anyway to store it all the same.")
    turn = Spotlight(
        country_code=code,
        starts_on=starts_on,
        ends_on=ends_on,
        steward_partner_id=_partner(session, steward.strip()) if steward.strip() else None,
        note=note.strip() or None,
        origin="desk",
        source=f"the Contact Desk, {day(today)}",
    )
    session.add(turn)
    session.flush()
    return turn


def _country(words: str) -> str:
    code = words.strip().upper()
    if code not in NETWORK_COUNTRIES:
        known = ", ".join(f"{code} {name}" for code, name in NETWORK_COUNTRIES.items())
        raise TurnProblem(f"“{words}” is not the code of a country of the network. They are: {known}.")
    return code


def _overlaps(session: Session, starts_on: date, ends_on: date) -> Iterator[str]:
    for turn in desk_turns(session):
        if turn.starts_on <= ends_on and turn.ends_on >= starts_on:
            yield f"{turn.country} has the spotlight on {days(turn.starts_on, turn.ends_on)}."


def _too_early(session: Session, code: str, starts_on: date) -> Iterator[str]:
    """Look through the round that the first day lies in: it has one turn for each country."""
    current = round_on(session, day=starts_on)
    had = [turn for turn in current if turn.country_code == code and _is_taken(turn, starts_on)]
    if had:
        before = {turn.country_code for turn in takewhile(lambda turn: turn.starts_on < starts_on, current)}
        waiting = listed(name for key, name in NETWORK_COUNTRIES.items() if key not in before | {code})
        turn = had[0]
        yield (
            f"{turn.country} has its turn on {days(turn.starts_on, turn.ends_on)}, and comes again when everybody had "
            f"one; still to come on {day(starts_on)}: {waiting or 'nobody'}."
        )


def _is_taken(turn: Turn, starts_on: date) -> bool:
    """Tell whether a turn counts against a new one: a default turn yet to come would only move aside."""
    return turn.starts_on < starts_on or not turn.is_default


def _partner(session: Session, words: str) -> str:
    """Return the id of the partner that `words` are the id or a name of."""
    own = select(Partner.name, Partner.partner_id)
    others = select(PartnerName.name, PartnerName.partner_id)
    called = [(name, key) for query in (own, others) for name, key in session.execute(query)]
    called += [(key, key) for key in {key for _, key in called}]
    found = sorted({key for name, key in called if name.casefold() == words.casefold()})
    if len(found) == 1:
        return found[0]
    if found:
        raise TurnProblem(f"Several partners are called “{words}”: {listed(found)}. Give one of these ids.")
    near = get_close_matches(words, [name for name, _ in called], n=1)
    hint = f" Did you mean {near[0]} ({dict(called)[near[0]]})?" if near else ""
    raise TurnProblem(f"No partner is called “{words}”.{hint} The steward is a partner, by name or id.")
