import csv

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cci_data import models, vocabulary
from cci_data.imports.public_record import FILES, FOLDER, load_public_record
from cci_data.models import Base

PUBLISHED = {
    "partner": 152,
    "place": 142,
    "project": 15,
    "participation": 94,
    "event": 20,
    "good_practice": 9,
    "indicator": 7,
    "indicator_value": 877,
    "statement": 26,
    "country": 10,
    "sector": 13,
    "service": 8,
}


def lines(name: str, folder=FOLDER) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def count(session: Session, model: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(model))


def test_the_whole_record_arrives(empty_session):
    counts = load_public_record(empty_session)
    assert {name: counts.stored[name] for name in PUBLISHED} == PUBLISHED
    for name, model in FILES.items():
        assert count(empty_session, model) == len(lines(name)), name
    assert set(counts.kept.values()) == {0}


def as_written(value: object) -> str:
    """A stored value as the files write it; numbers as floats, so that 3 and 3.0 are one."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(float(value)) if isinstance(value, int | float) else str(value)


def test_every_row_of_the_files_stands_in_the_tables_as_written(empty_session):
    load_public_record(empty_session)
    for name, model in FILES.items():
        columns = [model.__table__.c[column] for column in lines(name)[0]]
        is_number = [column.type.python_type in (int, float) for column in columns]
        written = [
            tuple(
                str(float(text)) if text and number else text
                for text, number in zip(row.values(), is_number, strict=True)
            )
            for row in lines(name)
        ]
        stored = [tuple(map(as_written, row)) for row in empty_session.execute(select(*columns))]
        assert sorted(stored) == sorted(written), name


def test_cross_sectoral_and_not_stated_stay_apart(empty_session):
    load_public_record(empty_session)
    with_sectors = {row["partner_id"] for row in lines("partner_sectors")}
    partners = empty_session.scalars(select(models.Partner)).all()
    assert sum(partner.is_cross_sectoral for partner in partners) == 59
    assert sum(not partner.is_cross_sectoral and partner.partner_id not in with_sectors for partner in partners) == 59
    assert not any(partner.is_cross_sectoral for partner in partners if partner.partner_id in with_sectors)


def test_every_record_is_published_and_names_its_source(empty_session):
    load_public_record(empty_session)
    for table in Base.metadata.sorted_tables:
        if "origin" in table.columns:
            assert set(empty_session.scalars(select(table.c.origin))) <= {"published"}, table.name
        if "source" in table.columns:
            assert all(source.strip() for source in empty_session.scalars(select(table.c.source))), table.name


def test_services_and_countries_are_those_of_the_vocabulary():
    assert {row["service_id"]: row["label"] for row in lines("services")} == vocabulary.SERVICES
    assert {row["country_code"]: row["name"] for row in lines("countries")} == vocabulary.NETWORK_COUNTRIES
    assert {row["organisation_type"] for row in lines("partners")} <= set(vocabulary.ORGANISATION_TYPES)


def test_no_address_of_a_mailbox_is_in_the_files():
    for path in FOLDER.parent.glob("*/*.csv"):
        assert "@" not in path.read_text(encoding="utf-8"), path.name
