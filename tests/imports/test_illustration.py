import csv
import shutil
from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cci_data import models
from cci_data.database import writing_engine
from cci_data.imports.illustration import FOLDER, clear_illustration, load_illustration
from cci_data.imports.public_record import load_public_record
from cci_data.imports.rows import ImportProblem
from cci_data.models import Base
from tests.conftest import BACKENDS, build_tables, undone

ILLUSTRATIVE = "illustrative"


def everything(session: Session) -> dict[str, list]:
    """Every row of every table but the version counter, in a fixed order, without the moment of recording."""
    rows = {}
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.columns if column.name != "recorded_at"]
        rows[table.name] = sorted(map(repr, session.execute(select(*columns))))
    del rows["data_version"]
    return rows


def build_record(url: str) -> None:
    build_tables(url)
    engine = writing_engine(url)
    with Session(engine) as session, session.begin():
        load_public_record(session)
    engine.dispose()


@pytest.fixture(params=BACKENDS)
def record_session(request, fresh_engine):
    """A session on the public record alone."""
    with undone(fresh_engine(request.param, build_record)) as opened:
        yield opened


def events(session: Session) -> list[models.Event]:
    return session.scalars(select(models.Event).where(models.Event.origin == ILLUSTRATIVE)).all()


def test_clearing_leaves_no_trace(record_session, today):
    before = everything(record_session)
    stored = load_illustration(record_session, today).stored
    record_session.add(models.PartnerName(partner_id="example-hub-liepaja", name="Hub by another name"))
    record_session.flush()
    removed = clear_illustration(record_session)
    assert everything(record_session) == before
    assert removed == stored | {"partner_name": 1}
    assert clear_illustration(record_session) == {}


def test_clearing_leaves_records_of_the_desk(record_session, today):
    load_illustration(record_session, today)
    turn = {"country_code": "LV", "starts_on": today, "ends_on": today, "origin": "desk", "source": "the Desk"}
    record_session.add(models.Spotlight(**turn, steward_partner_id="example-hub-liepaja"))
    record_session.flush()
    clear_illustration(record_session)
    assert record_session.scalars(select(models.Spotlight)).one().steward_partner_id is None


def test_it_is_all_illustrative_and_has_no_place_on_the_map(record_session, today):
    load_illustration(record_session, today)
    invented = select(models.Partner).where(models.Partner.origin == ILLUSTRATIVE)
    partners = record_session.scalars(invented).all()
    assert all(partner.name.startswith("Example ") and partner.website is None for partner in partners)
    ids = [partner.partner_id for partner in partners]
    assert record_session.scalar(select(func.count()).where(models.Place.partner_id.in_(ids))) == 0
    hosts = record_session.execute(
        select(models.EventHost).join(models.Event).where(models.Event.origin == ILLUSTRATIVE)
    )
    assert {host.partner_id for (host,) in hosts} <= set(ids)
    stated = select(models.Statement).where(models.Statement.origin == ILLUSTRATIVE)
    for statement in record_session.scalars(stated):
        author = record_session.get(models.Partner, statement.partner_id)
        assert author.country_code == statement.country_code
        assert statement.source == "invented for trial use"
    assert all(event.latitude is None and event.link is None for event in events(record_session))


def test_it_is_the_programme_that_a_trial_needs(record_session, today):
    load_illustration(record_session, today)
    ahead = [event for event in events(record_session) if event.starts_on > today]
    kinds = [event.kind for event in ahead]
    assert kinds.count("network_meeting") == 2
    assert kinds.count("study_visit") == 3
    assert kinds.count("call_deadline") >= 2
    assert len({event.country_code for event in ahead if event.kind == "network_meeting"}) == 2
    assert {"Europe/Riga", "Europe/Berlin", "Atlantic/Reykjavik"} <= {event.time_zone for event in ahead}
    assert any(event.is_online for event in ahead)
    assert any(event.starts_time is None for event in ahead)
    stated = record_session.execute(
        select(models.Statement.kind, models.Statement.country_code).where(models.Statement.origin == ILLUSTRATIVE)
    ).all()
    assert sum(kind in {"need", "offer"} for kind, _ in stated) >= 6
    assert sum(kind == "mentoring" for kind, _ in stated) >= 3
    assert {"LV", "DE", "SE", "EE", "FI"} <= {country for _, country in stated}


@pytest.mark.parametrize("weekday", range(7))
def test_whatever_the_day_nothing_falls_on_a_weekend_and_nothing_is_stated_in_the_future(weekday, sqlite_world_url):
    today = date(2027, 2, 22) + timedelta(days=weekday)
    engine = writing_engine(sqlite_world_url)
    with Session(engine) as session:
        clear_illustration(session)
        load_illustration(session, today)
        for event in events(session):
            assert max(event.starts_on.weekday(), (event.ends_on or event.starts_on).weekday()) < 5, event.event_id
        stated = session.scalars(select(models.Statement.stated_on).where(models.Statement.origin == ILLUSTRATIVE))
        assert max(stated) <= today
        session.rollback()
    engine.dispose()


def test_days_count_from_the_monday_of_the_week(record_session):
    load_illustration(record_session, date(2026, 11, 26))
    meeting = record_session.get(models.Event, "example-network-meeting-liepaja")
    assert (meeting.starts_on, meeting.starts_time) == (date(2026, 12, 17), time(10, 0))
    assert meeting.ends_on == date(2026, 12, 18)
    assert record_session.get(models.DataSet, "illustration").collected_on == date(2026, 11, 26)


def test_loading_again_leaves_the_dates(session, today):
    before = everything(session)
    counts = load_illustration(session, today + timedelta(days=60))
    assert set(counts.stored.values()) == {0}
    assert everything(session) == before


def test_days_that_are_no_number_are_a_sentence(record_session, today, tmp_path):
    folder = shutil.copytree(FOLDER, tmp_path / "illustration")
    rows = list(csv.reader((folder / "events.csv").read_text(encoding="utf-8").splitlines()))
    rows[4][rows[0].index("starts_after_days")] = "soon"
    with (folder / "events.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    with pytest.raises(ImportProblem) as caught:
        load_illustration(record_session, today, folder)
    assert caught.value.problems == ("events.csv, row 5, starts_after_days: 'soon' is not a number of days",)


def test_without_the_public_record_the_problem_names_what_is_missing(empty_session, today):
    with pytest.raises(ImportProblem, match="there is no country 'LV'"):
        load_illustration(empty_session, today)
