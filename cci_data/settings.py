"""What an installation may set: read from the environment, never at import."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cci_data.addresses import sqlite_url

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
DEFAULT_DATABASE = DATA / "local" / "dashboard.sqlite"


@dataclass(frozen=True)
class Settings:
    """The settings of one installation.

    database_url: an SQLAlchemy URL.
    is_default_database: whether it is the embedded file that the dashboard makes and fills itself.
    """

    database_url: str
    is_default_database: bool


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from `environment` (default: the process's own).

    `CCI_DATABASE_URL` names the database; blank or absent means the embedded SQLite file.
    """
    variables = os.environ if environment is None else environment
    url = variables.get("CCI_DATABASE_URL", "").strip()
    return Settings(url or sqlite_url(DEFAULT_DATABASE), is_default_database=not url)
