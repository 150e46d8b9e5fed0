"""Records that a test adds to the world."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache

from sqlalchemy.orm import Session

from cci_data.filters import PartnerFilter, read
from cci_data.language import slug
from cci_data.models import (
    Base,
    Event,
    GoodPracticePartner,
    Participation,
    Partner,
    PartnerSector,
    PartnerService,
    Place,
    Project,
)
from cci_data.queries.frames import SHARED

ILLUSTRATION = "illustrative"


def add(session: Session, *records: Base) -> None:
    """Store records, those that others refer to first."""
    for table in Base.metadata.sorted_tables:
        session.add_all(record for record in records if record.__table__ is table)
        session.flush()


def a_partner(partner_id: str, **values: object) -> Partner:
    return Partner(**{"partner_id": partner_id, "name": partner_id, "origin": "desk", "source": "a test"} | values)


def a_place(partner_id: str, city: str, latitude: float, longitude: float, country_code: str | None = "SE") -> Place:
    return Place(partner_id=partner_id, city=city, country_code=country_code, latitude=latitude, longitude=longitude)


def a_project(project_id: str, *partner_ids: str, **values: object) -> list[Base]:
    """Return a project and the parts of these partners in it, the first as lead."""
    project = Project(**{"project_id": project_id, "title": project_id, "origin": "desk", "source": "a test"} | values)
    parts = [
        Participation(project_id=project_id, partner_id=key, role="partner" if number else "lead", source="a test")
        for number, key in enumerate(partner_ids)
    ]
    return [project, *parts]


@contextmanager
def remembering(session: Session) -> Iterator[Session]:
    """Let a session ask once what hangs on no change, as the reader does for the pages."""
    session.info[SHARED] = cache(lambda query, **arguments: query(session, **arguments))
    yield session
    del session.info[SHARED]


def an_event(event_id: str, **values: object) -> Event:
    known = {"event_id": event_id, "title": event_id, "kind": "network_meeting", "starts_on": date(2026, 3, 5)}
    return Event(**known | {"origin": "desk", "source": "a test"} | values)


def an_illustration() -> list[Base]:
    """Return invented records that touch as much of the record as they can."""
    return [
        a_partner("invented", country_code="SE", organisation_type="Invented", origin=ILLUSTRATION),
        a_place("invented", "Malmö", 55.6059, 13.0007),
        a_place("invented", "Nowhere", 58.0, 15.0),
        PartnerSector(partner_id="invented", sector_id="music"),
        PartnerService(partner_id="invented", service_id="funding"),
        GoodPracticePartner(good_practice_id="baltic-home", partner_id="invented", role="partner"),
        Participation(project_id="creative-ports", partner_id="invented", role="partner", source="a test"),
        *a_project("invented-project", "media-evolution", "goethe-institut", "invented", origin=ILLUSTRATION),
    ]


def fits(**asked: str) -> PartnerFilter:
    """Return the filter that an address with these parameters asks for; organisation_type: as the files say it."""
    if kind := asked.pop("organisation_type", ""):
        asked["type"] = slug(kind)
    return read(asked)
