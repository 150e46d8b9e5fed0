"""The public record: facts about the region's organisations, projects and events from published pages."""

from pathlib import Path

from sqlalchemy.orm import Session

from cci_data import models
from cci_data.imports.tables import LoadCounts, read_folder, store
from cci_data.settings import DATA

FOLDER = DATA / "public_record"
FILES = {
    "countries": models.Country,
    "sectors": models.Sector,
    "services": models.Service,
    "partners": models.Partner,
    "partner_names": models.PartnerName,
    "places": models.Place,
    "partner_sectors": models.PartnerSector,
    "projects": models.Project,
    "project_sectors": models.ProjectSector,
    "participations": models.Participation,
    "events": models.Event,
    "event_hosts": models.EventHost,
    "good_practices": models.GoodPractice,
    "good_practice_partners": models.GoodPracticePartner,
    "good_practice_sectors": models.GoodPracticeSector,
    "statements": models.Statement,
    "indicators": models.Indicator,
    "indicator_values": models.IndicatorValue,
    "impact_indicators": models.ImpactIndicator,
    "data_sets": models.DataSet,
}


def load_public_record(session: Session, folder: Path = FOLDER) -> LoadCounts:
    """Store what the database lacks of the public record in `folder`; the caller commits.

    Raises ImportProblem; see `store` for what happens to records that are there already.
    """
    return store(session, read_folder(folder, FILES, {"origin": "published"}))
