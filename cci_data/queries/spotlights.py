"""Whose turn it is in the spotlight: the Desk's turns, and the default rota on every day between them.

How the two combine:

1. The Desk's turns stand as they are written. Where two overlap, the one that starts later takes over from its first
   day; of two that start on one day, the one written later.
2. Every other day from 1 January 2026 belongs to a default turn. It lasts two calendar months (the month in which
   it starts and the next one) or until the Desk's next turn. Less than four weeks before a turn of the Desk do not
   make a turn: they are added to the default turn before them.
3. A round lasts until every country has had a turn. The default turns of a round go, in the alphabetical order of
   English names, to the countries that the Desk does not give a turn in that round. So nobody comes twice in a round
   unless the Desk itself says so.

All this is worked out afresh from the table each time: a turn that the Desk adds can move default turns of the same
round, those already past included. Whoever wants to keep a default turn as it was writes it down as the Desk's.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, islice
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.models import Country, Partner, Spotlight
from cci_data.queries.frames import rows
from cci_data.vocabulary import NETWORK_COUNTRIES

ROTA_STARTS_ON = date(2026, 1, 1)
SHORTEST_REST = timedelta(days=28)
ONE_DAY = timedelta(days=1)
ALPHABETICAL = tuple(sorted(NETWORK_COUNTRIES, key=NETWORK_COUNTRIES.__getitem__))

Span = tuple[date, date]
State = Literal["was", "is", "will_be"]


@dataclass(frozen=True)
class Turn:
    """A country's turn.

    country_code, country: whose turn; starts_on, ends_on: first and last day, both included.
    steward_id, steward: the partner that looks after the turn and its name; note: what it is about.
    is_default: whether the rota gave the turn rather than the Desk; origin and source are the Desk's, or None.
    state: `was`, `is` or `will_be`, as seen from the day that was asked about.
    """

    country_code: str
    country: str
    starts_on: date
    ends_on: date
    steward_id: str | None = None
    steward: str | None = None
    note: str | None = None
    origin: str | None = None
    source: str | None = None
    is_default: bool = True
    state: State = "will_be"


def desk_turns(session: Session) -> list[Turn]:
    """Return the turns that the Desk has set, as they are written, by first day."""
    columns = {
        "country_code": Spotlight.country_code,
        "country": Country.name,
        "starts_on": Spotlight.starts_on,
        "ends_on": Spotlight.ends_on,
        "steward_id": Spotlight.steward_partner_id,
        "steward": Partner.name,
        "note": Spotlight.note,
        "origin": Spotlight.origin,
        "source": Spotlight.source,
    }
    statement = (
        select(*columns.values())
        .join(Country, Country.country_code == Spotlight.country_code)
        .outerjoin(Partner, Partner.partner_id == Spotlight.steward_partner_id)
        .order_by(Spotlight.starts_on, Spotlight.spotlight_id)
    )
    return [Turn(**dict(zip(columns, row, strict=True)), is_default=False) for row in rows(session, statement)]


def _without_overlaps(desk: list[Turn]) -> list[Turn]:
    """Clip each turn to the day before the next one starts; the last one to the day before the last day there is."""
    starts = [*(turn.starts_on for turn in desk[1:]), date.max]
    clipped = [
        replace(turn, ends_on=min(turn.ends_on, following - ONE_DAY))
        for turn, following in zip(desk, starts, strict=False)
    ]
    return [turn for turn in clipped if turn.starts_on <= turn.ends_on]


def _after_two_months(day: date) -> date:
    years, month = divmod(day.month + 1, 12)
    year = day.year + years
    return date(year, month + 1, 1) if year <= date.max.year else date.max


def _default_spans(first: date, until: date) -> Iterator[Span]:
    """Cut the days from `first` to the one before `until` into default turns."""
    while first < until:
        following = _after_two_months(first)
        if until - following < SHORTEST_REST:
            following = until
        yield first, following - ONE_DAY
        first = following


def _spans(desk: list[Turn]) -> Iterator[Turn | Span]:
    """Return turns of the Desk and, for all other days from the start of the rota on, spans without a country yet."""
    first = ROTA_STARTS_ON
    for turn in desk:
        yield from _default_spans(first, turn.starts_on)
        yield turn
        first = turn.ends_on + ONE_DAY
    yield from _default_spans(first, date.max)


def _given(turns: list[Turn | Span]) -> set[str]:
    return {turn.country_code for turn in turns if isinstance(turn, Turn)}


def _is_whole(turns: list[Turn | Span]) -> bool:
    """Tell whether every country can have a turn in `turns`, once the spans are given away."""
    spans = sum(not isinstance(turn, Turn) for turn in turns)
    return len(_given(turns) & set(ALPHABETICAL)) + spans >= len(ALPHABETICAL)


def _with_countries(turns: list[Turn | Span]) -> Iterator[Turn]:
    given = _given(turns)
    missing = (code for code in ALPHABETICAL if code not in given)
    for turn in turns:
        if isinstance(turn, Turn):
            yield turn
        else:
            code = next(missing)
            yield Turn(code, NETWORK_COUNTRIES[code], *turn)


def rounds(desk: list[Turn]) -> Iterator[list[Turn]]:
    """Return the rota round by round, for ever: the Desk's turns (by first day, not overlapping) and the default ones.

    What the Desk set before the rota began is no part of a round.
    """
    turns: list[Turn | Span] = []
    for turn in _spans([turn for turn in desk if turn.ends_on >= ROTA_STARTS_ON]):
        turns.append(turn)
        if _is_whole(turns):
            yield list(_with_countries(turns))
            turns = []
    yield list(_with_countries(turns))


def _state(turn: Turn, day: date) -> State:
    if turn.ends_on < day:
        return "was"
    return "is" if turn.starts_on <= day else "will_be"


def _rota(session: Session, day: date) -> Iterator[Turn]:
    desk = _without_overlaps(desk_turns(session))
    before = [turn for turn in desk if turn.ends_on < ROTA_STARTS_ON]
    return (replace(turn, state=_state(turn, day)) for turn in chain(before, chain.from_iterable(rounds(desk))))


def round_of(desk: list[Turn], day: date) -> tuple[Turn, ...]:
    """Return the round that `day` lies in, which has a turn for each country; empty before the rota begins.

    desk: the turns that the Desk has set, by first day.
    """
    if day < ROTA_STARTS_ON:
        return ()
    found = rounds(_without_overlaps(desk))
    return tuple(next(turns for turns in found if turns[-1].ends_on >= day))


def spotlight_on(session: Session, *, day: date) -> Turn:
    """Return the turn of `day`; for a day before all turns, or between turns before the rota began, the next turn."""
    return next(turn for turn in _rota(session, day) if turn.ends_on >= day)


def strip(session: Session, *, today: date, before: int = 2, after: int = 4) -> tuple[Turn, ...]:
    """Return the turn of `today` (see `spotlight_on`) between as many turns as are asked for before and after it."""
    rota = _rota(session, today)
    gone: deque[Turn] = deque(maxlen=before)
    for turn in rota:
        if turn.state != "was":
            return (*gone, turn, *islice(rota, after))
        gone.append(turn)
    return tuple(gone)
