from cci_data.impact.counting import Counted, countries_in, first_of_each, held, in_period, of_step, once_each
from cci_data.impact.facts import facts
from cci_data.impact.period import read
from cci_data.impact.records import records
from tests.impact.scene import a_step, events, partners
from tests.queries.build import add

YEAR = read("2024")


def row(key: str, on: str | None, **more: object) -> dict:
    return {"key": key, "title": key, "on": on} | more


def keys(counted: Counted) -> tuple[list[str], list[str]]:
    return list(counted.rows["key"]), list(counted.unsure["key"])


def test_what_counts_for_certain_and_what_would_were_its_date_known():
    candidates = [row("a", "2024-05"), row("b", None), row("c", "2023"), row("d", "2024", is_sure=False)]
    assert keys(in_period(YEAR, candidates)) == (["a"], ["b", "d"])
    assert keys(in_period(read("2024-H1"), [row("e", "2024")])) == ([], ["e"])


def test_each_thing_once_when_it_had_come_about_for_certain_with_all_that_it_belongs_to():
    several = [
        row("a", "2024", programmes=("P",)),
        row("a", "2024-05-01", programmes=("Q",)),
        row("a", "2023", is_sure=False, country_codes=("LV",)),
    ]
    (found,) = facts(first_of_each(several)).to_dict("records")
    assert (found["on"], set(found["programmes"]), found["country_codes"]) == ("2024-05-01", {"P", "Q"}, ("LV",))
    assert keys(once_each(several[:2], [row("a", None), row("b", None)])) == (["a"], ["b"])


def test_the_same_for_one_programme_alone():
    counted = in_period(YEAR, [row("a", "2024", programmes=("P",), number=3), row("b", "2024")])
    assert (counted.value, counted.of("").value, counted.of("P").value, counted.of("Q").value) == (4, 4, 3, 0)


def test_countries_are_those_of_hosts_guests_and_recorded_participations(session):
    add(session, *partners(), *events())
    known = records(session)
    found = {each.event_id: countries_in(known, each) for each in held(known)}
    assert (found["before"], found["after"], found["alone"]) == (("LV", "SE"), ("LV", "SE"), ("LV",))
    assert "deadline" not in found


def test_a_step_belongs_to_the_programme_of_its_project_else_to_the_one_that_it_names(session):
    add(session, *partners(), *a_step("s", "project", "2024", "riga", project_id="over", programme="Other"))
    add(session, *a_step("t", "application", "2024", "riga", programme="Other"))
    known = records(session)
    told = {each.step_id: of_step(known, each)["programmes"] for each in known.steps.itertuples()}
    assert told == {"s": ("Programme A",), "t": ("Other",)}
