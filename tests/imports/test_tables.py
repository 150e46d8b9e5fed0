import csv
import shutil
import threading

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from cci_data import models
from cci_data.database import writing_engine
from cci_data.imports.public_record import FILES, FOLDER, load_public_record
from cci_data.imports.rows import ImportProblem
from cci_data.models import Base


def lines(name: str, folder=FOLDER) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def count(session: Session, model: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(model))


@pytest.fixture
def folder(tmp_path):
    """A copy of the public record that the test may spoil."""
    return shutil.copytree(FOLDER, tmp_path / "record")


def spoil(folder, name: str, row: int, **cells: str) -> None:
    """Change cells of a row, counted as a spreadsheet does."""
    rows = lines(name, folder)
    rows[row - 2] |= cells
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_loading_again_stores_nothing_and_changes_nothing(session):
    session.execute(update(models.Partner).where(models.Partner.partner_id == "alte-mu").values(name="Corrected"))
    session.execute(delete(models.Place).where(models.Place.partner_id == "ars-baltica"))
    session.execute(
        update(models.Place).where(models.Place.partner_id == "alte-mu").values(city="Corrected", latitude=54.0)
    )
    counts = load_public_record(session)
    assert set(counts.stored.values()) == {0}
    assert session.get(models.Partner, "alte-mu").name == "Corrected"
    places = session.scalars(select(models.Place).where(models.Place.partner_id.in_(["alte-mu", "ars-baltica"]))).all()
    assert [(place.partner_id, place.city) for place in places] == [("alte-mu", "Corrected")]


def test_a_record_that_is_missing_comes_back_with_what_belongs_to_it(session):
    partner_id = "media-evolution"
    session.execute(delete(models.Partner).where(models.Partner.partner_id == partner_id))
    session.execute(delete(models.IndicatorValue).where(models.IndicatorValue.year == 2022))
    counts = load_public_record(session)
    written = {
        table: sum(row["partner_id"] == partner_id for row in lines(name))
        for table, name in {
            "partner": "partners",
            "partner_name": "partner_names",
            "place": "places",
            "partner_sector": "partner_sectors",
            "participation": "participations",
            "event_host": "event_hosts",
            "good_practice_partner": "good_practice_partners",
        }.items()
    } | {"indicator_value": sum(row["year"] == "2022" for row in lines("indicator_values"))}
    assert written["partner"] == written["place"] == 1
    assert {name: number for name, number in counts.stored.items() if number} == {
        name: number for name, number in written.items() if number
    }


def test_all_problems_of_all_files_come_together_and_nothing_is_stored(empty_session, folder):
    spoil(folder, "places", 14, latitude="x")
    spoil(folder, "events", 3, kind="party")
    (folder / "sectors.csv").unlink()
    with pytest.raises(ImportProblem) as caught:
        load_public_record(empty_session, folder)
    assert [problem.split(":")[0] for problem in caught.value.problems] == [
        "sectors.csv",
        "places.csv, row 14, latitude",
        "events.csv, row 3, kind",
    ]
    assert str(caught.value).splitlines() == list(caught.value.problems)
    assert count(empty_session, models.Country) == 0


def test_unknown_references_and_repeated_keys_are_sentences(empty_session, folder):
    spoil(folder, "participations", 5, partner_id="nobody")
    spoil(folder, "partners", 9, country_code="XX")
    spoil(folder, "partners", 4, partner_id="ars-baltica")
    spoil(folder, "sectors", 4, position="1")
    with pytest.raises(ImportProblem) as caught:
        load_public_record(empty_session, folder)
    found = "\n".join(caught.value.problems)
    assert "participations.csv, row 5, partner_id: there is no partner 'nobody'" in found
    assert "partners.csv, row 9, country_code: there is no country 'XX'" in found
    assert "partners.csv, row 4, partner_id: 'ars-baltica' is there already (row 2)" in found
    assert "sectors.csv, row 4, position: '1' is there already (row 2)" in found
    assert all(count(empty_session, model) == 0 for model in FILES.values())


def test_a_label_that_another_record_of_the_database_has_is_a_sentence(session, folder):
    session.execute(update(models.Service).where(models.Service.service_id == "funding").values(service_id="money"))
    with pytest.raises(ImportProblem) as caught:
        load_public_record(session, folder)
    assert caught.value.problems == (
        "services.csv, row 5, label: 'Funding' is there already (in the database)",
        "services.csv, row 5, position: '4' is there already (in the database)",
    )


def test_of_two_loads_at_once_the_second_waits_and_finds_it_done(world_url):
    engine = writing_engine(world_url)
    counts, is_loading = [], threading.Event()

    def load() -> None:
        with Session(engine) as session, session.begin():
            is_loading.set()
            counts.append(load_public_record(session))

    with Session(engine) as first:
        first.execute(delete(models.Event))
        first.commit()
        assert load_public_record(first).stored["event"] == 20
        second = threading.Thread(target=load)
        second.start()
        assert is_loading.wait(10)
        second.join(0.5)
        assert counts == []
        first.commit()
    second.join(20)
    engine.dispose()
    assert sum(counts[0].stored.values()) == 0
    assert counts[0].kept["event"] == 20
