"""Every figure against its oracle: on the public record, on the illustration made real, on networks as they may be."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, text
from sqlalchemy.orm import Session

from cci_data import models
from cci_data.database import writing_engine
from cci_data.history import Occasion, store
from cci_data.impact.measuring import (
    NO_PROGRAMME,
    NOT_NAMED,
    impact_indicators,
    measure,
    over_the_years,
    period_of,
    programmes,
)
from cci_data.impact.registry import RULES
from cci_data.imports.draft import Draft
from cci_data.imports.illustration import clear_illustration
from cci_data.imports.merges import merge
from cci_data.imports.public_record import load_public_record
from cci_data.models import Base
from cci_data.vocabulary import IMPACT_FAMILIES
from tests.conftest import TODAY, build_tables, undone, writing
from tests.impact.networks import PROGRAMMES, fill, networks
from tests.impact.oracle import ORACLES, figure
from tests.impact.scene import a_step
from tests.impact.world import World
from tests.import_steps import AT
from tests.queries.build import a_partner, a_project, add, an_event, remembering

# A drawn network is large: making it smaller takes longer than reading it.
NO_SHRINKING = (Phase.explicit, Phase.generate)
PERIODS = ("2023", "all")
MORE_PERIODS = ("2024-H2", "2026", "2021-2027")
CUMULATIVE = ("rcr79", "rco83"), ("rcr104", "rco116"), ("rcr85", "participations"), ("joint-events", "events")
OF_RECORD = {  # what the public record alone comes to in all years, by hand from its files
    **{"projects": 12, "project-budgets": 18_682_638, "events": 17, "good-practices": 7, "rco87": 82},
    **{"active-partners": 83, "countries-reached": 9, "sectors-with-two": 8},
}


def make_real(session: Session) -> None:
    """Let the Desk have recorded what is only shown for trial."""
    for table in Base.metadata.sorted_tables:
        if "origin" in table.columns:
            session.execute(table.update().where(table.c.origin == "illustrative").values(origin="desk"))


def all_values(session: Session) -> list[float | None]:
    """Return every figure of all years, in the order of ORACLES."""
    with remembering(session):
        return [measure(session, indicator=key, period="all", today=TODAY).value for key in ORACLES]


def compare(session: Session, periods: tuple[str, ...] = PERIODS, names: tuple[str | None, ...] = (None,)) -> int:
    """Compare every figure with its oracle; return how many were above nothing."""
    above = 0
    with remembering(session):
        for key in periods:
            period = period_of(key, TODAY)
            world = World(session, period.first, period.last)
            for indicator in ORACLES:
                for name in names:
                    found = measure(session, indicator=indicator, period=key, today=TODAY, programme=name or "")
                    if found.value is None:
                        assert figure(world, indicator, name or "") == 0, (indicator, key, name)
                        continue
                    expected = figure(world, indicator, name or "")
                    assert round(found.value, 2) == pytest.approx(expected), (indicator, key, name)
                    assert found.rows["key"].is_unique
                    assert not set(found.rows["key"]) & set(found.unsure["key"])
                    above += found.value > 0
    return above


def test_each_indicator_has_an_oracle_and_each_rule_an_indicator_of_its_family(session):
    found = impact_indicators(session).set_index("impact_indicator_id")
    assert list(found.index) == list(ORACLES)
    assert set(found["family"]) == set(IMPACT_FAMILIES)
    for key, rule in RULES.items():
        assert rule.count.__module__.endswith(f".{found['family'][key]}"), key
    assert set(found.index) - set(RULES) == {"rco118", "psr1-bsr"}
    assert all(found.loc[found["family"] == "programme", "code"])
    assert set(found.loc[found["family"] == "own", "code"]) == {None}


def test_the_public_record_comes_to_what_its_files_say(session):
    assert compare(session) > 10
    assert dict(zip(ORACLES, all_values(session), strict=True)) == dict.fromkeys(ORACLES) | OF_RECORD


def test_the_illustration_counts_in_no_figure_and_made_real_in_every_one_that_it_tells_of(session):
    before = all_values(session)
    make_real(session)
    assert compare(session) > 25
    after = dict(zip(ORACLES, all_values(session), strict=True))
    told = {key: value for key, value in after.items() if value is not None}
    silent = {"rco81", "rco115", "psr1-bsr", "spotlights", "profiles-confirmed", "study-visits"}
    assert {key for key, value in after.items() if value in (None, 0)} == silent
    assert (told["rco118"], told["rcr79"], told["rcr104"], told["rcr84"], told["rcr85"]) == (4, 1, 1, 2, 12)
    assert (told["introductions"], told["consortia"], told["applications"], told["applications-funded"]) == (2, 1, 1, 1)
    assert told["eur-raised"] == 300_000
    assert before != list(told.values())


def test_once_the_illustration_is_cleared_nothing_has_changed(session):
    before = all_values(session)
    clear_illustration(session)
    assert all_values(session) == before


def build_reference(url: str) -> None:
    """Countries, sectors and indicators, and no other record."""
    build_tables(url)
    with writing(url) as engine, Session(engine) as session, session.begin():
        load_public_record(session)
        for model in (models.GoodPractice, models.Event, models.Project, models.Statement, models.Partner):
            session.execute(delete(model))


@pytest.fixture(scope="module")
def reference(shared_copy) -> Iterator:
    engine = writing_engine(shared_copy("sqlite", build_reference))
    yield engine
    engine.dispose()


def check_network(reference, network: dict, periods: tuple[str, ...]) -> None:
    with undone(reference) as session:
        fill(session, network)
        compare(session, periods, PROGRAMMES[:2])
        check_invariants(session)
        ids = [row["partner_id"] for row in network[models.Partner]]
        if len(ids) > 1:
            draft = Draft(session)
            merge(draft, ids[0], ids[1])
            store(session, draft.steps(), Occasion("workbook", AT, "the Desk"))
            compare(session, periods[:1])
        for model in (models.Partner, models.Project, models.Event, models.Step, models.Solution, models.GoodPractice):
            session.execute(model.__table__.update().values(origin="illustrative"))
        session.execute(text("UPDATE impact_value SET origin = 'illustrative'"))
        session.execute(text("UPDATE spotlight SET origin = 'illustrative'"))
        with remembering(session):
            assert not any(value_of(session, indicator, "all") for indicator in ORACLES)


def value_of(session: Session, indicator: str, period: str, programme: str = "") -> float:
    return measure(session, indicator=indicator, period=period, today=TODAY, programme=programme).value or 0


def check_invariants(session: Session) -> None:
    with remembering(session):
        for part, whole in CUMULATIVE:
            assert value_of(session, part, "all") <= value_of(session, whole, "all"), (part, whole)
        # What has a date for certain lies in one half of its year; other things may lie in either.
        for indicator in ("events", "participations", "rco81", "joint-events", "study-visits", "spotlights"):
            halves = [value_of(session, indicator, f"2024-H{half}") for half in (1, 2)]
            assert sum(halves) == value_of(session, indicator, "2024"), indicator
        for indicator in ("applications", "projects", "rco116", "rcr79", "rco118", "eur-raised"):
            halves = [value_of(session, indicator, f"2024-H{half}") for half in (1, 2)]
            assert sum(halves) <= value_of(session, indicator, "2024") + 0.01, indicator
        # Each project, application and solution has one programme or none.
        for indicator in ("projects", "project-budgets", "rco83", "rco84", "rco116", "rcr79", "rcr104", "applications"):
            parts = sum(value_of(session, indicator, "all", name) for name in PROGRAMMES if name)
            without = measure(session, indicator=indicator, period="all", today=TODAY).rows
            rest = without.loc[[not names for names in without["programmes"]], "number"].sum()
            assert parts + rest == value_of(session, indicator, "all"), indicator


@pytest.mark.slow
def test_in_more_periods_and_in_one_programme_the_oracles_say_the_same(session):
    assert compare(session, PERIODS, ("Interreg Baltic Sea Region 2014-2020",)) >= 5
    assert compare(session, MORE_PERIODS, (None, "Interreg Baltic Sea Region 2021-2027")) > 10
    make_real(session)
    assert compare(session, (*PERIODS, *MORE_PERIODS), (None, "Example programme 2021-2027")) > 90


@settings(max_examples=3, phases=NO_SHRINKING, deadline=None, suppress_health_check=list(HealthCheck))
@given(network=networks())
def test_some_networks_come_to_what_their_oracles_say(reference, network):
    check_network(reference, network, ("all",))


@pytest.mark.slow
@settings(max_examples=200, phases=NO_SHRINKING, deadline=None, suppress_health_check=list(HealthCheck))
@given(network=networks(), period=st.sampled_from(["2023", "2024-H1", "2026", "2021-2027", "all", "2027"]))
def test_two_hundred_networks_come_to_what_their_oracles_say(reference, network, period):
    check_network(reference, network, (period,))


def test_what_lies_ahead_counts_in_no_period(session):
    add(session, an_event("ahead", starts_on=date(2026, 11, 24)), an_event("begun", starts_on=TODAY))
    found = measure(session, indicator="events", period="2026", today=TODAY)
    assert "begun" in set(found.rows["key"]) and "ahead" not in {*found.rows["key"], *found.unsure["key"]}
    add(session, *a_project("runs", "minc", "alte-mu", starts="2025", ends="2028"))
    for key in ("events", "active-partners", "rco87"):
        later = measure(session, indicator=key, period="2027", today=TODAY)
        assert (later.value, len(later.unsure)) == (0, 0), key
    now = measure(session, indicator="events", period="2026", today=TODAY)
    assert measure(session, indicator="events", period="2027", today=TODAY).before == now.value
    assert list(over_the_years(session, indicator="events", today=TODAY)["year"])[-1] == 2026


def test_what_was_never_recorded_is_not_nothing(session):
    found = measure(session, indicator="introductions", period="all", today=TODAY)
    assert (found.value, found.before, found.progress, len(found.rows)) == (None, None, None, 0)
    assert found.how == "The Desk writes them into its workbook, sheet Ledger, kind Contact."
    again = measure(session, indicator="rco118", period="all", today=TODAY)
    assert (again.value, again.is_computed) == (None, False)
    # That only one host of each event is recorded does not say that none was joint.
    assert measure(session, indicator="rco115", period="all", today=TODAY).value is None
    assert measure(session, indicator="joint-events", period="all", today=TODAY).value is None


def test_what_was_recorded_only_later_is_not_nothing_earlier(session):
    add(session, *a_step("first", "contact", "2024-05", "minc", "alte-mu"))
    asked = {"indicator": "introductions", "today": TODAY}
    assert [measure(session, period=key, **asked).value for key in ("2023", "2024", "2025")] == [None, 1, 0]
    assert [measure(session, period=key, **asked).before for key in ("2024", "2025", "2026")] == [None, 1, 0]


def test_a_target_is_reached_by_what_counts_until_its_year(session):
    session.execute(text("UPDATE impact_indicator SET target = 10, target_year = 2021 WHERE label = 'Events'"))
    found = measure(session, indicator="events", period="2024", today=TODAY)
    until = sum(value_of(session, "events", str(year)) for year in range(2000, 2022))
    assert (found.progress, found.reached_until) == (until / 10, 2021) and until > 0
    early = measure(session, indicator="events", period="2019", today=TODAY)
    assert early.progress < found.progress and early.reached_until == 2019


def test_what_belongs_to_no_programme_is_not_nothing_in_one(session):
    found = measure(session, indicator="good-practices", period="all", today=TODAY, programme="Erasmus+")
    assert (found.value, found.how) == (None, NO_PROGRAMME)


def test_where_no_record_says_its_programme_there_is_no_figure_of_one(session):
    asked = {"indicator": "events", "period": "all", "today": TODAY, "programme": "Erasmus+"}
    assert measure(session, **asked | {"programme": ""}).value == 17
    found = measure(session, **asked)
    assert (found.value, found.how) == (None, NOT_NAMED)
    key = measure(session, **asked | {"programme": ""}).rows["key"].iloc[0]
    add(session, *a_project("named", "minc", programme="Erasmus+", starts="2020"))
    add(session, models.EventProject(event_id=key, project_id="named"))
    assert measure(session, **asked).value == 1
    assert measure(session, **asked | {"programme": "Another"}).value == 0


def test_the_period_before_the_target_and_the_way_there(session):
    session.execute(text("UPDATE impact_indicator SET target = 24, target_year = 2027 WHERE code = 'RCO87'"))
    session.execute(text("UPDATE impact_indicator SET target = 24, target_year = 2027 WHERE label = 'Projects begun'"))
    found = measure(session, indicator="projects", period="2023", today=TODAY)
    assert (found.value, found.before) == (5, value_of(session, "projects", "2022"))
    assert found.progress == value_of(session, "projects", "all") / 24 == 0.5
    assert measure(session, indicator="sectors-with-two", period="2023", today=TODAY).before is None
    assert measure(session, indicator="projects", period="all", today=TODAY).before is None


def test_the_years_are_those_figures_and_organisations_add_up_once(session):
    years = over_the_years(session, indicator="rco87", today=TODAY)
    with remembering(session):
        for row in years.itertuples():
            assert row.value == value_of(session, "rco87", str(row.year))
    assert list(years["cumulative"]) == sorted(years["cumulative"]) and years["cumulative"].iloc[-1] == 82
    assert years["value"].sum() > 82
    assert over_the_years(session, indicator="sectors-with-two", today=TODAY).empty
    add(session, a_partner("asked", confirmed_on=date(2026, 1, 1)))
    assert value_of(session, "profiles-confirmed", "all") == 1
    assert over_the_years(session, indicator="profiles-confirmed", today=TODAY).empty
    assert over_the_years(session, indicator="rco81", today=TODAY).empty


def test_programmes_are_those_of_the_projects_and_steps_on_record(session):
    add(session, *a_project("x", "minc", programme="Ours"), *a_step("s", "application", "2024", programme="Ledger's"))
    found = programmes(session)
    assert (
        {"Ours", "Ledger's"} <= set(found)
        and "Example programme 2021-2027" not in found
        and list(found) == sorted(set(found))
    )


def test_an_unknown_period_is_all_years_and_an_unknown_indicator_an_error(session):
    assert period_of("nonsense", TODAY).key == "all"
    with pytest.raises(KeyError):
        measure(session, indicator="nonsense", period="all", today=TODAY)
