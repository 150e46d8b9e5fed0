"""Turns that the Desk sets: what is refused, why, and what the rota makes of the rest."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from cci_data.models import PartnerName, Spotlight
from cci_data.queries.spotlights import desk_turns, round_of, spotlight_on
from cci_data.turns import TurnProblem, store_turn
from cci_data.vocabulary import NETWORK_COUNTRIES
from tests.queries.build import a_partner, add

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
JANUARY, FEBRUARY = date(2027, 1, 1), date(2027, 2, 28)


def count(session) -> int:
    return session.scalar(select(func.count()).select_from(Spotlight))


def test_a_turn_is_stored_with_its_steward_and_decides_the_day(session):
    turn = store_turn(
        session, "lt", JANUARY, FEBRUARY, now=NOW, by="the Desk", steward="MEDIA evolution", note=" Vilnius hosts "
    )
    assert (turn.steward_partner_id, turn.note, turn.origin) == ("media-evolution", "Vilnius hosts", "desk")
    assert turn.source == "the Contact Desk, 24 November 2026"
    for day in (JANUARY, FEBRUARY):
        found = spotlight_on(session, day=day)
        assert (found.country_code, found.is_default, found.steward) == ("LT", False, "Media Evolution")


@pytest.mark.parametrize(
    ("code", "starts_on", "ends_on", "words"),
    [
        ("RU", JANUARY, FEBRUARY, "LV Latvia"),
        ("Latvia", JANUARY, FEBRUARY, "LV Latvia"),
        ("LT", FEBRUARY, JANUARY, "before it starts"),
        ("LV", JANUARY, FEBRUARY, "Lithuania, Norway, Poland and Sweden"),
        ("DK", JANUARY, FEBRUARY, "Denmark has its turn on 1 January – 28 February 2026"),
    ],
)
def test_what_cannot_be_is_a_sentence(session, code: str, starts_on: date, ends_on: date, words: str):
    before = count(session)
    with pytest.raises(TurnProblem, match=words):
        store_turn(session, code, starts_on, ends_on, now=NOW, by="the Desk")
    assert count(session) == before


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_free"),
    [
        (date(2026, 12, 1), JANUARY, False),
        (FEBRUARY, date(2027, 4, 30), False),
        (date(2027, 2, 1), date(2027, 2, 3), False),
        (date(2026, 12, 1), date(2027, 12, 31), False),
        (date(2027, 3, 1), date(2027, 4, 30), True),
        (date(2026, 12, 1), date(2026, 12, 31), True),
    ],
)
def test_turns_of_the_desk_do_not_overlap(session, starts_on: date, ends_on: date, is_free: bool):
    store_turn(session, "LT", JANUARY, FEBRUARY, now=NOW, by="the Desk")
    if is_free:
        store_turn(session, "PL", starts_on, ends_on, now=NOW, by="the Desk")
        return
    with pytest.raises(TurnProblem, match="Lithuania has the spotlight on 1 January – 28 February 2027"):
        store_turn(session, "PL", starts_on, ends_on, now=NOW, by="the Desk")
    store_turn(session, "PL", starts_on, ends_on, now=NOW, by="the Desk", is_anyway=True)
    assert count(session) == 2


def test_a_default_turn_to_come_moves_aside(session):
    store_turn(session, "SE", JANUARY, FEBRUARY, now=NOW, by="the Desk")
    turns = round_of(desk_turns(session), JANUARY)
    assert sorted(turn.country_code for turn in turns) == sorted(NETWORK_COUNTRIES)
    assert [turn.country_code for turn in turns if turn.starts_on >= JANUARY] == ["SE", "LT", "NO", "PL"]


def test_nobody_comes_twice_however_the_desk_fills_a_round(session):
    """Every country in turn, two months each; each but the first of the next round is refused when it comes again."""
    for month, code in zip(range(0, 20, 2), reversed(NETWORK_COUNTRIES), strict=True):
        first = date(2030 + month // 12, month % 12 + 1, 1)
        last = date(2030 + (month + 1) // 12, (month + 1) % 12 + 1, 28)
        store_turn(session, code, first, last, now=NOW, by="the Desk", is_anyway=True)
        codes = [turn.country_code for turn in round_of(desk_turns(session), first)]
        assert len(codes) >= len(set(codes)) == len(NETWORK_COUNTRIES)
        with pytest.raises(TurnProblem, match="comes again when everybody had one|has the spotlight"):
            store_turn(session, code, last.replace(day=1), last, now=NOW, by="the Desk")


def test_the_steward_is_a_partner_by_id_or_any_of_its_names(session):
    add(session, a_partner("hub-a", name="Łódź Hub"), a_partner("hub-b", name="Twin"), a_partner("hub-c", name="Twin"))
    add(session, PartnerName(partner_id="hub-a", name="Centrum Ł"))
    for number, words in enumerate(("łódź hub", "HUB-A", "centrum ł")):
        days = date(2040 + number, 1, 1), date(2040 + number, 1, 31)
        turn = store_turn(session, "LT", *days, now=NOW, by="the Desk", steward=words, is_anyway=True)
        assert turn.steward_partner_id == "hub-a"
    for words, complaint in (
        ("Twin", "hub-b and hub-c"),
        ("Media Evolutoin", "Did you mean Media Evolution"),
        ("?", "id"),
    ):
        with pytest.raises(TurnProblem, match=complaint):
            store_turn(session, "LT", JANUARY, FEBRUARY, now=NOW, by="the Desk", steward=words, is_anyway=True)


def test_the_default_turn_that_a_turn_replaces_does_not_stand_against_it(session):
    turn = store_turn(session, "LT", date(2027, 1, 15), FEBRUARY, now=NOW, by="the Desk")
    assert (turn.country_code, turn.starts_on) == ("LT", date(2027, 1, 15))
