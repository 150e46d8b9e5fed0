"""What was built on an import since is in the way of taking it back, and is told in sentences."""

import re
from datetime import date

import pytest
from sqlalchemy import delete, func, insert, select, update

from cci_data.models import (
    Change,
    EventHost,
    FormerPartner,
    Indicator,
    Participation,
    Partner,
    PartnerName,
    Place,
    Spotlight,
    Statement,
)
from cci_data.undo import UndoProblem, undo
from tests.import_steps import LATER, MALMO, NEWCOMER, bring, changes, comes, content, goes


def problems(session, import_id: int) -> list[str]:
    before = content(session), session.scalar(select(func.count()).select_from(Change))
    with pytest.raises(UndoProblem) as caught:
        undo(session, import_id, LATER, "bob")
    assert (content(session), session.scalar(select(func.count()).select_from(Change))) == before
    assert str(caught.value).splitlines() == list(caught.value.problems)
    return list(caught.value.problems)


def test_an_unknown_import_is_a_sentence_that_names_the_latest(session):
    assert problems(session, 7) == ["There is no import 7. Nothing was imported yet."]
    numbers = [bring(session, by=f"person {number}") for number in range(7)]
    (sentence,) = problems(session, 999)
    assert [int(number) for number in re.findall(r"import (\d+) \(25 November 2026, person", sentence)] == [
        *reversed(numbers[2:])
    ]


def test_what_is_taken_back_already_is_not_taken_back_twice(session):
    number = bring(session, comes(Partner, **NEWCOMER))
    back = undo(session, number, LATER, "bob").import_id
    assert problems(session, number) == [
        f"Import {number} is taken back already, by import {back}. To have it again, undo import {back}."
    ]


def test_a_later_change_of_the_same_value_stands_and_is_named(session):
    first = bring(session, changes(session, Partner, ("alte-mu",), name="One", website="https://one.example"))
    second = bring(session, changes(session, Partner, ("alte-mu",), name="Two"), by="carla", days=1)
    third = bring(session, changes(session, Partner, ("alte-mu",), name="Three"), by="dan", days=2)
    assert problems(session, first) == [
        f"partner alte-mu, name: import {first} left One there, now it is Three; import {third} (27 November 2026, dan)"
        f" and import {second} (26 November 2026, carla) touched it since; undo them first, the latest first."
    ]
    undo(session, third, LATER, "bob")
    assert problems(session, first) == [
        f"partner alte-mu, name: import {first} left One there, now it is Two; import {second} (26 November 2026, "
        "carla) touched it since; undo that one first."
    ]
    undo(session, second, LATER, "bob")
    undo(session, first, LATER, "bob")
    assert session.scalar(select(Partner.name).where(Partner.partner_id == "alte-mu")) == "Alte Mu"


def test_a_later_change_that_put_the_same_value_there_stands_too(session):
    first = bring(session, changes(session, Partner, ("alte-mu",), name="One"))
    second = bring(session, changes(session, Partner, ("alte-mu",), name="Two"))
    bring(session, changes(session, Partner, ("alte-mu",), name="One"))
    (sentence,) = problems(session, first)
    assert "left One there, now it is One" in sentence and f"import {second} (" in sentence


def test_what_another_program_changed_stands(session):
    number = bring(session, changes(session, Partner, ("alte-mu",), name="One"), comes(Partner, **NEWCOMER))
    session.execute(update(Partner).where(Partner.partner_id == "alte-mu").values(name="By hand"))
    session.execute(update(Partner).where(Partner.partner_id == "new-hub").values(website="https://hub.example"))
    assert problems(session, number) == [
        f"partner alte-mu, name: import {number} left One there, now it is By hand; another program changed it, which "
        "no import remembers; set it back by hand first.",
        f"partner new-hub, website: import {number} left nothing there, now it is https://hub.example; another program "
        "changed it, which no import remembers; set it back by hand first.",
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Place(**MALMO), "place new-hub, Malmö"),
        (EventHost(event_id="mesh-festival-2020", partner_id="new-hub"), "event host mesh-festival-2020, new-hub"),
        (FormerPartner(former_id="old-hub", partner_id="new-hub"), "former partner old-hub"),
        (
            Statement(
                statement_id="wish", country_code="LV", kind="need", text="x", partner_id="new-hub", origin="desk"
            ),
            "statement wish",
        ),
    ],
)
def test_rows_of_others_are_not_taken_along(session, row, words):
    number = bring(session, comes(Partner, **NEWCOMER))
    values = {name: value for name, value in vars(row).items() if not name.startswith("_")}
    if isinstance(row, Statement):
        values["source"] = "a test"
    session.execute(insert(type(row)).values(values))
    assert problems(session, number) == [
        f"partner new-hub would go, but {words} refers to it; no later import brought that; take it away by hand first."
    ]


def test_rows_that_a_later_import_hung_on_a_record_are_not_taken_along(session):
    first = bring(session, comes(Partner, **NEWCOMER), comes(PartnerName, partner_id="new-hub", name="Hub"))
    second = bring(session, comes(Place, **MALMO), by="carla", days=1)
    assert problems(session, first) == [
        f"partner new-hub would go, but place new-hub, Malmö refers to it; import {second} (26 November 2026, carla) "
        "touched it since; undo that one first."
    ]
    undo(session, second, LATER, "bob")
    undo(session, first, LATER, "bob")
    assert not session.scalars(select(PartnerName).where(PartnerName.partner_id == "new-hub")).all()


def test_a_turn_does_not_lose_its_steward(session):
    number = bring(session, comes(Partner, **NEWCOMER))
    turn = {"country_code": "LV", "starts_on": date(2027, 1, 1), "ends_on": date(2027, 2, 1)}
    session.add(Spotlight(**turn, steward_partner_id="new-hub", origin="desk", source="a test"))
    session.flush()
    assert "refers to it" in problems(session, number)[0]


def test_what_went_and_came_again_stands(session):
    number = bring(session, goes(session, Place, "media-evolution", "Malmö"))
    place = MALMO | {"partner_id": "media-evolution"}
    later = bring(session, comes(Place, **place), by="carla", days=1)
    assert problems(session, number) == [
        f"place media-evolution, Malmö: import {number} took it away, and it came again; import {later} (26 November "
        "2026, carla) touched it since; undo that one first."
    ]


def test_what_came_and_is_gone_is_a_sentence(session):
    number = bring(session, comes(Partner, **NEWCOMER))
    session.execute(delete(Partner).where(Partner.partner_id == "new-hub"))
    assert problems(session, number) == [
        f"partner new-hub: it is gone, which import {number} left there; another program changed it, which no import "
        "remembers; set it back by hand first."
    ]


def test_what_refers_to_something_that_is_gone_does_not_come_back(session):
    moved = session.scalars(select(Statement.statement_id).where(Statement.partner_id == "example-hub-liepaja")).first()
    number = bring(
        session,
        goes(session, Participation, "mi-rap", "hamburg-music"),
        changes(session, Statement, (moved,), partner_id="example-agency-rostock"),
    )
    session.execute(delete(Partner).where(Partner.partner_id.in_(["hamburg-music", "example-hub-liepaja"])))
    assert sorted(problems(session, number)) == [
        "participation mi-rap, hamburg-music cannot come back as it was: partner hamburg-music is gone; it was erased, "
        "or taken away by another program.",
        f"statement {moved} cannot come back as it was: partner example-hub-liepaja is gone; it was erased, or taken "
        "away by another program.",
    ]


def test_a_label_that_is_taken_since_is_a_sentence_and_the_session_goes_on(session):
    one, two = session.scalars(select(Indicator.indicator_id).order_by(Indicator.position).limit(2))
    number = bring(session, changes(session, Indicator, (one,), position=900))
    session.execute(update(Indicator).where(Indicator.indicator_id == two).values(position=1))
    (sentence,) = problems(session, number)
    assert sentence.startswith(f"Import {number} cannot be taken back: the database refuses it (")
