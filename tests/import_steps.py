"""Steps of imports that tests make, and everything that they must bring back."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from cci_data.history import Occasion, Step, key_of, store
from cci_data.models import Base, Change, DataVersion, Erasure, Import, ImportFile

AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
LATER = AT + timedelta(days=2)
OF_HISTORY = {table.__tablename__ for table in (Change, DataVersion, Erasure, Import, ImportFile)}
NEWCOMER = {"partner_id": "new-hub", "name": "Jaunais centrs Rīgā", "country_code": "LV"} | {
    "origin": "desk",
    "source": "a test",
}
TALK = {"event_id": "talk", "title": "Talk", "kind": "workshop", "starts_on": date(2027, 1, 2)} | {
    "origin": "desk",
    "source": "a test",
}
MALMO = {"partner_id": "new-hub", "city": "Malmö", "latitude": 55.6, "longitude": 13.0, "country_code": "SE"}


def comes(model: type[Base], **values) -> Step:
    return Step(model.__table__, key_of(model.__table__, values), None, values)


def goes(session, model: type[Base], *key) -> Step:
    row = session.execute(select(model.__table__).where(*at(model, key))).mappings().one()
    return Step(model.__table__, key, dict(row), None)


def changes(session, model: type[Base], key: tuple, **after) -> Step:
    row = session.execute(select(model.__table__).where(*at(model, key))).mappings().one()
    return Step(model.__table__, key, {name: row[name] for name in after}, after)


def at(model: type[Base], key: tuple) -> list:
    return [column == value for column, value in zip(model.__table__.primary_key, key, strict=True)]


def bring(session, *steps: Step, by: str = "anna", days: int = 0) -> int:
    return store(session, steps, Occasion("workbook", AT + timedelta(days=days), by)).import_id


def content(session) -> dict[str, list[tuple]]:
    """Return all rows of all tables but for what the history itself is and what triggers write."""
    return {
        name: sorted(
            session.execute(
                select(*(column for column in table.columns if column.name not in {"changed_at", "recorded_at"}))
            ).all(),
            key=repr,
        )
        for name, table in Base.metadata.tables.items()
        if name not in OF_HISTORY
    }
