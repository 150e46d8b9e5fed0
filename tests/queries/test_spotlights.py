from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.models import Partner, Spotlight
from cci_data.queries.spotlights import Turn, rounds, spotlight_on, strip
from cci_data.vocabulary import NETWORK_COUNTRIES

BY_NAME = ["DK", "EE", "FI", "DE", "IS", "LV", "LT", "NO", "PL", "SE"]
ONE_DAY = timedelta(days=1)


def days(first: date, last: date) -> list[date]:
    return [first + number * ONE_DAY for number in range((last - first).days + 1)]


def write(session: Session, country_code: str, starts_on: date, ends_on: date, **values) -> None:
    """Put a turn of the Desk into the database."""
    known = {"origin": "desk", "source": "workbook of the Desk", "recorded_at": datetime(2026, 1, 1, tzinfo=UTC)}
    session.add(Spotlight(country_code=country_code, starts_on=starts_on, ends_on=ends_on, **(known | values)))
    session.flush()


def turns(session: Session, today: date) -> tuple[Turn, ...]:
    """All turns up to the one of `today`, and those of at least two years after it."""
    return strip(session, today=today, before=100, after=13)


def plan(found: tuple[Turn, ...]) -> list[tuple[str, str, str]]:
    return [(turn.country_code, f"{turn.starts_on:%d.%m.%y}", f"{turn.ends_on:%d.%m.%y}") for turn in found]


def slow_default(day: date) -> str:
    """Whose turn a day is in the default rota, by counting months from January 2026."""
    months = (day.year - 2026) * 12 + day.month - 1
    return BY_NAME[months // 2 % 10]


def test_latvia_has_the_turn_in_november_2026(session: Session, today: date) -> None:
    turn = spotlight_on(session, day=today)
    assert turn == Turn("LV", "Latvia", date(2026, 11, 1), date(2026, 12, 31), is_default=True, state="is")


def test_the_default_rota_day_by_day_over_three_years(session: Session) -> None:
    found = turns(session, date(2028, 1, 1))
    for day in days(date(2026, 1, 1), date(2028, 12, 31)):
        (turn,) = (turn for turn in found if turn.starts_on <= day <= turn.ends_on)
        assert turn.country_code == slow_default(day)
        assert turn.country == NETWORK_COUNTRIES[turn.country_code]


def test_one_day_asked_is_one_turn_of_the_list(session: Session) -> None:
    found = turns(session, date(2027, 6, 1))
    for day in days(date(2026, 1, 1), date(2028, 12, 31))[::13]:
        turn = spotlight_on(session, day=day)
        assert turn.state == "is"
        assert turn.starts_on <= day <= turn.ends_on
        assert (turn.country_code, turn.starts_on) in {(each.country_code, each.starts_on) for each in found}


def test_turns_are_two_calendar_months_across_leap_years_and_year_ends(session: Session) -> None:
    found = turns(session, date(2028, 1, 1))
    assert plan(found)[:3] == [
        ("DK", "01.01.26", "28.02.26"),
        ("EE", "01.03.26", "30.04.26"),
        ("FI", "01.05.26", "30.06.26"),
    ]
    assert ("PL", "01.01.29", "28.02.29") in plan(found)
    (leap,) = (turn for turn in found if turn.starts_on == date(2028, 1, 1))
    assert (leap.country_code, leap.ends_on) == ("FI", date(2028, 2, 29))
    for one, other in pairwise(found):
        assert one.ends_on + ONE_DAY == other.starts_on
        assert other.starts_on.day == 1


def test_each_round_of_twenty_months_has_ten_different_countries() -> None:
    for number, turns_of_round in enumerate(islice(rounds([]), 5)):
        assert [turn.country_code for turn in turns_of_round] == BY_NAME
        months = number * 20
        assert turns_of_round[0].starts_on == date(2026 + months // 12, months % 12 + 1, 1)


def test_before_the_rota_the_first_turn_lies_ahead(session: Session) -> None:
    turn = spotlight_on(session, day=date(2025, 12, 31))
    assert (turn.country_code, turn.starts_on, turn.state) == ("DK", date(2026, 1, 1), "will_be")
    found = strip(session, today=date(2025, 6, 1))
    assert [turn.state for turn in found] == ["will_be"] * 5


def test_the_strip_tells_who_was_is_and_will_be(session: Session, today: date) -> None:
    found = strip(session, today=today)
    assert [(turn.country_code, turn.state) for turn in found] == [
        ("DE", "was"),
        ("IS", "was"),
        ("LV", "is"),
        ("LT", "will_be"),
        ("NO", "will_be"),
        ("PL", "will_be"),
        ("SE", "will_be"),
    ]
    assert [turn.country_code for turn in strip(session, today=today, before=0, after=1)] == ["LV", "LT"]
    assert [turn.country_code for turn in strip(session, today=date(2026, 1, 1))] == BY_NAME[:5]


def test_the_spotlight_changes_at_midnight(session: Session) -> None:
    assert spotlight_on(session, day=date(2026, 12, 31)).country == "Latvia"
    assert spotlight_on(session, day=date(2027, 1, 1)).country == "Lithuania"


def test_a_turn_of_the_desk_stands_as_it_is_written(session: Session, today: date) -> None:
    steward = session.scalars(select(Partner).order_by(Partner.partner_id)).first()
    write(session, "SE", date(2026, 11, 1), date(2026, 12, 31), steward_partner_id=steward.partner_id, note="Design")
    turn = spotlight_on(session, day=today)
    assert turn == Turn(
        country_code="SE",
        country="Sweden",
        starts_on=date(2026, 11, 1),
        ends_on=date(2026, 12, 31),
        steward_id=steward.partner_id,
        steward=steward.name,
        note="Design",
        origin="desk",
        source="workbook of the Desk",
        is_default=False,
        state="is",
    )


def test_a_country_with_a_turn_of_the_desk_is_passed_over_in_that_round(session: Session, today: date) -> None:
    write(session, "SE", date(2026, 5, 1), date(2026, 6, 30))
    codes = [turn.country_code for turn in turns(session, today)]
    assert codes[:10] == ["DK", "EE", "SE", "FI", "DE", "IS", "LV", "LT", "NO", "PL"]
    assert codes[10:13] == ["DK", "EE", "FI"]


def test_a_default_turn_goes_on_after_the_desk_for_two_calendar_months(session: Session, today: date) -> None:
    write(session, "PL", date(2026, 3, 10), date(2026, 4, 20))
    assert plan(turns(session, today))[:4] == [
        ("DK", "01.01.26", "09.03.26"),
        ("PL", "10.03.26", "20.04.26"),
        ("EE", "21.04.26", "31.05.26"),
        ("FI", "01.06.26", "31.07.26"),
    ]


def test_four_weeks_before_the_desk_are_a_turn_and_less_is_none(session: Session, today: date) -> None:
    write(session, "PL", date(2026, 3, 29), date(2026, 4, 30))
    assert plan(turns(session, today))[:2] == [("DK", "01.01.26", "28.02.26"), ("EE", "01.03.26", "28.03.26")]
    write(session, "SE", date(2026, 3, 28), date(2026, 3, 28))
    assert plan(turns(session, today))[:2] == [("DK", "01.01.26", "27.03.26"), ("SE", "28.03.26", "28.03.26")]


def test_when_the_desk_repeats_a_country_the_round_waits_for_the_others(session: Session, today: date) -> None:
    write(session, "DK", date(2026, 1, 1), date(2026, 2, 28))
    write(session, "DK", date(2026, 5, 1), date(2026, 6, 30))
    codes = [turn.country_code for turn in turns(session, today)]
    assert codes[:12] == ["DK", "EE", "DK", "FI", "DE", "IS", "LV", "LT", "NO", "PL", "SE", "DK"]


def test_of_two_turns_that_overlap_the_later_one_takes_over(session: Session, today: date) -> None:
    write(session, "NO", date(2026, 1, 1), date(2026, 12, 31))
    write(session, "IS", date(2026, 3, 1), date(2026, 3, 31))
    write(session, "FI", date(2026, 3, 1), date(2026, 4, 30))
    assert plan(turns(session, today))[:3] == [
        ("NO", "01.01.26", "28.02.26"),
        ("FI", "01.03.26", "30.04.26"),
        ("DK", "01.05.26", "30.06.26"),
    ]


def test_turns_of_the_desk_before_the_rota_began_are_no_part_of_a_round(session: Session, today: date) -> None:
    write(session, "EE", date(2025, 9, 1), date(2025, 10, 31))
    found = turns(session, today)
    assert [turn.country_code for turn in found][:11] == ["EE", *BY_NAME]
    assert spotlight_on(session, day=date(2025, 10, 1)).country_code == "EE"
    assert spotlight_on(session, day=date(2025, 11, 15)).country_code == "DK"


@pytest.mark.parametrize("last", [date(9999, 12, 30), date.max])
def test_a_turn_without_end_is_a_turn(session: Session, today: date, last: date) -> None:
    write(session, "SE", date(2026, 3, 1), last)
    assert spotlight_on(session, day=today).country_code == "SE"
    assert [turn.country_code for turn in turns(session, today)] == ["DK", "SE"]
    assert [turn.country_code for turn in strip(session, today=today)] == ["DK", "SE"]


def test_a_turn_far_ahead_changes_nothing_now(session: Session, today: date) -> None:
    before = turns(session, today)
    write(session, "SE", date(9000, 3, 1), date(9000, 3, 31))
    assert turns(session, today) == before


@st.composite
def desk_turns(draw: st.DrawFn) -> list[Turn]:
    """Turns of the Desk, by first day, that do not overlap; from before the rota to some rounds into it."""
    first, found = date(2025, 10, 1), []
    for _ in range(draw(st.integers(0, 14))):
        starts_on = first + draw(st.integers(0, 200)) * ONE_DAY
        ends_on = starts_on + draw(st.integers(0, 120)) * ONE_DAY
        code = draw(st.sampled_from(BY_NAME))
        found.append(Turn(code, NETWORK_COUNTRIES[code], starts_on, ends_on, is_default=False))
        first = ends_on + ONE_DAY
    return found


@settings(deadline=None)
@given(desk_turns())
def test_whatever_the_desk_sets_everyone_has_a_turn_before_anyone_comes_again(desk: list[Turn]) -> None:
    found = list(islice(rounds(desk), 4))
    for turns_of_round in found:
        codes = [turn.country_code for turn in turns_of_round]
        given_by_rota = [turn.country_code for turn in turns_of_round if turn.is_default]
        given_by_desk = [turn.country_code for turn in turns_of_round if not turn.is_default]
        assert set(codes) == set(BY_NAME)
        assert len(given_by_rota) == len(set(given_by_rota))
        assert not set(given_by_rota) & set(given_by_desk)
        assert given_by_rota == [code for code in BY_NAME if code in given_by_rota]
        # A round ends as soon as it can: without its last turn, somebody would not have had one.
        assert set(codes[:-1]) != set(BY_NAME)


@settings(deadline=None)
@given(desk_turns())
def test_whatever_the_desk_sets_each_day_has_one_country(desk: list[Turn]) -> None:
    found = [turn for turns_of_round in islice(rounds(desk), 4) for turn in turns_of_round]
    assert found[0].starts_on <= date(2026, 1, 1)
    for one, other in pairwise(found):
        assert one.ends_on + ONE_DAY == other.starts_on
    kept = [turn for turn in found if not turn.is_default]
    assert kept == [turn for turn in desk if turn.ends_on >= date(2026, 1, 1)][: len(kept)]
    assert all(turn.ends_on - turn.starts_on <= timedelta(days=62 + 28) for turn in found if turn.is_default)
