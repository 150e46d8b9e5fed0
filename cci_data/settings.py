"""What an installation may set: read from the environment, never at import."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cci_data.addresses import sqlite_url

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
EUROSTAT = "https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data"
DEFAULT_DATABASE = DATA / "local" / "dashboard.sqlite"
EMAIL = re.compile(r"[^\s@,;:<>()\[\]\\\"]+@[\w-]+(?:\.[\w-]+)+")
NO_EMAIL = (
    "CCI_DESK_EMAIL is not an e-mail address, so letters to the Desk are prepared without one. Write one address, "
    "with nothing beside it."
)


@dataclass(frozen=True)
class Settings:
    """The settings of one installation.

    database_url: an SQLAlchemy URL.
    is_default_database: whether it is the embedded file that the dashboard makes and fills itself.
    eurostat_url: where Eurostat's statistics API, or a mirror of it, answers.
    desk_email: the address of the Contact Desk, "" where none is set.
    problems: a sentence for each value that cannot be used, and is left out.
    """

    database_url: str
    is_default_database: bool
    eurostat_url: str = EUROSTAT
    desk_email: str = ""
    problems: tuple[str, ...] = ()


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from `environment` (default: the process's own).

    `CCI_DATABASE_URL` names the database; blank or absent means the embedded SQLite file. `CCI_EUROSTAT_URL` names a
    mirror of Eurostat's statistics API; blank or absent means Eurostat itself. `CCI_DESK_EMAIL` is the address to which
    partners write; blank or absent means that none is shown.
    """
    variables = os.environ if environment is None else environment
    url = variables.get("CCI_DATABASE_URL", "").strip()
    eurostat = variables.get("CCI_EUROSTAT_URL", "").strip() or EUROSTAT
    email = variables.get("CCI_DESK_EMAIL", "").strip()
    is_email = EMAIL.fullmatch(email) is not None
    return Settings(
        database_url=url or sqlite_url(DEFAULT_DATABASE),
        is_default_database=not url,
        eurostat_url=eurostat,
        desk_email=email if is_email else "",
        problems=() if is_email or not email else (NO_EMAIL,),
    )
