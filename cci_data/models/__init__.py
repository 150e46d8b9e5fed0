"""The tables: what the network knows, and where it knows it from.

Suffixes: `_id`, `_code`, `_on` (a date), `_at` (a moment in UTC), `_eur`, `_count`; `is_` for yes or no.
`starts` and `ends` of projects and good practices keep the precision that is known: `2019`, `2019-01` or
`2019-01-15`.
"""

from cci_data.models.base import Base, Sourced
from cci_data.models.countries import Spotlight, Statement
from cci_data.models.events import Event, EventAttendance, EventCountry, EventHost, EventProject, EventSector
from cci_data.models.frozen import FrozenState
from cci_data.models.history import Change, Erasure, FormerPartner, Import, ImportFile
from cci_data.models.impact import (
    Continuation,
    EventParticipation,
    ImpactIndicator,
    ImpactValue,
    Solution,
    SolutionPartner,
    Step,
    StepPartner,
    Uptake,
)
from cci_data.models.partners import Partner, PartnerName, PartnerSector, PartnerService, Place
from cci_data.models.projects import (
    GoodPractice,
    GoodPracticePartner,
    GoodPracticeSector,
    Participation,
    Project,
    ProjectSector,
)
from cci_data.models.reference import Country, DataSet, DataVersion, Sector, Service
from cci_data.models.statistics import Indicator, IndicatorValue

__all__ = [
    "Base",
    "Change",
    "Continuation",
    "Country",
    "DataSet",
    "DataVersion",
    "Erasure",
    "Event",
    "EventAttendance",
    "EventCountry",
    "EventHost",
    "EventParticipation",
    "EventProject",
    "EventSector",
    "FormerPartner",
    "FrozenState",
    "GoodPractice",
    "GoodPracticePartner",
    "GoodPracticeSector",
    "ImpactIndicator",
    "ImpactValue",
    "Import",
    "ImportFile",
    "Indicator",
    "IndicatorValue",
    "Participation",
    "Partner",
    "PartnerName",
    "PartnerSector",
    "PartnerService",
    "Place",
    "Project",
    "ProjectSector",
    "Sector",
    "Service",
    "Solution",
    "SolutionPartner",
    "Sourced",
    "Spotlight",
    "Statement",
    "Step",
    "StepPartner",
    "Uptake",
]
