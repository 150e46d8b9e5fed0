from datetime import UTC, date, datetime

from sqlalchemy import create_engine, func, select, text, update
from sqlalchemy.orm import Session

from cci_data.models import Event, Partner, Project, Statement
from cci_data.queries.changes import RECORDS, data_sets, latest, scope
from tests.impact.scene import a_step
from tests.queries import record
from tests.queries.build import ILLUSTRATION, a_partner, a_project, add

LONG_AGO, LATELY = datetime(2020, 5, 1, 12, tzinfo=UTC), datetime(2099, 1, 2, 3, 4, tzinfo=UTC)


def test_the_scope_is_that_of_the_files(session):
    found = scope(session)
    days = [date.fromisoformat(row["collected_on"]) for row in record.lines("data_sets")]
    years = [int(row[side][:4]) for row in record.lines("projects") for side in ("starts", "ends") if row[side]]
    assert found.collected_on == max(days)
    assert (found.first_year, found.last_year) == (min(years), max(years))
    assert (found.partner_count, found.country_count, found.project_count) == (152, 10, 15)
    counted = [session.scalars(select(table.origin)).all().count(ILLUSTRATION) for table, _, _ in RECORDS.values()]
    assert found.illustrative_count == sum(counted) > 0


def test_any_program_that_changes_a_table_makes_the_data_younger(world_url):
    engine = create_engine(world_url)
    with Session(engine) as session:
        before = scope(session).changed_at
        session.execute(update(Partner).where(Partner.partner_id == "alte-mu").values(name="Corrected"))
        session.commit()
    with Session(engine) as session:
        after = scope(session).changed_at
    engine.dispose()
    assert before.tzinfo is not None
    assert after >= before
    assert abs((datetime.now(UTC) - after).total_seconds()) < 3600


def test_a_date_that_is_no_date_says_nothing_about_the_years(session):
    before = scope(session)
    add(session, *a_project("vague", starts="ca. 1066", ends="spring"))
    found = scope(session)
    assert (found.first_year, found.last_year, found.project_count) == (
        before.first_year,
        before.last_year,
        before.project_count + 1,
    )


def test_bodies_of_data_say_what_is_published_and_what_invented(session):
    found = data_sets(session)
    published = {row["data_set_id"]: row["title"] for row in record.lines("data_sets")}
    assert {row.data_set_id: row.title for row in found.itertuples() if row.origin == "published"} == published
    assert found["origin"].tolist()[-1] == ILLUSTRATION


def test_what_was_added_last_comes_first_by_day_and_kind(session):
    session.execute(update(Partner).values(recorded_at=LONG_AGO))
    session.execute(update(Partner).values(changed_at=None))
    add(session, a_partner("late", name="Late Hub", recorded_at=LATELY))
    add(session, *a_project("late-project", title="Late project", recorded_at=LATELY))
    add(session, *a_project("later-project", title="Later project", recorded_at=LATELY))
    add(session, a_partner("invented", origin=ILLUSTRATION, recorded_at=LATELY))
    found = latest(session, most=100)
    days = found["done_on"].tolist()
    assert days == sorted(days, reverse=True)
    assert not found.duplicated(["done_on", "kind"]).any()
    assert set(found["deed"]) == {"added"}
    newest = {row.kind: row for row in found[found["done_on"] == LATELY.date()].itertuples()}
    assert {kind: row.record_count for kind, row in newest.items()} == {"partner": 1, "project": 2}
    assert (newest["partner"].record_id, newest["partner"].title) == ("late", "Late Hub")
    assert newest["project"].record_id in {"late-project", "later-project"}
    oldest = found[found["done_on"] == LONG_AGO.date()]
    assert oldest[["kind", "record_count"]].to_numpy().tolist() == [["partner", 152]]
    assert latest(session, most=2)["kind"].tolist() == ["project", "partner"]


def test_a_record_that_any_program_changes_is_told_first(session):
    session.execute(text("UPDATE partner SET name = 'Corrected Hub' WHERE partner_id = 'alte-mu'"))
    told = latest(session).iloc[0]
    assert (told["deed"], told["kind"], told["title"], told["record_id"]) == (
        *("changed", "partner"),
        *("Corrected Hub", "alte-mu"),
    )
    assert abs((datetime.now(UTC).date() - told["done_on"]).days) <= 1
    session.execute(text("UPDATE partner SET website = NULL WHERE partner_id IN ('alte-mu', 'ars-baltica')"))
    assert latest(session).iloc[0]["record_count"] == 2


def test_what_is_only_loaded_was_not_changed(session):
    assert set(latest(session, most=100)["deed"]) == {"added"}


def test_every_real_record_is_counted_once(session):
    found = latest(session, most=1000).groupby("kind")["record_count"].sum().to_dict()
    for kind, table in {"partner": Partner, "project": Project, "event": Event, "statement": Statement}.items():
        real = select(func.count()).select_from(table).where(table.origin != ILLUSTRATION)
        assert found[kind] == session.scalar(real)


def test_the_desk_s_records_are_as_young_as_the_latest_that_came_or_changed(session):
    assert scope(session).told_on is None
    add(session, a_partner("told", origin="desk", recorded_at=LONG_AGO), a_partner("invented", origin=ILLUSTRATION))
    assert scope(session).told_on == LONG_AGO.date()
    add(session, *a_project("told-too", origin="desk", recorded_at=LATELY))
    assert scope(session).told_on == LATELY.date()


def test_a_step_of_the_ledger_is_a_record_of_the_desk_as_any_other(session):
    add(session, *a_step("met", "contact", "2026-03", origin=ILLUSTRATION, recorded_at=LATELY))
    assert scope(session).told_on is None
    add(session, *a_step("met-again", "contact", "2026-04", recorded_at=LONG_AGO))
    assert scope(session).told_on == LONG_AGO.date()
