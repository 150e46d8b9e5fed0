from sqlalchemy import event

from cci_data.impact.records import records
from cci_data.models import EventAttendance, StepPartner
from tests.impact.scene import a_step, events, partners
from tests.queries.build import a_place, add


def test_nothing_illustrative_is_among_the_records(session):
    known = records(session)
    for found in (known.partners, known.projects, known.events, known.good_practices):
        assert len(found) and "illustrative" not in set(found["origin"])
    for found in (known.steps, known.solutions, known.uptakes, known.continuations, known.values):
        assert found.empty
    assert known.turns == ()


def test_an_illustrative_partner_is_left_out_of_what_is_real(session):
    add(session, *partners(), *a_step("s", "contact", "2024", "riga"))
    add(session, StepPartner(step_id="s", partner_id="example-hub-liepaja"))
    add(session, EventAttendance(event_id="mesh-festival-2020", partner_id="example-hub-liepaja"))
    known = records(session)
    assert known.step_partners["s"] == ("riga",) and "mesh-festival-2020" not in known.attendees


def test_a_partner_in_several_countries_brings_its_own_alone(session):
    add(session, *partners(), a_place("riga", "Malmö", 55.6, 13.0))
    known = records(session)
    assert known.home(("riga", "cesis", "nowhere", "unknown")) == ("LV",)


def questions(session) -> int:
    """Return how many questions the records ask of the database."""
    asked: list[str] = []

    def note(*told: object) -> None:
        asked.append(str(told[2]).split()[0])

    event.listen(session.get_bind(), "before_cursor_execute", note)
    records(session)
    event.remove(session.get_bind(), "before_cursor_execute", note)
    return asked.count("SELECT")


def test_the_database_is_asked_the_same_number_of_questions_whatever_it_holds(session):
    before = questions(session)
    add(session, *partners(), *events(), *a_step("s", "contact", "2024", "riga"))
    assert questions(session) == before > 10
